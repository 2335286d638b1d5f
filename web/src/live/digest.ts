// Tells screen readers what is new, in digests: never row by row, never what was there before.
import { t } from "../desk/words";

/** News gathered before it is told, in ms. */
const GATHER_MS = 8_000;

export class Digest {
  #place: HTMLElement;
  #lines = 0;
  #questions = 0;
  #said: string[] = [];
  #gathers = false;

  /** `place` is a polite live region. */
  constructor(place: HTMLElement) {
    this.#place = place;
  }

  lines(count: number): void {
    this.#lines += count;
    this.#soon(count);
  }

  questions(count: number): void {
    this.#questions += count;
    this.#soon(count);
  }

  /** Told with the next digest, word for word. */
  say(words: string): void {
    this.#said.push(words);
    this.#soon(1);
  }

  #soon(count: number): void {
    if (count === 0 || this.#gathers) return;
    this.#gathers = true;
    setTimeout(() => this.#tell(), GATHER_MS);
  }

  #tell(): void {
    this.#gathers = false;
    const news = [...this.#said];
    if (this.#lines > 0) news.push(t("live-digest-lines", { n: this.#lines }));
    if (this.#questions > 0) news.push(t("live-digest-questions", { n: this.#questions }));
    this.#place.textContent = news.join(" ");
    this.#lines = 0;
    this.#questions = 0;
    this.#said = [];
  }
}
