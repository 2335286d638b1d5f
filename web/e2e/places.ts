// Every page, and the deeds that give each something to show.
import type { Browser } from "playwright-core";
import type { House } from "./house";
import { Citizen, type Receipt } from "./people";
import { Staff } from "./staff";

/** Addresses that only exist once somebody did something. */
export interface Facts {
  live: string;
  mailbox: string;
  soon: string;
  later: string;
  closed: string;
  /** Over, and its record not confirmed yet. */
  prepared: string;
  draft: string;
  /** Questions in the live room. */
  waiting: Receipt;
  refused: Receipt;
  long: Receipt;
  gone: Receipt;
  link: string;
  unit: string;
  person: string;
}

export interface Place {
  name: string;
  path: (facts: Facts) => string;
  /** Log-in name of the member of staff who looks; nobody is a reader. */
  who?: string;
  /** Expected to be told off. */
  status?: number;
}

const post = (receipt: Receipt) => receipt.number.split("-")[1];
const own = (receipt: Receipt) => new URL(receipt.link).pathname;
const desk = (door: string) => (facts: Facts) => `/desk/r/${facts.live}/${door}`;

export const PLACES: Place[] = [
  { name: "home", path: () => "/" },
  { name: "archive", path: () => "/archive" },
  { name: "archive-months", path: () => "/archive/months" },
  { name: "archive-units", path: () => "/archive/units" },
  { name: "archive-subjects", path: () => "/archive/subjects" },
  { name: "archive-guests", path: () => "/archive/guests" },
  { name: "archive-unit", path: () => `/archive?unit=${encodeURIComponent("没有这个单位")}` },
  { name: "search", path: () => "/search" },
  { name: "search-found", path: () => `/search?q=${encodeURIComponent("公交 票价")}` },
  {
    name: "search-narrowed",
    path: () => `/search?q=${encodeURIComponent("公交")}&kind=speech&from=2020-01`,
  },
  { name: "search-none", path: () => "/search?q=qqqqq" },
  { name: "search-too-long", path: () => `/search?q=${"x".repeat(300)}`, status: 422 },
  { name: "room-live-record", path: (f) => `/r/${f.live}?view=record` },
  { name: "room-live-questions", path: (f) => `/r/${f.live}?view=questions` },
  { name: "room-materials", path: (f) => `/r/${f.live}?view=materials` },
  { name: "room-soon", path: (f) => `/r/${f.soon}` },
  { name: "room-announced", path: (f) => `/r/${f.later}` },
  { name: "room-closed", path: (f) => `/r/${f.closed}` },
  { name: "stage", path: (f) => `/r/${f.live}/stage` },
  { name: "share", path: (f) => `/r/${f.live}/share` },
  { name: "record", path: (f) => `/r/${f.closed}/record` },
  { name: "record-prepared", path: (f) => `/r/${f.prepared}/record` },
  { name: "transcript", path: (f) => `/r/${f.closed}/transcript` },
  { name: "transcript-live", path: (f) => `/r/${f.live}/transcript` },
  { name: "ledger", path: (f) => `/r/${f.live}/ledger` },
  { name: "ledger-narrowed", path: (f) => `/r/${f.live}/ledger?fate=withdrawn` },
  { name: "line", path: (f) => `/r/${f.closed}/l/4` },
  { name: "question-answered", path: (f) => `/r/${f.closed}/q/1` },
  { name: "question-long", path: (f) => `/r/${f.live}/q/${post(f.long)}` },
  { name: "question-comment", path: (f) => `/r/${f.prepared}/q/6` },
  { name: "question-carried", path: (f) => `/r/${f.prepared}/q/7` },
  { name: "question-gone", path: (f) => `/r/${f.live}/q/${post(f.gone)}` },
  { name: "ask", path: (f) => `/r/${f.live}/ask` },
  { name: "ask-closed", path: (f) => `/r/${f.later}/ask` },
  { name: "receipt", path: (f) => `${own(f.waiting)}?done=asked` },
  { name: "own-waiting", path: (f) => own(f.waiting) },
  { name: "own-refused", path: (f) => own(f.refused) },
  { name: "mine-empty", path: () => "/mine" },
  { name: "find", path: () => "/find" },
  { name: "rules", path: () => "/rules" },
  { name: "reading", path: () => "/reading" },
  { name: "accessibility", path: () => "/accessibility" },
  { name: "workdays", path: () => "/workdays?received=2026-02-13&days=5" },
  { name: "mailbox", path: (f) => `/r/${f.mailbox}` },
  { name: "letter-write", path: (f) => `/r/${f.mailbox}/ask` },
  { name: "letter-published", path: (f) => `/r/${f.mailbox}/q/1` },
  { name: "letter-outcome", path: (f) => `/r/${f.mailbox}/q/3` },
  { name: "letters-route", path: () => "/desk/letters?pile=route", who: "router" },
  { name: "letters-handle", path: () => "/desk/letters?pile=handle", who: "handler" },
  {
    name: "letters-together",
    path: (f) => `/desk/letters/together?case=${f.mailbox}/7&case=${f.mailbox}/4`,
    who: "handler",
  },
  { name: "letters-few", path: () => "/desk/letters?pile=handle&few=1", who: "handler" },
  {
    name: "mailbox-workflow",
    path: (f) => `/desk/office/r/${f.mailbox}/workflow`,
    who: "admin",
  },
  { name: "letters-poor", path: () => "/desk/letters?pile=poor", who: "supervisor" },
  { name: "letters-late", path: () => "/desk/letters?pile=late", who: "supervisor" },
  { name: "letters-new", path: (f) => `/desk/r/${f.mailbox}/letters/new`, who: "router" },
  { name: "letter-slip", path: (f) => `/desk/r/${f.mailbox}/letters/9/slip`, who: "router" },
  { name: "letters-screen", path: () => "/desk/letters?pile=screen", who: "moderator" },
  { name: "mailbox-queue", path: (f) => `/desk/r/${f.mailbox}/queue`, who: "moderator" },
  { name: "mailbox-desk", path: (f) => `/desk/r/${f.mailbox}/queue?plain=0`, who: "moderator" },
  { name: "mailbox-question", path: (f) => `/desk/r/${f.mailbox}/q/9`, who: "moderator" },
  { name: "mailbox-leftovers", path: (f) => `/desk/r/${f.prepared}/leftovers`, who: "moderator" },
  { name: "matters-router", path: () => "/desk/office/matters", who: "router" },
  {
    name: "mailbox-copy",
    path: (f) => `/desk/rooms/mailbox?copy=${f.mailbox}`,
    who: "admin",
  },
  { name: "mailbox-new", path: () => "/desk/rooms/mailbox", who: "admin" },
  { name: "mailbox-amend", path: (f) => `/desk/r/${f.mailbox}/room/amend`, who: "admin" },
  { name: "case-route", path: (f) => `/desk/r/${f.mailbox}/letter/8`, who: "router" },
  { name: "case-handle", path: (f) => `/desk/r/${f.mailbox}/letter/7`, who: "handler" },
  { name: "case-approve", path: (f) => `/desk/r/${f.mailbox}/letter/5`, who: "approver" },
  { name: "case-answered", path: (f) => `/desk/r/${f.mailbox}/letter/1`, who: "supervisor" },
  { name: "letter-numbers", path: () => "/desk/office/letters", who: "supervisor" },
  {
    name: "letter-numbers-sorted",
    path: () => "/desk/office/letters?sort=satisfied&origin=web",
    who: "admin",
  },
  {
    name: "letter-numbers-none",
    path: () => "/desk/office/letters?from=2001-01-01&to=2001-12-31",
    who: "auditor",
  },
  {
    name: "letter-numbers-list",
    path: () => "/desk/office/letters/list?what=received",
    who: "supervisor",
  },
  {
    name: "letter-numbers-month",
    path: () => `/desk/office/letters/month/${new Date().toISOString().slice(0, 7)}`,
    who: "router",
  },
  { name: "letter-inspection", path: () => "/desk/office/letters/inspection", who: "supervisor" },
  { name: "letter-bulletin-closed", path: () => "/letters/2026-02", status: 404 },
  { name: "not-found", path: () => "/r/000000", status: 404 },
  { name: "enter", path: () => "/enter" },
  { name: "link", path: (f) => new URL(f.link).pathname },
  { name: "link-gone", path: () => "/link/0000", status: 410 },
  { name: "desk-home", path: () => "/desk", who: "moderator" },
  { name: "desk-home-admin", path: () => "/desk", who: "admin" },
  { name: "desk-queue", path: desk("queue"), who: "moderator" },
  { name: "desk-moderator", path: desk("queue?plain=0"), who: "moderator" },
  { name: "desk-queue-held", path: desk("queue?pile=held"), who: "moderator" },
  { name: "desk-queue-all", path: desk("queue?pile=all"), who: "moderator" },
  { name: "desk-question", path: (f) => desk(`q/${post(f.waiting)}`)(f), who: "moderator" },
  { name: "desk-question-public", path: (f) => desk(`q/${post(f.long)}`)(f), who: "moderator" },
  { name: "desk-answers", path: desk("answers?list=all"), who: "aide" },
  { name: "desk-answering", path: (f) => desk(`answers/${post(f.long)}`)(f), who: "aide" },
  { name: "desk-answering-guest", path: (f) => desk(`answers/${post(f.long)}`)(f), who: "guest" },
  { name: "desk-lines", path: desk("lines"), who: "steno" },
  { name: "desk-backstage", path: desk("backstage"), who: "steno" },
  { name: "desk-enter", path: desk("enter"), who: "moderator" },
  { name: "desk-host", path: desk("host"), who: "host" },
  { name: "desk-host-soon", path: (f) => `/desk/r/${f.soon}/host`, who: "host" },
  { name: "desk-lines-confirmed", path: (f) => `/desk/r/${f.closed}/lines`, who: "moderator" },
  { name: "desk-record", path: (f) => `/desk/r/${f.prepared}/record`, who: "moderator" },
  { name: "desk-record-approver", path: (f) => `/desk/r/${f.prepared}/record`, who: "approver" },
  { name: "desk-record-confirmed", path: (f) => `/desk/r/${f.closed}/record`, who: "approver" },
  { name: "desk-notes", path: (f) => `/desk/r/${f.prepared}/record/notes`, who: "moderator" },
  { name: "desk-photos", path: desk("photos"), who: "steno" },
  { name: "desk-photos-closed", path: (f) => `/desk/r/${f.closed}/photos`, who: "steno" },
  { name: "desk-leftovers", path: (f) => `/desk/r/${f.prepared}/leftovers`, who: "moderator" },
  { name: "desk-leftovers-read", path: (f) => `/desk/r/${f.prepared}/leftovers`, who: "auditor" },
  { name: "desk-erasures", path: desk("erasures"), who: "auditor" },
  {
    name: "desk-erasures-question",
    path: (f) => desk(`erasures?post=${post(f.long)}`)(f),
    who: "moderator",
  },
  { name: "desk-room-draft", path: (f) => `/desk/r/${f.draft}/room`, who: "admin" },
  { name: "desk-room-live", path: desk("room"), who: "host" },
  { name: "desk-amend", path: (f) => `/desk/r/${f.draft}/room/amend`, who: "admin" },
  { name: "desk-amend-soon", path: (f) => `/desk/r/${f.soon}/room/amend`, who: "admin" },
  { name: "desk-new", path: () => "/desk/rooms/new", who: "admin" },
  { name: "office-templates", path: () => "/desk/office/templates", who: "admin" },
  { name: "desk-template-keep", path: desk("room/template"), who: "admin" },
  { name: "desk-password", path: () => "/desk/password", who: "admin" },
  { name: "desk-factor", path: () => "/desk/factor", who: "admin" },
  { name: "office-units", path: () => "/desk/office", who: "admin" },
  { name: "office-unit", path: (f) => f.unit, who: "admin" },
  { name: "office-people", path: () => "/desk/office/people", who: "admin" },
  { name: "office-person", path: (f) => f.person, who: "admin" },
  { name: "office-rules", path: () => "/desk/office/rules", who: "admin" },
  { name: "office-calendar", path: () => "/desk/office/calendar?year=2026", who: "admin" },
  { name: "office-matters", path: () => "/desk/office/matters", who: "admin" },
  { name: "office-workflow", path: (f) => `/desk/office/r/${f.soon}/workflow`, who: "admin" },
  {
    name: "office-workflow-read",
    path: (f) => `/desk/office/r/${f.soon}/workflow`,
    who: "auditor",
  },
  { name: "desk-deputies", path: () => "/desk/deputies", who: "moderator" },
  { name: "desk-mail", path: () => "/desk/mail", who: "handler" },
  { name: "desk-phrases", path: () => "/desk/phrases", who: "admin" },
  { name: "statistics-list", path: () => "/desk/statistics/questions?what=asked", who: "admin" },
  { name: "office-notices", path: () => "/desk/office/notices", who: "admin" },
  { name: "office-site", path: () => "/desk/office/site", who: "admin" },
  { name: "statistics", path: () => "/desk/statistics", who: "auditor" },
  { name: "office-import", path: () => "/desk/office/import?of=people", who: "admin" },
  { name: "office-log", path: () => "/desk/log", who: "auditor" },
];

