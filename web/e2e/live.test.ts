// Seven browsers at one interview: two of them lose their line, the server is killed once, and all end with the same record.
import type { Browser } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import type { House } from "./house";
import { Citizen } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";
import { Wire } from "./wire";

const MINUTE = 60_000;
const GUESTS = [
  { name: "周明远", office: "市交通运输局局长" },
  { name: "林若溪", office: "市公交集团总经理" },
];
const TOPIC = "七个人同看一场访谈";
const QUESTIONS = {
  phone: "社区门口的公交站什么时候装上雨棚？",
  desktop: "Will the night bus stop at the north gate?",
  late: "断线之后提出的问题，还看得到吗？",
};
/** More than one reconnect, a commit and a look of the schedule. */
const SOON = { timeout: 20_000 };

let house: House;
let browser: Browser;
let wires: Wire[] = [];

inHouse(async (stay) => {
  ({ house, browser } = stay);
  wires = [await Wire.to(house.base), await Wire.to(house.base)];
});

afterAll(() => Promise.all(wires.map((wire) => wire.close())));

const sees = (who: Citizen, text: string) => who.page.getByText(text).first().waitFor(SOON);

/** Another view of the room; its link also says how much there is. */
async function turns(who: Citizen, tab: string): Promise<void> {
  const tabs = who.page.getByRole("navigation", { name: who.t("public-tabs") });
  await tabs.getByRole("link", { name: who.t(tab) }).click();
}

/** The rows of a record: number and words. */
const record = (who: Citizen): Promise<string[]> =>
  who.page.locator("ol.record > li").evaluateAll((rows) =>
    rows.map((row) => {
      const words = [...row.querySelectorAll(".line__text, h2, blockquote")];
      return `${row.id} ${words.map((one) => one.textContent.trim()).join(" / ")}`;
    }),
  );

const numbers = (rows: string[]) => rows.map((row) => row.split(" ")[0]);

