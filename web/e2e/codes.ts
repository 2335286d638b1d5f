// What an authenticator on a telephone shows.
import { createHmac } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

/** Waits until the code of before is still taken for a while. */
export async function early(): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < STEP_MS / 2) await new Promise((resolve) => setTimeout(resolve, left));
}

/** What an authenticator shows (RFC 6238) for a secret, some steps from now. */
export function code(secret: string, steps = 0): string {
  const bits = [...secret.replace(/\s/g, "")].map((letter) =>
    LETTERS.indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + steps));
  const key = Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
  const mac = createHmac("sha1", key).update(time).digest();
  const at = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
