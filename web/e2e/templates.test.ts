// What an office does a hundred times a year: an interview's settings are kept as a template, the next one is drafted from it.
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings, overflow } from "./eyes";
import type { House } from "./house";
import type { Way } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

const WAYS: [string, Way & { sort: string }][] = [
  ["in Chinese without script", { language: "zh", script: false, sort: "民生周谈" }],
  ["in English on a phone", { language: "en", script: true, width: 360, sort: "Weekly talk" }],
];

describe.each(WAYS)("a template %s", (_, { sort, ...way }) => {
  const wellMade = async (someone: Staff) => {
    expect(await overflow(someone.page)).toEqual([]);
    if (way.script) expect(await findings(someone.page)).toEqual([]);
  };

  it("is kept from an interview, begun with, renamed and deleted", async () => {
    const admin = await Staff.arrive(browser, house, way);
    await admin.logsIn("admin");
    await admin.go("/archive");
    const link = admin.page.getByRole("link", { name: /加装电梯/ }).first();
    const code = /\/r\/(\d+)/.exec((await link.getAttribute("href")) ?? "")?.[1];
    await admin.go(`/desk/r/${code}/room`);
    await admin.moves(() => admin.follow("office-template-keep"));
    await wellMade(admin);
    await admin.fill("office-f-template-name", sort);
    await admin.moves(() => admin.press("office-template-keep"));
    expect(await admin.text()).toContain(admin.t("office-done-template"));
    await wellMade(admin);

    await admin.go("/desk/rooms/new");
    await admin.moves(() => admin.page.getByRole("link", { name: sort, exact: true }).click());
    expect(await admin.text()).toContain(admin.t("office-template-using", { name: sort }));
    expect(await admin.field("office-f-host").inputValue()).toBe("沈一舟");
    expect(await admin.field("office-f-background").inputValue()).toContain("多层住宅");
    expect(await admin.field("office-f-topic").inputValue()).toBe("");
    await wellMade(admin);
    await admin.fill("office-f-topic", `${sort}：老旧小区的停车`);
    await admin.moves(() => admin.button("office-room-draw").last().click());
    expect(await admin.heading()).toBe(`${sort}：老旧小区的停车`);

    await admin.go("/desk/office/templates");
    const edit = admin.t("office-template-edit-of", { name: sort });
    await admin.moves(() => admin.page.getByRole("link", { name: edit, exact: true }).click());
    await wellMade(admin);
    await admin.fill("office-f-template-name", `${sort} 2`);
    await admin.moves(() => admin.press("office-save"));
    const again = admin.t("office-template-edit-of", { name: `${sort} 2` });
    await admin.moves(() => admin.page.getByRole("link", { name: again, exact: true }).click());
    await admin.field("office-f-sure").check();
    await admin.moves(() => admin.press("office-template-drop"));
    expect(await admin.text()).toContain(admin.t("office-done-template-dropped"));
    expect(await admin.text()).not.toContain(sort);
    await admin.go("/desk/log");
    expect(await admin.text()).toContain(admin.t("office-log-template", { name: `${sort} 2` }));
    await admin.leave();
  });
});
