// Leading a session from a tablet: the page stays fresh by itself, a slip changes nothing, and two hosts
// at once do not run into each other.
import type { Browser, Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { House } from "./house";
import { Citizen } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

const MINUTE = 60_000;
const GUEST = { name: "周明远", office: "市交通运输局局长" };
const [FIRST, SECOND, LATE] = [
  "末班车能不能晚一点？",
  "站台能不能加个棚？",
  "雨天能不能多发几班车？",
];
const SOON = { timeout: 20_000 };
const TABLET = 820;

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

async function arrives(login: string, script = false, width = 1440): Promise<Staff> {
  const someone = await Staff.arrive(browser, house, { script, width });
  await someone.logsIn(login);
  return someone;
}

describe("a host leads a session", () => {
  let admin: Staff, moderator: Staff, host: Staff, plain: Staff;
  let reader: Citizen;
  let room = "";
  const next = () => host.page.locator("[data-fresh='next']");
  const stage = () => host.page.locator("[data-fresh='stage']");
  const row = (text: string) => next().getByRole("listitem").filter({ hasText: text });
  const sees = (text: string, at: Locator | Staff["page"] = host.page) =>
    at.getByText(text).first().waitFor(SOON);
  const phase = async () => {
    const answer = await reader.page.request.get(`${house.base}/api/v1/rooms/${room}`);
    return ((await answer.json()) as { phase: string }).phase;
  };
  const ends = async () => {
    const answer = await reader.page.request.get(`${house.base}/api/v1/rooms/${room}`);
    return Date.parse(((await answer.json()) as { ends_at: string }).ends_at);
  };

  it("with questions on the list and one that waits", async () => {
    admin = await arrives("admin", true);
    const now = Date.now();
    room = await admin.draws({
      topic: "雨天出行",
      guests: [GUEST],
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 5 * MINUTE),
      ends: new Date(now + 60 * MINUTE),
    });
    await admin.does("announce");
    reader = await Citizen.arrive(browser, house, { script: false });
    await reader.go(`/r/${room}`);
    await reader.waitForText(reader.t("public-ask"));
    for (const text of [FIRST, SECOND]) {
      await reader.go(`/r/${room}`);
      await reader.asks(text, { name: "等车的人", to: GUEST.name });
    }
    moderator = await arrives("moderator");
    await moderator.atDesk(room, "queue");
    for (const text of [FIRST, SECOND]) await moderator.approves(text);
    host = await arrives("host", true, TABLET);
    await host.atDesk(room, "host");
    await sees(FIRST, next());
    await sees(SECOND, next());
    expect(await host.button("desk-stage").count()).toBe(0);
  });

  it("does not begin by a slip, and begins by a second press", async () => {
    await host.press("office-act-live-title");
    await host.button("desk-press-not").waitFor();
    await host.press("desk-press-not");
    await host.button("office-act-live-title").dblclick();
    await host.button("desk-press-not").waitFor();
    expect(await phase()).toBe("collecting");
    await host.press("desk-press-not");
    await host.confirms(host.t("office-act-live-title"));
    await sees(host.t("desk-done-live"));
    expect(await phase()).toBe("live");
    await host.button("desk-stage").first().waitFor(SOON);
  });

  it("puts the next question on stage with one press, for everybody to see", async () => {
    await host.press("desk-stage", row(FIRST));
    await sees(FIRST, stage());
    await sees(host.t("desk-host-for", { name: GUEST.name }), stage());
    expect(await row(FIRST).count()).toBe(0);
    await reader.go(`/r/${room}`);
    await reader.waitForText(reader.t("public-on-stage"));
    plain = await arrives("host", false, 360);
    await plain.atDesk(room, "host");
    await sees(FIRST, plain.page.locator("[data-fresh='stage']"));
  });

  it("says that it was answered, which does not bring it back among the next ones", async () => {
    await host.press("desk-answered");
    await sees(host.t("desk-done-answered"));
    await sees(host.t("desk-no-stage"), stage());
    await sees(host.t("desk-host-heard"), stage());
    expect(await row(FIRST).count()).toBe(0);
    await host.press("desk-let-go", stage());
    await sees(host.t("desk-done-let-go"));
  });

  it("stays fresh by itself: questions, cues, readers; and what is typed stays", async () => {
    await host.unfold("office-act-pause-title");
    await host.fill("office-f-notice", "休息五分钟，回来谈雨天。");
    await reader.go(`/r/${room}`);
    await reader.asks(LATE);
    await sees(host.t("desk-waiting", { n: 1 }));
    await moderator.atDesk(room, "queue");
    await moderator.approves(LATE);
    await sees(LATE, next());
    await moderator.atDesk(room, "backstage");
    await moderator.press("cue-speak-slower");
    await sees(host.t("cue-speak-slower"), host.page.locator("[data-fresh='cues']"));
    await sees(host.t("live-viewers", { n: 0 }));
    const watcher = await Citizen.arrive(browser, house);
    await watcher.go(`/r/${room}`);
    await sees(host.t("live-viewers", { n: 1 }));
    await watcher.leave();
    expect(await host.field("office-f-notice").inputValue()).toBe("休息五分钟，回来谈雨天。");
  });

  it("pauses with a line to readers and goes on", async () => {
    await host.confirms(host.t("office-act-pause"));
    await sees(host.t("desk-done-pause"));
    await reader.go(`/r/${room}`);
    await reader.waitForText("休息五分钟，回来谈雨天。");
    await host.confirms(host.t("office-act-resume-title"));
    await sees(host.t("desk-done-resume"));
  });

  it("sends what was pressed without a network once, when it is back", async () => {
    await host.page.context().setOffline(true);
    await host.press("cue-wrap-up");
    await sees(host.t("desk-send-offline"));
    await host.page.context().setOffline(false);
    await sees(host.t("desk-done-cue"));
    await moderator.atDesk(room, "backstage");
    const said = moderator.page
      .getByRole("listitem")
      .filter({ hasText: moderator.t("cue-wrap-up") });
    expect(await said.count()).toBe(1);
  });

  it("says a lost line calmly, and is true again when it is back", async () => {
    await host.page.context().setOffline(true);
    await sees(host.t("desk-lost"));
    await moderator.atDesk(room, "queue");
    await moderator.stages(SECOND);
    await host.page.context().setOffline(false);
    await sees(SECOND, stage());
  });

  it("follows a second host, who is told what the first one did", async () => {
    const before = await ends();
    await admin.atDesk(room, "host");
    await plain.atDesk(room, "host");
    await host.unfold("office-act-extend-title");
    const by = host.t("office-extend-by", { minutes: 10 });
    await host.confirms(by);
    await sees(host.t("desk-done-extend"));
    const after = await ends();
    expect(after - before).toBe(10 * MINUTE);
    const clock = new Date(after + 8 * 60 * MINUTE).toISOString().slice(11, 16);
    await admin.page.getByText(clock).first().waitFor(SOON);
    const folded = await plain.unfold("office-act-extend-title");
    await folded.getByRole("button", { name: by, exact: true }).click();
    const told = plain.page.getByRole("alert");
    await told.getByText(plain.like("desk-already-extend")).waitFor();
    expect(await ends()).toBe(after);
  });

  it("ends it without script only where the box is ticked, and the other page follows", async () => {
    const form = await plain.unfold("office-act-close-title");
    await plain.press("office-act-close", form);
    expect(await plain.page.getByRole("alert").innerText()).toContain(plain.t("desk-not-sure"));
    expect(await phase()).toBe("live");
    const again = await plain.unfold("office-act-close-title");
    await plain.isSure(again);
    await plain.press("office-act-close", again);
    await sees(plain.t("desk-done-close"), plain.page);
    await sees(host.t("office-why-closed"));
    await sees(admin.t("office-why-closed"), admin.page);
    expect(await phase()).toBe("closed");
    await sees(host.t("desk-host-ended-do"));
    for (const word of ["desk-stage", "desk-answered", "cue-wrap-up", "office-act-close"])
      expect(await host.button(word).count(), word).toBe(0);
  });

  it("is nobody else's page", async () => {
    await moderator.atDesk(room, "host");
    expect(await moderator.heading()).toBe(moderator.t("refusal-not-allowed"));
  });

  it("troubled no browser but for the line that was pulled", () => {
    const network = /ERR_INTERNET_DISCONNECTED|WebSocket connection to/;
    const troubles = [admin, moderator, host, plain, reader]
      .flatMap((someone) => someone.troubles)
      .filter((trouble) => !network.test(trouble));
    expect(troubles).toEqual([]);
  });
});
