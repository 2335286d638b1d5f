// The record is put in order while people read it: photos beside the lines they belong to, lines past each other.
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { House, launch } from "./house";
import { Citizen } from "./people";
import { Staff } from "./staff";

const MINUTE = 60_000;
const SOON = { timeout: 20_000 };
const LINES = 24;

let house: House;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launch()]);
});

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Where on the screen a line stands. */
const top = (who: Citizen, line: number): Promise<number> =>
  who.page.locator(`#l-${line}`).evaluate((row) => row.getBoundingClientRect().top);

const shown = (who: Citizen | Staff, list: string): Promise<number[]> =>
  who.page.locator(`${list} > li`).evaluateAll((rows) => rows.map(({ id }) => Number(id.slice(2))));

const photos = (who: Staff, part: string): Locator =>
  who.page.locator(`[data-fresh='${part}'] li.photo`);

describe("a record that is put in order", () => {
  let admin: Staff, host: Staff, steno: Staff, editor: Staff, plain: Staff;
  let reader: Citizen, still: Citizen;
  let room = "";
  /** Numbers of the lines by their words. */
  const said = new Map<string, number>();
  const line = (nth: number): number => said.get(`第${nth}句`)!;
  const told = async (): Promise<number[]> => {
    const answer = await fetch(`${house.base}/api/v1/rooms/${room}/lines?limit=100`);
    const { items } = (await answer.json()) as {
      items: { number: number; line: { text: string } | null }[];
    };
    for (const { number, line: words } of items) if (words) said.set(words.text, number);
    return items.map(({ number }) => number);
  };
  /** Everybody reads the same order, whoever was there before and whoever comes now. */
  const agree = async (): Promise<number[]> => {
    const order = await told();
    await expect.poll(() => shown(reader, "ol.record"), SOON).toEqual(order);
    await still.go(`/r/${room}?view=record`);
    expect(await shown(still, "ol.record")).toEqual(order);
    return order;
  };
  /** By the desk of the record, to the place before the twelfth sentence. */
  const moves = async (who: Staff, nth: number): Promise<void> => {
    const row = who.page.locator(`#l-${line(nth)}`);
    const details = row.locator("details");
    if ((await details.getAttribute("open")) === null) await row.locator("summary").click();
    await who.fill("desk-place-before", line(12), row);
    await who.posts("desk-place", row);
  };

  it("is written, and somebody reads in the middle of it", async () => {
    admin = await Staff.arrive(browser, house, { script: false });
    await admin.logsIn("admin");
    const now = Date.now();
    room = await admin.draws({
      topic: "公交票价听证前的一小时",
      guests: [{ name: "周明远", office: "市交通运输局局长" }],
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 5 * MINUTE),
      ends: new Date(now + 60 * MINUTE),
    });
    await admin.does("announce");
    await admin.atDesk(room, "room");
    const link = await admin.invites(admin.t("role-editor"), "编辑·何晴");
    [steno, editor] = [await Staff.arrive(browser, house), await Staff.arrive(browser, house)];
    await editor.opensLink(link);
    await steno.logsIn("steno");
    host = await Staff.arrive(browser, house, { script: false });
    await host.logsIn("host");
    await host.atDesk(room, "room");
    await host.does("live", (form) => host.isSure(form));
    await steno.atDesk(room, "lines");
    await steno.page.waitForFunction(() => document.activeElement?.id === "say-text");
    for (let nth = 1; nth <= LINES; nth += 1) {
      await steno.page.keyboard.insertText(`第${nth}句`);
      await steno.page.keyboard.press("Enter");
    }
    await expect.poll(async () => (await told()).length, SOON).toBe(LINES + 1);
    reader = await Citizen.arrive(browser, house, { width: 360 });
    still = await Citizen.arrive(browser, house, { script: false });
    await reader.go(`/r/${room}?view=record`);
    // Not every browser holds on by itself to what is in view.
    await reader.page.evaluate(() => (document.body.style.overflowAnchor = "none"));
    await reader.page.locator(`#l-${line(14)}`).evaluate((row) => row.scrollIntoView());
    await agree();
  });

  it("shows a photo between the lines it was put between, and nothing jumps", async () => {
    await steno.atDesk(room, "photos");
    const buffer = await still.page.screenshot({ type: "jpeg" });
    await steno
      .field("desk-photo-choose")
      .setInputFiles({ name: "会场.jpg", mimeType: "image/jpeg", buffer });
    const brought = photos(steno, "brought").first();
    await steno.fill("desk-photo-caption", "会场全景", brought);
    await steno.fill("desk-photo-alt", "三位嘉宾坐在长桌后面", brought);
    await steno.field("desk-photo-where", brought).selectOption(String(line(9)));
    // What comes meanwhile renews the places that are offered, not what was chosen.
    await plainSays("又说了一句");
    await expect
      .poll(() => steno.field("desk-photo-where", brought).locator("option").allInnerTexts(), SOON)
      .toContainEqual(expect.stringContaining("又说了一句"));
    const before = await top(reader, line(14));
    await steno.press("desk-photo-show", brought);
    await photos(steno, "shown").first().waitFor(SOON);
    const order = await agree();
    const photo = order.find((number) => number > LINES + 2)!;
    said.set("照片", photo);
    expect(order.slice(order.indexOf(photo) - 1, order.indexOf(photo) + 2)).toEqual([
      line(8),
      photo,
      line(9),
    ]);
    expect(await still.page.locator(`#l-${photo} figcaption`).innerText()).toContain("会场全景");
    expect(Math.abs((await top(reader, line(14))) - before)).toBeLessThan(2);
    // The host went on speaking: behind the photo it is said again who speaks.
    const who = (someone: Citizen) =>
      someone.page
        .locator(`#l-${line(9)} .line__who`)
        .first()
        .innerText();
    expect(await who(reader)).toBe(await who(still));
  });

  /** Somebody else of the crew writes, on a page without script. */
  async function plainSays(text: string): Promise<void> {
    if (!plain) {
      plain = await Staff.arrive(browser, house, { script: false });
      await plain.page.context().addCookies(await steno.page.context().cookies());
    }
    await plain.atDesk(room, "lines");
    await plain.says(plain.t("desk-line-host"), text);
  }

  it("takes a photo to another place, with script and without", async () => {
    const photo = said.get("照片")!;
    await editor.atDesk(room, "photos");
    const row = photos(editor, "shown").first();
    await row.locator("summary").click();
    await editor.field("desk-photo-where", row).selectOption(String(line(20)));
    const before = await top(reader, line(14));
    await editor.press("desk-place", row);
    await editor.page
      .getByText(editor.t("desk-done-place-line", { n: photo }))
      .first()
      .waitFor(SOON);
    let order = await agree();
    expect(order[order.indexOf(photo) + 1]).toBe(line(20));
    expect(Math.abs((await top(reader, line(14))) - before)).toBeLessThan(2);
    await plain.atDesk(room, "photos");
    const same = photos(plain, "shown").first();
    await same.locator("summary").click();
    await plain.press("desk-place-earlier", same);
    await plain.page.getByText(plain.t("desk-done-place-line", { n: photo })).waitFor();
    order = await agree();
    expect(order[order.indexOf(photo) + 1]).toBe(line(19));
    await photos(plain, "shown").first().locator("summary").click();
    await plain.fill("desk-photo-behind", "99", photos(plain, "shown").first());
    await plain.press("desk-place", photos(plain, "shown").first());
    expect(await plain.page.getByRole("alert").innerText()).toContain(plain.t("desk-no-spot"));
    expect(await agree()).toEqual(order);
  });

  it("moves a line step by step by keys, and to a place", async () => {
    await steno.atDesk(room, "lines");
    await editor.atDesk(room, "lines");
    const row = steno.page.locator(`#l-${line(24)}`);
    await row.locator("summary").click();
    const earlier = steno.button("desk-place-earlier", row);
    await earlier.focus();
    const order = await told();
    const at = order.indexOf(line(24));
    for (let step = 1; step <= 3; step += 1) {
      await steno.page.keyboard.press("Enter");
      await expect.poll(async () => (await told()).indexOf(line(24)), SOON).toBe(at - step);
      await expect
        .poll(async () => (await shown(steno, "[data-rows='last']")).toReversed(), SOON)
        .toEqual(await told());
      expect(await earlier.evaluate((button) => button === document.activeElement)).toBe(true);
    }
    await agree();
    // The colleague's desk shows it too.
    await expect
      .poll(async () => (await shown(editor, "[data-rows='last']")).toReversed(), SOON)
      .toEqual(await told());
    await steno.fill("desk-place-before", line(3), row);
    await steno.press("desk-place", row);
    const next = async (): Promise<number | undefined> => {
      const now = await told();
      return now[now.indexOf(line(24)) + 1];
    };
    await expect.poll(next, SOON).toBe(line(3));
    await agree();
  });

  it("has one order everywhere when two move at once", async () => {
    for (const [one, other] of [
      [15, 16],
      [17, 10],
      [11, 22],
    ] as const) {
      await Promise.all([moves(steno, one), moves(editor, other)]);
      const order = await agree();
      const target = order.indexOf(line(12));
      expect(order.slice(target - 2, target).toSorted()).toEqual(
        [line(one), line(other)].toSorted(),
      );
      for (const who of [steno, editor]) {
        await expect
          .poll(async () => (await shown(who, "[data-rows='last']")).toReversed(), SOON)
          .toEqual(order);
      }
    }
  });

  it("troubled no browser", () => {
    const people = [admin, steno, host, editor, plain, reader, still];
    const troubles = people.flatMap((someone) => someone.troubles);
    expect(troubles.filter((trouble) => !/status of 409/.test(trouble))).toEqual([]);
  });
});
