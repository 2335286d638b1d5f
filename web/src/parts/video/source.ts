// What brings a picture into a `<video>`: the browser's own player, or ours for lists that it does not know.
import type { Dated } from "./place";

/** How it goes: it runs again, something failed and is being tried, it is not there (yet), it cannot be reached,
 *  it cannot be played. After the last three the source does nothing more by itself. */
export type News = "fine" | "shaky" | "absent" | "unreachable" | "broken";

export type Tell = (news: News) => void;

export interface Source {
  /** Pieces whose time of day is known. */
  dated(): Dated[];
  /** Where the live picture is now, in seconds of the element's clock. */
  edge(): number;
  /** Tries again: gently at first, from the beginning after some `tries`. */
  again(tries: number): void;
  /** Lets go of everything. */
  end(): void;
}

/** The end of what can be played, in seconds. */
export function endOf({ seekable }: HTMLVideoElement): number {
  return seekable.length > 0 ? seekable.end(seekable.length - 1) : 0;
}
