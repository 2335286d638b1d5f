// One markup for page and stream: parts that the server rendered once empty are cloned and filled.

/** Text, text with attributes, or nothing: then the element goes. */
export type Filling =
  string | null | undefined | ({ text?: string } & Record<string, string | undefined>);

/** A fresh copy of the part in `<template id="part-…">`. */
export function part(name: string): HTMLElement {
  const template = document.getElementById(`part-${name}`) as HTMLTemplateElement | null;
  const first = template?.content.firstElementChild;
  if (!first) throw new Error(`no part ${name}`);
  // of this document from the start: a picture of a template's would count as one that could not be had
  return document.importNode(first, true) as HTMLElement;
}

/** Fills the elements named by `data-slot`; those that get nothing are taken out. */
export function fill(root: ParentNode, slots: Record<string, Filling>): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-slot]")) {
    const name = element.dataset["slot"] ?? "";
    if (!(name in slots)) continue;
    delete element.dataset["slot"];
    const filling = slots[name];
    if (filling === null || filling === undefined) element.remove();
    else put(element, filling);
  }
}

function put(element: HTMLElement, filling: Exclude<Filling, null | undefined>): void {
  const { text, ...attributes } = typeof filling === "string" ? { text: filling } : filling;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}
