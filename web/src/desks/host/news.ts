// What must not be overlooked is said aloud too: another question on stage, a cue of a colleague.

export class News {
  #place = document.createElement("p");

  constructor() {
    this.#place.className = "unseen";
    this.#place.setAttribute("role", "status");
    document.querySelector("main")?.append(this.#place);
  }

  /** A part of the page says something else than before. */
  tell(name: string, before: HTMLElement, now: HTMLElement): void {
    if (name === "stage") this.#say(now.querySelector("article")?.textContent ?? "");
    if (name !== "cues") return;
    const known = new Set([...before.querySelectorAll("li")].map(({ textContent }) => textContent));
    const rows = [...now.querySelectorAll("li:not(.host__own)")];
    const fresh = rows.filter(({ textContent }) => !known.has(textContent));
    for (const row of fresh) row.classList.add("host__fresh");
    this.#say(fresh.map(({ textContent }) => textContent).join("; "));
  }

  #say(words: string): void {
    this.#place.textContent = words.replace(/\s+/g, " ").trim();
  }
}
