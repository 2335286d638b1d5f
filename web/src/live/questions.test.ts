import { beforeEach, expect, test } from "vitest";
import { speak } from "../desk/words";
import type { Question } from "../wire/items";
import { Page } from "./page";
import { Questions } from "./questions";

const PARTS = `
  <template id="part-question"><article class="question"><a data-slot="number"></a><bdi data-slot="name"></bdi>
  <p data-slot="text"></p><div data-list="answers"></div><span data-slot="fate"></span><div data-list="vote"></div></article></template>
  <template id="part-vote-open"><form><span class="vote__count" data-slot="votes"></span></form></template>
  <template id="part-vote-done"><p><span class="vote__count" data-slot="votes"></span><b data-slot="voted"></b></p></template>
  <div id="list" data-sort="votes" data-page="1"></div>`;

function question(number: number, votes: number, more: Partial<Question> = {}): Question {
  const text = { body: `问题 ${number}`, lang: "zh-CN" };
  const known = {
    id: String(number),
    at: 0,
    written: false,
    spoken: false,
    gone: false,
    votable: true,
  };
  return {
    ...known,
    number,
    votes,
    joined: 0,
    fate: "listed",
    origin: "web",
    text,
    answers: [],
    ...more,
  };
}

let questions: Questions;
let list: HTMLElement;
const shown = () => [...list.children].map(({ id }) => id).join(" ");

beforeEach(() => {
  speak("zh-CN", ["public-votes = { $n } 人也想问\npublic-voted = 您也想问"]);
  document.documentElement.lang = "zh-CN";
  document.body.innerHTML = PARTS;
  list = document.getElementById("list")!;
  const page = new Page({
    code: "1",
    here: "/r/1",
    epoch: 1,
    at: 0,
    zone: "Asia/Shanghai",
    own: [],
    voted: [2],
  });
  questions = new Questions(list, page);
  questions.reset([question(1, 5), question(2, 9)], undefined);
});

test("a list stands in the order the reader chose", () => {
  expect(shown()).toBe("q-2 q-1");
  expect(list.querySelector("#q-2 b")?.textContent).toBe("您也想问");
});

test("what is new waits until the reader lets it in", () => {
  questions.put([question(3, 7)], undefined);
  expect([shown(), questions.waiting]).toEqual(["q-2 q-1", 1]);
  questions.admit();
  expect([shown(), questions.waiting]).toEqual(["q-2 q-3 q-1", 0]);
});

test("votes move numbers at once, and places only when the reader lets them", () => {
  questions.tally([[1, 10]]);
  expect(list.querySelector("#q-1 .vote__count")?.textContent).toBe("10 人也想问");
  expect([shown(), questions.isOutOfOrder]).toEqual(["q-2 q-1", true]);
  questions.admit();
  expect([shown(), questions.isOutOfOrder]).toEqual(["q-1 q-2", false]);
});

test("what was taken down shows its words no more, waiting or not", () => {
  questions.put([question(3, 0)], undefined);
  questions.put([question(3, 0, { gone: true }), question(1, 5, { gone: true })], undefined);
  expect(list.textContent).not.toContain("问题 1");
  questions.admit();
  expect(list.textContent).not.toContain("问题 3");
});

test("a question on stage or joined to another leaves the list", () => {
  questions.put([question(1, 5)], 1);
  questions.put([question(2, 9, { into: 1, fate: "merged" })], 1);
  expect(shown()).toBe("");
});
