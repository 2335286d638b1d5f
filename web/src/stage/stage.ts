// The screen in the hall, kept true by the room's stream. Nobody presses anything there.
import { type Language, learn, t } from "../desk/words";
import { Connection } from "../live/connection";
import { fill, part } from "../live/fill";
import { Head } from "../live/head";
import { gone } from "../live/gone";
import { Page, said, type Told } from "../live/page";
import { type Sink, Stream } from "../live/stream";
import type { Snapshot } from "../wire/frames";
import type { Item, Line, Question, Room } from "../wire/items";
import "./stage.css";

const WORDS: Record<Language, () => Promise<{ default: string[] }>> = {
  "zh-CN": () => import("../live/words.zh"),
  en: () => import("../live/words.en"),
};

/** Lines of an answer on the screen: the last ones. */
const LAST = 8;
/** Longest question, in characters, at each size; longer ones take the smallest. */
const SIZES: [number, string][] = [
  [40, "l"],
  [80, "m"],
  [150, "s"],
  [260, "xs"],
];

/** How large words of this length are set: the screen does not scroll. */
function sizeOf(...texts: string[]): string {
  const chars = texts.reduce((sum, text) => sum + [...text].length, 0);
  return SIZES.find(([most]) => chars <= most)?.[1] ?? "xxs";
}

/** Lines that answer this question, in the order of the record: the last ones. */
function answering(lines: Iterable<Line>, question: number): Line[] {
  const answers = (line: Line) =>
    !line.gone &&
    ((line.kind === "speech" && line.answers === question) ||
      (line.kind === "reply" && line.asked?.number === question));
  const found = [...lines].filter(answers);
  // oxlint-disable-next-line unicorn/no-array-sort -- halls have old machines, without `toSorted`
  return [...found].sort((a, b) => a.place - b.place || a.number - b.number).slice(-LAST);
}

const OVER = new Set(["closed", "cancelled", "discarded"]);

class Stage implements Sink {
  #page: Page;
  #head: Head;
  #lines = new Map<number, Line>();
  #questions = new Map<number, Question>();
  #room: Room | undefined;

  constructor(page: Page) {
    this.#page = page;
    this.#head = new Head(page);
  }

  outdated(): void {
    location.reload();
  }

  mine(): void {}

  latest(): void {}

  snapshot({ room, lines, questions }: Snapshot): void {
    this.#lines.clear();
    this.#questions.clear();
    this.items([
      { type: "room", ...room },
      ...lines.map((line): Item => ({ type: "line", ...line })),
      ...questions.map((question): Item => ({ type: "question", ...question })),
    ]);
  }

  items(items: Item[]): void {
    for (const item of items) {
      if (item.type === "line") this.#lines.set(item.number, item);
      else if (item.type === "question") this.#questions.set(item.number, item);
      else {
        // What stands at the foot changes with the end: the server says what.
        if (this.#room && item.phase !== this.#room.phase && OVER.has(item.phase))
          location.reload();
        this.#room = item;
        this.#head.put(item);
      }
    }
    this.#show();
  }

  #show(): void {
    const number = this.#room?.stage;
    const question = number === undefined ? undefined : this.#questions.get(number);
    place("waiting").hidden = question !== undefined;
    const lines = question ? answering(this.#lines.values(), question.number) : [];
    const box = place("question");
    box.hidden = question === undefined;
    box.toggleAttribute("data-answered", lines.length > 0);
    if (question) showQuestion(box, question, this.#page);
    place("lines").dataset["size"] = sizeOf(...lines.map((line) => line.text?.body ?? ""));
    place("lines").replaceChildren(
      ...lines.map((line, at) => lineElement(line, lines[at - 1], this.#page)),
    );
  }
}

function showQuestion(box: HTMLElement, { number, name, text }: Question, page: Page): void {
  const words = text?.body ?? (text ? gone(text, page.clock) : t("public-text-gone"));
  box.dataset["size"] = sizeOf(words);
  place("asker").textContent =
    `${t("public-number", { n: number })} ${name ?? t("public-unnamed")}`;
  place("text").textContent = words;
  place("text").lang = text?.lang ?? "";
}

function lineElement(line: Line, before: Line | undefined, page: Page): HTMLElement {
  const row = part("stage-line");
  const same = before?.speaker?.guest === line.speaker?.guest;
  fill(row, { who: before && same ? null : line.speaker?.name, text: said(line.text, page) });
  return row;
}

function place(name: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-stage='${name}']`);
  if (!found) throw new Error(`the screen has no ${name}`);
  return found;
}

async function start(): Promise<void> {
  const told = document.getElementById("live")?.textContent;
  if (!told) return;
  await learn(WORDS);
  const page = new Page(JSON.parse(told) as Told);
  // The page holds no lines that could be continued: a whole picture first.
  const stream = new Stream({ epoch: 0, at: 0 }, new Stage(page));
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const connection = new Connection({
    socket: `${scheme}//${location.host}/live/${page.told.code}`,
    events: `/api/v1/rooms/${page.told.code}/events`,
    position: () => stream.position,
    state: () => {},
    over: () => {},
    frame: (frame) => {
      if (frame.type === "hello") page.skew = frame.now - Date.now();
      return stream.take(frame);
    },
  });
  connection.open();
}

void start();
