// A claim on the question that is looked at: colleagues see it; it ends with the looking.
import type { Api } from "../../../desk/api/api";
import type { ClaimTold } from "../../../wire/desk";

/** Who only passes by claims nothing, in ms. */
const SETTLE_MS = 250;

/** Claims a question after a moment and keeps the claim; gives what lets go of it. */
export function claim(api: Api, post: string): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let held = false;
  let over = false;
  const release = (): void => {
    if (held) void api.mark("DELETE", `desk/claims/${post}`).catch(() => undefined);
  };
  const take = async (): Promise<void> => {
    const told = await api.mark<ClaimTold>("PUT", `desk/claims/${post}`).catch(() => undefined);
    held = told !== undefined && told.other === null;
    if (over) release();
    else timer = setTimeout(renew, (told?.lasts_ms ?? 60_000) / 2);
  };
  const renew = (): void => {
    // Nobody at the page: the claim may run out.
    if (!document.hidden) void take();
    else timer = setTimeout(renew, 5_000);
  };
  timer = setTimeout(() => void take(), SETTLE_MS);
  return () => {
    over = true;
    clearTimeout(timer);
    release();
  };
}
