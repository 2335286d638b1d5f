// A host of moving pictures of its own for a test: a live list that goes on for ever, a recording with captions,
// and a page to be framed. It tells what was asked of it, and it can be late, gone, or at its end.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Server, createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import picture from "./picture/picture.json";
import { Wire } from "./wire";

/** The host's name; browsers of the test find it on this machine. */
const NAME = "picture.test";
export const FLAGS = [`--host-resolver-rules=MAP ${NAME} 127.0.0.1`, "--ignore-certificate-errors"];

/** Length of a piece, in ms. */
const PIECE_MS = (picture.ticks / picture.timescale) * 1_000;
/** So much of the live picture can be played back, in pieces. */
const WINDOW = Math.round(90_000 / PIECE_MS);
/** Pieces of the recording. */
const RECORDED = 40;

const INIT = Buffer.from(picture.init, "base64");
const PIECE = Buffer.from(picture.piece, "base64");

/** The same picture again, at its own time. */
function piece(n: number): Buffer {
  const bytes = Buffer.from(PIECE);
  const time = n * picture.ticks;
  if (picture.time_bytes === 8) bytes.writeBigUInt64BE(BigInt(time), picture.time_at);
  else bytes.writeUInt32BE(time, picture.time_at);
  return bytes;
}

const HEAD = `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:${Math.ceil(PIECE_MS / 1_000)}\n`;
const entry = (n: number) => `#EXTINF:${(PIECE_MS / 1_000).toFixed(5)},\npiece-${n}.m4s\n`;
const MAP = `#EXT-X-MAP:URI="init.mp4"\n`;
const CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:30.000\n各位网友好\n";

export class Stream {
  /** Paths that were asked for, in order. */
  readonly asked: string[] = [];
  /** Before, the live list is not there. */
  hasBegun = false;
  private last: number | undefined;
  /** The picture has been taken since then. */
  private readonly since = Date.now() - 2 * WINDOW * PIECE_MS;

  private constructor(
    private readonly server: Server,
    readonly wire: Wire,
  ) {}

  static async open(): Promise<Stream> {
    const server = createServer(await papers());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const port = (server.address() as AddressInfo).port;
    const stream = new Stream(server, await Wire.to(`http://127.0.0.1:${port}`));
    server.on("request", (request, response) => stream.answer(request, response));
    return stream;
  }

  /** As settings name it. */
  get host(): string {
    return `${NAME}:${new URL(this.wire.base).port}`;
  }

  at(path: string): string {
    return `https://${this.host}/${path}`;
  }

  /** The number of the piece that shows this moment. */
  pieceOf(at: number): number {
    return Math.floor((at - this.since) / PIECE_MS);
  }

  /** No piece comes after the present one. */
  ends(): void {
    this.last = this.pieceOf(Date.now()) - 1;
  }

  async close(): Promise<void> {
    await this.wire.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? "", "https://any").pathname.slice(1);
    this.asked.push(path);
    const [kind, body] = this.content(path);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("content-type", kind);
    response.statusCode = body === undefined ? 404 : 200;
    response.end(body);
  }

  private content(path: string): [string, Buffer | string | undefined] {
    const list = "application/vnd.apple.mpegurl";
    const number = /^piece-(\d+)\.m4s$/.exec(path)?.[1];
    if (number !== undefined) return ["video/mp4", piece(Number(number))];
    switch (path) {
      case "init.mp4":
        return ["video/mp4", INIT];
      case "live.m3u8":
      case "sign.m3u8":
        return [list, this.hasBegun ? this.live(this.last) : undefined];
      case "native.m3u8":
        return [list, this.hasBegun ? this.live(undefined) : undefined];
      case "recording.m3u8":
        return [list, withCaptions()];
      case "recorded.m3u8":
        return [list, recorded()];
      case "captions.m3u8":
        return [list, `${HEAD}#EXTINF:30,\ncaptions.vtt\n#EXT-X-ENDLIST\n`];
      case "captions.vtt":
        return ["text/vtt", CAPTIONS];
      case "page":
        return ["text/html", "<!doctype html><title>A page</title><p>A page of somebody else.</p>"];
      default:
        return ["text/plain", undefined];
    }
  }

  private live(end_at: number | undefined): string {
    const last = end_at ?? this.pieceOf(Date.now()) - 1;
    const first = last - WINDOW + 1;
    const numbers = Array.from({ length: WINDOW }, (_, at) => first + at);
    const date = new Date(this.since + first * PIECE_MS).toISOString();
    const pieces = numbers.map(entry).join("");
    const end = end_at === undefined ? "" : "#EXT-X-ENDLIST\n";
    const order = `#EXT-X-MEDIA-SEQUENCE:${first}\n${MAP}#EXT-X-PROGRAM-DATE-TIME:${date}\n`;
    return `${HEAD}${order}${pieces}${end}`;
  }
}

function recorded(): string {
  const pieces = Array.from({ length: RECORDED }, (_, n) => entry(n)).join("");
  return `${HEAD}#EXT-X-PLAYLIST-TYPE:VOD\n${MAP}${pieces}#EXT-X-ENDLIST\n`;
}

function withCaptions(): string {
  const captions = `TYPE=SUBTITLES,GROUP-ID="c",NAME="中文",LANGUAGE="zh",URI="captions.m3u8"`;
  return `#EXTM3U\n#EXT-X-MEDIA:${captions}\n#EXT-X-STREAM-INF:BANDWIDTH=20000,SUBTITLES="c"\nrecorded.m3u8\n`;
}

/** A key and a certificate that nobody has signed; the browsers of the test are told to take them. */
async function papers(): Promise<{ key: Buffer; cert: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), "wenzheng-stream-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const own = ["req", "-x509", "-subj", `/CN=${NAME}`, "-days", "2", "-keyout", key, "-out", cert];
  await promisify(execFile)("openssl", [...own, ...kind]);
  const read = { key: await readFile(key), cert: await readFile(cert) };
  await rm(folder, { recursive: true });
  return read;
}
