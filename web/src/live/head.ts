// The head of the room: where it is in its life, its clocks, the notice that matters now.
import type { Notice, Room } from "../wire/items";
import { t } from "../desk/words";
import { fill, part } from "./fill";
import { phaseWord, takesPosts } from "./house";
import { type Page, said } from "./page";
import { showStanding } from "./standing";

/** Clocks are told to the minute. */
const REFRESH_MS = 10_000;

/** Sentences about time, as in `views/room.rs`. */
export function clockWords(room: Room, now: number, page: Page): string[] {
  const left = room.ends_at - now;
  const span = page.clock.span(left);
  const words: string[] = [];
  const waits = room.phase === "announced" || room.phase === "collecting";
  if (room.phase === "live")
    words.push(left > 0 ? t("public-clock-left", { span }) : t("public-clock-over"));
  else if (waits && left <= 0) words.push(t("public-clock-missed"));
  else if (waits && room.starts_at <= now) words.push(t("public-clock-soon"));
  else if (waits)
    words.push(t("public-clock-until", { span: page.clock.span(room.starts_at - now) }));
  if (room.phase === "announced")
    words.push(t("public-clock-collects", { span: page.clock.moment(room.collect_at) }));
  else if (room.phase === "live" && takesPosts(room, now) && left <= room.soon_ms) {
    words.push(t("public-clock-asking-ends", { span }));
  } else if (room.phase === "live" && !takesPosts(room, now))
    words.push(t("public-clock-asking-ended"));
  return words;
}

export class Head {
  #page: Page;
  #room: Room | undefined;

  constructor(page: Page) {
    this.#page = page;
    setInterval(() => this.#tick(), REFRESH_MS);
  }

  /** Shows the room as it is now. */
  put(room: Room): void {
    this.#room = room;
    const phase = document.querySelector<HTMLElement>("[data-live='phase']");
    phase?.classList.toggle("live", room.phase === "live");
    phase?.classList.toggle("tag", room.phase !== "live");
    this.#notice(room.notice);
    showStanding(room.record, this.#page);
    this.#tick();
  }

  #tick(): void {
    const room = this.#room;
    if (!room) return;
    const now = this.#page.now;
    write("[data-live='phase']", phaseWord(room, now));
    const place = document.querySelector("[data-live='clocks']");
    const words = clockWords(room, now, this.#page);
    if (place && [...place.children].map((line) => line.textContent).join() !== words.join()) {
      place.replaceChildren(...words.map(clockLine));
    }
    for (const bar of document.querySelectorAll<HTMLElement>("[data-live='ask']"))
      bar.hidden = !takesPosts(room, now);
  }

  #notice(notice: Notice | undefined): void {
    const place = document.querySelector("[data-live='notice']");
    if (!notice) return place?.replaceChildren();
    const box = part("notice");
    box.classList.toggle("notice--grave", notice.occasion === "cancelled");
    fill(box, {
      word: t(`notice-${notice.occasion.replaceAll("_", "-")}`),
      text: said(notice.text, this.#page),
      at: this.#page.clock.stamp(notice.at, this.#page.clock.moment(notice.at)),
    });
    place?.replaceChildren(box);
  }
}

function clockLine(words: string): HTMLElement {
  const line = document.createElement("p");
  line.className = "room-head__clock";
  line.textContent = words;
  return line;
}

/** Writes words where they are not there already. */
export function write(place: string, words: string): void {
  const element = document.querySelector(place);
  if (element && element.textContent !== words) element.textContent = words;
}
