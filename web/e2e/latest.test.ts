// What was said last: the box above the record says what the server's page would, as the interview goes on.
import type { Browser } from "playwright-core";
import { expect, it } from "vitest";
import { Steno } from "./crew";
import type { House } from "./house";
import { Citizen } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

const MINUTE = 60_000;
const SOON = { timeout: 20_000 };
const GUESTS = [
  { name: "周明远", office: "市交通运输局局长" },
  { name: "林若溪", office: "市公交集团总经理" },
];

let house: House;
let browser: Browser;
let host: Staff, editor: Staff, steno: Steno;
/** One at the top of the page, one in the middle of it, one who comes anew each time. */
let top: Citizen, up: Citizen, fresh: Citizen;
let room = "";

interface Said {
  line: string;
  at: string;
  clock: string;
  who: string;
  text: string;
  lang: string;
}

/** What the box says to somebody; none while it is not shown. */
function box({ page }: Citizen): Promise<Said | undefined> {
  return page.evaluate(() => {
    const place = document.querySelector<HTMLElement>("[data-live='latest']");
    if (!place || place.hidden) return undefined;
    const text = (selector: string) => place.querySelector(selector)?.textContent.trim() ?? "";
    const time = place.querySelector("time");
    return {
      line: place.querySelector("a")?.getAttribute("href") ?? "",
      at: time?.dateTime ?? "",
      clock: text("time"),
      who: text("[data-latest='who']"),
      text: text("[data-latest='text']"),
      lang: place.querySelector<HTMLElement>("[data-latest='text']")?.lang ?? "",
    };
  });
}

/** Both readers' boxes come to say these words, and all that they say is what a page opened now says. */
async function follows(words: string | undefined): Promise<void> {
  for (const reader of [top, up]) {
    await expect.poll(async () => (await box(reader))?.text, SOON).toBe(words);
  }
  await fresh.go(`/r/${room}?view=record`);
  const now = await box(fresh);
  expect(now?.text).toBe(words);
  for (const reader of [top, up]) expect(await box(reader)).toEqual(now);
}

inHouse(async (stay) => {
  ({ house, browser } = stay);
  const admin = await Staff.arrive(browser, house, { script: false });
  await admin.logsIn("admin");
  const now = Date.now();
  room = await admin.draws({
    topic: "公交票价听证前的一小时",
    guests: GUESTS,
    opens: new Date(now - 5 * MINUTE),
    starts: new Date(now + 5 * MINUTE),
    ends: new Date(now + 60 * MINUTE),
  });
  await admin.does("announce");
  await admin.atDesk(room, "room");
  const link = await admin.invites(admin.t("role-editor"), "编辑·何晴");
  editor = await Staff.arrive(browser, house, { script: false });
  await editor.opensLink(link);
  host = await Staff.arrive(browser, house, { script: false });
  await host.logsIn("host");
  steno = await Steno.arrive(browser, house);
  await steno.logsIn("steno");
  top = await Citizen.arrive(browser, house, { width: 360 });
  up = await Citizen.arrive(browser, house);
  fresh = await Citizen.arrive(browser, house, { script: false });
});

it("follows what is said, from before the beginning on", async () => {
  await top.go(`/r/${room}?view=record`);
  expect(await box(top)).toBeUndefined();
  await host.atDesk(room, "room");
  await host.does("live", (form) => host.isSure(form));
  await up.go(`/r/${room}?view=record`);
  await steno.sits(room);
  for (const [speaker, text] of [
    [1, "各位网友好，访谈开始。"],
    [2, "谢谢主持人。"],
    [2, "票价的事一件一件说。"],
    [3, "我来补充一点。"],
  ] as const) {
    await steno.types(speaker, text);
    await follows(text);
  }
});

it("follows wherever a reader is", async () => {
  for (let nth = 1; nth <= 20; nth += 1) await steno.types((nth % 3) + 1, `第${nth}句`);
  await follows("第20句");
  await top.page.evaluate(() => scrollTo(0, 0));
  await up.page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  await steno.types(2, "最后说一句。");
  await follows("最后说一句。");
  expect(await top.page.evaluate(() => scrollY)).toBe(0);
  await top.page.locator("[data-live='pill-lines']").click();
  await follows("最后说一句。");
});

it("says what the last line was corrected to", async () => {
  await steno.isThrough();
  await steno.page.keyboard.press("Alt+KeyM");
  await steno.page.keyboard.press("Control+KeyA");
  await steno.page.keyboard.insertText("最后再说一句。");
  await steno.page.keyboard.press("Enter");
  await follows("最后再说一句。");
});

it("forgets a line that was moved up or taken down", async () => {
  await editor.atDesk(room, "lines");
  const of = (text: string) => editor.page.locator("li[id]").filter({ hasText: text }).first();
  const last = of("最后再说一句。");
  const third = (await of("第3句").getAttribute("id"))?.slice(2) ?? "";
  await last.locator("summary").click();
  await editor.fill("desk-place-before", third, last);
  await editor.posts("desk-place", last);
  await follows("第20句");
  const down = of("第20句");
  await down.locator("summary").click();
  await editor.posts("desk-line-down", down);
  await follows("第19句");
});

it("is gone when the interview is over, and troubled no browser", async () => {
  await host.atDesk(room, "room");
  await host.does("close", (form) => host.isSure(form));
  await follows(undefined);
  expect([top, up, steno].flatMap(({ troubles }) => troubles)).toEqual([]);
});
