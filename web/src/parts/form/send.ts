// A form sent in the background, as the browser would send it: the page stays, whatever the network does.
import { startCopying } from "../copy/copy";
import { startCounters } from "../count/count";
import { startSimilar } from "../similar/similar";

/** A page of ours that came. */
export interface Answer {
  address: string;
  /** It is another page than the one that was asked for. */
  moved: boolean;
  page: Document;
  main: HTMLElement;
}

/** What the form says. */
export function wordsOf(form: HTMLFormElement, button?: HTMLElement | null): URLSearchParams {
  const words = new URLSearchParams();
  for (const [name, value] of new FormData(form, button))
    if (typeof value === "string") words.append(name, value);
  return words;
}

/** The page at `address`; fails where nothing came, or nothing that is ours. */
export async function fetchPage(address: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(address, { ...init, headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  if (!main) throw new Error(`${answer.status}`);
  // a server in trouble that says nothing of this form has not taken it
  if (init.method === "post" && answer.status >= 500 && !main.querySelector(".errors"))
    throw new Error(`${answer.status}`);
  return { address: answer.url, moved: answer.redirected, page, main };
}

/** Sends the form as it is; its button rests meanwhile. The same form sent twice is one command. */
export async function send(form: HTMLFormElement, event: SubmitEvent): Promise<Answer> {
  const body = wordsOf(form, event.submitter);
  const button = event.submitter instanceof HTMLButtonElement ? event.submitter : undefined;
  if (button) button.disabled = true;
  try {
    return await fetchPage(form.action, { method: "post", body });
  } finally {
    if (button) button.disabled = false;
  }
}

/** Puts what the page says into `place`, with its small comforts. */
export function show({ main }: Answer, place: HTMLElement): void {
  place.replaceChildren(...document.importNode(main, true).childNodes);
  startCounters(place);
  startSimilar(place);
  startCopying(place);
}
