// A page of the server's own making, and what the server has of it now: asked for again whenever
// something may have happened, not too often.
import { AUTOMATIC, reach } from "../api/api";
import { type Told, parsed, toldBy } from "./told";

/** Between two looks, and before the next one where the page could not be had, in ms. */
const LOOK_MS = 500;
const AGAIN_MS = 1_500;

export interface Seeing {
  /** Shows, or tells of, what is there now. */
  take: (page: Document) => void;
  /** Whether the page could be had when it was asked for. One that could not is asked for again. */
  had: (page: boolean) => void;
}

export class Page {
  /** How far the server's clock is ahead of ours, in ms. */
  ahead_ms: number;
  #looking = false;
  #again = false;
  #at: number;

  constructor(
    readonly told: Told,
    private readonly seeing: Seeing,
  ) {
    this.#at = told.at;
    this.ahead_ms = told.now - Date.now();
  }

  /** Staff position of what was taken. */
  get at(): number {
    return this.#at;
  }

  /** Looks what is new, not too often. */
  look(): void {
    if (document.hidden) return;
    this.#again = true;
    if (this.#looking) return;
    this.#looking = true;
    void this.#look();
  }

  /** The page as the server has it now; undefined when it cannot be had. */
  async fetch(): Promise<Document | undefined> {
    try {
      const answer = await reach(this.told.here, {
        headers: { accept: "text/html", ...AUTOMATIC },
      });
      const page = parsed(await answer.text());
      return answer.ok && this.isOurs(page) ? page : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whether this is the same page, not one that says that there is none any more. */
  isOurs(page: Document): boolean {
    const told = toldBy(page);
    return told?.here === this.told.here && told.post === this.told.post;
  }

  /** Takes a page that came by any way, unless one that knows more was taken before. */
  takes(page: Document): void {
    const told = toldBy(page);
    if (!told || (told.epoch === this.told.epoch && told.at < this.#at)) return;
    [this.told.epoch, this.#at] = [told.epoch, told.at];
    this.ahead_ms = told.now - Date.now();
    this.seeing.take(page);
  }

  async #look(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const page = await this.fetch();
      if (page) this.takes(page);
      this.seeing.had(page !== undefined);
      if (!page && !document.hidden) this.#again = true;
      await new Promise((resolve) => setTimeout(resolve, page ? LOOK_MS : AGAIN_MS));
    }
    this.#looking = false;
  }
}
