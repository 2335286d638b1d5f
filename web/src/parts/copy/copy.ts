// A button that copies the text of another element. Hidden until script runs.

const SHOW_DONE_MS = 4000;

/** True when the text reached the clipboard; plain http has only the older way. */
export async function copyText(source: HTMLElement): Promise<boolean> {
  const text = source.textContent.trim();
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Refused by the browser: fall through and select the text instead.
  }
  const selection = getSelection();
  if (!selection) return false;
  selection.selectAllChildren(source);
  return typeof document.execCommand === "function" && document.execCommand("copy");
}

function wire(button: HTMLButtonElement, source: HTMLElement): void {
  const verb = button.textContent;
  const done = button.dataset["done"] ?? verb;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    if (!(await copyText(source))) return;
    button.textContent = done;
    setTimeout(() => {
      button.textContent = verb;
    }, SHOW_DONE_MS);
  });
}

/** Shows each `button[data-copy]` whose value is the id of the element to copy. */
export function startCopying(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    const source = document.getElementById(button.dataset["copy"] ?? "");
    if (source) wire(button, source);
  }
}
