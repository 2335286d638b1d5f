// The answering desk: its page is whole without this. With it, what is written is kept, and news are told.
import { learn } from "../../desk/words";
import { follow } from "../../desk/page/follow";
import { clearAddress, toldBy } from "../../desk/page/told";
import { startCounters } from "../../parts/count/count";
import type { Changed } from "../../wire/items";
import { AnswersPage } from "./page";
import { Writing } from "./writing";

const words = { "zh-CN": () => import("./words.zh"), en: () => import("./words.en") };

async function start(): Promise<void> {
  const told = toldBy(document);
  if (!told) return;
  await learn(words);
  let writing: Writing | undefined;
  const answers = new AnswersPage(told, (area) => writing?.holds(area) ?? false);
  writing = new Writing(answers);
  answers.afterwards = (part) => {
    startCounters(part);
    writing?.begin(part);
  };
  writing.begin(document);
  clearAddress();
  follow(answers.page, "answers", {
    concerns: (item) => concerns(answers, item),
    over: () => answers.lost.over(),
  });
}

function concerns({ page: { told }, revision }: AnswersPage, item: Changed): boolean {
  if (item.type === "room" || item.type === "line") return true;
  if (item.type !== "post") return false;
  return told.post === undefined || (item.post === told.post && item.revision > revision);
}

void start();
