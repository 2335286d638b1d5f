// Under the ask box: questions of this room that say much the same as what is being written.
// The words are looked at only between words, never inside one that an input method composes.

/** Nothing is asked while somebody writes on, in ms. */
const PAUSE_MS = 600;
/** What was found is said when the writing has rested a little more, in ms. */
const SAY_AFTER_MS = 1_000;
/** After a failure the server is left alone, in ms. */
const REST_MS = 10_000;
/** Fewer characters say nothing yet; the server looks at no more than the first thousand. */
const LEAST = 4;
const MOST = 1_000;

class Similar {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saying: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;
  private asked = "";
  private restUntil = 0;
  private readonly spoken = document.createElement("p");

  constructor(
    private readonly area: HTMLTextAreaElement,
    private readonly place: HTMLElement,
    private readonly address: string,
  ) {
    this.spoken.className = "unseen";
    this.spoken.setAttribute("role", "status");
  }

  start(): void {
    const { area, place } = this;
    place.after(this.spoken);
    area.addEventListener("input", (event) => {
      if (event instanceof InputEvent && event.isComposing) clearTimeout(this.timer);
      else this.soon();
    });
    area.addEventListener("compositionstart", () => clearTimeout(this.timer));
    area.addEventListener("compositionend", () => this.soon());
    place.addEventListener("click", (event) => void this.vote(event));
    if (area.value !== "") this.soon();
  }

  private soon(): void {
    clearTimeout(this.timer);
    const wait_ms = Math.max(PAUSE_MS, this.restUntil - Date.now());
    this.timer = setTimeout(() => void this.look(), wait_ms);
  }

  private async look(again = false): Promise<void> {
    const text = [...this.area.value.trim()].slice(0, MOST).join("");
    if (text === this.asked && !again) return;
    this.asking?.abort();
    this.asked = text;
    if ([...text].length < LEAST) return this.show("");
    const asking = new AbortController();
    this.asking = asking;
    try {
      const answer = await this.send(this.address, { text }, asking.signal);
      if (asking === this.asking) this.show(answer);
    } catch {
      // What was found before stays; the next pause asks again.
      if (asking !== this.asking || asking.signal.aborted) return;
      [this.asked, this.restUntil] = ["", Date.now() + REST_MS];
    }
  }

  private show(part: string): void {
    const found = new DOMParser().parseFromString(part, "text/html").body;
    const nodes = [...document.importNode(found, true).childNodes];
    const words = found.querySelector("[data-said]")?.textContent ?? "";
    const changed = found.textContent !== this.place.textContent;
    this.place.replaceChildren(...nodes);
    this.place.hidden = words === "";
    // Whoever has seen it here is not asked again by the server.
    const looked = this.area.form?.querySelector<HTMLInputElement>("[name='looked']");
    if (looked && words !== "") looked.value = "1";
    clearTimeout(this.saying);
    if (words === "") this.spoken.textContent = "";
    else if (changed) this.saying = setTimeout(() => this.say(words), SAY_AFTER_MS);
  }

  private say(words: string): void {
    // The same words again are said only if they were gone for a moment.
    this.spoken.textContent = "";
    requestAnimationFrame(() => (this.spoken.textContent = words));
  }

  /** Endorses one of them without leaving what is being written. */
  private async vote(event: Event): Promise<void> {
    const { target } = event;
    const button =
      target instanceof Element ? target.closest<HTMLButtonElement>("[data-vote]") : null;
    const address = button?.dataset["vote"];
    if (!button || address === undefined) return;
    button.disabled = true;
    try {
      await this.send(address, { back: "page" });
      await this.look(true);
      this.marked(address);
    } catch {
      button.disabled = false;
      button.focus();
    }
  }

  private marked(address: string): void {
    const number = /\/q\/(\d+)\/vote$/.exec(address)?.[1];
    const mark = this.place.querySelector<HTMLElement>(`[data-voted="${number}"]`);
    if (!mark) return;
    mark.tabIndex = -1;
    mark.focus();
  }

  private async send(
    address: string,
    fields: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<string> {
    const token = this.area.form?.querySelector<HTMLInputElement>("[name='csrf']")?.value ?? "";
    const body = new URLSearchParams({ csrf: token, ...fields });
    const headers = { accept: "text/html" };
    const init = { method: "post", headers, body, ...(signal && { signal }) };
    const answer = await fetch(address, init);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.text();
  }
}

/** Starts looking for each `textarea[data-similar]` whose place is `#<id>-similar`. */
export function startSimilar(root: ParentNode): void {
  for (const area of root.querySelectorAll<HTMLTextAreaElement>("textarea[data-similar]")) {
    const place = document.getElementById(`${area.id}-similar`);
    if (place) new Similar(area, place, area.dataset["similar"] ?? "").start();
  }
}
