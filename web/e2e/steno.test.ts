// The record is written: by keys alone, in order, once, through every loss, and read over before it is public.
import type { Browser, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { InputMethod } from "./compose";
import { Steno } from "./crew";
import { findings, overflow } from "./eyes";
import type { House } from "./house";
import { Citizen, type Kind, type Way, come } from "./people";
import { type Notice, Staff } from "./staff";
import { inHouse } from "./stay";

const MINUTE = 60_000;
const GUESTS = [
  { name: "周明远", office: "市交通运输局局长" },
  { name: "林若溪", office: "市公交集团总经理" },
];
const QUESTION = "学生票明年会不会涨价？";
const SOON = { timeout: 20_000 };

let house: House;
let browser: Browser;
let admin: Steno, host: Staff;
const here: Staff[] = [];

inHouse(async (stay) => {
  ({ house, browser } = stay);
  [admin, host] = [await arrives(Steno), await arrives(Staff)];
  await admin.logsIn("admin");
  await host.logsIn("host");
});

async function arrives<T extends Staff>(kind: Kind<T>, way: Way = {}): Promise<T> {
  const someone = await come(kind, browser, house, way);
  here.push(someone);
  return someone;
}

/** A session in progress; `people` come by an invitation, and without a log-in. */
async function opens(rules: Partial<Notice>, people: Staff[]): Promise<string> {
  const now = Date.now();
  const room = await admin.draws({
    topic: "公交票价听证前的一小时",
    guests: GUESTS,
    opens: new Date(now - 5 * MINUTE),
    starts: new Date(now + 5 * MINUTE),
    ends: new Date(now + 60 * MINUTE),
    ...rules,
  });
  await admin.does("announce");
  for (const [at, someone] of people.entries()) {
    await admin.atDesk(room, "room");
    const link = await admin.invites(admin.t("role-stenographer"), `速录员·${at + 1}`);
    await someone.opensLink(new URL(link).pathname);
  }
  await host.atDesk(room, "room");
  await host.does("live", (form) => host.isSure(form));
  return room;
}

interface Line {
  kind: { type: string; speaker?: { type: string } };
  line: { text: string | null } | null;
  post?: number;
}

/** What the public reads: the statements, in order. */
async function record(room: string): Promise<string[]> {
  const lines = await raw(room);
  return lines.map((line) => line.line?.text ?? "");
}

async function raw(room: string): Promise<Line[]> {
  const all: Line[] = [];
  for (let cursor = ""; ;) {
    const path = `/api/v1/rooms/${room}/lines?limit=100${cursor}`;
    const page = (await (await fetch(`${house.base}${path}`)).json()) as {
      items: Line[];
      next?: string | null;
    };
    all.push(...page.items);
    if (!page.next) return all.filter((line) => JSON.stringify(line).includes("speaker"));
    cursor = `&cursor=${page.next}`;
  }
}

const becomes = (room: string, lines: string[], patience = SOON): Promise<void> =>
  expect.poll(() => record(room), { ...patience, interval: 400 }).toEqual(lines);

/** Commands that a page sends. */
function commands(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.postData() ?? "");
  });
  return sent;
}

