// The answering desk's page and what the server has of it now: told calmly, shown when asked for.
import { Bar } from "../../desk/page/bar";
import { LostLine } from "../../desk/page/lost";
import { Page } from "../../desk/page/page";
import { differs, partsOf, renewSaid } from "../../desk/page/parts";
import { renew } from "../../desk/page/renew";
import { type Told, toldBy } from "../../desk/page/told";
import { t } from "../../desk/words";

/** Parts that are shown as they come. */
const QUIET = ["now", "phase"];

export class AnswersPage {
  readonly page: Page;
  readonly lost = new LostLine();
  /** Revision of the question that this page has seen. */
  revision: number;
  /** A part was shown anew. */
  afterwards = (_part: HTMLElement): void => {};
  #known: Map<string, HTMLElement>;
  #latest: Document | undefined;
  #bar = new Bar(t("desk-news-show"), () => this.showAll());

  constructor(
    told: Told,
    private readonly held: (area: HTMLTextAreaElement) => boolean,
  ) {
    this.revision = told.revision;
    this.#known = copies(document);
    this.page = new Page(told, {
      take: (page) => this.#tell(page),
      had: (had) => this.lost.turn(had),
    });
  }

  /** Shows all there is, and counts as having seen it. */
  showAll(page = this.#latest): void {
    if (!page) return;
    const fresh = partsOf(page);
    for (const [name, part] of partsOf(document)) {
      const next = fresh.get(name);
      if (next && differs(part, next)) this.afterwards(this.#show(part, next));
    }
    this.saw(toldBy(page)?.revision ?? this.revision);
    this.#known = copies(page);
    this.#say(0);
  }

  /** The forms of this page now speak of the question as it is in this revision. */
  saw(revision: number): void {
    this.revision = revision;
    const fields = document.querySelectorAll<HTMLInputElement>("input[name='revision']");
    for (const field of fields) field.value = String(revision);
  }

  #tell(page: Document): void {
    this.#latest = page;
    const fresh = partsOf(page);
    for (const name of QUIET) {
      const [now, shown] = [fresh.get(name), partsOf(document).get(name)];
      if (now && shown) renew(shown, now);
    }
    const list = fresh.get("list");
    const before = this.#known.get("list");
    if (list && before) return this.#say(changedRows(before, list));
    // What we saved ourselves is no news.
    const ours = toldBy(page)?.revision === this.revision;
    const changed = [...fresh].filter(([name, part]) => {
      const quiet = QUIET.includes(name) || name === "past" || (ours && name.startsWith("sheet-"));
      if (quiet) this.#known.set(name, document.importNode(part, true));
      return !quiet && differs(this.#known.get(name), part);
    });
    this.#say(changed.length);
  }

  /** Where somebody writes in a part, only what stands beside the writing is shown anew. */
  #show(shown: HTMLElement, fresh: HTMLElement): HTMLElement {
    const isHeld = [...shown.querySelectorAll("textarea")].some(this.held);
    if (!isHeld) return renew(shown, fresh)[0];
    renewSaid(shown, fresh);
    return shown;
  }

  #say(changes: number): void {
    const words = this.page.told.post === undefined ? "desk-news-list" : "desk-news-one";
    this.#bar.say(changes > 0 ? t(words, { n: changes }) : "");
  }
}

/** Parts as they are, not as somebody goes on to change them. */
function copies(page: Document): Map<string, HTMLElement> {
  return new Map([...partsOf(page)].map(([name, part]) => [name, document.importNode(part, true)]));
}

const rows = (root: ParentNode) => [...root.querySelectorAll<HTMLElement>("li[id]")];

/** Rows of a list that are new or say something else. */
function changedRows(shown: ParentNode, fresh: ParentNode): number {
  const before = new Map(rows(shown).map((row) => [row.id, row]));
  return rows(fresh).filter((row) => differs(before.get(row.id), row)).length;
}
