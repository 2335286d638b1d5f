// Spans of time as people say them, as the pages say them too.
import { t } from "../../../desk/words";

/** `ms` in words, in its largest unit; less than a minute in seconds. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return t("mod-seconds", { n: seconds });
  if (minutes < 60) return t("mod-minutes", { n: minutes });
  if (minutes < 1_440) return t("mod-hours", { n: Math.floor(minutes / 60), m: minutes % 60 });
  return t("mod-days", { n: Math.floor(minutes / 1_440) });
}
