// Backstage: its page is whole without this. With it, cues come by themselves and go out by one press.
import { Cues } from "../../desk/cues/cues";
import { follow } from "../../desk/follow/follow";
import { Forms } from "../../desk/forms/forms";
import { type Told, toldBy } from "../../desk/fresh/look";
import { FreshPage } from "../../desk/fresh/page";
import { fieldsOf } from "../../desk/fresh/rows";
import { learnLayout, listen } from "../../desk/keys";
import { Link } from "../../desk/link/link";
import { Tell } from "../../desk/tell/tell";
import { type Language, learn, t } from "../../desk/words";

const WORDS: Record<Language, () => Promise<{ default: string[] }>> = {
  "zh-CN": () => import("./words.zh"),
  en: () => import("./words.en"),
};

/** Between two looks, in ms. */
const LOOK_MS = 400;

async function start(): Promise<void> {
  const told = toldBy(document);
  const place = document.querySelector<HTMLElement>("[data-cues]");
  if (!told || !place) return;
  await Promise.all([learn(WORDS), learnLayout()]);
  const link = new Link(document.querySelector(".page__title"));
  const cues = new Cues(place, link.place, new Tell((n) => t("desk-news-many", { n })));
  begin(told, cues, link);
}

function begin(told: Told, cues: Cues, link: Link): void {
  const page = new FreshPage(told, LOOK_MS, {
    added: (_, rows) => cues.came(rows),
    taken: () => {},
    lost: () => {},
    aside: () => {},
  });
  const forms = new Forms({
    instead: () => false,
    sent: ({ form, page: fresh }) => {
      for (const field of fieldsOf(form)) field.value = "";
      cues.seen();
      page.take(fresh);
    },
    refused: () => page.look.now(),
  });
  forms.start();
  follow(told, {
    desk: "backstage",
    concerns: (item) => item.type === "cue" || item.type === "room",
    ring: () => page.look.now(),
    live: (live) => link.live(live),
    over: () => link.say(t("desk-signed-out")),
  });
  listen(
    () => ({
      KeyA: { run: () => document.querySelector<HTMLElement>("[data-key='KeyA']")?.click() },
    }),
    true,
  );
}

void start();
