// One picture: offered first, fetched when somebody presses, and kept going while its host comes and goes.
import { playHls } from "./hls";
import { playNative, playsLists } from "./native";
import { type Moment, placeOf } from "./place";
import { pause } from "./retry";
import { Says, type State } from "./says";
import { type News, type Source, endOf } from "./source";

/** A picture that stands still for so long has stopped, in ms; browsers do not say that they lost the host. */
const STILL_MS = 4_000;
/** So far behind the live picture one is told, in seconds. */
const BEHIND_S = 10;

export class Player {
  readonly #kind: string;
  #figure: HTMLElement;
  #over: () => boolean;
  #says: Says;
  #view: HTMLElement | undefined;
  #source: Source | undefined;
  #wanted: Moment | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #still: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  /** Something failed, and nothing came since. */
  #shaky = false;
  #begun = false;
  #wasLive = false;
  #opens = (): void => {};

  /** `over` tells whether nothing live is awaited any more. */
  constructor(figure: HTMLElement, over: () => boolean) {
    this.#figure = figure;
    this.#over = over;
    this.#kind = figure.dataset["video"] ?? "";
    this.#says = new Says(this.#part("says"));
    this.#part("offer").hidden = false;
    this.#part("play").addEventListener("click", () => this.play());
    this.#part("live").addEventListener("click", () => this.#toLive());
    window.addEventListener("online", () => this.#again !== undefined && this.#retry());
  }

  get isOpen(): boolean {
    return this.#view !== undefined;
  }

  /** Whether moments can be looked up in it: a page of somebody else's cannot be told. */
  get seeks(): boolean {
    return this.#kind !== "page" && this.#figure.offsetParent !== null;
  }

  /** Whether it can be heard now. */
  get isHeard(): boolean {
    return this.#video !== undefined && !this.#video.paused && !this.#video.muted;
  }

  /** `told` hears that the picture is about to be shown. */
  opens(told: () => void): void {
    this.#opens = told;
  }

  mute(): void {
    if (this.#video) this.#video.muted = true;
  }

  /** Where to begin once somebody presses. */
  begin(moment: Moment): void {
    this.#wanted = moment;
  }

  /** Shows the picture, from `moment` where one is wanted. */
  play(moment?: Moment): void {
    if (moment) this.#wanted = moment;
    if (!this.isOpen) this.#open();
    else if (this.#begun) this.#seek();
    this.#view?.focus();
  }

  /** Lets the picture go and offers it again. */
  stop(): void {
    clearTimeout(this.#still);
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#source?.end();
    this.#source = undefined;
    this.#view?.remove();
    this.#view = undefined;
    [this.#begun, this.#wasLive, this.#shaky, this.#tries] = [false, false, false, 0];
    this.#part("offer").hidden = false;
    this.#part("live").hidden = true;
    this.#says.say("");
  }

  #open(): void {
    const view = viewIn(this.#part("frame"));
    if (!view) return;
    this.#view = view;
    const video = this.#video;
    const [address = ""] = (view.getAttribute("src") ?? "").split("#t=", 1);
    video?.removeAttribute("src");
    this.#opens();
    this.#part("offer").hidden = true;
    this.#part("frame").prepend(view);
    if (!video) return;
    this.#says.say("connecting");
    this.#listen(video);
    void this.#fetch(video, address);
  }

  /** Our own player comes over the network too, and may not come. */
  async #fetch(video: HTMLVideoElement, address: string): Promise<void> {
    const list = this.#kind === "hls";
    const tell = (news: News) => this.#view === video && this.#told(news);
    try {
      const source =
        list && !playsLists(video)
          ? await playHls(video, address, tell)
          : playNative(video, address, list, tell);
      if (this.#view === video) this.#source = source;
      else source.end();
    } catch {
      tell("broken");
    }
  }

  #listen(video: HTMLVideoElement): void {
    video.autoplay = true;
    video.addEventListener("play", () => (video.autoplay = true));
    // whoever paused it is not surprised when the host comes back
    video.addEventListener("pause", () => (video.autoplay = false));
    video.addEventListener("canplay", () => this.#seek());
    video.addEventListener("playing", () => {
      clearTimeout(this.#still);
      this.#begun = true;
      this.#says.say("");
    });
    video.addEventListener("waiting", () => {
      clearTimeout(this.#still);
      this.#still = setTimeout(() => this.#stands(video), this.#shaky ? 0 : STILL_MS);
    });
    video.addEventListener("timeupdate", () => this.#watch(video));
    video.addEventListener("ended", () => this.#wasLive && this.#says.say("ended"));
  }

  #stands(video: HTMLVideoElement): void {
    if (this.#begun && this.#view === video && !this.#runs && !video.ended) this.#says.say("lost");
  }

  #watch(video: HTMLVideoElement): void {
    // not every pause ends with `playing`
    if (this.#runs) this.#says.unsay("lost");
    const live = video.duration === Infinity;
    this.#wasLive ||= live;
    const behind = (this.#source?.edge() ?? 0) - video.currentTime;
    this.#part("live").hidden = !(live && behind > BEHIND_S);
  }

  #told(news: News): void {
    const absent = news === "absent";
    this.#shaky = news !== "fine" || this.#again !== undefined;
    if (!this.#shaky) this.#tries = 0;
    if (news === "fine") return;
    if (news === "broken") return this.#give("broken");
    if (absent && this.#over()) return this.#give(this.#wasLive ? "ended" : "absent");
    if (this.#begun && !this.#runs) this.#says.say("lost");
    if (news === "shaky") return;
    if (!this.#begun) this.#says.say(absent ? "waiting" : "unreachable");
    clearTimeout(this.#again);
    const wait = pause(this.#begun || !absent, this.#tries, Math.random());
    this.#again = setTimeout(() => this.#retry(), wait);
  }

  #retry(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#source?.again(this.#tries);
    this.#tries += 1;
  }

  /** Nothing more is tried unless somebody presses again. */
  #give(state: State): void {
    this.stop();
    this.#says.say(state);
  }

  #seek(): void {
    const [video, moment] = [this.#video, this.#wanted];
    if (!video || !moment) return;
    this.#wanted = undefined;
    const { seekable } = video;
    const place = placeOf(moment, {
      from: seekable.length > 0 ? seekable.start(0) : 0,
      to: endOf(video),
      live: video.duration === Infinity,
      dated: this.#source?.dated() ?? [],
      now: Date.now(),
    });
    if (place === undefined) this.#says.mention("outside");
    else this.#go(video, place);
  }

  #toLive(): void {
    const video = this.#video;
    if (!video) return;
    this.#go(video, this.#source?.edge() ?? endOf(video));
    video.focus();
  }

  #go(video: HTMLVideoElement, place: number): void {
    video.currentTime = place;
    // a browser that wants another press shows its own button
    video.play().catch(() => undefined);
  }

  get #video(): HTMLVideoElement | undefined {
    return this.#view instanceof HTMLVideoElement ? this.#view : undefined;
  }

  get #runs(): boolean {
    const video = this.#video;
    return video !== undefined && video.readyState >= video.HAVE_FUTURE_DATA;
  }

  #part(name: string): HTMLElement {
    const part = this.#figure.querySelector<HTMLElement>(`[data-video-${name}]`);
    if (!part) throw new Error(`the video has no ${name}`);
    return part;
  }
}

/** What is shown with script is what the page shows without it: the server's markup, out of `<noscript>`. */
function viewIn(frame: HTMLElement): HTMLElement | undefined {
  const said = frame.querySelector("noscript")?.textContent ?? "";
  const made = new DOMParser().parseFromString(said, "text/html").body.firstElementChild;
  return made ? (document.importNode(made, true) as HTMLElement) : undefined;
}
