// The moderator's desk by keyboard alone: fast, together with colleagues, through a dropped network,
// and with an input method at work.
import type { Browser, Cookie } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { InputMethod, TEMPTING } from "./compose";
import { Moderator } from "./crew";
import type { House } from "./house";
import { Staff } from "./staff";
import { inHouse } from "./stay";
import type { Language } from "./words";

let house: House;
let browser: Browser;
let room = "";
const here: Staff[] = [];
const sessions = new Map<string, Cookie[]>();

inHouse(async (stay) => {
  ({ house, browser } = stay);
  const reader = await Staff.arrive(browser, house);
  await reader.go("/");
  const link = reader.page.getByRole("link", { name: /公交线网/ }).first();
  room = /\/r\/(\d+)/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? "";
  await reader.leave();
});

afterEach(async () => {
  await Promise.all(here.splice(0).map((someone) => someone.leave()));
});

/** A citizen without a browser; the question's number. */
async function asks(text: string): Promise<number> {
  const answer = await fetch(`${house.base}/api/v1/rooms/${room}/commands`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({ type: "ask", text }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { answer: { number: number } }).answer.number;
}

/** What the public sees of a question; nothing while it is not public. */
async function fate(number: number): Promise<string | undefined> {
  for (let cursor = 0; ; cursor += 100) {
    const path = `/api/v1/rooms/${room}/posts?limit=100&cursor=${cursor}`;
    const { items } = (await (await fetch(`${house.base}${path}`)).json()) as {
      items: { number: number; fate: string }[];
    };
    const found = items.find((item) => item.number === number);
    if (found || items.length < 100) return found?.fate;
  }
}

const until = (so: () => Promise<boolean>, interval = 20): Promise<void> =>
  expect.poll(so, { timeout: 15_000, interval }).toBe(true);

/** Asked of the server, so less often. */
const untilPublic = (so: () => Promise<boolean>): Promise<void> => until(so, 400);

/** A moderator at the desk of this room. */
async function sits(language: Language = "zh", login = "moderator"): Promise<Moderator> {
  const someone = await Moderator.arrive(browser, house, { language });
  here.push(someone);
  // one log-in each: more than a few within a minute are refused
  const known = sessions.get(login);
  const context = someone.page.context();
  if (known) await context.addCookies(known);
  else await someone.logsIn(login);
  sessions.set(login, await context.cookies());
  await someone.sits(room);
  await someone.acts().waitFor();
  return someone;
}

const ROUTINE = [
  "早班车能不能提前到五点半？",
  "医院门口的站台没有座椅，老人站着等。",
  "学生卡在夜班车上刷不了。",
  "新开的小区没有公交，走到最近的车站要二十分钟。",
  "车厢里的报站声音太小，听不清。",
  "雨天站台积水，能不能修一下？",
  "周末去湿地公园的专线还开吗？",
  "公交专用道上总有私家车。",
  "老年卡年审能不能在网上办？",
  "快速公交的候车亭夏天太晒。",
];
const MANY = 30;

it("thirty routine questions are decided by keyboard alone", async () => {
  for (let at = 0; at < MANY; at += 1) await asks(`${ROUTINE[at % 10]}（来信之${at + 1}）`);
  const someone = await sits();
  const took: number[] = [];
  for (let at = 0; at < MANY; at += 1) {
    await someone.act("desk-approve").waitFor();
    const now = await someone.number();
    const begun = performance.now();
    // every tenth is turned down by a rule, every seventh is left for later
    const keys = at % 10 === 9 ? ["r", "1"] : at % 7 === 6 ? ["h"] : ["a"];
    for (const key of keys) await someone.key(key);
    await until(async () => (await someone.number()) !== now);
    took.push(performance.now() - begun);
  }
  const median = took.toSorted((a, b) => a - b)[MANY / 2] ?? 0;
  // somebody reads some eight Han characters a second and takes a second to choose a key
  const person = ROUTINE.join("").length / ROUTINE.length / 8 + 1 + median / 1_000;
  console.log(
    `${MANY} decisions by keyboard: median ${Math.round(median)} ms from key to next question, ` +
      `about ${person.toFixed(1)} s with reading and choosing`,
  );
  // every one was answered, none was refused, and news come by themselves
  await until(async () => (await someone.page.getByText(someone.t("mod-sending")).count()) === 0);
  expect(await someone.page.getByRole("alert").count()).toBe(0);
  await someone.page.getByText(someone.t("mod-link-live")).waitFor();
  expect(someone.troubles).toEqual([]);
});

it("a decision is taken back within its window, and nobody else has learned of it", async () => {
  const number = await asks("末班车能不能晚半小时？");
  const someone = await sits();
  await someone.goesTo(number);
  await someone.key("a");
  await someone.bar("desk-did-approve").waitFor();
  await someone.key("u");
  await until(async () => (await someone.number()) === number);
  await someone.act("desk-approve").waitFor();
  expect(await fate(number)).toBeUndefined();
});

it("who comes second sees what the first one did", async () => {
  const number = await asks("站牌上的字太小，老人看不清。");
  const [first, second] = [await sits(), await sits("en")];
  await first.goesTo(number);
  await second.goesTo(number);
  // news do not arrive: both decide on the revision they saw
  await second.page.route("**/desk/news*", (route) => route.abort());
  await first.key("h");
  await first.bar("desk-did-hold").waitFor();
  await second.key("a");
  const alert = second.page.getByRole("alert").filter({ hasText: second.t("refusal-stale") });
  await alert.waitFor();
  expect(await alert.innerText()).toContain(second.t("desk-did-hold"));
});

it("a colleague's claim is seen at once, and let go of with the question", async () => {
  const number = await asks("站台的扶梯坏了半个月。");
  await asks("早高峰能不能加车？");
  const [first, second] = [await sits(), await sits("zh", "host")];
  await first.goesTo(number);
  // who does not screen comes for what is public, and can look at what waits
  await second.page.getByRole("button", { name: /^待审/ }).click();
  const row = second.page.getByRole("button").filter({ hasText: "站台的扶梯坏了半个月。" }).first();
  const claimed = row.getByText(/正在看$/);
  await claimed.waitFor();
  await first.key("h");
  await first.bar("desk-did-hold").waitFor();
  await claimed.waitFor({ state: "detached" });
});

it("what is public is taken down by two keys, with the rule it broke", async () => {
  const number = await asks("司机王某某住在和平路九号，大家去找他。");
  const someone = await sits();
  await someone.goesTo(number);
  await someone.key("a");
  await untilPublic(async () => (await fate(number)) === "listed");
  await someone.page.getByRole("button", { name: /^已公开/ }).click();
  await someone.page.getByRole("button").filter({ hasText: "和平路九号" }).first().click();
  await someone.act("desk-take-down").waitFor();
  await someone.key("d");
  await someone.key("3");
  await untilPublic(async () => (await fate(number)) === undefined);
  expect(await someone.page.getByRole("alert").count()).toBe(0);
});

it("a dropped network loses nothing and does nothing twice", async () => {
  const number = await asks("换乘优惠能不能延长到九十分钟？");
  const someone = await sits();
  await someone.goesTo(number);
  await someone.page.context().setOffline(true);
  await someone.key("a");
  await someone.bar("mod-sending-offline").waitFor();
  expect(await fate(number)).toBeUndefined();
  await someone.page.context().setOffline(false);
  await someone.bar("desk-did-approve").waitFor();
  await untilPublic(async () => (await fate(number)) === "listed");
});

it("a question of the list is moved by key, one place at a time, and stays there", async () => {
  const someone = await sits();
  const list = someone.page.getByRole("region", {
    name: someone.t("desk-list-title"),
    exact: true,
  });
  const order = async () =>
    (await list.locator("li strong").allInnerTexts()).map((said) => said.trim());
  await someone.key("l");
  await until(async () => (await order()).length > 2);
  const [first = "", second = "", third = ""] = await order();
  await someone.key("Shift+ArrowDown");
  await until(async () => (await order()).join().startsWith([second, first, third].join()));
  await someone.key("Shift+ArrowDown");
  await until(async () => (await order()).join().startsWith([second, third, first].join()));
  await someone.key("Shift+ArrowUp");
  await until(async () => (await order()).join().startsWith([second, first, third].join()));
  await someone.page.reload();
  await someone.acts().waitFor();
  await until(async () => (await order()).join().startsWith([second, first, third].join()));
  expect(await someone.page.getByRole("alert").count()).toBe(0);
});

it("a like question is merged by two keys", async () => {
  const into = await asks("二号线到火车站的换乘通道什么时候能修好？");
  const number = await asks("火车站换乘二号线的通道几时修好？");
  const someone = await sits();
  await someone.goesTo(number);
  const suggestion = someone.t("mod-merge-into", { n: into });
  await someone.page.getByRole("button", { name: suggestion, exact: true }).waitFor();
  await someone.key("m");
  await someone.key("1");
  await someone.bar("desk-did-merge").waitFor();
});

it("several are decided at once, each answered by itself", async () => {
  const numbers = [await asks("车窗打不开，太闷。"), await asks("车上的灭火器过期了。")];
  const someone = await sits();
  for (const number of numbers) {
    await someone.goesTo(number);
    await someone.key("x");
  }
  await someone.page.getByText(someone.t("mod-picked", { n: 2 })).waitFor();
  await someone.key("a");
  await untilPublic(async () =>
    (await Promise.all(numbers.map(fate))).every((now) => now === "listed"),
  );
});

it("no key acts while Chinese is composed, in any field of the desk", async () => {
  const number = await asks("换乘站的卫生间晚上不开门。");
  const someone = await sits();
  await someone.goesTo(number);
  const hand = await InputMethod.on(someone.page);
  const sent: (string | null)[] = [];
  someone.page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.postData());
  });
  const keys = ["KeyA", "KeyH", "KeyR", "KeyM", "KeyU", "KeyD", ...TEMPTING];

  await someone.key("e");
  const area = someone.field("desk-word-label");
  await area.fill("");
  await hand.opens("卫生间", keys);
  await hand.decides("卫生间夜里锁门。");
  expect(await area.inputValue()).toBe("卫生间夜里锁门。");
  expect(await someone.number()).toBe(number);
  await area.press("Escape");
  await area.waitFor({ state: "detached" });

  await someone.key("m");
  const other = someone.field("mod-merge-number");
  await other.focus();
  await hand.opens("一", keys);
  await hand.decides("1");
  expect(await other.inputValue()).toBe("1");
  expect(await someone.number()).toBe(number);
  expect(sent).toEqual([]);

  // the keys do act once nothing is composed
  await other.press("Escape");
  await other.waitFor({ state: "detached" });
  await someone.key("h");
  await someone.bar("desk-did-hold").waitFor();
  expect(sent).toHaveLength(1);
});
