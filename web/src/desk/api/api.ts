// The way from a desk to the server. A command is carried out once, however often the network drops:
// every attempt carries the same key.
import type { Command, Problem, Told } from "../../wire/commands";
import { language } from "../words";
import { type Sending, persist } from "./persist";
import { Refused, Unreachable, unsent } from "./trouble";

export { Refused, Unreachable, unsent } from "./trouble";
export type { Sending, Wait } from "./persist";

export type Outcome = { ok: true; told: Told } | { ok: false; problem: Problem };

/** An answer that takes longer, in ms, will not come. */
const ANSWER_MS = 10_000;

/** How often a read is tried, and the longest time between, in ms. */
const READ_TRIES = 5;
const READ_WAIT_MS = 5_000;

/** A key that no other command has. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Api {
  constructor(
    /** Short code of the room. */
    private readonly room: string,
    private readonly csrf: string,
  ) {}

  /** Reads below `/api/v1/rooms/{room}/`; whoever is told to come back later does. */
  async read<T>(path: string): Promise<T> {
    for (let tries = READ_TRIES; ; tries -= 1) {
      try {
        const answer = await this.ask("GET", path);
        return (await answer.json()) as T;
      } catch (error) {
        const wait = error instanceof Refused ? error.problem.retry_after_ms : undefined;
        if (wait === undefined || tries <= 1) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(wait, READ_WAIT_MS)));
      }
    }
  }

  /** Puts or deletes what is no command: a claim. Gives nothing where nothing came. */
  async mark<T>(method: "PUT" | "DELETE", path: string): Promise<T | undefined> {
    const answer = await this.ask(method, path);
    return answer.status === 204 ? undefined : ((await answer.json()) as T);
  }

  /** Sends a command until it is answered. */
  async post(command: Command, sending: Sending = {}): Promise<Outcome> {
    const { key = newKey() } = sending;
    const attempt = async (): Promise<Told> => {
      const answer = await this.ask("POST", "commands", { body: command, key });
      return (await answer.json()) as Told;
    };
    try {
      return { ok: true, told: await persist(attempt, sending) };
    } catch (error) {
      return { ok: false, problem: error instanceof Refused ? error.problem : unsent() };
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
    if (method === "GET") Object.assign(headers, AUTOMATIC);
    else headers["x-csrf-token"] = this.csrf;
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

/** What a desk looks up by itself keeps no session alive; whatever a hand does is a command or a page. */
export const AUTOMATIC = { "x-automatic": "1" };

/** Asks; an answer that takes too long is none. */
export async function reach(path: string, init: RequestInit): Promise<Response> {
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
