import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { speak } from "../../../desk/words";
import files from "../words.zh";
import type { DeskData, OnePost, Row } from "../../../wire/desk";
import { CODES } from "./acts";
import { Desk } from "./desk.svelte";

function row(number: number, more: Partial<Row> = {}): Row {
  const at = { iso: "2026-11-23T01:00:00Z", exact: "", clock: "09:00", day: "", moment: "" };
  return {
    id: `post-${number}`,
    number,
    revision: 1,
    text: { body: `问 ${number}`, lang: "zh-CN" },
    name: null,
    origin: null,
    to: null,
    assigned: null,
    assigned_name: null,
    wait: "",
    at: { ...at, fresh: false, age: null, ms: 0 },
    fate: "received",
    fate_word: "fate-received",
    marks: [],
    rule: null,
    votes: 0,
    pending: null,
    claim: null,
    letter: null,
    waits: true,
    reconsiders: false,
    appealed: false,
    stage: false,
    heard: false,
    unseen: false,
    rank: number,
    up: null,
    down: null,
    ...more,
  };
}

/** A row of the list. */
const on = (number: number, more: Partial<Row>): Row =>
  row(number, { fate: "listed", waits: false, ...more });

function whole(of: Row): OnePost {
  const waits = of.waits && of.pending === null;
  return {
    whole: {
      row: of,
      pieces: [],
      lang: "zh-CN",
      gone: null,
      findings: [],
      worded: null,
      into: null,
      joined: [],
      others: [],
      citizen: true,
      entered: false,
      muted: null,
      rated: null,
      appeal: null,
      next: null,
      acts: {
        approve: waits,
        hold: waits,
        reject: waits,
        merge: waits,
        unmerge: false,
        mute: true,
        word: true,
        assign: true,
        stage: false,
        unstage: false,
        dismiss: false,
        take_down: false,
      },
    },
    likes: [],
    earlier: [],
    changes: [],
  };
}

/** A server small enough to see through. */
class Server {
  rows: Row[] = [1, 2, 3].map((number) => row(number));
  listed: Row[] = [];
  claims: unknown[] = [];
  posted: Record<string, unknown>[] = [];
  refuse: string | null = null;
  changed: string[] = [];
  hold: Promise<void> | null = null;

  /** Keeps the next answers back; gives what lets them go. */
  holds(): () => void {
    let go: (() => void) | undefined;
    this.hold = new Promise((free) => (go = free));
    return () => go?.();
  }

  answer = async (input: string, init: RequestInit = {}): Promise<Response> => {
    const [path = "", query = ""] = input.replace("/api/v1/rooms/8021/", "").split("?");
    if (init.method === "POST") return this.command(JSON.parse(String(init.body)));
    if (path === "desk/queue") return Response.json({ rows: this.waiting(), next: null });
    if (path === "desk/list") return Response.json({ rows: this.listed, more: 0 });
    if (path === "desk/news") return Response.json(this.news());
    const ids = new URLSearchParams(query).get("ids")?.split(",");
    if (ids) return Response.json(this.rows.filter(({ id }) => ids.includes(id)));
    const one = whole(this.rows.find(({ id }) => path.endsWith(id)) ?? row(0));
    if (query.startsWith("since")) one.changes = [change()];
    return Response.json(one);
  };

  private waiting(): Row[] {
    return this.rows.filter((one) => one.pending === null && one.waits);
  }

  private async command(command: Record<string, unknown>): Promise<Response> {
    this.posted.push(command);
    await this.hold;
    if (this.refuse) {
      const body = { type: "", title: "", status: 409, code: this.refuse, fields: [] };
      const headers = { "content-type": "application/problem+json" };
      return new Response(JSON.stringify(body), { status: 409, headers });
    }
    const at = this.rows.findIndex(({ id }) => id === command["post"]);
    const old = this.rows[at]!;
    const decided = { word: "desk-did-approve", seconds: 5, left_ms: 5_000, by: "白露" };
    const pending = command["type"] === "undo" ? null : decided;
    this.rows[at] = { ...old, revision: old.revision + 1, pending, waits: pending === null };
    this.changed.push(old.id);
    return Response.json({ answer: { revision: old.revision + 1 } });
  }

  private news(): unknown {
    const pending = this.rows.filter((one) => one.pending);
    const piles = { held: 0, listed: 0, appealed: 0, screened_out: 0, whole: 3, oldest: 1 };
    return {
      epoch: 1,
      at: 9,
      now: Date.now(),
      anew: false,
      posts: this.changed.splice(0),
      pending,
      piles: { ...piles, waiting: this.waiting().length },
      oldest_at: 0,
      claims: this.claims,
      phase: "live",
      paused: false,
      on_stage: null,
      may: DATA.may,
    };
  }
}

const change = () => ({
  word: "desk-did-hold",
  by: "田静",
  author: false,
  at: {
    iso: "2026-11-23T01:00:00Z",
    exact: "",
    clock: "09:00",
    day: "",
    moment: "",
    fresh: true,
    age: null,
    ms: 0,
  },
});

