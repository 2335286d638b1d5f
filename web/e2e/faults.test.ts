// What must not hurt: hostile words, too many words, a nervous thumb, a machine that dies.
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings, overflow } from "./eyes";
import type { House } from "./house";
import { Citizen, type Receipt } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;
let room = "";

inHouse(async (stay) => {
  ({ house, browser } = stay);
  const reader = await Citizen.arrive(browser, house);
  await reader.go("/");
  await reader.follow("public-enter-room");
  room = /\/r\/(\d+)/.exec(reader.page.url())?.[1] ?? "";
  await reader.leave();
});

const post = (receipt: Receipt) => receipt.number.split("-")[1];

async function asker(script = true): Promise<Citizen> {
  const citizen = await Citizen.arrive(browser, house, { script });
  await citizen.go(`/r/${room}/ask`);
  return citizen;
}

describe("hostile words", () => {
  const HOSTILE = [
    `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`,
    `</textarea></p><svg onload=alert(1)> {{7*7}} javascript:alert(1)`,
    `"><a href="javascript:alert(1)">点这里</a> &lt;b&gt; ' onfocus=alert(1) autofocus '`,
    "公交\u202Eгоавтобус 右到左 \u2067abc\u2069 结束",
  ].join("\n");
  const NAME = `<b onmouseover=alert(1)>'"`;

  it("stay words on every page that shows them", async () => {
    const citizen = await asker();
    await citizen.writes(HOSTILE, { name: NAME });
    await citizen.sends();
    const receipt = await citizen.receipt();
    const moderator = await Staff.arrive(browser, house);
    await moderator.logsIn("moderator");
    const alarms: string[] = [];
    for (const someone of [citizen, moderator]) {
      someone.page.on("dialog", async (dialog) => {
        alarms.push(`${someone.page.url()} ${dialog.message()}`);
        await dialog.dismiss();
      });
    }
    const inert = async (someone: Citizen | Staff, path: string, whole = true) => {
      await someone.go(path);
      const main = someone.page.getByRole("main");
      expect(await main.innerText()).toContain(`<img src=x onerror="document.title='owned'">`);
      if (whole) expect(await main.innerText()).toContain("{{7*7}} javascript:alert(1)");
      if (whole) expect(await main.innerText()).toContain(NAME);
      expect(await someone.page.title()).not.toContain("owned");
      expect(await main.locator('img[src="x"], [onerror], [onmouseover], [onfocus]').count()).toBe(
        0,
      );
      const runs = 'a[href^="javascript:"], script:not([type="application/json"]), svg[onload]';
      expect(await main.locator(runs).count()).toBe(0);
      // What runs from right to left stays inside its own paragraph.
      const bidi = main.getByText("</textarea></p>").first();
      expect(await bidi.evaluate((part) => getComputedStyle(part).unicodeBidi)).toMatch(
        /isolate|plaintext/,
      );
      expect(await bidi.innerText()).not.toContain("\u202E");
    };
    const number = post(receipt);
    await inert(citizen, new URL(receipt.link).pathname);
    await inert(citizen, "/mine", false);
    await inert(moderator, `/desk/r/${room}/queue?pile=all`);
    await inert(moderator, `/desk/r/${room}/q/${number}`);
    await moderator.press("desk-approve");
    const reader = await Citizen.arrive(browser, house);
    await reader.go(`/r/${room}/q/${number}`);
    await reader.waitForText("{{7*7}}");
    await inert(reader, `/r/${room}/q/${number}`);
    await inert(reader, `/r/${room}?view=questions&sort=new`);
    await inert(reader, `/en/r/${room}/q/${number}`);
    expect(alarms).toEqual([]);
    expect([citizen, moderator, reader].flatMap((someone) => someone.troubles)).toEqual([]);
    await Promise.all([citizen, moderator, reader].map((someone) => someone.leave()));
  });
});

describe("too many words", () => {
  it.each([true, false])("are counted and kept, with script %s", async (script) => {
    const citizen = await asker(script);
    const text = "长".repeat(1_001);
    await citizen.writes(text, { name: "写得多的人" });
    await citizen.sends();
    const alert = await citizen.page.getByRole("alert").innerText();
    expect(alert).toMatch(/1,?001/);
    expect(alert).toMatch(/1,?000/);
    expect(await citizen.field("public-ask-text").inputValue()).toBe(text);
    expect(await citizen.field("public-ask-name").inputValue()).toBe("写得多的人");
    expect(await citizen.page.title()).toContain(citizen.t("public-error-title"));
    expect(await overflow(citizen.page)).toEqual([]);
    // axe waits for the page's own timers.
    if (script) expect(await findings(citizen.page)).toEqual([]);
    await citizen.page.getByRole("alert").getByRole("link").click();
    expect(await citizen.page.locator(":focus").getAttribute("name")).toBe("text");
    await citizen.fill("public-ask-text", "长".repeat(1_000));
    await citizen.sends();
    await citizen.receipt();
    expect(await citizen.heading()).toBe(citizen.t("public-receipt-title"));
    await citizen.leave();
  });
});

