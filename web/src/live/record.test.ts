import { beforeEach, expect, test, vi } from "vitest";
import { speak } from "../desk/words";
import type { Line, Speaker } from "../wire/items";
import { Page } from "./page";
import { Record } from "./record";

const ROW = `<li class="line"><a data-slot="link"><time data-slot="at"></time></a><div class="line__body">
  <p data-slot="who" data-part="who"><bdi data-slot="name"></bdi></p><p class="line__text" data-slot="text"></p>
  <p data-slot="bound" data-part="bound"><a data-slot="bound-link"></a></p></div></li>`;
const PARTS = ["speech", "photo", "heading"]
  .map((kind) => `<template id="part-line-${kind}">${ROW}</template>`)
  .join("");

const HOST: Speaker = { role: "host", name: "沈一舟" };

function line(number: number, more: Partial<Line> = {}): Line {
  const text = { body: `第${number}条`, lang: "zh-CN" };
  const known = { place: number, at: 0, kind: "speech" as const, gone: false, speaker: HOST };
  return { ...known, number, text, errata: [], ...more };
}

const photo = (number: number, place: number): Line => {
  const { speaker: _, ...rest } = line(number, { place, kind: "photo" });
  return rest;
};

/** A row as the server made it. */
const made = (number: number, who: string): string =>
  `<li class="line" id="l-${number}" data-place="${number}" data-voice="speech host  "><div class="line__body">
   ${who && `<p data-slot="who" data-part="who"><bdi>${who}</bdi></p>`}<p class="line__text">第${number}条</p></div></li>`;

let list: HTMLElement;

function record(before: number, rows = ""): Record {
  list = document.querySelector("ol")!;
  list.dataset["before"] = String(before);
  list.innerHTML = rows;
  const told = { code: "1", here: "/r/1", epoch: 1, at: 0, zone: "UTC", own: [], voted: [] };
  return new Record(list, new Page(told));
}

const order = (): string[] => [...list.children].map(({ id }) => id.slice(2));
/** Rows that say this. */
const saying = (part: string): string[] =>
  [...list.children]
    .filter((row) => row.querySelector(`[data-part='${part}']:not([hidden])`))
    .map(({ id }) => id.slice(2));
const speaking = (): string[] => saying("who");

beforeEach(() => {
  speak("zh-CN", ["public-line-link = { $clock }\npublic-line-answers = { $n }"]);
  document.documentElement.lang = "zh-CN";
  document.body.innerHTML = `${PARTS}<ol></ol>`;
  vi.stubGlobal("scrollBy", vi.fn());
});

test("a row that comes between two others stands there, and whoever went on speaking is named again", () => {
  const shown = record(0, made(1, "沈一舟") + made(2, "") + made(3, ""));
  expect(shown.put([photo(4, 1.5)]).map(({ id }) => id)).toEqual(["l-4"]);
  expect([order(), speaking()]).toEqual([
    ["1", "4", "2", "3"],
    ["1", "2"],
  ]);
  expect(list.querySelector("#l-2 bdi")?.textContent).toBe("沈一舟");
  shown.put([photo(4, 3.5)]);
  expect([order(), speaking()]).toEqual([["1", "2", "3", "4"], ["1"]]);
});

test("rows that make room for one that moves end in the order of their places", () => {
  const shown = record(0);
  shown.put([line(1), line(2), line(3), line(4)]);
  const fresh = shown.put([
    line(1, { place: 2.75 }),
    line(2, { place: 2.25 }),
    line(3, { place: 2.5 }),
  ]);
  expect([order(), fresh]).toEqual([["2", "3", "1", "4"], []]);
  expect(speaking()).toEqual(["2"]);
});

test("what moves before the first row shown is a tap away, and may come back", () => {
  const shown = record(10, made(11, "沈一舟") + made(12, ""));
  shown.put([line(12, { place: 3.5 })]);
  expect(order()).toEqual(["11"]);
  expect(shown.put([line(12, { place: 11.5 }), line(7, { place: 11.25 })])).toEqual([]);
  expect(order()).toEqual(["11", "7", "12"]);
  expect(shown.put([line(13)]).map(({ id }) => id)).toEqual(["l-13"]);
  shown.put([line(14, { place: 2 })]);
  expect(order()).toEqual(["11", "7", "12", "13"]);
});

test("where the whole record is shown, a row can become the first", () => {
  const shown = record(0, made(1, "沈一舟") + made(2, ""));
  shown.put([line(2, { place: 0.5 })]);
  expect([order(), speaking()]).toEqual([["2", "1"], ["2"]]);
});

test("a row that is corrected stays, also as the first of those shown", () => {
  const shown = record(10, made(11, "沈一舟") + made(12, ""));
  shown.put([line(11, { text: { body: "改过", lang: "zh-CN" } })]);
  expect([order(), speaking()]).toEqual([["11", "12"], ["11"]]);
  shown.put([line(11, { place: 11.1 }), line(12, { place: 11.2 })]);
  expect(order()).toEqual(["11", "12"]);
});

test("a question that is being answered is named where it is taken up, not at each change of speakers", () => {
  const shown = record(0);
  const guest = (number: number, name: string, answers?: number): Line => {
    const said = line(number, { speaker: { role: "guest", guest: name, name } });
    return answers === undefined ? said : { ...said, answers };
  };
  const { speaker: _, ...asked } = line(1, {
    kind: "photo",
    asked: { number: 5, origin: "web", text: { body: "问", lang: "zh-CN" } },
  });
  shown.put([asked, guest(2, "甲", 5), guest(3, "乙", 5), guest(4, "甲", 7), line(5)]);
  expect([speaking(), saying("bound")]).toEqual([["2", "3", "4", "5"], ["4"]]);
  shown.put([photo(6, 2.5)]);
  expect(saying("bound")).toEqual(["3", "4"]);
});

test("a row from the server that had left its question out names it when something comes before it", () => {
  const row = `<li class="line" id="l-2" data-place="2" data-voice="speech guest 甲 5" data-question="5"><div class="line__body">
    <p data-slot="who" data-part="who"><bdi>甲</bdi></p><p class="line__text">答</p></div></li>`;
  const first = `<li class="line" id="l-1" data-place="1" data-voice="" data-question="5"></li>`;
  const shown = record(0, first + row);
  shown.put([photo(3, 1.5)]);
  expect(saying("bound")).toEqual(["2"]);
  expect(list.querySelector("#l-2 [data-part='bound'] a")?.textContent).toBe("5");
});

test("a heading that was left out keeps its place and shows nothing there", () => {
  const shown = record(0, made(1, "沈一舟"));
  const { speaker: _, ...heading } = line(2, { kind: "heading" });
  shown.put([heading, line(3)]);
  expect(list.children[1]?.textContent).toContain("第2条");
  const { text: __, ...gone } = { ...heading, gone: true, left_out: true };
  expect(shown.put([gone])).toEqual([]);
  expect([order(), (list.children[1] as HTMLElement).hidden]).toEqual([["1", "2", "3"], true]);
  expect(list.children[1]?.textContent).toBe("");
  expect(shown.put([line(4)]).map(({ id }) => id)).toEqual(["l-4"]);
});
