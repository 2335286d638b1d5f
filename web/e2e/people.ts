// People with verbs. They see labels and roles, never classes.
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { type Language, type Values, like, word } from "./words";

export interface Way {
  language?: Language;
  script?: boolean;
  width?: number;
}

/** Where somebody comes in: the house itself, or a line to it. */
export interface Door {
  readonly base: string;
}

/** What somebody can do. */
export type Kind<T extends Person> = new (house: Door, page: Page, language: Language) => T;

/** Somebody of this kind, in a browser of one's own: cookies and all. */
export async function come<T extends Person>(
  kind: Kind<T>,
  browser: Browser,
  house: Door,
  { language = "zh", script = true, width = 1440 }: Way,
): Promise<T> {
  const options: BrowserContextOptions = {
    locale: language === "zh" ? "zh-CN" : "en-GB",
    javaScriptEnabled: script,
    viewport: { width, height: 900 },
    reducedMotion: "reduce",
  };
  const context = await browser.newContext(options);
  // Desks of script take over from pages of forms; who is to press forms keeps the plain page.
  await context.addInitScript(() => {
    if (location.protocol === "http:") sessionStorage.setItem("plain-desk", "yes");
  });
  return new kind(house, await context.newPage(), language);
}

export class Person {
  /** What the browser complained about: refused content, broken scripts, missing files. */
  readonly troubles: string[] = [];

  constructor(
    readonly house: Door,
    readonly page: Page,
    readonly language: Language,
  ) {
    page.setDefaultTimeout(10_000);
    page.on("pageerror", (error) => this.troubles.push(`${page.url()} ${error.message}`));
    page.on("console", (said) => {
      const refusal = /Failed to load resource/.test(said.text());
      const own = said.location().url === page.url();
      if (said.type() === "error" && !(refusal && own)) {
        this.troubles.push(`${page.url()} ${said.text()} ${said.location().url}`);
      }
    });
  }

  static arrive<T extends Person>(
    this: Kind<T>,
    browser: Browser,
    house: Door,
    way: Way = {},
  ): Promise<T> {
    return come(this, browser, house, way);
  }

  t(id: string, values?: Values): string {
    return word(this.language, id, values);
  }

  like(id: string): RegExp {
    return like(this.language, id);
  }

  async go(path: string): Promise<void> {
    const prefix = this.language === "en" ? "/en" : "";
    await this.page.goto(path.startsWith("http") ? path : `${this.house.base}${prefix}${path}`);
  }

  button(id: string, within: Page | Locator = this.page): Locator {
    return within.getByRole("button", { name: this.t(id), exact: true });
  }

  async press(id: string, within?: Page | Locator): Promise<void> {
    await this.button(id, within).click();
  }

  /** Does what leads to another page, and is there when it has come. */
  async moves(step: () => Promise<void>): Promise<void> {
    await Promise.all([this.page.waitForEvent("domcontentloaded"), step()]);
  }

  async follow(id: string, within: Page | Locator = this.page): Promise<void> {
    await within
      .getByRole("link", { name: this.t(id), exact: true })
      .first()
      .click();
  }

  field(id: string, within: Page | Locator = this.page): Locator {
    return within.getByLabel(this.t(id), { exact: true });
  }

  async fill(id: string, text: string | number, within?: Page | Locator): Promise<void> {
    await this.field(id, within).fill(String(text));
  }

  /** Opens what is folded away under these words and gives its inside. */
  async unfold(id: string, within: Page | Locator = this.page): Promise<Locator> {
    const summary = this.page.locator("summary").getByText(this.t(id), { exact: true });
    const inside = within.locator("details").filter({ has: summary });
    if ((await inside.getAttribute("open")) === null) await inside.locator("summary").click();
    return inside;
  }

  /** What is open over the page, else the page itself. */
  async front(): Promise<Locator> {
    const sheet = this.page.getByRole("dialog");
    return (await sheet.count()) > 0 ? sheet : this.page.locator("body");
  }

  async heading(): Promise<string> {
    return (await this.front()).getByRole("heading", { level: 1 }).innerText();
  }

  text(): Promise<string> {
    return this.page.getByRole("main").innerText();
  }

  /** Looks again until it is so; what is decided takes effect after a while. */
  async waitUntil(so: () => Promise<boolean>, patience_ms = 8_000): Promise<void> {
    const end = Date.now() + patience_ms;
    while (!(await so())) {
      if (Date.now() > end)
        throw new Error(`waited in vain at ${this.page.url()}:\n${await this.text()}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await this.page.reload();
    }
  }

  async waitForText(text: string | RegExp): Promise<void> {
    await this.waitUntil(() => this.page.getByText(text).first().isVisible());
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

export interface Receipt {
  number: string;
  code: string;
  link: string;
}

export class Citizen extends Person {
  async findsOnHome(topic: string): Promise<void> {
    await this.go("/");
    await this.page.getByRole("link", { name: topic, exact: true }).click();
  }

  /** From the page of the room to the receipt. */
  async asks(text: string, { to = "", name = "" } = {}): Promise<Receipt> {
    await this.follow("public-ask");
    await this.writes(text, { to, name });
    await this.sends();
    return this.receipt();
  }

  async writes(text: string, { to = "", name = "" } = {}): Promise<void> {
    await this.field("public-ask-text").waitFor();
    const form = await this.front();
    await this.fill("public-ask-text", text, form);
    if (to) await form.getByRole("radio", { name: to }).check();
    if (name) await this.fill("public-ask-name", name, form);
  }

  async sends(): Promise<void> {
    await this.press("public-ask-send", await this.front());
  }

  async receipt(): Promise<Receipt> {
    await this.page.getByText(this.t("public-receipt-number"), { exact: true }).waitFor();
    const front = await this.front();
    const said = async (id: string) => {
      const label = front.getByText(this.t(id), { exact: true });
      return (await label.locator("xpath=following-sibling::p[1]").innerText()).trim();
    };
    const link = front.getByRole("link", { name: this.t("public-receipt-link") });
    return {
      number: await said("public-receipt-number"),
      code: await said("public-receipt-code"),
      link: (await link.getAttribute("href")) ?? "",
    };
  }

  async looksUp({ number, code }: Receipt): Promise<void> {
    await this.go("/find");
    await this.fill("public-receipt-number", number);
    await this.fill("public-receipt-code", code);
    await this.press("public-find-go");
  }

  /** The step of the path where the question stands now. */
  async here(): Promise<string> {
    const path = (await this.front()).getByRole("list", { name: this.t("public-path") });
    return path.locator('[aria-current="step"], [data-state="stopped"]').innerText();
  }

  async edits(text: string): Promise<void> {
    const form = await this.unfold("public-edit");
    await this.fill("public-ask-text", text, form);
    await this.press("public-edit-send", form);
  }

  async withdraws(): Promise<void> {
    await this.press("public-withdraw-send", await this.unfold("public-withdraw"));
  }
}
