// Sends a form of the page without leaving it. The same bytes go again when the network drops: the
// key in the form makes it one act, however often it arrives.
import { reach } from "../api/api";
import { type Sending, persist } from "../api/persist";
import { parsed } from "../fresh/look";
import { Refused, unsent } from "../api/trouble";

/** Answers of a server, or of a proxy before it, that will be others in a moment. */
const PASSING = [429, 502, 503, 504];

/** The page that answers.
 *  Throws when there was none after all that patience. */
export function sendForm(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  sending: Sending = {},
): Promise<Document> {
  const body = bodyOf(form, submitter);
  return persist(() => attempt(form.action, body), sending);
}

function bodyOf(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  const [name, value] = ["name", "value"].map((at) => submitter?.getAttribute(at) ?? "");
  if (name) body.append(name, value ?? "");
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
