import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Command } from "../../wire/commands";
import refusals from "../../../words/en/refusals.ftl?raw";
import { speak } from "../words";
import { Api } from "./api";
import { said } from "./said";

const COMMAND: Command = { type: "unstage", answered: false };
const TOLD = { answer: { staff_at: 7 } };
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  fetched.mockReset();
});

const json = (status: number, body: unknown, type = "application/json") =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": type } });

const problem = (status: number, code: string, more = {}) =>
  json(
    status,
    { type: "", title: "t", status, code, fields: [], ...more },
    "application/problem+json",
  );

const header = (call: number, name: string) =>
  new Headers(fetched.mock.calls[call]?.[1]?.headers).get(name) ?? "";

async function post(): Promise<{ outcome: Awaited<ReturnType<Api["post"]>>; waits: string[] }> {
  const waits: string[] = [];
  const sent = new Api("8021", "token").post(COMMAND, { onwait: (why) => waits.push(why) });
  await vi.runAllTimersAsync();
  return { outcome: await sent, waits };
}

test("a command goes out once with its key, the token and the page's language", async () => {
  fetched.mockResolvedValue(json(200, TOLD));
  const { outcome } = await post();
  expect(outcome).toEqual({ ok: true, told: TOLD });
  expect(fetched.mock.calls[0]?.[0]).toBe("/api/v1/rooms/8021/commands");
  expect(fetched.mock.calls[0]?.[1]).toMatchObject({
    method: "POST",
    body: '{"type":"unstage","answered":false}',
  });
  expect(header(0, "idempotency-key")).toMatch(/^[\x21-\x7e]{10,128}$/);
  expect(header(0, "x-csrf-token")).toBe("token");
  expect(header(0, "accept-language")).toBe("zh-CN");
});

test("when the network drops the same key goes out again, until it is answered", async () => {
  fetched.mockRejectedValueOnce(new TypeError("offline"));
  fetched.mockResolvedValueOnce(new Response("<html>", { status: 502 }));
  fetched.mockResolvedValueOnce(problem(503, "busy", { retry_after_ms: 2_000 }));
  fetched.mockResolvedValueOnce(json(200, TOLD));
  const { outcome, waits } = await post();
  expect(outcome.ok).toBe(true);
  expect(waits).toEqual(["offline", "offline", "busy"]);
  const keys = [0, 1, 2, 3].map((call) => header(call, "idempotency-key"));
  expect(new Set(keys).size).toBe(1);
});

test("a refusal is an answer, and not tried again", async () => {
  fetched.mockResolvedValue(problem(409, "stale", { facts: { revision: 3 } }));
  const { outcome } = await post();
  expect(outcome).toMatchObject({ ok: false, problem: { code: "stale" } });
  expect(fetched).toHaveBeenCalledOnce();
});

test("in the end somebody is told that nothing was answered", async () => {
  fetched.mockRejectedValue(new TypeError("offline"));
  const { outcome } = await post();
  expect(outcome).toMatchObject({ ok: false, problem: { code: "unsent" } });
  expect(fetched.mock.calls.length).toBeGreaterThan(5);
});

const about = (code: string, more = {}) => ({
  type: "",
  title: "new",
  status: 409,
  code,
  fields: [],
  detail: "do",
  ...more,
});

test("problems are told in the words of the word files", () => {
  speak("en", [refusals]);
  expect(said(about("full", { facts: { most: 8 } })).what).toContain("8");
  expect(said(about("busy", { retry_after_ms: 1_500 })).next).toContain("2 second");
  expect(said(about("from-tomorrow"))).toEqual({ what: "new", next: "do" });
});

test("a read that came too soon is tried again when the server said, and not for ever", async () => {
  fetched.mockResolvedValueOnce(problem(429, "slow-down", { retry_after_ms: 700 }));
  fetched.mockResolvedValueOnce(json(200, [1]));
  const read = new Api("8021", "token").read("desk/list");
  await vi.advanceTimersByTimeAsync(699);
  expect(fetched).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await read).toEqual([1]);
  fetched.mockImplementation(async () => problem(429, "slow-down", { retry_after_ms: 700 }));
  const never = expect(new Api("8021", "token").read("desk/list")).rejects.toThrow();
  await vi.runAllTimersAsync();
  await never;
  fetched.mockResolvedValue(problem(404, "not-found"));
  await expect(new Api("8021", "token").read("desk/list")).rejects.toThrow();
});
