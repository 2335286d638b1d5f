// The moderator's desk as one thing: what is open, what each key does. Parts show it, tests press it.
import { Api } from "../../../desk/api/api";
import type { KeyAct, KeyMap } from "../../../desk/keys";
import { language, t } from "../../../desk/words";
import { gone } from "../../../live/gone";
import { Clock } from "../../../live/time";
import type { Command } from "../../../wire/commands";
import type { DeskData, OnePost, Row, Said } from "../../../wire/desk";
import { type Act, CHOICES, CODES, type Option, actsOf, byMarks } from "./acts";
import { Bench } from "./bench.svelte";
import { Dispatch } from "./dispatch.svelte";
import { type Pile, pileOf } from "./piles";

/** Acts that several questions can be picked for. */
const FOR_MANY = ["approve", "hold", "reject"];

export type Pane = "queue" | "question" | "list";

export class Desk {
  readonly bench: Bench;
  readonly dispatch: Dispatch;
  private readonly clock: Clock;
  /** The act for which something is chosen now. */
  open = $state.raw<Act | null>(null);
  /** The wording is being written. */
  writing = $state(false);
  help = $state(false);
  /** What a narrow screen shows. */
  pane = $state<Pane>("queue");
  /** Our clock, moved along by whoever shows it. */
  now = $state(Date.now());

  /** What is brought here are letters. */
  readonly letters: boolean;

  constructor(readonly data: DeskData) {
    this.letters = data.letters !== null;
    this.bench = new Bench(data, new Api(data.room, data.csrf));
    this.dispatch = new Dispatch(this.bench);
    this.clock = new Clock(language(), data.zone);
  }

  /** Somebody's words, or the mark where they were. */
  said(text: Said): string {
    return text.body ?? gone(text, this.clock);
  }

  /** What can be done with the selected question. */
  readonly acts: Act[] = $derived.by(() => {
    const one = this.bench.whole;
    if (!one || this.bench.leaving.has(one.whole.row.id)) return [];
    const { rules, guests, over_at: overAt } = this.data;
    const now = Date.now() + this.bench.skew;
    return actsOf(one.whole, { rules, guests, likes: one.likes, overAt, now });
  });

  /** Questions that one decision is meant for. */
  readonly picks: Row[] = $derived.by(() =>
    this.bench.queue.filter((row) => this.bench.picked.has(row.id) && this.isOpen(row)),
  );

  /** What can be done with all of them. */
  readonly manyActs: Act[] = $derived.by(() => {
    const [first] = this.picks;
    if (!first || !this.bench.may.screen) return [];
    const { rules } = this.data;
    const verdict = (id: string): Command => ({
      type: "screen",
      post: first.id,
      revision: first.revision,
      verdict: id === "hold" ? { type: "hold" } : { type: "approve" },
    });
    const label = (id: string): string =>
      t("mod-for-picked", { act: t(`desk-${id}`), n: this.picks.length });
    const options: Option[] = byMarks(rules, this.picks).map((rule) => ({
      label: rule.title,
      hint: rule.text,
      command: {
        type: "screen",
        post: first.id,
        revision: first.revision,
        verdict: { type: "reject", rule: rule.id },
      },
    }));
    return [
      { id: "approve", label: label("approve"), code: CODES.approve, command: verdict("approve") },
      { id: "hold", label: label("hold"), code: CODES.hold, command: verdict("hold") },
      { id: "reject", label: label("reject"), code: CODES.reject, title: t("desk-rule"), options },
    ];
  });

  isOpen(row: Row): boolean {
    return pileOf(row) === "waiting" || pileOf(row) === "held";
  }

  /** The button of an act, or its key. */
  press(act: Act): void {
    this.open = null;
    if (act.id === "word") this.writing = true;
    else if (act.options || act.write) this.open = act;
    else if (act.command) this.carry(act.id, act.command);
  }

  choose(option: Option): void {
    const act = this.open;
    this.open = null;
    if (act) this.carry(act.id, option.command);
  }

  /** Joins the selected question to one that is named by its number. */
  async mergeInto(number: number): Promise<void> {
    const { row } = this.bench;
    if (!row) return;
    const path = `desk/posts/${number}`;
    const known = [...this.bench.rows.values()].find((other) => other.number === number);
    const into = known?.id ?? (await this.bench.api.read<OnePost>(path)).whole.row.id;
    const { id: post, revision } = row;
    this.open = null;
    this.carry("merge", { type: "screen", post, revision, verdict: { type: "merge", into } });
  }

  /** Sends what was written for the open act; it stays open until it is saved. */
  async written(text: string): Promise<boolean> {
    const [act, row] = [this.open, this.bench.row];
    if (!act?.write || !row) return false;
    const saved = await this.dispatch.send(act.id, row, act.write.command(text));
    if (saved === undefined) return false;
    this.open = null;
    return true;
  }

