// Presses on a living page: each form is sent in place, one after another, and what became of it is said. The
// same bytes go again when the network drops: the key in the form makes it one act, however often it arrives.
import { newKey, reach } from "../api/api";
import { persist } from "../api/persist";
import { Refused, unsent } from "../api/trouble";
import { t } from "../words";
import type { Bar } from "./bar";
import type { Page } from "./page";
import { parsed } from "./told";

/** Forms of desks; those that leave the page go their own way. */
const OURS = /\/desk\/r\/\d+\/(act|photos\/describe)$/;
/** Answers of a server, or of a proxy before it, that will be others in a moment. */
const PASSING = [429, 502, 503, 504];

export interface Sending {
  /** Sends it in another way; whether it did. */
  instead?: (form: HTMLFormElement, act: string, submitter: HTMLElement | null) => boolean;
  /** It was done; the page as it is now is about to be shown. */
  sent?: (form: HTMLFormElement, act: string) => void;
  /** Who pressed has no desk here any more. */
  over: () => void;
}

const hidden = (form: HTMLFormElement, name: string): HTMLInputElement | null =>
  form.querySelector<HTMLInputElement>(`[name='${name}']`);

export const actOf = (form: HTMLFormElement): string => hidden(form, "act")?.value ?? "";

class Forms {
  /** What is on its way: pressed twice, it goes once. */
  #going = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly page: Page,
    private readonly said: Bar,
    private readonly sending: Sending,
  ) {}

  press(form: HTMLFormElement, submitter: HTMLElement | null): void {
    if (this.sending.instead?.(form, actOf(form), submitter)) return;
    const body = bodyOf(form, submitter);
    const words = String(body);
    if (this.#going.has(words)) return;
    this.#going.add(words);
    const key = hidden(form, "key");
    body.set("key", key?.value ?? newKey());
    // another press is another act, also before this one is answered
    if (key) key.value = newKey();
    forget();
    this.said.say(t("desk-send-now"));
    const send = async (): Promise<void> => {
      try {
        this.#answered(form, words, submitter, await this.#sent(form.action, body));
      } catch {
        // pressed again, it is the same act
        if (key) key.value = body.get("key") ?? newKey();
        this.said.say(t("desk-unsent-do"), true);
      } finally {
        this.#going.delete(words);
      }
    };
    this.#queue = this.#queue.then(send);
  }

  /** The page that answers. Throws when there was none after all that patience. */
  #sent(action: string, body: URLSearchParams): Promise<Document> {
    const onwait = (why: string): void => this.said.say(t(`desk-send-${why}`));
    return persist(() => attempt(action, body), { onwait });
  }

  #answered(
    form: HTMLFormElement,
    sent: string,
    submitter: HTMLElement | null,
    page: Document,
  ): void {
    if (!this.page.isOurs(page)) {
      this.said.say("");
      return this.sending.over();
    }
    const trouble = page.querySelector("main .errors");
    if (!trouble) {
      // In a form of many rows the words to the others are still being written, as are words that came later.
      const isAsSent = String(bodyOf(form, submitter)) === sent;
      if (form.dataset["many"] === undefined && isAsSent) form.reset();
      this.sending.sent?.(form, actOf(form));
    }
    this.page.takes(page);
    if (trouble) this.said.say(wordsOf(trouble), true);
    else this.said.pass(wordsOf(page.querySelector(".notice--done")));
  }
}

/** What the form says, without its key. */
function bodyOf(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (name !== "key") body.append(name, String(value));
  }
  const name = submitter?.getAttribute("name") ?? "";
  if (name !== "") body.append(name, submitter?.getAttribute("value") ?? "");
  return body;
}

async function attempt(action: string, body: URLSearchParams): Promise<Document> {
  const answer = await reach(action, { method: "POST", body, headers: { accept: "text/html" } });
  if (PASSING.includes(answer.status)) {
    const seconds = Number(answer.headers.get("retry-after") ?? 1);
    throw new Refused({ ...unsent(), code: "busy", retry_after_ms: seconds * 1_000 });
  }
  return parsed(await answer.text());
}

/** What the page said of an earlier press is over. */
function forget(): void {
  document.querySelectorAll(".notice--done, .errors").forEach((part) => part.remove());
}

function wordsOf(part: Element | null): string {
  const lines = [...(part?.querySelectorAll("h2, p, li") ?? [])];
  return lines.map(({ textContent }) => textContent.trim()).join(" ");
}

/** Sends the forms of the page from now on; what becomes of them is `said`. */
export function startForms(page: Page, said: Bar, sending: Sending): void {
  const forms = new Forms(page, said, sending);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !OURS.test(form.action)) return;
    event.preventDefault();
    forms.press(form, event.submitter);
  });
}
