// Backstage on a desk: what colleagues said since somebody last looked is marked, and told once.
import { t } from "../words";
import type { Tell } from "../tell/tell";
import "./cues.css";

/** Marks that stay until they were seen. */
export class Cues {
  #news = document.createElement("p");
  #words = document.createElement("span");
  #count = 0;
  #last = { who: "", what: "" };

  constructor(
    private readonly place: HTMLElement,
    /** The news are told here, where they are in view. */
    view: Element,
    private readonly tell: Tell,
  ) {
    const seen = document.createElement("button");
    seen.type = "button";
    seen.className = "button";
    seen.dataset["key"] = "KeyA";
    seen.textContent = t("desk-cue-seen");
    seen.addEventListener("click", () => this.seen());
    this.#news.className = "cue-news";
    this.#news.dataset["own"] = "";
    this.#news.hidden = true;
    this.#news.append(this.#words, seen);
    view.before(this.#news);
  }

  /** New rows, newest first. */
  came(rows: HTMLElement[]): void {
    for (const row of rows.toReversed()) {
      if (row.dataset["mine"] !== undefined) continue;
      this.#count += 1;
      row.classList.add("line--new");
      row.querySelector(".line__who")?.append(mark());
      this.#last = saidIn(row);
      this.tell.say(t("desk-cue-said", this.#last));
    }
    this.#show();
  }

  seen(): void {
    this.#count = 0;
    for (const row of this.place.querySelectorAll(".line--new")) {
      row.classList.remove("line--new");
      row.querySelector(".tag[data-own]")?.remove();
    }
    this.#show();
  }

  #show(): void {
    this.#words.textContent = t("desk-cue-news", { n: this.#count, ...this.#last });
    this.#news.hidden = this.#count === 0;
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
