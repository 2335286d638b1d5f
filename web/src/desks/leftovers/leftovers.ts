// What a session left open: its page is whole without this. With it, the page follows what colleagues, the schedule and
// units do, and what is ticked stays ticked.
import { comeAlive } from "../../desk/page/alive";
import { keepTicks } from "./ticks";

const words = { "zh-CN": () => import("./words.zh"), en: () => import("./words.en") };

void comeAlive(words, "leftovers", () => ({
  concerns: ({ type }) => type === "post" || type === "room" || type === "line",
  changed: (_, before, now) => keepTicks(before, now),
}));
