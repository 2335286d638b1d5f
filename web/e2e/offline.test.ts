// The network goes while somebody endorses and asks: they stay on their page, nothing is lost, nothing counts twice.
import type { Browser } from "playwright-core";
import { expect, it } from "vitest";
import type { House } from "./house";
import { Citizen } from "./people";
import { inHouse } from "./stay";

const SOON = { timeout: 20_000 };

let house: House;
let browser: Browser;
let room = "";

inHouse(async (stay) => {
  ({ house, browser } = stay);
  const reader = await Citizen.arrive(browser, house);
  await reader.go("/");
  await reader.follow("public-enter-room");
  room = /\/r\/(\d+)/.exec(reader.page.url())?.[1] ?? "";
  await reader.leave();
});

const unsent = (who: Citizen, id: string) =>
  who.page.getByRole("alert").filter({ hasText: who.t(id) });

it.each(["zh", "en"] as const)("an endorsement waits for the network (%s)", async (language) => {
  const reader = await Citizen.arrive(browser, house, { language, width: 360 });
  await reader.go(`/r/${room}?view=questions`);
  const { page } = reader;
  const form = page.locator("[data-list='questions'] form.vote").first();
  const action = (await form.getAttribute("action"))?.replace("/en/", "/") ?? "";
  const vote = page.locator(`form[action$='${action}'] button`);
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
  for (let nth = 0; nth < 2; nth += 1) {
    await vote.click();
    await unsent(reader, "live-vote-not-sent").waitFor(SOON);
    expect(page.url()).toContain(`/r/${room}?view=questions`);
    expect(await vote.isEnabled()).toBe(true);
    expect(await unsent(reader, "live-vote-not-sent").count()).toBe(1);
  }
  await page.context().setOffline(false);
  await vote.click();
  await vote.waitFor({ state: "detached" });
  expect(await unsent(reader, "live-vote-not-sent").count()).toBe(0);
  await reader.go(action.replace(/\/vote$/, ""));
  await page.getByText(reader.t("public-voted"), { exact: true }).first().waitFor();
  await reader.leave();
});

it("a question stays on its page and on the device until it has arrived, once", async () => {
  const text = "夜里十一点以后还有没有公交？";
  const asker = await Citizen.arrive(browser, house, { width: 360 });
  const { page } = asker;
  const keys: string[] = [];
  page.on("request", (request) => {
    const key = new URLSearchParams(request.postData() ?? "").get("key");
    if (request.method() === "POST" && request.url().endsWith("/ask") && key) keys.push(key);
  });
  const words = () => asker.field("public-ask-text").inputValue();
  await asker.go(`/r/${room}/ask`);
  await asker.writes(text, { name: "晚归的人" });
  await page.context().setOffline(true);
  await asker.sends();
  await unsent(asker, "live-not-sent").waitFor(SOON);
  expect(page.url()).toMatch(/\/ask$/);
  expect(await words()).toBe(text);
  await page.context().setOffline(false);
  // the server takes it, and its answer is lost
  await page.route("**/ask", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch({ maxRedirects: 0 });
    return route.abort();
  });
  await asker.sends();
  await unsent(asker, "live-not-sent").waitFor(SOON);
  await page.unroute("**/ask");
  // the words are on the device: a reload and a step back bring them
  await page.reload();
  expect(await words()).toBe(text);
  expect(await asker.field("public-ask-name").inputValue()).toBe("晚归的人");
  await asker.go("/rules");
  await page.goBack();
  expect(await words()).toBe(text);
  await asker.sends();
  await asker.receipt();
  expect(keys.length).toBe(3);
  expect(new Set(keys).size).toBe(1);
  expect(await asker.heading()).toBe(asker.t("public-receipt-title"));
  await asker.go("/mine");
  expect(await asker.text()).toContain(asker.t("public-mine-count", { n: 1 }));
  // what was asked, and what was deleted, is no longer kept
  await asker.go(`/r/${room}/ask`);
  expect(await words()).toBe("");
  await asker.writes("写了又不想问了");
  await page.reload();
  expect(await words()).toBe("写了又不想问了");
  await asker.writes("");
  await page.reload();
  expect(await words()).toBe("");
  await asker.leave();
});

it("a server that is down loses no question, and takes it when it is back", async () => {
  const text = "周末的加班车什么时候恢复？";
  const asker = await Citizen.arrive(browser, house, { language: "en" });
  await asker.go(`/r/${room}/ask`);
  await asker.writes(text);
  await house.kill();
  await asker.sends();
  await unsent(asker, "live-not-sent").waitFor(SOON);
  expect(await asker.field("public-ask-text").inputValue()).toBe(text);
  await house.serve();
  await asker.sends();
  await asker.receipt();
  await asker.leave();
});
