// Says calmly that the server cannot be reached: most lines come back before anybody wonders.
import { t } from "../words";
import { Bar } from "./bar";

const PATIENCE_MS = 2_000;

export class LostLine {
  #bar = new Bar();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  turn(reached: boolean): void {
    if (this.#over) return;
    if (reached) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#bar.say("");
    } else {
      this.#timer ??= setTimeout(() => this.#bar.say(t("desk-lost")), PATIENCE_MS);
    }
  }

  /** The server does not want this page back: its session or role has ended. */
  over(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    new Bar(t("desk-over-do"), () => location.reload()).say(t("desk-over"));
  }
}
