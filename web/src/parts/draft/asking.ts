// The page to ask on, opened by itself: what is written is not lost when the network fails.
import { type Answer, send, show } from "../form/send";
import { Draft, forget } from "./draft";

export function startAsking(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>("form[data-draft]");
  if (!form) return;
  const code = form.dataset["draft"] ?? "";
  const draft = new Draft(form, code);
  const trouble = form.querySelector<HTMLElement>("[data-draft-trouble]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (trouble) trouble.hidden = true;
    send(form, event).then(
      (answer) => arrived(answer, code),
      () => {
        draft.sent();
        event.submitter?.focus();
        if (!trouble) return;
        trouble.textContent = trouble.dataset["draftTrouble"] ?? "";
        trouble.hidden = false;
      },
    );
  });
}

/** The receipt is a page of its own; what is wrong is said here. */
function arrived(answer: Answer, code: string): void {
  if (answer.main.querySelector("[data-asked]")) forget(code);
  const place = document.querySelector<HTMLElement>("main");
  if (answer.moved || !place) {
    location.assign(answer.address);
    return;
  }
  show(answer, place);
  document.title = answer.page.title;
  startAsking(place);
  scrollTo({ top: 0, behavior: "instant" });
  const title = place.querySelector("h1");
  if (title) title.tabIndex = -1;
  (place.querySelector<HTMLElement>(".errors") ?? title)?.focus();
}