const LONG = "公交线路调整影响上下班换乘的乘客很多，".repeat(60).slice(0, 900) + "x".repeat(100);

/** A day in the house: questions in every state, a draft, a room in preparation. */
export async function furnish(browser: Browser, house: House): Promise<Facts> {
  const reader = await Citizen.arrive(browser, house);
  const code = async (path: string, topic: RegExp) => {
    await reader.go(path);
    const href = await reader.page.getByRole("link", { name: topic }).first().getAttribute("href");
    return /\/r\/(\d+)/.exec(href ?? "")?.[1] ?? "";
  };
  const live = await code("/", /公交线网/);
  const rooms = {
    live,
    soon: await code("/", /午餐/),
    later: await code("/", /入学/),
    closed: await code("/archive", /加装电梯/),
    mailbox: await code("/", /市长信箱/),
    prepared: await code("/archive", /河道治理/),
  };
  await reader.leave();
  const ask = async (text: string, name = "") => {
    const asker = await Citizen.arrive(browser, house);
    await asker.go(`/r/${live}`);
    const receipt = await asker.asks(text, { name });
    await asker.leave();
    return receipt;
  };
  const questions = {
    waiting: await ask(
      "二号线换乘三路，要走八百米，能不能加一个站？详情见 https://example.org/a",
      "赶车的人",
    ),
    refused: await ask("隔壁老王天天在家打麻将，你们管不管？"),
    long: await ask(LONG, "一口气"),
    gone: await ask("这一条公布以后又撤下来了。"),
  };
  await ask("早班车能不能提前到五点半？菜市场的人都在等。", "卖菜的");
  await decide(browser, house, live, questions);
  return { ...rooms, ...questions, ...(await prepare(browser, house)) };
}

