// What the page says of itself, and what its parts share.
import type { Text } from "../wire/items";
import type { Filling } from "./fill";
import { gone } from "./gone";
import { Clock } from "./time";

/** `<script type="application/json" id="live">`, written by the server. */
export interface Told {
  code: string;
  /** The room's path in the page's language. */
  here: string;
  epoch: number;
  at: number;
  /** The installation's time zone. */
  zone: string;
  /** Numbers of the reader's own questions and of those endorsed. */
  own: number[];
  voted: number[];
}

export class Page {
  readonly told: Told;
  readonly clock: Clock;
  readonly own: Set<number>;
  readonly voted: Set<number>;
  /** The server's clock minus ours, in ms. */
  skew = 0;

  constructor(told: Told) {
    this.told = told;
    this.clock = new Clock(document.documentElement.lang, told.zone);
    this.own = new Set(told.own);
    this.voted = new Set(told.voted);
  }

  get now(): number {
    return Date.now() + this.skew;
  }

  question(number: number): string {
    return `${this.told.here}/q/${number}`;
  }

  line(number: number): string {
    return `${this.told.here}/l/${number}`;
  }
}

/** People's words, or the mark that they were sealed. */
export function said(text: Text | undefined, page: Page): Filling {
  if (!text) return null;
  if (text.body === undefined) return { text: gone(text, page.clock), class: "quiet" };
  return { text: text.body, lang: text.lang };
}
