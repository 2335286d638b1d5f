// A page of forms that is whole without script comes alive: it stays fresh by itself, its presses are sent
// without leaving it, a lost line is said, and a slip of the finger changes nothing.
import { learnLayout } from "../keys";
import { type WordFiles, learn } from "../words";
import { Bar } from "./bar";
import { dress } from "./dress";
import { type Hearing, follow } from "./follow";
import { type Sending, startForms } from "./forms";
import { startGuard } from "./guard";
import { LostLine } from "./lost";
import { Page } from "./page";
import { type Showing, Shown } from "./show";
import { clearAddress, toldBy } from "./told";

/** What a desk of its own kind adds to a living page. */
export interface Ways extends Omit<Hearing, "over">, Omit<Sending, "over">, Showing {
  /** All of the page is as the server has it: at first, and with each look. */
  taken?: () => void;
}

/** What a living page lends to its desk. */
export interface Living {
  page: Page;
  lost: LostLine;
  /** What became of a press. */
  said: Bar;
}

/** Brings the page of the desk `name` to life, as `begin` adds to it; nothing where the page brings no data. */
export async function comeAlive(
  words: WordFiles,
  name: string,
  begin: (living: Living) => Ways,
): Promise<void> {
  const told = toldBy(document);
  if (!told) return;
  await Promise.all([learn(words), learnLayout()]);
  const lost = new LostLine();
  const page = new Page(told, {
    take: whenNoWordIsOpen((fresh) => {
      shown.take(fresh);
      stand();
    }),
    had: (had) => lost.turn(had),
  });
  const said = new Bar();
  const ways = begin({ page, lost, said });
  const shown = new Shown(ways);
  const stand = (): void => {
    ways.taken?.();
    dress();
  };
  const over = (): void => lost.over();
  startGuard();
  startForms(page, said, {
    instead: (...of) => ways.instead?.(...of) === true,
    sent: (...of) => ways.sent?.(...of),
    over,
  });
  clearAddress();
  follow(page, name, {
    concerns: (item) => ways.concerns(item),
    latest: (latest) => ways.latest?.(latest),
    over,
  });
  stand();
}

/** A word that is being composed must not lose its field. */
function whenNoWordIsOpen(take: (page: Document) => void): (page: Document) => void {
  let open = false;
  let waits: Document | undefined;
  document.addEventListener("compositionstart", ({ target }) => {
    open = target instanceof Element && target.closest("[data-fresh]") !== null;
  });
  document.addEventListener("compositionend", () => {
    open = false;
    // the field takes the word after this event
    setTimeout(() => {
      if (waits) take(waits);
      waits = undefined;
    });
  });
  return (page) => {
    waits = open ? page : undefined;
    if (!open) take(page);
  };
}
