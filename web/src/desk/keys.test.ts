import { afterEach, beforeEach, expect, test } from "vitest";
import { type KeyMap, leaves, listen, nameOf, sends } from "./keys";

let done: string[] = [];
let stop = (): void => {};

beforeEach(() => {
  done = [];
  document.body.innerHTML = `<textarea></textarea><input type="checkbox"><p>paper</p>`;
  const keys: KeyMap = {
    KeyA: { run: () => done.push("approve") },
    KeyJ: { run: () => done.push("next"), repeats: true },
    "Shift+KeyX": { run: () => done.push("all") },
  };
  stop = listen(() => keys);
});

afterEach(() => stop());

function press(code: string, at = "p", init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { code, bubbles: true, cancelable: true, ...init });
  document.querySelector(at)!.dispatchEvent(event);
  return event;
}

test("the place of the key counts, not the letter that an input method makes of it", () => {
  press("KeyA", "p", { key: "Process" });
  press("KeyA", "p", { key: "ф" });
  press("KeyQ", "p", { key: "a" });
  expect(done).toEqual(["approve", "approve"]);
});

test("no key acts while a word is composed", () => {
  press("KeyA", "p", { isComposing: true });
  press("KeyA", "textarea", { isComposing: true, altKey: true });
  press("KeyA", "p", { keyCode: 229 } as KeyboardEventInit);
  expect(done).toEqual([]);
});

test("in a field only together with Alt", () => {
  const typed = press("KeyA", "textarea");
  expect(typed.defaultPrevented).toBe(false);
  expect(done).toEqual([]);
  press("KeyA", "textarea", { altKey: true });
  press("KeyA", "input");
  expect(done).toEqual(["approve", "approve"]);
});

test("what the browser keeps for itself stays the browser's", () => {
  press("KeyA", "p", { ctrlKey: true });
  press("KeyA", "p", { metaKey: true });
  expect(done).toEqual([]);
});

test("holding a key moves on, but decides once", () => {
  press("KeyA");
  press("KeyA", "p", { repeat: true });
  press("KeyJ", "p", { repeat: true });
  expect(done).toEqual(["approve", "next"]);
});

test("Shift is another key", () => {
  press("KeyX");
  press("KeyX", "p", { shiftKey: true });
  press("KeyA", "p", { shiftKey: true });
  expect(done).toEqual(["all"]);
});

const key = (init: KeyboardEventInit) => new KeyboardEvent("keydown", init);

test("a field is sent and left only outside composition", () => {
  expect(sends(key({ code: "Enter", ctrlKey: true }))).toBe(true);
  expect(sends(key({ code: "Enter" }))).toBe(false);
  expect(sends(key({ code: "Enter", ctrlKey: true, isComposing: true }))).toBe(false);
  expect(leaves(key({ code: "Escape" }))).toBe(true);
  expect(leaves(key({ code: "Escape", isComposing: true }))).toBe(false);
});

test("keys are called what is printed on them", () => {
  expect(nameOf("KeyA")).toBe("A");
  expect(nameOf("Digit3")).toBe("3");
  expect(nameOf("Shift+KeyX")).toBe("⇧X");
});
