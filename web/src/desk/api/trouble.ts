// What can become of a request: an answer that says no, or none.
import type { Problem } from "../../wire/commands";

/** The server was not reached. */
export class Unreachable extends Error {}

/** The server answered, but not with what was asked for. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** A problem of our own making, where no answer came. */
export function unsent(): Problem {
  return { type: "about:blank", title: "", status: 0, code: "unsent", fields: [] };
}
