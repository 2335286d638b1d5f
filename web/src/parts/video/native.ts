// The browser's own player: files everywhere, lists (HLS) where it is known to play them well.
import type { Dated } from "./place";
import { type Source, type Tell, endOf } from "./source";

/** Whether lists are left to the browser. Some say "maybe" and stall; those whose answer holds have the managed
 *  kind of media source, or none at all. */
export function playsLists(video: HTMLVideoElement): boolean {
  const says = video.canPlayType("application/vnd.apple.mpegurl") !== "";
  return says && ("ManagedMediaSource" in window || !("MediaSource" in window));
}

/** Plays `address`; `list` says that it may not be there yet. */
export function playNative(
  video: HTMLVideoElement,
  address: string,
  list: boolean,
  tell: Tell,
): Source {
  const failed = () => {
    const code = video.error?.code;
    if (code === MediaError.MEDIA_ERR_NETWORK) tell("unreachable");
    else if (code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED && list) tell("absent");
    else tell("broken");
  };
  const load = (at: number) => {
    video.src = at > 0 ? `${address.split("#", 1)[0]}#t=${at}` : address;
    video.load();
  };
  const runs = () => tell("fine");
  video.addEventListener("error", failed);
  video.addEventListener("playing", runs);
  load(0);
  return {
    dated: () => began(video),
    edge: () => endOf(video),
    again: () => load(Number.isFinite(video.duration) ? video.currentTime : 0),
    end: () => {
      video.removeEventListener("error", failed);
      video.removeEventListener("playing", runs);
      video.removeAttribute("src");
      video.load();
    },
  };
}

/** Safari tells when the beginning of a picture was taken. */
function began(video: HTMLVideoElement & { getStartDate?: () => Date }): Dated[] {
  const at = video.getStartDate?.().getTime();
  return at !== undefined && at > 0 ? [{ start: 0, duration: endOf(video), at }] : [];
}
