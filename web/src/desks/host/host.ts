// The host's desk: its page is whole without this. With it, the page is alive, its clock goes on, and
// cues are said aloud.
import { comeAlive } from "../../desk/page/alive";
import { t } from "../../desk/words";
import { Clock } from "./clock";
import { tellNews } from "./news";

const words = { "zh-CN": () => import("./words.zh"), en: () => import("./words.en") };

void comeAlive(words, "host", ({ page }) => {
  const clock = new Clock(page);
  return {
    concerns: ({ type }) => type === "post" || type === "room" || type === "cue",
    latest: ({ viewers }) => viewers !== undefined && watched(viewers),
    taken: () => clock.tick(),
    changed: tellNews(),
  };
});

function watched(n: number): void {
  const place = document.querySelector<HTMLElement>("[data-viewers]");
  if (place) place.textContent = t("live-viewers", { n });
}
