import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Bell } from "./bell";

/** A socket in hand. */
class Line extends EventTarget {
  static last: Line;
  static readonly OPEN = 1;
  readyState = 0;
  said: string[] = [];

  constructor(readonly address: string) {
    super();
    Line.last = this;
  }

  send(text: string): void {
    this.said.push(text);
  }

  close(): void {
    this.ends(1000);
  }

  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  tells(frame: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }

  ends(code: number, reason = ""): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), { code, reason }));
  }
}

let rings = 0;
let live: boolean[] = [];
let claims: unknown[] = [];
let bell: Bell;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Line);
  [rings, live, claims] = [0, [], []];
  bell = new Bell("/live/8021/desk", {
    ring: () => (rings += 1),
    claims: (all) => claims.push(...all),
    live: (is) => live.push(is),
  });
  bell.start();
});

afterEach(() => {
  bell.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("without a socket it rings every two seconds", () => {
  vi.advanceTimersByTime(6_100);
  expect(rings).toBe(3);
});

test("with a socket it rings when something happened, and only then", () => {
  Line.last.opens();
  const before = rings;
  vi.advanceTimersByTime(20_000);
  expect(rings).toBe(before);
  Line.last.tells({ type: "batch", from: 3, to: 4, items: [] });
  expect(rings).toBe(before + 1);
  Line.last.tells({ type: "latest", claims: [{ post: "p", by: "b", name: "田静", until: 1 }] });
  expect(claims).toHaveLength(1);
  Line.last.tells({ type: "ping" });
  expect(Line.last.said).toContain('{"type":"pong"}');
});

test("a lost socket is replaced by the clock until another one opens", () => {
  const first = Line.last;
  first.opens();
  first.ends(4000, "restart 500");
  vi.advanceTimersByTime(100);
  expect(live).toEqual([true, false]);
  expect(rings).toBeGreaterThan(0);
  vi.advanceTimersByTime(10_000);
  expect(Line.last).not.toBe(first);
  Line.last.opens();
  expect(live).toEqual([true, false, true]);
});

test("where it is not wanted back it only asks", () => {
  const first = Line.last;
  first.opens();
  first.ends(4501);
  vi.advanceTimersByTime(120_000);
  expect(Line.last).toBe(first);
  expect(rings).toBeGreaterThan(50);
});

test("a line that fell silent is given up", () => {
  Line.last.opens();
  Line.last.tells({ type: "hello", silence_ms: 5_000, retry_least_ms: 100, retry_most_ms: 200 });
  const first = Line.last;
  vi.advanceTimersByTime(6_000);
  expect(Line.last).not.toBe(first);
});
