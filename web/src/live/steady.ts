// Nothing jumps: what is being read stays where it is on the screen, whatever comes, goes or moves above it.

/** Changes the list; `changes` says of which rows nothing can be held on to. */
export function steady<T>(
  list: HTMLElement,
  changes: (row: Element) => boolean,
  change: () => T,
): T {
  const place = placeIn(list, changes);
  const before = place?.();
  const result = change();
  const now = place?.();
  if (before !== undefined && now !== undefined)
    scrollBy({ top: now - before, behavior: "instant" });
  return result;
}

/** Where on the screen stands what is read; none as long as the list begins within view. */
function placeIn(
  list: HTMLElement,
  changes: (row: Element) => boolean,
): (() => number) | undefined {
  const { top, bottom } = list.getBoundingClientRect();
  if (top >= 0) return undefined;
  if (bottom <= 0) return () => list.getBoundingClientRect().bottom;
  const rows = [...list.children].filter((row) => !changes(row));
  const row = rows.find((one) => one.getBoundingClientRect().bottom > 0);
  return row && (() => row.getBoundingClientRect().top);
}
