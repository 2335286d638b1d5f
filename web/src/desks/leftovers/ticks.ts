// Boxes in a part that is shown anew.

/** What was ticked stays ticked, where it still stands there. */
export function keepTicks(before: ParentNode, now: ParentNode): void {
  for (const { id } of before.querySelectorAll<HTMLInputElement>("[type='checkbox'][id]:checked")) {
    const same = now.querySelector<HTMLInputElement>(`#${CSS.escape(id)}`);
    if (same) same.checked = true;
  }
}
