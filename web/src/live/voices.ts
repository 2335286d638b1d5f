// Who speaks, and to which question: said once for rows of one voice that follow each other, and again when something
// comes between them. A row keeps what it does not show.

const SHARED = ["asked", "who", "bound", "video"];
/** What rows of one voice say alike. */
const ALIKE = ["who", "bound"];

const partOf = (row: Element, name: string): HTMLElement | null =>
  row.querySelector<HTMLElement>(`[data-part='${name}']`);

const voiceOf = (row: Element | null): string =>
  (row instanceof HTMLElement && row.dataset["voice"]) || "";

export class Voices {
  #said = new Map<string, HTMLElement>();

  /** Learns from a row what those of its voice say. */
  hear(row: Element): void {
    for (const name of ALIKE) {
      const part = partOf(row, name);
      if (part) this.#said.set(`${name} ${voiceOf(row)}`, part);
    }
  }

  /** Lets a row say who speaks, or not, as the row before it asks for. */
  settle(row: Element | null): void {
    const voice = voiceOf(row);
    if (!row || voice === "") return;
    const repeats = voiceOf(row.previousElementSibling) === voice;
    if (!repeats) this.#complete(row);
    for (const part of SHARED.map((name) => partOf(row, name))) if (part) part.hidden = repeats;
  }

  /** The server leaves out what the row before said; others of this voice have it. */
  #complete(row: Element): void {
    const body = row.querySelector(".line__body");
    const said = (name: string): Node | undefined =>
      partOf(row, name) ? undefined : this.#said.get(`${name} ${voiceOf(row)}`)?.cloneNode(true);
    const [who, bound] = [said("who"), said("bound")];
    if (who) body?.prepend(who);
    if (bound) body?.querySelector(".line__text, .line__mark")?.after(bound);
  }
}
