// Who speaks, and to which question: said once for rows of one voice that follow each other, and again when something
// comes between them. A row keeps what it does not show.
import { boundPart } from "./line";
import type { Page } from "./page";

/** What is told where somebody else begins to speak, and where another question is taken up. */
const OF_SPEAKER = ["who", "video"];
const OF_QUESTION = ["asked", "bound"];

const partOf = (row: Element, name: string): HTMLElement | null =>
  row.querySelector<HTMLElement>(`[data-part='${name}']`);

const told = (row: Element | null, name: "voice" | "question"): string =>
  (row instanceof HTMLElement && row.dataset[name]) || "";

function hide(row: Element, names: string[], hidden: boolean): void {
  for (const part of names.map((name) => partOf(row, name))) if (part) part.hidden = hidden;
}

export class Voices {
  /** How each voice is named. */
  #who = new Map<string, HTMLElement>();

  constructor(private readonly page: Page) {}

  /** Learns from a row what those of its voice say. */
  hear(row: Element): void {
    const who = partOf(row, "who");
    if (who) this.#who.set(told(row, "voice"), who);
  }

  /** Lets a row say who speaks and to what, or not, as the row before it asks for. */
  settle(row: Element | null): void {
    const voice = told(row, "voice");
    if (!row || voice === "") return;
    const before = row.previousElementSibling;
    const [repeats, goesOn] = [
      told(before, "voice") === voice,
      before !== null && told(before, "question") === told(row, "question"),
    ];
    if (!repeats) this.#name(row, voice);
    if (!goesOn && voice.startsWith("speech")) this.#bind(row);
    hide(row, OF_SPEAKER, repeats);
    hide(row, OF_QUESTION, goesOn);
  }

  /** The server leaves out what the row before said; others of this voice have it. */
  #name(row: Element, voice: string): void {
    const who = partOf(row, "who") ? undefined : this.#who.get(voice)?.cloneNode(true);
    if (who) row.querySelector(".line__body")?.prepend(who);
  }

  #bind(row: Element): void {
    const question = told(row, "question");
    if (question === "" || partOf(row, "bound")) return;
    const bound = boundPart(Number(question), this.page);
    if (bound) row.querySelector(".line__text, .line__mark")?.after(bound);
  }
}
