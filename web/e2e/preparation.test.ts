// After the end: an editor prepares the record, the unit's approver gives it back once and confirms it; readers see how
// far it is, what was edited meanwhile, and what was corrected after.
import type { Browser } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import type { House } from "./house";
import { Citizen, type Way } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

const MINUTE = 60_000;

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

const WAYS: [string, Way & { words: string }][] = [
  ["in Chinese without script", { language: "zh", script: false, words: "河湖" }],
  ["in English with script", { language: "en", script: true, words: "Rivers" }],
];

describe.each(WAYS)("a record %s", (_, { words, ...way }) => {
  const summary = `${words}：谈了水质，答应了立牌。`;
  const people: (Citizen | Staff)[] = [];
  let editor: Staff, approver: Staff, reader: Citizen;
  let room = "";

  const staff = async (login: string) => {
    const someone = await Staff.arrive(browser, house, way);
    people.push(someone);
    await someone.logsIn(login);
    return someone;
  };

  /** A line of the record whose forms are unfolded. */
  const unfolded = async (text: string) => {
    const row = editor.row(text);
    await row.waitFor();
    const forms = row.locator("details").first();
    if ((await forms.getAttribute("open")) === null) await forms.locator("summary").click();
    return row;
  };

  afterAll(async () => {
    await Promise.all(people.map((someone) => someone.leave()));
  });

  it("is in preparation once the session is over, and says until when", async () => {
    const admin = await staff("admin");
    const now = Date.now();
    room = await admin.draws({
      topic: `${words}治理`,
      guests: [{ name: "江叙白", office: "市水务局局长" }],
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 40 * MINUTE),
      ends: new Date(now + 100 * MINUTE),
    });
    await admin.does("announce");
    await admin.does("live", (form) => admin.isSure(form));
    const steno = await staff("steno");
    await steno.atDesk(room, "lines");
    await steno.says("江叙白", `${words}的水清了一些。`);
    await steno.says("江叙白", "还有三个断面没有达标。");
    reader = await Citizen.arrive(browser, house, way);
    people.push(reader);
    await reader.go(`/r/${room}`);
    await admin.atDesk(room, "room");
    await admin.does("close", (form) => admin.isSure(form));
    // A page that was open at the end says it by itself.
    if (way.script) await reader.page.getByText(reader.t("record-stage-preparing")).waitFor();
    await reader.go(`/r/${room}/record`);
    expect(await reader.text()).toContain(reader.t("record-stage-preparing"));
    editor = await staff("moderator");
    expect(await editor.text()).toContain(editor.t("record-stage-preparing"));
  });

  it("gets a heading, a mended line and a summary", async () => {
    await editor.atDesk(room, "lines");
    let row = await unfolded(`${words}的水清了一些。`);
    await editor.fill("record-head-before", "断面水质", row);
    await editor.press("record-head-do", row);
    await editor.row("断面水质").waitFor();
    row = await unfolded(`${words}的水清了一些。`);
    await editor.fill("desk-correct-label", `${words}的水比去年清。`, row);
    await editor.press("desk-mend", row);
    await editor.row(`${words}的水比去年清。`).waitFor();
    await editor.atDesk(room, "record");
    await editor.moves(() => editor.follow("record-beside-edit"));
    await editor.fill("office-f-summary", summary);
    await editor.moves(() => editor.button("record-save").last().click());
    expect(await editor.text()).toContain(summary);
    await reader.go(`/r/${room}/record`);
    const said = await reader.text();
    expect(said).toContain(summary);
    expect(said).toContain(reader.t("public-edited"));
    expect(said.indexOf("断面水质")).toBeLessThan(said.indexOf(`${words}的水比去年清。`));
    expect(said).not.toContain(reader.t("public-erratum"));
  });

  it("is handed over, given back with a reason, handed over again", async () => {
    await editor.moves(() => editor.press("record-hand-over-do"));
    approver = await staff("approver");
    await approver.atDesk(room, "record");
    const form = await approver.unfold("record-return");
    await approver.moves(() => approver.press("record-return-do", form));
    expect(await approver.page.getByRole("alert").innerText()).toContain(
      approver.t("refusal-empty"),
    );
    await approver.fill("record-return-why", "第二句请核对数字。");
    await approver.moves(() => approver.press("record-return-do"));
    await editor.atDesk(room, "record");
    expect(await editor.text()).toContain("第二句请核对数字。");
    await editor.moves(() => editor.press("record-hand-over-do"));
    await reader.go(`/r/${room}/record`);
    expect(await reader.text()).not.toContain("第二句请核对数字。");
  });

  it("is not confirmed as somebody has just changed it, nor without a tick", async () => {
    await approver.atDesk(room, "record");
    await approver.moves(() => approver.press("record-confirm-do"));
    expect(await approver.page.getByRole("alert").innerText()).toContain(
      approver.t("record-not-sure"),
    );
    await editor.atDesk(room, "record/notes");
    await editor.fill("office-f-summary", `${summary}数字已核对。`);
    await editor.moves(() => editor.button("record-save").last().click());
    await approver.page.getByRole("checkbox").check();
    await approver.moves(() => approver.press("record-confirm-do"));
    expect(await approver.page.getByRole("alert").innerText()).toContain(
      approver.t("refusal-stale"),
    );
    expect(await approver.text()).toContain("数字已核对。");
  });

  it("is confirmed; a form from before does not become a public erratum", async () => {
    await editor.atDesk(room, "lines");
    const row = await unfolded("还有三个断面没有达标。");
    await editor.fill("desk-correct-label", "还有两个断面没有达标。", row);
    await approver.page.getByRole("checkbox").check();
    await approver.moves(() => approver.press("record-confirm-do"));
    await editor.press("desk-mend", row);
    await editor.page.getByText(editor.t("refusal-record-confirmed")).first().waitFor();
    await reader.go(`/r/${room}/record`);
    const said = await reader.text();
    expect(said).toContain(reader.t("record-stage-confirmed"));
    expect(said).toContain("还有三个断面没有达标。");
  });

  it("is corrected in the open after that, with the old wording beside it", async () => {
    await editor.atDesk(room, "lines");
    const row = await unfolded("还有三个断面没有达标。");
    expect(await row.innerText()).toContain(editor.t("record-erratum-hint"));
    expect(await editor.button("desk-place", row).count()).toBe(0);
    await editor.fill("desk-correct-label", "还有两个断面没有达标。", row);
    await editor.press("desk-correct", row);
    await editor.row("还有两个断面没有达标。").waitFor();
    await reader.go(`/r/${room}/record`);
    const said = await reader.text();
    expect(said).toContain(reader.t("public-erratum"));
    expect(said).toContain("还有三个断面没有达标。");
    expect(reader.troubles).toEqual([]);
    // the form from before was refused, which the browser's console notes
    expect(editor.troubles.filter((trouble) => !trouble.includes("409"))).toEqual([]);
  });
});
