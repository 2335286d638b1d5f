// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { startAsking } from "./ask";
import type { Page } from "./page";
import type { Room } from "./room";
import type { Sheet } from "./sheet";

const FORM = '<form data-draft="482913"><textarea name="text"></textarea></form>';
const sheet = { onpage: (_body: HTMLElement): void => {} };
const page = { told: { code: "482913" }, own: new Set<number>() };

/** The sheet shows this page; its field, if it has one. */
function shows(markup: string): HTMLTextAreaElement | null {
  document.body.innerHTML = markup;
  sheet.onpage(document.body);
  return document.body.querySelector("textarea");
}

function writes(words: string): void {
  const field = shows(FORM);
  if (!field) throw new Error("no field");
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

beforeEach(() => {
  sessionStorage.clear();
  page.own.clear();
  startAsking(sheet as Sheet, {} as Room, page as unknown as Page);
});

test("what is written outlives other pages that are opened meanwhile", () => {
  writes("公交几点收班？");
  shows("<h1>我的问题</h1>");
  expect(shows(FORM)?.value).toBe("公交几点收班？");
});

test("what was asked is one's own, and no longer kept", () => {
  writes("公交几点收班？");
  shows('<section data-asked="7"></section>');
  expect(page.own.has(7)).toBe(true);
  expect(shows(FORM)?.value).toBe("");
});
