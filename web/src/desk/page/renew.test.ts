import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SETTLE_MS, renew } from "./renew";

const part = (words: string, { line = "", key = "k1" } = {}): HTMLElement => {
  const box = document.createElement("section");
  box.innerHTML = `<p>${words}</p><details id="more"><summary>更多</summary></details>
    <form><input type="hidden" name="key" value="${key}"><input id="line" name="notice" value="${line}">
    <button>暂停</button></form>`;
  return box;
};

let shown: HTMLElement;
const field = () => document.querySelector<HTMLInputElement>("#line")!;
const key = () => document.querySelector<HTMLInputElement>("[name='key']")!.value;

beforeEach(() => {
  vi.useFakeTimers();
  shown = part("剩 20 分钟", { line: "请稍候。" });
  document.body.replaceChildren(shown);
});

afterEach(() => {
  vi.useRealTimers();
});

test("a part that says the same stays, and its forms take the new page's key", () => {
  field().value = "休息五分钟。";
  const [now, changed] = renew(shown, part("剩 20 分钟", { line: "请稍候。", key: "k2" }));
  expect([now === shown, changed, key(), field().value]).toEqual([
    true,
    false,
    "k2",
    "休息五分钟。",
  ]);
});

test("what is being typed and what was unfolded is there after the part changed", () => {
  field().value = "休息五分钟。";
  document.getElementById("more")!.setAttribute("open", "");
  const [now, changed] = renew(shown, part("剩 19 分钟", { line: "请稍候。", key: "k2" }));
  expect([now === shown, changed, key(), field().value]).toEqual([
    false,
    true,
    "k2",
    "休息五分钟。",
  ]);
  expect(document.getElementById("more")!.hasAttribute("open")).toBe(true);
});

test("words that were refused come back with the page, and are still nobody's but here", () => {
  field().value = "休息五分钟。";
  const [again] = renew(shown, part("没有发出去", { line: "休息五分钟。" }));
  renew(again, part("剩 18 分钟", { line: "请稍候。" }));
  expect(field().value).toBe("休息五分钟。");
});

test("what nobody touched is what the server says", () => {
  renew(shown, part("剩 19 分钟", { line: "马上回来。" }));
  expect(field().value).toBe("马上回来。");
});

test("what moved under a finger cannot be pressed for a moment", () => {
  const [now] = renew(shown, part("剩 19 分钟"));
  expect(now.inert).toBe(true);
  vi.advanceTimersByTime(SETTLE_MS);
  expect(now.inert).toBe(false);
});

const places = (...lines: string[]): HTMLElement => {
  const box = document.createElement("section");
  const options = lines.map((line) => `<option value="${line}">${line} 之前</option>`).join("");
  box.innerHTML = `<p>照片</p><select id="where" data-spots><option value="">末尾</option>${options}</select>`;
  return box;
};

const where = () => document.querySelector<HTMLSelectElement>("#where")!;
const offered = () => [...where().options].map(({ value }) => value);

test("places of the record come and go under a choice that stays", () => {
  shown = places("2", "1");
  document.body.replaceChildren(shown);
  expect(renew(shown, places("3", "2"))).toEqual([shown, false]);
  expect([where().value, offered()]).toEqual(["", ["", "3", "2"]]);
  where().value = "2";
  renew(shown, places("4", "3"));
  expect([where().value, offered()]).toEqual(["2", ["", "4", "3", "2"]]);
  const other = places("5", "4");
  other.querySelector("p")!.textContent = "两张照片";
  renew(shown, other);
  expect([where().value, offered()]).toEqual(["2", ["", "5", "4", "2"]]);
});
