// The stenographer's desk: its page is whole without this. With it, lines go out by Enter and none is lost,
// colleagues' lines come by themselves, and whoever reads over holds what is being mended.
import { Api, newKey } from "../../desk/api/api";
import { said } from "../../desk/api/said";
import { Cues, saidIn } from "../../desk/cues/cues";
import { follow } from "../../desk/follow/follow";
import { Forms, type Sent, note } from "../../desk/forms/forms";
import { type Told, toldBy } from "../../desk/fresh/look";
import { FreshPage, dress } from "../../desk/fresh/page";
import { fieldsOf } from "../../desk/fresh/rows";
import { type KeyMap, learnLayout, listen } from "../../desk/keys";
import { Link } from "../../desk/link/link";
import { Tell } from "../../desk/tell/tell";
import { type Language, learn, t } from "../../desk/words";
import { Outbox } from "./outbox";
import { Pending } from "./pending";
import { Say, startFields } from "./say";
import { formOf, lastLine, openRow, startClocks, startHolding } from "./waiting";
import "./lines.css";

const WORDS: Record<Language, () => Promise<{ default: string[] }>> = {
  "zh-CN": () => import("./words.zh"),
  en: () => import("./words.en"),
};

/** Between two looks, in ms. */
const LOOK_MS = 400;

async function start(): Promise<void> {
  const told = toldBy(document);
  if (!told) return;
  await Promise.all([learn(WORDS), learnLayout()]);
  new Desk(told).start();
}

class Desk {
  #tell = new Tell((n) => t("desk-news-many", { n }));
  #page: FreshPage;
  #outbox: Outbox;
  #pending: Pending | undefined;
  #say: Say | undefined;
  #cues: Cues | undefined;
  #link: Link;
  /** What this desk wrote last: a line, or a block that waits. */
  #last: { id: string; text: string } | undefined;
  /** Own words are no news to whoever wrote them. */
  #own = new Set<string>();

