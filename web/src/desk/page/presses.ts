// Presses on a living page: each form is sent in place, and what became of it is said.
import { t } from "../words";
import { Bar } from "./bar";
import type { Page } from "./page";
import { sendForm } from "./send";

/** Forms of desks; those that leave the page go their own way. */
const OURS = /\/desk\/r\/\d+\/(act|photos\/describe)$/;

/** A confirmation stays so long, in ms. */
const DONE_MS = 6_000;

class Presses {
  #bar = new Bar();
  #sending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly page: Page) {}

  /** One at a time: what comes next is pressed on the page that came back. */
  async send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    forget();
    this.#say(t("desk-send-now"));
    try {
      const onwait = (why: string) => this.#say(t(`desk-send-${why}`));
      this.#answered(form, await sendForm(form, submitter, { onwait }));
    } catch {
      this.#say(`${t("desk-unsent")}. ${t("desk-unsent-do")}`, true);
    } finally {
      this.#sending = false;
    }
  }

  #answered(form: HTMLFormElement, page: Document): void {
    // Somebody who has no desk here any more is told so by the page itself.
    if (!this.page.isOurs(page)) return location.assign(this.page.told.here);
    const [done, trouble] = [page.querySelector(".notice--done"), page.querySelector(".errors")];
    // In a form of many rows the words to the others are still being written.
    if (!trouble && form.dataset["rows"] === undefined) form.reset();
    this.page.takes(page);
    this.#say(words(trouble ?? done), trouble !== null);
  }

  #say(said: string, grave = false): void {
    clearTimeout(this.#timer);
    this.#bar.say(said, grave);
    if (!grave) this.#timer = setTimeout(() => this.#bar.say(""), DONE_MS);
  }
}

/** What the page said of an earlier press is over. */
function forget(): void {
  document.querySelectorAll(".notice--done, .errors").forEach((part) => part.remove());
}

function words(part: Element | null): string {
  const lines = [...(part?.querySelectorAll("h2, p, li") ?? [])];
  return lines.map(({ textContent }) => textContent.trim()).join(" ");
}

/** Sends the forms of the page from now on. */
export function startPresses(page: Page): void {
  const presses = new Presses(page);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !OURS.test(form.action)) return;
    event.preventDefault();
    void presses.send(form, event.submitter);
  });
}
