// What was said in earlier interviews is found by its words, without script and on a phone.
import type { Browser } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { House } from "./house";
import { Citizen } from "./people";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;

inHouse(async (stay) => {
  ({ house, browser } = stay);
  // the index follows the journal in its own time
  const found = `${house.base}/api/v1/search?q=${encodeURIComponent("爬楼机 排口")}`;
  const both = async () => /"total":[2-9]/.test(await (await fetch(found)).text());
  await vi.waitUntil(both, { timeout: 20_000, interval: 200 });
});

it("leads from a word to the place in the record where it was said", async () => {
  const someone = await Citizen.arrive(browser, house, { script: false, width: 360 });
  const { page } = someone;
  await someone.go("/archive");
  await someone.fill("search-label", "电梯 连廊");
  await someone.press("search-go");
  const hit = page
    .getByRole("listitem")
    .filter({ hasText: someone.t("search-kind-speech") })
    .first();
  expect(await hit.locator("mark").allInnerTexts()).toContain("连廊");
  const link = hit.getByRole("link");
  expect(await link.getAttribute("href")).toMatch(/^\/r\/\d+\/l\/\d+$/);
  await link.click();
  expect(await page.locator("main").innerText()).toContain("连廊");
  await someone.leave();
});

it("is narrowed down and widened again by a form, and says what to do where nothing is found", async () => {
  const someone = await Citizen.arrive(browser, house, { script: false, language: "en" });
  const { page } = someone;
  await someone.go(`/search?q=${encodeURIComponent("电梯")}`);
  const heading = page.getByRole("heading", { level: 2 }).first();
  const all = Number.parseInt(await heading.innerText());
  expect(all).toBeGreaterThan(1);
  await someone.unfold("search-narrow");
  await someone.field("search-kind").selectOption({ label: someone.t("search-kind-notice") });
  await someone.press("search-narrow-go");
  const some = Number.parseInt(await heading.innerText());
  expect(some).toBeLessThan(all);
  await someone.follow("search-widen");
  expect(Number.parseInt(await heading.innerText())).toBe(all);
  await someone.fill("search-label", "qqqqq");
  await someone.press("search-go");
  await page.getByText(someone.t("search-none", { q: "qqqqq" })).waitFor();
  await page.getByText(someone.t("search-none-next")).waitFor();
  await someone.leave();
});

it("tells who asks again that it was answered in an earlier interview", async () => {
  const someone = await Citizen.arrive(browser, house);
  const { page } = someone;
  await someone.go("/");
  const live = await page.getByRole("link", { name: /公交线网/ }).first();
  await someone.go(`${await live.getAttribute("href")}/ask`);
  await someone.fill("public-ask-text", "坡地小区没有位置装电梯，还有什么别的办法吗？");
  const earlier = page.getByRole("heading", { name: someone.t("earlier-title") });
  await earlier.waitFor();
  const [answer] = await Promise.all([
    page.context().waitForEvent("page"),
    page
      .getByRole("link", { name: someone.t("earlier-open") })
      .first()
      .click(),
  ]);
  await answer.waitForLoadState();
  expect(await answer.locator("main").innerText()).toContain("坡地小区没有位置装");
  await someone.leave();
});
