// Backstage on a desk: what colleagues said since somebody last looked is marked, and told once.
import { Bar } from "../page/bar";
import { t } from "../words";
import "./cues.css";

/** Marks that stay until they were seen. */
export class Cues {
  #bar = new Bar(t("desk-cue-seen"), () => this.seen());
  #count = 0;

  constructor(private readonly place: HTMLElement) {
    this.#bar.button.dataset["key"] = "KeyA";
  }

  /** New rows, newest first. */
  came(rows: HTMLElement[]): void {
    for (const row of rows.toReversed()) {
      if (row.dataset["mine"] !== undefined) continue;
      this.#count += 1;
      row.classList.add("line--new");
      row.querySelector(".line__who")?.append(mark());
      this.#bar.say(t("desk-cue-news", { n: this.#count, ...saidIn(row) }));
    }
  }

  seen(): void {
    this.#count = 0;
    for (const row of this.place.querySelectorAll(".line--new")) {
      row.classList.remove("line--new");
      row.querySelector(".tag[data-own]")?.remove();
    }
    this.#bar.say("");
  }
}

function mark(): HTMLElement {
  const tag = document.createElement("span");
  tag.className = "tag";
  tag.dataset["own"] = "";
  tag.textContent = t("desk-cue-new");
  return tag;
}

/** Who says what in a row of the record or of backstage. */
export function saidIn(row: ParentNode): { who: string; what: string } {
  const words = [...row.querySelectorAll(".line__text")].map((part) => part.textContent.trim());
  const name = row.querySelector(".line__who bdi") ?? row.querySelector(".line__who");
  return { who: name?.textContent.trim() ?? "", what: words.join(" ") };
}