  constructor(private readonly told: Told) {
    const csrf = document.querySelector<HTMLInputElement>("main [name='csrf']")?.value ?? "";
    const api = new Api(told.code, csrf);
    this.#page = new FreshPage(told, LOOK_MS, {
      added: (list, rows) => this.#came(list, rows),
      taken: () => this.#show(),
      lost: () => this.#say?.focus(),
      aside: (row, what) => aside(row, what),
    });
    this.#outbox = new Outbox(localStorage, `line-${told.code}-${told.me}-`, {
      post: ({ command, key }, onwait) => api.post(command, { key, onwait, patience_ms: Infinity }),
      arrived: (item, { answer }) => {
        this.#pending?.arrived(item, answer.staff_at);
        const id = answer.line ? `l-${answer.line}` : `b-${answer.block}`;
        if (item.text !== "") this.#last = { id, text: item.text };
        this.#page.look.now();
      },
      dropped: ({ command }, problem) => {
        const { what, next } = said(problem);
        const form = command.type === "show" && formOf(`#b-${command.block}`, "show");
        if (form) note(form, `${what} ${next}`, true);
        else this.#link.say(`${what} ${next}`);
        this.#page.look.now();
      },
      changed: () => this.#show(),
    });
    const [form, last] = [document.getElementById("say"), listOf("last")];
    if (form instanceof HTMLFormElement)
      this.#say = new Say(form, sessionStorage, `say-${told.code}-${told.me}`);
    if (last) this.#pending = new Pending(last, this.#rowActs());
    this.#link = new Link(document.querySelector(".strip"));
    const cues = document.querySelector<HTMLElement>("[data-cues]");
    if (cues) this.#cues = new Cues(cues, this.#link.place, this.#tell);
  }

  start(): void {
    const forms = new Forms({
      instead: (form, act, submitter) => this.#instead(form, act, submitter),
      sent: (sent) => this.#sent(sent),
      refused: () => this.#page.look.now(),
    });
    forms.start();
    follow(this.told, {
      desk: "lines",
      concerns: (item) => item.type !== "post",
      ring: () => this.#page.look.now(),
      live: (live) => this.#link.live(live),
      over: () => this.#link.say(t("desk-signed-out")),
    });
    listen(() => this.#keys(), true);
    startFields(() => this.#say?.focus());
    startClocks(() => Date.now() + this.#page.ahead_ms);
    startHolding();
    keepFocus();
    this.#show();
    void this.#outbox.send();
    if (document.activeElement === document.body && location.hash === "") this.#say?.focus();
  }

  #rowActs(): { again: (key: string) => void; back: (key: string) => void } {
    return {
      again: (key) => {
        this.#outbox.again(key);
        this.#say?.focus();
      },
      back: (key) => this.#say?.takeBack(this.#outbox.take(key)),
    };
  }

  #keys(): KeyMap {
    const keys: KeyMap = {
      KeyL: press("[data-key='KeyL']"),
      KeyK: press("[data-key='KeyK']"),
      KeyA: press("[data-key='KeyA']"),
      KeyP: press("[data-rows='ahead'] [data-act='show']"),
      KeyM: { run: () => this.#mend() },
      KeyR: { run: () => void openRow(listOf("waiting")?.firstElementChild) },
    };
    for (const [at] of this.#say?.speakers.entries() ?? [])
      keys[`Digit${at + 1}`] = { run: () => this.#say?.pick(at) };
    return keys;
  }

  #show(): void {
    this.#pending?.show(this.#outbox, this.#page.at);
    this.#say?.number();
    const first = document.querySelector<HTMLElement>("[data-rows='ahead'] [data-act='show']");
    if (first && !first.dataset["key"]) first.dataset["key"] = "KeyP";
    dress(document);
    const { items } = this.#outbox;
    const sends = !items.some(({ state }) => state === "offline");
    this.#link.waits(items.filter(({ item }) => item.text !== "").length, sends);
  }

  #mend(): void {
    if (this.#outbox.items.some(({ item }) => item.text !== ""))
      return this.#link.say(t("desk-mend-wait"));
    const last = this.#last && document.getElementById(this.#last.id);
    if (!openRow(last ?? lastLine(this.#last?.text ?? ""))) this.#link.say(t("desk-mend-none"));
  }

  /** What goes into the record goes out in the order of the presses. */
  #instead(form: HTMLFormElement, act: string, submitter: HTMLElement | null): boolean {
    const value = (name: string) => Number(new FormData(form).get(name));
    const key = newKey();
    const bare = { key, who: "", text: "" };
    if (act === "let-go") {
      this.#outbox.add({ ...bare, command: { type: "let_go" } });
    } else if (act === "show") {
      const [block, revision] = [value("block"), value("revision")];
      note(form, t("desk-form-sending"));
      this.#outbox.add({ ...bare, command: { type: "show", block, revision } });
    } else if (act === "say" || act === "head") {
      const isLater = submitter instanceof HTMLButtonElement && submitter.value === "prepare";
      const written = this.#say?.write(form, isLater);
      if (written) {
        this.#own.add(written.text.trim());
        this.#outbox.add({ key, ...written });
      }
    } else return false;
    return true;
  }

  #sent({ form, act, page }: Sent): void {
    const done = page.querySelector(".notice--done")?.textContent.trim();
    for (const field of fieldsOf(form)) {
      if (act === "cue") field.value = "";
      field.defaultValue = field.value;
    }
    if (act === "cue") this.#cues?.seen();
    const details = form.closest("details");
    if (details?.contains(document.activeElement)) this.#say?.focus();
    if (act !== "hold-back") details?.removeAttribute("open");
    this.#page.take(page);
    if (done && act !== "cue" && act !== "hold-back") this.#tell.say(done);
  }

  #came(list: string, rows: HTMLElement[]): void {
    if (list === "cues") this.#cues?.came(rows);
    if (list !== "last" && list !== "waiting") return;
    for (const row of rows.toReversed()) {
      const { who, what } = saidIn(row);
      if (what !== "" && !this.#own.has(what)) this.#tell.say(t("desk-line-said", { who, what }));
    }
  }
}

/** A key that presses a button. */
const press = (selector: string) => ({
  run: () => document.querySelector<HTMLElement>(selector)?.click(),
});

const listOf = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-rows='${name}']`);

function aside(row: HTMLElement, what: "changed" | "gone"): void {
  const form = fieldsOf(row)[0]?.form;
  if (form) note(form, t(what === "gone" ? "desk-row-gone" : "desk-row-changed"), true);
}

const PRESSED = "main button, .speakers .choice";

/** Pressing a button with the mouse does not take the hand from the line that is being typed. */
function keepFocus(): void {
  document.addEventListener("mousedown", (event) => {
    const { target } = event;
    const isPressed = target instanceof Element && target.closest(PRESSED) !== null;
    if (isPressed && document.activeElement?.id === "say-text") event.preventDefault();
  });
}

void start();
