// Two people erase what a citizen should not have written, in front of readers; the citizen rates the answer.
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings, overflow } from "./eyes";
import type { House } from "./house";
import { Citizen, type Receipt } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

const WORDS = "我的电话是 13800001111，请回电。";

let house: House;
let browser: Browser;
let room = "";
let receipt: Receipt;
let citizen: Citizen;

inHouse(async (stay) => {
  ({ house, browser } = stay);
  citizen = await Citizen.arrive(browser, house, { width: 360 });
  await citizen.go("/");
  await citizen.follow("public-enter-room");
  room = /\/r\/(\d+)/.exec(citizen.page.url())?.[1] ?? "";
  await citizen.go(`/r/${room}/ask`);
  await citizen.writes(WORDS, { name: "河西老李" });
  await citizen.sends();
  receipt = await citizen.receipt();
});

const number = () => receipt.number.split("-")[1] ?? "";

async function sound(who: Citizen | Staff): Promise<void> {
  expect(await findings(who.page)).toEqual([]);
  expect(await overflow(who.page)).toEqual([]);
  expect(who.troubles).toEqual([]);
}

async function staff(login: string): Promise<Staff> {
  const someone = await Staff.arrive(browser, house, { width: 360 });
  await someone.logsIn(login);
  return someone;
}

describe("an answer", () => {
  it("is rated once by whoever asked", async () => {
    const moderator = await staff("moderator");
    await moderator.go(`/desk/r/${room}/q/${number()}`);
    await moderator.moves(() => moderator.press("desk-approve"));
    await moderator.go(`/desk/r/${room}/q/${number()}`);
    await moderator.waitUntil(() => moderator.button("desk-stage").isVisible(), 20_000);
    await moderator.press("desk-stage");
    const steno = await staff("steno");
    await steno.go(`/desk/r/${room}/lines`);
    await steno.says("周明远", "我们会给您回电。");
    await citizen.go(new URL(receipt.link).pathname);
    await citizen.waitUntil(() => citizen.button("rating-send").isVisible(), 20_000);
    await sound(citizen);
    await citizen.moves(() => citizen.press("rating-send"));
    expect(await citizen.text()).toContain(citizen.t("rating-choose"));
    await citizen.page
      .getByRole("radio", { name: citizen.t("rating-satisfied"), exact: true })
      .check();
    await citizen.fill("rating-text", "盼早日回电。");
    await citizen.moves(() => citizen.press("rating-send"));
    const grade = citizen.t("rating-satisfied");
    expect(await citizen.text()).toContain(citizen.t("rating-own", { grade }));
    expect(await citizen.button("rating-send").count()).toBe(0);
    await steno.leave();
    await moderator.leave();
  });
});

describe("words that must go", () => {
  it("go by two people, and readers see the mark at once", async () => {
    const reader = await Citizen.arrive(browser, house);
    await reader.go(`/r/${room}?view=questions`);
    await reader.page.getByText(WORDS).first().waitFor();
    const one = await staff("moderator");
    await one.go(`/desk/r/${room}/q/${number()}`);
    await one.follow("erasure-from-question");
    await sound(one);
    const words = one.t("erasure-of-post", { n: Number(number()), name: "" });
    await one.page.getByRole("checkbox", { name: words, exact: true }).check();
    const ground = one.t("erased-ground-personal-data");
    await one.field("erasure-ground").selectOption({ label: ground });
    await one.fill("erasure-reason", "本人来电申请");
    await one.moves(() => one.press("erasure-propose"));
    await sound(one);
    expect(await one.button("erasure-agree").count()).toBe(0);

    const two = await staff("approver");
    await two.go(`/desk/r/${room}/erasures`);
    await sound(two);
    await two.moves(() => two.press("erasure-agree"));
    expect(await two.text()).toContain(two.t("erasure-not-sure"));
    await two.page.getByLabel(two.t("erasure-sure", { n: 1 }), { exact: true }).fill("1");
    await two.moves(() => two.press("erasure-agree"));
    expect(await two.text()).not.toContain("13800001111");

    await reader.page.getByText(ground).first().waitFor();
    expect(await reader.page.content()).not.toContain("13800001111");
    await citizen.go(`/r/${room}/q/${number()}`);
    expect(await citizen.text()).toContain(ground);
    await sound(citizen);
    await sound(reader);
    await one.leave();
    await two.leave();
    await reader.leave();
  });
});
