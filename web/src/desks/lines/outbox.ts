// What was written down and is on its way to the record: in the order of writing, one after another, each with
// a key of its own. It is kept on this device until the server has it, whatever happens to the page.
import type { Outcome, Wait } from "../../desk/api/api";
import type { Command, Problem, Told } from "../../wire/commands";

export interface Item {
  /** Its idempotency key. */
  key: string;
  /** When it was written, UTC ms; no two alike. */
  at: number;
  command: Command;
  /** Whose words they are, as the desk shows it; empty where there are no words. */
  who: string;
  text: string;
}

/** `old`: from another day or hour, somebody has to say whether it still belongs into the record. */
export type State = Wait | "sending" | "old" | { refused: Problem };

export interface Ways {
  post: (item: Item, onwait: (why: Wait) => void) => Promise<Outcome>;
  arrived: (item: Item, told: Told) => void;
  /** Something without words was refused, so nothing is kept of it. */
  dropped: (item: Item, problem: Problem) => void;
  changed: () => void;
}

/** What was left behind longer than this, in ms, is not sent by itself. */
export const OLD_MS = 15 * 60_000;

/** After these nothing else would be taken either: it waits until somebody has signed in again. */
const ENDS = ["login-required", "not-allowed", "bad-origin"];

export class Outbox {
  #items: { item: Item; state: State }[] = [];
  #sends = false;
  #last = 0;

  constructor(
    private readonly store: Storage,
    /** Of this room and this person. */
    private readonly prefix: string,
    private readonly ways: Ways,
  ) {
    for (const item of this.#kept()) {
      const isOld = Date.now() - item.at > OLD_MS;
      if (isOld && item.text === "") this.store.removeItem(prefix + item.key);
      else this.#items.push({ item, state: isOld ? "old" : "sending" });
      this.#last = Math.max(this.#last, item.at);
    }
  }

  /** What is not in the record yet, in the order of writing. */
  get items(): readonly { item: Item; state: State }[] {
    return this.#items;
  }

  add(written: Omit<Item, "at">): void {
    const at = Math.max(Date.now(), this.#last + 1);
    this.#last = at;
    const item = { ...written, at };
    this.#keep(item);
    this.#items.push({ item, state: "sending" });
    this.ways.changed();
    void this.send();
  }

  /** Once more, with the same key. */
  again(key: string): void {
    const one = this.#items.find(({ item }) => item.key === key);
    if (!one) return;
    one.state = "sending";
    this.ways.changed();
    void this.send();
  }

  /** Takes it out; gives its words. */
  take(key: string): string {
    const text = this.#items.find(({ item }) => item.key === key)?.item.text ?? "";
    this.#forget(key);
    this.ways.changed();
    return text;
  }

  /** Sends what waits, first the oldest. */
  async send(): Promise<void> {
    if (this.#sends) return;
    this.#sends = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const { item } = next;
      const one = next;
      const outcome = await this.ways.post(item, (why) => {
        one.state = why;
        this.ways.changed();
      });
      if (outcome.ok) {
        this.#forget(item.key);
        this.ways.arrived(item, outcome.told);
      } else this.#refused(one, outcome.problem);
      this.ways.changed();
    }
    this.#sends = false;
  }

  #next(): { item: Item; state: State } | undefined {
    const blocked = this.#items.some(
      ({ state }) => typeof state === "object" && ENDS.includes(state.refused.code),
    );
    if (blocked) return undefined;
    return this.#items.find(({ state }) => typeof state === "string" && state !== "old");
  }

  #refused(one: { item: Item; state: State }, problem: Problem): void {
    if (one.item.text === "") {
      this.#forget(one.item.key);
      this.ways.dropped(one.item, problem);
    } else one.state = { refused: problem };
  }

  #keep(item: Item): void {
    try {
      this.store.setItem(this.prefix + item.key, JSON.stringify(item));
    } catch {
      // a full or forbidden store: it is still here, and goes out all the same
    }
  }

  #forget(key: string): void {
    this.store.removeItem(this.prefix + key);
    this.#items = this.#items.filter(({ item }) => item.key !== key);
  }

  #kept(): Item[] {
    const all = Array.from({ length: this.store.length }, (_, at) => this.store.key(at) ?? "");
    const keys = all.filter((key) => key.startsWith(this.prefix));
    const items = keys.map((key) => JSON.parse(this.store.getItem(key) ?? "{}") as Item);
    return items.toSorted((one, other) => one.at - other.at);
  }
}
