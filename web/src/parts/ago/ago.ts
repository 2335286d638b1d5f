// Keeps times that the server wrote as people say them true while the page stays open.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const REFRESH_MS = 30_000;

/** Words for a distance in seconds (negative is past); nothing within a minute or beyond a day. */
export function sayDistance(seconds: number, lang: string): string | undefined {
  const size = Math.abs(seconds);
  if (size < MINUTE || size >= DAY) return undefined;
  const say = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
  const [every, unit] = size < HOUR ? ([MINUTE, "minute"] as const) : ([HOUR, "hour"] as const);
  // Figures stand apart from Han, as the server writes them.
  return say.format(Math.trunc(seconds / every), unit).replace(/(\d)(?=\p{Script=Han})/u, "$1 ");
}

function refresh(root: ParentNode): void {
  const lang = document.documentElement.lang || "zh-CN";
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-ago]")) {
    const at = Date.parse(time.dateTime);
    if (Number.isNaN(at)) continue;
    const words = sayDistance((at - Date.now()) / 1000, lang);
    if (words) time.textContent = words;
  }
}

/** Rewrites each `time[data-ago]` now and every half minute. */
export function startAges(root: ParentNode): void {
  refresh(root);
  setInterval(() => refresh(root), REFRESH_MS);
}
