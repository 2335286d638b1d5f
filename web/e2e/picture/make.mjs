// Makes picture.json: the smallest moving picture that a browser plays, as a beginning and one piece (fragmented MP4).
// Chromium records a canvas: `CHROMIUM=/usr/bin/chromium node e2e/picture/make.mjs` in web/.
import { writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";

/** The boxes of an MP4 within [from, to): kind, where each begins, where its content does, where it ends. */
function boxes(bytes, from = 0, to = bytes.length) {
  const found = [];
  for (let at = from; at + 8 <= to; at = found.at(-1).end) {
    const size = bytes.readUInt32BE(at);
    const wide = size === 1;
    const length = wide ? Number(bytes.readBigUInt64BE(at + 8)) : size || to - at;
    const kind = bytes.toString("latin1", at + 4, at + 8);
    found.push({ kind, at, inside: at + (wide ? 16 : 8), end: at + length });
  }
  return found;
}

function within(bytes, path, outer = { inside: 0, end: bytes.length }) {
  return path.reduce((box, kind) => {
    const found = boxes(bytes, box.inside, box.end).find((one) => one.kind === kind);
    if (!found) throw new Error(`no ${kind} in ${path.join("/")}`);
    return found;
  }, outer);
}

/** Ticks of all samples of a piece. */
function ticksOf(bytes, moof) {
  const trun = within(bytes, ["traf", "trun"], moof);
  const tfhd = within(bytes, ["traf", "tfhd"], moof);
  const flags = bytes.readUInt32BE(trun.inside) & 0xffffff;
  const count = bytes.readUInt32BE(trun.inside + 4);
  const size = [0x100, 0x200, 0x400, 0x800].filter((bit) => flags & bit).length * 4;
  const first = trun.inside + 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0);
  if (!(flags & 0x100))
    throw new Error(`samples of one length: ${bytes.subarray(tfhd.at, tfhd.end).toString("hex")}`);
  let ticks = 0;
  for (let n = 0; n < count; n += 1) ticks += bytes.readUInt32BE(first + n * size);
  return ticks;
}

async function record() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 36 });
  const pen = canvas.getContext("2d");
  let n = 0;
  const draw = () => {
    pen.fillStyle = n++ % 2 ? "#0b5d63" : "#e4eeeb";
    pen.fillRect(0, 0, 64, 36);
  };
  draw();
  const kinds = ["avc1.42E01E", "avc1", "vp09.00.10.08", "vp9"].map(
    (kind) => `video/mp4;codecs=${kind}`,
  );
  const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(canvas.captureStream(10), {
    mimeType,
    videoBitsPerSecond: 10_000,
    videoKeyFrameIntervalDuration: 1_000,
  });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const done = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  const clock = setInterval(draw, 100);
  await new Promise((resolve) => setTimeout(resolve, 4_500));
  recorder.stop();
  clearInterval(clock);
  await done;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return { kind: recorder.mimeType, bytes: btoa(String.fromCharCode(...bytes)) };
}

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
const { kind, bytes: text } = await page.evaluate(record);
await browser.close();
const bytes = Buffer.from(text, "base64");
const all = boxes(bytes);
console.log(kind, bytes.length, all.map((box) => `${box.kind} ${box.end - box.at}`).join(", "));
const moofs = all.filter((box) => box.kind === "moof");
const moof = moofs[1] ?? moofs[0];
const mdat = all.find((box) => box.kind === "mdat" && box.at >= moof.end);
const mdhd = within(bytes, ["moov", "trak", "mdia", "mdhd"]);
const timescale = bytes.readUInt32BE(mdhd.inside + (bytes[mdhd.inside] === 1 ? 20 : 12));
const tfdt = within(bytes, ["traf", "tfdt"], moof);
const made = {
  made_by: "make.mjs",
  kind,
  timescale,
  ticks: ticksOf(bytes, moof),
  /** Where in the piece its time stands, and in how many bytes. */
  time_at: tfdt.inside + 4 - moof.at,
  time_bytes: bytes[tfdt.inside] === 1 ? 8 : 4,
  init: bytes.subarray(0, moofs[0].at).toString("base64"),
  piece: bytes.subarray(moof.at, mdat.end).toString("base64"),
};
await writeFile(new URL("picture.json", import.meta.url), `${JSON.stringify(made, null, 2)}\n`);
