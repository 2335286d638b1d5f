// @vitest-environment node
import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";

const WORDS = new URL("../words/", import.meta.url).pathname;

function keys(language: string): string[] {
  const found = readdirSync(WORDS + language)
    .filter((file) => file.endsWith(".ftl"))
    .flatMap((file) => {
      const lines = readFileSync(`${WORDS}${language}/${file}`, "utf8").split("\n");
      return lines.flatMap((line) => line.match(/^-?[a-z][\w-]*(?= *=)/i)?.[0] ?? []);
    });
  return found.toSorted();
}

test("both languages have the same words, each once", () => {
  const chinese = keys("zh-CN");
  expect(chinese.length).toBeGreaterThan(10);
  expect(new Set(chinese).size).toBe(chinese.length);
  expect(keys("en")).toEqual(chinese);
});
