// The answering desk's page and what the server has of it now: told calmly, shown when asked for.
import { t } from "../../desk/words";
import { changedRows, differs, partsOf, show } from "../../desk/fresh/fresh";
import { Look, type Told, toldBy } from "../../desk/fresh/look";

/** Between two looks, in ms. */
const LOOK_MS = 1_500;
/** Parts that are shown as they come. */
const QUIET = ["now", "phase"];

export class AnswersPage {
  /** Revision of the question that this page has seen. */
  revision: number;
  /** A part was shown anew. */
  afterwards = (_part: HTMLElement): void => {};
  #known: Map<string, HTMLElement>;
  #latest: Document | undefined;
  #bar = bar(() => this.showAll());
  #look: Look;

  constructor(
    readonly told: Told,
    private readonly held: (area: HTMLTextAreaElement) => boolean,
  ) {
    this.revision = told.revision;
    this.#known = copies(document);
    this.#look = new Look(told, LOOK_MS, (page) => this.#tell(page));
  }

  /** Looks what is new, not too often. */
  look(): void {
    this.#look.now();
  }

  /** The page as the server has it now; undefined when it cannot be had. */
  fetch(): Promise<Document | undefined> {
    return this.#look.fetch();
  }

  /** Shows all there is, and counts as having seen it. */
  showAll(page = this.#latest): void {
    if (!page) return;
    const fresh = partsOf(page);
    for (const [name, part] of partsOf(document)) {
      const next = fresh.get(name);
      if (next && differs(part, next)) this.afterwards(show(part, next, this.held));
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
      if (now && shown && differs(shown, now)) show(shown, now, this.held);
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

  #say(changes: number): void {
    const words = this.told.post === undefined ? "desk-news-list" : "desk-news-one";
    this.#bar.say(changes > 0 ? t(words, { n: changes }) : "");
  }
}

/** Parts as they are, not as somebody goes on to change them. */
function copies(page: Document): Map<string, HTMLElement> {
  return new Map([...partsOf(page)].map(([name, part]) => [name, document.importNode(part, true)]));
}

/** A quiet bar over the page, and how it is told what to say. */
function bar(press: () => void): { say: (words: string) => void } {
  const [box, words, button] = [
    document.createElement("div"),
    document.createElement("p"),
    document.createElement("button"),
  ];
  box.className = "news";
  box.hidden = true;
  words.setAttribute("role", "status");
  button.type = "button";
  button.className = "button";
  button.textContent = t("desk-news-show");
  button.addEventListener("click", press);
  box.append(words, button);
  document.querySelector("main")?.prepend(box);
  return {
    say: (said) => {
      if (words.textContent !== said) words.textContent = said;
      box.hidden = said === "";
    },
  };
}
