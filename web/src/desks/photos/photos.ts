// The photo editor's desk: its page is whole without this. With it, pictures go up one by one while
// the words of others are written, and the page is alive.
import { comeAlive } from "../../desk/page/alive";
import { startBringing } from "./bring";
import { startStepping } from "./step";

const words = { "zh-CN": () => import("./words.zh"), en: () => import("./words.en") };

void comeAlive(words, "photos", ({ page }) => {
  startBringing(page);
  startStepping();
  return { concerns: ({ type }) => type === "block" || type === "line" || type === "room" };
});
