// Quiet bars over a page: each says one thing, with or without a button.
import "./page.css";

export class Bar {
  #box = document.createElement("div");
  #words = document.createElement("p");
  #button = document.createElement("button");

  /** A bar that says nothing yet. Its button, where it has a `label`, does `press`. */
  constructor(label = "", press = (): void => {}) {
    this.#box.className = "news";
    this.#box.hidden = true;
    this.#words.setAttribute("role", "status");
    this.#button.type = "button";
    this.#button.className = "button";
    this.#button.textContent = label;
    this.#button.hidden = label === "";
    this.#button.addEventListener("click", press);
    this.#box.append(this.#words, this.#button);
    place().append(this.#box);
  }

  /** Says it; nothing takes the bar away. */
  say(words: string, grave = false): void {
    if (this.#words.textContent !== words) this.#words.textContent = words;
    this.#box.classList.toggle("news--grave", grave);
    this.#box.hidden = words === "";
  }
}

/** Where bars stand, one below the other, whatever is scrolled. */
function place(): Element {
  const known = document.querySelector(".newses");
  if (known) return known;
  const made = document.createElement("div");
  made.className = "newses";
  document.querySelector("main")?.prepend(made);
  return made;
}
