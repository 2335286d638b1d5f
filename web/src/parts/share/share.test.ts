import { beforeEach, expect, test, vi } from "vitest";
import { startSharing } from "./share";

beforeEach(() => {
  document.body.innerHTML = `
    <a href="/r/482913/share" data-share data-address="https://a.example/r/482913" data-title="公交" data-text="市交通局">转给别人</a>
    <button type="button" data-share data-address="https://a.example/r/482913" hidden>转发</button>`;
});

const link = () => document.querySelector("a")!;
const click = () => {
  const event = new MouseEvent("click", { bubbles: true, cancelable: true });
  link().dispatchEvent(event);
  return event;
};

const named = (name: string) => Object.assign(new Error(name), { name });

test("without a device for it the link leads on and the button stays hidden", () => {
  startSharing(document, {});
  document.addEventListener("click", (event) => event.preventDefault(), { once: true });
  const seen = vi.fn();
  link().addEventListener("click", (event) => seen(event.defaultPrevented));
  click();
  expect(seen).toHaveBeenCalledWith(false);
  expect(document.querySelector("button")!.hidden).toBe(true);
});

test("passes on title, words and address", () => {
  const share = vi.fn(async () => {});
  startSharing(document, { share });
  expect(click().defaultPrevented).toBe(true);
  expect(share).toHaveBeenCalledWith({
    title: "公交",
    text: "市交通局",
    url: "https://a.example/r/482913",
  });
  expect(document.querySelector("button")!.hidden).toBe(false);
});

test("a change of mind stays here, a failure leads to the page", async () => {
  const visit = vi.fn();

  const share = vi.fn(async () => {});
  startSharing(document, { share }, visit);
  share.mockRejectedValueOnce(named("AbortError"));
  click();
  await Promise.resolve();
  await Promise.resolve();
  expect(visit).not.toHaveBeenCalled();
  share.mockRejectedValueOnce(named("NotAllowedError"));
  click();
  await vi.waitFor(() => expect(visit).toHaveBeenCalledOnce());
});
