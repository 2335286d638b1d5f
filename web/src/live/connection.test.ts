import { expect, test } from "vitest";
import { delayIn, wait } from "./connection";

const manners = { retry_least_ms: 500, retry_most_ms: 1_500 };

test("the wait grows with failures in a row and is spread", () => {
  expect(wait(1, undefined, manners, 0)).toBe(500);
  expect(wait(1, undefined, manners, 1)).toBe(1_500);
  expect(wait(4, undefined, manners, 0)).toBe(4_000);
  expect(wait(40, undefined, manners, 1)).toBe(30_000);
});

test("nobody comes back before the server said", () => {
  expect(delayIn("slow 1200")).toBe(1_200);
  expect(delayIn("revoked")).toBeUndefined();
  expect(wait(1, 1_200, manners, 0)).toBe(1_200);
  expect(wait(1, 1_200, manners, 0.5)).toBeGreaterThan(1_200);
});
