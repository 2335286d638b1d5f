import { beforeEach, expect, test, vi } from "vitest";
import type { Outcome } from "../../desk/api/api";
import { type Item, OLD_MS, Outbox } from "./outbox";

const PREFIX = "line-8021-me-";
const told = { answer: { staff_at: 7 } };

/** Answers to posts, in order; everything is taken when none is left. */
let answers: (Outcome | Promise<Outcome>)[];
let posted: Item[];
let arrived: string[];
const dropped = vi.fn();

const ok = { ok: true, told } as unknown as Outcome;
const no = (code: string): Outcome => ({
  ok: false,
  problem: { type: "", title: "", status: 409, code, fields: [] },
});

function open(): Outbox {
  return new Outbox(localStorage, PREFIX, {
    post: async (item) => {
      posted.push(item);
      return answers.shift() ?? ok;
    },
    arrived: (item) => arrived.push(item.text),
    dropped,
    changed: () => {},
  });
}

const line = (text: string, key = text) => ({
  key,
  command: { type: "say" as const, speaker: { type: "host" as const }, text },
  who: "主持人",
  text,
});
const letGo = { key: "let-go", command: { type: "let_go" as const }, who: "", text: "" };
const settled = () => vi.waitFor(() => expect(localStorage.length).toBe(0));

beforeEach(() => {
  localStorage.clear();
  [answers, posted, arrived] = [[], [], []];
  dropped.mockReset();
});

test("one after another, in the order of writing", async () => {
  const gate: { opens?: (outcome: Outcome) => void } = {};
  answers = [new Promise((resolve) => (gate.opens = resolve))];
  const outbox = open();
  for (const text of ["一", "二", "三"]) outbox.add(line(text));
  expect(posted.map(({ text }) => text)).toEqual(["一"]);
  gate.opens?.(ok);
  await settled();
  expect(arrived).toEqual(["一", "二", "三"]);
});

test("what did not arrive goes out again after the page was lost, with the same key", async () => {
  answers = [new Promise<Outcome>(() => {})];
  const lost = open();
  for (const text of ["一", "二"]) lost.add(line(text));
  const again = open();
  void again.send();
  await settled();
  expect(arrived).toEqual(["一", "二"]);
  expect(posted.map(({ key }) => key)).toEqual(["一", "一", "二"]);
});

test("what was left behind long ago is not sent by itself", async () => {
  const old = { ...line("昨天的"), at: Date.now() - OLD_MS - 1 };
  localStorage.setItem(PREFIX + old.key, JSON.stringify(old));
  const outbox = open();
  outbox.add(line("今天的"));
  await vi.waitFor(() => expect(arrived).toEqual(["今天的"]));
  expect(outbox.items.map(({ state }) => state)).toEqual(["old"]);
  outbox.again(old.key);
  await settled();
  expect(arrived).toEqual(["今天的", "昨天的"]);
});

test("a refused line keeps its words and its key, and does not stop the others", async () => {
  answers = [no("too-long")];
  const outbox = open();
  for (const text of ["太长", "后面的"]) outbox.add(line(text));
  await vi.waitFor(() => expect(arrived).toEqual(["后面的"]));
  expect(outbox.items[0]?.state).toMatchObject({ refused: { code: "too-long" } });
  expect(open().items[0]?.item.text).toBe("太长");
  expect(outbox.take("太长")).toBe("太长");
  expect(localStorage.length).toBe(0);
});

test("who is signed out loses nothing and keeps the order", async () => {
  answers = [no("not-allowed")];
  const outbox = open();
  for (const text of ["一", "二"]) outbox.add(line(text));
  await vi.waitFor(() => expect(outbox.items[0]?.state).toMatchObject({ refused: {} }));
  expect(posted).toHaveLength(1);
  outbox.again("一");
  await settled();
  expect(arrived).toEqual(["一", "二"]);
});

test("where there are no words to keep, a refusal is only told", async () => {
  answers = [no("stale")];
  const outbox = open();
  outbox.add(letGo);
  await settled();
  expect(dropped).toHaveBeenCalledOnce();
  expect(outbox.items).toEqual([]);
});
