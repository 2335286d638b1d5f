import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Page } from "./page";
import type { Told } from "./told";

const SEEN = { epoch: 1, at: 7, zone: "UTC", now: 0, revision: 0 };
const TOLD: Told = { code: "8021", here: "/x", me: "p", ...SEEN };
const fetched = vi.fn<typeof fetch>();
const [take, had] = [vi.fn(), vi.fn()];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (const mock of [fetched, take, had]) mock.mockReset();
});

const page = (told: Partial<Told> = {}) =>
  `<script type="application/json" id="desk-data">${JSON.stringify({ ...TOLD, ...told })}</script>`;

/** A network that takes everything and answers nothing. */
const swallows: typeof fetch = (_, init) =>
  new Promise((_answer, fail) =>
    init?.signal?.addEventListener("abort", () => fail(new Error("aborted"))),
  );

test("a network that swallows everything is noticed, and asked again until it answers", async () => {
  fetched.mockImplementation(swallows);
  new Page({ ...TOLD }, { take, had }).look();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(had.mock.calls).toEqual([[false]]);
  fetched.mockImplementation(async () => new Response(page({ at: 8 })));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(had.mock.calls).toEqual([[false], [true]]);
  expect(take).toHaveBeenCalledOnce();
});

test("a page that knows less than what is shown is not taken", async () => {
  const shown = new Page({ ...TOLD }, { take, had });
  for (const at of [9, 8]) {
    fetched.mockImplementationOnce(async () => new Response(page({ at })));
    shown.look();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect([take.mock.calls.length, shown.at]).toEqual([1, 9]);
});
