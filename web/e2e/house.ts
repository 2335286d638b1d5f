// A furnished house of its own for each test file: the real binary, a real browser.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/** Chromium without a window of its own, else the whole of it. */
const SHELLS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** The settings of whoever runs the tests are not the house's. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("WENZHENG_")),
);

/** Password of every account of the demonstration. */
export const PASSWORD = "yunting-demo";

function binary(): string {
  const path = process.env.WENZHENG_BIN;
  if (!path) throw new Error("set WENZHENG_BIN to the server's binary");
  return path;
}

export function launch(flags: string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? SHELLS.find((path) => existsSync(path));
  if (!executablePath) throw new Error("no Chromium was found; set CHROMIUM to one");
  return chromium.launch({ executablePath, args: [...QUIET, ...flags] });
}

export class House {
  private server: ChildProcess | undefined;
  private port = 0;

  private constructor(
    private readonly data: string,
    private readonly settings: Record<string, string>,
  ) {}

  /** Seeds the invented city in a new folder and serves it, with settings as `WENZHENG_*` names them. */
  static async open(settings: Record<string, string> = {}): Promise<House> {
    const data = await mkdtemp(join(tmpdir(), "wenzheng-e2e-"));
    await promisify(execFile)(binary(), ["demo", "--seed-only", "--data", data], {
      cwd: data,
      env,
    });
    const house = new House(data, settings);
    await house.serve();
    return house;
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Serves on the port it had before, so that browsers find it again. */
  async serve(): Promise<void> {
    const listen = `127.0.0.1:${this.port}`;
    const server = spawn(binary(), ["serve", "--data", this.data, "--listen", listen], {
      cwd: this.data,
      env: { ...env, ...this.settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.server = server;
    this.port = await portOf(server);
  }

  /** As a failing machine would: nothing is said, nothing is flushed. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async close(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.data, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const server = this.server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    await gone;
  }
}

function portOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (line: string) => {
      said += `${line}\n`;
      const port = /"port":(\d+)/.exec(line)?.[1];
      if (port) resolve(Number(port));
    };
    for (const stream of [server.stdout, server.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", listen);
    }
    server.once("exit", () => reject(new Error(`the server ended:\n${said}`)));
  });
}
