// What is said to a problem: what happened, and what to do next.
import type { Problem } from "../../wire/commands";
import { has, t } from "../words";

export interface Said {
  what: string;
  next: string;
}

function wait(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  return seconds < 90
    ? t("wait-seconds", { n: seconds })
    : t("wait-minutes", { n: Math.ceil(seconds / 60) });
}

/** The words of the word files, or those the server sent with a code that is newer than this page. */
export function said(problem: Problem): Said {
  const id = `refusal-${problem.code}`;
  if (!has(id)) return { what: problem.title, next: problem.detail ?? "" };
  const values = { ...problem.facts, wait: wait(problem.retry_after_ms ?? 0) };
  return { what: t(id, values), next: t(`${id}-do`, values) };
}
