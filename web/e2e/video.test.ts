// Video in the room's page: fetched only when somebody presses, kept going while its host comes and goes, moved to
// the moment of a line, with the picture in sign language beside it.
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings, overflow } from "./eyes";
import { House, launch } from "./house";
import { Citizen, type Way } from "./people";
import { Staff } from "./staff";
import { FLAGS, Stream } from "./stream";

const MINUTE = 60_000;
const GUEST = { name: "周明远", office: "市交通运输局局长" };
/** A picture that has not begun is looked for every five to ten seconds. */
const SOON = { timeout: 30_000 };

let house: House;
let browser: Browser;
let stream: Stream;
let admin: Staff, host: Staff, steno: Staff;
const readers: Citizen[] = [];

beforeAll(async () => {
  stream = await Stream.open();
  [house, browser] = await Promise.all([
    House.open({ WENZHENG_LIMITS__VIDEO_HOSTS: stream.host }),
    launch(FLAGS),
  ]);
  [admin, host, steno] = [await arrives("admin"), await arrives("host"), await arrives("steno")];
});

afterAll(async () => {
  await browser?.close();
  await house?.close();
  await stream?.close();
});

async function arrives(login: string): Promise<Staff> {
  const someone = await Staff.arrive(browser, house, { script: false });
  await someone.logsIn(login);
  return someone;
}

async function reads(path: string, way: Way = {}): Promise<Citizen> {
  const someone = await Citizen.arrive(browser, house, way);
  readers.push(someone);
  await someone.go(path);
  return someone;
}

/** A session in progress with these videos; its code. */
async function opens(topic: string, videos: [string, string]): Promise<string> {
  const now = Date.now();
  const room = await admin.draws({
    topic,
    guests: [GUEST],
    opens: new Date(now - 5 * MINUTE),
    starts: new Date(now + 5 * MINUTE),
    ends: new Date(now + 60 * MINUTE),
    videos,
  });
  await admin.does("announce");
  await host.atDesk(room, "room");
  await host.does("live", (form) => host.isSure(form));
  return room;
}

/** Says since when the recording runs, in the installation's zone, at a desk of whoever may. */
async function records(who: Staff, desk: string, room: string, zero_at: Date): Promise<void> {
  await who.atDesk(room, desk);
  const zero = who.page.locator("[data-fresh='zero']");
  await zero.locator("summary").click();
  const clock = zero_at.toLocaleTimeString("zh-CN", {
    timeZone: "Asia/Shanghai",
    hourCycle: "h23",
  });
  await who.field("desk-zero-at", zero).fill(clock);
  await who.moves(() => who.press("desk-zero-set", zero));
  await zero.getByText(who.t("desk-zero", { clock })).waitFor();
}

async function says(room: string, words: string): Promise<void> {
  await steno.atDesk(room, "lines");
  await steno.says(GUEST.name, words);
}

/** The figure of one of the videos. */
const figure = (who: Citizen, id: string): Locator =>
  who.page.locator("figure").filter({ hasText: who.t(id) });

const clock = (of: Locator): Promise<number> =>
  of.locator("video").evaluate((video: HTMLVideoElement) => video.currentTime);

const isThere = (who: Citizen) => figure(who, "public-video-sign").isVisible();

const captions = (video: HTMLVideoElement) => [...video.textTracks].map(({ label }) => label);

/** The picture moves on from where it is. */
async function moves(of: Locator): Promise<void> {
  const before = await clock(of);
  await expect.poll(() => clock(of), SOON).toBeGreaterThan(before + 0.5);
}

/** What readers' browsers complained about, but for what the host did not have or was cut off from. */
const troubles = () =>
  readers
    .flatMap((reader) => reader.troubles)
    .filter(
      (one) => !(one.includes(`//${stream.host}/`) && one.includes("Failed to load resource")),
    );

