// Record, questions, materials: views of one timeline, changed without leaving the stream.
import type { Page } from "./page";

/** `look` is told the position of the view that was put in. */
export function startTabs(page: Page, look: (at: number) => void): void {
  document.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element
        ? event.target.closest<HTMLAnchorElement>(
            "[data-live='views'] :is(.tabs, .sorts, .pager) a",
          )
        : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void turn(link.href, true, look);
  });
  window.addEventListener("popstate", () => {
    if (location.pathname === page.told.here) void turn(location.href, false, look);
  });
}

async function turn(address: string, push: boolean, look: (at: number) => void): Promise<void> {
  const answer = await fetch(address, { headers: { accept: "text/html" } }).catch(() => undefined);
  // without a line the page that is here is worth more than the browser's own about the network
  if (!answer) return;
  try {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [old, view] = [document, page].map((doc) => doc.querySelector("[data-live='views']"));
    const told = page.getElementById("live")?.textContent;
    if (!answer.ok || !old || !view || !told) throw new Error(`${answer.status}`);
    old.replaceWith(document.importNode(view, true));
    if (push) history.pushState(null, "", address);
    document.querySelector<HTMLElement>("[data-live='views'] [aria-current='page']")?.focus();
    look((JSON.parse(told) as { at: number }).at);
  } catch {
    location.assign(address);
  }
}