describe("a stenographer writes the record", () => {
  let steno: Steno, other: Steno;
  let room = "";
  const said: string[] = [];

  beforeAll(async () => {
    [steno, other] = [await arrives(Steno), await arrives(Steno, { language: "en" })];
    room = await opens({}, [steno, other]);
  });

  it("forty lines by keys alone, each once and in order", async () => {
    await steno.sits(room);
    for (let at = 0; at < 40; at += 1) {
      const text = `第${at + 1}句：票价的事一件一件说。`;
      said.push(text);
      await steno.types((at % 3) + 1, text);
    }
    expect(await steno.area.inputValue()).toBe("");
    await becomes(room, said);
    await steno.isThrough();
    const speakers = (await raw(room)).map((line) => line.kind.speaker?.type);
    expect(speakers.slice(0, 3)).toEqual(["host", "guest", "guest"]);
    expect(new Set(speakers).size).toBe(2);
  });

  it("nothing goes out while a word is composed", async () => {
    const sent = commands(steno.page);
    const hand = await InputMethod.on(steno.page);
    const chosen = await steno.page.locator("[name='speaker']:checked").getAttribute("value");
    await hand.opens("票价", ["Enter", "Alt+Digit2", "Alt+KeyK", "NumpadEnter", "Enter"]);
    await hand.decides("票价不涨。");
    expect(await steno.area.inputValue()).toBe("票价不涨。");
    expect(await steno.page.locator("[name='speaker']:checked").getAttribute("value")).toBe(chosen);
    await steno.page.keyboard.press("Shift+Enter");
    await steno.page.keyboard.insertText("一分也不涨。");
    expect(sent).toEqual([]);
    await steno.page.keyboard.press("Enter");
    said.push("票价不涨。\n一分也不涨。");
    await becomes(room, said);
  });

  it("what colleagues write comes by itself, and takes away no field", async () => {
    await other.sits(room);
    const line = steno.page.locator(`#l-${lineOf(said.length)}`);
    await line.locator("summary").click();
    const mended = steno.field("desk-correct-label", line);
    await mended.fill("票价不涨。一分也不涨，改到一半");
    await other.types(3, "我来补一句。");
    said.push("我来补一句。");
    await steno.row("我来补一句。").waitFor(SOON);
    expect(await mended.inputValue()).toBe("票价不涨。一分也不涨，改到一半");
    await mended.fill("票价不涨，一分也不涨。");
    await mended.press("Enter");
    said[said.length - 2] = "票价不涨，一分也不涨。";
    await becomes(room, said);
    await other.row("票价不涨，一分也不涨。").waitFor(SOON);
    await steno.page.waitForFunction(() => document.activeElement?.id === "say-text");
  });

  it("the last line is mended by two keys", async () => {
    await steno.types(2, "这句打错子了。");
    await steno.isThrough();
    await steno.page.keyboard.press("Alt+KeyM");
    await steno.page.keyboard.press("Control+KeyA");
    await steno.page.keyboard.insertText("这句打错字了。");
    await steno.page.keyboard.press("Enter");
    said.push("这句打错字了。");
    await becomes(room, said);
    await steno.page.waitForFunction(() => document.activeElement?.id === "say-text");
  });

  it("a mend that was not sent survives a reload, until it is given up or sent", async () => {
    const line = () => steno.page.locator(`#l-${lineOf(said.length)}`);
    const mended = () => steno.field("desk-correct-label", line());
    const block = steno.page.locator("[data-rows='ahead'] > li");
    const reworded = steno.field("desk-reword-label", block);
    await steno.page.keyboard.insertText("备用的一段。");
    await steno.page.keyboard.press("Alt+KeyK");
    await block.locator("summary").click();
    await reworded.fill("备用的一段，改到一半");
    await line().locator("summary").click();
    await mended().fill("这句打错字了，改到一半");
    await steno.sits(room);
    expect(await mended().inputValue()).toBe("这句打错字了，改到一半");
    expect(await reworded.inputValue()).toBe("备用的一段，改到一半");
    await line().getByText(steno.t("desk-kept-back")).waitFor(SOON);
    await steno.press("desk-mend-leave", line());
    await steno.press("desk-reword", block);
    await block.getByText("备用的一段，改到一半").first().waitFor(SOON);
    await steno.sits(room);
    await steno.page.locator("kbd").first().waitFor();
    expect(await mended().inputValue()).toBe("这句打错字了。");
    expect(await steno.page.getByText(steno.t("desk-kept-back")).count()).toBe(0);
    await steno.press("desk-drop", block);
    await expect.poll(() => block.count(), SOON).toBe(0);
    expect(await record(room)).toEqual(said);
  });

  it("a machine that dies loses no line and doubles none", async () => {
    for (let at = 0; at < 12; at += 1) {
      const text = `断电前后第${at + 1}句。`;
      said.push(text);
      if (at === 4) await house.kill();
      await steno.types((at % 3) + 1, text);
    }
    await steno.page.getByText(steno.like("desk-link-lost-n")).waitFor(SOON);
    // the page is lost too, before anything could go out
    await steno.page.goto("about:blank");
    await house.serve();
    await steno.sits(room);
    await becomes(room, said);
    await steno.isThrough();
  });

  it("an answer that never came is no reason to write twice", async () => {
    let lost = 0;
    await steno.page.route("**/commands", async (route) => {
      lost += 1;
      if (lost > 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await steno.types(1, "这一句只有一次。");
    said.push("这一句只有一次。");
    await steno.isThrough();
    await steno.page.unroute("**/commands");
    expect(lost).toBe(3);
    await becomes(room, said);
  });

  it("what was refused stays, and can be taken back", async () => {
    const long = "长".repeat(20_001);
    await steno.types(1, long);
    await steno.types(1, "后面的照写不误。");
    said.push("后面的照写不误。");
    await becomes(room, said);
    await steno.press("desk-take-back");
    expect(await steno.area.inputValue()).toBe(long);
    await steno.area.fill("");
  });

  it("a lost line is said calmly, and so is its return", async () => {
    await steno.page.context().setOffline(true);
    await steno.types(2, "没有网络时说的。");
    await steno.page.getByText(steno.like("desk-link-lost-n")).waitFor(SOON);
    await steno.page.context().setOffline(false);
    await steno.page.getByText(steno.t("desk-link-back"), { exact: true }).waitFor(SOON);
    said.push("没有网络时说的。");
    await becomes(room, said);
  });

  it("guests' words go to the question on stage until a key lets go", async () => {
    const reader = await Citizen.arrive(browser, house, { script: false });
    await reader.go(`/r/${room}/ask`);
    await reader.writes(QUESTION);
    await reader.sends();
    await reader.leave();
    const moderator = await arrives(Staff);
    await moderator.logsIn("moderator");
    await moderator.atDesk(room, "q/1");
    await moderator.press("desk-stage");
    await steno.strip().getByText(QUESTION).waitFor(SOON);
    await steno
      .strip()
      .getByText(steno.t("desk-bound", { n: 1 }))
      .waitFor(SOON);
    await steno.types(2, "明年不涨。");
    // the network is slow with letting go; the next line does not overtake it
    await steno.page.route(/\/(commands|act)$/, async (route) => {
      const isSlow = /let.go/.test(route.request().postData() ?? "");
      if (isSlow) await new Promise((go) => setTimeout(go, 1_500));
      return route.continue();
    });
    await steno.page.keyboard.press("Alt+KeyL");
    await steno.types(2, "下一个问题。");
    await steno.strip().getByText(steno.t("desk-unbound")).waitFor(SOON);
    await steno.isThrough();
    await steno.page.unroute(/\/(commands|act)$/);
    const bound = steno.t("desk-line-answers", { n: 1 });
    await steno.row("明年不涨。").getByText(bound).waitFor(SOON);
    expect(await steno.row("下一个问题。").getByText(bound).count()).toBe(0);
    // a binding is moved where the line stands
    const row = steno.row("下一个问题。");
    await row.locator("summary").click();
    await steno.fill("desk-bind-label", 1, row);
    await steno.field("desk-bind-label", row).press("Enter");
    await steno.row("下一个问题。").getByText(bound).waitFor(SOON);
    said.push("明年不涨。", "下一个问题。");
  });

  it("what was prepared is placed in order, by a key", async () => {
    for (const text of ["备好的第一段。", "备好的第二段。"]) {
      await steno.page.keyboard.insertText(text);
      await steno.page.keyboard.press("Alt+KeyK");
    }
    const ahead = steno.page.locator("[data-rows='ahead'] > li");
    await expect.poll(() => ahead.count(), SOON).toBe(2);
    expect(await record(room)).toEqual(said);
    await steno.page.keyboard.press("Alt+KeyP");
    await expect.poll(() => ahead.count(), SOON).toBe(1);
    await steno.types(1, "接着说。");
    await steno.page.keyboard.press("Alt+KeyP");
    said.push("备好的第一段。", "接着说。", "备好的第二段。");
    await becomes(room, said);
  });

  it("a cue reaches the other desk, and is told until it was seen", async () => {
    const backstage = await arrives(Staff);
    await backstage.page.context().addCookies(await host.page.context().cookies());
    await backstage.atDesk(room, "backstage");
    await backstage.page.locator("kbd").first().waitFor({ state: "attached" });
    await steno.press("cue-speak-slower");
    await backstage.row(steno.t("cue-speak-slower")).waitFor(SOON);
    await backstage.page.getByText(backstage.like("desk-cue-news")).waitFor(SOON);
    await backstage.press("cue-wrap-up");
    const news = steno.page.getByText(steno.like("desk-cue-news"));
    await news.waitFor(SOON);
    await steno.area.focus();
    await steno.page.keyboard.press("Alt+KeyA");
    await news.waitFor({ state: "hidden" });
    expect((await record(room)).join()).not.toContain(steno.t("cue-wrap-up"));
  });

  it("fits a phone, and assistive technology finds nothing wrong", async () => {
    for (const someone of [steno, other]) {
      for (const width of [360, 1440]) {
        await someone.page.setViewportSize({ width, height: 800 });
        expect(await overflow(someone.page), `${width}`).toEqual([]);
      }
      expect(await findings(someone.page)).toEqual([]);
    }
  });
});

/** Number of a statement's line: the notice of the opening stands before all of them. */
const lineOf = (nth: number): number => nth + 1;

describe("a second pair of eyes", () => {
  let steno: Steno, proof: Steno, plain: Staff;
  let room = "";

  beforeAll(async () => {
    [steno, proof] = [await arrives(Steno), await arrives(Steno)];
    plain = await arrives(Staff, { script: false, width: 360 });
    room = await opens({ proof_s: 15 }, [steno, proof]);
    await plain.page.context().addCookies(await proof.page.context().cookies());
    await steno.sits(room);
    await proof.sits(room);
  });

  it("mends a line before the public sees it, in peace", async () => {
    await steno.types(2, "明年不张。");
    const row = proof.page.locator("[data-rows='waiting'] > li").filter({ hasText: "明年不张。" });
    await row.getByText(proof.like("desk-block-due")).waitFor(SOON);
    expect(await record(room)).toEqual([]);
    await proof.page.keyboard.press("Alt+KeyR");
    await proof.page.keyboard.press("Control+KeyA");
    await proof.page.keyboard.insertText("明年不涨。");
    // with the first letter it no longer goes out by itself, for anybody
    await row.getByText(proof.t("desk-block-held"), { exact: true }).waitFor(SOON);
    await steno.row("明年不张。").getByText(steno.t("desk-block-held")).waitFor(SOON);
    await proof.page.keyboard.press("Enter");
    await becomes(room, ["明年不涨。"]);
    expect(JSON.stringify(await raw(room))).not.toContain("明年不张。");
    await steno.row("明年不涨。").waitFor(SOON);
    await steno.page.locator("[data-rows='waiting'] > li").waitFor({ state: "detached" });
  });

  it("holds and lets out without script", async () => {
    await steno.types(1, "先等一等。");
    await plain.atDesk(room, "lines");
    await plain.waitForText("先等一等。");
    await plain.press("desk-hold-back");
    await plain.page.getByText(plain.t("desk-block-held"), { exact: true }).waitFor();
    expect(await overflow(plain.page)).toEqual([]);
    expect(await record(room)).toEqual(["明年不涨。"]);
    const form = plain.page.locator("[data-rows='waiting'] details");
    await form.locator("summary").click();
    await plain.fill("desk-reword-label", "等好了。", form);
    await plain.press("desk-reword-show", form);
    await becomes(room, ["明年不涨。", "等好了。"]);
  });

  it("and what nobody touches goes out by itself", async () => {
    await steno.types(3, "没有人动过的一句。");
    const all = ["明年不涨。", "等好了。", "没有人动过的一句。"];
    await becomes(room, all, { timeout: 50_000 });
    await steno.row("没有人动过的一句。").waitFor(SOON);
    expect(await findings(proof.page)).toEqual([]);
  });

  it("troubled no browser but for what was pulled and refused", () => {
    const pulled =
      /ERR_(INTERNET_DISCONNECTED|CONNECTION|EMPTY_RESPONSE|FAILED)|WebSocket connection|status of 422/;
    const troubles = here.flatMap((someone) => someone.troubles);
    expect(troubles.filter((trouble) => !pulled.test(trouble))).toEqual([]);
  });
});
