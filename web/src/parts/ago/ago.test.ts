import { beforeEach, expect, test, vi } from "vitest";
import { sayDistance, startAges } from "./ago";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-23T02:00:00Z") });
});

test("distances are said in the page's language", () => {
  expect(sayDistance(-5 * 60, "zh-CN")).toBe("5 分钟前");
  expect(sayDistance(12 * 60, "en")).toBe("in 12 minutes");
  expect(sayDistance(-119, "en")).toBe("1 minute ago");
});

test("within a minute and beyond a day the server's own words stay", () => {
  expect(sayDistance(-20, "en")).toBeUndefined();
  expect(sayDistance(-25 * 3600, "en")).toBeUndefined();
});

test("times age while the page stays open, broken ones are left alone", () => {
  document.documentElement.lang = "en";
  document.body.innerHTML = `
    <time datetime="2026-11-23T01:58:00Z" data-ago>01:58</time>
    <time datetime="soon" data-ago>soon</time>`;
  startAges(document);
  const [first, second] = document.querySelectorAll("time");
  expect(first!.textContent).toBe("2 minutes ago");
  vi.advanceTimersByTime(60_000);
  expect(first!.textContent).toBe("3 minutes ago");
  expect(second!.textContent).toBe("soon");
});
