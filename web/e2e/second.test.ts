// A second step at the log-in: set up with a telephone, asked for, taken away, without script too.
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { code, early } from "./codes";
import { findings, overflow } from "./eyes";
import type { House } from "./house";
import { Staff } from "./staff";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

describe.each([
  { language: "zh", script: false, login: "host" },
  { language: "en", script: true, width: 360, login: "steno" },
] as const)("the second step ($language)", ({ login, ...way }) => {
  const looks = async (staff: Staff) => {
    expect(await overflow(staff.page)).toEqual([]);
    if (way.script) expect(await findings(staff.page)).toEqual([]);
  };

  it("is set up, asked for and taken away", async () => {
    const owner = await Staff.arrive(browser, house, way);
    await owner.logsIn(login);
    await owner.go("/desk/password");
    await owner.moves(() => owner.follow("office-factor-open"));
    await looks(owner);
    const secret = await owner.page.locator("#secret").innerText();
    expect(secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    await owner.fill("office-f-code", "000 000");
    await owner.moves(() => owner.press("office-factor-set"));
    expect(await owner.text()).toContain(owner.t("refusal-bad-factor"));
    expect(await owner.page.locator("#secret").innerText()).toBe(secret);
    await early();
    await owner.fill("office-f-code", code(secret, -1));
    await owner.moves(() => owner.press("office-factor-set"));
    expect(await owner.text()).toContain(owner.t("office-done-factor"));

    const again = await Staff.arrive(browser, house, way);
    await again.logsIn(login);
    expect(await again.heading()).toBe(again.t("office-code"));
    await looks(again);
    const used = code(secret);
    await again.fill("office-f-code", used);
    await again.moves(() => again.press("office-enter-submit"));
    expect(new URL(again.page.url()).pathname).toMatch(/\/desk$/);

    await owner.fill("office-f-code", used);
    await owner.moves(() => owner.press("office-factor-drop"));
    expect(await owner.text()).toContain(owner.t("refusal-code-used"));
    await looks(owner);
    await owner.fill("office-f-code", code(secret, 1));
    await owner.moves(() => owner.press("office-factor-drop"));
    expect(await owner.text()).toContain(owner.t("office-done-factor-dropped"));
    const last = await Staff.arrive(browser, house, way);
    await last.logsIn(login);
    expect(new URL(last.page.url()).pathname).toMatch(/\/desk$/);
    await Promise.all([owner, again, last].map((someone) => someone.leave()));
  });
});
