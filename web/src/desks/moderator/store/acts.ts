// What can be done with the question that is looked at, each with its key. Whether it may be done is
// decided by the server again.
import type { Command } from "../../../wire/commands";
import type { GuestCard, Like, Row, Rule, Whole } from "../../../wire/desk";
import { t } from "../../../desk/words";

/** Something to choose by a digit. */
export interface Option {
  label: string;
  hint?: string;
  command: Command;
}

/** Words that go with an act. */
export interface Write {
  label: string;
  hint: string;
  command: (text: string) => Command;
}

/** An act, its button and its key. */
export interface Act {
  /** As in `desk-did-…`, `desk-done-…`. */
  id: string;
  label: string;
  /** `KeyboardEvent.code`. */
  code: string;
  kind?: "main" | "grave";
  /** Said above the choice. */
  title?: string;
  /** Sent at once, unless there is something to choose or to write first. */
  command?: Command;
  options?: Option[];
  /** Something to write first. */
  write?: Write;
}

/** Codes of the keys, in one place: no two may be the same. */
export const CODES = {
  approve: "KeyA",
  hold: "KeyH",
  reject: "KeyR",
  merge: "KeyM",
  unmerge: "KeyM",
  word: "KeyE",
  assign: "KeyG",
  stage: "KeyS",
  unstage: "KeyS",
  mute: "KeyQ",
  dismiss: "KeyN",
  "take-down": "KeyD",
} as const;

/** Keys of what is offered to choose from: the digits, then the row of letters below them. */
export const CHOICES = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `Digit${digit}`),
  ...[..."QWERTYUIOP"].map((letter) => `Key${letter}`),
];

const MINUTE = 60_000;

export interface Around {
  rules: Rule[];
  guests: GuestCard[];
  likes: Like[];
  /** When the session is over at the latest, and now: the server's ms. */
  overAt: number;
  now: number;
}

/** Acts that the state of the question allows, in the order of the buttons. */
export function actsOf(whole: Whole, around: Around): Act[] {
  const { acts, row } = whole;
  const { id: post, revision } = row;
  const all: (Act | false)[] = [
    acts.approve && {
      ...named("approve"),
      kind: "main",
      command: { type: "screen", post, revision, verdict: { type: "approve" } },
    },
    acts.hold && {
      ...named("hold"),
      command: { type: "screen", post, revision, verdict: { type: "hold" } },
    },
    acts.dismiss && {
      ...named("dismiss"),
      write: {
        label: t("appeal-reason"),
        hint: t("appeal-reason-hint"),
        command: (reason) => ({
          type: "appeal",
          step: { type: "dismiss", post, revision, reason },
        }),
      },
    },
    acts.reject && { ...named("reject"), title: t("desk-rule"), options: rejections(row, around) },
    acts.merge && { ...named("merge"), title: t("mod-merge-title"), options: merges(row, around) },
    acts.unmerge && { ...named("unmerge"), command: { type: "unmerge", post, revision } },
    acts.stage && { ...named("stage"), command: { type: "stage", post, revision } },
    acts.unstage && { ...named("unstage"), command: { type: "unstage", post, answered: false } },
    acts.word && named("word", "mod-word"),
    acts.assign &&
      around.guests.length > 0 && {
        ...named("assign", "mod-assign"),
        title: t("desk-assign-to"),
        options: assignments(row, around),
      },
    acts.mute && {
      ...named("mute", "mod-mute"),
      title: t("desk-mute-hint"),
      options: mutes(whole, around),
    },
    acts.take_down && {
      ...named("take-down"),
      kind: "grave",
      title: t("desk-take-down-hint"),
      options: byMarks(around.rules, [row]).map((rule) => ({
        label: rule.title,
        hint: rule.text,
        command: { type: "take_down", post, rule: rule.id },
      })),
    },
  ];
  return all.filter((act) => act !== false);
}

function named(id: keyof typeof CODES, word = `desk-${id}`): Act {
  return { id, label: t(word), code: CODES[id] };
}

/** What the rulebook noticed comes first: that is most often why. */
export function byMarks(rules: Rule[], rows: Row[]): Rule[] {
  const marked = (rule: Rule): boolean => rows.some((row) => row.marks.includes(rule.title));
  return [...rules.filter(marked), ...rules.filter((rule) => !marked(rule))];
}

function rejections(row: Row, { rules }: Around): Option[] {
  const { id: post, revision } = row;
  return byMarks(rules, [row]).map((rule) => ({
    label: rule.title,
    hint: rule.text,
    command: { type: "screen", post, revision, verdict: { type: "reject", rule: rule.id } },
  }));
}

/** The like questions it can be joined to. */
export function merges({ id: post, revision }: Row, { likes }: Around): Option[] {
  const other = likes.filter((like) => like.post !== undefined && like.post !== post);
  return other.map((like) => ({
    label: t("public-number", { n: like.number }),
    hint: like.text.map(({ text }) => text).join(""),
    command: { type: "screen", post, revision, verdict: { type: "merge", into: like.post ?? "" } },
  }));
}

function assignments({ id: post, revision }: Row, { guests }: Around): Option[] {
  const to = (guest: string | null): Command => ({ type: "assign", post, revision, guest });
  return [
    ...guests.map((guest) => ({ label: guest.name, hint: guest.office, command: to(guest.id) })),
    { label: t("desk-anybody"), command: to(null) },
  ];
}

function mutes({ row: { id: post }, muted }: Whole, { overAt, now }: Around): Option[] {
  const command = (for_ms: number): Command => ({ type: "mute", post, for_ms });
  const lift = { label: t("desk-mute-lift"), command: command(0) };
  return [
    { label: t("desk-mute-15"), command: command(15 * MINUTE) },
    { label: t("desk-mute-session"), command: command(Math.max(overAt - now, 15 * MINUTE)) },
    ...(muted ? [lift] : []),
  ];
}
