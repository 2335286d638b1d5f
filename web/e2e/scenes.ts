// The stories behind the pictures that an address alone does not give: pages while something happens on them.
import { code, early } from "./codes";
import { Moderator, Steno } from "./crew";
import { Citizen, type Kind, type Person } from "./people";
import type { Facts } from "./places";
import { Staff } from "./staff";
import type { Wire } from "./wire";

/** What a story has at hand. */
export interface Scene {
  facts: Facts;
  /** Of the windows. */
  width: number;
  /** Everybody of the story comes through it. */
  wire: Wire;
  /** Address of a house that takes in hardly anybody. */
  full: string;
  /** Somebody dressed for the picture; a log-in name, or nobody the house knows. */
  arrives: <T extends Person>(kind: Kind<T>, login?: string) => Promise<T>;
  /** Takes a picture of what is in the window. */
  snap: (who: Person, name: string) => Promise<void>;
}

export type Story = (scene: Scene) => Promise<void>;

const ASKED = "早高峰的公交专用道被社会车辆占用，能不能公开执法数据？";

const aReader: Story = async ({ facts, arrives, wire, snap }) => {
  const [reader, steno] = [await arrives(Citizen), await arrives(Steno, "steno")];
  await reader.go(`/r/${facts.live}?view=record`);
  await reader.page.evaluate(() => scrollTo(0, 0));
  await steno.sits(facts.live);
  for (const text of ["这个问题问得好。", "先说专用道，再说执法。"]) await steno.types(2, text);
  await reader.page.getByRole("button", { name: reader.like("live-new-lines") }).waitFor();
  await snap(reader, "live-pill");
  await reader.follow("public-ask");
  await reader.writes(ASKED, { name: "赶车的人" });
  await reader.page.getByRole("region", { name: reader.t("live-similar") }).waitFor();
  await snap(reader, "live-ask");
  await reader.sends();
  await reader.receipt();
  await snap(reader, "live-receipt");
  await reader.press("live-close");
  await reader.page.locator("[data-sheet-link]").last().click();
  await reader.page.getByRole("dialog").getByRole("article").first().waitFor();
  await snap(reader, "live-mine");
  await reader.press("live-close");
  await reader.follow("public-ask");
  await reader.writes("网络断了以后写的问题。");
  wire.cut();
  await reader.sends();
  await reader.page.getByText(reader.t("live-not-sent")).waitFor();
  await snap(reader, "live-unsent");
  await reader.press("live-close");
  await reader.page.getByText(reader.t("live-lost")).waitFor();
  await snap(reader, "live-lost");
};

const aModerator: Story = async ({ facts, arrives, snap, width }) => {
  const moderator = await arrives(Moderator, "moderator");
  await moderator.sits(facts.live);
  await moderator.act("desk-approve").waitFor();
  await snap(moderator, "moderator-question");
  await moderator.key("r");
  await snap(moderator, "moderator-rules");
  await moderator.key("Escape");
  await moderator.key("Slash");
  await snap(moderator, "moderator-keys");
  await moderator.key("Escape");
  if (width < 800) {
    for (const pane of ["queue", "list"]) {
      await moderator.press(`mod-pane-${pane}`);
      await snap(moderator, `moderator-${pane}`);
    }
    await moderator.press("mod-pane-question");
  }
  await moderator.key("h");
  await moderator.bar("desk-did-hold").waitFor();
  await snap(moderator, "moderator-undo");
  await moderator.key("u");
  await moderator.act("desk-approve").waitFor();
};

const theCrew: Story = async ({ facts, arrives, wire, snap }) => {
  const [host, steno] = [await arrives(Staff, "host"), await arrives(Steno, "steno")];
  await host.atDesk(facts.live, "host");
  await steno.atDesk(facts.live, "backstage");
  await steno.page.locator("kbd").first().waitFor({ state: "attached" });
  await host.press("cue-speak-slower");
  await host.page.getByText(host.t("desk-done-cue")).waitFor();
  await snap(host, "host-cue");
  await steno.row(host.t("cue-speak-slower")).waitFor();
  await snap(steno, "backstage-news");
  const closing = await host.unfold("office-act-close-title");
  await host.press("office-act-close", closing);
  await host.button("desk-press-not").waitFor();
  await snap(host, "host-second-press");
  await steno.sits(facts.live);
  await snap(steno, "lines");
  await steno.types(1, "这一句打错子了。");
  await steno.isThrough();
  await steno.page.keyboard.press("Alt+KeyM");
  await snap(steno, "lines-mend");
  await steno.page.keyboard.press("Escape");
  wire.cut();
  await steno.types(2, "断线的时候说的话。");
  await steno.page
    .getByText(steno.t("desk-link-lost-n", { n: 1 }))
    .first()
    .waitFor();
  await snap(steno, "lines-lost");
  await host.page.getByText(host.t("desk-lost")).waitFor();
  await snap(host, "host-lost");
};

