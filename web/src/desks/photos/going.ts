// A picture on its way up, as its row says it.
import { Refused } from "../../desk/api/trouble";
import { t } from "../../desk/words";

export class Going {
  readonly row = document.createElement("li");
  #bar = document.createElement("progress");
  #words = document.createElement("span");
  #acts = document.createElement("span");

  constructor(
    readonly file: File,
    private readonly again: () => void,
  ) {
    this.row.className = "going__row";
    this.#words.setAttribute("role", "status");
    this.#words.textContent = t("desk-photo-going", { name: file.name });
    this.#bar.setAttribute("aria-label", file.name);
    this.#bar.max = 1;
    this.#bar.value = 0;
    this.#acts.className = "actions";
    this.row.append(this.#words, this.#bar, this.#acts);
  }

  /** So much of it is there, of 1. */
  far(share: number): void {
    this.#bar.value = share;
  }

  waits(why: string): void {
    this.#words.textContent = `${this.file.name}: ${t(`desk-send-${why}`)}`;
  }

  /** The picture stays in the list until somebody tries again or leaves it out. */
  failed(error: unknown): void {
    const said = error instanceof Refused ? error.problem.title : t("desk-unsent");
    this.#words.textContent = t("desk-photo-refused", { name: this.file.name, why: said });
    this.#bar.hidden = true;
    this.#acts.replaceChildren(
      button("desk-photo-again", () => this.#retry()),
      button("desk-photo-leave", () => this.row.remove()),
    );
  }

  #retry(): void {
    this.#words.textContent = t("desk-photo-going", { name: this.file.name });
    this.#acts.replaceChildren();
    this.#bar.hidden = false;
    this.far(0);
    this.again();
  }
}

function button(word: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = t(word);
  made.addEventListener("click", press);
  return made;
}
