// A form that was not taken: whoever sent it begins at what is wrong, not at the top of the page.

export function startErrors(root: ParentNode): void {
  root.querySelector<HTMLElement>("main .errors")?.focus();
}
