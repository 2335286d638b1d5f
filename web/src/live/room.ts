// The room's page, kept true by the stream: record, questions, head, and what is said about them.
import type { Latest, Snapshot } from "../wire/frames";
import type { Item, Line, Question, Room as RoomState } from "../wire/items";
import { t } from "../desk/words";
import { Digest } from "./digest";
import { Head, write } from "./head";
import { takesPosts } from "./house";
import { showLatest } from "./latest";
import type { Page } from "./page";
import { bring, endsBelow, Pill } from "./pill";
import { questionElement } from "./question";
import { Questions, showVotes } from "./questions";
import { Record } from "./record";
import type { Sink } from "./stream";

/** Readers are counted in public from here on. */
const VIEWERS_SHOWN = 20;

export class Room implements Sink {
  #page: Page;
  #head: Head;
  #digest: Digest;
  #record: Record | undefined;
  #questions: Questions | undefined;
  #lines: Pill;
  #list: Pill;
  #unseen: HTMLElement[] = [];
  #stage: number | undefined;
  #known = new Map<number, Question>();
  #state: RoomState | undefined;
  /** Something of the reader's own changed. */
  onmine = (): void => {};
  /** Rows and questions that came with the last frames. */
  caught = 0;

  constructor(page: Page) {
    this.#page = page;
    this.#head = new Head(page);
    this.#digest = new Digest(one("[data-live='digest']"));
    this.#lines = new Pill(one("[data-live='pill-lines']"), () => this.#toLatest());
    this.#list = new Pill(one("[data-live='pill-questions']"), () => this.#admit());
    this.look();
    addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  /** Takes hold of the view that is on the page now. */
  look(): void {
    const record = document.querySelector<HTMLElement>("[data-list='record']");
    const questions = document.querySelector<HTMLElement>("[data-list='questions']");
    this.#record = record ? new Record(record, this.#page) : undefined;
    this.#questions = questions ? new Questions(questions, this.#page) : undefined;
    const stage = document.querySelector("[data-live='stage'] .question");
    this.#stage = stage ? Number(stage.id.slice(2)) : undefined;
    this.#unseen = [];
    this.#pills();
  }

  outdated(): void {
    const notice = document.querySelector<HTMLElement>("[data-live='outdated']");
    if (notice) notice.hidden = false;
  }

  mine(): void {
    this.onmine();
  }

  snapshot({ room, lines, lines_before, questions }: Snapshot): void {
    this.#state = room;
    this.#head.put(room);
    for (const question of questions) this.#known.set(question.number, question);
    this.#record?.reset(lines, lines_before);
    this.#questions?.reset(questions, room.stage);
    this.#stand(room.stage, true);
    this.#lately();
    this.#empties();
    this.#pills();
  }

  items(items: Item[]): void {
    const lines: Line[] = [];
    const questions: Question[] = [];
    for (const item of items) {
      if (item.type === "line") lines.push(item);
      else if (item.type === "question") questions.push(item);
      else this.#room(item);
    }
    for (const question of questions) this.#known.set(question.number, question);
    this.#putQuestions(questions);
    this.#putLines(lines);
    this.#lately();
    this.caught += lines.length + questions.length;
    this.#empties();
    this.#pills();
  }

  latest({ viewers, counts, tallies }: Latest): void {
    if (viewers !== undefined) {
      write(
        "[data-live='viewers']",
        viewers >= VIEWERS_SHOWN ? t("live-viewers", { n: viewers }) : "",
      );
    }
    if (counts) {
      write("[data-live='count-questions']", String(counts.public + counts.prepared));
      write(
        "[data-live='counts']",
        t("public-questions-count", { n: counts.public, answered: counts.answered }),
      );
      write(
        "[data-live='received']",
        t("public-received-answered", { n: counts.received, answered: counts.answered }),
      );
    }
    const changed = Object.entries(tallies ?? {}).map(([number, votes]): [number, number] => [
      Number(number),
      votes ?? 0,
    ]);
    this.#questions?.tally(changed);
    for (const [number, votes] of changed) {
      if (number === this.#stage)
        showVotes(document.querySelector("[data-live='stage'] .question"), votes);
    }
    this.#pills();
  }

  #room(room: RoomState): void {
    const closed = this.#state?.phase === "live" && room.phase === "closed";
    if (this.#state && this.#state.phase !== room.phase) this.#digest.say(t(`phase-${room.phase}`));
    this.#state = room;
    this.#head.put(room);
    this.#stand(room.stage, false);
    if (closed) document.body.dataset["phase"] = "closed";
  }

  #putQuestions(questions: Question[]): void {
    const before = this.#questions?.waiting ?? 0;
    this.#questions?.put(questions, this.#stage);
    this.#digest.questions(Math.max(0, (this.#questions?.waiting ?? 0) - before));
    for (const question of questions) {
      if (question.number === this.#stage) this.#showStage(question);
      if (question.fate === "answered" && this.#page.own.has(question.number)) {
        this.#digest.say(t("live-own-answered", { n: question.number }));
      }
    }
  }

  #putLines(lines: Line[]): void {
    if (!this.#record || lines.length === 0) return;
    const follows = !endsBelow(one("[data-list='record']"));
    const fresh = this.#record.put(lines);
    this.#digest.lines(fresh.length);
    const total = Math.max(
      ...lines.map(({ number }) => number),
      Number(text("[data-live='count-lines']")),
    );
    write("[data-live='count-lines']", String(total));
    // What comes among lines that were there before moves nobody.
    const end = fresh.find((row) => !row.nextElementSibling);
    if (follows) bring(end, "nearest");
    else this.#unseen.push(...fresh.filter(isBelow));
  }

  /** Another question is on stage, or none. */
  #stand(stage: number | undefined, whole: boolean): void {
    if (!whole && stage === this.#stage) return;
    const left = this.#stage === undefined ? undefined : this.#known.get(this.#stage);
    this.#stage = stage;
    const question = stage === undefined ? undefined : this.#known.get(stage);
    one("[data-live='stage']").hidden = question === undefined;
    if (question) {
      this.#showStage(question);
      this.#questions?.put([question], stage);
      if (!whole) this.#digest.say(t("live-on-stage", { n: question.number }));
    }
    if (left && left.number !== stage) this.#questions?.put([left], stage);
  }

  #showStage(question: Question): void {
    const place = one("[data-live='stage']");
    place.hidden = false;
    place
      .querySelector("[data-list='stage']")
      ?.replaceChildren(questionElement(question, this.#page));
  }

  #toLatest(): void {
    const first = this.#unseen.find((row) => row.isConnected);
    this.#unseen = [];
    bring(
      first ?? document.querySelector("[data-list='record'] > :last-child"),
      first ? "center" : "end",
    );
    this.#pills();
  }

  #admit(): void {
    this.#questions?.admit();
    bring(document.querySelector("[data-list='questions']"), "start");
    this.#empties();
    this.#pills();
  }

  #scrolled(): void {
    const before = this.#unseen.length;
    this.#unseen = this.#unseen.filter(isBelow);
    if (this.#unseen.length !== before) this.#pills();
  }

  #pills(): void {
    const lines = this.#unseen.length;
    this.#lines.show(lines > 0 ? t("live-new-lines", { n: lines }) : undefined);
    const questions = this.#questions?.waiting ?? 0;
    if (questions > 0) this.#list.show(t("live-new-questions", { n: questions }));
    else this.#list.show(this.#questions?.isOutOfOrder ? t("live-reorder") : undefined);
  }

  /** Until the room is told for the first time, it is what it was when the server made the page. */
  #lately(): void {
    showLatest((this.#state?.phase ?? "live") === "live");
  }

  #empties(): void {
    const empty = document.querySelector<HTMLElement>("[data-live='empty']");
    if (empty) empty.hidden = !(this.#record?.isEmpty ?? this.#questions?.isEmpty ?? false);
  }

  /** Whether the reader can ask now. */
  get takesPosts(): boolean {
    return this.#state === undefined || takesPosts(this.#state, this.#page.now);
  }
}

const isBelow = (row: HTMLElement): boolean => row.getBoundingClientRect().top > window.innerHeight;

function one<E extends HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

function text(selector: string): string {
  return document.querySelector(selector)?.textContent ?? "";
}
