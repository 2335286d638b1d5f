// A page whose parts and lists follow the server's. What somebody writes, where the focus is and what is being
// looked at stay where they are.
import { nameOf } from "../keys";
import { differs, partsOf } from "./fresh";
import { Look, type Told, toldBy } from "./look";
import { type Aside, Rows } from "./rows";

export interface Ways {
  /** Rows that came into a list. */
  added: (list: string, rows: HTMLElement[]) => void;
  /** All of the page is as the server has it. */
  taken: () => void;
  /** What had the focus is no longer there. */
  lost: () => void;
  aside: Aside;
}

export class FreshPage {
  /** Staff position that is shown. */
  at: number;
  /** How far the server's clock is ahead of ours, in ms. */
  ahead_ms: number;
  readonly look: Look;
  #lists: Rows[];

  constructor(
    told: Told,
    pause_ms: number,
    private readonly ways: Ways,
  ) {
    this.at = told.at;
    this.ahead_ms = told.now - Date.now();
    this.look = new Look(told, pause_ms, (page) => this.take(page));
    const lists = document.querySelectorAll<HTMLElement>("[data-rows]");
    this.#lists = [...lists].map((list) => new Rows(list, ways.aside));
    dress(document);
  }

  /** Shows what came, unless something newer is shown already. */
  take(page: Document): void {
    const told = toldBy(page);
    if (!told || told.at < this.at) return;
    this.at = told.at;
    this.ahead_ms = told.now - Date.now();
    const focus = focused();
    const came = steady(() => {
      showParts(page);
      return this.#lists.map(({ list }, at) => this.#renew(at, list, page));
    });
    dress(document);
    for (const { name, rows } of came) if (rows.length > 0) this.ways.added(name, rows);
    if (focus && !focus.part.isConnected) (again(focus) ?? { focus: this.ways.lost }).focus();
    this.ways.taken();
  }

  #renew(at: number, list: HTMLElement, page: Document): { name: string; rows: HTMLElement[] } {
    const name = list.dataset["rows"] ?? "";
    const fresh = page.querySelector<HTMLElement>(`[data-rows="${name}"]`);
    const rows = (fresh && this.#lists[at]?.renew(fresh)) ?? [];
    const none = document.querySelector<HTMLElement>(`[data-none="${name}"]`);
    if (none) none.hidden = list.children.length > 0;
    return { name, rows };
  }
}

function showParts(page: Document): void {
  const fresh = partsOf(page);
  for (const [name, part] of partsOf(document)) {
    const next = fresh.get(name);
    part.hidden = !next;
    if (next && differs(part, next)) part.replaceWith(chosenAs(document.importNode(next, true)));
  }
  for (const field of document.querySelectorAll<HTMLInputElement>("main [name='csrf']")) {
    field.value = page.querySelector<HTMLInputElement>("main [name='csrf']")?.value ?? field.value;
  }
}

/** A choice stays what it was. */
function chosenAs(next: HTMLElement): HTMLElement {
  for (const radio of next.querySelectorAll<HTMLInputElement>("input[type='radio']")) {
    const old = document.getElementById(radio.id);
    if (old instanceof HTMLInputElement && old.checked && old.value === radio.value)
      radio.checked = true;
  }
  return next;
}

interface Focus {
  part: Element;
  row: string;
  act: string;
}

function focused(): Focus | undefined {
  const part = document.activeElement;
  if (!part || part === document.body) return undefined;
  const row = part.closest("li[id]")?.id ?? "";
  const act = part.closest("form")?.querySelector<HTMLInputElement>("[name='act']")?.value ?? "";
  return { part, row, act };
}

/** The same button in the same row, or what stands nearest to it. */
function again({ row, act }: Focus): HTMLElement | undefined {
  const place = row ? document.getElementById(row) : null;
  const form = place?.querySelector(`[name='act'][value='${act}']`)?.closest("form");
  return (form ?? place)?.querySelector<HTMLElement>("button, summary") ?? undefined;
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

/** How a key together with Alt is shown. */
export function withAlt(code: string): string {
  const alt = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌥" : "Alt+";
  return `${alt}${nameOf(code)}`;
}

/** Shows on each button with a key which one it is. */
export function dress(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>("[data-key]")) {
    if (part.hasAttribute("aria-keyshortcuts")) continue;
    const code = part.dataset["key"] ?? "";
    part.setAttribute("aria-keyshortcuts", `Alt+${nameOf(code)}`);
    const key = document.createElement("kbd");
    key.dataset["own"] = "";
    key.setAttribute("aria-hidden", "true");
    key.textContent = withAlt(code);
    part.append(key);
  }
  for (const plain of root.querySelectorAll("[data-plain]")) plain.remove();
}
