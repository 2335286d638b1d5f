// One quiet line of a desk: whether the desk is connected, how many lines wait, what did not work.
import { t } from "../words";
import "./link.css";

/** A connection that comes back sooner, in ms, is not worth a word. */
const CALM_MS = 2_000;

export class Link {
  readonly place = document.createElement("p");
  /** The stream is connected; what is sent gets through. */
  #live = true;
  #sends = true;
  /** What was said of it. */
  #saidLost = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waits = 0;

  constructor(after: Element | null) {
    this.place.className = "link-state";
    this.place.setAttribute("role", "status");
    this.place.dataset["own"] = "";
    // room for a line is kept: what is typed below does not move when there is something to say
    const box = document.createElement("div");
    box.className = "desk-says";
    box.append(this.place);
    after?.after(box);
  }

  live(live: boolean): void {
    this.#live = live;
    this.#judge();
  }

  /** So many lines are not in the record yet; whether the network takes them. */
  waits(count: number, sends: boolean): void {
    const changed = this.#waits !== count;
    [this.#waits, this.#sends] = [count, sends];
    if (this.#saidLost && changed) this.#lost();
    this.#judge();
  }

  say(words: string): void {
    if (this.place.textContent !== words) this.place.textContent = words;
  }

  #judge(): void {
    const isWell = this.#live && this.#sends;
    if (!isWell && !this.#saidLost) this.#timer ??= setTimeout(() => this.#lost(), CALM_MS);
    if (!isWell) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#saidLost) this.say(t("desk-link-back"));
    this.#saidLost = false;
  }

  #lost(): void {
    this.#saidLost = true;
    this.#timer = undefined;
    this.say(this.#waits > 0 ? t("desk-link-lost-n", { n: this.#waits }) : t("desk-link-lost"));
  }
}
