// A quiet button that says what waits, and brings it when the reader wants it.

export class Pill {
  #button: HTMLButtonElement;

  constructor(button: HTMLButtonElement, press: () => void) {
    this.#button = button;
    button.addEventListener("click", press);
  }

  show(words: string | undefined): void {
    this.#button.hidden = words === undefined;
    if (words !== undefined && this.#button.textContent !== words) this.#button.textContent = words;
  }
}

/** Whether the end of `element` lies below what the reader sees. */
export function endsBelow(element: Element): boolean {
  return element.getBoundingClientRect().bottom > window.innerHeight + 40;
}

/** Brings an element into view, without motion where none is wanted. */
export function bring(
  element: Element | null | undefined,
  block: ScrollLogicalPosition = "center",
): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element?.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
}
