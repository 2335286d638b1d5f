import { flushSync, mount, unmount } from "svelte";
import { expect, test, vi } from "vitest";
import Act from "./Act.svelte";

test("a button shows its key, tells it to assistive technology, and is pressed", () => {
  const onpress = vi.fn();
  const act = mount(Act, {
    target: document.body,
    props: { label: "通过", code: "KeyA", kind: "main", onpress },
  });
  flushSync();
  const button = document.querySelector("button")!;
  expect(button.textContent).toBe("通过A");
  expect(button.getAttribute("aria-keyshortcuts")).toBe("A");
  expect(button.className).toBe("button button--main");
  button.click();
  expect(onpress).toHaveBeenCalledOnce();
  void unmount(act);
});
