// When a picture that is not there is looked for again. Everybody in the hall looks at the same host: the moments
// are drawn, so that they do not all come at once.

/** A picture that has not begun is looked for between these, in ms. */
const BEGIN_MS = [5_000, 10_000] as const;
/** First wait for one that was lost, in ms; it doubles with each try up to the longest. */
const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;

/** How long to wait before the try after `tries` in vain, in ms; `random` is from 0 to 1. */
export function pause(begun: boolean, tries: number, random: number): number {
  const [least, most] = BEGIN_MS;
  if (!begun) return least + (most - least) * random;
  return Math.min(FIRST_MS * 2 ** tries, LONGEST_MS) * (0.5 + random);
}
