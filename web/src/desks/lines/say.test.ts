import { beforeEach, expect, test } from "vitest";
import { speak } from "../../desk/words";
import { Say } from "./say";

const form = (id: string): HTMLFormElement => document.querySelector(`#${id}`)!;

beforeEach(() => {
  speak("zh-CN", ["desk-say-keys = { $mend }\ndesk-line-heading = 小标题"]);
  localStorage.clear();
  document.body.innerHTML = `<form id="say"><textarea name="text"></textarea></form>
    <form id="end"><input class="input" name="text" value="尾声" /></form>
    <form id="placed"><input type="hidden" name="before" value="7" /><input class="input" name="text" value="线网" /></form>`;
});

test("a heading goes before the line whose form it stands in, and else to the end", () => {
  const say = new Say(form("say"), localStorage, "here");
  expect(say.write(form("placed"), false)?.command).toEqual({
    type: "head",
    text: "线网",
    before: 7,
  });
  expect(say.write(form("end"), false)?.command).toEqual({ type: "head", text: "尾声" });
});
