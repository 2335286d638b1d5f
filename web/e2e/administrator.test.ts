// An administrator furnishes the office from a spreadsheet, tries a rulebook before adopting it and reads the year's
// figures; an auditor reads everything and finds nothing to press.
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings, overflow } from "./eyes";
import type { House } from "./house";
import { Citizen, type Way } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

const WAYS: [string, Way & { unit: string }][] = [
  ["in Chinese without script", { language: "zh", script: false, unit: "市园林局" }],
  ["in English on a phone", { language: "en", script: true, width: 360, unit: "Parks" }],
];

/** Only what is seen with script can be looked at by a program. */
async function wellMade(someone: Staff, script: boolean): Promise<void> {
  expect(await overflow(someone.page)).toEqual([]);
  if (script) expect(await findings(someone.page)).toEqual([]);
}

describe.each(WAYS)("the office %s", (_, { unit, ...way }) => {
  const script = way.script ?? true;

  it("is furnished from a spreadsheet: looked at first, then taken", async () => {
    const admin = await Staff.arrive(browser, house, way);
    await admin.logsIn("admin");
    await admin.go("/desk/office/import");
    const sheet = `unit\tparent\n${unit}\t\n${unit} 2\t${unit}\nnowhere 3\tno such unit\n`;
    await admin.fill("import-paste", sheet);
    await admin.moves(() => admin.press("import-try"));
    expect(await admin.text()).toContain(admin.t("import-no-parent"));
    const made = admin.page.getByText(admin.t("import-made"), { exact: true });
    expect(await made.count()).toBe(0);
    await wellMade(admin, script);
    await admin.moves(() => admin.press("import-take"));
    expect(await made.count()).toBe(2);
    await admin.go("/desk/office");
    expect(await admin.text()).toContain(`${unit} 2`);
    expect(await admin.text()).not.toContain("nowhere 3");
    await admin.go("/desk/office/import?of=people");
    const login = `lin${way.language}`;
    await admin.fill("import-paste", `login,name,unit,roles\n${login},林可,${unit},moderator\n`);
    await admin.moves(() => admin.press("import-try"));
    await admin.moves(() => admin.press("import-take"));
    await admin.go(`/desk/office/people?find=${login}`);
    expect(await admin.text()).toContain(admin.t("role-moderator"));
    await admin.leave();
  });

  it("tries a rulebook on what was asked lately before anybody is held to it", async () => {
    const asker = await Citizen.arrive(browser, house, way);
    await asker.go("/");
    await asker.page
      .getByRole("link", { name: /公交线网/ })
      .first()
      .click();
    const room = /\/r\/(\d+)/.exec(asker.page.url())?.[1];
    await asker.go(`/r/${room}`);
    await asker.asks(`${unit}：路边的梧桐什么时候修剪？`);
    await asker.leave();
    const admin = await Staff.arrive(browser, house, way);
    await admin.logsIn("admin");
    await admin.go("/desk/office/rules");
    const file = admin.page.locator("textarea[name=rulebook]");
    const shipped = await file.inputValue();
    const rule = `\n[[rules]]\nid = "trees"\ntitle = { zh = "树木", en = "Trees" }\ntext = { zh = "先看一下。", en = "Looked at first." }\nseverity = "hold"\nwords = ["梧桐"]\n`;
    await file.fill(shipped + rule);
    await admin.moves(() => admin.press("rules-try"));
    const trial = await admin.text();
    expect(trial).toContain("梧桐什么时候修剪");
    expect(trial).toContain(admin.t("rules-trial-new"));
    await wellMade(admin, script);
    await admin.go("/rules");
    expect(await admin.text()).not.toContain(admin.language === "zh" ? "树木" : "Trees");
    await admin.leave();
  });

  it("is read by an auditor, who finds nothing to press", async () => {
    const auditor = await Staff.arrive(browser, house, way);
    await auditor.logsIn("auditor");
    await auditor.go("/desk/statistics");
    const figures = await auditor.text();
    expect(figures).toContain("老旧小区加装电梯");
    expect(figures).toContain(auditor.t("stats-by-unit"));
    await wellMade(auditor, script);
    const code = await auditor.page
      .getByRole("link", { name: /加装电梯/ })
      .first()
      .getAttribute("href");
    const room = /\/r\/(\d+)/.exec(code ?? "")?.[1];
    const doors = ["queue?pile=all&plain=1", "answers?list=all", "record", "lines", "room"];
    const office = ["", "/people", "/templates", "/rules", "/site"];
    for (const door of [
      ...doors.map((desk) => `r/${room}/${desk}`),
      ...office.map((tab) => `office${tab}`),
    ]) {
      await auditor.go(`/desk/${door}`);
      await auditor.page.getByRole("heading", { level: 1 }).waitFor();
      const forms = auditor.page.getByRole("main").locator("form[method=post]");
      expect(await forms.count(), door).toBe(0);
      expect(await auditor.text(), door).not.toContain(auditor.t("refusal-not-allowed"));
    }
    await auditor.go(`/desk/log?room=${room}`);
    expect(await auditor.text()).toContain(auditor.t("record-did-confirm"));
    await auditor.go(`/desk/r/${room}/host`);
    expect(await auditor.text()).toContain(auditor.t("refusal-not-allowed"));
    await auditor.leave();
  });
});
