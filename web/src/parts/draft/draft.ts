// A question being written stays on this device until it was asked or its words were deleted.

/** What is kept of the form. */
const WRITTEN = ["text", "name", "to"];
/** Kept only once it may have arrived without our knowing: sent again, it is the same question. */
const SENT = ["key", "asker", "mail", "phone"];

const placeOf = (code: string): string => `draft-${code}`;

export class Draft {
  #form: HTMLFormElement;
  #place: string;
  #fields = WRITTEN;

  constructor(form: HTMLFormElement, code: string) {
    this.#form = form;
    this.#place = placeOf(code);
    if (this.#value("text") === "") this.#bring();
    form.addEventListener("input", () => this.#keep());
  }

  /** It was sent, and nobody knows whether it arrived. */
  sent(): void {
    this.#fields = [...WRITTEN, ...SENT];
    this.#keep();
  }

  #keep(): void {
    if (this.#value("text") === "") {
      sessionStorage.removeItem(this.#place);
      return;
    }
    const kept = this.#fields.map((name) => [name, this.#value(name)]);
    sessionStorage.setItem(this.#place, JSON.stringify(Object.fromEntries(kept)));
  }

  #bring(): void {
    const kept = read(this.#place);
    if (SENT.some((name) => name in kept)) this.#fields = [...WRITTEN, ...SENT];
    for (const [name, value] of Object.entries(kept)) {
      const field = this.#form.elements.namedItem(name);
      if (field && "value" in field) field.value = value;
    }
  }

  #value(name: string): string {
    const value = new FormData(this.#form).get(name);
    return typeof value === "string" ? value : "";
  }
}

/** The draft of the form in `root`, if one is kept of it. */
export function draftIn(root: ParentNode): Draft | undefined {
  const form = root.querySelector<HTMLFormElement>("form[data-draft]");
  return form ? new Draft(form, form.dataset["draft"] ?? "") : undefined;
}

/** It was asked. */
export function forget(code: string): void {
  sessionStorage.removeItem(placeOf(code));
}

function read(place: string): { [name: string]: string } {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "{}") as { [name: string]: string };
  } catch {
    return {};
  }
}
