import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startSimilar } from "./similar";

const FOUND = `<h2>已经有人问过</h2><p data-said>列出了 1 个</p>
  <ol><li><button type="button" data-vote="/r/1/q/7/vote">我也想问</button></li></ol>`;
const VOTED = FOUND.replace(/<button.*button>/, `<span data-voted="7">您也想问</span>`);

let sent: [string, URLSearchParams][] = [];
let answers: (string | number)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  [sent, answers] = [[], []];
  vi.stubGlobal("fetch", async (address: string, { body }: { body: URLSearchParams }) => {
    sent.push([address, body]);
    const answer = answers.shift() ?? "";
    const ok = typeof answer === "string";
    return { ok, status: ok ? 200 : answer, text: async () => String(answer) };
  });
  document.body.innerHTML = `<form><input type="hidden" name="csrf" value="token">
    <textarea id="text" data-similar="/r/1/similar"></textarea>
    <section id="text-similar" hidden></section></form>`;
  startSimilar(document);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const area = (): HTMLTextAreaElement => document.querySelector("textarea")!;
const place = (): HTMLElement => document.getElementById("text-similar")!;
const spoken = (): string => document.querySelector("[role='status']")!.textContent;

async function writes(text: string, isComposing = false): Promise<void> {
  area().value = text;
  area().dispatchEvent(new InputEvent("input", { isComposing, bubbles: true }));
  await vi.advanceTimersByTimeAsync(700);
}

test("a pause in writing asks once, and what is found is said politely", async () => {
  answers = [FOUND];
  area().value = "二号线";
  area().dispatchEvent(new InputEvent("input"));
  await vi.advanceTimersByTimeAsync(300);
  await writes("二号线延长到机场");
  expect(sent.map(([address, body]) => [address, body.get("text"), body.get("csrf")])).toEqual([
    ["/r/1/similar", "二号线延长到机场", "token"],
  ]);
  expect(place().hidden).toBe(false);
  expect(spoken()).toBe("");
  await vi.advanceTimersByTimeAsync(1_100);
  expect(spoken()).toBe("列出了 1 个");
  await writes("二号");
  expect([place().hidden, spoken(), sent.length]).toEqual([true, "", 1]);
});

test("a word that is being composed is not looked at", async () => {
  await writes("erhaoxianjichang", true);
  expect(sent).toEqual([]);
  area().value = "二号线机场";
  area().dispatchEvent(new Event("compositionend"));
  await vi.advanceTimersByTimeAsync(700);
  expect(sent.map(([, body]) => body.get("text"))).toEqual(["二号线机场"]);
});

test("a server that says no is left alone for a while, and writing goes on", async () => {
  answers = [FOUND, 503, FOUND];
  await writes("二号线延长到机场");
  await writes("二号线延长到机场吗");
  expect([sent.length, place().hidden]).toEqual([2, false]);
  await writes("二号线延长到机场吗？");
  expect(sent).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(3);
});

test("endorsing keeps what was written", async () => {
  answers = [FOUND, "", VOTED];
  await writes("二号线延长到机场");
  place().querySelector("button")!.click();
  await vi.advanceTimersByTimeAsync(10);
  expect(sent.map(([address]) => address)).toEqual([
    "/r/1/similar",
    "/r/1/q/7/vote",
    "/r/1/similar",
  ]);
  expect(document.activeElement?.textContent).toBe("您也想问");
  expect(area().value).toBe("二号线延长到机场");
});
