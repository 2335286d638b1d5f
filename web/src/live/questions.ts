// The list of questions: what is shown changes in place; what is new, and a new order, wait for the reader.
import type { Question } from "../wire/items";
import { t } from "../desk/words";
import type { Page } from "./page";
import { questionElement } from "./question";

export class Questions {
  #page: Page;
  #list: HTMLElement;
  #sort: string;
  #isFirst: boolean;
  #waiting = new Map<number, Question>();

  constructor(list: HTMLElement, page: Page) {
    this.#list = list;
    this.#sort = list.dataset["sort"] ?? "votes";
    this.#isFirst = (list.dataset["page"] ?? "1") === "1";
    this.#page = page;
  }

  /** Questions that wait for the reader to let them in. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Takes present views: shown ones change in place, new ones wait. */
  put(questions: Question[], stage: number | undefined): void {
    for (const question of questions) {
      const old = this.#card(question.number);
      const leaves = question.into !== undefined || question.number === stage;
      if (leaves) {
        old?.remove();
        this.#waiting.delete(question.number);
      } else if (old) {
        old.replaceWith(questionElement(question, this.#page));
      } else if (this.#isFirst && !question.gone) {
        this.#waiting.set(question.number, question);
      }
    }
  }

  /** Lets in what waits, and puts the order right. */
  admit(): void {
    for (const question of this.#waiting.values()) {
      if (!question.gone) this.#list.prepend(questionElement(question, this.#page));
    }
    this.#waiting.clear();
    this.#order();
  }

  /** Replaces everything. */
  reset(questions: Question[], stage: number | undefined): void {
    this.#waiting.clear();
    const shown = questions.filter(
      ({ number, into, gone }) => number !== stage && into === undefined && !gone,
    );
    this.#list.replaceChildren(...shown.map((question) => questionElement(question, this.#page)));
    this.#order();
  }

  /** Shows new tallies in place. */
  tally(tallies: [number, number][]): void {
    for (const [number, votes] of tallies) {
      const waiting = this.#waiting.get(number);
      if (waiting) this.#waiting.set(number, { ...waiting, votes });
      showVotes(this.#card(number), votes);
    }
  }

  /** Whether the list no longer stands in the order the reader chose. */
  get isOutOfOrder(): boolean {
    if (this.#sort !== "votes") return false;
    const votes = this.#cards().map(votesOf);
    return votes.some((n, i) => i > 0 && n > (votes[i - 1] ?? 0));
  }

  get isEmpty(): boolean {
    return this.#list.childElementCount === 0;
  }

  #order(): void {
    const rank = this.#rank();
    const cards = this.#cards();
    const sorted = [...cards].sort(rank);
    if (sorted.some((card, i) => card !== cards[i])) this.#list.append(...sorted);
  }

  #rank(): (a: HTMLElement, b: HTMLElement) => number {
    const byNumber = (a: HTMLElement, b: HTMLElement) => numberOf(a) - numberOf(b);
    const byVotes = (a: HTMLElement, b: HTMLElement) => votesOf(b) - votesOf(a) || byNumber(a, b);
    const answered = (card: HTMLElement) => Number(card.dataset["fate"] === "answered");
    switch (this.#sort) {
      case "new":
        return (a, b) => byNumber(b, a);
      case "old":
        return byNumber;
      case "answered":
        return (a, b) => answered(b) - answered(a) || byVotes(a, b);
      default:
        return byVotes;
    }
  }

  #card(number: number): HTMLElement | null {
    return this.#list.querySelector(`#q-${number}`);
  }

  #cards(): HTMLElement[] {
    return [...this.#list.children].filter((child) => child instanceof HTMLElement);
  }
}

function numberOf(card: HTMLElement): number {
  return Number(card.id.slice(2));
}

function votesOf(card: HTMLElement): number {
  return Number(card.dataset["votes"] ?? 0);
}

/** Writes a tally on a card. */
export function showVotes(card: HTMLElement | null, votes: number): void {
  if (!card) return;
  card.dataset["votes"] = String(votes);
  const count = card.querySelector(".vote__count");
  if (count) count.textContent = t("public-votes", { n: votes });
}
