// Chinese is composed at every desk: while a word is open, no key acts, nothing is sent or looked up, and what
// colleagues do takes away neither the field nor the word.
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputMethod, TEMPTING } from "./compose";
import { Steno } from "./crew";
import { House, launch } from "./house";
import { Citizen, type Person } from "./people";
import { Staff } from "./staff";

const MINUTE = 60_000;
const GUEST = { name: "周明远", office: "市交通运输局局长" };
const QUESTION = "公交站的雨棚什么时候装？";
const SOON = { timeout: 20_000 };

let house: House;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launch()]);
});

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** What a page sends. */
function posted({ page }: Person): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    const isOurs = request.method() === "POST" && !request.url().endsWith("/claim");
    if (isOurs) sent.push(`${new URL(request.url()).pathname} ${request.postData() ?? ""}`);
  });
  return sent;
}

/** Does what a page hears of, and is there when it has taken it in. */
async function hears({ page }: Person, does: () => Promise<void>): Promise<void> {
  const here = new URL(page.url()).pathname;
  const looked = page.waitForResponse(
    (answer) => new URL(answer.url()).pathname === here && answer.request().method() === "GET",
    SOON,
  );
  await does();
  await (await looked).finished();
  await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => setTimeout(then))));
}

/** Writes 雨棚 at the end of a field with an input method; `meanwhile` happens while the word is open. */
async function composes(
  who: Person,
  field: Locator,
  keys: string[],
  meanwhile = async (): Promise<void> => {},
): Promise<void> {
  const before = await field.inputValue();
  const address = who.page.url();
  const hand = await InputMethod.on(who.page);
  const sent = posted(who);
  // a part that has just changed cannot be touched for a moment
  await field.click();
  await who.page.keyboard.press("End");
  await hand.opens("yupeng", keys);
  await meanwhile();
  await hand.opens("yupeng", keys);
  expect(sent).toEqual([]);
  await hand.decides("雨棚");
  expect(await field.inputValue()).toBe(`${before}雨棚`);
  expect(await field.evaluate((own) => own === document.activeElement)).toBe(true);
  expect(who.page.url()).toBe(address);
  expect(sent).toEqual([]);
}

