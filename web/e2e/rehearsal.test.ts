// A rehearsal from its desk to its end: who is let in, who is not, and scripted citizens.
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings, overflow } from "./eyes";
import type { House } from "./house";
import { Citizen } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

const MINUTE = 60_000;

describe.each(["zh", "en"] as const)("a rehearsal (%s)", (language) => {
  it("lets in whoever has its link, and nobody once it is thrown away", async () => {
    const admin = await Staff.arrive(browser, house, { language });
    await admin.logsIn("admin");
    const now = Date.now();
    const room = await admin.draws({
      topic: "夜间公交演练",
      guests: [{ name: "周明远", office: "市交通运输局局长" }],
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 10 * MINUTE),
      ends: new Date(now + 100 * MINUTE),
      on: ["office-f-rehearsal"],
    });
    const link = admin.page.getByRole("link", { name: `/r/${room}/pass/` });
    expect(await link.count()).toBe(0);
    await admin.does("announce");
    expect(await findings(admin.page)).toEqual([]);
    expect(await overflow(admin.page)).toEqual([]);
    const address = await link.innerText();

    const stranger = await Citizen.arrive(browser, house, { language, script: false });
    expect((await stranger.page.request.get(`${house.base}/r/${room}`)).status()).toBe(404);
    const citizen = await Citizen.arrive(browser, house, { language, width: 360 });
    await citizen.go(address);
    await citizen.page.waitForURL(new RegExp(`/r/${room}$`));
    expect(await citizen.text()).toContain(citizen.t("public-rehearsal-hint"));
    expect(await findings(citizen.page)).toEqual([]);
    await citizen.waitUntil(async () => (await citizen.text()).includes(citizen.t("public-ask")));
    // What is passed on says what it is, and names no code that would lead nowhere.
    await citizen.go(`/r/${room}/share`);
    expect(await citizen.text()).toContain(citizen.t("public-rehearsal-hint"));
    expect(await citizen.text()).toContain(citizen.t("public-rehearsal-scan"));
    expect(await citizen.page.getByText(room, { exact: true }).count()).toBe(0);
    expect([...(await findings(citizen.page)), ...(await overflow(citizen.page))]).toEqual([]);
    await citizen.go(`/r/${room}`);
    const receipt = await citizen.asks("演练里问的问题");
    // as for any number and code that do not belong together
    expect((await stranger.page.request.get(receipt.link)).status()).toBe(403);

    await admin.does("crowd", async (form) => {
      const pace = admin.t("office-pace-few", { n: 30 });
      await form.getByRole("radio", { name: pace, exact: true }).check();
    });
    await admin.go(`/desk/r/${room}/room`);
    await admin.does("discard", (form) => admin.isSure(form));
    expect((await citizen.page.request.get(`${house.base}/r/${room}`)).status()).toBe(404);
    expect((await citizen.page.request.get(address)).status()).toBe(404);
    expect(admin.troubles).toEqual([]);
    for (const someone of [admin, citizen, stranger]) await someone.leave();
  });
});
