// A page of ours opened over the page, so that nothing is lost underneath. The server's markup, the server's rules.
import { t } from "../desk/words";
import { type Answer, fetchPage, send, show } from "../parts/form/send";

export class Sheet {
  #dialog: HTMLDialogElement;
  #body: HTMLElement;
  #trouble: HTMLElement;
  #address = "";
  /** The open sheet is a step of its own: Back closes it, and the page below stays. */
  #step = false;
  /** A page was put in. */
  onpage = (_body: HTMLElement): void => {};
  /** A form was sent, and nothing came back. */
  onlost = (): void => {};

  constructor(dialog: HTMLDialogElement) {
    this.#dialog = dialog;
    this.#body = dialog.querySelector("[data-sheet='body']") ?? dialog;
    this.#trouble = dialog.querySelector("[data-sheet='trouble']") ?? dialog;
    dialog.querySelector("[data-sheet='close']")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      if (this.#step) history.back();
    });
    window.addEventListener("popstate", (event) => this.#back(event), { capture: true });
    dialog.addEventListener("submit", (event) => this.#submit(event));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  /** Opens the page at `address`; where that fails, the page is visited instead. */
  async open(address: string): Promise<void> {
    try {
      await this.#load(address);
    } catch {
      location.assign(address);
      return;
    }
    if (!this.#step) history.pushState(null, "");
    this.#step = true;
    if (!this.isOpen) this.#dialog.showModal();
    this.#arrive("textarea");
  }

  /** From the top, at what says where one is: the field to write in, what is wrong, or the title. */
  #arrive(first: string): void {
    this.#dialog.scrollTop = 0;
    const title = this.#body.querySelector("h1");
    if (title) title.tabIndex = -1;
    (this.#body.querySelector<HTMLElement>(first) ?? title)?.focus();
  }

  #back(event: PopStateEvent): void {
    if (!this.#step) return;
    event.stopImmediatePropagation();
    this.#step = false;
    this.#dialog.close();
  }

  /** Loads what is open again. */
  async refresh(): Promise<void> {
    if (this.isOpen && this.#address && !this.#body.querySelector("textarea")) {
      await this.#load(this.#address).catch(() => undefined);
    }
  }

  async #load(address: string): Promise<void> {
    this.#show(await fetchPage(address));
  }

  #show(answer: Answer): void {
    this.#address = answer.address;
    this.#trouble.hidden = true;
    show(answer, this.#body);
    this.onpage(this.#body);
  }

  #submit(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
    event.preventDefault();
    send(form, event).then(
      (answer) => {
        this.#show(answer);
        this.#arrive(".errors");
      },
      () => this.#failed(),
    );
  }

  #failed(): void {
    this.#trouble.textContent = t("live-not-sent");
    this.#trouble.hidden = false;
    this.onlost();
  }
}
