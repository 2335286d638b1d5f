// Follows the staff stream of a room. It only rings: the page then looks for what its permit allows.
import { Connection } from "../../live/connection";
import type { StaffFrame, StaffLatest } from "../../wire/frames";
import type { Changed } from "../../wire/items";
import type { Page } from "./page";

/** The clock on a page moves on, and not all that it shows is told by the stream, in ms. */
const LOOK_MS = 10_000;
/** As long as there is no line, in ms. */
const LOST_MS = 3_000;

export interface Hearing {
  /** Whether this change can be seen on the page. */
  concerns: (item: Changed) => boolean;
  /** What moves without being kept. */
  latest?: (latest: StaffLatest) => void;
  /** Coming back does not help: the session or the role is gone. */
  over: () => void;
}

/** Lets the page look whenever something happened, or may have; colleagues see somebody at `desk`. */
export function follow(page: Page, desk: string, hearing: Hearing): void {
  const { code, epoch, at } = page.told;
  const position = { epoch, at };
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  let isLive = false;
  let rung = Date.now();
  const ring = (): void => {
    rung = Date.now();
    page.look();
  };
  const connection = new Connection<StaffFrame>({
    socket: `${scheme}//${location.host}/live/${code}/desk?desk=${desk}`,
    position: () => position,
    state: (live) => {
      isLive = live;
      ring();
    },
    over: () => {
      isLive = false;
      hearing.over();
    },
    frame: (frame) => {
      if (frame.type === "ping") return { type: "pong" };
      if (frame.type === "snapshot") {
        [position.epoch, position.at] = [frame.epoch, frame.at];
        ring();
      }
      if (frame.type === "batch") {
        position.at = Math.max(position.at, frame.to);
        if (frame.items.some(hearing.concerns)) ring();
      }
      if (frame.type === "latest") hearing.latest?.(frame);
      return undefined;
    },
  });
  connection.open();
  document.addEventListener("visibilitychange", ring);
  window.addEventListener("offline", ring);
  setInterval(() => {
    if (Date.now() - rung >= (isLive ? LOOK_MS : LOST_MS)) ring();
  }, 1_000);
}
