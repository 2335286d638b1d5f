// A desk's page that stays the one the server made: the same page is fetched again whenever something happened.

/** What the server wrote into the page. */
export interface Told {
  /** Short code of the room. */
  code: string;
  /** This page, whatever its address says. */
  here: string;
  /** Who sits here. */
  me: string;
  epoch: number;
  /** Staff position that the page has seen. */
  at: number;
  /** The server's clock, UTC ms. */
  now: number;
  /** The question, where it is one question's page. */
  post?: string;
  revision: number;
}

/** What a page of ours brings along for its script. */
export function toldBy(page: Document): Told | undefined {
  const data = page.getElementById("desk-data")?.textContent;
  return data ? (JSON.parse(data) as Told) : undefined;
}

/** A page as it came, without running or loading anything of it. */
export function parsed(text: string): Document {
  return new DOMParser().parseFromString(text, "text/html");
}

export class Look {
  #looking = false;
  #again = false;

  constructor(
    private readonly told: Told,
    /** Between two looks, in ms. */
    private readonly pause_ms: number,
    /** Is given each page that came. */
    private readonly take: (page: Document) => void,
  ) {}

  /** Looks what is new, not too often. */
  now(): void {
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
      const told = toldBy(page);
      return answer.ok && told && told.post === this.told.post ? page : undefined;
    } catch {
      return undefined;
    }
  }

  async #look(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const page = await this.fetch();
      if (page) this.take(page);
      await new Promise((resolve) => setTimeout(resolve, this.pause_ms));
    }
    this.#looking = false;
  }
}
