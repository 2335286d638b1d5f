import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isInUse, renew, startFresh } from "./fresh";

const page = (way: string, extra = ""): string => `
  <p role="status" data-fresh-at="/q/1" data-came="有新进展" data-waits="有新进展，写完后请刷新" hidden></p>
  <div data-fresh="way"><ol><li>${way}</li></ol></div>
  <div data-fresh="add"><form><input type="hidden" name="key" value="${Math.random()}"><textarea name="text"></textarea>${extra}</form></div>`;

const parsed = (html: string): Document => new DOMParser().parseFromString(html, "text/html");

beforeEach(() => {
  document.body.innerHTML = page("受理");
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what reads otherwise is taken over, keys of forms are no news", () => {
  expect(renew(document, parsed(page("受理")))).toEqual({ came: false, waits: false });
  expect(renew(document, parsed(page("交办")))).toEqual({ came: true, waits: false });
  expect(document.querySelector("li")?.textContent).toBe("交办");
});

test("what is being typed stays, and it is said that there is news", () => {
  const area = document.querySelector("textarea")!;
  area.value = "东侧的灯";
  const part = document.querySelector('[data-fresh="add"]')!;
  expect(isInUse(part)).toBe(true);
  expect(renew(document, parsed(page("交办", "<p>更多</p>")))).toEqual({ came: true, waits: true });
  expect(document.querySelector("textarea")?.value).toBe("东侧的灯");
});

test("an open page looks by itself, and less often where nobody answers", async () => {
  const fetched = vi.fn(async () => ({ ok: true, text: async () => page("答复") }));
  vi.stubGlobal("fetch", fetched);
  startFresh(document);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(fetched).toHaveBeenCalledWith(
    "/q/1",
    expect.objectContaining({ headers: expect.anything() }),
  );
  expect(document.querySelector("li")?.textContent).toBe("答复");
  const says = document.querySelector<HTMLElement>("[data-fresh-at]")!;
  expect([says.hidden, says.textContent]).toEqual([false, "有新进展"]);
  fetched.mockImplementation(async () => ({ ok: false, text: async () => "" }));
  await vi.advanceTimersByTimeAsync(30_000);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(fetched).toHaveBeenCalledTimes(2);
});
