// The form of a line: a speaker that stays, a field that is empty again at once, Enter.
import { keyCap, withAlt } from "../../desk/page/dress";
import { fieldsOf } from "../../desk/page/rows";
import { leaves, sendsAlone } from "../../desk/keys";
import { t } from "../../desk/words";
import type { Command, Speaker } from "../../wire/commands";

export interface Written {
  command: Command;
  who: string;
  text: string;
}

const DIGITS = 9;

/** A speaker by the value of its radio button. */
function speakerOf(value: string): Speaker {
  if (value === "host" || value === "citizen") return { type: value };
  return { type: "guest", guest: value };
}

/** The words of a label, without the key and the office. */
function nameIn(label: Element | null | undefined): string {
  const copy = label?.cloneNode(true) as Element | undefined;
  for (const part of copy?.querySelectorAll(".small, [data-own]") ?? []) part.remove();
  return copy?.textContent.trim() ?? "";
}

export class Say {
  readonly area: HTMLTextAreaElement;
  #hint = document.createElement("p");

  constructor(
    readonly form: HTMLFormElement,
    /** What is being written is kept here, over a reload. */
    private readonly store: Storage,
    private readonly place: string,
  ) {
    this.area = fieldsOf(form)[0] as HTMLTextAreaElement;
    this.#restore();
    form.addEventListener("input", () => this.#keep());
    this.#hint.className = "field__hint";
    this.#hint.id = "say-keys";
    this.#hint.textContent = t("desk-say-keys", { mend: withAlt("KeyM") });
    this.area.after(this.#hint);
    this.area.setAttribute("aria-describedby", this.#hint.id);
    this.number();
  }

  get speakers(): HTMLInputElement[] {
    return [...this.form.querySelectorAll<HTMLInputElement>("[name='speaker']")];
  }

  /** Shows beside each speaker the key that picks it. */
  number(): void {
    for (const [at, radio] of this.speakers.slice(0, DIGITS).entries()) {
      const label = this.form.querySelector<HTMLElement>(`label[for='${radio.id}']`);
      if (!label || label.querySelector("kbd")) continue;
      label.append(" ", keyCap(`Digit${at + 1}`));
      radio.setAttribute("aria-keyshortcuts", `Alt+${at + 1}`);
    }
  }

  pick(at: number): void {
    const radio = this.speakers[at];
    if (radio) radio.checked = true;
    this.#keep();
    this.focus();
  }

  focus(): void {
    this.area.focus({ preventScroll: true });
  }

  /** Puts words back in front of what is being written. */
  takeBack(text: string): void {
    this.area.value = [text, this.area.value].filter((part) => part !== "").join("\n");
    this.#keep();
    this.focus();
  }

  /** What a form of lines says; the field is empty afterwards. Nothing, where nothing was written. */
  write(form: HTMLFormElement, isLater: boolean): Written | undefined {
    const field = fieldsOf(form)[0];
    const text = field?.value ?? "";
    if (!field || text.trim() === "") {
      field?.focus();
      return undefined;
    }
    field.value = "";
    this.#keep();
    this.focus();
    if (form !== this.form) return headed(text, isLater, Number(new FormData(form).get("before")));
    const chosen = this.speakers.find((radio) => radio.checked);
    const speaker = speakerOf(chosen?.value ?? "host");
    const who = nameIn(form.querySelector(`label[for='${chosen?.id}']`));
    return { command: { type: isLater ? "prepare" : "say", speaker, text }, who, text };
  }

  #keep(): void {
    const chosen = this.speakers.find((radio) => radio.checked)?.value;
    this.store.setItem(this.place, JSON.stringify({ text: this.area.value, chosen }));
  }

  #restore(): void {
    const kept = JSON.parse(this.store.getItem(this.place) ?? "{}") as {
      text?: string;
      chosen?: string;
    };
    if (kept.text && this.area.value === "") this.area.value = kept.text;
    const radio = this.speakers.find(({ value }) => value === kept.chosen);
    if (radio) radio.checked = true;
  }
}

/** A heading goes to the end, or before the line (its number) whose form it stands in. */
function headed(text: string, isLater: boolean, before: number): Written {
  const place = before > 0 ? { before } : {};
  const command: Command = isLater
    ? { type: "prepare", speaker: null, text }
    : { type: "head", text, ...place };
  return { command, who: t("desk-line-heading"), text };
}

/** In every longer field of the desk Enter sends its form; Escape goes back to the line. */
export function startFields(back: () => void): void {
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (leaves(event)) {
      if (target instanceof Element) target.closest("details[open]")?.removeAttribute("open");
      back();
    }
    if (!(target instanceof HTMLTextAreaElement) || !target.form || !sendsAlone(event)) return;
    event.preventDefault();
    target.form.requestSubmit(
      target.form.querySelector<HTMLElement>("button:not([type='button'])"),
    );
  });
}