describe("an interview with seven browsers", () => {
  let admin: Staff, moderator: Staff, second: Staff, guest: Staff, steno: Staff;
  let phone: Citizen, desktop: Citizen, reader: Citizen;
  let [room, asked] = ["", ""];
  const plain = { language: "zh", script: false } as const;
  const arrives = async (login: string) => {
    const someone = await Staff.arrive(browser, house, plain);
    await someone.logsIn(login);
    return someone;
  };

  it("is announced, and the readers have come", async () => {
    admin = await arrives("admin");
    const now = Date.now();
    room = await admin.draws({
      topic: TOPIC,
      guests: GUESTS,
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 5 * MINUTE),
      ends: new Date(now + 60 * MINUTE),
    });
    await admin.does("announce");
    [moderator, second, guest, steno] = [
      await arrives("moderator"),
      await arrives("moderator"),
      await Staff.arrive(browser, house, plain),
      await arrives("steno"),
    ];
    await admin.atDesk(room, "room");
    const duty = admin.t("office-team-guest", {
      role: admin.t("role-guest"),
      guest: GUESTS[0]!.name,
    });
    await guest.opensLink(await admin.invites(duty));
    phone = await Citizen.arrive(browser, house, { language: "zh", width: 360 });
    desktop = await Citizen.arrive(browser, house, { language: "en" });
    reader = await Citizen.arrive(browser, house, plain);
    await phone.go(`${wires[0]!.base}/r/${room}`);
    await desktop.go(`${wires[1]!.base}/en/r/${room}?view=questions`);
    await reader.go(`/r/${room}`);
    await sees(phone, phone.t("phase-about-to-start"));
  });

  it("takes questions without leaving the page", async () => {
    await phone.asks(QUESTIONS.phone, { name: "雨里等车的人" });
    const { number } = await desktop.asks(QUESTIONS.desktop);
    asked = number.split("-")[1] ?? "";
    for (const someone of [phone, desktop]) {
      await someone.press("live-close");
      expect(new URL(someone.page.url()).pathname).toMatch(new RegExp(`/r/${room}$`));
    }
  });

  it("brings what was approved to every open page", async () => {
    await moderator.atDesk(room, "queue");
    await moderator.approves(QUESTIONS.phone);
    await second.atDesk(room, "queue");
    await second.approves(QUESTIONS.desktop);
    const pill = desktop.page.getByRole("button", { name: /new question/ });
    await pill.waitFor(SOON);
    await expect.poll(() => pill.innerText(), SOON).toContain("2");
    await pill.click();
    await sees(desktop, QUESTIONS.phone);
    await turns(phone, "public-tab-questions");
    await sees(phone, QUESTIONS.desktop);
  });

  it("moves votes on every page at once", async () => {
    const mine = desktop.page.getByRole("article").filter({ hasText: QUESTIONS.phone });
    await mine.getByRole("button", { name: desktop.t("public-vote") }).click();
    await mine.getByText(desktop.t("public-voted")).waitFor(SOON);
    const theirs = phone.page.getByRole("article").filter({ hasText: QUESTIONS.phone });
    await theirs.getByText(phone.t("public-votes", { n: 1 })).waitFor(SOON);
  });

  it("goes live before everybody's eyes", async () => {
    const host = await arrives("host");
    await host.atDesk(room, "room");
    await host.does("live", (form) => host.isSure(form));
    await phone.page.getByText(phone.t("phase-live"), { exact: true }).first().waitFor(SOON);
    await desktop.page.getByText(desktop.t("phase-live"), { exact: true }).first().waitFor(SOON);
    await host.atDesk(room, "queue");
    await host.stages(QUESTIONS.phone);
    const stage = phone.page.getByRole("region", { name: phone.t("public-on-stage") });
    await stage.getByText(QUESTIONS.phone).waitFor(SOON);
    await turns(phone, "public-tab-record");
    await turns(desktop, "public-tab-record");
    await steno.atDesk(room, "lines");
    await steno.says(GUESTS[0]!.name, "雨棚的钱已经批下来了。");
    await sees(phone, "雨棚的钱已经批下来了。");
    await sees(desktop, "雨棚的钱已经批下来了。");
    await host.leave();
  });

  it("tells two readers that their line is lost, and what they missed when it is back", async () => {
    for (const wire of wires) wire.cut();
    await sees(phone, phone.t("live-lost"));
    await sees(desktop, desktop.t("live-lost"));
    await steno.says(GUESTS[0]!.name, "六月底以前装完。");
    await steno.says(GUESTS[1]!.name, "装的时候公交照常停靠。");
    await reader.go(`/r/${room}/ask`);
    await reader.writes(QUESTIONS.late);
    await reader.sends();
    await moderator.atDesk(room, "queue");
    await moderator.approves(QUESTIONS.late);
    // it is said for some seconds only
    const caughtUp = phone.page.getByRole("status").getByText(/补上了 \d+ 条/);
    const said = caughtUp.waitFor(SOON);
    for (const wire of wires) wire.mend();
    await said;
    await sees(phone, "装的时候公交照常停靠。");
    await sees(desktop, "装的时候公交照常停靠。");
  });

  it("goes on where it was after the server was killed", async () => {
    await house.kill();
    await house.serve();
    await steno.atDesk(room, "lines");
    await steno.says(GUESTS[0]!.name, "断电也不怕，我们接着说。");
    await sees(phone, "断电也不怕，我们接着说。");
    await sees(desktop, "断电也不怕，我们接着说。");
  });

  it("tells an asker at once that the answer is there", async () => {
    await guest.atDesk(room, `answers/${asked}`);
    await guest.drafts(GUESTS[0]!.name, "从下月起停。");
    await guest.posts("desk-sign-off");
    await guest.posts("desk-publish");
    await desktop.page.getByText(desktop.t("live-mine-news")).waitFor(SOON);
    await sees(desktop, "从下月起停。");
  });

  it("ends with the same record for all of them", async () => {
    const host = await arrives("host");
    await host.atDesk(room, "room");
    await host.does("close", (form) => host.isSure(form));
    await phone.page.getByText(phone.t("phase-closed"), { exact: true }).first().waitFor(SOON);
    await desktop.page.getByText(desktop.t("phase-closed"), { exact: true }).first().waitFor(SOON);
    await reader.go(`/r/${room}/record`);
    const truth = await record(reader);
    expect(truth.length).toBeGreaterThan(6);
    await expect.poll(() => record(phone), SOON).toEqual(truth);
    await expect.poll(async () => numbers(await record(desktop)), SOON).toEqual(numbers(truth));
  });

  it("troubled no browser but for the lines that were pulled", () => {
    const network = /ERR_(CONNECTION|EMPTY_RESPONSE)|WebSocket connection to/;
    const troubles = [phone, desktop, reader, moderator, guest, steno]
      .flatMap((someone) => someone.troubles)
      .filter((trouble) => !network.test(trouble));
    expect(troubles).toEqual([]);
  });
});
