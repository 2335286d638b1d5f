// The record on the page: rows come, change and move to their places, and nothing that is read moves.
import type { Line } from "../wire/items";
import { lineElement } from "./line";
import type { Page } from "./page";
import { steady } from "./steady";
import { Voices } from "./voices";

export class Record {
  #page: Page;
  #list: HTMLElement;
  #voices: Voices;
  /** Lines before the first one shown: a tap away, because the page does not grow upwards. */
  #before: number;

  constructor(list: HTMLElement, page: Page) {
    this.#list = list;
    this.#page = page;
    this.#voices = new Voices(page);
    this.#before = Number(list.dataset["before"] ?? 0);
    for (const row of list.children) this.#voices.hear(row);
  }

  /** Puts rows in; those that are new to the record. */
  put(lines: Line[]): HTMLElement[] {
    const ids = new Set(lines.map(idOf));
    return steady(
      this.#list,
      (row) => ids.has(row.id),
      // oxlint-disable-next-line unicorn/no-array-sort -- browsers inside apps are older than `toSorted`
      () => this.#put([...lines].sort(inOrder)),
    );
  }

  #put(lines: Line[]): HTMLElement[] {
    const known = this.#before + this.#list.childElementCount;
    const first = this.#list.firstElementChild?.id;
    const shown = new Set(lines.map(idOf).filter((id) => this.#row(id)));
    for (const line of lines) this.#renew(line);
    const fresh: HTMLElement[] = [];
    for (const line of lines) {
      const [id, isNew] = [idOf(line), line.number > known];
      const row = this.#row(id) ?? this.#insert(line, id === first);
      this.#before += Number(isNew || shown.has(id)) - Number(row !== undefined);
      if (row && isNew) fresh.push(row);
    }
    return fresh;
  }

  /** Replaces everything; so many lines stand before. */
  reset(lines: Line[], before: number): void {
    this.#list.replaceChildren();
    this.#before = before;
    for (const line of lines) this.#insert(line, false);
  }

  get isEmpty(): boolean {
    return this.#list.childElementCount === 0;
  }

  #row(id: string): HTMLElement | undefined {
    return this.#list.querySelector<HTMLElement>(`#${id}`) ?? undefined;
  }

  /** A row that is there is shown as it is now; one that moves goes first, and then comes back at its place. */
  #renew(line: Line): void {
    const old = this.#row(idOf(line));
    if (!old) return;
    if (placeOf(old) === line.place) {
      const row = this.#made(line);
      old.replaceWith(row);
      this.#settle(row);
    } else {
      const next = old.nextElementSibling;
      old.remove();
      this.#voices.settle(next);
    }
  }

  /** None if its place is before all that is shown, unless it already was the first. */
  #insert(line: Line, wasFirst: boolean): HTMLElement | undefined {
    const before = this.#rowBefore(line);
    if (!before && this.#before > 0 && !this.isEmpty && !wasFirst) return undefined;
    const row = this.#made(line);
    // Its real height at once, also out of sight: what stands below is moved by just that.
    row.style.contentVisibility = "visible";
    if (before) before.after(row);
    else this.#list.prepend(row);
    this.#settle(row);
    return row;
  }

  #made(line: Line): HTMLElement {
    const row = lineElement(line, this.#page);
    this.#voices.hear(row);
    return row;
  }

  #settle(row: HTMLElement): void {
    this.#voices.settle(row);
    this.#voices.settle(row.nextElementSibling);
  }

  #rowBefore(line: Line): HTMLElement | undefined {
    let row = this.#list.lastElementChild;
    while (row instanceof HTMLElement && !isAfter(line, row)) row = row.previousElementSibling;
    return row instanceof HTMLElement ? row : undefined;
  }
}

const idOf = ({ number }: Line): string => `l-${number}`;

const placeOf = (row: HTMLElement): number => Number(row.dataset["place"]);

const inOrder = (a: Line, b: Line): number => a.place - b.place || a.number - b.number;

function isAfter(line: Line, row: HTMLElement): boolean {
  const place = placeOf(row);
  return line.place > place || (line.place === place && line.number > Number(row.id.slice(2)));
}
