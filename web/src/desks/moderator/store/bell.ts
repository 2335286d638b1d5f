// What tells a desk that something happened. The desk then asks; it is never told more than it may see.
// A socket rings at once; while there is none, a clock rings every two seconds.
import { delayIn, wait } from "../../../live/connection";
import type { Claimed, Hello, StaffFrame } from "../../../wire/frames";

export interface Hearing {
  /** Something happened, or may have. */
  ring: () => void;
  /** Who looks at which question: all claims. */
  claims: (claims: Claimed[]) => void;
  /** Whether news come by themselves. */
  live: (live: boolean) => void;
}

const EVERY_MS = 2_000;
const HIDDEN_MS = 15_000;
/** Until the server has told its own. */
const FIRST = { silence_ms: 60_000, retry_least_ms: 1_000, retry_most_ms: 4_000 };

/** Rings again and again: seldom while nobody looks at the page. */
export class Clock {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ring: () => void) {}

  start(after_ms = EVERY_MS): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.ring();
      this.start(document.hidden ? HIDDEN_MS : EVERY_MS);
    }, after_ms);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

export class Bell {
  private readonly clock: Clock;
  private socket: WebSocket | undefined;
  private manners: Pick<Hello, "silence_ms" | "retry_least_ms" | "retry_most_ms"> = FIRST;
  private failures = 0;
  private again: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private over = false;
  private readonly seen = (): void => {
    this.say(document.hidden ? "hidden" : "visible");
    if (!document.hidden) this.hearing.ring();
  };

  constructor(
    private readonly address: string,
    private readonly hearing: Hearing,
  ) {
    this.clock = new Clock(hearing.ring);
  }

  start(): void {
    document.addEventListener("visibilitychange", this.seen);
    this.clock.start();
    this.dial();
  }

  stop(): void {
    this.over = true;
    document.removeEventListener("visibilitychange", this.seen);
    this.clock.stop();
    clearTimeout(this.again);
    clearTimeout(this.silence);
    this.socket?.close();
  }

  private dial(): void {
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.failures = 0;
      this.clock.stop();
      this.hearing.live(true);
      this.seen();
    });
    socket.addEventListener("message", ({ data }) => {
      this.take(JSON.parse(String(data)) as StaffFrame);
      this.heard();
    });
    socket.addEventListener("close", ({ code, reason }) => {
      if (this.socket === socket) this.down(code, delayIn(reason));
    });
  }

  private take(frame: StaffFrame): void {
    if (frame.type === "ping") this.say("pong");
    else if (frame.type === "hello") this.manners = frame;
    else if (frame.type === "batch" || frame.type === "snapshot") this.hearing.ring();
    else if (frame.type === "latest" && frame.claims) this.hearing.claims(frame.claims);
  }

  private say(type: "pong" | "visible" | "hidden"): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ type }));
  }

  /** Without a socket the clock goes on; where the server does not want us back, for good. */
  private down(code: number, told: number | undefined): void {
    this.socket = undefined;
    clearTimeout(this.silence);
    if (this.over) return;
    this.hearing.live(false);
    this.clock.start(0);
    if (code >= 4500 && code < 5000) return;
    this.failures += 1;
    const delay = wait(this.failures, told, this.manners, Math.random());
    this.again = setTimeout(() => this.dial(), delay);
  }

  /** A line that says nothing for too long is dead, whatever the browser believes. */
  private heard(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      const { socket } = this;
      this.socket = undefined;
      socket?.close();
      this.down(1006, undefined);
    }, this.manners.silence_ms);
  }
}
