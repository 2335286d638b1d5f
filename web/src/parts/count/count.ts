// Counts what people call characters: a flag or a family is one.

const segmenter =
  "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : undefined;

/** Number of grapheme clusters; code points where the browser knows no segmenter. */
export function graphemes(text: string): number {
  const units: Iterable<unknown> = segmenter ? segmenter.segment(text) : text;
  let count = 0;
  for (const _ of units) count += 1;
  return count;
}

/** The pattern's `{n}` replaced by the size of what is left or over. */
export function phrase(pattern: string, left: number): string {
  return pattern.replace("{n}", String(Math.abs(left)));
}

const SPEAK_AFTER_MS = 1000;

function watch(area: HTMLTextAreaElement, line: HTMLElement): void {
  const limit = Number(area.dataset["count"]);
  if (!Number.isFinite(limit) || limit <= 0) return;
  const spoken = document.createElement("span");
  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  line.after(spoken);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (): void => {
    const left = limit - graphemes(area.value);
    const pattern = left < 0 ? line.dataset["over"] : line.dataset["left"];
    const words = phrase(pattern ?? "{n}", left);
    line.textContent = words;
    line.toggleAttribute("data-past", left < 0);
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = left <= limit / 10 ? words : "";
    }, SPEAK_AFTER_MS);
  };
  area.addEventListener("input", show);
  show();
}

/** Starts a counter for each `textarea[data-count]` whose line is `#<id>-count`. */
export function startCounters(root: ParentNode): void {
  for (const area of root.querySelectorAll<HTMLTextAreaElement>("textarea[data-count]")) {
    const line = document.getElementById(`${area.id}-count`);
    if (line) watch(area, line);
  }
}
