// Sends the forms of a desk without leaving its page. The answer is the page as it is now. When the network
// drops, the same form goes out again with the same key; what was typed stays in its fields until it arrived.
import { newKey } from "../api/api";
import { parsed, toldBy } from "../fresh/look";
import { t } from "../words";

/** After so long, in ms, somebody should be told that it did not work. */
const PATIENCE_MS = 45_000;
/** An answer that takes longer, in ms, will not come. */
const ANSWER_MS = 10_000;
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 5_000;

export interface Sent {
  form: HTMLFormElement;
  /** The value of its field `act`. */
  act: string;
  /** The page as the server has it now. */
  page: Document;
}

export interface Ways {
  /** Sends it in another way; whether it did. */
  instead: (form: HTMLFormElement, act: string, submitter: HTMLElement | null) => boolean;
  sent: (sent: Sent) => void;
  /** It was refused, so the page may be older than it seems. */
  refused: () => void;
}

export const actOf = (form: HTMLFormElement): string =>
  form.querySelector<HTMLInputElement>("[name='act']")?.value ?? "";

export class Forms {
  /** Buttons whose press is on its way, or forms that went without one. */
  #busy = new WeakSet<HTMLElement>();
  /** One after another, in the order of the presses. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly ways: Ways) {}

  start(): void {
    document.addEventListener("submit", (event) => this.#submit(event));
  }

  #submit(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.action.endsWith("/act")) return;
    event.preventDefault();
    if (this.ways.instead(form, actOf(form), event.submitter)) return;
    const pressed = event.submitter ?? form;
    if (this.#busy.has(pressed)) return;
    this.#busy.add(pressed);
    const body = bodyOf(form, event.submitter);
    note(form, t("desk-form-sending"));
    this.#queue = this.#queue.then(async () => {
      const answer = await send(form.action, body);
      this.#busy.delete(pressed);
      await this.#answered(form, answer);
    });
  }

  async #answered(form: HTMLFormElement, answer: Response | undefined): Promise<void> {
    if (!answer) return note(form, t("desk-form-unsent"), true);
    const page = parsed(await answer.text());
    if (answer.ok && toldBy(page)) {
      note(form, "");
      this.ways.sent({ form, act: actOf(form), page });
      return;
    }
    note(form, whyOf(page, answer), true);
    this.ways.refused();
  }
}

/** What the page says that was refused. */
function whyOf(page: Document, answer: Response): string {
  if (answer.status === 401) return t("desk-signed-out");
  const trouble = page.querySelector("main .errors");
  if (!trouble) return t("desk-form-unsent");
  const parts = [...trouble.querySelectorAll("h2, p, li")].map((part) => part.textContent.trim());
  return parts.join(" ");
}

function bodyOf(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  if (submitter instanceof HTMLButtonElement && submitter.name)
    body.append(submitter.name, submitter.value);
  body.set("key", newKey());
  return body;
}

/** Passing troubles of a machine or of what stands before it. */
const passes = (status: number): boolean => [429, 502, 503, 504].includes(status);

async function send(action: string, body: URLSearchParams): Promise<Response | undefined> {
  const end = Date.now() + PATIENCE_MS;
  for (let pause_ms = FIRST_PAUSE_MS; ; pause_ms = Math.min(pause_ms * 2, LONGEST_PAUSE_MS)) {
    try {
      const signal = timeout();
      const answer = await fetch(action, {
        method: "post",
        body,
        headers: { accept: "text/html" },
        signal,
      });
      if (!passes(answer.status)) return answer;
    } catch {
      // the network: the same again
    }
    if (Date.now() + pause_ms > end) return undefined;
    await new Promise((go) => setTimeout(go, pause_ms));
  }
}

function timeout(): AbortSignal {
  const giveUp = new AbortController();
  setTimeout(() => giveUp.abort(), ANSWER_MS);
  return giveUp.signal;
}

/** A sentence under a form, instead of the one before. */
export function note(form: HTMLFormElement, words: string, alarms = false): void {
  const next = form.nextElementSibling;
  const old = next instanceof HTMLElement && next.dataset["own"] === "note" ? next : undefined;
  if (words === "") return old?.remove();
  const line = old ?? document.createElement("p");
  line.className = alarms ? "field__error" : "small quiet";
  line.dataset["own"] = "note";
  line.setAttribute("role", alarms ? "alert" : "status");
  line.textContent = words;
  if (!old) form.after(line);
}
