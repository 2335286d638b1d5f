// Keeps what is being written: on this device at every keystroke, with the server whenever the hand rests.
// It never takes words out of the field, and never saves over words of others unseen.

/** What became of words that were sent. */
export type Sent = "saved" | "stale" | "lost" | { refused: string };

/** What the field says of itself. */
export type State = "saved" | "here" | "local" | "back" | "conflict" | { refused: string };

export interface Ways {
  /** Saves a draft; none where words are only kept here. */
  save?: (text: string) => Promise<Sent>;
  /** The words the server has now: undefined when it cannot be asked, null where none are to be written any more. */
  fresh?: () => Promise<string | null | undefined>;
  say: (state: State) => void;
}

/** What is kept here: the words, and those of the server they were written over. */
interface Kept {
  base: string;
  text: string;
}

/** The hand rests, in ms. */
export const REST_MS = 3_000;
/** Whoever writes on and on is saved this often, in ms. */
export const LONGEST_MS = 15_000;
/** Tried again after this, in ms. */
export const AGAIN_MS = 5_000;

const same = (one: string, other: string): boolean =>
  one.replaceAll("\r\n", "\n").trim() === other.replaceAll("\r\n", "\n").trim();

export class Keeper {
  /** What the server has. */
  #base: string;
  /** What the words here were written over. */
  #over: string;
  #composing = false;
  #stopped = false;
  #sending: Promise<boolean> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | undefined;

  constructor(
    readonly area: HTMLTextAreaElement,
    private readonly store: Storage,
    private readonly key: string,
    private readonly ways: Ways,
  ) {
    this.#base = area.dataset["base"] ?? area.defaultValue;
    this.#over = this.#base;
    area.addEventListener("compositionstart", () => (this.#composing = true));
    area.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#typed();
    });
    area.addEventListener("input", () => this.#typed());
    area.addEventListener("blur", ({ relatedTarget }) => {
      // Whoever goes to a button of the same form sends the words with it.
      const stays = relatedTarget instanceof Node && area.form?.contains(relatedTarget);
      if (!stays) void this.flush();
    });
    if (area.dataset["base"] !== undefined) this.rest();
    this.#restore();
  }

  /** Whether there are words here that the server does not have. */
  get isDirty(): boolean {
    return !same(this.area.value, this.#base);
  }

  /** Whether its words reach the server by themselves. */
  get saves(): boolean {
    return this.ways.save !== undefined && !this.#stopped;
  }

  /** Nothing more is sent by itself: the form is on its way, or a person has to decide whose words stay. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#stopped = true;
  }

  /** Throws away what is kept here: it has become public. */
  forget(): void {
    this.store.removeItem(this.key);
  }

  /** Saves now, if there is something to save. Whether nothing is left unsaved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#since = undefined;
    if (this.#sending) await this.#sending;
    if (!this.isDirty) return true;
    if (!this.ways.save || this.#stopped || this.#composing || this.area.value.trim() === "") {
      return false;
    }
    this.#sending = this.#send(this.ways.save);
    const done = await this.#sending;
    this.#sending = undefined;
    return done;
  }

  #restore(): void {
    const found = this.store.getItem(this.key);
    if (found === null) return;
    const kept = JSON.parse(found) as Kept;
    const offered = this.area.value;
    if (same(kept.text, offered)) return this.store.removeItem(this.key);
    this.#over = kept.base;
    const foreign = !same(kept.base, this.#base);
    if (foreign) this.rest();
    this.area.value = kept.text;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.ways.say(foreign ? "conflict" : "back");
  }

  #typed(): void {
    const kept: Kept = { base: this.#over, text: this.area.value };
    if (this.isDirty) this.store.setItem(this.key, JSON.stringify(kept));
    else this.store.removeItem(this.key);
    if (!this.isDirty || this.#stopped) return;
    if (!this.ways.save) return this.ways.say("local");
    const now = Date.now();
    this.#since ??= now;
    this.#later(Math.max(0, Math.min(REST_MS, this.#since + LONGEST_MS - now)));
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  async #send(save: NonNullable<Ways["save"]>): Promise<boolean> {
    const text = this.area.value;
    let sent = await save(text);
    if (sent === "stale") {
      const theirs = await this.ways.fresh?.();
      const others = typeof theirs === "string" && !same(theirs, this.#base) && !same(theirs, text);
      if (theirs === null || others) {
        this.rest();
        this.ways.say("conflict");
        return false;
      }
      // Something else about the question changed, not these words.
      sent = theirs === undefined ? "lost" : await save(text);
    }
    return this.#told(text, sent);
  }

  #told(text: string, sent: Sent): boolean {
    if (sent === "saved") {
      [this.#base, this.#over] = [text, text];
      if (this.isDirty) this.#typed();
      else this.store.removeItem(this.key);
      this.ways.say("saved");
      return !this.isDirty;
    }
    if (sent === "lost" || sent === "stale") {
      this.ways.say("here");
      this.#later(AGAIN_MS);
    } else this.ways.say(sent);
    return false;
  }
}
