// Tells screen readers what is new on a desk, and nothing else: a sentence or two, never a list again.

/** News gathered before they are told, in ms. */
const GATHER_MS = 700;
/** More than so many at once are counted, not read out. */
const MOST = 3;

export class Tell {
  #place = document.createElement("p");
  #news: string[] = [];
  #gathers = false;

  /** `many` says that there are so many news. */
  constructor(private readonly many: (count: number) => string) {
    this.#place.className = "unseen";
    this.#place.setAttribute("role", "status");
    document.querySelector("main")?.append(this.#place);
  }

  say(words: string): void {
    this.#news.push(words);
    if (this.#gathers) return;
    this.#gathers = true;
    setTimeout(() => this.#tell(), GATHER_MS);
  }

  #tell(): void {
    this.#gathers = false;
    const news = this.#news.splice(0);
    this.#place.textContent = news.length > MOST ? this.many(news.length) : news.join(" ");
  }
}
