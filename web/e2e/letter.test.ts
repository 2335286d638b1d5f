// A letter from a phone to a published and graded answer: citizen, clerk, moderator, router, two units, an approver who
// is away and a deputy who stands in, editor, supervisor. In both languages; in Chinese nobody runs a script.
import type { Browser, Locator } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { findings, overflow } from "./eyes";
import type { House } from "./house";
import { Citizen, type Person, type Receipt, type Way } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

const PHONE = 390;
const SECRET = "13800000000";

let house: House;
let browser: Browser;
let box = "";

inHouse(async (stay) => {
  ({ house, browser } = stay);
  const reader = await Citizen.arrive(browser, house);
  await reader.go("/");
  const link = reader.page.getByRole("link", { name: /市长信箱/ }).first();
  box = /\/r\/(\d+)/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? "";
  await reader.leave();
});

interface Told extends Way {
  /** Suffix of log-in names. */
  as: string;
  units: [string, string];
  title: string;
  text: string;
  answer: string;
  called: string;
}

const WAYS: [string, Told][] = [
  [
    "in Chinese without script",
    {
      language: "zh",
      script: false,
      as: "zh",
      units: ["云汀市园林处", "云汀市城管处"],
      title: "银杏路树枝压到电线",
      text: `银杏路 12 号门前的树枝压在电线上，刮风时冒火花。我的电话 ${SECRET}。`,
      answer: "已修剪三棵行道树，电力部门检查了线路。",
      called: "青石巷垃圾桶满了三天",
    },
  ],
  [
    "in English",
    {
      language: "en",
      script: true,
      as: "en",
      units: ["Yunting Parks Office", "Yunting Streets Office"],
      title: "Branches on the power line, Willow Lane",
      text: `In front of number 9 in Willow Lane branches hang on the power line and spark. Call ${SECRET}.`,
      answer: "Three street trees were cut back and the line was inspected.",
      called: "The bins in Quarry Alley are full",
    },
  ],
];

/** The form of a case with this button, opened where it is folded away. */
async function form(who: Staff, button: string, folded = ""): Promise<Locator> {
  const within = folded ? await who.unfold(folded) : who.page;
  return within.locator("form").filter({ has: who.button(button) });
}

/** Fills in a form of a case and sends it; the page says that it is done. */
async function does(
  who: Staff,
  [button, done]: [string, string],
  fields: Record<string, string> = {},
  folded = "",
): Promise<void> {
  const sheet = await form(who, button, folded);
  for (const [id, text] of Object.entries(fields)) await who.fill(id, text, sheet);
  await who.moves(() => who.press(button, sheet));
  await who.page
    .getByText(who.t(`letters-did-${done}`), { exact: true })
    .first()
    .waitFor();
}

/** From a list to the letter with this title. */
const goes = (who: Staff, title: string) =>
  who.moves(() => who.page.getByRole("link", { name: title, exact: true }).first().click());

const says = (who: Person, what: string) => who.page.getByText(what).first().waitFor();

/** Only what is seen with script can be looked at by a program. */
async function wellMade(who: Person, script: boolean): Promise<void> {
  expect(await overflow(who.page)).toEqual([]);
  if (script) expect(await findings(who.page)).toEqual([]);
}

