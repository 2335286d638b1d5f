// A page of one's own that shows what has happened since: its parts are looked at again while somebody sees them. What is
// typed, unfolded or focused stays; then a line says that there is news, and where.

/** How often an open page looks. */
const EVERY_MS = 30_000;
/** After a failure it waits so many times longer, at most. */
const MOST_LONGER = 8;
/** The page is one that looks by itself: it keeps nobody signed in. */
const AUTOMATIC = { "x-automatic": "1", accept: "text/html" };

/** Whether somebody is in the middle of something there. */
export function isInUse(part: Element): boolean {
  if (part.contains(document.activeElement)) return true;
  const fields = part.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("textarea, input");
  for (const field of fields) {
    if (field.type === "hidden") continue;
    const dirty = field instanceof HTMLInputElement && field.checked !== field.defaultChecked;
    if (dirty || field.value !== field.defaultValue) return true;
  }
  return false;
}

/** What is read there: keys of forms, which differ each time, are no news. */
function said(part: Element): string {
  return (part.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Takes over the parts that read otherwise; which came, and whether one had to wait. */
export function renew(root: Document, fresh: Document): { came: boolean; waits: boolean } {
  let [came, waits] = [false, false];
  for (const part of root.querySelectorAll<HTMLElement>("[data-fresh]")) {
    const next = fresh.querySelector(`[data-fresh="${part.dataset["fresh"] ?? ""}"]`);
    if (!next || said(next) === said(part)) continue;
    if (isInUse(part)) {
      waits = true;
      continue;
    }
    part.replaceChildren(...root.importNode(next, true).childNodes);
    came = true;
  }
  return { came, waits };
}

class Fresh {
  private longer = 1;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly address: string,
    private readonly says: HTMLElement | null,
  ) {}

  start(): void {
    this.soon();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.look();
    });
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), EVERY_MS * this.longer);
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(this.address, { headers: AUTOMATIC });
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      this.longer = 1;
    } catch {
      this.longer = Math.min(this.longer * 2, MOST_LONGER);
    }
    this.soon();
  }

  private show(fresh: Document): void {
    const { came, waits } = renew(document, fresh);
    if (!this.says || !(came || waits)) return;
    this.says.textContent = this.says.dataset[waits ? "waits" : "came"] ?? "";
    this.says.hidden = false;
  }
}

/** Starts where a page says under which address it is found: `[data-fresh-at]`, which is also where news is told. */
export function startFresh(root: ParentNode): void {
  const says = root.querySelector<HTMLElement>("[data-fresh-at]");
  const address = says?.dataset["freshAt"];
  if (says && address !== undefined) new Fresh(address, says).start();
}
