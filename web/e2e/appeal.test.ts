// A question that is not let through: its author sees the rule and appeals; somebody else than who decided looks again,
// and the room's ledger counts it.
import type { Browser } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { Moderator } from "./crew";
import type { House } from "./house";
import { Citizen, type Receipt, type Way } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

const WAYS: [string, Way & { granted: boolean }][] = [
  ["in Chinese without script", { language: "zh", script: false, width: 390, granted: true }],
  ["in English with script", { language: "en", script: true, granted: false }],
];

describe.each(WAYS)("an appeal %s", (_, { granted, ...way }) => {
  const people: (Citizen | Staff)[] = [];
  let author: Citizen;
  let receipt: Receipt;
  let room = "";

  afterAll(async () => {
    await Promise.all(people.map((someone) => someone.leave()));
  });

  const own = () => author.go(new URL(receipt.link, house.base).href);
  const number = async () => {
    const { items } = (await (
      await fetch(`${house.base}/api/v1/rooms/${room}/ledger?limit=100`)
    ).json()) as { items: { number: number }[] };
    return Math.max(...items.map((item) => item.number));
  };

  it("is offered beside the rule, once", async () => {
    author = await Citizen.arrive(browser, house, way);
    people.push(author);
    await author.go("/");
    const link = author.page.getByRole("link", { name: /公交线网/ }).first();
    room = /\/r\/(\d+)/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? "";
    await author.go(`/r/${room}`);
    receipt = await author.asks("这个站台为什么一直没有人修？");
    const moderator = await Staff.arrive(browser, house, { ...way, script: false });
    people.push(moderator);
    await moderator.logsIn("moderator");
    await moderator.go(`/desk/r/${room}/q/${await number()}`);
    const rule = moderator.page.locator("#reject-rule");
    await rule.selectOption({ index: 1 });
    await moderator.moves(() => moderator.press("desk-reject"));
    await own();
    await author.waitUntil(() => author.button("appeal-send").isVisible(), 20_000);
    await author.moves(() => author.press("appeal-send"));
    await author.fill("appeal-text", "没有广告，只想知道什么时候修。");
    await author.moves(() => author.press("appeal-send"));
    expect(await author.text()).toContain(author.t("appeal-open"));
    expect(await author.button("appeal-send").count()).toBe(0);
  });

  it("is judged by somebody else than who decided", async () => {
    const judge = await Moderator.arrive(browser, house, way);
    people.push(judge);
    await judge.logsIn("admin");
    await judge.go("/desk");
    await judge.moves(() => judge.page.locator(`a[href$="/${room}/queue?pile=appealed"]`).click());
    if (granted) {
      await judge.go(`/desk/r/${room}/q/${await number()}`);
      expect(await judge.text()).toContain("没有广告，只想知道什么时候修。");
      await judge.moves(() => judge.press("desk-approve"));
    } else {
      await judge.sits(room);
      await judge.page.locator(".mod").getByText("没有广告，只想知道什么时候修。").waitFor();
      await judge.key("n");
      await judge.fill("appeal-reason", "站台维修请打热线，这里只谈线网。");
      await judge.key("Control+Enter");
    }
    await own();
    await author.waitForText(author.t(granted ? "appeal-granted" : "appeal-dismissed"));
    if (!granted) expect(await author.text()).toContain("站台维修请打热线，这里只谈线网。");
    await author.go(`/r/${room}/ledger`);
    expect(await author.text()).not.toContain("站台维修请打热线");
    expect(await author.text()).toContain(author.t("ledger-count-appeals"));
    expect(author.troubles).toEqual([]);
    expect(judge.troubles).toEqual([]);
  });
});
