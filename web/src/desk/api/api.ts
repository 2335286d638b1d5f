// The way from a desk to the server. A command is carried out once, however often the network drops:
// every attempt carries the same key.
import type { Command, Problem, Told } from "../../wire/commands";
import { language } from "../words";

export type Outcome = { ok: true; told: Told } | { ok: false; problem: Problem };

/** Why a command is still on its way. */
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
/** An answer that takes longer, in ms, will not come. */
const ANSWER_MS = 10_000;
const LONGEST_PAUSE_MS = 5_000;

/** The server was not reached. */
export class Unreachable extends Error {}

/** The server answered, but not with what was asked for. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** A key that no other command has. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** A problem of our own making, where no answer came. */
export function unsent(): Problem {
  return { type: "about:blank", title: "", status: 0, code: "unsent", fields: [] };
}

/** Whether trying again with the same key helps, and when, in ms. */
function again(problem: Problem): number | undefined {
  const passing = ["busy", "slow-down", "timed-out", "storage-failed", "storage-full"];
  return passing.includes(problem.code) ? (problem.retry_after_ms ?? 1_000) : undefined;
}

export class Api {
  constructor(
    /** Short code of the room. */
    private readonly room: string,
    private readonly csrf: string,
  ) {}

  /** Reads below `/api/v1/rooms/{room}/`. */
  async read<T>(path: string): Promise<T> {
    const answer = await this.ask("GET", path);
    return (await answer.json()) as T;
  }

  /** Puts or deletes what is no command: a claim. Gives nothing where nothing came. */
  async mark<T>(method: "PUT" | "DELETE", path: string): Promise<T | undefined> {
    const answer = await this.ask(method, path);
    return answer.status === 204 ? undefined : ((await answer.json()) as T);
  }

  /** Sends a command until it is answered. */
  async post(
    command: Command,
    { onwait, key = newKey(), patience_ms = PATIENCE_MS }: Sending = {},
  ): Promise<Outcome> {
    const end = Date.now() + patience_ms;
    for (let pause_ms = 400; ; pause_ms = Math.min(pause_ms * 2, LONGEST_PAUSE_MS)) {
      let wait_ms = pause_ms;
      try {
        const answer = await this.ask("POST", "commands", { body: command, key });
        return { ok: true, told: (await answer.json()) as Told };
      } catch (error) {
        const problem = error instanceof Refused ? error.problem : unsent();
        const back_ms = error instanceof Refused ? again(problem) : pause_ms;
        if (back_ms === undefined || Date.now() + back_ms > end) return { ok: false, problem };
        wait_ms = Math.max(pause_ms, back_ms);
        onwait?.(error instanceof Refused ? "busy" : "offline");
      }
      await pause(wait_ms);
    }
  }

  private async ask(
    method: string,
    path: string,
    sent?: { body: Command; key: string },
  ): Promise<Response> {
    const headers: Record<string, string> = {
      accept: "application/json",
      "accept-language": language(),
    };
    if (method !== "GET") headers["x-csrf-token"] = this.csrf;
    if (sent) {
      headers["content-type"] = "application/json";
      headers["idempotency-key"] = sent.key;
    }
    const answer = await reach(`/api/v1/rooms/${this.room}/${path}`, {
      method,
      headers,
      ...(sent && { body: JSON.stringify(sent.body) }),
    });
    if (answer.ok) return answer;
    throw new Refused(await problemOf(answer));
  }
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), ANSWER_MS);
  try {
    return await fetch(path, { ...init, signal: giveUp.signal });
  } catch {
    throw new Unreachable();
  } finally {
    clearTimeout(timer);
  }
}

/** What a proxy in between says is no problem of ours; then the server was not reached. */
async function problemOf(answer: Response): Promise<Problem> {
  const ours = answer.headers.get("content-type")?.startsWith("application/problem+json");
  const problem = ours ? ((await answer.json().catch(() => undefined)) as Problem) : undefined;
  if (!problem) throw new Unreachable();
  return problem;
}