describe("a live picture", () => {
  let room = "";
  let said_at = 0;
  let reader: Citizen;
  const main = () => figure(reader, "public-video");
  const sees = (id: string) => main().getByText(reader.t(id), { exact: true }).waitFor(SOON);

  it("is offered, and its host hears of nobody before a press", async () => {
    room = await opens("现场直播", [stream.at("live.m3u8"), stream.at("sign.m3u8")]);
    await records(host, "host", room, new Date(Date.now() - 20_000));
    await says(room, "欢迎来到直播现场。");
    said_at = Date.now();
    reader = await reads(`/r/${room}`);
    await reader.button("video-play").waitFor();
    await main().getByText(stream.host.split(":")[0]!).waitFor();
    await reader.page.waitForLoadState("networkidle");
    expect(stream.asked).toEqual([]);
    // what waits for browsers without script is not seen
    expect(await main().innerText()).not.toContain("<");
  });

  it("is waited for calmly, and begins by itself", async () => {
    await reader.press("video-play");
    await sees("video-waiting");
    expect(new Set(stream.asked)).toEqual(new Set(["live.m3u8"]));
    stream.hasBegun = true;
    await moves(main());
    await expect.poll(() => main().getByRole("status").textContent(), SOON).toBe("");
    expect(stream.asked).not.toContain("sign.m3u8");
  });

  it("goes on when the host comes back", async () => {
    stream.wire.cut();
    await sees("video-lost");
    stream.wire.mend();
    await moves(main());
    await expect.poll(() => main().getByRole("status").textContent(), SOON).toBe("");
  });

  it("is moved to the moment of a line, and back to live", async () => {
    await says(room, "我们先说公交。");
    const row = reader.page.locator("ol.record > li").filter({ hasText: "欢迎来到直播现场" });
    const wanted = `piece-${stream.pieceOf(said_at)}.m4s`;
    await expect.poll(() => Date.now() - said_at, SOON).toBeGreaterThan(15_000);
    expect(stream.asked).not.toContain(wanted);
    await row.getByRole("link", { name: /录像 0:2/ }).click();
    await expect.poll(() => stream.asked, SOON).toContain(wanted);
    await moves(main());
    expect(new URL(reader.page.url()).search).toBe("");
    const behind = await clock(main());
    await reader.press("video-to-live");
    await expect.poll(() => clock(main()), SOON).toBeGreaterThan(behind + 10);
    await expect.poll(() => reader.button("video-to-live").isVisible(), SOON).toBe(false);
  });

  it("is told to be over when it is", async () => {
    await host.atDesk(room, "room");
    await host.does("close", (form) => host.isSure(form));
    stream.ends();
    await sees("video-ended");
  });

  it("is a plain player where there is no script", async () => {
    const plain = await reads(`/r/${room}`, { script: false });
    const videos = plain.page.locator("video[controls]");
    expect(await videos.evaluateAll((all) => all.map((one) => one.getAttribute("src")))).toEqual([
      stream.at("live.m3u8"),
      stream.at("sign.m3u8"),
    ]);
    expect(await plain.page.locator("figure button:visible").count()).toBe(0);
  });
});

