import { beforeEach, expect, test } from "vitest";
import standing from "../../words/en/standing.ftl?raw";
import { speak } from "../desk/words";
import { Page } from "./page";
import { showStanding } from "./standing";

const DUE = Date.UTC(2030, 11, 3, 8);
let page: Page;
const told = (): string | undefined =>
  document.querySelector(".stands .standing > p")?.textContent?.trim();

beforeEach(() => {
  document.documentElement.lang = "en";
  speak("en", [standing]);
  page = new Page({ code: "1", here: "/r/1", epoch: 1, at: 0, zone: "UTC", own: [], voted: [] });
  document.body.innerHTML = `<div data-live="standing"></div>`;
});

test("a page that was open at the end says that the record is in preparation, and later that it stands", () => {
  showStanding(undefined, page);
  expect(told()).toBeUndefined();
  showStanding({ stage: "preparing", at: DUE }, page);
  expect(told()).toMatch(/^Record in preparation .*confirm it by /);
  showStanding({ stage: "handed_over", at: 0 }, page);
  expect(told()).toMatch(/^Waiting for confirmation .*was to be confirmed by /);
  showStanding({ stage: "confirmed", at: DUE }, page);
  expect(told()).toMatch(/^Record confirmed confirmed by the unit on /);
  expect(document.querySelectorAll(".standing")).toHaveLength(1);
});

test("what the server wrote is kept where it says the same, and changed where it does not", () => {
  document.body.innerHTML = `<div data-live="standing"><div class="stands"><div class="standing"><p>old</p></div>
    <section>summary</section></div></div>`;
  showStanding({ stage: "confirmed", at: DUE }, page);
  expect(told()).toMatch(/^Record confirmed/);
  expect(document.querySelector("section")?.textContent).toBe("summary");
});
