// Backstage: its page is whole without this. With it, cues come by themselves and go out by one press.
import { Cues } from "../../desk/cues/cues";
import { listen } from "../../desk/keys";
import { comeAlive } from "../../desk/page/alive";

const words = { "zh-CN": () => import("./words.zh"), en: () => import("./words.en") };

void comeAlive(words, "backstage", () => {
  const cues = new Cues(document.querySelector("[data-cues]") ?? document.body);
  listen(() => ({ KeyA: { run: () => cues.seen() } }), true);
  return {
    concerns: ({ type }) => type === "cue" || type === "room",
    added: (_, rows) => cues.came(rows),
    sent: () => cues.seen(),
  };
});
