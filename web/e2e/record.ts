// The record of a room as each way of reading it gives it, in one form, so that they can be compared.
import type { Page } from "playwright-core";

/** A line, without the words that belong to a language of the page. */
export interface Row {
  number: number;
  /** UTC s. */
  at: number;
  kind: string;
  /** A guest by name, else the role; empty where nobody speaks. */
  who: string;
  /** Number of the question it asks or answers; 0 for none. */
  question: number;
  text: string;
}

/** As a page shows it, in its order. What a row leaves out because the row before says it is filled in. */
export function shown(page: Page): Promise<Row[]> {
  return page.locator("ol.record > li").evaluateAll((rows) => {
    let before = { voice: "", who: "" };
    return rows.map((row): Row => {
      const voice = row instanceof HTMLElement ? (row.dataset["voice"] ?? "") : "";
      // kind, role, guest, question
      const [kind = "", role = "", , question] = voice.split(" ");
      const marked = ["notice", "asked", "heading"].find((one) =>
        row.classList.contains(`line--${one}`),
      );
      const said = (selector: string) => row.querySelector(selector)?.textContent.trim() ?? "";
      const link = row.querySelector(".line__office a")?.getAttribute("href") ?? "";
      const own = { voice, who: role === "guest" ? said(".line__who bdi") : role };
      before = voice !== "" && voice === before.voice ? before : own;
      return {
        number: Number(row.id.replace("l-", "")),
        at: Math.floor(Date.parse(row.querySelector("time")?.dateTime ?? "") / 1_000),
        kind: marked ?? kind,
        who: before.who,
        question: Number(marked === "asked" ? /\d+$/.exec(link)?.[0] : question) || 0,
        text: marked === "notice" ? "" : said(marked === "heading" ? "h2" : ".line__text"),
      };
    });
  });
}

interface Line {
  number: number;
  at: string;
  kind: { type: string; speaker?: { type: string; guest?: string }; guest?: string };
  post: number | null;
  line: { text: string } | null;
}

interface Post {
  number: number;
  question: { text: string } | null;
}

/** As other programs get it, in the order of the interface. */
export async function given(base: string, room: string): Promise<Row[]> {
  const path = `${base}/api/v1/rooms/${room}`;
  const about = (await read<{ about: { guests: { id: string; name: string }[] } }>(path)).about;
  const posts = await all<Post>(`${path}/posts`);
  const named = (guest?: string) => about.guests.find(({ id }) => id === guest)?.name ?? "";
  const asked = (number: number) => posts.find((post) => post.number === number)?.question?.text;
  return (await all<Line>(`${path}/lines`)).map(({ number, at, kind, post, line }) => {
    const role = kind.speaker?.type ?? (kind.type === "reply" ? "guest" : "");
    return {
      number,
      at: Math.floor(Date.parse(at) / 1_000),
      kind: kind.type === "question" ? "asked" : kind.type,
      who: role === "guest" ? named(kind.speaker?.guest ?? kind.guest) : role,
      question: post ?? 0,
      text: kind.type === "question" ? (asked(post ?? 0) ?? "") : (line?.text ?? ""),
    };
  });
}

async function all<T>(path: string): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: number | null = 0; cursor !== null;) {
    const page: { items: T[]; next?: number | null } = await read(
      `${path}?limit=100&cursor=${cursor}`,
    );
    found.push(...page.items);
    cursor = page.next ?? null;
  }
  return found;
}

async function read<T>(path: string): Promise<T> {
  return (await (await fetch(path)).json()) as T;
}
