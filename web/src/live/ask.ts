// Asking and looking after one's questions, over the page.
import { t } from "../desk/words";
import { type Draft, draftIn, forget } from "../parts/draft/draft";
import type { Page } from "./page";
import type { Room } from "./room";
import type { Sheet } from "./sheet";

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
  let draft: Draft | undefined;
  sheet.onpage = (body) => {
    const asked = body.querySelector<HTMLElement>("[data-asked]")?.dataset["asked"];
    if (asked) page.own.add(Number(asked));
    if (asked !== undefined) forget(page.told.code);
    draft = draftIn(body);
  };
  sheet.onlost = () => draft?.sent();
  room.onmine = () => {
    if (sheet.isOpen) void sheet.refresh();
    else dot(true);
  };
}

/** A mark beside "my questions": something of yours moved. */
function dot(shown: boolean): void {
  const mark = document.querySelector<HTMLElement>("[data-live='mine']");
  if (mark) mark.textContent = shown ? t("live-mine-news") : "";
}