  /** Sends the wording; it stays open until it is saved. */
  async word(text: string): Promise<boolean> {
    const { row } = this.bench;
    if (!row) return false;
    const { id: post, revision } = row;
    const saved = await this.dispatch.send("word", row, { type: "word", post, revision, text });
    if (saved === undefined) return false;
    this.writing = false;
    return true;
  }

  private carry(act: string, command: Command): void {
    const { row } = this.bench;
    if (command.type === "screen" && this.picks.length > 0 && FOR_MANY.includes(act)) {
      const rows = this.picks;
      this.bench.picked.clear();
      void this.dispatch.decideAll(act, rows, command.verdict);
      if (row && rows.includes(row)) this.goOn();
    } else if (command.type === "screen" && row) {
      const next = this.bench.nextFree();
      void this.dispatch.decide(act, row, command.verdict);
      this.goOn(next);
    } else {
      const sent = act === "mute" && "for_ms" in command && command.for_ms === 0 ? "lift" : act;
      void this.dispatch.send(sent, row ?? null, command);
    }
  }

  private goOn(next: Row | undefined = this.bench.nextFree()): void {
    this.writing = false;
    void this.bench.select(next?.id ?? null);
    if (!next) this.pane = "queue";
  }

  select(row: Row | undefined, inList = this.bench.inList): void {
    if (!row) return;
    this.open = null;
    this.writing = false;
    this.bench.inList = inList;
    void this.bench.select(row.id);
    this.pane = "question";
  }

  async undo(): Promise<void> {
    const post = await this.dispatch.undoLast();
    if (post !== undefined) this.select(this.bench.rows.get(post), false);
  }

  /** Moves a question of the list one place up or down. */
  rank(row: Row | undefined, up: boolean): void {
    const spot = up ? row?.up : row?.down;
    if (!row || !spot || !this.bench.may.order) return;
    const { id: post, revision } = row;
    void this.dispatch.send("rank", row, { type: "rank", post, revision, before: spot.before });
  }

  /** Looks at another pile, at its first question. */
  async look(pile: Pile): Promise<void> {
    await this.bench.look(pile);
    const [first] = this.bench.queue;
    if (first) this.select(first, false);
    else void this.bench.select(null);
    this.pane = "queue";
  }

  pick(row: Row | undefined): void {
    if (!row || !this.isOpen(row)) return;
    if (!this.bench.picked.delete(row.id)) this.bench.picked.add(row.id);
  }

  pickAll(): void {
    const { queue, picked } = this.bench;
    const open = queue.filter((row) => this.isOpen(row));
    if (open.every((row) => picked.has(row.id))) picked.clear();
    else for (const row of open) picked.add(row.id);
  }

  /** To the list and back to the queue. */
  turn(): void {
    if (this.letters) return;
    const inList = !this.bench.inList;
    const lane = inList ? this.bench.list : this.bench.queue;
    this.bench.inList = inList;
    if (lane[0]) this.select(lane[0], inList);
    this.pane = inList ? "list" : "queue";
  }

  /** What the keys do now. */
  keys(): KeyMap {
    if (this.help)
      return { Escape: act(() => (this.help = false)), Slash: act(() => (this.help = false)) };
    if (this.open) return this.choosing(this.open);
    const { bench } = this;
    const go = (step: 1 | -1): KeyAct => ({
      run: () => this.select(bench.neighbour(step)),
      repeats: true,
    });
    const rank = (up: boolean): KeyAct => act(() => this.rank(this.listed(), up));
    const keys: KeyMap = {
      KeyJ: go(1),
      KeyK: go(-1),
      ArrowDown: go(1),
      ArrowUp: go(-1),
      "Shift+ArrowUp": rank(true),
      "Shift+ArrowDown": rank(false),
      KeyX: act(() => this.pick(bench.row)),
      "Shift+KeyX": act(() => this.pickAll()),
      KeyL: act(() => this.turn()),
      KeyU: act(() => void this.undo()),
      Slash: act(() => (this.help = true)),
    };
    const many = this.manyActs;
    for (const one of this.acts) keys[one.code] = act(() => this.press(one));
    for (const one of many) keys[one.code] = act(() => this.press(one));
    return keys;
  }

  private choosing(open: Act): KeyMap {
    const keys: KeyMap = { Escape: act(() => (this.open = null)) };
    for (const [at, option] of (open.options ?? []).entries()) {
      const code = CHOICES[at];
      if (code === undefined) break;
      keys[code] = keys[code.replace("Digit", "Numpad")] = act(() => this.choose(option));
    }
    return keys;
  }

  /** The selected question as the list has it, with the spots around it. */
  private listed(): Row | undefined {
    return this.bench.list.find((row) => row.id === this.bench.selected);
  }
}

const act = (run: () => void): KeyAct => ({ run });
