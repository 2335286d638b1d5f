// The answering desk: its page is whole without this. With it, what is written is kept, and news are told.
import { type Language, learn } from "../../desk/words";
import { Connection } from "../../live/connection";
import { startCounters } from "../../parts/count/count";
import type { StaffFrame } from "../../wire/frames";
import type { Changed } from "../../wire/items";
import { AnswersPage, toldBy } from "./page";
import { Writing } from "./writing";
import "./answers.css";

const WORDS: Record<Language, () => Promise<{ default: string[] }>> = {
  "zh-CN": () => import("./words.zh"),
  en: () => import("./words.en"),
};

/** The clock on the page moves on, and a lost line is no loss of news, in ms. */
const LOOK_MS = 30_000;

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
  listen(page);
}

function concerns({ told, revision }: AnswersPage, item: Changed): boolean {
  if (item.type === "room" || item.type === "line") return true;
  if (item.type !== "post") return false;
  return told.post === undefined || (item.post === told.post && item.revision > revision);
}

function listen(page: AnswersPage): void {
  const { code, epoch, at } = page.told;
  const position = { epoch, at };
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const connection = new Connection<StaffFrame>({
    socket: `${scheme}//${location.host}/live/${code}/desk?desk=answers`,
    position: () => position,
    state: () => {},
    over: () => {},
    frame: (frame) => {
      if (frame.type === "ping") return { type: "pong" };
      if (frame.type === "snapshot") {
        [position.epoch, position.at] = [frame.epoch, frame.at];
        page.look();
      }
      if (frame.type === "batch") {
        position.at = Math.max(position.at, frame.to);
        if (frame.items.some((item) => concerns(page, item))) page.look();
      }
      return undefined;
    },
  });
  connection.open();
  document.addEventListener("visibilitychange", () => page.look());
  setInterval(() => page.look(), LOOK_MS);
}

void start();
