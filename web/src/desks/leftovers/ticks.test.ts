import { expect, test } from "vitest";
import { keepTicks } from "./ticks";

const part = (rows: string): HTMLElement => {
  const list = document.createElement("div");
  list.innerHTML = rows;
  return list;
};
const box = (number: number, checked = ""): string =>
  `<input type="checkbox" id="pick-${number}" ${checked}>`;

test("what is ticked stays ticked when the list is shown anew, and nothing else is", () => {
  const before = part(box(1, "checked") + box(2) + box(3, "checked"));
  const now = part(box(2) + box(3));
  keepTicks(before, now);
  const ticked = [...now.querySelectorAll<HTMLInputElement>(":checked")].map(({ id }) => id);
  expect(ticked).toEqual(["pick-3"]);
});