describe("a form sent twice", () => {
  it.each([true, false])("is one question, with script %s", async (script) => {
    const citizen = await asker(script);
    await citizen.writes(`按了两次的问题，只算一个（${script}）。`);
    await citizen.button("public-ask-send").dblclick();
    await citizen.page.waitForURL(/done=asked/);
    expect(await citizen.heading()).toBe(citizen.t("public-receipt-title"));
    await citizen.go("/mine");
    expect(await citizen.text()).toContain(citizen.t("public-mine-count", { n: 1 }));
    await citizen.leave();
  });

  it("at the same time, from a browser that has no cookie yet", async () => {
    const citizen = await asker();
    await citizen.writes("一起按下去的两次，也只算一个。");
    const form = citizen.page.locator("form").filter({ has: citizen.button("public-ask-send") });
    const fields = await form.evaluate((part) =>
      Object.fromEntries(new FormData(part as HTMLFormElement).entries()),
    );
    const send = () =>
      fetch(`${house.base}/r/${room}/ask`, {
        method: "POST",
        redirect: "manual",
        headers: { origin: house.base },
        body: new URLSearchParams(fields as Record<string, string>),
      });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map((answer) => answer.headers.get("location"))).size).toBe(1);
    await citizen.leave();
  });
});

describe("a machine that dies", () => {
  it("keeps every question it acknowledged", async () => {
    const citizens = await Promise.all([asker(), asker(false)]);
    const receipts: Receipt[] = [];
    for (const [nth, citizen] of citizens.entries()) {
      await citizen.writes(`断电之前收到的第 ${nth + 1} 个问题。`, { name: "停电的人" });
      await citizen.sends();
      receipts.push(await citizen.receipt());
    }
    await house.kill();
    await expect(fetch(house.base)).rejects.toThrow();
    await house.serve();
    for (const [nth, citizen] of citizens.entries()) {
      const receipt = receipts[nth]!;
      const fresh = await Citizen.arrive(browser, house);
      await fresh.looksUp(receipt);
      expect(await fresh.text()).toContain(`断电之前收到的第 ${nth + 1} 个问题。`);
      expect((await fresh.receipt()).code).toBe(receipt.code);
      await citizen.go("/mine");
      expect(await citizen.text()).toContain(receipt.number);
      await Promise.all([fresh.leave(), citizen.leave()]);
    }
  });
});

describe("files that are not what they say", () => {
  it.each(["zh", "en"] as const)(
    "are told beside their field, and nothing typed is lost (%s)",
    async (language) => {
      const admin = await Staff.arrive(browser, house, { language });
      await admin.logsIn("admin");
      await admin.go("/desk/rooms/new");
      const label = (part: string) =>
        admin.t("office-f-guest", { n: 1, part: admin.t(`office-f-guest-${part}`) });
      const field = (part: string) => admin.page.getByLabel(label(part), { exact: true });
      await admin.fill("office-f-topic", "冬季供暖");
      await field("name").fill("石砚秋");
      const buffer = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`);
      await field("face").setInputFiles({ name: "face.png", mimeType: "image/png", buffer });
      await admin.button("office-room-draw").last().click();
      const summary = admin.page.getByRole("alert");
      expect(await summary.innerText()).toContain(admin.t("refusal-file-type"));
      await summary.getByRole("link").first().click();
      expect(await field("face").evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await field("name").inputValue()).toBe("石砚秋");
      expect(await findings(admin.page)).toEqual([]);
      // A good one is kept while something else is wrong.
      const good = {
        name: "face.png",
        mimeType: "image/png",
        buffer: await admin.page.screenshot(),
      };
      await field("face").setInputFiles(good);
      await admin.fill("office-f-topic", "");
      await admin.button("office-room-draw").last().click();
      const kept = admin.t("public-portrait-of", { name: "石砚秋" });
      await admin.page.getByRole("img", { name: kept, exact: true }).waitFor();
      await admin.fill("office-f-topic", "冬季供暖");
      await admin.button("office-room-draw").last().click();
      expect(admin.page.url()).toMatch(/\/desk\/r\/\d+\/room/);
      expect(admin.troubles).toEqual([]);
      await admin.leave();
    },
  );
});
