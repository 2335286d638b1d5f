// What the server wrote into a desk's page for its script.

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
  /** The installation's time zone. */
  zone: string;
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

/** A page that is loaded again is not the confirmation of anything. */
export function clearAddress(): void {
  if (location.search.includes("done=")) history.replaceState(history.state, "", location.pathname);
}
