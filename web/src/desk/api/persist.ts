// Trying again what did not get through, for as long as somebody would wait for it.
import type { Problem } from "../../wire/commands";
import { Refused } from "./trouble";

/** Why something is still on its way. */
export type Wait = "offline" | "busy";

export interface Sending {
  /** The key of an earlier attempt, so that the command is not carried out twice. */
  key?: string;
  /** How long it is tried, in ms; for ever where the command is kept anyway. */
  patience_ms?: number;
  /** Told before each new attempt. */
  onwait?: (why: Wait) => void;
}

/** After so long, in ms, somebody should be told that it did not work. */
const PATIENCE_MS = 45_000;
const LONGEST_PAUSE_MS = 5_000;

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** Whether trying again with the same key helps, and when, in ms. */
function again(problem: Problem): number | undefined {
  const passing = ["busy", "slow-down", "timed-out", "storage-failed", "storage-full"];
  return passing.includes(problem.code) ? (problem.retry_after_ms ?? 1_000) : undefined;
}

/** What `attempt` gives at last. Throws as the last attempt did. */
export async function persist<T>(
  attempt: () => Promise<T>,
  { onwait, patience_ms = PATIENCE_MS }: Sending = {},
): Promise<T> {
  const end = Date.now() + patience_ms;
  for (let pause_ms = 400; ; pause_ms = Math.min(pause_ms * 2, LONGEST_PAUSE_MS)) {
    let wait_ms = pause_ms;
    try {
      return await attempt();
    } catch (error) {
      const refused = error instanceof Refused;
      const back_ms = refused ? again(error.problem) : pause_ms;
      if (back_ms === undefined || Date.now() + back_ms > end) throw error;
      wait_ms = Math.max(pause_ms, back_ms);
      onwait?.(refused ? "busy" : "offline");
    }
    await pause(wait_ms);
  }
}
