// Lines that are not in the record yet, above it: on their way, waiting for the network, or refused.
import { said } from "../../desk/api/said";
import { t } from "../../desk/words";
import type { Item, Outbox, State } from "./outbox";

/** A row and what of it changes. */
interface Row {
  row: HTMLElement;
  state: HTMLElement;
  acts: HTMLElement;
}

function part<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...inside);
  return made;
}

function words(state: State): string {
  if (state === "sending") return t("desk-sending");
  if (state === "offline") return t("desk-sending-offline");
  if (state === "busy") return t("desk-sending-busy");
  if (state === "old") return t("desk-unsent-old");
  const { code } = state.refused;
  if (code === "login-required" || code === "not-allowed") return t("desk-signed-out");
  const { what, next } = said(state.refused);
  return t("desk-unsent-refused", { what, next });
}

export class Pending {
  #list = part("ol", "record");
  #rows = new Map<string, Row>();
  /** In the record, but not yet on this page, which has to show the position beside them. */
  #arrived: { item: Item; at: number }[] = [];

  constructor(
    before: Element,
    private readonly acts: { again: (key: string) => void; back: (key: string) => void },
  ) {
    this.#list.setAttribute("role", "list");
    before.before(this.#list);
  }

  arrived(item: Item, at: number): void {
    if (item.text !== "") this.#arrived.push({ item, at });
  }

  /** Shows what is not in the record, newest first. `at` is the position that the page shows. */
  show({ items }: Outbox, at: number): void {
    this.#arrived = this.#arrived.filter((one) => one.at > at);
    const waits = items.filter(({ item }) => item.text !== "");
    const shown: { item: Item; state: State }[] = [
      ...this.#arrived.map(({ item }) => ({ item, state: "sending" as const })),
      ...waits,
    ];
    for (const [key, { row }] of this.#rows) {
      if (shown.some(({ item }) => item.key === key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
    for (const { item, state } of shown) this.#put(item, state);
  }

  #put(item: Item, state: State): void {
    const row = this.#rows.get(item.key) ?? this.#made(item);
    const now = words(state);
    if (row.state.textContent === now) return;
    const stands = typeof state === "object" || state === "old";
    row.state.textContent = now;
    row.row.classList.toggle("line--refused", stands);
    row.state.setAttribute("role", stands ? "alert" : "none");
    row.acts.hidden = !stands;
  }

  #made(item: Item): Row {
    const state = part("p", "line__mark");
    const press = (id: string, act: (key: string) => void): HTMLElement => {
      const button = part("button", "button", t(id));
      button.type = "button";
      button.addEventListener("click", () => act(item.key));
      return button;
    };
    const acts = part("div", "actions");
    acts.append(press("desk-again", this.acts.again), press("desk-take-back", this.acts.back));
    const text = part("p", "line__text said", item.text);
    const body = part("div", "line__body", part("p", "line__who", item.who), text, state, acts);
    const row = part("li", "line line--sending", part("span", "line__at"), body);
    this.#list.prepend(row);
    this.#rows.set(item.key, { row, state, acts });
    return { row, state, acts };
  }
}
