// Times as the server writes them: in the installation's zone, in the page's language.

/** Words for a moment, as in `views/when.rs`. */
export class Clock {
  #lang: string;
  #zone: string;

  constructor(lang: string, zone: string) {
    this.#lang = lang;
    this.#zone = zone;
  }

  #parts(ms: number, options: Intl.DateTimeFormatOptions): Record<string, string> {
    const format = new Intl.DateTimeFormat(this.#lang, {
      timeZone: this.#zone,
      hourCycle: "h23",
      ...options,
    });
    return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  }

  /** `09:31`. */
  clock(ms: number): string {
    const { hour, minute } = this.#parts(ms, { hour: "2-digit", minute: "2-digit" });
    return `${hour}:${minute}`;
  }

  /** For titles: `2026年11月23日 09:31:05`. */
  exact(ms: number): string {
    const { year, month, day } = this.#parts(ms, {
      year: "numeric",
      month: this.#english ? "long" : "numeric",
      day: "numeric",
    });
    const { hour, minute, second } = this.#parts(ms, {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    const time = `${hour}:${minute}:${second}`;
    return this.#english
      ? `${day} ${month} ${year}, ${time}`
      : `${year}年${month}月${day}日 ${time}`;
  }

  /** The date with its year: `2026年11月26日`. */
  date(ms: number): string {
    const { year, month, day } = this.#parts(ms, {
      year: "numeric",
      month: this.#english ? "long" : "numeric",
      day: "numeric",
    });
    return this.#english ? `${day} ${month} ${year}` : `${year}年${month}月${day}日`;
  }

  /** Day without clock: `11月26日 周四`. */
  day(ms: number): string {
    const short = this.#english ? "short" : "numeric";
    const { month, day, weekday } = this.#parts(ms, {
      month: short,
      day: "numeric",
      weekday: "short",
    });
    return this.#english ? `${weekday} ${day} ${month}` : `${month}月${day}日 ${weekday}`;
  }

  /** Day and clock: `11月26日 周四 09:31`. */
  moment(ms: number): string {
    return `${this.day(ms)}${this.#english ? "," : ""} ${this.clock(ms)}`;
  }

  get #english(): boolean {
    return this.#lang.startsWith("en");
  }

  /** A span, largest unit first: `1 小时 5 分钟`. */
  span(ms: number): string {
    const minutes = Math.floor((Math.max(0, ms) + 30_000) / 60_000);
    const hours = Math.floor(minutes / 60);
    const days = Math.floor(minutes / 1_440);
    if (days > 0) return this.#english ? plural(days, "day") : `${days} 天`;
    if (hours === 0) return this.#english ? plural(minutes, "minute") : `${minutes} 分钟`;
    if (minutes % 60 === 0) return this.#english ? plural(hours, "hour") : `${hours} 小时`;
    return this.#english ? `${hours} h ${minutes % 60} min` : `${hours} 小时 ${minutes % 60} 分钟`;
  }

  /** Attributes and text of a `<time>`. */
  stamp(ms: number, text: string): { text: string; datetime: string; title: string } {
    return {
      text,
      datetime: new Date(ms).toISOString().replace(/\.\d+Z$/, "Z"),
      title: this.exact(ms),
    };
  }
}

function plural(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}
