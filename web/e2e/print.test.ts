// A record on paper: A4, numbered, with Chinese type in the file and nothing cut off at the edge.
import type { Browser, Page } from "playwright-core";
import { expect, it } from "vitest";
import { overflow } from "./eyes";
import type { House } from "./house";
import { Citizen } from "./people";
import { type Facts, furnish } from "./places";
import { inHouse } from "./stay";

/** What is between the margins of the sheet, in px: 210 − 2 × 18 mm at 96 px an inch. */
const SHEET = 657;

let house: House;
let browser: Browser;
let facts: Facts;

inHouse(async (stay) => {
  ({ house, browser } = stay);
  facts = await furnish(browser, house);
});

/** The faces in which the browser sets this part. */
async function facesOf(page: Page, selector: string): Promise<string> {
  const wire = await page.context().newCDPSession(page);
  await wire.send("DOM.enable");
  await wire.send("CSS.enable");
  const { root } = await wire.send("DOM.getDocument");
  const { nodeId } = await wire.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { fonts } = await wire.send("CSS.getPlatformFontsForNode", { nodeId });
  return fonts.map(({ familyName }) => familyName).join();
}

const count = (file: string, what: RegExp) => [...file.matchAll(what)].length;

it.each(["closed", "live"] as const)("the transcript of the %s room", async (which) => {
  const someone = await Citizen.arrive(browser, house);
  const { page } = someone;
  await someone.go(`/r/${facts[which]}/transcript`);
  const said = await page.locator(".transcript__text").allInnerTexts();
  expect(said.length).toBeGreaterThan(5);
  await page.setViewportSize({ width: SHEET, height: 900 });
  await page.emulateMedia({ media: "print" });
  const printed = await page.locator("body").innerText();
  for (const words of said) expect(printed).toContain(words);
  expect(printed).toContain(`/r/${facts[which]}/transcript`);
  // nothing to press is on paper
  for (const gone of ["export-lead", "transcript-print", "frame-reading"])
    expect(printed).not.toContain(someone.t(gone));
  expect(await overflow(page)).toEqual([]);

  const file = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const sheets = count(file, /\/Type\s*\/Page\b(?!s)/g);
  expect(sheets).toBeGreaterThan(0);
  const sizes = new Set([...file.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(([, box]) => box));
  for (const box of sizes) {
    const [, , width, height] = (box ?? "").trim().split(/\s+/).map(Number);
    expect([Math.round(width ?? 0), Math.round(height ?? 0)]).toEqual([595, 842]);
  }
  // every face that is used is in the file, and what is Chinese is set in a Chinese one
  expect(count(file, /\/FontFile[23]?\b|\/Subtype\s*\/Type3\b/g)).toBeGreaterThan(0);
  expect(await facesOf(page, ".transcript__text")).toMatch(/CJK|Song|Hei|Han| SC/);
  await someone.leave();
});
