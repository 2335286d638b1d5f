// Chinese as an input method writes it: while a word is open, the keys belong to it, not to the page.
import type { CDPSession, Page } from "playwright-core";

const ALT = 1;

/** Keys that mean something on one desk or another; all of them are pressed inside a word. */
export const TEMPTING = ["Enter", "NumpadEnter", "Escape", "Slash", "Digit1", "Digit2"];

export class InputMethod {
  private constructor(private readonly cdp: CDPSession) {}

  static async on(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  /** `text` is being composed, not decided for, while these keys are pressed, such as `Enter` or `Alt+KeyK`:
   *  the page sees code 229 and their place. */
  async opens(text: string, keys: string[] = ["Enter"]): Promise<void> {
    const [selectionStart, selectionEnd] = [text.length, text.length];
    for (const key of keys) {
      const code = key.replace("Alt+", "");
      const modifiers = code === key ? 0 : ALT;
      const event = { code, key: "Process", windowsVirtualKeyCode: 229, modifiers };
      await this.cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
      await this.cdp.send("Input.imeSetComposition", { text, selectionStart, selectionEnd });
      await this.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
    }
  }

  /** Letter by letter, as pinyin is typed; the word stays open. */
  async spells(letters: string): Promise<void> {
    for (let at = 1; at <= letters.length; at += 1)
      await this.opens(letters.slice(0, at), ["KeyA"]);
  }

  /** Decides for these words in place of what was open. */
  async decides(text: string): Promise<void> {
    await this.cdp.send("Input.insertText", { text });
  }
}
