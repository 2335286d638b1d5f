// What was decided here: on its way, answered or refused. Nothing counts as done before the server says so.
import type { Wait } from "../../../desk/api/api";
import { type Said, said } from "../../../desk/api/said";
import type { Command, Problem, Verdict } from "../../../wire/commands";
import type { Change, OnePost, Row } from "../../../wire/desk";
import type { Bench } from "./bench.svelte";

/** A command that is not answered yet. */
export interface Sent {
  id: number;
  number: number;
  /** Id of the word: `desk-did-…`. */
  word: string;
  wait: Wait | null;
}

/** A command that was refused. */
export interface Trouble {
  id: number;
  row: Row | null;
  word: string;
  said: Said;
  /** What colleagues did in the meantime. */
  changes: Change[];
}

/** Commands of one press that are on their way at the same time. */
const AT_ONCE = 4;

export class Dispatch {
  sent = $state<Sent[]>([]);
  troubles = $state.raw<Trouble[]>([]);
  /** What was done last, for the status line: `desk-done-…` and the number. */
  done = $state.raw<{ word: string; number: number } | null>(null);
  private count = 0;
  /** My decisions, the latest last: the revision they made, once it is known. */
  private decided: { post: string; revision: Promise<number | undefined> }[] = [];

  constructor(private readonly bench: Bench) {}

  /** Sends a command about a question; whether it was carried out. */
  async send(act: string, row: Row | null, command: Command): Promise<number | undefined> {
    const id = ++this.count;
    const word = `desk-did-${act}`;
    this.sent.push({ id, number: row?.number ?? 0, word, wait: null });
    const onwait = (wait: Wait): void => {
      const entry = this.sent.find((sent) => sent.id === id);
      if (entry) entry.wait = wait;
    };
    const outcome = await this.bench.api.post(command, { onwait });
    this.sent = this.sent.filter((sent) => sent.id !== id);
    if (outcome.ok) {
      this.done = { word: `desk-done-${act}`, number: row?.number ?? 0 };
      await this.bench.news();
      return outcome.told.answer.revision ?? 0;
    }
    await this.tell(id, word, row, outcome.problem);
    return undefined;
  }

  private async tell(id: number, word: string, row: Row | null, problem: Problem): Promise<void> {
    let changes: Change[] = [];
    if (row && problem.code === "stale") {
      const path = `desk/posts/${row.id}?since=${row.revision}`;
      changes = await this.bench.api
        .read<OnePost>(path)
        .then((one) => one.changes)
        .catch(() => []);
    }
    this.troubles = [...this.troubles, { id, row, word, said: said(problem), changes }];
    await Promise.all([
      row && this.bench.refresh([row.id]).catch(() => undefined),
      this.bench.news(),
    ]);
  }

  /** Decides; the question leaves the queue while the answer is awaited, and comes back if it is no. */
  async decide(act: string, row: Row, verdict: Verdict): Promise<boolean> {
    this.bench.leaving.add(row.id);
    this.bench.picked.delete(row.id);
    const revision = this.send(act, row, {
      type: "screen",
      post: row.id,
      revision: row.revision,
      verdict,
    });
    this.decided = [...this.decided.slice(-19), { post: row.id, revision }];
    const carried = (await revision) !== undefined;
    this.bench.leaving.delete(row.id);
    return carried;
  }

  /** One decision about several questions: as many commands, each answered by itself. */
  async decideAll(act: string, rows: Row[], verdict: Verdict): Promise<void> {
    const open = [...rows];
    const work = async (): Promise<void> => {
      for (let row = open.shift(); row; row = open.shift()) await this.decide(act, row, verdict);
    };
    for (const row of rows) this.bench.leaving.add(row.id);
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Takes my latest decision back, also one that is still on its way; gives the question. */
  async undoLast(): Promise<string | undefined> {
    const last = this.decided.pop();
    const revision = await last?.revision;
    if (!last || revision === undefined) return undefined;
    const row = this.bench.rows.get(last.post) ?? null;
    return (await this.undo(last.post, revision, row)) ? last.post : undefined;
  }

  /** Takes a decision back, mine or a colleague's. */
  async undo(post: string, revision: number, row: Row | null): Promise<boolean> {
    this.decided = this.decided.filter((decided) => decided.post !== post);
    return (await this.send("undo", row, { type: "undo", post, revision })) !== undefined;
  }

  /** Whether there is a decision of mine that may still be taken back. */
  readonly canUndo: boolean = $derived(this.sent.length > 0 || this.mine().length > 0);

  private mine(): string[] {
    const open = new Set(this.bench.pending.map(({ row }) => row.id));
    return this.decided.map(({ post }) => post).filter((post) => open.has(post));
  }

  dismiss(id: number): void {
    this.troubles = this.troubles.filter((trouble) => trouble.id !== id);
  }
}
