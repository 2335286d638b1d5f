// Where in a picture a moment lies. Pure: what is known of the picture goes in, a place in it comes out.

/** A moment that somebody wants to see. */
export interface Moment {
  /** Its place in the recording, in seconds. */
  offset: number;
  /** The time of day, in ms since 1970, where that is known. */
  at: number | undefined;
}

/** A piece of the picture whose time of day the stream tells. */
export interface Dated {
  /** Beginning and length in the picture, in seconds. */
  start: number;
  duration: number;
  /** When its beginning was taken, in ms since 1970. */
  at: number;
}

/** What is known of a picture. */
export interface Known {
  /** What can be played, in seconds. */
  from: number;
  to: number;
  /** Whether it is still being taken. */
  live: boolean;
  dated: Dated[];
  /** The time of day now, in ms since 1970. */
  now: number;
}

/** The place of a moment in the picture, in seconds; none where it cannot be played. */
export function placeOf(moment: Moment, known: Known): number | undefined {
  const place = byDate(moment, known) ?? (known.live ? fromEdge(moment, known) : moment.offset);
  const within = place !== undefined && place >= known.from && place <= known.to;
  return within ? place : undefined;
}

function byDate({ at }: Moment, { dated }: Known): number | undefined {
  if (at === undefined) return undefined;
  const piece = dated.find((one) => one.at <= at && at < one.at + one.duration * 1_000);
  return piece && piece.start + (at - piece.at) / 1_000;
}

/** Where no piece has a date, the end of a live picture is taken for now: a little early, never too late. */
function fromEdge({ at }: Moment, { dated, to, now }: Known): number | undefined {
  return at === undefined || dated.length > 0 ? undefined : to - (now - at) / 1_000;
}
