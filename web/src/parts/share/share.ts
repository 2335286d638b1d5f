// Passing an address on by what the device has for it. A link leads to the page with code and QR all the same;
// a button without such a device stays hidden.

/** What is passed on. */
interface Passed {
  title: string;
  text: string;
  url: string;
}

/** The part of the browser that does it. */
export interface Device {
  share?: (passed: Passed) => Promise<void>;
}

function passedBy({ dataset }: HTMLElement): Passed {
  return {
    title: dataset["title"] ?? "",
    text: dataset["text"] ?? "",
    url: dataset["address"] ?? location.href,
  };
}

/** Wires each `[data-share]`; `visit` is where a link leads when the device fails. */
export function startSharing(
  root: ParentNode,
  device: Device = navigator,
  visit: (address: string) => void = (address) => location.assign(address),
): void {
  if (typeof device.share !== "function") return;
  for (const way of root.querySelectorAll<HTMLElement>("[data-share]")) {
    way.hidden = false;
    way.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      device.share?.(passedBy(way)).catch((error: unknown) => {
        const changedMind = error instanceof Error && error.name === "AbortError";
        if (!changedMind && way instanceof HTMLAnchorElement) visit(way.href);
      });
    });
  }
}
