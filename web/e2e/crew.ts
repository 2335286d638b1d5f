// Members of the crew whose desks are worked by keys alone.
import type { Locator } from "playwright-core";
import { Staff } from "./staff";

/** Somebody at the moderator's desk. */
export class Moderator extends Staff {
  async sits(room: string): Promise<void> {
    await this.go(`/desk/r/${room}/queue?plain=0`);
    await this.page.locator(".mod").waitFor();
  }

  acts(): Locator {
    return this.page.getByRole("group", { name: this.t("desk-acts"), exact: true });
  }

  /** The button of an act; its key stands on it. */
  act(id: string): Locator {
    return this.button(id, this.acts());
  }

  /** Number of the question that is looked at; 0 for none. */
  async number(): Promise<number> {
    return Number(/\d+/.exec(await this.page.locator("#question-h").innerText())?.[0] ?? 0);
  }

  async key(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** The row of a question of the queue. */
  queued(number: number): Locator {
    const named = new RegExp(this.language === "zh" ? `^第 ${number} 号` : `^No\\. ${number}\\b`);
    return this.page.getByRole("button", { name: named }).first();
  }

  /** By keys alone to a question of the queue. */
  async goesTo(number: number): Promise<void> {
    await this.queued(number).waitFor();
    for (let now = await this.number(); now !== number; now = await this.number()) {
      await this.key(now < number ? "j" : "k");
    }
    await this.act("desk-approve").waitFor();
  }

  /** A line of what is on its way or can be undone. */
  bar(id: string): Locator {
    return this.page
      .locator(".undo")
      .filter({ hasText: this.t(id) })
      .first();
  }
}

/** Somebody at the desk of the record. */
export class Steno extends Staff {
  async sits(room: string): Promise<void> {
    await this.atDesk(room, "lines");
    await this.area.waitFor();
    await this.page.waitForFunction(() => document.activeElement?.id === "say-text");
  }

  get area(): Locator {
    return this.field("desk-say-label");
  }

  /** By keys alone. The first speaker is the host, then the guests. */
  async types(speaker: number, text: string): Promise<void> {
    await this.page.keyboard.press(`Alt+Digit${speaker}`);
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press("Enter");
  }

  /** Nothing is on its way any more. */
  async isThrough(): Promise<void> {
    const sending = this.page.locator(".line--sending").first();
    await sending.waitFor({ state: "detached", timeout: 20_000 });
  }

  override row(text: string): Locator {
    return this.page.locator("li[id]").filter({ hasText: text }).first();
  }

  strip(): Locator {
    return this.page.locator(".strip");
  }
}
