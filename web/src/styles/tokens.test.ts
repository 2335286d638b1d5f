// @vitest-environment node
import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";

const SRC = new URL("../", import.meta.url).pathname;
const tokens = readFileSync(`${SRC}styles/tokens.css`, "utf8");

type Theme = Record<string, string>;

function declared(rule: string, side: 0 | 1): Theme {
  const pairs = rule.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g);
  return Object.fromEntries([...pairs].map((hit) => [hit[1]!, hit[2 + side]!]));
}

function block(selector: string): string {
  const start = tokens.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no block ${selector}`);
  return tokens.slice(start, tokens.indexOf("}", start));
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/\w/g, "$&$&") : hex;
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = parseInt(full.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const READ_ON = [
  ...["ink", "ink-soft", "ink-faint", "qing", "qing-deep", "cinnabar"].map((name) => [
    name,
    "paper",
  ]),
  ...["ink", "ink-soft", "ink-faint", "qing"].map((name) => [name, "paper-sunk"]),
  ...["ink", "ink-soft", "qing"].map((name) => [name, "qing-wash"]),
  ["on-qing", "qing"],
  ["on-qing", "qing-deep"],
  ["on-cinnabar", "cinnabar"],
] as [string, string][];

for (const [name, side] of [
  ["light", 0],
  ["dark", 1],
] as const) {
  const plain = declared(block(":root"), side);
  const more = { ...plain, ...declared(block(':root[data-contrast="more"]'), side) };

  test.each(READ_ON)(`${name}: %s on %s is readable`, (text, ground) => {
    expect(contrast(plain[text]!, plain[ground]!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(more[text]!, more[ground]!)).toBeGreaterThanOrEqual(7);
  });

  test(`${name}: the edge of a field is seen`, () => {
    expect(contrast(plain["edge"]!, plain["paper"]!)).toBeGreaterThanOrEqual(3);
  });
}

test("asked by the system or by the reader, high contrast is the same", () => {
  const asked = block(':root[data-contrast="more"]');
  const system = block(':root:not([data-contrast="standard"])');
  for (const side of [0, 1] as const) {
    expect(declared(system, side)).toEqual(declared(asked, side));
  }
});

test("the measure of contrast itself: black on white is 21, grey on grey is 1", () => {
  expect(contrast("#000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777", "#777777")).toBeCloseTo(1);
});

const parts = readdirSync(`${SRC}parts`, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".css"),
);

test.each(parts)("%s names roles, draws flat and is in the bundle", (path) => {
  const css = readFileSync(`${SRC}parts/${path}`, "utf8");
  expect(css).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(|gradient\(|box-shadow|text-shadow|url\(/i);
  expect(css).not.toMatch(/var\(--(paper|ink|hair|edge|qing|cinnabar|on-qing|on-cinnabar)\b/);
  expect(readFileSync(`${SRC}site.css`, "utf8")).toContain(`./parts/${path}`);
});
