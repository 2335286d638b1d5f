// The desk at which letters are taken in, by keys; and the page of what a session left open, which follows colleagues.
import type { Browser } from "playwright-core";
import { expect, it } from "vitest";
import { Moderator } from "./crew";
import type { House } from "./house";
import { Citizen } from "./people";
import { Staff } from "./staff";
import { inHouse } from "./stay";

let house: House;
let browser: Browser;
let [box, over] = ["", ""];

inHouse(async (stay) => {
  ({ house, browser } = stay);
  const reader = await Citizen.arrive(browser, house);
  const code = async (path: string, topic: RegExp) => {
    await reader.go(path);
    const href = await reader.page.getByRole("link", { name: topic }).first().getAttribute("href");
    return /\/r\/(\d+)/.exec(href ?? "")?.[1] ?? "";
  };
  [box, over] = [await code("/", /市长信箱/), await code("/archive", /河道治理/)];
  await reader.leave();
});

/** Somebody of the crew before what the session left open. */
async function sits(login: string): Promise<Staff> {
  const someone = await Staff.arrive(browser, house);
  await someone.logsIn(login);
  await someone.atDesk(over, "leftovers");
  return someone;
}

it.each(["zh", "en"] as const)("in %s a letter is taken in as one", async (language) => {
  const author = await Citizen.arrive(browser, house, { language });
  await author.go(`/r/${box}/ask`);
  await author.field("letter-complaint").check();
  await author.fill("letters-f-title", `井盖 ${language}`);
  await author.fill("letters-f-text", `北巷 ${language} 号门前的井盖松了。`);
  await author.moves(() => author.press("letters-send"));
  const still = author.page.getByRole("button", { name: author.t("letters-send-still") });
  if ((await still.count()) > 0) await author.moves(() => still.click());
  const number = Number((await author.receipt()).number.split("-")[1]);
  await author.leave();

  const moderator = await Moderator.arrive(browser, house, { language });
  await moderator.logsIn("moderator");
  await moderator.go("/desk");
  await moderator.page
    .getByRole("link", { name: moderator.t("letters-pile-screen") })
    .first()
    .waitFor();
  await moderator.sits(box);
  await moderator.queued(number).waitFor();
  await moderator.queued(number).click();
  const one = moderator.page.locator(".mod__question");
  for (const id of ["letter-complaint", "letters-agrees-not", "letters-to-page"])
    await one.getByText(moderator.t(id), { exact: true }).first().waitFor();
  expect(await moderator.page.locator(".mod__list").count()).toBe(0);
  await moderator.act("desk-approve.letter").waitFor();
  await moderator.key("a");
  await moderator.bar("desk-did-approve.letter").waitFor();
  await moderator.page
    .getByText(moderator.t("desk-done-approve.letter", { n: number, next: "route" }))
    .waitFor({
      state: "attached",
    });
  expect(moderator.troubles).toEqual([]);
  await moderator.leave();
});

it("what a session left open follows a colleague, and what is ticked stays ticked", async () => {
  const [one, other] = [await sits("moderator"), await sits("host")];
  const boxes = one.page.locator("[name='pick']");
  const before = await boxes.count();
  expect(before).toBeGreaterThan(1);
  const [first, last] = [boxes.first(), boxes.nth(before - 1)];
  const kept = (await last.getAttribute("id")) ?? "";
  await last.check();
  const gone = (await first.getAttribute("id")) ?? "";
  await other.page.locator(`#${gone}`).check();
  await other.fill("leftovers-comment", "这是一句问候。");
  await other.moves(() => other.press("leftovers-comment-do"));
  await expect.poll(() => one.page.locator(`#${gone}`).count(), { timeout: 15_000 }).toBe(0);
  expect(await one.page.locator(`#${kept}`).isChecked()).toBe(true);
  await one.page.getByText("这是一句问候。").first().waitFor();
  for (const someone of [one, other]) {
    expect(someone.troubles).toEqual([]);
    await someone.leave();
  }
});
