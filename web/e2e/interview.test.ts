// Seven browsers at one interview, from its announcement to its closing: a citizen and the stenographer lose their
// network, the server is killed once, and everybody ends with the same record.
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Moderator, Steno } from "./crew";
import { House, launch } from "./house";
import { Citizen, type Person } from "./people";
import { given, shown } from "./record";
import { Staff } from "./staff";
import { Wire } from "./wire";

const MINUTE = 60_000;
const LEADER = { name: "周明远", office: "市交通运输局局长" };
const OPERATOR = { name: "林若溪", office: "市公交集团总经理" };
const TOPIC = "七个人同看一场访谈";
const QUESTIONS = {
  rain: "社区门口的公交站什么时候装上雨棚？",
  night: "Will the night bus stop at the north gate?",
  rude: "办事窗口的李某某就是个混日子的，家住和平路九号。",
  late: "断线的时候提出的问题，还看得到吗？",
  dark: "停电的时候提出的问题，会不会算两次？",
};
const ANSWER = "夜班车从下月起停靠北门。";
/** What the stenographer takes down, in order: who by key, whose words, which words. */
const SAID = {
  live: [
    [1, "host", "各位好，我们从大家最关心的雨棚说起。"],
    [2, LEADER.name, "雨棚的钱已经批下来了，六月底以前装完。"],
    [3, OPERATOR.name, "装的时候公交照常停靠。"],
  ],
  cut: [
    [2, LEADER.name, "线断了我们也接着说：老旧站台一并翻修。"],
    [3, OPERATOR.name, "翻修期间有临时站牌。"],
  ],
  killed: [
    [2, LEADER.name, "机器停了，话没有停。"],
    [3, OPERATOR.name, "一句也不会少，一句也不会重。"],
  ],
} as const;
/** What happens on an open line: a commit, a look of the schedule, a look of the page. */
const SOON = { timeout: 20_000 };
/** Who was cut off tries again later and later, at the latest after 30 s. */
const BACK = { timeout: 45_000 };

let house: House;
let browser: Browser;
let wires: { citizen: Wire; steno: Wire };

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launch()]);
  wires = { citizen: await Wire.to(house.base), steno: await Wire.to(house.base) };
});

afterAll(async () => {
  await browser?.close();
  await Promise.all(Object.values(wires ?? {}).map((wire) => wire.close()));
  await house?.close();
});

const sees = (who: Person, what: string | RegExp, within: Locator = who.page.locator("body")) =>
  within.getByText(what).first().waitFor(SOON);

/** Another view of the room; its link also says how much there is. */
async function turns(who: Citizen, tab: string): Promise<void> {
  const tabs = who.page.getByRole("navigation", { name: who.t("public-tabs") });
  await tabs.getByRole("link", { name: who.t(tab) }).click();
}

const stage = (who: Citizen) =>
  who.page.getByRole("region", { name: who.t("public-on-stage"), exact: true });

const numberOf = ({ number }: { number: string }) => Number(number.split("-")[1]);

