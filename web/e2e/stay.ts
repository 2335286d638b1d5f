// The frame of a test file: a house and a browser of its own for all its tests.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { House, launch } from "./house";

export interface Stay {
  house: House;
  browser: Browser;
}

/** Opens both before the first test and closes them after the last; `begin` furnishes what all tests need. */
export function inHouse(begin: (stay: Stay) => unknown): void {
  let [house, browser]: [House?, Browser?] = [];
  beforeAll(async () => {
    [house, browser] = await Promise.all([House.open(), launch()]);
    await begin({ house, browser });
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });
}