const aWriter: Story = async ({ facts, arrives, snap }) => {
  const aide = await arrives(Staff, "aide");
  await aide.atDesk(facts.live, `answers/${facts.long.number.split("-")[1]}`);
  const sheet = aide.page.getByRole("region", { name: "林若溪", exact: true });
  const writing = sheet.locator("details").filter({ has: aide.page.locator("[data-keep]") });
  if ((await writing.getAttribute("open")) === null) await writing.locator("summary").click();
  await sheet.getByRole("textbox").fill(`现在是 ${new Date().toISOString()}，先写一句。`);
  await aide.page.getByText(aide.like("desk-kept-saved")).waitFor();
  await sheet.getByRole("textbox").scrollIntoViewIfNeeded();
  await snap(aide, "answering-kept");
};

const aPhotographer: Story = async ({ facts, arrives, snap }) => {
  const [steno, reader] = [await arrives(Staff, "steno"), await arrives(Citizen)];
  await steno.atDesk(facts.live, "photos");
  await reader.go("/");
  const buffer = await reader.page.screenshot();
  const mimeType = "image/png";
  await steno.field("desk-photo-choose").setInputFiles([
    { name: "会场.png", mimeType, buffer },
    { name: "说明.png", mimeType, buffer: Buffer.from("这不是照片") },
  ]);
  await steno.page.getByText(steno.t("refusal-file-type")).waitFor();
  const row = steno.page.locator("[data-fresh='brought'] li").first();
  await steno.fill("desk-photo-caption", "会场全景", row);
  await snap(steno, "photos-brought");
  await steno.button("desk-photo-forget").first().click();
  await steno.page.getByText(steno.t("desk-done-forget")).waitFor();
};

const theHall: Story = async ({ facts, arrives, snap, width }) => {
  if (width < 800) return;
  const hall = await arrives(Citizen);
  await hall.go(`/r/${facts.live}/stage`);
  for (const [inline, block] of [
    [1024, 768],
    [1920, 1080],
  ] as const) {
    await hall.page.setViewportSize({ width: inline, height: block });
    await snap(hall, `hall-${inline}`);
  }
  await hall.page.setViewportSize({ width: 794, height: 1123 });
  await hall.page.emulateMedia({ media: "print" });
  await hall.go(`/r/${facts.closed}/record`);
  await snap(hall, "record-printed");
};

let rehearsal: { room: string; pass: string } | undefined;

const aRehearsal: Story = async ({ arrives, snap }) => {
  const [admin, citizen] = [await arrives(Staff, "admin"), await arrives(Citizen)];
  if (!rehearsal) {
    const now = Date.now();
    const room = await admin.draws({
      topic: "夜间公交演练",
      guests: [{ name: "周明远", office: "市交通运输局局长" }],
      opens: new Date(now - 300_000),
      starts: new Date(now + 3_600_000),
      ends: new Date(now + 7_200_000),
      on: ["office-f-rehearsal"],
    });
    await admin.does("announce");
    const link = admin.page.getByRole("link", { name: `/r/${room}/pass/` });
    rehearsal = { room, pass: new URL(await link.innerText()).pathname };
  }
  const { room, pass } = rehearsal;
  await admin.go(`/desk/r/${room}/room`);
  await snap(admin, "rehearsal-desk");
  await citizen.go(pass.replace(/^\/en/, ""));
  await citizen.page.getByText(citizen.t("public-rehearsal-hint")).first().waitFor();
  await snap(citizen, "rehearsal-room");
};

let secret = "";

const aSecondStep: Story = async ({ arrives, snap }) => {
  const owner = await arrives(Staff, "auditor");
  await owner.go("/desk/factor");
  await snap(owner, "factor");
  if (!secret) {
    secret = await owner.page.locator("#secret").innerText();
    await early();
    await owner.fill("office-f-code", code(secret, -1));
    await owner.moves(() => owner.press("office-factor-set"));
  }
  const again = await arrives(Staff);
  await again.logsIn("auditor");
  await snap(again, "factor-asked");
};

const whatFails: Story = async ({ facts, arrives, full, snap }) => {
  const someone = await arrives(Citizen);
  await someone.go(new URL(facts.refused.link).pathname.replace(/.$/, "x"));
  await snap(someone, "fails-no-right");
  const prefix = someone.language === "en" ? "/en" : "";
  for (let at = 0; at < 3; at += 1) await someone.page.goto(`${full}${prefix}/`);
  await snap(someone, "fails-full");
};

export const STORIES: Record<string, Story> = {
  live: aReader,
  moderator: aModerator,
  crew: theCrew,
  answering: aWriter,
  photos: aPhotographer,
  hall: theHall,
  rehearsal: aRehearsal,
  factor: aSecondStep,
  fails: whatFails,
};
