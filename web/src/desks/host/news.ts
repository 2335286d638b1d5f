// What must not be overlooked is said aloud too: another question on stage, a cue of a colleague.
import { Tell } from "../../desk/tell/tell";

const words = (part: Element | null): string =>
  (part?.textContent ?? "").replace(/\s+/g, " ").trim();

/** Gives what is to be called when a part of the page says something else than before. */
export function tellNews(): (name: string, before: HTMLElement, now: HTMLElement) => void {
  const tell = new Tell();
  return (name, before, now) => {
    if (name === "stage") tell.say(words(now.querySelector("article")));
    if (name !== "cues") return;
    const known = new Set([...before.querySelectorAll("li")].map(words));
    for (const row of now.querySelectorAll("li:not(.host__own)")) {
      if (known.has(words(row))) continue;
      row.classList.add("host__fresh");
      tell.say(words(row));
    }
  };
}
