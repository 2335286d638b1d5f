import { expect, test } from "vitest";
import { startErrors } from "./errors";

test("the summary of what is wrong has the focus, where there is one", () => {
  document.body.innerHTML = `<main><h1>写信</h1></main>`;
  startErrors(document);
  expect(document.activeElement).toBe(document.body);
  document.body.innerHTML = `<main><div class="errors" tabindex="-1"><h2>没有提交</h2></div></main>`;
  startErrors(document);
  expect(document.activeElement?.className).toBe("errors");
});
