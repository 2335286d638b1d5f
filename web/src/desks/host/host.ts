// The host's desk: its page is whole without this. With it, the page stays fresh by itself, presses
// are sent without leaving it, and a slip of the finger changes nothing.
import { toldBy } from "../../desk/fresh/look";
import { clearAddress, Page } from "../../desk/page/page";
import { listen } from "../../desk/page/ring";
import { startGuard } from "../../desk/page/guard";
import { type Language, learn, t } from "../../desk/words";
import { Clock } from "./clock";
import { HostPage } from "./page";
import { startPresses } from "./presses";
import { LostLine } from "./lost";

const WORDS: Record<Language, () => Promise<{ default: string[] }>> = {
  "zh-CN": () => import("./words.zh"),
  en: () => import("./words.en"),
};

async function start(): Promise<void> {
  const told = toldBy(document);
  if (!told) return;
  await learn(WORDS);
  const [clock, shown, lost] = [new Clock(told.now), new HostPage(), new LostLine()];
  const take = (fresh: Document): void => {
    clock.set(toldBy(fresh)?.now);
    shown.show(fresh);
  };
  const page = new Page(told, take, (had) => lost.turn(had));
  startGuard();
  startPresses(page);
  clearAddress();
  listen(page, "host", {
    concerns: ({ type }) => type === "post" || type === "room" || type === "cue",
    latest: ({ viewers }) => viewers !== undefined && watched(viewers),
    over: () => lost.over(),
  });
}

function watched(n: number): void {
  const place = document.querySelector<HTMLElement>("[data-viewers]");
  if (!place) return;
  place.textContent = t("live-viewers", { n });
  place.hidden = false;
}

void start();
