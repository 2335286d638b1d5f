import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { speak } from "../words";
import { LEAST_MS, MOST_MS, startGuard } from "./guard";

let sent: number;
let button: HTMLButtonElement;

beforeAll(() => {
  speak("zh-CN", ["desk-press-again = 再按一次：\ndesk-press-not = 先不"]);
  startGuard();
});

beforeEach(() => {
  vi.useFakeTimers();
  sent = 0;
  document.body.innerHTML = `<form><button type="button" data-guard>结束访谈</button></form>`;
  button = document.querySelector("button")!;
  button.addEventListener("click", () => (sent += 1));
});

afterEach(() => {
  vi.useRealTimers();
});

const no = () => document.querySelector<HTMLButtonElement>("button:not([data-guard])");

test("one press only asks, and asks no longer after a while", () => {
  button.click();
  expect([sent, button.textContent]).toEqual([0, "再按一次：结束访谈"]);
  vi.advanceTimersByTime(MOST_MS);
  expect([button.textContent, no()]).toEqual(["结束访谈", null]);
  button.click();
  expect(sent).toBe(0);
});

test("a double tap is one slip", () => {
  button.click();
  vi.advanceTimersByTime(LEAST_MS - 1);
  button.click();
  expect(sent).toBe(0);
});

test("a second press does it, once", () => {
  button.click();
  vi.advanceTimersByTime(LEAST_MS);
  button.click();
  expect([sent, button.textContent]).toEqual([1, "结束访谈"]);
  vi.advanceTimersByTime(LEAST_MS);
  button.click();
  expect(sent).toBe(1);
});

test("whoever thinks better of it, or presses something else, has changed nothing", () => {
  button.click();
  no()!.click();
  vi.advanceTimersByTime(LEAST_MS);
  button.click();
  const other = button.cloneNode() as HTMLButtonElement;
  document.body.append(other);
  other.click();
  vi.advanceTimersByTime(LEAST_MS);
  button.click();
  expect(sent).toBe(0);
});
