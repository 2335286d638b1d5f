// Minutes on the page go on by themselves, also while the line is lost.
import type { Page } from "../../desk/page/page";

const MINUTE = 60_000;

export class Clock {
  constructor(private readonly page: Page) {
    setInterval(() => this.tick(), 1_000);
  }

  /** Shows how many minutes there are by the server's clock. */
  tick(): void {
    const now = Date.now() + this.page.ahead_ms;
    for (const place of document.querySelectorAll<HTMLElement>("[data-minutes-to]")) {
      const away = Math.abs(Number(place.dataset["minutesTo"]) - now);
      const minutes = String(Math.floor((away + MINUTE / 2) / MINUTE));
      if (place.textContent !== minutes) place.textContent = minutes;
    }
  }
}
