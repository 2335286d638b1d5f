// A page of the server's own making, and what the server has of it now: asked for again whenever
// something may have happened, not too often.
import { type Told, parsed, toldBy } from "../fresh/look";

/** Between two looks, in ms. */
const LOOK_MS = 1_500;

export class Page {
  #looking = false;
  #again = false;
  #at: number;

  constructor(
    readonly told: Told,
    /** Shows, or tells of, what is there now. */
    private readonly take: (page: Document) => void,
    /** Whether the page could be had when it was asked for. With it, one that could not is asked for again. */
    private readonly had?: (page: boolean) => void,
  ) {
    this.#at = told.at;
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
      const answer = await fetch(this.told.here, { headers: { accept: "text/html" } });
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
    this.take(page);
  }

  async #look(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const page = await this.fetch();
      if (page) this.takes(page);
      this.had?.(page !== undefined);
      if (!page && this.had && !document.hidden) this.#again = true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    this.#looking = false;
  }
}

/** A page that is loaded again is not the confirmation of anything. */
export function clearAddress(): void {
  if (location.search.includes("done=")) history.replaceState(history.state, "", location.pathname);
}
