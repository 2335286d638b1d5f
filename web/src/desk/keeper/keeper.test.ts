import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AGAIN_MS, Keeper, LONGEST_MS, REST_MS, type Sent, type State } from "./keeper";

const PLACE = "answer-1";

let area: HTMLTextAreaElement;
let sent: string[];
let states: State[];
/** What the server says to each save; "saved" when nothing is left. */
let answers: Sent[];
let theirs: string | null | undefined;
let keeper: Keeper;

function open(offered: string, saves = true): Keeper {
  document.body.innerHTML = `<details><textarea></textarea></details>`;
  area = document.querySelector("textarea")!;
  area.defaultValue = offered;
  return new Keeper(area, sessionStorage, PLACE, {
    ...(saves && {
      save: async (text: string) => {
        sent.push(text);
        return answers.shift() ?? "saved";
      },
    }),
    fresh: async () => theirs,
    say: (state) => states.push(state),
  });
}

/** The page is lost with all that was under way, and opened again. */
function reload(offered: string): void {
  keeper.rest();
  keeper = open(offered);
}

function type(text: string): void {
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  [sent, states, answers, theirs] = [[], [], [], undefined];
  keeper = open("");
});

afterEach(() => {
  vi.useRealTimers();
});

test("what is typed is kept at once and saved when the hand rests, not at each key", async () => {
  for (const text of ["明", "明年", "明年不涨。"]) {
    type(text);
    await vi.advanceTimersByTimeAsync(REST_MS / 2);
  }
  expect(sent).toEqual([]);
  expect(sessionStorage.getItem(PLACE)).toContain("明年不涨。");
  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(sent).toEqual(["明年不涨。"]);
  expect(states.at(-1)).toBe("saved");
  expect(sessionStorage.getItem(PLACE)).toBeNull();
});

test("whoever writes without rest is saved all the same", async () => {
  for (let n = 1; n * 1_000 <= LONGEST_MS + 1_000; n += 1) {
    type("写".repeat(n));
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(sent).toHaveLength(1);
});

test("nothing is sent while a word is composed", async () => {
  area.dispatchEvent(new Event("compositionstart"));
  type("ming nian");
  await vi.advanceTimersByTimeAsync(LONGEST_MS);
  expect(sent).toEqual([]);
  type("明年");
  area.dispatchEvent(new Event("compositionend"));
  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(sent).toEqual(["明年"]);
});

test("a lost line loses nothing", async () => {
  answers = ["lost", "lost"];
  type("明年不涨。");
  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(states.at(-1)).toBe("here");
  expect(sessionStorage.getItem(PLACE)).toContain("明年不涨。");
  await vi.advanceTimersByTimeAsync(2 * AGAIN_MS);
  expect(sent).toHaveLength(3);
  expect(states.at(-1)).toBe("saved");
});

test("another change of the question does not stop a draft", async () => {
  answers = ["stale"];
  theirs = "";
  type("明年不涨。");
  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(sent).toEqual(["明年不涨。", "明年不涨。"]);
  expect(states.at(-1)).toBe("saved");
});

test.each([["同事写的另一稿。"], [null]])(
  "over %j nothing is saved by itself, and the words stay",
  async (now) => {
    answers = ["stale"];
    theirs = now;
    type("明年不涨。");
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(states.at(-1)).toBe("conflict");
    type("明年不涨，后年再说。");
    await vi.advanceTimersByTimeAsync(LONGEST_MS);
    expect(sent).toHaveLength(1);
    expect(area.value).toBe("明年不涨，后年再说。");
    reload(now ?? "");
    expect(area.value).toBe("明年不涨，后年再说。");
  },
);

test("words that were not sent are back after the page was lost, and saved", async () => {
  type("明年不涨。");
  reload("");
  expect(area.value).toBe("明年不涨。");
  expect(states.at(-1)).toBe("back");
  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(sent).toEqual(["明年不涨。"]);
});

test("they are not saved over what somebody wrote meanwhile, however often the page is opened", async () => {
  type("明年不涨。");
  for (const _ of [1, 2]) {
    reload("同事写的另一稿。");
    expect([area.value, states.at(-1)]).toEqual(["明年不涨。", "conflict"]);
    await vi.advanceTimersByTimeAsync(LONGEST_MS);
  }
  expect(sent).toEqual([]);
});

test("where words are only kept here, nothing is sent", async () => {
  keeper = open("已签发的答复。", false);
  type("已签发的答复，再加一句。");
  await vi.advanceTimersByTimeAsync(LONGEST_MS);
  expect([sent, states.at(-1), keeper.isDirty]).toEqual([[], "local", true]);
});

test("a form on its way is not overtaken", async () => {
  type("明年不涨。");
  keeper.rest();
  await vi.advanceTimersByTimeAsync(LONGEST_MS);
  expect(sent).toEqual([]);
});
