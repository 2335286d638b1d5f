// A second step at the log-in: set up with a telephone, asked for, taken away, without script too.
import { createHmac } from "node:crypto";
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings, overflow } from "./eyes";
import type { House } from "./house";
import { Staff } from "./staff";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;

inHouse((stay) => ({ house, browser } = stay));

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

/** Waits until the code of before is still taken for a while. */
async function early(): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < STEP_MS / 2) await new Promise((resolve) => setTimeout(resolve, left));
}

/** What an authenticator shows (RFC 6238) for a secret, some steps from now. */
function code(secret: string, steps = 0): string {
  const bits = [...secret.replace(/\s/g, "")].map((letter) =>
    LETTERS.indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + steps));
  const key = Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
  const mac = createHmac("sha1", key).update(time).digest();
  const at = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

describe.each([
  { language: "zh", script: false, login: "host" },
  { language: "en", script: true, width: 360, login: "steno" },
] as const)("the second step ($language)", ({ login, ...way }) => {
  const looks = async (staff: Staff) => {
    expect(await overflow(staff.page)).toEqual([]);
    if (way.script) expect(await findings(staff.page)).toEqual([]);
  };

  it("is set up, asked for and taken away", async () => {
    const owner = await Staff.arrive(browser, house, way);
    await owner.logsIn(login);
    await owner.go("/desk/password");
    await owner.moves(() => owner.follow("office-factor-open"));
    await looks(owner);
    const secret = await owner.page.locator("#secret").innerText();
    expect(secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    await owner.fill("office-f-code", "000 000");
    await owner.moves(() => owner.press("office-factor-set"));
    expect(await owner.text()).toContain(owner.t("refusal-bad-factor"));
    expect(await owner.page.locator("#secret").innerText()).toBe(secret);
    await early();
    await owner.fill("office-f-code", code(secret, -1));
    await owner.moves(() => owner.press("office-factor-set"));
    expect(await owner.text()).toContain(owner.t("office-done-factor"));

    const again = await Staff.arrive(browser, house, way);
    await again.logsIn(login);
    expect(await again.heading()).toBe(again.t("office-code"));
    await looks(again);
    const used = code(secret);
    await again.fill("office-f-code", used);
    await again.moves(() => again.press("office-enter-submit"));
    expect(new URL(again.page.url()).pathname).toMatch(/\/desk$/);

    await owner.fill("office-f-code", used);
    await owner.moves(() => owner.press("office-factor-drop"));
    expect(await owner.text()).toContain(owner.t("refusal-code-used"));
    await looks(owner);
    await owner.fill("office-f-code", code(secret, 1));
    await owner.moves(() => owner.press("office-factor-drop"));
    expect(await owner.text()).toContain(owner.t("office-done-factor-dropped"));
    const last = await Staff.arrive(browser, house, way);
    await last.logsIn(login);
    expect(new URL(last.page.url()).pathname).toMatch(/\/desk$/);
    await Promise.all([owner, again, last].map((someone) => someone.leave()));
  });
});
