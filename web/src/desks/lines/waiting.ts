// Lines that wait for a second pair of eyes: their seconds run, and whoever begins to mend one holds it back.
import { actOf } from "../../desk/page/forms";
import { t } from "../../desk/words";

/** The form of a row that does this. */
export function formOf(
  place: Element | string | null | undefined,
  act: string,
): HTMLFormElement | undefined {
  const row = typeof place === "string" ? document.querySelector(place) : place;
  return [...(row?.querySelectorAll("form") ?? [])].find((form) => actOf(form) === act);
}

/** Counts down what is left; `now` is the server's clock, UTC ms. */
export function startClocks(now: () => number): void {
  setInterval(() => {
    for (const tag of document.querySelectorAll<HTMLElement>("[data-due]")) {
      const left = Math.ceil((Number(tag.dataset["due"]) - now()) / 1_000);
      const words = left > 0 ? t("desk-block-due", { n: left }) : t("desk-block-now");
      if (tag.textContent !== words) tag.textContent = words;
    }
  }, 1_000);
}

/** Nobody mends against the clock: with the first letter the line no longer goes out by itself. */
export function startHolding(): void {
  const held = new WeakSet<HTMLFormElement>();
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement)) return;
    const hold = formOf(target.closest("[data-rows='waiting'] > li"), "hold-back");
    if (!hold || held.has(hold)) return;
    held.add(hold);
    hold.requestSubmit();
  });
}

/** Opens a row to be changed. Whether there was something to change. */
export function openRow(row: Element | null | undefined): boolean {
  const form = formOf(row, "reword") ?? formOf(row, "correct-line");
  const area = form?.querySelector("textarea");
  if (!area) return false;
  area.closest("details")?.setAttribute("open", "");
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  return true;
}

/** The newest line of the record that can be corrected; `text` is what it should say, if it is there. */
export function lastLine(text: string): Element | undefined {
  const rows = [...document.querySelectorAll("[data-rows='last'] > li")];
  const mine = rows.filter((row) => formOf(row, "correct-line"));
  return mine.find((row) => row.querySelector("textarea")?.defaultValue === text) ?? mine[0];
}

/** A sentence under a form, instead of the one before. */
export function note(form: HTMLFormElement, words: string): void {
  const next = form.nextElementSibling;
  const old = next instanceof HTMLElement && next.dataset["own"] === "note" ? next : undefined;
  const line = old ?? document.createElement("p");
  line.className = "field__error";
  line.dataset["own"] = "note";
  line.setAttribute("role", "alert");
  line.textContent = words;
  if (!old) form.after(line);
}
