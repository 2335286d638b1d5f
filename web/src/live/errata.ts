// Old wordings under the present one.
import type { Erratum } from "../wire/items";
import { fill, part } from "./fill";
import { type Page, said } from "./page";

/** Puts the old wordings in the place kept for them, or takes the place away. */
export function putErrata(root: ParentNode, errata: Erratum[], page: Page): void {
  const place = root.querySelector("[data-list='errata']");
  if (errata.length === 0) {
    place?.remove();
    return;
  }
  place?.replaceChildren(...errata.map((erratum) => oldWording(erratum, page)));
}

function oldWording({ text, at, edited }: Erratum, page: Page): HTMLElement {
  const row = part(edited ? "edited" : "erratum");
  fill(row, { at: page.clock.stamp(at, page.clock.moment(at)), old: said(text, page) });
  return row;
}
