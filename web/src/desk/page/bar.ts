// Quiet bars over a page: each says one thing, with or without a button. They stand at the lower edge of the
// window, so that nothing moves when there is something to say.
import "./page.css";

/** What went well is said so long, in ms. */
const DONE_MS = 6_000;

export class Bar {
  readonly button = document.createElement("button");
  #box = document.createElement("div");
  #words = document.createElement("p");
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A bar that says nothing yet. Its button, where it has a `label`, does `press`. */
  constructor(label = "", press = (): void => {}) {
    this.#box.className = "news";
    this.#box.hidden = true;
    this.#words.setAttribute("role", "status");
    this.button.type = "button";
    this.button.className = "button";
    this.button.textContent = label;
    this.button.hidden = label === "";
    this.button.addEventListener("click", press);
    this.#box.append(this.#words, this.button);
    place().append(this.#box);
  }

  /** Says it; nothing takes the bar away but other words, or none. */
  say(words: string, grave = false): void {
    clearTimeout(this.#timer);
    if (this.#words.textContent !== words) this.#words.textContent = words;
    this.#box.classList.toggle("news--grave", grave);
    this.#box.hidden = words === "";
  }

  /** Says it for a while. */
  pass(words: string): void {
    this.say(words);
    this.#timer = setTimeout(() => this.say(""), DONE_MS);
  }
}

/** Where bars stand, one below the other. */
function place(): Element {
  const known = document.querySelector(".newses");
  if (known) return known;
  const made = document.createElement("div");
  made.className = "newses";
  document.querySelector("main")?.append(made);
  return made;
}
