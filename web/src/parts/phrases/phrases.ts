// Buttons that put a canned phrase where the cursor stands. Hidden until script runs: without it a phrase is copied.

/** Puts `words` in the place of what is selected; taken back like anything typed. */
export function insert(field: HTMLTextAreaElement, words: string): void {
  field.focus();
  // deprecated, and the only way that the browser's own undo knows of
  if (
    typeof document.execCommand === "function" &&
    document.execCommand("insertText", false, words)
  )
    return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Shows each `button[data-insert]` whose phrase and field are there. */
export function startInserting(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-insert]")) {
    const phrase = document.getElementById(button.dataset["insert"] ?? "");
    const field = document.getElementById(button.dataset["into"] ?? "");
    if (!phrase || !(field instanceof HTMLTextAreaElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => insert(field, phrase.textContent));
  }
}
