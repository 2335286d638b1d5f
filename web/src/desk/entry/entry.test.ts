import { beforeEach, expect, test } from "vitest";
import { pageData, prefersPlain, takeOver } from "./entry";

const files = {
  "zh-CN": async () => ({ default: ["desk-home = 工作台"] }),
  en: async () => ({ default: ["desk-home = Desks"] }),
};

beforeEach(() => {
  sessionStorage.clear();
  document.body.innerHTML = `<div class="plain">plain</div><div id="desk" hidden></div>
    <script type="application/json" id="desk-data">{"room":"\\u003c8021"}</script>`;
});

test("the desk takes the place of the plain page", async () => {
  await takeOver(files, (root) => root.append("fast"));
  expect(document.querySelector(".plain")).toBeNull();
  expect(document.getElementById("desk")!.textContent).toBe("fast");
  expect(document.getElementById("desk")!.hidden).toBe(false);
});

test("a desk that fails leaves the plain page in sight", async () => {
  const broken = takeOver(files, () => {
    throw new Error("broken");
  });
  await expect(broken).rejects.toThrow("broken");
  expect(document.querySelector(".plain--chosen")).not.toBeNull();
  expect(document.getElementById("desk")!.hidden).toBe(true);
});

test("whoever asks for the plain page keeps it until asking for the other", async () => {
  expect(prefersPlain("", sessionStorage)).toBe(false);
  expect(prefersPlain("?plain=1", sessionStorage)).toBe(true);
  expect(prefersPlain("?pile=held", sessionStorage)).toBe(true);
  await takeOver(files, (root) => root.append("fast"));
  expect(document.querySelector(".plain--chosen")).not.toBeNull();
  expect(prefersPlain("?plain=0", sessionStorage)).toBe(false);
});

test("data comes as JSON in the page", () => {
  expect(pageData<{ room: string }>()).toEqual({ room: "<8021" });
});
