import { beforeEach, expect, test } from "vitest";
import type { Frame } from "../wire/frames";
import type { Item } from "../wire/items";
import { type Sink, Stream } from "./stream";

const item = (number: number) => ({ type: "line", number }) as unknown as Item;
const batch = (from: number, to: number, ...items: Item[]): Frame => ({
  type: "batch",
  from,
  to,
  items,
});

let told: string[];
let stream: Stream;

beforeEach(() => {
  told = [];
  const sink: Sink = {
    snapshot: ({ at }) => told.push(`snapshot ${at}`),
    items: (items) => told.push(`items ${items.length}`),
    latest: () => told.push("latest"),
    mine: () => told.push("mine"),
    outdated: () => told.push("outdated"),
  };
  stream = new Stream({ epoch: 7, at: 10 }, sink);
});

test("what follows is taken once, whatever comes twice", () => {
  expect(stream.take(batch(10, 12, item(1), item(2)))).toBeUndefined();
  expect(stream.take(batch(10, 12, item(1), item(2)))).toBeUndefined();
  expect(stream.take(batch(11, 13, item(2), item(3)))).toBeUndefined();
  expect(told).toEqual(["items 2", "items 2"]);
  expect(stream.position).toEqual({ epoch: 7, at: 13 });
});

test("a gap is not jumped: what is missing is asked for", () => {
  expect(stream.take(batch(11, 12, item(1)))).toEqual({ type: "hello", epoch: 7, at: 10 });
  expect(told).toEqual([]);
  expect(stream.position.at).toBe(10);
});

test("a snapshot replaces everything, its epoch too", () => {
  stream.take({ type: "snapshot", epoch: 9, at: 3, lines: [], questions: [] } as unknown as Frame);
  expect(told).toEqual(["snapshot 3"]);
  expect(stream.take(batch(3, 4, item(1)))).toBeUndefined();
  expect(stream.position).toEqual({ epoch: 9, at: 4 });
});

test("a view of an earlier position is brought up to date", () => {
  stream.take(batch(10, 15, item(1)));
  expect(stream.rewind(15)).toBeUndefined();
  expect(stream.rewind(12)).toEqual({ type: "hello", epoch: 7, at: 12 });
});

test("a ping is answered, a type of later protocols passed over, a newer protocol told", () => {
  expect(stream.take({ type: "ping" })).toEqual({ type: "pong" });
  expect(stream.take({ type: "confetti" } as unknown as Frame)).toBeUndefined();
  stream.take({ type: "hello", protocol: 99, epoch: 7, at: 10, now: 0 } as unknown as Frame);
  expect(told).toEqual(["outdated"]);
});
