// The whole life of an interview as its people live it, with script and without, in both languages.
import type { Browser } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import type { House } from "./house";
import { Citizen, type Receipt, type Way } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

const MINUTE = 60_000;
const GUESTS = [
  { name: "周明远", office: "市交通运输局局长" },
  { name: "林若溪", office: "市公交集团总经理" },
] as const;
const [LEADER, OPERATOR] = GUESTS;

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

const WAYS: [string, Way & { words: string }][] = [
  ["in Chinese without script", { language: "zh", script: false, words: "夜班公交" }],
  ["in Chinese with script", { language: "zh", script: true, words: "校园巴士" }],
  ["in English on a phone", { language: "en", script: true, width: 360, words: "Night buses" }],
];

describe.each(WAYS)("an interview %s", (_, { words, ...way }) => {
  const topic = `${words}：${Object.values(way).join(" ")}`;
  const say = (what: string) => `${words}，${what}？`;
  const texts = {
    first: say("末班车能不能延到十一点半"),
    edited: say("站牌上的时刻表为什么总对不上"),
    refused: say("这一条会被婉拒"),
    withdrawn: say("这一条我自己收回"),
    public: say("公布之后才发现不该公布"),
  };
  const people: (Citizen | Staff)[] = [];
  const citizen = async () => met(await Citizen.arrive(browser, house, way));
  const staff = async (login?: string) => {
    const someone = met(await Staff.arrive(browser, house, way));
    if (login) await someone.logsIn(login);
    return someone;
  };
  const met = <T extends Citizen | Staff>(someone: T): T => {
    people.push(someone);
    return someone;
  };

  let admin: Staff, moderator: Staff, second: Staff, host: Staff, guest: Staff, aide: Staff;
  let asker: Citizen, reader: Citizen;
  let room = "";
  let links: { guest: string; aide: string; second: string };
  const receipts: Partial<Record<keyof typeof texts, Receipt>> = {};
  const number = (which: keyof typeof texts) => receipts[which]?.number.split("-")[1] ?? "?";
  const page = (which: keyof typeof texts) => `/r/${room}/q/${number(which)}`;

  afterAll(async () => {
    await Promise.all(people.map((someone) => someone.leave()));
  });

  it("is drawn, kept from the public, and announced", async () => {
    admin = await staff("admin");
    const now = Date.now();
    const face = await admin.page.screenshot();
    const plan = Buffer.from(`${words}：时刻表`);
    room = await admin.draws({
      topic,
      guests: [
        { ...LEADER, face: { name: "a.png", mimeType: "image/png", buffer: face } },
        OPERATOR,
      ],
      materials: [
        { title: "时刻表", paper: { name: "plan.txt", mimeType: "text/html", buffer: plan } },
        { title: "线路图", href: "https://example.org/map" },
      ],
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 40 * MINUTE),
      ends: new Date(now + 100 * MINUTE),
    });
    expect(room).toMatch(/^\d{6}$/);
    reader = await citizen();
    await reader.go(`/r/${room}`);
    expect(await reader.heading()).toBe(reader.t("refusal-not-found"));
    expect(await admin.text()).toContain(admin.t("office-advice"));
    await admin.does("announce");
    expect(await admin.text()).toContain(admin.t("office-done-announce"));
  });

  it("opens for questions by its schedule and says which one is about to start", async () => {
    await reader.findsOnHome(topic);
    await reader.waitForText(reader.t("phase-collecting"));
    await reader.go("/");
    expect(await reader.text()).toContain(reader.t("phase-about-to-start"));
  });

  it("shows who answers and what there is to read", async () => {
    await reader.go(`/r/${room}?view=materials`);
    const name = reader.t("public-portrait-of", { name: LEADER.name });
    const src = await reader.page.getByRole("img", { name, exact: true }).getAttribute("src");
    const face = await reader.page.request.get(`${house.base}${src}`);
    expect([face.status(), face.headers()["content-type"]]).toEqual([200, "image/jpeg"]);
    const away = reader.page.getByRole("link", { name: "线路图", exact: true });
    expect(await away.getAttribute("href")).toBe("https://example.org/map");
    const [saved] = await Promise.all([
      reader.page.waitForEvent("download"),
      reader.page.getByRole("link", { name: "时刻表", exact: true }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe("plan.txt");
  });

  it("is peopled by one-time links, each good for one use", async () => {
    const desk = `/desk/r/${room}/room`;
    const invite = async (role: string, name: string, who?: string) => {
      await admin.go(desk);
      const duty = admin.t(`role-${role}`);
      return admin.invites(
        who ? admin.t("office-team-guest", { role: duty, guest: who }) : duty,
        name,
      );
    };
    links = {
      guest: await invite("guest", "", LEADER.name),
      aide: await invite("guest-staff", "程秘书", LEADER.name),
      second: await invite("moderator", "审核员·马宁"),
    };
    // Names for logging in that nobody chose are shown nowhere.
    for (const path of [desk, "/desk/office/people"]) {
      await admin.go(path);
      expect(await admin.text()).toContain(admin.t("office-by-link"));
      expect(await admin.page.content()).not.toContain("by-link-");
    }
    [guest, aide, second] = [await staff(), await staff(), await staff()];
    await guest.opensLink(links.guest);
    await aide.opensLink(links.aide);
    await second.opensLink(links.second);
    const stranger = await staff();
    await stranger.go(links.guest);
    expect(await stranger.heading()).toBe(stranger.t("office-gone"));
  });

  it("takes questions and hands out receipts", async () => {
    asker = await citizen();
    for (const which of Object.keys(texts) as (keyof typeof texts)[]) {
      await asker.findsOnHome(topic);
      receipts[which] = await asker.asks(texts[which], { to: LEADER.name, name: "河西老李" });
      expect(await asker.heading()).toBe(asker.t("public-receipt-title"));
      expect(receipts[which]?.number).toMatch(new RegExp(`^${room}-\\d+-\\d$`));
      expect(receipts[which]?.code).not.toBe("");
    }
    expect(await asker.here()).toContain(asker.t("path-screening"));
    await reader.go(page("first"));
    expect(await reader.text()).not.toContain(texts.first);
  });

  it("lets the author edit and withdraw while a question waits", async () => {
    await asker.go(page("edited"));
    texts.edited = `${texts.edited}（改过）`;
    await asker.edits(texts.edited);
    expect(await asker.text()).toContain(asker.t("public-done-edited"));
    expect(await asker.text()).toContain(texts.edited);
    await asker.go(page("withdrawn"));
    await asker.withdraws();
    expect(await asker.text()).toContain(asker.t("public-done-withdrawn"));
    expect(await asker.here()).toContain(asker.t("fate-withdrawn"));
  });

  it("shows a stale decision what happened meanwhile", async () => {
    moderator = await staff("moderator");
    await moderator.atDesk(room, "queue");
    expect(await moderator.text()).not.toContain(texts.withdrawn);
    await moderator.opens(texts.edited);
    await second.atDesk(room, `q/${number("edited")}`);
    expect(await second.text()).toContain(second.t("desk-claimed", { name: "审核员·方可" }));
    await moderator.press("desk-approve");
    await second.press("desk-hold");
    const told = second.page.getByRole("alert");
    expect(await told.innerText()).toContain(second.t("refusal-stale"));
    expect(await told.innerText()).toContain("审核员·方可");
  });

  it("lets a moderator approve, undo, and reject by a rule", async () => {
    await moderator.atDesk(room, "queue");
    await moderator.approves(texts.refused);
    await moderator.page
      .getByRole("status")
      .filter({ hasText: moderator.t("public-number", { n: number("refused") }) })
      .getByRole("button", { name: moderator.t("desk-undo"), exact: true })
      .click();
    await moderator.opens(texts.refused);
    const rule = await moderator.rejects();
    await moderator.approves(texts.first);
    await moderator.approves(texts.public);
    await asker.go(page("refused"));
    await asker.waitForText(rule);
    expect(await asker.here()).toContain(asker.t("fate-screened-out"));
    await reader.go(page("refused"));
    expect(await reader.text()).not.toContain(texts.refused);
  });

  it("publishes what was approved, and others endorse it", async () => {
    await reader.go(`/r/${room}?view=questions`);
    await reader.waitForText(texts.first);
    const question = reader.page.getByRole("article").filter({ hasText: texts.first });
    await question.getByRole("button", { name: reader.t("public-vote") }).click();
    await question.getByText(reader.t("public-votes", { n: 1 })).waitFor();
    await question.getByText(reader.t("public-voted"), { exact: true }).waitFor();
    await asker.go(page("first"));
    expect(await asker.here()).toContain(asker.t("fate-listed"));
    expect(await asker.button("public-vote").count()).toBe(0);
  });

  it("goes live and puts a question to the guests", async () => {
    host = await staff("host");
    await host.atDesk(room, "room");
    await host.does("live", (form) => host.isSure(form));
    await host.atDesk(room, "queue");
    await host.stages(texts.first);
    await reader.go(`/r/${room}`);
    const main = reader.page.getByRole("main");
    await main.getByText(reader.t("phase-live"), { exact: true }).first().waitFor();
    const stage = reader.page.getByRole("region", { name: reader.t("public-on-stage") });
    expect(await stage.innerText()).toContain(texts.first);
  });

  it("is written down, each line bound to the question on stage", async () => {
    const steno = await staff("steno");
    await steno.atDesk(room, "lines");
    await steno.says(LEADER.name, `${words}的末班车从下月起延到二十三点三十分。`);
    await steno.says(OPERATOR.name, "车辆和司机都已经排好。");
    await steno.press("desk-let-go");
    await steno.says(LEADER.name, "下面请看下一个问题。");
    await reader.go(`/r/${room}`);
    const said = reader.page.getByRole("listitem").filter({ hasText: "车辆和司机都已经排好。" });
    expect(await said.innerText()).toContain(OPERATOR.name);
    await reader.go(page("first"));
    const spoken = await reader.page.getByRole("article").innerText();
    expect(spoken).toContain("从下月起延到二十三点三十分");
    expect(spoken).toContain("车辆和司机都已经排好。");
    expect(spoken).toContain(reader.t("public-how-spoken"));
    expect(spoken).not.toContain("下面请看下一个问题。");
  });

  it("is answered in writing: drafted, handed over, signed, published", async () => {
    const answer = `${words}的时刻表本周全部重印。`;
    await aide.atDesk(room, `answers/${number("edited")}`);
    await aide.drafts(LEADER.name, answer, "desk-draft-hand-over");
    expect(await aide.button("desk-publish").count()).toBe(0);
    await guest.atDesk(room, `answers/${number("edited")}`);
    expect(await guest.text()).toContain(answer);
    await guest.posts("desk-sign-off");
    await guest.posts("desk-publish");
    await reader.go(page("edited"));
    expect(await reader.text()).toContain(answer);
    expect(await reader.text()).toContain(reader.t("public-how-written"));
  });

  it("leaves a mark where something public was taken down", async () => {
    await moderator.atDesk(room, `q/${number("public")}`);
    await moderator.takesDown();
    await reader.go(page("public"));
    expect(await reader.text()).toContain(reader.t("public-question-gone"));
    expect(await reader.text()).not.toContain(texts.public);
  });

  it("is closed, and its record stays, line by line", async () => {
    await host.atDesk(room, "room");
    await host.does("close", (form) => host.isSure(form));
    await reader.go(`/r/${room}/record`);
    const record = await reader.text();
    for (const text of [texts.first, texts.edited, "车辆和司机都已经排好。"]) {
      expect(record).toContain(text);
    }
    const line = reader.page.getByRole("listitem").filter({ hasText: "车辆和司机都已经排好。" });
    await line.getByRole("link", { name: reader.like("public-line-link") }).click();
    expect(new URL(reader.page.url()).pathname).toMatch(new RegExp(`/r/${room}/l/\\d+$`));
    expect(await reader.text()).toContain("车辆和司机都已经排好。");
    expect(await reader.text()).toContain(reader.page.url());
    await reader.go(`/r/${room}/ask`);
    expect(await reader.text()).toContain(reader.t("public-ask-closed"));
  });

  it("answers whoever forgot everything but number and code", async () => {
    const forgetful = await citizen();
    await forgetful.looksUp(receipts.first!);
    expect(await forgetful.text()).toContain(texts.first);
    expect(await forgetful.here()).toContain(forgetful.t("fate-answered-spoken"));
    await forgetful.go(receipts.edited!.link);
    expect(await forgetful.here()).toContain(forgetful.t("fate-answered-written"));
    await forgetful.go("/mine");
    expect(await forgetful.text()).toContain(forgetful.t("public-mine-none"));
    await asker.go("/mine");
    expect(await asker.text()).toContain(asker.t("public-mine-count", { n: 5 }));
  });

  it("troubled no browser", () => {
    expect(people.flatMap((someone) => someone.troubles)).toEqual([]);
  });
});
