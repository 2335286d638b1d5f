import { expect, test } from "vitest";
import { type Known, placeOf } from "./place";
import { pause } from "./retry";

const NOON = Date.parse("2026-11-26T04:00:00Z");
const dated = [
  { start: 100, duration: 6, at: NOON },
  // the encoder was away for a minute
  { start: 106, duration: 6, at: NOON + 66_000 },
];
const live: Known = { from: 90, to: 112, live: true, dated, now: NOON + 80_000 };
const recording: Known = { from: 0, to: 3_600, live: false, dated: [], now: NOON };

test("a moment is found by the time of day that the stream tells", () => {
  expect(placeOf({ offset: 9, at: NOON + 4_500 }, live)).toBe(104.5);
  expect(placeOf({ offset: 9, at: NOON + 67_000 }, live)).toBe(107);
});

test("what lies in a gap, before or after the picture cannot be played", () => {
  for (const at of [NOON + 30_000, NOON - 1, NOON + 72_000, undefined]) {
    expect(placeOf({ offset: 9, at }, live)).toBeUndefined();
  }
  expect(placeOf({ offset: 9, at: NOON + 1_000 }, { ...live, from: 105 })).toBeUndefined();
});

test("a live picture without times is counted back from its end", () => {
  const untold = { ...live, dated: [] };
  expect(placeOf({ offset: 9, at: NOON + 70_000 }, untold)).toBe(102);
  expect(placeOf({ offset: 9, at: NOON + 40_000 }, untold)).toBeUndefined();
});

test("a recording is counted from its beginning, whatever time it tells", () => {
  expect(placeOf({ offset: 754, at: undefined }, recording)).toBe(754);
  expect(placeOf({ offset: 754, at: NOON }, { ...recording, dated })).toBe(100);
  expect(placeOf({ offset: 754, at: NOON - 1 }, { ...recording, dated })).toBe(754);
  expect(placeOf({ offset: 4_000, at: undefined }, recording)).toBeUndefined();
});

test("nobody comes back at once with all the others, and a lost picture is looked for soon, then seldom", () => {
  expect([0, 1].map((random) => pause(false, 9, random))).toEqual([5_000, 10_000]);
  expect([0, 1, 2].map((tries) => pause(true, tries, 0.5))).toEqual([1_000, 2_000, 4_000]);
  expect(pause(true, 50, 1)).toBe(22_500);
});
