// A page of forms that is whole without script comes alive: it stays fresh by itself, its presses are sent
// without leaving it, a lost line is said, and a slip of the finger changes nothing.
import type { StaffLatest } from "../../wire/frames";
import type { Changed } from "../../wire/items";
import { type WordFiles, learn } from "../words";
import { partsOf } from "../fresh/fresh";
import { type Told, toldBy } from "../fresh/look";
import { startGuard } from "./guard";
import { LostLine } from "./lost";
import { clearAddress, Page } from "./page";
import { startPresses } from "./presses";
import { renew } from "./renew";
import { listen } from "./ring";

export interface Life {
  words: WordFiles;
  /** The desk, as colleagues are told who is at it. */
  name: string;
  /** Whether this change can be seen on the page. */
  concerns: (item: Changed) => boolean;
  /** What moves without being kept. */
  latest?: (latest: StaffLatest) => void;
  /** A page came, and what it was told. */
  took?: (told: Told) => void;
  /** A part stands in the page: at first, and whenever it was shown anew. */
  stands?: (part: ParentNode) => void;
  /** A part says something else than before. */
  changed?: (name: string, before: HTMLElement, now: HTMLElement) => void;
}

/** Nothing where the page brings no data. */
export async function comeAlive(life: Life): Promise<Page | undefined> {
  const told = toldBy(document);
  if (!told) return undefined;
  await learn(life.words);
  const lost = new LostLine();
  const take = whenNoWordIsOpen((fresh) => showParts(fresh, life));
  const page = new Page(told, take, (had) => lost.turn(had));
  life.took?.(told);
  trust(document);
  life.stands?.(document);
  startGuard();
  startPresses(page);
  clearAddress();
  const { concerns, latest } = life;
  listen(page, life.name, {
    concerns,
    over: () => lost.over(),
    ...(latest && { latest }),
  });
  return page;
}

/** A word that is being composed must not lose its field. */
function whenNoWordIsOpen(take: (page: Document) => void): (page: Document) => void {
  let open = false;
  let waits: Document | undefined;
  document.addEventListener("compositionstart", () => (open = true));
  document.addEventListener("compositionend", () => {
    open = false;
    // the field takes the word after this event
    setTimeout(() => waits && take(waits));
  });
  return (page) => {
    waits = open ? page : undefined;
    if (!open) take(page);
  };
}

/** Shows each part of the page as the server has it. */
function showParts(page: Document, life: Life): void {
  const told = toldBy(page);
  if (told) life.took?.(told);
  const fresh = partsOf(page);
  for (const [name, part] of partsOf(document)) {
    const next = fresh.get(name);
    if (!next) continue;
    const [now, changed] = renew(part, next);
    if (!changed) continue;
    trust(now);
    life.stands?.(now);
    life.changed?.(name, part, now);
  }
  head(page);
}

/** With script a second press stands where the box stood. */
function trust(part: ParentNode): void {
  for (const sure of part.querySelectorAll<HTMLElement>("[data-sure]")) {
    const box = sure.querySelector("input");
    if (box) box.checked = true;
    sure.hidden = true;
  }
}

/** Phase and doors around the parts. */
function head(page: Document): void {
  for (const place of [".room-head__over", ".tabs"]) {
    const [shown, fresh] = [document.querySelector(place), page.querySelector(place)];
    if (shown && fresh && shown.textContent !== fresh.textContent) {
      shown.replaceWith(document.importNode(fresh, true));
    }
  }
}
