// Asking and looking after one's questions, over the page.
import { t } from "../desk/words";
import type { Page } from "./page";
import type { Room } from "./room";
import type { Sheet } from "./sheet";

/** Where the words being written are kept, should the page be lost. */
const draftOf = (code: string): string => `draft-${code}`;

export function startAsking(sheet: Sheet, room: Room, page: Page): void {
  document.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element
        ? event.target.closest<HTMLAnchorElement>("a[data-sheet-link]")
        : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void sheet.open(link.href);
    dot(false);
  });
  sheet.onpage = (body) => {
    const asked = body.querySelector<HTMLElement>("[data-asked]")?.dataset["asked"];
    if (asked) page.own.add(Number(asked));
    keepDraft(body, page.told.code, asked !== undefined);
  };
  room.onmine = () => {
    if (sheet.isOpen) void sheet.refresh();
    else dot(true);
  };
}

/** What is written stays until it was asked, whatever else is opened meanwhile. */
function keepDraft(body: HTMLElement, code: string, asked: boolean): void {
  if (asked) sessionStorage.removeItem(draftOf(code));
  const text = body.querySelector<HTMLTextAreaElement>("textarea#text");
  if (!text) return;
  if (text.value === "") text.value = sessionStorage.getItem(draftOf(code)) ?? "";
  text.addEventListener("input", () => sessionStorage.setItem(draftOf(code), text.value));
}

/** A mark beside "my questions": something of yours moved. */
function dot(shown: boolean): void {
  const mark = document.querySelector<HTMLElement>("[data-live='mine']");
  if (mark) mark.textContent = shown ? t("live-mine-news") : "";
}