describe.each(WAYS)("a letter %s", (_, told) => {
  const { as, units, language = "zh" } = told;
  const script = told.script ?? true;
  const way: Way = { language, script, width: PHONE };
  let [citizen, receipt] = [] as unknown as [Citizen, Receipt];
  const staff = new Map<string, Staff>();
  const number = () => Number(receipt.number.split("-")[1]);
  const at = (name: string): Staff => {
    const found = staff.get(name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  /** Somebody at the letter's page. */
  const opens = async (name: string): Promise<Staff> => {
    await at(name).go(`/desk/r/${box}/letter/${number()}`);
    return at(name);
  };

  beforeAll(async () => {
    const admin = await Staff.arrive(browser, house, { ...way, width: 1280 });
    await admin.logsIn("admin");
    const takes = async (of: string, sheet: string) => {
      await admin.go(`/desk/office/import${of}`);
      await admin.fill("import-paste", sheet);
      await admin.moves(() => admin.press("import-try"));
      await admin.moves(() => admin.press("import-take"));
    };
    await takes("", `unit\tparent\n${units[0]}\t\n${units[1]}\t\n`);
    const people = [
      ["one", units[0], "handler"],
      ["two", units[1], "handler"],
      ["head", units[0], "approver"],
      ["deputy", units[1], "handler"],
    ] as const;
    const row = ([name, unit, role]: (typeof people)[number]) =>
      `${name}-${as},${name}-${as},${unit},${role}`;
    await takes("?of=people", `login,name,unit,roles\n${people.map(row).join("\n")}\n`);
    const make = admin.page.getByRole("button", {
      name: admin.t("import-links-do", { n: people.length }),
    });
    await admin.moves(() => make.click());
    const links = await admin.page.getByRole("link", { name: /\/link\// }).allInnerTexts();
    for (const [nth, [name]] of people.entries()) {
      const someone = await Staff.arrive(browser, house, way);
      await someone.opensLink((links[nth] ?? "").trim());
      staff.set(name, someone);
    }
    for (const login of ["router", "moderator", "supervisor"]) {
      const someone = await Staff.arrive(browser, house, way);
      await someone.logsIn(login);
      staff.set(login, someone);
    }
    await admin.leave();
  });

  it("is written on a phone, and the author has a number, a code and a day", async () => {
    citizen = await Citizen.arrive(browser, house, way);
    await citizen.go(`/r/${box}/ask`);
    await says(citizen, citizen.t("letters-not-emergency"));
    await citizen.field("letter-help").check();
    await citizen.fill("letters-f-title", told.title);
    await citizen.fill("letters-f-text", told.text);
    await citizen.field("letters-f-publish-yes").check();
    await wellMade(citizen, script);
    const send = () => citizen.page.getByRole("button", { name: citizen.t("letters-send") });
    await citizen.moves(() => send().click());
    const still = citizen.page.getByRole("button", { name: citizen.t("letters-send-still") });
    if ((await still.count()) > 0) await citizen.moves(() => still.click());
    receipt = await citizen.receipt();
    expect(receipt.code.length).toBeGreaterThan(5);
    await wellMade(citizen, script);
  });

  it("another is taken down by a clerk for a caller, with a number and a code to read back", async () => {
    const clerk = at("router");
    await clerk.go(`/desk/r/${box}/letters/new`);
    await clerk.field("origin-phone").check();
    await clerk.field("letter-complaint").check();
    await clerk.fill("letters-f-title", told.called);
    await clerk.fill("letters-f-text", told.called);
    await clerk.moves(() => clerk.press("letters-enter-send"));
    await says(clerk, clerk.t("letters-entered-read"));
    await wellMade(clerk, script);
  });

  it("is let in, sent back by a unit that has nothing to do with it, and given to another", async () => {
    const moderator = at("moderator");
    await moderator.atDesk(box, "queue");
    await moderator.takesIn(told.title);
    const router = at("router");
    await router.go("/desk/letters?pile=route");
    await router.waitUntil(
      () => router.page.getByRole("link", { name: told.title }).isVisible(),
      20_000,
    );
    await wellMade(router, script);
    await opens("router");
    const gives = async (unit: string) => {
      const sheet = await form(router, "letters-route");
      await router.field("letters-route-unit", sheet).selectOption({ label: unit });
      await router.moves(() => router.press("letters-route", sheet));
      await says(router, router.t("letters-did-route"));
    };
    await gives(units[1]);
    const two = await opens("two");
    const why = { "letters-why": "not ours 不属于我单位" };
    await does(two, ["letters-return-send", "return"], why, "letters-return");
    await opens("router");
    await gives(units[0]);
    expect((await (await opens("one")).text()).includes(told.title)).toBe(true);
    await at("two").go(`/desk/r/${box}/letter/${number()}`);
    expect(await at("two").text()).not.toContain(told.title);
  });

  it("its author is asked once and tells what was missing", async () => {
    const one = await opens("one");
    await does(one, ["letters-take", "take"]);
    const ask = { "letters-ask-text": "Which tree? 是哪一棵？" };
    await does(one, ["letters-ask-send", "ask"], ask, "letters-ask");
    await citizen.looksUp(receipt);
    await says(citizen, "Which tree? 是哪一棵？");
    await says(citizen, citizen.t("letters-due-paused"));
    await citizen.fill("letters-add", "The third one. 第三棵。");
    await citizen.moves(() => citizen.press("letters-add-send"));
    await says(citizen, citizen.t("letters-done-added"));
  });

  it("a supervisor urges, the unit answers, and a deputy agrees for the head who is away", async () => {
    const supervisor = await opens("supervisor");
    const note = await form(supervisor, "letters-note-send", "letters-note");
    await supervisor.field("note-urge", note).check();
    await supervisor.fill("letters-note-text", "Hurry, please. 请抓紧。", note);
    await supervisor.moves(() => supervisor.press("letters-note-send", note));
    const one = await opens("one");
    await says(one, "Hurry, please. 请抓紧。");
    await one.page.getByRole("radio", { name: one.t("letters-form-yes"), exact: true }).check();
    await does(one, ["letters-hand-up", "hand-up"], {
      "letters-draft": `${told.answer} ${SECRET}`,
    });
    const head = at("head");
    await head.go("/desk/deputies");
    const away = await head.unfold("deputy-new");
    await head.fill("office-f-deputy-login", `deputy-${as}`, away);
    await head.moves(() => head.press("deputy-set", away));
    await says(head, head.t("office-done-deputy"));
    const deputy = at("deputy");
    await deputy.go("/desk/letters?pile=approve");
    await goes(deputy, told.title);
    await wellMade(deputy, script);
    await does(deputy, ["letters-agree", "agree"]);
    await opens("supervisor");
    await says(
      supervisor,
      supervisor.t("letters-instead-of", { name: `head-${as}`, by: `deputy-${as}` }),
    );
  });

  it("has a public version beside the full one, made by an act of its own", async () => {
    await citizen.looksUp(receipt);
    await says(citizen, SECRET);
    const editor = await opens("moderator");
    const sheet = await form(editor, "letters-publish-look");
    await editor.fill("letters-publish-letter", told.text.replace(SECRET, "[…]"), sheet);
    await editor.fill("letters-publish-answer", told.answer, sheet);
    await editor.moves(() => editor.press("letters-publish-look", sheet));
    await says(editor, editor.t("letters-preview-lead"));
    await says(editor, told.answer);
    expect(await editor.text()).not.toContain(SECRET);
    await wellMade(editor, script);
    await editor.moves(() => editor.press("letters-publish-send"));
    const anybody = await Citizen.arrive(browser, house, way);
    await anybody.go(`/r/${box}`);
    await anybody.page.getByRole("link", { name: told.title }).first().click();
    await says(anybody, told.answer);
    await says(anybody, anybody.t("letters-forms"));
    expect(await anybody.text()).not.toContain(SECRET);
    expect(await anybody.text()).toContain(units[0]);
    await wellMade(anybody, script);
    await anybody.leave();
  });

  it("is graded poorly, which its unit explains, and is seen by whoever supervises", async () => {
    await citizen.looksUp(receipt);
    await citizen.field("rating-dissatisfied").check();
    await citizen.moves(() => citizen.press("rating-send"));
    const supervisor = at("supervisor");
    await supervisor.go("/desk/letters?pile=poor");
    await says(supervisor, told.title);
    const one = at("one");
    await one.go("/desk/letters?pile=explain");
    await goes(one, told.title);
    const note = await form(one, "letters-note-send", "letters-note");
    await one.field("note-explain", note).check();
    await one.fill("letters-note-text", "The rest is cut on Friday. 其余周五修剪。", note);
    await one.moves(() => one.press("letters-note-send", note));
    await supervisor.go("/desk/letters?pile=poor");
    expect(await supervisor.text()).not.toContain(told.title);
    await opens("supervisor");
    const path = supervisor.page.getByRole("list", { name: supervisor.t("letters-way") });
    for (const step of [
      "returned",
      "asked",
      "added",
      "noted-urge",
      "answered",
      "published-whole",
      "rated",
    ]) {
      expect(await path.innerText()).toContain(supervisor.t(`way-${step}`));
    }
  });

  it("left nobody's browser complaining", async () => {
    for (const someone of [citizen, ...staff.values()]) {
      expect(someone.troubles).toEqual([]);
      await someone.leave();
    }
  });
});
