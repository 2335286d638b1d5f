// Every page, in both languages: accessible, whole at any width, quiet, and usable from the keyboard.
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings, overflow, torn } from "./eyes";
import type { House } from "./house";
import { Citizen } from "./people";
import { type Facts, PLACES, furnish } from "./places";
import { Staff } from "./staff";
import { inHouse } from "./stay";
import type { Language } from "./words";

let house: House;
let browser: Browser;
let facts: Facts;

inHouse(async (stay) => {
  ({ house, browser } = stay);
  facts = await furnish(browser, house);
});

/** The eyes of these tests are tested too. */
it("planted faults are seen", async () => {
  const someone = await Citizen.arrive(browser, house);
  await someone.go("/find");
  await someone.page.evaluate(() => {
    const plant = document.createElement("div");
    plant.innerHTML = `<input><p style="color:#ddd">pale</p>`;
    const wide = document.createElement("p");
    wide.textContent = "wide".repeat(1_000);
    wide.style.overflowWrap = "normal";
    const narrow = document.createElement("p");
    narrow.textContent = "Question";
    narrow.lang = "en";
    narrow.style.inlineSize = "3em";
    document.querySelector("main")?.append(plant, wide, narrow);
  });
  const found = (await findings(someone.page)).join("\n");
  expect(found).toMatch(/label: <input>/);
  expect(await overflow(someone.page)).not.toEqual([]);
  expect((await torn(someone.page)).join()).toMatch(/^Question/);
  expect(someone.troubles.join("\n")).toMatch(/Content Security Policy/);
  await someone.leave();
});

/** Everything that a reader's browser fetches to show a live room for the first time, in bytes as they travel. */
it("a live room weighs no more than 150 kB", async () => {
  const someone = await Citizen.arrive(browser, house, { width: 360 });
  const wire = await someone.page.context().newCDPSession(someone.page);
  await wire.send("Network.enable");
  let bytes = 0;
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await someone.go(`/r/${facts.live}`);
  await someone.page.waitForLoadState("networkidle");
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(150_000);
  await someone.leave();
});

