import { beforeEach, expect, test, vi } from "vitest";
import { startInserting } from "./phrases";

beforeEach(() => {
  document.body.innerHTML = `
    <textarea id="draft-text">您好：再见</textarea>
    <p id="phrase-1">感谢来信。
已转有关科室。</p>
    <button type="button" data-insert="phrase-1" data-into="draft-text" hidden>插入</button>
    <button type="button" data-insert="nowhere" data-into="draft-text" hidden>插入</button>`;
});

test("a phrase goes where the cursor is, whole, and pages hear of it", () => {
  startInserting(document);
  const field = document.querySelector("textarea")!;
  const heard = vi.fn();
  field.addEventListener("input", heard);
  field.setSelectionRange(3, 3);
  document.querySelector("button")!.click();
  expect(field.value).toBe("您好：感谢来信。\n已转有关科室。再见");
  expect(heard).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(field);
});

test("what is selected gives way", () => {
  startInserting(document);
  const field = document.querySelector("textarea")!;
  field.setSelectionRange(0, 5);
  document.querySelector("button")!.click();
  expect(field.value).toBe("感谢来信。\n已转有关科室。");
});

test("a button without its phrase stays hidden", () => {
  startInserting(document);
  expect([...document.querySelectorAll("button")].map((button) => button.hidden)).toEqual([
    false,
    true,
  ]);
});
