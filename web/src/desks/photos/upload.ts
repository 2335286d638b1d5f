// Sends one picture. Brought twice it is kept once: a file is named by what is in it.
import { persist } from "../../desk/api/persist";
import { Refused, Unreachable, unsent } from "../../desk/api/trouble";
import { language } from "../../desk/words";
import type { Problem } from "../../wire/commands";

export interface Watching {
  far: (share: number) => void;
  waits: (why: string) => void;
}

/** A picture that takes longer than this, in ms, will not arrive. */
const LONGEST_MS = 120_000;

/** Throws `Refused` or `Unreachable` when it did not arrive after all that patience. */
export function upload(file: File, room: string, csrf: string, watching: Watching): Promise<void> {
  const attempt = (): Promise<void> => send(file, room, csrf, (share) => watching.far(share));
  return persist(attempt, { onwait: (why) => watching.waits(why) });
}

/** `fetch` does not tell how far it is. */
function send(file: File, room: string, csrf: string, far: (share: number) => void): Promise<void> {
  const body = new FormData();
  body.append("room", room);
  body.append("purpose", "photo");
  body.append("file", file, file.name || "photo");
  const request = new XMLHttpRequest();
  request.open("POST", "/api/v1/files");
  request.timeout = LONGEST_MS;
  request.setRequestHeader("accept", "application/json");
  request.setRequestHeader("accept-language", language());
  request.setRequestHeader("x-csrf-token", csrf);
  return new Promise((done, fail) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => far(loaded / total));
    for (const end of ["error", "abort", "timeout"]) {
      request.addEventListener(end, () => fail(new Unreachable()));
    }
    request.addEventListener("load", () =>
      request.status < 300 ? done() : fail(refusal(request)),
    );
    request.send(body);
  });
}

function refusal(request: XMLHttpRequest): Error {
  const ours = request.getResponseHeader("content-type")?.startsWith("application/problem+json");
  if (!ours) return new Unreachable();
  try {
    return new Refused({ ...unsent(), ...(JSON.parse(request.responseText) as Problem) });
  } catch {
    return new Unreachable();
  }
}
