// Photos: many at once, each with its words before it goes out, and nothing in them but the picture.
import type { Browser, Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { House } from "./house";
import { Citizen } from "./people";
import { type Brought, Staff } from "./staff";
import { inHouse } from "./stay";

const MINUTE = 60_000;
const SOON = { timeout: 20_000 };
const SECRET = "GPSLatitude 31.2304";

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

/** A JPEG that tells where it was taken. */
function located(jpeg: Buffer): Buffer {
  const said = Buffer.from(`Exif\0\0${SECRET}`);
  const head = Buffer.from([0xff, 0xe1, 0, said.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, said, jpeg.subarray(2)]);
}

/** So many, and no more. */
async function counts(at: Locator, n: number): Promise<void> {
  await at.nth(n - 1).waitFor(SOON);
  await at.nth(n).waitFor({ ...SOON, state: "detached" });
}

describe("a photo editor", () => {
  let admin: Staff, steno: Staff, host: Staff, editor: Staff, plain: Staff;
  let reader: Citizen;
  let room = "";
  let pictures: Brought[];
  const part = (name: string, who = steno) => who.page.locator(`[data-fresh='${name}']`);
  const rows = (name: string, who = steno) => part(name, who).locator("li.photo");
  /** A photo of the record by its caption. */
  const named = (caption: string, who = steno) =>
    rows("shown", who).filter({ has: who.page.locator(".said", { hasText: caption }) });
  const describes = async (row: Locator, caption: string, alt: string, who = steno) => {
    await who.fill("desk-photo-caption", caption, row);
    await who.fill("desk-photo-alt", alt, row);
  };
  const says = async (id: string, n: number) =>
    steno.page.getByText(steno.t(id, { n })).first().waitFor(SOON);
  /** What the record shows, as readers have it. */
  const record = async () => {
    await reader.go(`/r/${room}?view=record`);
    const images = reader.page.locator("figure img");
    return images.evaluateAll((all) =>
      all.map((image) => [
        image.getAttribute("alt"),
        image.closest("figure")?.querySelector("figcaption")?.textContent,
      ]),
    );
  };

  it("in a room that has not begun", async () => {
    admin = await Staff.arrive(browser, house, { script: false });
    await admin.logsIn("admin");
    const now = Date.now();
    room = await admin.draws({
      topic: "车站改造现场",
      guests: [{ name: "周明远", office: "市交通运输局局长" }],
      opens: new Date(now - 5 * MINUTE),
      starts: new Date(now + 5 * MINUTE),
      ends: new Date(now + 60 * MINUTE),
    });
    await admin.does("announce");
    await admin.atDesk(room, "room");
    const link = await admin.invites(admin.t("role-editor"), "图片编辑·何晴");
    editor = await Staff.arrive(browser, house);
    await editor.opensLink(link);
    steno = await Staff.arrive(browser, house);
    await steno.logsIn("steno");
    reader = await Citizen.arrive(browser, house, { script: false });
    const shot = async (path: string, type: "jpeg" | "png") => {
      await reader.go(path);
      return reader.page.screenshot({ type });
    };
    pictures = [
      {
        name: "会场.jpg",
        mimeType: "image/jpeg",
        buffer: located(await shot("/", "jpeg")),
      },
      { name: "嘉宾.png", mimeType: "image/png", buffer: await shot("/find", "png") },
      { name: "主持人.png", mimeType: "image/png", buffer: await shot("/rules", "png") },
    ];
  });

  it("brings many at once, and is told which one is none", async () => {
    await steno.atDesk(room, "photos");
    const none = { name: "说明.png", mimeType: "image/png", buffer: Buffer.from("这不是照片") };
    await steno.field("desk-photo-choose").setInputFiles([...pictures, none]);
    await counts(rows("brought"), 3);
    await steno.page.getByText(steno.t("refusal-file-type")).waitFor(SOON);
    await steno.press("desk-photo-leave");
    expect(await steno.button("desk-photo-show").count()).toBe(0);
    await steno.page.getByText(steno.t("desk-photo-not-yet")).waitFor();
  });

  it("keeps them for later with their words, and not without", async () => {
    const first = rows("brought").filter({ hasText: "会场" });
    await steno.fill("desk-photo-caption", "改造中的候车厅", first);
    const other = rows("brought").filter({ hasText: "嘉宾" });
    await describes(other, "嘉宾到场", "一位穿深色西装的男子走进大厅");
    await steno.press("desk-prepare", first);
    await steno.page.getByText(steno.t("desk-photo-no-alt")).first().waitFor(SOON);
    await counts(rows("brought"), 3);
    await steno.fill("desk-photo-alt", "脚手架后面的候车厅", first);
    await steno.press("desk-prepare", first);
    await says("desk-done-prepare-photo", 1);
    await counts(rows("waiting"), 1);
    await counts(rows("brought"), 2);
    expect(await steno.field("desk-photo-caption", other).inputValue()).toBe("嘉宾到场");
    expect(await record()).toEqual([]);
  });

  it("publishes nothing by Enter in a caption, with script and without", async () => {
    await steno.page.reload();
    host = await Staff.arrive(browser, house, { script: false });
    await host.logsIn("host");
    await host.atDesk(room, "room");
    await host.does("live", (form) => host.isSure(form));
    const first = rows("brought").filter({ hasText: "嘉宾" });
    await steno.button("desk-photo-show", first).waitFor(SOON);
    await describes(first, "嘉宾到场", "先写好的描述");
    await steno.field("desk-photo-caption", first).press("Enter");
    const alt = steno.field("desk-photo-alt", first);
    expect(await alt.evaluate((field) => field === document.activeElement)).toBe(true);
    const still = await Staff.arrive(browser, house, { script: false });
    await still.page.context().addCookies(await steno.page.context().cookies());
    await still.atDesk(room, "photos");
    const row = rows("brought", still).filter({ hasText: "嘉宾" });
    await describes(row, "嘉宾到场", "先写好的描述", still);
    await still.moves(() => still.field("desk-photo-caption", row).press("Enter"));
    await still.page.getByText(still.t("desk-done-keep")).waitFor();
    await counts(rows("brought", still), 2);
    expect(await still.field("desk-photo-caption", row).inputValue()).toBe("嘉宾到场");
    expect(await still.field("desk-photo-alt", row).inputValue()).toBe("先写好的描述");
    expect(await record()).toEqual([]);
    expect(still.troubles).toEqual([]);
  });

  it("shows them once the session has begun, and its page follows by itself", async () => {
    const other = rows("brought").filter({ hasText: "嘉宾" });
    await steno.button("desk-photo-show", other).waitFor(SOON);
    await steno.fill("desk-photo-alt", "", other);
    await steno.press("desk-photo-show", other);
    await steno.page.getByText(steno.t("desk-photo-no-alt")).first().waitFor(SOON);
    expect(await record()).toEqual([]);
    await steno.fill("desk-photo-alt", "一位穿深色西装的男子走进大厅", other);
    await steno.press("desk-photo-show", other);
    await says("desk-done-place-photo", 1);
    await steno.press("desk-photo-show", rows("waiting").first());
    await counts(rows("shown"), 2);
    expect(await record()).toEqual([
      ["一位穿深色西装的男子走进大厅", "嘉宾到场"],
      ["脚手架后面的候车厅", "改造中的候车厅"],
    ]);
  });

  it("gives out nothing but the picture", async () => {
    const images = reader.page.locator("figure img");
    const src = await images.nth(1).getAttribute("src");
    const given = await (await reader.page.request.get(`${house.base}${src}`)).body();
    expect(given.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(pictures[0]!.buffer.includes(SECRET)).toBe(true);
    expect(given.includes("Exif") || given.includes(SECRET)).toBe(false);
  });

  it("mends words in the open and takes a photo down, on a second press", async () => {
    await editor.atDesk(room, "photos");
    const row = named("嘉宾到场", editor);
    await row.locator("summary").click();
    await editor.fill("desk-photo-caption", "周明远到场", row);
    await editor.press("desk-mend", row);
    const mended = named("周明远到场", editor);
    await mended.waitFor(SOON);
    await editor.fill("desk-photo-alt", "周明远走进大厅，手里拿着文件夹", mended);
    await editor.press("desk-photo-describe", mended);
    await mended.getByText("手里拿着文件夹").first().waitFor(SOON);
    await named("周明远到场").waitFor(SOON);
    await editor.press("desk-photo-down", mended);
    await editor.button("desk-press-not").waitFor();
    await editor.press("desk-press-not");
    expect(await record()).toHaveLength(2);
    await editor.confirms(editor.t("desk-photo-down"));
    await editor.page.getByText(editor.t("desk-photo-gone")).waitFor(SOON);
    expect(await record()).toEqual([["脚手架后面的候车厅", "改造中的候车厅"]]);
  });

  it("works with one form for files and one for words without script", async () => {
    plain = await Staff.arrive(browser, house, { script: false, width: 360 });
    await plain.page.context().addCookies(await steno.page.context().cookies());
    await plain.atDesk(room, "photos");
    const [one, two] = [await admin.page.screenshot(), await host.page.screenshot()];
    await plain.field("desk-photo-choose").setInputFiles([
      { name: "甲.png", mimeType: "image/png", buffer: one },
      { name: "乙.png", mimeType: "image/png", buffer: two },
    ]);
    await plain.press("desk-photo-bring");
    await plain.page.getByText(plain.t("desk-done-bring", { n: 2 })).waitFor();
    await describes(rows("brought", plain).filter({ hasText: "甲" }), "甲图", "甲的样子", plain);
    await plain.fill(
      "desk-photo-caption",
      "乙图",
      rows("brought", plain).filter({ hasText: "乙" }),
    );
    await plain.press("desk-photo-show-all");
    const told = plain.page.getByRole("alert");
    expect(await told.innerText()).toContain(plain.t("desk-photo-no-alt"));
    const left = rows("brought", plain).filter({ hasText: "乙" });
    expect(await plain.field("desk-photo-caption", left).inputValue()).toBe("乙图");
    await plain.press("desk-photo-forget", left);
    await plain.page.getByText(plain.t("desk-done-forget")).waitFor();
    expect(await record()).toContainEqual(["甲的样子", "甲图"]);
  });

  it("takes pictures that are dropped or pasted", async () => {
    await counts(rows("brought"), 1);
    for (const kind of ["drop", "paste"]) {
      const bytes = [
        ...(await steno.page.screenshot({
          clip: { x: 0, y: 0, width: 40, height: kind === "drop" ? 40 : 50 },
        })),
      ];
      await steno.page.evaluate(
        ([type, all]) => {
          const data = new DataTransfer();
          data.items.add(
            new File([new Uint8Array(all as number[])], `${type}.png`, { type: "image/png" }),
          );
          const event =
            type === "drop"
              ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent("paste", {
                  clipboardData: data,
                  bubbles: true,
                  cancelable: true,
                });
          document.body.dispatchEvent(event);
        },
        [kind, bytes] as const,
      );
      await rows("brought").filter({ hasText: kind }).waitFor(SOON);
    }
  });

  it("troubled no browser", () => {
    const people = [admin, steno, host, editor, plain, reader];
    // the browser itself tells of an answer that says no
    // refused files; and a picture that was taken down while a page was asking for it
    const refused = /status of (409|415)|status of 404 .*\/files\//;
    const troubles = people.flatMap((someone) => someone.troubles);
    expect(troubles.filter((trouble) => !refused.test(trouble))).toEqual([]);
  });
});
