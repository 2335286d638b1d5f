// Lists of pieces (HLS) by script. Nothing of this is loaded before somebody presses play.
import type { ErrorData, LevelDetails } from "hls.js";
import type { Dated } from "./place";
import { type Source, type Tell, endOf } from "./source";

/** What was played stays for so long, in seconds: phones have little room. */
const KEPT_S = 90;
/** A picture that broke is mended once within this, in ms. */
const MEND_MS = 30_000;
/** After so many tries in vain everything is begun anew. */
const GENTLE_TRIES = 2;

/** Plays the list at `address`.
 *  @throws where the player does not come, or the browser has nothing to play with. */
export async function playHls(
  video: HTMLVideoElement,
  address: string,
  tell: Tell,
): Promise<Source> {
  const { default: Hls } = await import("hls.js");
  if (!Hls.isSupported()) throw new Error("no media source");
  let mended = -MEND_MS;
  let hls = open(-1);

  function open(startPosition: number) {
    const made = new Hls({
      enableWorker: false, // the content policy has no workers
      liveDurationInfinity: true,
      backBufferLength: KEPT_S,
      capLevelToPlayerSize: true,
      startPosition,
    });
    made.on(Hls.Events.ERROR, (_, data) => (data.fatal ? failed(data) : tell("shaky")));
    made.on(Hls.Events.FRAG_BUFFERED, () => tell("fine"));
    made.loadSource(address);
    made.attachMedia(video);
    return made;
  }

  function failed({ type, details, response }: ErrorData): void {
    const mends =
      type === Hls.ErrorTypes.MEDIA_ERROR &&
      details !== Hls.ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR &&
      performance.now() - mended > MEND_MS;
    if (mends) {
      mended = performance.now();
      hls.recoverMediaError();
    } else if (type !== Hls.ErrorTypes.NETWORK_ERROR) tell("broken");
    // the host answered, and had nothing, or nothing that is a list
    else tell((response?.code ?? 0) > 0 ? "absent" : "unreachable");
  }

  return {
    dated: () => datedOf(hls.latestLevelDetails),
    edge: () => hls.liveSyncPosition ?? endOf(video),
    again: (tries) => {
      if (hls.latestLevelDetails && tries < GENTLE_TRIES) {
        hls.startLoad();
        return;
      }
      const at = Number.isFinite(video.duration) ? video.currentTime : -1;
      hls.destroy();
      hls = open(at);
    },
    end: () => hls.destroy(),
  };
}

function datedOf(details: LevelDetails | null): Dated[] {
  const pieces = details?.fragments ?? [];
  return pieces.flatMap(({ start, duration, programDateTime }) =>
    programDateTime ? [{ start, duration, at: programDateTime }] : [],
  );
}
