// Answering: what a guest writes is never lost, sentences become public one by one, and the hall reads along.
import type { Browser, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { House } from "./house";
import { Citizen } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

const MINUTE = 60_000;
const GUEST = { name: "周明远", office: "市交通运输局局长" };
const QUESTION = "学生票明年会不会涨价？";
const SENTENCES = ["明年不涨。", "学生票照旧半价。", "优惠卡六月以后可以在手机上办。"];
const SOON = { timeout: 20_000 };

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

async function arrives(login: string): Promise<Staff> {
  const someone = await Staff.arrive(browser, house, { script: false });
  await someone.logsIn(login);
  return someone;
}

/** Nothing of the page lies outside the screen. */
const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    return scrollHeight <= innerHeight && scrollWidth <= innerWidth;
  });

/** Height of the letters of an element, in hundredths of the screen's height. */
const letters = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => (parseFloat(getComputedStyle(element).fontSize) / innerHeight) * 100);

describe("a guest answers sentence by sentence", () => {
  let admin: Staff, moderator: Staff, host: Staff, guest: Staff, plain: Staff;
  let hall: Citizen, reader: Citizen;
  let [room, link] = ["", ""];
  const sheet = () => guest.page.getByRole("region", { name: GUEST.name, exact: true });
  const draft = () =>
    sheet().getByLabel(guest.t("desk-draft-label", { name: GUEST.name }), { exact: true });

  it("in a room that allows it, with a question on the list", async () => {
    admin = await arrives("admin");
    const now = Date.now();
    room = await admin.draws({
      topic: "公交票价听证前的一小时",
      guests: [GUEST],
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 5 * MINUTE),
      ends: new Date(now + 60 * MINUTE),
      on: ["office-f-by-sentence"],
    });
    await admin.does("announce");
    await admin.atDesk(room, "room");
    link = await admin.invites(
      admin.t("office-team-guest", { role: admin.t("role-guest"), guest: GUEST.name }),
    );
    reader = await Citizen.arrive(browser, house, { script: false });
    await reader.go(`/r/${room}`);
    await reader.waitForText(reader.t("public-ask"));
    await reader.asks(QUESTION, { name: "带孩子上学的人" });
    [moderator, host] = [await arrives("moderator"), await arrives("host")];
    await moderator.atDesk(room, "queue");
    await moderator.approves(QUESTION);
    await host.atDesk(room, "room");
    await host.does("live", (form) => host.isSure(form));
    hall = await Citizen.arrive(browser, house, { width: 1920 });
    await hall.go(`/r/${room}/stage`);
    await hall.page.getByText(GUEST.office).waitFor(SOON);
    await reader.go(`/r/${room}?view=questions`);
    await reader.waitForText(QUESTION);
  });

  it("keeps what is typed without a press, also while the line is lost", async () => {
    guest = await Staff.arrive(browser, house);
    await guest.opensLink(link);
    await guest.atDesk(room, "answers/1");
    await guest.unfold("desk-draft-open", sheet());
    await draft().fill(SENTENCES[0]!);
    await guest.page.getByText(guest.like("desk-kept-saved")).waitFor(SOON);
    await guest.page.context().setOffline(true);
    await draft().fill(SENTENCES.join(""));
    await guest.page.getByText(guest.t("desk-kept-here")).waitFor(SOON);
    await guest.page.getByText(guest.t("desk-lost")).waitFor(SOON);
    await guest.page.context().setOffline(false);
    await guest.page.getByText(guest.like("desk-kept-saved")).waitFor(SOON);
    const again = await guest.page.context().newPage();
    await again.goto(guest.page.url());
    await again.getByText(SENTENCES.join("")).first().waitFor(SOON);
    await again.close();
  });

  it("says that the question went on stage, and takes no word away", async () => {
    await draft().fill(`${SENTENCES.join("")}谢谢。`);
    await host.atDesk(room, "queue");
    await host.stages(QUESTION);
    await guest.page.getByText(guest.t("desk-now-stage"), { exact: true }).waitFor(SOON);
    await guest.page.getByText(guest.t("desk-news-one"), { exact: true }).waitFor(SOON);
    await guest.press("desk-news-show");
    await guest.page.getByRole("article").getByText(guest.t("fate-on-stage")).waitFor(SOON);
    expect(await draft().inputValue()).toBe(`${SENTENCES.join("")}谢谢。`);
    await hall.page.getByText(QUESTION).waitFor(SOON);
    await hall.page.getByText(/带孩子上学的人/).waitFor(SOON);
    await draft().fill(SENTENCES.join(""));
    await guest.press("desk-draft");
    await guest.page.getByText(guest.t("desk-done-draft")).waitFor(SOON);
  });

  it("releases one sentence after another without script, before the eyes of the hall", async () => {
    plain = await Staff.arrive(browser, house, { script: false, width: 360 });
    const cookies = await guest.page.context().cookies();
    await plain.page.context().addCookies(cookies);
    await plain.atDesk(room, "answers/1");
    for (const sentence of SENTENCES) {
      expect(await plain.field("desk-part-label").inputValue()).toBe(sentence);
      await plain.press("desk-part");
      await hall.page.getByText(sentence).waitFor(SOON);
    }
    await plain.press("desk-finish");
    const words = hall.page.locator("ol").getByText(SENTENCES.join(""));
    await words.waitFor(SOON);
    expect(await hall.page.getByRole("listitem").count()).toBe(1);
  });

  it("shows on any screen without scrolling, in letters for the last row", async () => {
    for (const [width, height] of [
      [1024, 768],
      [1920, 1080],
      [3840, 2160],
    ] as const) {
      await hall.page.setViewportSize({ width, height });
      expect(await fits(hall.page), `${width}×${height}`).toBe(true);
      expect(await letters(hall.page, ".stage__line .said"), `${width}×${height}`).toBeGreaterThan(
        4,
      );
    }
    const without = await Citizen.arrive(browser, house, { script: false });
    await without.go(`/r/${room}/stage`);
    expect(await without.page.locator("ol").innerText()).toContain(SENTENCES.join(""));
    expect(await without.page.locator("meta[http-equiv='refresh']").count()).toBe(1);
  });

  it("puts the answer beside the next question", async () => {
    await reader.go(`/r/${room}`);
    await reader.asks("老年卡呢？");
    await moderator.atDesk(room, "queue");
    await moderator.approves("老年卡呢？");
    await guest.atDesk(room, "answers?list=all");
    await guest.waitForText("老年卡呢？");
    await guest.atDesk(room, "answers/2");
    const past = guest.page.getByRole("region", { name: guest.t("desk-past"), exact: true });
    await past.getByText(QUESTION).click();
    expect(await past.innerText()).toContain(SENTENCES.join(""));
  });

  it("troubled no browser but for the line that was pulled", () => {
    const network = /ERR_INTERNET_DISCONNECTED|WebSocket connection to/;
    const troubles = [admin, moderator, host, guest, plain, hall, reader]
      .flatMap((someone) => someone.troubles)
      .filter((trouble) => !network.test(trouble));
    expect(troubles).toEqual([]);
  });
});
