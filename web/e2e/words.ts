// The words people see, read from the same files as the server reads: tests press what a person reads.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export type Language = "zh" | "en";
export type Values = Record<string, string | number>;

const FOLDER: Record<Language, string> = { zh: "zh-CN", en: "en" };
const loaded = new Map<Language, Map<string, string>>();

function load(language: Language): Map<string, string> {
  const messages = new Map<string, string>();
  const folder = join(import.meta.dirname, "..", "words", FOLDER[language]);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ftl"))) {
    let [open, id] = ["", ""];
    for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
      const [, name, text] = /^([a-z][\w-]*) =\s?(.*)$/.exec(line) ?? [];
      const [, attribute, other] = /^\s+\.([a-z]+) =\s?(.*)$/.exec(line) ?? [];
      if (name !== undefined) messages.set((open = id = name), text ?? "");
      else if (attribute !== undefined) messages.set((open = `${id}.${attribute}`), other ?? "");
      else if (/^[ \t}]/.test(line) && open) messages.set(open, `${messages.get(open)}\n${line}`);
      else open = "";
    }
  }
  return messages;
}

function message(language: Language, id: string): string {
  const messages = loaded.get(language) ?? load(language);
  loaded.set(language, messages);
  const text = messages.get(id);
  if (text === undefined) throw new Error(`no word ${id} in ${language}`);
  return text;
}

const CHOICE = /\{\s*\$(\w+)\s*->((?:[^{}]|\{[^{}]*\})*)\}/g;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function variant(variants: string, value: string | number | undefined): string {
  const all = [...variants.matchAll(/(\*?)\[(\w+)\]\s*([^\n]*)/g)];
  const key = value === 1 ? "one" : "other";
  const found =
    all.find(([, , name]) => name === String(value)) ?? all.find(([, , name]) => name === key);
  return (found ?? all.find(([, star]) => star === "*"))?.[3] ?? "";
}

/** The words of a message, with its values filled in. */
export function word(language: Language, id: string, values: Values = {}): string {
  return message(language, id)
    .replace(CHOICE, (_, name: string, variants: string) => variant(variants, values[name]))
    .replace(/\{\s*\$(\w+)\s*\}/g, (_, name: string) => String(values[name] ?? ""))
    .replace(/\{\s*"([^"]*)"\s*\}/g, "$1")
    .trim();
}

/** A pattern that a message fits whatever its values are. */
export function like(language: Language, id: string): RegExp {
  const fixed = message(language, id)
    .replace(CHOICE, "\0")
    .replace(/\{[^{}]*\}/g, "\0")
    .trim();
  return new RegExp(`^\\s*${fixed.split("\0").map(escaped).join("[^]*?")}\\s*$`);
}
