// What eyes and assistive technology would find wrong with a page.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe finds, besides the rules that are left out. */
export async function findings(page: Page, besides: string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  axe.disableRules(besides);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`),
  );
}

/** What sticks out at a side. The page contains its layout, so nothing would scroll: it would be cut. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const clipped = (part: Element | null): boolean =>
      part !== null &&
      (getComputedStyle(part).overflowX !== "visible" || clipped(part.parentElement));
    const out = (rects: Iterable<DOMRect>) =>
      [...rects].some(({ left, right }) => right > left && (right > width + 1 || left < -1));
    const found: string[] = [];
    const walker = document.createTreeWalker(
      document.body,
      NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const range = document.createRange();
      if (node instanceof Text) range.selectNodeContents(node);
      const rects = node instanceof Element ? node.getClientRects() : range.getClientRects();
      if (out(rects) && !clipped(node.parentElement)) {
        const part = node instanceof Element ? node : node.parentElement;
        found.push(`${width}px: ${part?.outerHTML.slice(0, 160)}`);
      }
    }
    if (document.documentElement.scrollWidth > width) found.push(`${width}px: scrolls sideways`);
    return found.slice(-3);
  });
}

/** Words torn over two lines, where the page is in English: long ones, addresses and codes may be. */
export function torn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const said = node.textContent ?? "";
      const part = node.parentElement;
      if (part?.closest("[lang]")?.getAttribute("lang") !== "en" || said.includes("://")) continue;
      for (const { 0: word, index } of said.matchAll(
        /(?<!\p{L})\p{Script=Latin}{2,18}(?!\p{L})/gu,
      )) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const rows = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (rows.size > 1) found.push(`${word}: ${part.outerHTML.slice(0, 160)}`);
      }
    }
    return found.slice(0, 3);
  });
}
