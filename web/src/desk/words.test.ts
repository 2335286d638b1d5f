// @vitest-environment node
import { readFileSync, readdirSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { describe, expect, test } from "vitest";
import { speak, speakOf, t } from "./words";

const WORDS = new URL("../../words/", import.meta.url).pathname;
const file = (lang: string, name: string) => readFileSync(`${WORDS}${lang}/${name}`, "utf8");

const others = (n: number) => t("desk-others", { n });

describe.each(["zh-CN", "en"] as const)("in %s", (lang) => {
  test("the browser reads every word file as the server does", () => {
    const bundle = new FluentBundle(lang);
    const wrong = readdirSync(WORDS + lang).flatMap((name) => {
      const text = file(lang, name);
      const messages = text.match(/^[a-z][\w-]* *=/gim)?.length ?? 0;
      const resource = new FluentResource(text);
      const errors = bundle.addResource(resource).map((error) => `${name}: ${error.message}`);
      const read = resource.body.length;
      return read === messages ? errors : [...errors, `${name}: ${read} of ${messages}`];
    });
    expect(wrong).toEqual([]);
  });

  test("values and choices stand in the words, without marks of direction", () => {
    speak(lang, [file(lang, "desk.ftl")]);

    expect(others(0)).not.toContain("0");
    expect(others(3)).toContain("3");
    expect(t("desk-claim", { name: "白露", left: "2" })).not.toMatch(/[\u2066-\u2069]/);
  });
});

test("a letter is called a letter where words name it, and all else stays", () => {
  speak("en", [file("en", "desk.ftl")]);
  speakOf("letter");
  expect(t("desk-done-approve", { n: 3, next: "route" })).toContain("to the router");
  expect(t("desk-hold")).toBe("Hold");
  speakOf("question");
  expect(t("desk-done-approve", { n: 3 })).toContain("published");
});

test("a hole shows", () => {
  speak("en", []);
  expect(t("desk-nothing-of-the-kind")).toBe("⟦desk-nothing-of-the-kind⟧");
});
