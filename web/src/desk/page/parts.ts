// Parts of a page, and what a reader sees of them.

/** Every part that can be shown anew, by its name. */
export function partsOf(root: ParentNode): Map<string, HTMLElement> {
  const parts = [...root.querySelectorAll<HTMLElement>("[data-fresh]")];
  return new Map(parts.map((part) => [part.dataset["fresh"] ?? "", part]));
}

/** What a reader sees of a part: no keys, no moments, nothing that script put there, nothing that was typed. */
export function seen(part: Element): string {
  const copy = part.cloneNode(true) as Element;
  for (const left of copy.querySelectorAll("time, .count, .unseen, [data-own], [data-spots]"))
    left.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** Whether the server has something else to show. */
export function differs(shown: HTMLElement | undefined, fresh: HTMLElement | undefined): boolean {
  if (!shown || !fresh) return shown !== fresh;
  return seen(shown) !== seen(fresh);
}

/** Shows anew what stands beside the fields of a part, and leaves those alone. */
export function renewSaid(shown: ParentNode, fresh: ParentNode): void {
  const [old, said] = [shown.querySelector("[data-said]"), fresh.querySelector("[data-said]")];
  if (old && said) old.replaceWith(document.importNode(said, true));
}
