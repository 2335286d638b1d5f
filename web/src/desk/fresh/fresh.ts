// Parts of a page and what the server has of them now. A part in which somebody writes is never taken away.

/** Every part that can be shown anew, by its name. */
export function partsOf(root: ParentNode): Map<string, HTMLElement> {
  const parts = [...root.querySelectorAll<HTMLElement>("[data-fresh]")];
  return new Map(parts.map((part) => [part.dataset["fresh"] ?? "", part]));
}

/** What a reader sees of a part: no keys, no moments, nothing that script put there, nothing that was typed. */
function seen(part: HTMLElement): string {
  const copy = part.cloneNode(true) as HTMLElement;
  for (const left of copy.querySelectorAll("time, .count, .unseen, [data-own]")) left.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** Whether the server has something else to show. */
export function differs(shown: HTMLElement | undefined, fresh: HTMLElement | undefined): boolean {
  if (!shown || !fresh) return shown !== fresh;
  return seen(shown) !== seen(fresh);
}

const rows = (root: ParentNode) => [...root.querySelectorAll<HTMLElement>("li[id]")];

/** Rows of a list that are new or say something else. */
export function changedRows(shown: ParentNode, fresh: ParentNode): number {
  const before = new Map(rows(shown).map((row) => [row.id, row]));
  return rows(fresh).filter((row) => differs(before.get(row.id), row)).length;
}

/** Whether somebody is at work in this part. */
function isHeld(part: HTMLElement, held: (area: HTMLTextAreaElement) => boolean): boolean {
  return [...part.querySelectorAll("textarea")].some((area) => held(area));
}

/** Shows a part as it is now. Where somebody writes in it, only what stands beside the writing is. */
export function show(
  shown: HTMLElement,
  fresh: HTMLElement,
  held: (area: HTMLTextAreaElement) => boolean,
): HTMLElement {
  const next = document.importNode(fresh, true);
  if (!isHeld(shown, held)) {
    shown.replaceWith(next);
    return next;
  }
  const [old, said] = [shown.querySelector("[data-said]"), next.querySelector("[data-said]")];
  if (old && said) old.replaceWith(said);
  return shown;
}
