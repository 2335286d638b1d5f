// Tells screen readers what is new on a desk, and nothing else: a sentence or two, never a list again.
import { t } from "../words";

/** News gathered before they are told, in ms. */
const GATHER_MS = 700;
/** More than so many at once are counted, not read out. */
const MOST = 3;

export class Tell {
  #place = document.createElement("p");
  #news: string[] = [];

  constructor() {
    this.#place.className = "unseen";
    this.#place.setAttribute("role", "status");
    document.querySelector("main")?.append(this.#place);
  }

  say(words: string): void {
    if (this.#news.push(words) === 1) setTimeout(() => this.#tell(), GATHER_MS);
  }

  #tell(): void {
    const news = this.#news.splice(0);
    const n = news.length;
    this.#place.textContent = n > MOST ? t("desk-news-many", { n }) : news.join(" ");
  }
}
