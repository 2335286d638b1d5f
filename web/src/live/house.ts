// Words of the house as the pages say them.
import type { Origin, Question, Room } from "../wire/items";
import { t } from "../desk/words";

/** How a question came in, where a citizen did not write it. */
export function originWord(origin: Origin): string | null {
  return origin === "web" ? null : t(`origin-${origin}`);
}

/** What became of a question, with how it was answered. */
export function fateWord({ fate, written, spoken }: Question): string {
  if (fate !== "answered") return t(`fate-${fate.replaceAll("_", "-")}`);
  if (written && spoken) return t("fate-answered-both");
  if (spoken) return t("fate-answered-spoken");
  return written ? t("fate-answered-written") : t("fate-answered");
}

/** Whether the beginning is near or past and the host has not opened yet. */
export function aboutToStart(room: Room, now: number): boolean {
  return (
    (room.phase === "announced" || room.phase === "collecting") &&
    room.starts_at - now <= room.soon_ms
  );
}

/** Whether questions are taken now. */
export function takesPosts(room: Room, now: number): boolean {
  const open = room.phase === "collecting" || room.phase === "live";
  return open && !room.asking_closed && now < room.ends_at;
}

/** Where the room is in its life. */
export function phaseWord(room: Room, now: number): string {
  if (room.phase === "live" && room.paused) return t("phase-paused");
  return aboutToStart(room, now) ? t("phase-about-to-start") : t(`phase-${room.phase}`);
}
