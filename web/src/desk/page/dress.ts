// Shows on each button with a key which one it is.
import { nameOf } from "../keys";

/** How a key together with Alt is shown. */
export function withAlt(code: string): string {
  const alt = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌥" : "Alt+";
  return `${alt}${nameOf(code)}`;
}

/** A key as it stands on what it presses. */
export function keyCap(code: string): HTMLElement {
  const key = document.createElement("kbd");
  key.dataset["own"] = "";
  key.setAttribute("aria-hidden", "true");
  key.textContent = withAlt(code);
  return key;
}

/** Dresses what is new in the page; what only stands for a missing script goes. */
export function dress(): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-key]")) {
    if (part.hasAttribute("aria-keyshortcuts")) continue;
    const code = part.dataset["key"] ?? "";
    part.setAttribute("aria-keyshortcuts", `Alt+${nameOf(code)}`);
    part.append(keyCap(code));
  }
  for (const plain of document.querySelectorAll("[data-plain]")) plain.remove();
}
