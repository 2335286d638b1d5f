// The sentences of a figure, one at a time. They stand in the page's markup, in its language.

export type State =
  | "connecting"
  | "waiting"
  | "absent"
  | "unreachable"
  | "lost"
  | "broken"
  | "ended"
  | "outside"
  | "";

/** How long a sentence about a press stays, in ms. */
const MENTION_MS = 6_000;

export class Says {
  #place: HTMLElement;
  #now: State = "";

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  say(state: State): void {
    if (state === this.#now) return;
    this.#now = state;
    this.#place.textContent = state === "" ? "" : (this.#place.dataset[state] ?? "");
  }

  /** Takes back that it is so. */
  unsay(state: State): void {
    if (this.#now === state) this.say("");
  }

  /** Says it for a moment. */
  mention(state: State): void {
    this.say(state);
    setTimeout(() => this.unsay(state), MENTION_MS);
  }
}