describe.each<Language>(["zh", "en"])("pages in %s", (language) => {
  const readers = new Map<string, Promise<Staff>>();
  const reader = (who: string) => {
    const come = async () => {
      const someone = await Staff.arrive(browser, house, { language });
      if (who) await someone.logsIn(who);
      return someone;
    };
    const known = readers.get(who) ?? come();
    readers.set(who, known);
    return known;
  };

  it.each(PLACES.map((place) => [place.name, place] as const))("%s", async (_, place) => {
    const someone = await reader(place.who ?? "");
    const { page } = someone;
    const answered = page.waitForResponse((answer) => answer.request().isNavigationRequest());
    await someone.go(place.path(facts));
    expect((await answered).status()).toBe(place.status ?? 200);
    expect(await page.locator("html").getAttribute("lang")).toBe(
      language === "zh" ? "zh-CN" : "en",
    );
    // a desk of script takes over from its plain page in its own time
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.locator("body").innerText()).not.toContain("⟦");
    const wrong: string[] = [];
    for (const [width, colorScheme] of [
      [1440, "light"],
      [360, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      // Colours are the same in both languages, and the dearest thing to look at.
      const besides = language === "zh" ? [] : ["color-contrast"];
      wrong.push(...(await overflow(page)), ...(await findings(page, besides)));
    }
    // 1280 px at 400 %.
    await page.setViewportSize({ width: 320, height: 256 });
    wrong.push(...(await overflow(page)), ...someone.troubles.splice(0));
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(wrong).toEqual([]);
  });
});

describe("large print on a phone", () => {
  const readers = new Map<string, Promise<Staff>>();
  const reader = (who: string) => {
    const come = async () => {
      const someone = await Staff.arrive(browser, house, { width: 360, language: "en" });
      if (who) await someone.logsIn(who);
      await someone.go("/reading");
      const size = someone.t("public-reading-size");
      const large = someone.t("public-reading-size-large");
      const sizes = someone.page.getByRole("group", { name: size, exact: true });
      await sizes.getByRole("radio", { name: large, exact: true }).check();
      await someone.press("public-reading-apply");
      return someone;
    };
    const known = readers.get(who) ?? come();
    readers.set(who, known);
    return known;
  };

  it.each(PLACES.map((place) => [place.name, place] as const))("%s", async (_, place) => {
    const someone = await reader(place.who ?? "");
    await someone.go(place.path(facts));
    await someone.page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    const wrong = [...(await overflow(someone.page)), ...(await torn(someone.page))];
    expect([...wrong, ...someone.troubles.splice(0)]).toEqual([]);
  });
});

describe("large print at high contrast", () => {
  it.each(["light", "dark"])("%s", async (theme) => {
    const someone = await Citizen.arrive(browser, house, { width: 360 });
    await someone.go("/reading");
    const choose = (group: string, choice: string) =>
      someone.page
        .getByRole("group", { name: someone.t(group), exact: true })
        .getByRole("radio", { name: someone.t(choice), exact: true })
        .check();
    await choose("public-reading-size", "public-reading-size-large");
    await choose("public-reading-contrast", "public-reading-contrast-more");
    await choose("public-reading-theme", `public-reading-theme-${theme}`);
    await someone.press("public-reading-apply");
    const wrong = [];
    for (const path of [
      "/",
      `/r/${facts.live}`,
      `/r/${facts.live}/ask`,
      `/r/${facts.closed}/q/1`,
    ]) {
      await someone.go(path);
      const size = await someone.page.evaluate(() => getComputedStyle(document.body).fontSize);
      expect(parseFloat(size)).toBeGreaterThanOrEqual(22);
      wrong.push(...(await overflow(someone.page)), ...(await findings(someone.page)));
    }
    await someone.leave();
    expect([...wrong, ...someone.troubles]).toEqual([]);
  });
});

const focused = (someone: Citizen | Staff) => someone.page.locator(":focus");

describe("by keyboard alone", () => {
  it("the first key offers to skip to the text", async () => {
    const someone = await Citizen.arrive(browser, house);
    await someone.go("/");
    await someone.page.keyboard.press("Tab");
    expect(await focused(someone).innerText()).toBe(someone.t("frame-skip"));
    expect((await focused(someone).boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await someone.page.keyboard.press("Enter");
    await someone.page.keyboard.press("Tab");
    const inMain = await focused(someone).evaluate((part) => part.closest("main") !== null);
    expect(inMain).toBe(true);
    await someone.leave();
  });

  const ACTS: [string, string, (facts: Facts) => string][] = [
    ["a reader", "public-enter-room", () => "/"],
    ["a reader", "public-ask", (f) => `/r/${f.live}`],
    ["a reader", "public-ask-send", (f) => `/r/${f.live}/ask`],
    ["a reader", "public-find-go", () => "/find"],
    ["a reader", "office-enter-submit", () => "/enter"],
    ["moderator", "desk-approve", (f) => `/desk/r/${f.live}/q/${f.waiting.number.split("-")[1]}`],
    ["steno", "desk-say", (f) => `/desk/r/${f.live}/lines`],
    ["admin", "office-act-announce", (f) => `/desk/r/${f.draft}/room`],
  ];

  it.each(ACTS)("%s reaches %s", async (who, act, path) => {
    const someone = await Staff.arrive(browser, house);
    if (who !== "a reader") await someone.logsIn(who);
    await someone.go(path(facts));
    const seen: string[] = [];
    while (!seen.includes(someone.t(act)) && seen.length < 60) {
      await someone.page.keyboard.press("Tab");
      const part = focused(someone);
      seen.push((await part.count()) > 0 ? (await part.innerText()).trim() : "");
      const ring = await part.evaluateAll(([of]) =>
        of ? getComputedStyle(of).outlineStyle : "none",
      );
      expect(ring, `no ring at ${seen.at(-1)}`).not.toBe("none");
    }
    expect(seen).toContain(someone.t(act));
    await someone.leave();
  });
});
