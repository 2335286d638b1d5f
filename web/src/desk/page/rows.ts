// A list that the server made, kept true row by row. A row in which somebody writes keeps its fields:
// only what stands beside them is shown anew.
import { types } from "../keys";
import { renewSaid } from "./parts";

/** Keys and clocks are no news. */
function print(row: HTMLElement): string {
  const copy = row.cloneNode(true) as HTMLElement;
  for (const own of copy.querySelectorAll("[data-own], [name='key'], [name='csrf']")) own.remove();
  for (const clock of copy.querySelectorAll("[data-due]")) clock.textContent = "";
  return copy.outerHTML;
}

const rowsOf = (list: ParentNode): HTMLElement[] =>
  [...list.children].filter((row): row is HTMLElement => row instanceof HTMLElement && !!row.id);

/** The fields of a row in which words are written. */
export function fieldsOf(row: ParentNode): (HTMLTextAreaElement | HTMLInputElement)[] {
  return [...row.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("textarea, .input")];
}

export const isDirty = (field: HTMLTextAreaElement | HTMLInputElement): boolean =>
  field.value !== field.defaultValue;

/** Whether somebody is at work in this row. */
export function isHeld(row: HTMLElement): boolean {
  const writes = types(document.activeElement) && row.contains(document.activeElement);
  return writes || fieldsOf(row).some(isDirty) || row.querySelector("details[open]") !== null;
}

/** What is said beside a field whose words somebody else changed, or which became nothing. */
export type Aside = (row: HTMLElement, what: "changed" | "gone") => void;

/** Shows a held row as it is now, around the fields. Where their words changed too, it is said. */
function mend(row: HTMLElement, fresh: HTMLElement, aside: Aside): void {
  renewSaid(row, fresh);
  const revision = fresh.querySelector<HTMLInputElement>("[name='revision']")?.value;
  const writable = fieldsOf(fresh);
  if (revision === undefined || writable.length === 0) return aside(row, "gone");
  for (const seen of row.querySelectorAll<HTMLInputElement>("[name='revision']"))
    seen.value = revision;
  for (const field of fieldsOf(row)) {
    const next = writable.find((other) => other.id === field.id);
    if (!next || next.defaultValue === field.defaultValue) continue;
    if (isDirty(field)) aside(row, "changed");
    else field.value = next.defaultValue;
    field.defaultValue = next.defaultValue;
  }
}

export class Rows {
  #known: Map<string, string>;

  /** `list` is as the server made it: nothing of it was changed yet. */
  constructor(
    readonly list: HTMLElement,
    private readonly aside: Aside,
  ) {
    this.#known = new Map(rowsOf(list).map((row) => [row.id, print(row)]));
  }

  /** Makes the list what `fresh` is; gives the rows that were not there before, in its order. */
  renew(fresh: HTMLElement): HTMLElement[] {
    const next = rowsOf(fresh);
    const added: HTMLElement[] = [];
    this.#clear(new Set(next.map((row) => row.id)));
    const shown = new Map(rowsOf(this.list).map((row) => [row.id, row]));
    let before: Element | null = this.list.firstElementChild;
    for (const row of next) {
      const old = shown.get(row.id);
      // renewing may take the very row away before which the next is to stand
      const stands = old !== undefined && old === before;
      const now = old ? this.#renewed(old, row) : document.importNode(row, true);
      if (stands) before = now;
      if (!old) {
        this.list.insertBefore(now, before);
        this.#known.set(row.id, print(row));
        added.push(now);
      } else if (now !== before) this.#moves(now, before);
      before = now.nextElementSibling;
    }
    return added;
  }

  /** A row goes directly before another; one with the focus stays, and the others go around it. */
  #moves(row: HTMLElement, before: Element | null): void {
    if (!row.contains(document.activeElement)) {
      this.list.insertBefore(row, before);
      return;
    }
    for (let other = before; other && other !== row;) {
      const next: Element | null = other.nextElementSibling;
      this.list.append(other);
      other = next;
    }
  }

  /** What the server no longer shows goes, unless somebody writes in it. */
  #clear(left: Set<string>): void {
    for (const row of rowsOf(this.list)) {
      if (left.has(row.id)) continue;
      if (isHeld(row) && fieldsOf(row).some(isDirty)) {
        if (this.#known.delete(row.id)) this.aside(row, "gone");
      } else {
        this.#known.delete(row.id);
        row.remove();
      }
    }
  }

  #renewed(old: HTMLElement, row: HTMLElement): HTMLElement {
    const printed = print(row);
    if (this.#known.get(row.id) === printed) return old;
    if (isHeld(old)) {
      mend(old, row, this.aside);
      return old;
    }
    this.#known.set(row.id, printed);
    const now = document.importNode(row, true);
    old.replaceWith(now);
    return now;
  }
}
