// Between a slip of the finger and what readers would see: the first press only asks for a second
// one at the same place. It can be let go, and lets go by itself.
import { t } from "../words";

/** Two taps closer than this are one slip, in ms. */
export const LEAST_MS = 500;
/** So long a second press is waited for, in ms. */
export const MOST_MS = 6_000;

interface Armed {
  button: HTMLElement;
  since: number;
  end: () => void;
}

class Guard {
  #armed: Armed | undefined;

  press(event: MouseEvent): void {
    const at = event.target instanceof Element ? event.target : undefined;
    const button = at?.closest<HTMLElement>("[data-guard]");
    if (!button) return;
    const armed = this.#armed?.button === button ? this.#armed : undefined;
    if (armed && Date.now() - armed.since >= LEAST_MS) return armed.end();
    event.preventDefault();
    event.stopPropagation();
    if (armed) return;
    this.#armed?.end();
    this.#arm(button);
  }

  #arm(button: HTMLElement): void {
    const [ask, no] = [document.createElement("span"), document.createElement("button")];
    ask.textContent = t("desk-press-again");
    no.type = "button";
    no.className = "button button--plain";
    no.textContent = t("desk-press-not");
    for (const own of [ask, no]) own.dataset["own"] = "";
    button.prepend(ask);
    button.after(no);
    button.classList.add("button--armed");
    const end = (): void => {
      clearTimeout(timer);
      for (const own of [ask, no]) own.remove();
      button.classList.remove("button--armed");
      this.#armed = undefined;
    };
    const timer = setTimeout(end, MOST_MS);
    no.addEventListener("click", () => {
      end();
      button.focus({ preventScroll: true });
    });
    this.#armed = { button, since: Date.now(), end };
  }
}

/** Guards every button of the page that asks for it, those to come included. */
export function startGuard(): void {
  const guard = new Guard();
  // before anybody else hears of the press
  document.addEventListener("click", (event) => guard.press(event), true);
}
