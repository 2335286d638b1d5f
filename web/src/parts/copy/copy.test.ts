import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startCopying } from "./copy";

beforeEach(() => {
  document.body.innerHTML = `
    <strong id="code"> 7KQD-M2XA </strong>
    <button type="button" data-copy="code" data-done="已复制" hidden>复制</button>
    <button type="button" data-copy="nowhere" hidden>复制</button>`;
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function clipboard(writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal("navigator", { clipboard: { writeText } });
}

test("a button with a source appears, one without stays hidden", () => {
  startCopying(document);
  const shown = [...document.querySelectorAll("button")].map((button) => !button.hidden);
  expect(shown).toEqual([true, false]);
});

test("copies the trimmed text and says so", async () => {
  const write = vi.fn(async () => {});
  clipboard(write);
  startCopying(document);
  const button = document.querySelector("button")!;
  button.click();
  await vi.waitFor(() => expect(button.textContent).toBe("已复制"));
  expect(write).toHaveBeenCalledWith("7KQD-M2XA");
});

test("a refusing clipboard is never reported as done", async () => {
  clipboard(async () => {
    throw new Error("refused");
  });
  vi.stubGlobal("getSelection", () => null);
  startCopying(document);
  const button = document.querySelector("button")!;
  button.click();
  await Promise.resolve();
  await Promise.resolve();
  expect(button.textContent).toBe("复制");
});
