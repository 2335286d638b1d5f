import { beforeEach, expect, test, vi } from "vitest";
import { Rows } from "./rows";

const row = (id: string, text: string, revision = 1) => `<li id="${id}">
  <div data-said>${text}</div><details><summary>change</summary><form>
  <input type="hidden" name="key" value="${Math.random()}"><input type="hidden" name="revision" value="${revision}">
  <textarea id="t-${id}" name="text">${text}</textarea></form></details></li>`;

const list = (...rows: string[]): HTMLElement => {
  const made = document.createElement("ol");
  made.innerHTML = rows.join("");
  return made;
};

const aside = vi.fn();
let rows: Rows;
const shown = () => [...rows.list.querySelectorAll("[data-said]")].map((part) => part.textContent);
const area = (id: string) => document.getElementById(`t-${id}`) as HTMLTextAreaElement;
const revision = (id: string) =>
  document.querySelector<HTMLInputElement>(`#${id} [name='revision']`)?.value;

beforeEach(() => {
  aside.mockReset();
  document.body.replaceChildren(list(row("l-2", "乙"), row("l-1", "甲")));
  rows = new Rows(document.querySelector("ol")!, aside);
});

test("new rows come where they belong, changed ones change, others stay the very same", () => {
  const same = document.getElementById("l-1");
  const added = rows.renew(list(row("l-3", "丙"), row("l-2", "乙改", 2), row("l-1", "甲")));
  expect(added.map(({ id }) => id)).toEqual(["l-3"]);
  expect(shown()).toEqual(["丙", "乙改", "甲"]);
  expect(document.getElementById("l-1")).toBe(same);
  rows.renew(list(row("l-3", "丙")));
  expect(shown()).toEqual(["丙"]);
});

test("a field in which somebody writes stays, with the revision that is there now", () => {
  area("l-1").value = "甲写到一半";
  rows.renew(list(row("l-2", "乙"), row("l-1", "甲", 4)));
  expect([area("l-1").value, revision("l-1")]).toEqual(["甲写到一半", "4"]);
  expect(aside).not.toHaveBeenCalled();
});

test("words that somebody else changed meanwhile are shown beside one's own", () => {
  area("l-1").value = "甲写到一半";
  rows.renew(list(row("l-2", "乙"), row("l-1", "甲改", 2)));
  expect([area("l-1").value, shown()[1]]).toEqual(["甲写到一半", "甲改"]);
  expect(aside).toHaveBeenCalledExactlyOnceWith(document.getElementById("l-1"), "changed");
  rows.renew(list(row("l-2", "乙"), row("l-1", "甲改", 2)));
  expect(aside).toHaveBeenCalledOnce();
});

test("what was written in a row that is gone is not thrown away", () => {
  area("l-2").value = "乙写到一半";
  rows.renew(list(row("l-1", "甲")));
  expect(area("l-2").value).toBe("乙写到一半");
  expect(aside).toHaveBeenCalledExactlyOnceWith(document.getElementById("l-2"), "gone");
  rows.renew(list(row("l-3", "丙"), row("l-1", "甲")));
  expect(shown().toSorted()).toEqual(["丙", "乙", "甲"].toSorted());
});

test("an open row without a written word follows", () => {
  document.querySelector("#l-1 details")!.setAttribute("open", "");
  rows.renew(list(row("l-2", "乙"), row("l-1", "甲改", 2)));
  expect([area("l-1").value, revision("l-1")]).toEqual(["甲改", "2"]);
  expect(document.querySelector("#l-1 details")!.hasAttribute("open")).toBe(true);
});

test("a row goes where the list has it now, and one in which somebody writes stays in hand", () => {
  rows.renew(list(row("l-3", "丙"), row("l-2", "乙"), row("l-1", "甲")));
  rows.renew(list(row("l-1", "甲", 2), row("l-3", "丙"), row("l-2", "乙")));
  expect(shown()).toEqual(["甲", "丙", "乙"]);
  const written = area("l-3");
  written.focus();
  written.value = "丙写到一半";
  const lost = vi.fn();
  written.addEventListener("blur", lost);
  rows.renew(list(row("l-3", "丙", 2), row("l-2", "乙"), row("l-1", "甲", 2)));
  expect(shown()).toEqual(["丙", "乙", "甲"]);
  rows.renew(list(row("l-2", "乙"), row("l-1", "甲", 2), row("l-3", "丙", 2)));
  expect(shown()).toEqual(["乙", "甲", "丙"]);
  expect([document.activeElement === written, lost.mock.calls.length]).toEqual([true, 0]);
});
