// How a desk takes over from its plain page: the page holds `.plain`, an empty `#desk` and data
// as JSON. Whoever prefers the plain page keeps it until the browser is closed.
import { learnLayout } from "../keys";
import { type WordFiles, learn } from "../words";
import "./entry.css";

const CHOICE = "plain-desk";

/** What the server wrote into the page for the script. */
export function pageData<T>(): T {
  const data = document.getElementById("desk-data")?.textContent;
  if (!data) throw new Error("the page brings no data for its desk");
  return JSON.parse(data) as T;
}

/** Whether the plain page was asked for, in this address (`?plain=1`, back by `?plain=0`) or before. */
export function prefersPlain(search: string, storage: Storage): boolean {
  const asked = new URLSearchParams(search).get("plain");
  if (asked === "1") storage.setItem(CHOICE, "yes");
  if (asked === "0") storage.removeItem(CHOICE);
  return storage.getItem(CHOICE) === "yes";
}

/** Replaces the plain page by what `show` mounts, once its words are there. */
export async function takeOver(files: WordFiles, show: (root: HTMLElement) => void): Promise<void> {
  const root = document.getElementById("desk");
  const plain = document.querySelectorAll<HTMLElement>(".plain");
  const stay = (): void => plain.forEach((part) => part.classList.add("plain--chosen"));
  if (!root || prefersPlain(location.search, sessionStorage)) return stay();
  try {
    await Promise.all([learn(files), learnLayout()]);
    root.hidden = false;
    show(root);
    plain.forEach((part) => part.remove());
  } catch (error) {
    root.hidden = true;
    stay();
    throw error;
  }
}