const DATA = {
  room: "8021",
  topic: "",
  lang: "zh-CN",
  csrf: "",
  me: "me",
  prefix: "",
  zone: "UTC",
  now: 0,
  over_at: 0,
  letters: null,
  post_chars: 1_000,
  undo_ms: 5_000,
  guests: [],
  rules: [{ id: "off-topic", title: "跑题", text: "", citable: true }],
  may: {
    screen: true,
    order: true,
    stage: true,
    let_go: false,
    enter: false,
    say: false,
    edit: false,
    take_down: false,
    writes: [],
    signs: [],
    lead: false,
    sign_off: false,
    live: true,
    records: true,
    takes: true,
  },
} as unknown as DeskData;

let server: Server;
let desk: Desk;

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  await new Promise((go) => setTimeout(go, 5));
  flushSync();
};

const press = async (code: string): Promise<void> => {
  desk.keys()[code]?.run();
  await settled();
};

const numbers = (): number[] => desk.bench.queue.map(({ number }) => number);

beforeEach(async () => {
  speak("zh-CN", files);
  server = new Server();
  vi.stubGlobal("fetch", server.answer);
  desk = new Desk(DATA);
  await desk.bench.open();
  desk.select(desk.bench.nextFree(), false);
  await settled();
});

afterEach(() => vi.unstubAllGlobals());

test("the oldest question that nobody looks at comes first", async () => {
  expect(desk.bench.row?.number).toBe(1);
  server.claims = [{ post: "post-2", by: "other", name: "田静", until: 9 }];
  await desk.bench.news();
  await press("KeyA");
  expect(desk.bench.row?.number).toBe(3);
});

test("a decision carries the revision seen, and counts only once the server says so", async () => {
  const answer = server.holds();
  await press("KeyA");
  expect(server.posted).toEqual([
    { type: "screen", post: "post-1", revision: 1, verdict: { type: "approve" } },
  ]);
  expect(numbers()).toEqual([2, 3]);
  expect(desk.bench.row?.number).toBe(2);
  expect(desk.dispatch.sent.map(({ number }) => number)).toEqual([1]);
  expect(desk.bench.pending).toEqual([]);
  expect(desk.dispatch.done).toBeNull();
  answer();
  await settled();
  expect(desk.dispatch.sent).toEqual([]);
  expect(desk.bench.pending.map((open) => open.row.number)).toEqual([1]);
  expect(desk.dispatch.done?.word).toBe("desk-done-approve");
});

test("a stale decision comes back with what the colleague did", async () => {
  server.refuse = "stale";
  await press("KeyH");
  const [trouble] = desk.dispatch.troubles;
  expect(trouble?.said.what).toBe("刚才有人先改动了");
  expect(trouble?.changes.map(({ by }) => by)).toEqual(["田静"]);
  expect(numbers()).toEqual([1, 2, 3]);
});

test("undo names the revision that the decision made, also while that is on its way", async () => {
  const answer = server.holds();
  await press("KeyA");
  await press("KeyU");
  expect(server.posted).toHaveLength(1);
  server.hold = null;
  answer();
  await settled();
  expect(server.posted[1]).toEqual({ type: "undo", post: "post-1", revision: 2 });
  await settled();
  expect(numbers()).toEqual([1, 2, 3]);
  expect(desk.bench.row?.number).toBe(1);
});

test("a rule is chosen by its digit, and Escape leaves everything as it is", async () => {
  await press("KeyR");
  expect(desk.open?.id).toBe("reject");
  await press("KeyA");
  expect(server.posted).toEqual([]);
  await press("Escape");
  expect(desk.open).toBeNull();
  await press("KeyR");
  await press("Digit1");
  expect(server.posted[0]).toMatchObject({ verdict: { type: "reject", rule: "off-topic" } });
});

test("several are decided as so many commands, each answered", async () => {
  await press("KeyX");
  await press("KeyJ");
  await press("KeyX");
  await press("KeyA");
  await settled();
  expect(server.posted.map(({ post }) => post)).toEqual(["post-1", "post-2"]);
  expect(desk.bench.picked.size).toBe(0);
  expect(desk.bench.row?.number).toBe(3);
});

test("a question of the list goes where the server says that one place up or down is", async () => {
  server.listed = [on(4, { down: { before: null } }), on(5, { up: { before: "post-4" } })];
  server.rows.push(...server.listed);
  await desk.bench.readList();
  await press("KeyL");
  await press("Shift+ArrowUp");
  expect(server.posted).toEqual([]);
  await press("Shift+ArrowDown");
  expect(server.posted.at(-1)).toEqual({ type: "rank", post: "post-4", revision: 1, before: null });
  await press("KeyJ");
  await press("Shift+ArrowUp");
  expect(server.posted.at(-1)).toMatchObject({ post: "post-5", before: "post-4" });
});

test("what colleagues decide leaves the queue, what comes in joins it", async () => {
  server.rows[1] = row(2, { revision: 2, fate: "listed", waits: false });
  server.rows.push(row(4));
  server.changed = ["post-2", "post-4"];
  await desk.bench.news();
  expect(numbers()).toEqual([1, 3, 4]);
});

test("no two acts share a key, and none takes a key that moves", () => {
  const pairs = new Set(["unmerge", "unstage"]);
  const codes = Object.entries(CODES).filter(([id]) => !pairs.has(id));
  const moving = ["KeyJ", "KeyK", "KeyL", "KeyU", "KeyX", "Slash"];
  const all = [...codes.map(([, code]) => code as string), ...moving];
  expect(new Set(all).size).toBe(all.length);
});