describe("the picture in sign language", () => {
  let room = "";

  it("is folded away on a phone until it is wanted, and stays as it was left", async () => {
    room = await opens("手语直播", [stream.at("recording.m3u8"), stream.at("page")]);
    const asked = stream.asked.length;
    const phone = await reads(`/r/${room}`, { width: 360 });
    await phone.button("video-sign-show").waitFor();
    expect(await isThere(phone)).toBe(false);
    await phone.press("video-sign-show");
    expect(await isThere(phone)).toBe(true);
    await phone.page.reload();
    await phone.button("video-sign-hide").waitFor();
    expect(await isThere(phone)).toBe(true);
    await phone.press("video-sign-larger");
    expect([...(await overflow(phone.page)), ...(await findings(phone.page))]).toEqual([]);
    await phone.page.reload();
    await phone.button("video-sign-smaller").waitFor();
    await phone.press("video-sign-hide");
    await phone.page.reload();
    await phone.button("video-sign-show").waitFor();
    expect(await isThere(phone)).toBe(false);
    expect(stream.asked.slice(asked)).toEqual([]);
  });

  it("stands beside the other on a desk, framed only when somebody presses", async () => {
    const desk = await reads(`/r/${room}`);
    expect(await desk.page.locator("iframe").count()).toBe(0);
    await desk.press("video-play-sign");
    const frame = figure(desk, "public-video-sign").locator("iframe");
    await frame.contentFrame().getByText("A page of somebody else.").waitFor(SOON);
    expect(await frame.getAttribute("title")).toBe(desk.t("public-video-sign"));
    expect(await frame.getAttribute("sandbox")).not.toContain("allow-top-navigation");
    const tops = await Promise.all(
      ["public-video", "public-video-sign"].map((id) => figure(desk, id).boundingBox()),
    );
    expect(tops[0]?.y).toBe(tops[1]?.y);
    await desk.press("video-sign-hide");
    expect(await desk.page.locator("iframe").count()).toBe(0);
  });
});

describe("a browser that plays lists by itself", () => {
  it("waits, plays, and goes on when the host comes back", async () => {
    const room = await opens("自己会放", [stream.at("native.m3u8"), ""]);
    const reader = await Citizen.arrive(browser, house);
    readers.push(reader);
    // the mark of those whose own player is believed
    await reader.page.addInitScript(() =>
      Object.assign(window, { ManagedMediaSource: MediaSource }),
    );
    await reader.go(`/r/${room}`);
    stream.hasBegun = false;
    await reader.press("video-play");
    const main = figure(reader, "public-video");
    await main.getByText(reader.t("video-waiting"), { exact: true }).waitFor(SOON);
    stream.hasBegun = true;
    await moves(main);
    const source = await main.locator("video").getAttribute("src");
    expect(source).toBe(stream.at("native.m3u8"));
    stream.wire.cut();
    await main.getByText(reader.t("video-lost"), { exact: true }).waitFor(SOON);
    stream.wire.mend();
    await moves(main);
    await reader.leave();
  });
});

describe("a recording", () => {
  it("begins at the moment of a line, with its captions", async () => {
    const room = await opens("看录像", [stream.at("recording.m3u8"), ""]);
    await host.atDesk(room, "host");
    await host.page.getByText(host.t("desk-zero-none")).waitFor();
    await host.moves(() => host.press("desk-zero-now"));
    await says(room, "录像里的话。");
    const first = await reads(`/r/${room}/record`);
    await first.page.getByRole("link", { name: /录像 0:0/ }).waitFor();
    // the picture had begun earlier than somebody thought of it
    const { items } = (await (await fetch(`${house.base}/api/v1/rooms/${room}/lines`)).json()) as {
      items: { at: string }[];
    };
    await records(steno, "lines", room, new Date(Date.parse(items.at(-1)?.at ?? "") - 20_000));
    const reader = await reads(`/r/${room}/record`);
    const asked = stream.asked.length;
    const place = reader.page.getByRole("link", { name: /录像 0:2/ });
    const offset = Number(/t=(\d+)/.exec((await place.getAttribute("href")) ?? "")?.[1]);
    await reader.moves(() => place.click());
    const main = figure(reader, "public-video");
    await reader.button("video-play").waitFor();
    expect(stream.asked.slice(asked)).toEqual([]);
    await reader.press("video-play");
    await moves(main);
    expect(await clock(main)).toBeGreaterThan(offset);
    expect(await clock(main)).toBeLessThan(offset + 10);
    const video = main.locator("video");
    await expect.poll(() => video.evaluate(captions), SOON).toEqual(["中文"]);
  });
});

it("no browser refused anything, and none was troubled", () => {
  expect(troubles()).toEqual([]);
});
