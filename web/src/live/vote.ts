// Endorsing without leaving the page.
import { t } from "../desk/words";
import type { Page } from "./page";

/** Sends vote forms in the background; where that fails, the form is sent as it is. */
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
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string") said.append(name, value);
  try {
    const answer = await fetch(form.action, {
      method: "post",
      body: said,
      headers: { accept: "text/html" },
    });
    if (!answer.ok) throw new Error(`${answer.status}`);
  } catch {
    form.submit();
    return;
  }
  const number = Number(/\/q\/(\d+)\/vote/.exec(form.action)?.[1]);
  page.voted.add(number);
  done(form);
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
