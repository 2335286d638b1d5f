// The parts of the host's page as they are now.
import { partsOf } from "../../desk/fresh/fresh";
import { renew } from "../../desk/page/renew";

export class HostPage {
  #news = document.createElement("p");

  constructor() {
    this.#news.className = "unseen";
    this.#news.setAttribute("role", "status");
    document.querySelector("main")?.append(this.#news);
    trust(document);
  }

  /** Shows each part of the page as the server has it. */
  show(page: Document): void {
    const fresh = partsOf(page);
    for (const [name, part] of partsOf(document)) {
      const next = fresh.get(name);
      if (!next) continue;
      const [now, changed] = renew(part, next);
      trust(now);
      if (changed) this.#tell(name, part, now);
    }
    head(page);
  }

  /** What must not be overlooked is said aloud too: another question on stage, a cue of a colleague. */
  #tell(name: string, before: HTMLElement, now: HTMLElement): void {
    if (name === "stage") this.#news.textContent = now.querySelector("article")?.textContent ?? "";
    if (name !== "cues") return;
    const known = new Set([...before.querySelectorAll("li")].map(({ textContent }) => textContent));
    const rows = [...now.querySelectorAll("li:not(.host__own)")];
    const fresh = rows.filter(({ textContent }) => !known.has(textContent));
    for (const row of fresh) row.classList.add("host__fresh");
    this.#news.textContent = fresh.map(({ textContent }) => textContent).join("; ");
  }
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
