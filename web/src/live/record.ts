// The record on the page: rows come and change at their places, and nothing that is read moves.
import type { Line } from "../wire/items";
import { showLatest } from "./latest";
import { lineElement } from "./line";
import type { Page } from "./page";

export class Record {
  #page: Page;
  #list: HTMLElement;

  constructor(list: HTMLElement, page: Page) {
    this.#list = list;
    this.#page = page;
  }

  /** Puts rows in; those that were not there before. */
  put(lines: Line[]): HTMLElement[] {
    const fresh: HTMLElement[] = [];
    const inOrder = Array.from(lines);
    inOrder.sort((a, b) => a.place - b.place || a.number - b.number);
    for (const line of inOrder) {
      const old = this.#row(line.number);
      if (!old && this.#isBeforeAll(line)) continue;
      if (old) old.remove();
      const before = this.#before(line);
      const row = lineElement(line, before, this.#page);
      if (before) before.after(row);
      else this.#list.prepend(row);
      if (!old) fresh.push(row);
    }
    showLatest();
    return fresh;
  }

  /** Replaces everything. */
  reset(lines: Line[]): void {
    this.#list.replaceChildren();
    this.put(lines);
  }

  get isEmpty(): boolean {
    return this.#list.childElementCount === 0;
  }

  #row(number: number): HTMLElement | null {
    return this.#list.querySelector(`#l-${number}`);
  }

  /** Rows before the first one shown are a tap away; the page does not grow upwards. */
  #isBeforeAll(line: Line): boolean {
    const first = this.#list.firstElementChild;
    return first instanceof HTMLElement && !isAfter(line, first);
  }

  #before(line: Line): HTMLElement | null {
    let row = this.#list.lastElementChild;
    while (row instanceof HTMLElement && !isAfter(line, row)) row = row.previousElementSibling;
    return row instanceof HTMLElement ? row : null;
  }
}

function isAfter(line: Line, row: HTMLElement): boolean {
  const place = Number(row.dataset["place"]);
  return line.place > place || (line.place === place && line.number > Number(row.id.slice(2)));
}
