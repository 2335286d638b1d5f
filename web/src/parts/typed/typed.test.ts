import { beforeEach, expect, test } from "vitest";
import { startTyped } from "./typed";

const PLACE = `typed-${location.pathname}`;

/** The page as the server sends it, in a document of its own as after a load. */
function page(draft = ""): Document {
  document.body.innerHTML = `
    <form id="draft"><input type="hidden" name="act" value="draft" data-typed="已恢复"><textarea id="draft-text" name="text"></textarea>
      <button name="then" value="save"></button><button name="press" value="fill"></button></form>
    <details><form id="ask"><input type="hidden" name="act" value="ask" data-typed="已恢复"><textarea id="ask-text" name="text"></textarea></form></details>
    <form id="other"><textarea id="other-text"></textarea></form>
    <form id="leave" action="/leave"></form>`;
  field("draft").defaultValue = draft;
  return document;
}

const field = (form: string): HTMLTextAreaElement =>
  document.querySelector<HTMLTextAreaElement>(`#${form}-text`)!;

function type(form: string, words: string): void {
  field(form).value = words;
  field(form).dispatchEvent(new Event("input", { bubbles: true }));
}

function send(form: string, submitter: HTMLElement | null = null): void {
  const sender = document.getElementById(form)!;
  sender.dispatchEvent(new SubmitEvent("submit", { bubbles: true, submitter }));
}

startTyped(document);
beforeEach(() => sessionStorage.clear());

test("a draft is there again after another form was sent, and the page says so", () => {
  page("旧稿");
  type("draft", "旧稿，又写了一段");
  send("ask");
  startTyped(page("旧稿"));
  expect(field("draft").value).toBe("旧稿，又写了一段");
  expect(document.querySelector("#draft [role='status']")?.textContent).toBe("已恢复");
  expect(document.querySelectorAll("[role='status']")).toHaveLength(1);
});

test("what the server has since is not written over", () => {
  page("旧稿");
  type("draft", "我的");
  startTyped(page("同事的"));
  expect(field("draft").value).toBe("同事的");
  expect(sessionStorage.getItem(PLACE)).toBeNull();
});

test("sent by its own form it is forgotten, and not by one that only saves fields", () => {
  page();
  type("draft", "写了");
  send("draft", document.querySelector<HTMLElement>("[value='fill']"));
  expect(sessionStorage.getItem(PLACE)).not.toBeNull();
  send("draft", document.querySelector<HTMLElement>("[value='save']"));
  expect(sessionStorage.getItem(PLACE)).toBeNull();
});

test("a folded form that has words again is open", () => {
  page();
  type("ask", "请补充");
  startTyped(page());
  expect(document.querySelector("details")!.open).toBe(true);
});

test("forms without the mark keep nothing, and leaving forgets everything", () => {
  page();
  type("other", "别的");
  expect(sessionStorage.getItem(PLACE)).toBeNull();
  type("draft", "写了");
  send("leave");
  expect(sessionStorage.getItem(PLACE)).toBeNull();
});
