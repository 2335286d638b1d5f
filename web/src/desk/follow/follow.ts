// Follows the staff stream of a room. It only rings: the desk then fetches what its permit allows.
import { Connection } from "../../live/connection";
import type { StaffFrame, StaffLatest } from "../../wire/frames";
import type { Changed } from "../../wire/items";
import type { Told } from "../fresh/look";

/** The clock on a page moves on, and a lost line is no loss of news, in ms. */
const LOOK_MS = 30_000;
/** As long as there is no line, in ms. */
const LOST_MS = 3_000;

export interface Hearing {
  /** Which desk, for colleagues. */
  desk: string;
  concerns: (item: Changed) => boolean;
  /** Something happened, or may have. */
  ring: () => void;
  /** What moves without being kept. */
  latest?: (latest: StaffLatest) => void;
  /** Whether news come by themselves. */
  live?: (live: boolean) => void;
  /** Coming back does not help: the session or the role is gone. */
  over?: () => void;
}

export function follow({ code, epoch, at }: Told, hearing: Hearing): void {
  const position = { epoch, at };
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  let isLive = false;
  let rung = Date.now();
  const connection = new Connection<StaffFrame>({
    socket: `${scheme}//${location.host}/live/${code}/desk?desk=${hearing.desk}`,
    position: () => position,
    state: (live) => {
      isLive = live;
      hearing.live?.(live);
    },
    over: () => {
      isLive = false;
      hearing.over?.();
    },
    frame: (frame) => {
      if (frame.type === "ping") return { type: "pong" };
      if (frame.type === "snapshot") {
        [position.epoch, position.at] = [frame.epoch, frame.at];
        hearing.ring();
      }
      if (frame.type === "batch") {
        position.at = Math.max(position.at, frame.to);
        if (frame.items.some(hearing.concerns)) hearing.ring();
      }
      if (frame.type === "latest") hearing.latest?.(frame);
      return undefined;
    },
  });
  connection.open();
  document.addEventListener("visibilitychange", hearing.ring);
  setInterval(() => {
    if (Date.now() - rung < (isLive ? LOOK_MS : LOST_MS)) return;
    rung = Date.now();
    hearing.ring();
  }, 1_000);
}
