// How long a line needs from its acknowledgement to the screen of a reader: a real browser on a live room of a
// running server, best among the readers of `wenzheng-loadtest fanout`. Measures, asserts nothing.
import type { APIRequestContext, Page } from "playwright-core";
import { launch, PASSWORD } from "./house";

/** What was measured, in ms. */
export interface Screen {
  lines: number;
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

const PAUSE_MS = 400;

/** Says `lines` lines in a live room as the stenographer of the demonstration, and watches for each. */
export async function measure(base: string, code: string, lines: number): Promise<Screen> {
  const browser = await launch();
  try {
    const reader = await (await browser.newContext()).newPage();
    await reader.goto(`${base}/r/${code}`);
    await watch(reader);
    const crew = (await browser.newContext({ extraHTTPHeaders: { origin: base } })).request;
    await crew.post(`${base}/enter`, { form: { login: "steno", password: PASSWORD } });
    const said: [string, number][] = [];
    for (let nth = 0; nth < lines; nth += 1) {
      said.push(await say(crew, base, code));
      await new Promise((go) => setTimeout(go, PAUSE_MS));
    }
    await reader.waitForFunction((text) => text in window.painted, said.at(-1)?.[0] ?? "");
    const painted = await reader.evaluate(() => window.painted);
    return summary(said.map(([text, at]) => (painted[text] ?? Number.NaN) - at));
  } finally {
    await browser.close();
  }
}

async function say(crew: APIRequestContext, base: string, code: string): Promise<[string, number]> {
  const text = `读屏 ${crypto.randomUUID()}`;
  const answer = await crew.post(`${base}/api/v1/rooms/${code}/commands`, {
    headers: { "idempotency-key": crypto.randomUUID() },
    data: { type: "say", speaker: { type: "host" }, text },
  });
  if (!answer.ok()) throw new Error(`a line was refused: ${answer.status()}`);
  return [text, Date.now()];
}

declare global {
  interface Window {
    painted: Record<string, number>;
  }
}

/** Notes when a line of ours stood on a frame that was drawn. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.painted = {};
    const watcher = new MutationObserver((records) => {
      for (const node of records.flatMap((record) => [...record.addedNodes])) {
        const text = /读屏 [0-9a-f-]{36}/.exec(node.textContent ?? "")?.[0];
        if (!text || text in window.painted) continue;
        // behind the frame that shows it
        requestAnimationFrame(() => setTimeout(() => (window.painted[text] = Date.now())));
      }
    });
    watcher.observe(document.body, { childList: true, subtree: true });
  });
}

function summary(took: number[]): Screen {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { lines: took.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}
