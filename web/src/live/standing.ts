// How far the record is: said on the page that was open when the session ended, and when it is confirmed.
import type { Standing } from "../wire/items";
import { t } from "../desk/words";
import type { Page } from "./page";

/** Shows it above the record, as `parts/standing.html` does. */
export function showStanding(standing: Standing | undefined, page: Page): void {
  const place = document.querySelector("[data-live='standing']");
  if (!place || !standing) return;
  const line = place.querySelector(".standing > p") ?? begun(place);
  const tag = document.createElement("span");
  tag.className = "tag";
  tag.textContent = t(`record-stage-${standing.stage.replaceAll("_", "-")}`);
  const words = [tag, ` ${until(standing, page)}`];
  if (
    line.textContent?.trim() !==
    words.map((word) => (typeof word === "string" ? word : word.textContent)).join("")
  )
    line.replaceChildren(...words);
}

function until({ stage, at }: Standing, page: Page): string {
  if (stage === "confirmed") return t("record-confirmed-at", { at: page.clock.moment(at) });
  const word = at < page.now ? "record-public-overdue" : "record-public-due";
  return t(word, { at: page.clock.day(at) });
}

function begun(place: Element): HTMLElement {
  const line = document.createElement("p");
  place.prepend(box("stands", box("standing", line)));
  return line;
}

function box(name: string, within: HTMLElement): HTMLElement {
  const div = document.createElement("div");
  div.className = name;
  div.append(within);
  return div;
}
