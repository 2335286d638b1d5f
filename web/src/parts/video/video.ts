// The videos of a room's page: offered, played on demand, and moved to the moment of a line.
import type { Moment } from "./place";
import { Player } from "./player";
import { startSigning } from "./sign";

/** Wires the section of videos, if the page has one. */
export function startVideos(): void {
  const section = document.querySelector<HTMLElement>("[data-videos]");
  if (!section) return;
  const figures = [...section.querySelectorAll<HTMLElement>("[data-video]")];
  const players = figures.map((figure) => new Player(figure, () => isOver(section)));
  for (const player of players) player.opens(() => oneVoice(player, players));
  startSigning(section, () => players.at(-1)?.stop());
  startAt(section, players);
  document.addEventListener("click", (event) => {
    const moment = momentOf(event, section);
    if (moment && show(moment, players)) {
      event.preventDefault();
      bring(section);
    }
  });
}

/** Nothing live is awaited any more; the page of a live room hears of it while it is open. */
function isOver(section: HTMLElement): boolean {
  return "over" in section.dataset || document.body.dataset["phase"] === "closed";
}

/** Two pictures of one session say the same: only the first is heard, until the reader wants it otherwise. */
function oneVoice(opened: Player, players: Player[]): void {
  if (players.some((player) => player !== opened && player.isHeard)) opened.mute();
}

/** Whoever came by the link of a line sees its moment once they press play. */
function startAt(section: HTMLElement, players: Player[]): void {
  const offset = Number(section.dataset["at"]);
  if (!(offset > 0)) return;
  for (const player of players) player.begin({ offset, at: timeOfDay(section, offset) });
}

/** Moves every open picture to the moment, or opens the first one at it; whether there was one. */
function show(moment: Moment, players: Player[]): boolean {
  const able = players.filter((player) => player.seeks);
  const open = able.filter((player) => player.isOpen);
  const chosen = open.length > 0 ? open : able.slice(0, 1);
  for (const player of chosen) player.play(moment);
  return chosen.length > 0;
}

/** The moment of the line whose place in the recording was pressed. */
function momentOf(event: MouseEvent, section: HTMLElement): Moment | undefined {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return undefined;
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  const found = link && /^\?t=(\d+)$/.exec(link.search);
  if (!found || link.hash !== "#video" || link.pathname !== location.pathname) return undefined;
  const offset = Number(found[1]);
  const stamp = link.closest(".line")?.querySelector("time")?.dateTime;
  const said = stamp === undefined ? undefined : Date.parse(stamp);
  return { offset, at: timeOfDay(section, offset) ?? said };
}

/** When the recording was at `offset` seconds, in ms since 1970, if its beginning is known. */
function timeOfDay(section: HTMLElement, offset: number): number | undefined {
  const zero = Number(section.dataset["zero"]);
  return zero > 0 ? zero + offset * 1_000 : undefined;
}

function bring(section: HTMLElement): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  section.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}
