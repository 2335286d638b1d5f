// Keeps a stream connected: a socket, or the event stream where sockets do not get through.
import { PROTOCOL, type ClientFrame, type Frame, type Hello } from "../wire/frames";
import type { Position } from "./stream";

/** What the connection needs to know and whom it tells; `F` is what comes. */
export interface Ends<F extends { type: string } = Frame> {
  /** Address of the socket, without position. */
  socket: string;
  /** Address of the event stream, without position; none where there is no such stream. */
  events?: string;
  position: () => Position;
  /** Takes a frame; what to answer. */
  frame: (frame: F) => ClientFrame | undefined;
  /** Connected, or not: since when it is tried again. */
  state: (connected: boolean) => void;
  /** The server said that coming back does not help. */
  over: () => void;
}

/** Handshakes in a row that may fail before the event stream is tried. */
const SOCKET_TRIES = 2;
/** Until the server has told its own. */
const FIRST: Pick<Hello, "silence_ms" | "retry_least_ms" | "retry_most_ms"> = {
  silence_ms: 60_000,
  retry_least_ms: 500,
  retry_most_ms: 2_000,
};
/** Longest wait between two tries, in ms. */
const LONGEST_MS = 30_000;

/** A moment to come back, in ms from now: later with every failure in a row. */
export function wait(
  failures: number,
  told: number | undefined,
  manners: Pick<Hello, "retry_least_ms" | "retry_most_ms">,
  random: number,
): number {
  const { retry_least_ms: least, retry_most_ms: most } = manners;
  const spread = least + (most - least) * random;
  const own = Math.min(spread * 2 ** Math.max(0, failures - 1), LONGEST_MS);
  return told === undefined ? own : told + spread * random;
}

/** The delay in the reason of a close frame: `slow 1200`. */
export function delayIn(reason: string): number | undefined {
  const found = /^\S+ (\d+)$/.exec(reason);
  return found ? Number(found[1]) : undefined;
}

export class Connection<F extends { type: string } = Frame> {
  #ends: Ends<F>;
  #socket: WebSocket | undefined;
  #events: EventSource | undefined;
  #manners = FIRST;
  #failures = 0;
  #handshakes = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(ends: Ends<F>) {
    this.#ends = ends;
  }

  open(): void {
    document.addEventListener("visibilitychange", () => this.#seen());
    window.addEventListener("online", () => this.#hurry());
    window.addEventListener("pagehide", () => this.#drop());
    window.addEventListener("pageshow", (event) => event.persisted && this.#hurry());
    this.#connect();
  }

  /** Says something, if somebody listens. The event stream has no way up: it is opened anew. */
  say(frame: ClientFrame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
    else if (this.#events && frame.type === "hello") this.#listen();
  }

  #connect(): void {
    const listens = this.#ends.events !== undefined && "EventSource" in window;
    if (listens && this.#handshakes >= SOCKET_TRIES) this.#listen();
    else this.#dial();
  }

  #dial(): void {
    const { epoch, at } = this.#ends.position();
    const joint = this.#ends.socket.includes("?") ? "&" : "?";
    const socket = new WebSocket(
      `${this.#ends.socket}${joint}protocol=${PROTOCOL}&epoch=${epoch}&at=${at}`,
    );
    this.#socket = socket;
    this.#handshakes += 1;
    socket.addEventListener("open", () => {
      this.#handshakes = 0;
      this.#up();
      this.#seen();
    });
    socket.addEventListener("message", ({ data }) => this.#take(String(data)));
    socket.addEventListener("close", ({ code, reason }) => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#down(code, delayIn(reason));
    });
  }

  #listen(): void {
    this.#events?.close();
    const { epoch, at } = this.#ends.position();
    const events = new EventSource(`${this.#ends.events}?epoch=${epoch}&at=${at}`);
    this.#events = events;
    events.addEventListener("open", () => this.#up());
    events.addEventListener("message", ({ data }) => this.#take(String(data)));
    events.addEventListener("error", () => {
      if (this.#events !== events) return;
      events.close();
      this.#events = undefined;
      // next time a socket may get through again
      this.#handshakes = 0;
      this.#down(1006, undefined);
    });
  }

  #take(data: string): void {
    this.#heard();
    const frame = JSON.parse(data) as F;
    if (frame.type === "hello") this.#manners = frame as F & Hello;
    const answer = this.#ends.frame(frame);
    if (answer) this.say(answer);
  }

  #up(): void {
    this.#failures = 0;
    this.#heard();
    this.#ends.state(true);
  }

  #down(code: number, told: number | undefined): void {
    clearTimeout(this.#silence);
    if (this.#over) return;
    if (code >= 4500 && code < 5000) {
      this.#ends.over();
      return;
    }
    this.#ends.state(false);
    this.#failures += 1;
    const delay = wait(this.#failures, told, this.#manners, Math.random());
    this.#again = setTimeout(() => this.#connect(), delay);
  }

  /** A line that says nothing for too long is dead, whatever the browser believes. */
  #heard(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#cut(), this.#manners.silence_ms);
  }

  #cut(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#events?.close();
    this.#events = undefined;
    this.#down(1006, undefined);
  }

  #seen(): void {
    this.say(document.hidden ? { type: "hidden" } : { type: "visible" });
    if (!document.hidden) this.#hurry();
  }

  #hurry(): void {
    this.#over = false;
    if (this.#socket || this.#events) return;
    clearTimeout(this.#again);
    this.#connect();
  }

  #drop(): void {
    this.#over = true;
    clearTimeout(this.#again);
    this.#socket?.close();
    this.#events?.close();
  }
}
