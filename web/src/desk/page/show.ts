// Shows a page as the server has it now: parts and lists follow, each at its place. What somebody writes, where
// the focus is and what is being looked at stay where they are.
import { partsOf } from "./parts";
import { placeOf, renew } from "./renew";
import { type Aside, Rows } from "./rows";

export interface Showing {
  /** A part says something else than before. */
  changed?: (name: string, before: HTMLElement, now: HTMLElement) => void;
  /** Rows that came into a list. */
  added?: (list: string, rows: HTMLElement[]) => void;
  /** What had the focus is no longer there. */
  lost?: () => void;
  aside?: Aside;
}

export class Shown {
  #lists: Rows[];

  /** The page is as the server made it: nothing of it was changed yet. */
  constructor(private readonly showing: Showing) {
    const lists = document.querySelectorAll<HTMLElement>("[data-rows]");
    this.#lists = [...lists].map((list) => new Rows(list, (...of) => showing.aside?.(...of)));
    trust(document);
  }

  take(page: Document): void {
    const focus = document.activeElement;
    const row = focus?.closest("[data-rows] > li[id]");
    const came = steady(() => {
      this.#parts(page);
      return this.#lists.map((rows) => renewed(rows, page));
    });
    around(page);
    for (const { name, rows } of came) if (rows.length > 0) this.showing.added?.(name, rows);
    if (!focus || !row || focus.isConnected) return;
    const now = document.getElementById(row.id);
    const place = now && (placeOf(focus, now) ?? now.querySelector<HTMLElement>("button, summary"));
    if (place) place.focus();
    else this.showing.lost?.();
  }

  #parts(page: Document): void {
    const fresh = partsOf(page);
    for (const [name, part] of partsOf(document)) {
      const next = fresh.get(name);
      part.hidden = !next || next.hidden;
      if (!next) continue;
      const [now, changed] = renew(part, next, this.showing.lost?.bind(this.showing));
      if (!changed) continue;
      trust(now);
      this.showing.changed?.(name, part, now);
    }
  }
}

function renewed(rows: Rows, page: Document): { name: string; rows: HTMLElement[] } {
  const name = rows.list.dataset["rows"] ?? "";
  const fresh = page.querySelector<HTMLElement>(`[data-rows="${name}"]`);
  const added = fresh ? rows.renew(fresh) : [];
  const none = document.querySelector<HTMLElement>(`[data-none="${name}"]`);
  if (none) none.hidden = rows.list.children.length > 0;
  return { name, rows: added };
}

/** With script a second press stands where the box stood. */
function trust(part: ParentNode): void {
  for (const sure of part.querySelectorAll<HTMLElement>("[data-sure]")) {
    const box = sure.querySelector("input");
    if (box) box.defaultChecked = true;
    sure.hidden = true;
  }
}

/** Phase and doors around the parts, and what proves that forms are ours. */
function around(page: Document): void {
  const [shown, fresh] = [document, page].map((of) => of.querySelector(".tabs"));
  if (shown && fresh && shown.textContent !== fresh.textContent) {
    shown.replaceWith(document.importNode(fresh, true));
  }
  const csrf = page.querySelector<HTMLInputElement>("main [name='csrf']")?.value;
  const fields = document.querySelectorAll<HTMLInputElement>("main [name='csrf']");
  if (csrf !== undefined) for (const field of fields) field.value = csrf;
}

/** Lets nothing jump: what is worked at, or looked at, stays where it is on the screen. */
function steady<T>(change: () => T): T {
  const anchor = anchored();
  const top = anchor?.getBoundingClientRect().top ?? 0;
  const result = change();
  if (anchor?.isConnected) scrollBy(0, anchor.getBoundingClientRect().top - top);
  return result;
}

function anchored(): Element | undefined {
  const active = document.activeElement;
  if (active?.closest("[data-rows]")) return active;
  for (const list of document.querySelectorAll("[data-rows]")) {
    const { top, bottom } = list.getBoundingClientRect();
    if (top >= 0 || bottom < 0) continue;
    return [...list.children].find((row) => row.getBoundingClientRect().top >= 0);
  }
  return undefined;
}
