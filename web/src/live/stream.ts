// Where this reader is in the stream of a room: decides which frames are news, and what to ask for when some are missing.
import { PROTOCOL, type ClientFrame, type Frame, type Latest, type Snapshot } from "../wire/frames";
import type { Item } from "../wire/items";

/** A place in the stream. */
export interface Position {
  epoch: number;
  at: number;
}

/** Who is told what changed. */
export interface Sink {
  /** The room as it is: replaces everything. */
  snapshot(snapshot: Snapshot): void;
  /** Present views of what changed, each once. */
  items(items: Item[]): void;
  /** Values of which only the latest counts. */
  latest(latest: Latest): void;
  /** Something of the reader's own changed. */
  mine(): void;
  /** This page is too old for the server. */
  outdated(): void;
}

export class Stream {
  #position: Position;
  #sink: Sink;

  constructor(position: Position, sink: Sink) {
    this.#position = position;
    this.#sink = sink;
  }

  get position(): Position {
    return { ...this.#position };
  }

  /** Steps back to a place the page is known to show; what came since is asked for again. */
  rewind(at: number): ClientFrame | undefined {
    if (at >= this.#position.at) return undefined;
    this.#position.at = at;
    return this.#asks();
  }

  /** Takes one frame. What to say to the server, if anything. */
  take(frame: Frame): ClientFrame | undefined {
    switch (frame.type) {
      case "hello":
        if (frame.protocol > PROTOCOL) this.#sink.outdated();
        return undefined;
      case "snapshot":
        this.#position = { epoch: frame.epoch, at: frame.at };
        this.#sink.snapshot(frame);
        return undefined;
      case "batch":
        return this.#batch(frame.from, frame.to, frame.items);
      case "latest":
        this.#sink.latest(frame);
        return undefined;
      case "mine":
        this.#sink.mine();
        return undefined;
      case "ping":
        return { type: "pong" };
      default:
        return undefined;
    }
  }

  #batch(from: number, to: number, items: Item[]): ClientFrame | undefined {
    if (from > this.#position.at) return this.#asks();
    if (to <= this.#position.at) return undefined;
    this.#position.at = to;
    this.#sink.items(items);
    return undefined;
  }

  #asks(): ClientFrame {
    return { type: "hello", ...this.#position };
  }
}
