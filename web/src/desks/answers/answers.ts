// The answering desk: its page is whole without this. With it, what is written is kept, and news are told.
import { type Language, learn } from "../../desk/words";
import { toldBy } from "../../desk/fresh/look";
import { follow } from "../../desk/follow/follow";
import { startCounters } from "../../parts/count/count";
import type { Changed } from "../../wire/items";
import { AnswersPage } from "./page";
import { Writing } from "./writing";
import "./answers.css";

const WORDS: Record<Language, () => Promise<{ default: string[] }>> = {
  "zh-CN": () => import("./words.zh"),
  en: () => import("./words.en"),
};

async function start(): Promise<void> {
  const told = toldBy(document);
  if (!told) return;
  await learn(WORDS);
  let writing: Writing | undefined;
  const page = new AnswersPage(told, (area) => writing?.holds(area) ?? false);
  writing = new Writing(page);
  page.afterwards = (part) => {
    startCounters(part);
    writing?.begin(part);
  };
  writing.begin(document);
  follow(told, {
    desk: "answers",
    concerns: (item) => concerns(page, item),
    ring: () => page.look(),
  });
}

function concerns({ told, revision }: AnswersPage, item: Changed): boolean {
  if (item.type === "room" || item.type === "line") return true;
  if (item.type !== "post") return false;
  return told.post === undefined || (item.post === told.post && item.revision > revision);
}

void start();