async function decide(
  browser: Browser,
  house: House,
  room: string,
  { refused, long, gone }: Pick<Facts, "refused" | "long" | "gone">,
): Promise<void> {
  const moderator = await Staff.arrive(browser, house);
  await moderator.logsIn("moderator");
  const open = (receipt: Receipt) => moderator.atDesk(room, `q/${post(receipt)}`);
  await open(refused);
  await moderator.rejects();
  for (const receipt of [long, gone]) {
    await open(receipt);
    await moderator.press("desk-approve");
  }
  await moderator.atDesk(room, "queue");
  await moderator.press("desk-hold", moderator.row("早班车"));
  await open(gone);
  const isOut = () => moderator.page.getByText(moderator.t("desk-take-down-open")).isVisible();
  await moderator.waitUntil(isOut);
  await moderator.takesDown();
  await moderator.leave();
  const aide = await Staff.arrive(browser, house);
  await aide.logsIn("aide");
  await aide.atDesk(room, `answers/${post(long)}`);
  await aide.drafts("周明远", "这个问题问得很好，我们分三点回答。", "desk-draft-hand-over");
  await aide.leave();
}

/** A room in preparation, with an invitation that nobody has used. */
async function prepare(
  browser: Browser,
  house: House,
): Promise<Pick<Facts, "draft" | "link" | "unit" | "person">> {
  const admin = await Staff.arrive(browser, house);
  await admin.logsIn("admin");
  const day = 86_400_000;
  const draft = await admin.draws({
    topic: "冬季供暖，您家暖不暖",
    guests: [{ name: "石砚秋", office: "市城市管理局局长" }],
    opens: new Date(Date.now() + day),
    starts: new Date(Date.now() + 2 * day),
    ends: new Date(Date.now() + 2 * day + 5_400_000),
  });
  const link = await admin.invites(admin.t("role-host"), "主持人·白露");
  const first = async (path: string, under: string) => {
    await admin.go(path);
    return (await admin.page.locator(`a[href^="${under}"]`).first().getAttribute("href")) ?? "";
  };
  const unit = await first("/desk/office", "/desk/office/units/");
  const person = await first("/desk/office/people", "/desk/office/people/");
  await admin.leave();
  return { draft, link, unit, person };
}
