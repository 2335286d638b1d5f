// Nothing jumps: what is being read stays where it is on the screen, whatever comes, goes or moves above it.

/** Changes the list; `changes` says of which rows nothing can be held on to. */
export function steady<T>(
  list: HTMLElement,
  changes: (row: Element) => boolean,
  change: () => T,
): T {
  const place = placeIn(list, changes);
  const before = place?.() ?? 0;
  const result = change();
  if (place) {
    hold(place, before);
    // A picture takes its room a moment after it was put in.
    const at = scrollY;
    requestAnimationFrame(() => {
      if (scrollY === at) hold(place, before);
    });
  }
  return result;
}

function hold(place: () => number, before: number): void {
  const by = place() - before;
  if (by !== 0) scrollBy({ top: by, behavior: "instant" });
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