describe("an interview with seven browsers", () => {
  let [first, second, guest, steno] = [] as unknown as [Moderator, Moderator, Staff, Steno];
  let [phone, desktop, reader] = [] as unknown as [Citizen, Citizen, Citizen];
  /** Leads, from an eighth browser. */
  let host: Staff;
  let room = "";
  const numbers: Partial<Record<keyof typeof QUESTIONS, number>> = {};
  const number = (which: keyof typeof QUESTIONS) => numbers[which] ?? 0;
  const seven = () => [phone, desktop, first, second, guest, steno, reader];
  const record = () => given(house.base, room);
  const texts = async () => (await record()).map(({ text }) => text);
  const types = async (lines: (typeof SAID)[keyof typeof SAID]) => {
    for (const [speaker, , text] of lines) await steno.types(speaker, text);
  };
  const draft = () =>
    guest.page.getByLabel(guest.t("desk-draft-label", { name: LEADER.name }), { exact: true });
  const asks = async (who: Citizen, which: keyof typeof QUESTIONS, name = "") => {
    numbers[which] = numberOf(await who.asks(QUESTIONS[which], { name }));
  };
  const listed = async () => {
    const path = `${house.base}/api/v1/rooms/${room}/posts?limit=100`;
    const { items } = (await (await fetch(path)).json()) as {
      items: { question?: { text: string } }[];
    };
    return items.map(({ question }) => question?.text ?? "");
  };

  it("is announced, and seven people come, each by a way of their own", async () => {
    const admin = await Staff.arrive(browser, house);
    await admin.logsIn("admin");
    const now = Date.now();
    room = await admin.draws({
      topic: TOPIC,
      guests: [LEADER, OPERATOR],
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 5 * MINUTE),
      ends: new Date(now + 60 * MINUTE),
    });
    reader = await Citizen.arrive(browser, house, { script: false });
    await reader.go("/");
    expect(await reader.text()).not.toContain(TOPIC);
    await admin.does("announce");
    const invite = async (role: string, name: string, of = "") => {
      await admin.atDesk(room, "room");
      const duty = admin.t(`role-${role}`);
      const link = await admin.invites(
        of ? admin.t("office-team-guest", { role: duty, guest: of }) : duty,
        name,
      );
      return new URL(link).pathname;
    };
    first = await Moderator.arrive(browser, house);
    await first.logsIn("moderator");
    second = await Moderator.arrive(browser, house);
    await second.opensLink(await invite("moderator", "审核员·马宁"));
    guest = await Staff.arrive(browser, house);
    await guest.opensLink(await invite("guest", "", LEADER.name));
    steno = await Steno.arrive(browser, wires.steno);
    await steno.logsIn("steno");
    host = await Staff.arrive(browser, house, { width: 820 });
    await host.logsIn("host");
    await admin.leave();
    phone = await Citizen.arrive(browser, wires.citizen, { width: 360 });
    desktop = await Citizen.arrive(browser, house, { language: "en" });
    for (const citizen of [reader, phone, desktop]) await citizen.findsOnHome(TOPIC);
    await turns(desktop, "public-tab-questions");
    for (const moderator of [first, second]) await moderator.sits(room);
    await steno.sits(room);
    await guest.atDesk(room, "answers");
    await host.atDesk(room, "host");
  });

  it("takes questions without leaving the page", async () => {
    await asks(phone, "rain", "雨里等车的人");
    await phone.press("live-close");
    await asks(phone, "rude");
    await phone.press("live-close");
    await asks(desktop, "night");
    await desktop.press("live-close");
    for (const someone of [phone, desktop]) {
      expect(new URL(someone.page.url()).pathname).toMatch(new RegExp(`/r/${room}$`));
    }
  });

  it("is screened by two at once, by keys, each seeing what the other looks at", async () => {
    await first.goesTo(number("rain"));
    await second
      .queued(number("rain"))
      .getByText(/正在看$/)
      .waitFor(SOON);
    await second.goesTo(number("rude"));
    await first
      .queued(number("rude"))
      .getByText(/正在看$/)
      .waitFor(SOON);
    await first.key("a");
    await first.bar("desk-did-approve").waitFor(SOON);
    await second.key("r");
    await second.key("1");
    await second.bar("desk-did-reject").waitFor(SOON);
    await second.goesTo(number("night"));
    await second.key("a");
    await second.bar("desk-did-approve").waitFor(SOON);
  });

  it("brings what was approved to every page, and moves its votes", async () => {
    const pill = desktop.page.getByRole("button", { name: /new question/ });
    await expect.poll(() => pill.innerText(), SOON).toContain("2");
    await pill.click();
    await turns(phone, "public-tab-questions");
    await turns(reader, "public-tab-questions");
    await reader.waitForText(QUESTIONS.rain);
    for (const someone of [desktop, reader]) {
      const card = someone.page.getByRole("article").filter({ hasText: QUESTIONS.rain });
      await card.getByRole("button", { name: someone.t("public-vote") }).click();
      await card.getByText(someone.t("public-voted"), { exact: true }).waitFor(SOON);
    }
    for (const someone of [phone, desktop]) {
      const card = someone.page.getByRole("article").filter({ hasText: QUESTIONS.rain });
      await card.getByText(someone.t("public-votes", { n: 2 })).waitFor(SOON);
    }
    expect((await listed()).toSorted()).toEqual([QUESTIONS.night, QUESTIONS.rain].toSorted());
  });

  it("goes live before everybody's eyes, with a question on stage", async () => {
    await host.confirms(host.t("office-act-live-title"));
    for (const someone of [phone, desktop]) {
      const live = someone.page.getByText(someone.t("phase-live"), { exact: true }).first();
      await live.waitFor(SOON);
      await turns(someone, "public-tab-record");
    }
    await reader.go(`/r/${room}`);
    await reader.waitForText(reader.t("phase-live"));
    await steno.button("desk-say").waitFor(SOON);
    await host.press("desk-stage", host.row(QUESTIONS.rain));
    for (const someone of [phone, desktop]) await sees(someone, QUESTIONS.rain, stage(someone));
    await sees(steno, QUESTIONS.rain, steno.strip());
    await sees(guest, QUESTIONS.rain);
  });

  it("is written down by keys, and read while it is", async () => {
    await types(SAID.live);
    for (const someone of [phone, desktop]) {
      for (const [, , text] of SAID.live) await sees(someone, text);
    }
    await guest.press("desk-news-show");
    await guest.follow("desk-answer", guest.row(QUESTIONS.night));
    await guest.unfold("desk-draft-open");
    await draft().fill(ANSWER);
    await sees(guest, guest.like("desk-kept-saved"));
  });

  it("shows whoever comes on a phone what is being said, without a finger", async () => {
    for (const script of [true, false]) {
      const newcomer = await Citizen.arrive(browser, house, { script, width: 360 });
      await newcomer.page.setViewportSize({ width: 360, height: 740 });
      await newcomer.go(`/r/${room}`);
      const said = newcomer.page.getByText(SAID.live[2][2]).first();
      const ask = newcomer.page.getByRole("link", { name: newcomer.t("public-ask") }).first();
      const [words, below] = [await said.boundingBox(), await ask.boundingBox()];
      expect(words!.y + words!.height).toBeLessThan(below!.y);
      await newcomer.leave();
    }
  });

  it("goes on while a citizen and the stenographer are without network", async () => {
    const before = await texts();
    await phone.follow("public-ask");
    await phone.writes(QUESTIONS.dark);
    for (const { page } of [phone, steno]) await page.context().setOffline(true);
    for (const wire of Object.values(wires)) wire.cut();
    await phone.sends();
    const unsent = phone.page.getByRole("alert").filter({ hasText: phone.t("live-not-sent") });
    await unsent.waitFor(SOON);
    expect(await unsent.evaluate((said) => said.getBoundingClientRect().top)).toBeGreaterThan(0);
    await phone.press("live-close");
    await sees(phone, phone.t("live-lost"));
    await types(SAID.cut);
    await sees(steno, steno.like("desk-link-lost-n"));
    // the others do not notice
    await asks(reader, "late");
    await first.goesTo(number("late"));
    await first.key("a");
    await first.bar("desk-did-approve").waitFor(SOON);
    await host.press("desk-stage", host.row(QUESTIONS.night));
    await sees(desktop, QUESTIONS.night, stage(desktop));
    expect(await texts()).toEqual([...before, QUESTIONS.night]);
    expect(await stage(phone).innerText()).not.toContain(QUESTIONS.night);
  });

  it("tells them what they missed, and takes what they wrote, once their network is back", async () => {
    // it is said for some seconds only
    const caughtUp = phone.page
      .getByRole("status")
      .getByText(/补上了 \d+ 条/)
      .waitFor(BACK);
    const isBack = sees(steno, steno.t("desk-link-back"));
    for (const wire of Object.values(wires)) wire.mend();
    for (const { page } of [phone, steno]) await page.context().setOffline(false);
    await Promise.all([caughtUp, isBack]);
    await steno.isThrough();
    for (const someone of [phone, desktop]) {
      await sees(someone, QUESTIONS.night, stage(someone));
      for (const [, , text] of SAID.cut) await sees(someone, text);
    }
  });

  it("loses nothing of what it had acknowledged when the server is killed", async () => {
    // what could not be sent is still there
    await phone.follow("public-ask");
    const sheet = phone.page.getByRole("dialog");
    expect(await phone.field("public-ask-text", sheet).inputValue()).toBe(QUESTIONS.dark);
    await phone.sends();
    numbers.dark = numberOf(await phone.receipt());
    await phone.press("live-close");
    await first.goesTo(number("dark"));
    const before = await record();
    await house.kill();
    await types(SAID.killed);
    await first.key("a");
    await first.bar("mod-sending-offline").waitFor(SOON);
    await draft().fill(`${ANSWER}请互相转告。`);
    await sees(guest, guest.t("desk-kept-here"));
    for (const someone of [phone, desktop]) await sees(someone, someone.t("live-lost"));
    await sees(steno, steno.like("desk-link-lost-n"));
    await house.serve();
    await first.bar("desk-did-approve").waitFor(BACK);
    await steno.isThrough();
    await sees(guest, guest.like("desk-kept-saved"));
    await expect.poll(async () => (await listed()).includes(QUESTIONS.dark), SOON).toBe(true);
    const after = await record();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(({ who, text }) => [who, text])).toEqual(
      SAID.killed.map(([, who, text]) => [who, text]),
    );
    for (const someone of [phone, desktop]) {
      for (const [, , text] of SAID.killed)
        await someone.page.getByText(text).first().waitFor(BACK);
    }
  });

  it("is answered in writing too, and the asker is told at once", async () => {
    await guest.press("desk-draft");
    await sees(guest, guest.t("desk-done-draft"));
    await guest.posts("desk-sign-off");
    await guest.posts("desk-publish");
    await sees(desktop, desktop.t("live-mine-news"));
    for (const someone of [phone, desktop]) await sees(someone, `${ANSWER}请互相转告。`);
  });

  it("is closed before everybody's eyes", async () => {
    await host.unfold("office-act-close-title");
    await host.confirms(host.t("office-act-close"));
    for (const someone of [phone, desktop]) {
      await someone.page
        .getByText(someone.t("phase-closed"), { exact: true })
        .first()
        .waitFor(SOON);
    }
  });

  it("ends with the same record for all seven, and for programs", async () => {
    const truth = await record();
    const speech = [...SAID.live, ...SAID.cut, ...SAID.killed].map(([, who, text]) => [who, text]);
    const spoken = truth.filter(({ kind }) => kind === "speech");
    expect(spoken.map(({ who, text }) => [who, text])).toEqual(speech);
    expect(truth.filter(({ kind }) => kind === "asked").map(({ text }) => text)).toEqual([
      QUESTIONS.rain,
      QUESTIONS.night,
    ]);
    expect(truth.filter(({ kind }) => kind === "reply")).toMatchObject([
      { who: LEADER.name, question: number("night"), text: `${ANSWER}请互相转告。` },
    ]);
    expect(truth.map((row) => row.number)).toEqual(truth.map((_, at) => at + 1));
    // the pages that lived through all of it, as they are
    for (const someone of [phone, desktop]) {
      await expect.poll(() => shown(someone.page), SOON).toEqual(truth);
    }
    const desk = steno.page.locator("[data-rows='last'] > li");
    const kept = () => desk.evaluateAll((rows) => rows.map((row) => Number(row.id.slice(2))));
    await expect
      .poll(async () => (await kept()).toReversed(), SOON)
      .toEqual(truth.map((row) => row.number));
    for (const someone of [...seven(), host]) {
      expect(await someone.page.locator("[role='alert']:visible, .errors:visible").count()).toBe(0);
    }
    for (const someone of seven()) {
      await someone.go(`/r/${room}/record`);
      expect(await shown(someone.page)).toEqual(truth);
    }
  });

  it("troubled nobody but by the lines that were pulled and the server that was killed", () => {
    const network =
      /ERR_(CONNECTION|SOCKET|EMPTY_RESPONSE|INTERNET_DISCONNECTED)|WebSocket connection to/;
    const troubles = [...seven(), host].flatMap((someone) => someone.troubles);
    expect(troubles.filter((trouble) => !network.test(trouble))).toEqual([]);
  });
});
