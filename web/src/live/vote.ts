// Endorsing without leaving the page.
import { t } from "../desk/words";
import { wordsOf } from "../parts/form/send";
import type { Page } from "./page";

/** What stands between us and the server says by these that it could not reach it. */
const UNREACHED = [502, 504];

/** Sends vote forms in the background. What the server refuses is sent as it is, so that its page says why. */
export function startVoting(page: Page): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(".vote") || form.closest("dialog"))
      return;
    event.preventDefault();
    void vote(form, page);
  });
}

async function vote(form: HTMLFormElement, page: Page): Promise<void> {
  const button = form.querySelector("button");
  if (button) button.disabled = true;
  form.querySelector(".vote__trouble")?.remove();
  const init = { method: "post", body: wordsOf(form), headers: { accept: "text/html" } };
  const answer = await fetch(form.action, init).catch(() => undefined);
  if (!answer || UNREACHED.includes(answer.status)) {
    lost(form);
    return;
  }
  if (!answer.ok) {
    form.submit();
    return;
  }
  const number = Number(/\/q\/(\d+)\/vote/.exec(form.action)?.[1]);
  page.voted.add(number);
  done(form);
}

/** Nobody knows whether it went out; the same button sends it again, and it counts once. */
function lost(form: HTMLFormElement): void {
  const trouble = document.createElement("p");
  trouble.className = "vote__trouble";
  trouble.setAttribute("role", "alert");
  trouble.textContent = t("live-vote-not-sent");
  form.append(trouble);
  const button = form.querySelector("button");
  if (!button) return;
  button.disabled = false;
  button.focus();
}

/** The button becomes the mark; the tally comes with the stream. */
function done(form: HTMLFormElement): void {
  const mark = document.createElement("span");
  mark.className = "button vote__done";
  mark.tabIndex = -1;
  mark.textContent = t("public-voted");
  form.querySelector("button")?.replaceWith(mark);
  mark.focus();
}
