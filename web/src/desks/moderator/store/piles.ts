// Which pile a question lies on: the same conditions as the server's.
import type { Piles, Row } from "../../../wire/desk";

export const PILES = ["waiting", "held", "listed", "appealed", "screened-out", "all"] as const;
export type Pile = (typeof PILES)[number];

/** The pile of a question; none while a decision about it can be undone, or when it is over. */
export function pileOf(row: Row): Exclude<Pile, "all"> | undefined {
  if (row.fate === "screened_out") return row.appealed ? "appealed" : "screened-out";
  if (row.pending) return isOut(row) ? "listed" : undefined;
  if (row.fate === "held") return "held";
  if (row.waits) return "waiting";
  return isOut(row) ? "listed" : undefined;
}

const OUT: string[] = ["listed", "on_stage", "answered", "carried_over", "in_hand", "ended"];
const isOut = (row: Row): boolean => OUT.includes(row.fate);

/** So far the server counts what is let through or not; beyond that there are more. */
const COUNTED = 10_000;

/** How many lie there, as it is shown. */
export function countOf(piles: Piles, pile: Pile): string {
  if (pile === "all") return `${piles.whole}`;
  const many = pile === "screened-out" ? piles.screened_out : piles[pile];
  return many >= COUNTED ? `${COUNTED}+` : `${many}`;
}
