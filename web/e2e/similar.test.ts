// The ask box shows public questions of the same room that say much the same, while one writes.
import type { Browser } from "playwright-core";
import { expect, it, vi } from "vitest";
import { InputMethod } from "./compose";
import type { House } from "./house";
import { Citizen } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;
let room = "";

const LISTED = "二号线什么时候能延长到机场？";
const WAITING = "请问二号线延长到机场的工程哪一年开工？";

async function asks(text: string): Promise<number> {
  const answer = await fetch(`${house.base}/api/v1/rooms/${room}/commands`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({ type: "ask", text }),
  });
  return ((await answer.json()) as { answer: { number: number } }).answer.number;
}

inHouse(async (stay) => {
  ({ house, browser } = stay);
  const staff = await Staff.arrive(browser, house);
  await staff.logsIn("moderator");
  await staff.go("/");
  const link = staff.page.getByRole("link", { name: /公交线网/ }).first();
  room = /\/r\/(\d+)/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? "";
  await asks(LISTED);
  await staff.atDesk(room, "queue");
  await staff.approves(LISTED);
  const listed = `${house.base}/api/v1/rooms/${room}/posts?limit=100`;
  const isListed = async () => (await (await fetch(listed)).text()).includes(LISTED);
  await vi.waitUntil(isListed, { timeout: 15_000, interval: 100 });
  await asks(WAITING);
  await staff.leave();
});

it("is found while composing Chinese, over the room's page, and endorsed on the spot", async () => {
  const someone = await Citizen.arrive(browser, house, { width: 360 });
  const looked: string[] = [];
  someone.page.on("request", (request) => {
    if (request.url().endsWith("/similar")) {
      looked.push(new URLSearchParams(request.postData() ?? "").get("text") ?? "");
    }
  });
  await someone.go(`/r/${room}`);
  await someone.follow("public-ask");
  const form = someone.page.getByRole("dialog");
  const area = someone.field("public-ask-text", form);
  await area.focus();
  const hand = await InputMethod.on(someone.page);
  await hand.spells("erhaoxian");
  await hand.decides("二号线");
  await hand.spells("yanchangdaojichang");
  await hand.decides("延长到机场");
  const found = form.getByRole("region", { name: someone.t("live-similar") });
  await found.waitFor();
  expect(looked.filter((text) => /[a-z]/.test(text))).toEqual([]);
  // what is public, with the shared words marked; what waits is nobody's to see
  expect(await found.getByRole("listitem").count()).toBe(1);
  expect(await found.locator("li .said").innerText()).toBe(LISTED);
  expect((await found.locator("mark").allInnerTexts()).join("")).toContain("延长");
  await form
    .getByRole("status")
    .filter({ hasText: someone.t("live-similar-said", { n: 1 }) })
    .waitFor({ state: "attached" });

  await found.getByRole("button", { name: someone.t("public-vote") }).click();
  await found.getByText(someone.t("public-voted"), { exact: true }).waitFor();
  expect(await found.getByText(someone.t("public-votes", { n: 1 })).count()).toBe(1);
  expect(await area.inputValue()).toBe("二号线延长到机场");
  await area.fill("完全不同的一件事情");
  await found.waitFor({ state: "hidden" });
  await someone.sends();
  await someone.receipt();
  expect(someone.troubles).toEqual([]);
  await someone.leave();
});

it("helps on the page of the form too, and is not missed without script", async () => {
  const english = await Citizen.arrive(browser, house, { language: "en" });
  await english.go(`/r/${room}/ask`);
  await english.fill("public-ask-text", "二号线延长到机场");
  await english.page.getByRole("region", { name: english.t("live-similar") }).waitFor();
  await english.leave();

  const plain = await Citizen.arrive(browser, house, { script: false });
  await plain.go(`/r/${room}/ask`);
  await plain.fill("public-ask-text", "二号线延长到机场的事");
  expect(await plain.page.getByText(plain.t("live-similar")).count()).toBe(0);
  await plain.sends();
  await plain.receipt();
  await plain.leave();
});
