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
      } else if (question.gone) {
        this.#waiting.delete(question.number);
      } else if (this.#isFirst) {
        this.#waiting.set(question.number, question);
      }
    }
  }

  /** Lets in what waits, and puts the order right. */
  admit(): void {
    for (const question of this.#waiting.values()) {
      this.#list.prepend(questionElement(question, this.#page));
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
    const cards = this.#cards();
    const sorted = Array.from(cards);
    sorted.sort(RANKS[this.#sort] ?? byVotes);
    if (sorted.some((card, i) => card !== cards[i])) this.#list.append(...sorted);
  }

  #card(number: number): HTMLElement | null {
    return this.#list.querySelector(`#q-${number}`);
  }

  #cards(): HTMLElement[] {
    return [...this.#list.children].filter((child) => child instanceof HTMLElement);
  }
}

type Rank = (a: HTMLElement, b: HTMLElement) => number;

const byNumber: Rank = (a, b) => numberOf(a) - numberOf(b);
const byVotes: Rank = (a, b) => votesOf(b) - votesOf(a) || byNumber(a, b);

/** Orders of the list, as in the page's own. */
const RANKS: Record<string, Rank> = {
  new: (a, b) => byNumber(b, a),
  old: byNumber,
  votes: byVotes,
  answered: (a, b) => answered(b) - answered(a) || byVotes(a, b),
};

function answered(card: HTMLElement): number {
  return Number(card.dataset["fate"] === "answered");
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