describe("an input method at work", () => {
  let admin: Staff, moderator: Staff, host: Staff, guest: Staff, photographer: Staff;
  let steno: Steno;
  let citizen: Citizen;
  let room = "";

  it("in the form of a room: Enter chooses a word, and sends nothing", async () => {
    admin = await Staff.arrive(browser, house);
    await admin.logsIn("admin");
    await admin.go("/desk/rooms/new");
    await admin.fill("office-f-topic", "公交站的");
    await composes(admin, admin.field("office-f-topic"), TEMPTING);
    await composes(admin, admin.field("office-f-units"), TEMPTING);
  });

  it("(a session is under way)", async () => {
    const now = Date.now();
    room = await admin.draws({
      topic: "公交站的雨棚",
      guests: [GUEST],
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 5 * MINUTE),
      ends: new Date(now + 60 * MINUTE),
      proof_s: 300,
    });
    await admin.does("announce");
    const duty = admin.t("office-team-guest", { role: admin.t("role-guest"), guest: GUEST.name });
    guest = await Staff.arrive(browser, house);
    const link = await admin.invites(duty);
    await guest.page.clock.install();
    await guest.opensLink(link);
    [moderator, host] = [
      await Staff.arrive(browser, house, { script: false }),
      await Staff.arrive(browser, house),
    ];
    await moderator.logsIn("moderator");
    await host.logsIn("host");
    steno = await Steno.arrive(browser, house);
    await steno.logsIn("steno");
    photographer = await Staff.arrive(browser, house);
    await photographer.page.context().addCookies(await steno.page.context().cookies());
    await host.atDesk(room, "host");
    await host.confirms(host.t("office-act-live-title"));
    await host.page.getByText(host.t("desk-done-live")).waitFor(SOON);
    await steno.sits(room);
  });

  it("in the ask box: nothing is looked up inside a word, and Enter does not send", async () => {
    citizen = await Citizen.arrive(browser, house, { width: 360 });
    await citizen.page.clock.install();
    await citizen.go(`/r/${room}`);
    await citizen.follow("public-ask");
    const sheet = citizen.page.getByRole("dialog");
    const area = citizen.field("public-ask-text", sheet);
    await area.focus();
    const hand = await InputMethod.on(citizen.page);
    const sent = posted(citizen);
    await hand.spells("yupengshenmeshihouzhuang");
    await citizen.page.clock.fastForward(10_000);
    expect(sent).toEqual([]);
    const looked = citizen.page.waitForRequest(/\/similar$/, SOON);
    await hand.decides(QUESTION);
    await citizen.page.clock.fastForward(1_000);
    expect(new URLSearchParams((await looked).postData() ?? "").get("text")).toBe(QUESTION);
    await composes(citizen, citizen.field("public-ask-name", sheet), TEMPTING.slice(0, 2));
    expect(await area.inputValue()).toBe(QUESTION);
    await citizen.sends();
    await citizen.receipt();
    await citizen.press("live-close");
  });

  it("on the host's page: news wait for the word, and come after it", async () => {
    const reason = await host.unfold("office-act-pause-title");
    const field = host.field("office-f-notice", reason);
    const next = host.page.locator("[data-fresh='next']");
    await composes(host, field, TEMPTING, () =>
      hears(host, async () => {
        await moderator.atDesk(room, "queue");
        await moderator.approves(QUESTION);
      }),
    );
    await next.getByText(QUESTION).waitFor(SOON);
    expect(await field.inputValue()).toMatch(/雨棚$/);
    await composes(host, host.field("desk-cue-label"), TEMPTING);
    await host.field("desk-cue-label").press("Enter");
    await host.page.getByText(host.t("desk-done-cue")).waitFor(SOON);
  });

  it("at the answering desk: a draft is kept when the word is decided, never inside it", async () => {
    await guest.atDesk(room, "answers/1");
    await guest.unfold("desk-draft-open");
    const label = guest.t("desk-draft-label", { name: GUEST.name });
    const field = guest.page.getByLabel(label, { exact: true });
    const hand = await InputMethod.on(guest.page);
    const sent = posted(guest);
    await field.focus();
    await hand.spells("yupengliuyuedizhuangwan");
    await guest.page.clock.fastForward(20_000);
    await hand.opens("yupengliuyuedizhuangwan", TEMPTING);
    expect(sent).toEqual([]);
    await hand.decides("雨棚六月底装完。");
    expect(await field.inputValue()).toBe("雨棚六月底装完。");
    // the host hears of it too, and presses for the question as it is now
    await hears(host, async () => {
      await guest.page.clock.fastForward(4_000);
      await guest.page.getByText(guest.like("desk-kept-saved")).waitFor(SOON);
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('"text":"雨棚六月底装完。"');
    await composes(guest, field, TEMPTING, async () => {
      await host.press("desk-stage");
      await host.page.locator("[data-fresh='stage']").getByText(QUESTION).waitFor(SOON);
      const bar = guest.page.getByText(guest.t("desk-news-one"), { exact: true });
      await guest.page.clock.fastForward(4_000);
      await bar.waitFor(SOON);
    });
  });

  it("at the desk of the record: in a heading, and in a line that is being read over", async () => {
    const head = await steno.unfold("desk-head-open");
    await composes(steno, steno.field("desk-head-label", head), [...TEMPTING, "Alt+KeyK"]);
    await steno.types(2, "雨朋六月底装完。");
    const row = steno.page.locator("[data-rows='waiting'] > li");
    await row.getByText("雨朋六月底装完。").first().waitFor(SOON);
    await steno.page.keyboard.press("Alt+KeyR");
    const field = steno.field("desk-reword-label", row);
    await field.fill("");
    // with the first letter it no longer goes out by itself
    await row.getByText(steno.t("desk-block-held"), { exact: true }).waitFor(SOON);
    await composes(steno, field, [...TEMPTING, "Alt+KeyP"], () =>
      hears(steno, () => host.press("cue-speak-slower")),
    );
    await row.getByText("雨朋六月底装完。").first().waitFor(SOON);
    await steno.page.keyboard.insertText("六月底装完。");
    await steno.page.keyboard.press("Enter");
    await steno.row("雨棚六月底装完。").waitFor(SOON);
  });

  it("backstage: a colleague's cue takes nothing away, and only a bare Enter sends", async () => {
    await photographer.atDesk(room, "backstage");
    await photographer.page.locator("kbd").first().waitFor({ state: "attached" });
    const field = photographer.field("desk-cue-label");
    await composes(photographer, field, [...TEMPTING, "Alt+KeyA"], async () => {
      await host.press("cue-wrap-up");
      await photographer.row(host.t("cue-wrap-up")).waitFor(SOON);
    });
    await field.press("Enter");
    const sent = photographer.page.locator("[data-rows='cues'] > li[data-mine]");
    await sent.waitFor(SOON);
    expect(await sent.locator(".line__text").allInnerTexts()).toEqual(["雨棚"]);
    expect(await field.inputValue()).toBe("");
  });

  it("at the photo desk: words under a picture are written while the record goes on", async () => {
    await photographer.atDesk(room, "photos");
    const buffer = await host.page.screenshot();
    const picture = { name: "雨棚.png", mimeType: "image/png", buffer };
    await photographer.field("desk-photo-choose").setInputFiles(picture);
    const row = photographer.page.locator("[data-fresh='brought'] li.photo").first();
    for (const id of ["desk-photo-caption", "desk-photo-alt"]) {
      await composes(photographer, photographer.field(id, row), TEMPTING, () =>
        hears(photographer, () => steno.types(1, `写到${photographer.t(id)}的时候说的。`)),
      );
    }
    expect(await photographer.field("desk-photo-caption", row).inputValue()).toBe("雨棚");
  });

  it("troubled no browser", () => {
    const people = [admin, moderator, host, guest, photographer, steno, citizen];
    expect(people.flatMap((someone) => someone.troubles)).toEqual([]);
  });
});
