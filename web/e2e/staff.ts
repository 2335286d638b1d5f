// Staff with verbs: the office, the rooms, the desks.
import type { Locator } from "playwright-core";
import { PASSWORD } from "./house";
import { Person } from "./people";

/** A file as it would be chosen from a disk. */
export interface Brought {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export interface Notice {
  topic: string;
  guests: { name: string; office: string; face?: Brought }[];
  materials?: { title: string; paper?: Brought; href?: string }[];
  opens: Date;
  starts: Date;
  ends: Date;
  undo_s?: number;
  post_every_s?: number;
  proof_s?: number;
  /** Addresses of the session's video, and of the one in sign language. */
  videos?: [string, string];
  /** Switches to turn on, by the ids of their words. */
  on?: string[];
}

/** As a person in the installation's zone types it. */
function local(at: Date): string {
  const shanghai = new Date(at.getTime() + 8 * 3_600_000);
  return shanghai.toISOString().slice(0, 16);
}

export class Staff extends Person {
  async logsIn(login: string, password = PASSWORD): Promise<void> {
    await this.go("/enter");
    await this.fill("office-f-login", login);
    await this.fill("office-f-password", password);
    await this.moves(() => this.press("office-enter-submit"));
  }

  /** Fills in the form of a new room and saves it; gives its short code. */
  async draws({
    topic,
    guests,
    materials = [],
    opens,
    starts,
    ends,
    undo_s = 2,
    post_every_s = 0,
    proof_s = 0,
    videos: [video, sign] = ["", ""],
    on = [],
  }: Notice): Promise<string> {
    await this.go("/desk/rooms/new");
    await this.fill("office-f-topic", topic);
    const lang = this.language === "zh" ? "office-lang-zh" : "office-lang-en";
    await this.page.getByRole("radio", { name: this.t(lang), exact: true }).check();
    await this.fill("office-f-units", "市交通运输局");
    for (const [at, guest] of guests.entries()) {
      const label = (part: string) =>
        this.t("office-f-guest", { n: at + 1, part: this.t(`office-f-guest-${part}`) });
      await this.page.getByLabel(label("name"), { exact: true }).fill(guest.name);
      await this.page.getByLabel(label("office"), { exact: true }).fill(guest.office);
      const face = this.page.getByLabel(label("face"), { exact: true });
      if (guest.face) await face.setInputFiles(guest.face);
    }
    // More rows than one are asked for, and what was typed and chosen so far comes back with them.
    if (materials.length > 1) await this.moves(() => this.press("office-materials-more"));
    for (const [at, { title, paper, href }] of materials.entries()) {
      const legend = this.t("office-f-material", { n: at + 1 });
      const row = this.page.getByRole("group", { name: legend, exact: true });
      await this.fill("office-f-material-title", title, row);
      if (paper) await this.field("office-f-material-paper", row).setInputFiles(paper);
      if (href) await this.fill("office-f-material-href", href, row);
    }
    await this.fill("office-f-collect-at", local(opens));
    await this.fill("office-f-starts-at", local(starts));
    await this.fill("office-f-ends-at", local(ends));
    await this.fill("office-f-undo-s", undo_s);
    await this.fill("office-f-post-every-s", post_every_s);
    await this.fill("office-f-proof-s", proof_s);
    if (video) await this.fill("office-f-video", video);
    if (sign) await this.fill("office-f-sign-video", sign);
    for (const id of on) await this.field(id).check();
    await this.moves(() => this.button("office-room-draw").last().click());
    const code = /\/desk\/r\/(\d+)\/room/.exec(this.page.url())?.[1];
    if (!code) throw new Error(`no room was drawn at ${this.page.url()}:\n${await this.text()}`);
    return code;
  }

  /** A step in the life of a room that is on its desk; folded away or the main one. */
  async does(act: string, fill: (form: Locator) => Promise<void> = async () => {}): Promise<void> {
    const title = this.t(`office-act-${act}-title`);
    const main = this.page.getByRole("region", { name: title, exact: true });
    const form = (await main.count()) > 0 ? main : await this.unfold(`office-act-${act}-title`);
    await fill(form);
    await this.moves(() => this.press(`office-act-${act}`, form));
  }

  async isSure(form: Locator): Promise<void> {
    await this.field("office-f-sure", form).check();
  }

  /** Invites somebody to the room whose desk is open; gives the one-time link. */
  async invites(duty: string, name = ""): Promise<string> {
    const form = await this.unfold("office-invite-title");
    await this.field("office-f-duty", form).selectOption({ label: duty });
    if (name) await this.fill("office-f-invited-name", name, form);
    await this.moves(() => this.press("office-invite", form));
    return (await this.page.getByRole("link", { name: /\/link\// }).innerText()).trim();
  }

  async opensLink(link: string): Promise<void> {
    await this.go(link);
    await this.moves(() => this.press("office-link-submit"));
  }

  async atDesk(room: string, door: string): Promise<void> {
    await this.go(`/desk/r/${room}/${door}`);
  }

  /** The row of a list that holds these words. */
  row(text: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: text }).first();
  }

  /** From a list to the question that says this. */
  async opens(text: string): Promise<void> {
    await this.follow("desk-open", this.row(text));
  }

  async approves(text: string): Promise<void> {
    await this.press("desk-approve", this.row(text));
  }

  /** The same with a letter. */
  async takesIn(title: string): Promise<void> {
    await this.press("desk-approve.letter", this.row(title));
  }

  /** On the page of a question; gives the title of the rule that was named. */
  async rejects(): Promise<string> {
    const form = this.page.locator("form").filter({ has: this.button("desk-reject") });
    return this.names(form, "desk-reject");
  }

  async takesDown(): Promise<string> {
    return this.names(await this.unfold("desk-take-down-open"), "desk-take-down");
  }

  private async names(form: Locator, act: string): Promise<string> {
    const rule = this.field("desk-rule", form);
    await rule.selectOption({ index: 1 });
    const title = await rule.locator("option:checked").innerText();
    await this.press(act, form);
    return title.trim();
  }

  async stages(text: string): Promise<void> {
    await this.press("desk-stage", this.row(text));
  }

  async says(speaker: string, text: string): Promise<void> {
    await this.page.getByRole("radio", { name: speaker }).check();
    await this.fill("desk-say-label", text);
    await this.press("desk-say");
    await this.isWritten(text);
  }

  /** The line stands in the record, or waits to be read over; with script it may still be on its way. */
  async isWritten(text: string): Promise<void> {
    const row = this.page.locator("li[id]").filter({ hasText: text });
    await row.first().waitFor();
  }

  async drafts(guest: string, text: string, submit = "desk-draft"): Promise<void> {
    const sheet = this.page.getByRole("region", { name: guest, exact: true });
    await this.unfold("desk-draft-open", sheet);
    await sheet.getByLabel(this.t("desk-draft-label", { name: guest }), { exact: true }).fill(text);
    await this.posts(submit, sheet);
  }

  /** Presses and waits for the answer: script may let a save that is on its way arrive first. */
  async posts(id: string, within?: Locator): Promise<void> {
    const answered = this.page.waitForResponse(
      (answer) => answer.request().method() === "POST" && answer.url().endsWith("/act"),
    );
    await this.press(id, within);
    await answered;
    await this.page.waitForLoadState();
  }

  /** On a page that guards against a slip: the first press only asks for a second one, which is no double tap. */
  async confirms(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
    await this.button("desk-press-not").waitFor();
    await this.page.waitForTimeout(600);
    const asks = new RegExp(`^${this.t("desk-press-again")}\\s*${name}$`);
    await this.page.getByRole("button", { name: asks }).click();
  }
}
