// Says calmly that the server cannot be reached: most lines come back before anybody wonders.
import { t } from "../words";
import { Bar } from "./bar";

/** A line that comes back sooner, in ms, is not worth a word. */
const PATIENCE_MS = 2_000;

export class LostLine {
  #bar = new Bar();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reached = true;
  #sends = true;
  #waits = 0;
  #said = false;
  #over = false;

  /** Whether the page could be had. */
  turn(reached: boolean): void {
    this.#reached = reached;
    this.#judge();
  }

  /** So many lines of somebody's own are not with the server yet; whether the network takes them. */
  waits(count: number, sends: boolean): void {
    [this.#waits, this.#sends] = [count, sends];
    this.#judge();
  }

  /** The server does not want this page back: its session or role has ended. */
  over(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#bar.say("");
    new Bar(t("desk-over-do"), () => location.reload()).say(t("desk-over"));
  }

  #judge(): void {
    if (this.#over) return;
    if (!this.#reached || !this.#sends) {
      if (this.#said) this.#say();
      else this.#timer ??= setTimeout(() => this.#say(), PATIENCE_MS);
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#said) this.#bar.pass(t("desk-link-back"));
    this.#said = false;
  }

  #say(): void {
    this.#said = true;
    this.#bar.say(t(this.#waits > 0 ? "desk-link-lost-n" : "desk-lost", { n: this.#waits }));
  }
}
