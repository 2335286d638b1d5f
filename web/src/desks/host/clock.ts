// Minutes on the page go on by themselves, also while the line is lost.

const MINUTE = 60_000;

export class Clock {
  /** The server's clock before ours, in ms. */
  #ahead: number | undefined;

  constructor() {
    setInterval(() => this.#tick(), 1_000);
  }

  /** The server's clock, as a page that came just now has it. */
  set(now: number): void {
    this.#ahead = now - Date.now();
    this.#tick();
  }

  #tick(): void {
    if (this.#ahead === undefined) return;
    for (const place of document.querySelectorAll<HTMLElement>("[data-minutes-to]")) {
      const away = Math.abs(Number(place.dataset["minutesTo"]) - Date.now() - this.#ahead);
      const minutes = String(Math.floor((away + MINUTE / 2) / MINUTE));
      if (place.textContent !== minutes) place.textContent = minutes;
    }
  }
}
