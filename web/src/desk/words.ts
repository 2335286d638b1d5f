// The words of a desk, from the files the pages read too: one id, two languages, both written.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

export type Language = "zh-CN" | "en";
export type Values = Record<string, FluentVariable>;

/** What each desk brings: its word files, fetched in the page's language only. */
export type WordFiles = Record<Language, () => Promise<{ default: string[] }>>;

/** What a post is called: words that name it have an attribute beside them where a letter is no question. */
export type Noun = "question" | "letter";

let bundle = new FluentBundle("zh-CN");
let noun: Noun = "question";

/** What posts are called from now on. */
export function speakOf(what: Noun): void {
  noun = what;
}

/** The language of the page. */
export function language(): Language {
  return document.documentElement.lang.startsWith("en") ? "en" : "zh-CN";
}

/** Makes these files the words of `t`. */
export function speak(lang: Language, files: string[]): void {
  // People's words are isolated in the markup, where the browser can do it better.
  bundle = new FluentBundle(lang, { useIsolating: false });
  for (const file of files) bundle.addResource(new FluentResource(file), { allowOverrides: false });
}

/** Fetches the words of the page's language. */
export async function learn(files: WordFiles): Promise<void> {
  const lang = language();
  speak(lang, (await files[lang]()).default);
}

/** Whether there are words for `id`. */
export function has(id: string): boolean {
  return bundle.hasMessage(id);
}

/** The words of `id` around its values. A hole is shown as one, so that somebody sees it. */
export function t(id: string, values: Values = {}): string {
  const message = bundle.getMessage(id);
  const pattern = message?.attributes[noun] ?? message?.value;
  if (pattern === undefined || pattern === null) return `⟦${id}⟧`;
  return bundle.formatPattern(pattern, values, []);
}
