import { beforeEach, expect, test, vi } from "vitest";
import { graphemes, phrase, startCounters } from "./count";

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = "";
});

test("a family, a flag and a rare Han character are one each", () => {
  expect(graphemes("👨‍👩‍👧")).toBe(1);
  expect(graphemes("🇨🇳")).toBe(1);
  expect(graphemes("𠮷田")).toBe(2);
  expect(graphemes("e\u0301t\u00e9")).toBe(3);
  expect(graphemes("")).toBe(0);
});

test("the pattern takes the size without its sign", () => {
  expect(phrase("超出 {n} 字", -3)).toBe("超出 3 字");
});

test("the line tells what is left, then what is over, and is spoken only near the end", () => {
  document.body.innerHTML = `
    <textarea id="text" data-count="20">路灯</textarea>
    <p id="text-count" data-left="还可以写 {n} 字" data-over="超出 {n} 字">最多 20 字</p>`;
  startCounters(document);
  const area = document.querySelector("textarea")!;
  const line = document.getElementById("text-count")!;
  const spoken = line.nextElementSibling!;
  expect(line.textContent).toBe("还可以写 18 字");
  vi.advanceTimersByTime(1500);
  expect(spoken.textContent).toBe("");

  area.value = "灯".repeat(22);
  area.dispatchEvent(new Event("input"));
  expect(line.textContent).toBe("超出 2 字");
  expect(line.hasAttribute("data-past")).toBe(true);
  expect(spoken.textContent).toBe("");
  vi.advanceTimersByTime(1500);
  expect(spoken.textContent).toBe("超出 2 字");
});

test("a textarea without a count line stays as it is", () => {
  document.body.innerHTML = `<textarea id="text" data-count="20"></textarea>`;
  startCounters(document);
  expect(document.body.children).toHaveLength(1);
});
