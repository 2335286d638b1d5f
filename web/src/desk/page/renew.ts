// Shows a part as the server has it now and keeps what belongs to the person before it: words that
// are being typed, what was unfolded, where the focus was. What moved under a finger rests a moment.
import { differs, seen } from "./parts";

/** A press so soon after a part changed was meant for what stood there before, in ms. */
export const SETTLE_MS = 600;

/** Hidden fields that change while the form stays about the same thing. */
const PASSING = new Set(["csrf", "key", "revision", "from"]);

type Field = HTMLInputElement | HTMLTextAreaElement;
type Choice = HTMLSelectElement;

const typed = (field: Field): boolean => {
  if (field.type === "radio") return (field as HTMLInputElement).checked;
  return !["hidden", "checkbox"].includes(field.type) && field.value !== field.defaultValue;
};

const fields = (part: ParentNode): Field[] => [
  ...part.querySelectorAll<Field>("input[id], textarea[id]"),
];

/** The part that now stands in the page, and whether it says something else than before; `lost` is called
 *  when what had the focus is no longer there. */
export function renew(
  shown: HTMLElement,
  fresh: HTMLElement,
  lost?: () => void,
): [HTMLElement, boolean] {
  if (!differs(shown, fresh) && renewForms(shown, fresh)) {
    for (const choice of choices(shown)) renewChoice(choice, fresh);
    return [shown, false];
  }
  const next = document.importNode(fresh, true);
  keepTyped(shown, next);
  for (const choice of choices(shown)) keepChosen(choice, sameAs(choice, next));
  keepOpen(shown, next);
  const focus = shown.contains(document.activeElement) ? document.activeElement : null;
  shown.replaceWith(next);
  settle(next, focus, lost);
  return [next, true];
}

const hidden = (part: ParentNode): HTMLInputElement[] => [
  ...part.querySelectorAll<HTMLInputElement>("input[type='hidden']"),
];

const isLike = (field: HTMLInputElement, other?: HTMLInputElement): boolean =>
  field.name === other?.name && (PASSING.has(field.name) || field.value === other.value);

/** Forms that look the same still speak of other revisions, and each page has a key of its own. */
function renewForms(shown: HTMLElement, fresh: HTMLElement): boolean {
  const [old, now] = [hidden(shown), hidden(fresh)];
  const same = old.length === now.length && old.every((field, at) => isLike(field, now[at]));
  if (same) for (const [at, field] of old.entries()) field.value = now[at]?.value ?? "";
  return same;
}

function keepTyped(shown: HTMLElement, next: HTMLElement): void {
  for (const field of fields(shown).filter(typed)) {
    const same = fields(next).find(({ id }) => id === field.id);
    if (!same) continue;
    if (field.type === "radio") {
      (same as HTMLInputElement).checked = same.value === field.value;
      continue;
    }
    // A page that brings these words back, because they were refused, has not taken them.
    same.defaultValue = field.defaultValue;
    same.value = field.value;
  }
}

const choices = (part: ParentNode): Choice[] => [
  ...part.querySelectorAll<Choice>("select[data-spots]"),
];

const sameAs = (choice: Choice, part: ParentNode): Choice | null =>
  part.querySelector(`#${CSS.escape(choice.id)}`);

/** What was chosen stays chosen, also where it is no longer offered. */
function keepChosen(shown: Choice, next: Choice | null): void {
  const chosen = shown.selectedOptions[0];
  if (!next || !chosen || chosen.defaultSelected || chosen.index === 0) return;
  const offered = [...next.options].some(({ value }) => value === chosen.value);
  if (!offered) next.append(chosen.cloneNode(true));
  next.value = chosen.value;
}

/** Places of the record come and go while nothing else of the part changes; not under an open list. */
function renewChoice(shown: Choice, fresh: ParentNode): void {
  const next = sameAs(shown, fresh);
  if (!next || document.activeElement === shown) return;
  const now = document.importNode(next, true);
  keepChosen(shown, now);
  const { value } = now;
  shown.replaceChildren(...now.options);
  shown.value = value;
}

function keepOpen(shown: HTMLElement, next: HTMLElement): void {
  for (const { id } of shown.querySelectorAll("details[id][open]")) {
    next.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  }
}

/** Nothing in the part can be pressed for a moment. Then the focus is back where it was, or in the part. */
function settle(part: HTMLElement, focus: Element | null, lost?: () => void): void {
  if (!part.querySelector("button") && !focus) return;
  const same = focus ? placeOf(focus, part) : undefined;
  if (focus && same && isText(focus) && isText(same)) {
    // Whoever types goes on typing: no press can go astray there.
    same.focus({ preventScroll: true });
    same.setSelectionRange(focus.selectionStart, focus.selectionEnd);
    return;
  }
  if (focus && !same) lost?.();
  part.inert = true;
  setTimeout(() => {
    part.inert = false;
    if (focus && document.activeElement === document.body) attend(same ?? part);
  }, SETTLE_MS);
}

const isText = (place: Element): place is Field =>
  place instanceof HTMLTextAreaElement ||
  (place instanceof HTMLInputElement && place.type === "text");

/** What stands in a part now where the focus was. */
export function placeOf(focus: Element, part: HTMLElement): HTMLElement | undefined {
  if (focus.id) return part.querySelector<HTMLElement>(`#${CSS.escape(focus.id)}`) ?? undefined;
  const same = (other: Element) => other.tagName === focus.tagName && seen(other) === seen(focus);
  return [...part.querySelectorAll<HTMLElement>("button, a, summary")].find(same);
}

function attend(place: HTMLElement): void {
  if (!place.matches("button, a, summary, input")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
