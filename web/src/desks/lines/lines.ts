// The stenographer's desk: its page is whole without this. With it, lines go out by Enter and none is lost,
// colleagues' lines come by themselves, and whoever reads over holds what is being mended.
import { Api, newKey } from "../../desk/api/api";
import { said } from "../../desk/api/said";
import { Cues, saidIn } from "../../desk/cues/cues";
import { type KeyMap, listen } from "../../desk/keys";
import { type Living, type Ways, comeAlive } from "../../desk/page/alive";
import { fieldsOf } from "../../desk/page/rows";
import { Tell } from "../../desk/tell/tell";
import { t } from "../../desk/words";
import type { Problem } from "../../wire/commands";
import type { Changed } from "../../wire/items";
import { Mends } from "./mends";
import { Outbox } from "./outbox";
import { Pending } from "./pending";
import { Say, startFields } from "./say";
import { lastLine, note, openRow, startClocks, startHolding } from "./waiting";
import "./lines.css";

const words = { "zh-CN": () => import("./words.zh"), en: () => import("./words.en") };

class Desk implements Ways {
  #living: Living;
  #tell = new Tell();
  #outbox: Outbox;
  #pending: Pending | undefined;
  #say: Say | undefined;
  #cues: Cues | undefined;
  #mends: Mends;
  /** What this desk wrote last: a line, or a block that waits. */
  #last: { id: string; text: string } | undefined;
  /** Own words are no news to whoever wrote them. */
  #own = new Set<string>();

  constructor(living: Living) {
    this.#living = living;
    const { page } = living;
    const { code, me, zone } = page.told;
    const csrf = document.querySelector<HTMLInputElement>("main [name='csrf']")?.value ?? "";
    const api = new Api(code, csrf);
    this.#outbox = new Outbox(localStorage, `line-${code}-${me}-`, {
      post: ({ command, key }, onwait) => api.post(command, { key, onwait, patience_ms: Infinity }),
      arrived: (item, { answer }) => {
        this.#pending?.arrived(item, answer.staff_at);
        const id = answer.line ? `l-${answer.line}` : `b-${answer.block}`;
        if (item.text !== "") this.#last = { id, text: item.text };
        page.look();
      },
      dropped: (_, problem) => this.#dropped(problem),
      changed: () => this.taken(),
    });
    const [form, last] = [document.getElementById("say"), listOf("last")];
    if (form instanceof HTMLFormElement)
      this.#say = new Say(form, sessionStorage, `say-${code}-${me}`);
    if (last) this.#pending = new Pending(last, this.#rowActs());
    this.#mends = new Mends(sessionStorage, `mend-${code}-${me}-`, zone, () => this.lost());
    const cues = document.querySelector<HTMLElement>("[data-cues]");
    if (cues) this.#cues = new Cues(cues);
    this.#start();
  }

  #start(): void {
    listen(() => this.#keys(), true);
    startFields(() => this.lost());
    startClocks(() => Date.now() + this.#living.page.ahead_ms);
    startHolding();
    keepFocus();
    void this.#outbox.send();
    if (document.activeElement === document.body && location.hash === "") this.lost();
  }

  concerns({ type }: Changed): boolean {
    return type !== "post";
  }

  lost(): void {
    this.#say?.focus();
  }

  aside(row: HTMLElement, what: "changed" | "gone"): void {
    const form = fieldsOf(row)[0]?.form;
    if (form) note(form, t(what === "gone" ? "desk-row-gone" : "desk-row-changed"));
  }

  taken(): void {
    this.#pending?.show(this.#outbox, this.#living.page.at);
    this.#say?.number();
    this.#mends.begin();
    const first = document.querySelector<HTMLElement>("[data-rows='ahead'] [data-act='show']");
    if (first && !first.dataset["key"]) first.dataset["key"] = "KeyP";
    const { items } = this.#outbox;
    const sends = !items.some(({ state }) => state === "offline");
    this.#living.lost.waits(items.filter(({ item }) => item.text !== "").length, sends);
  }

  /** What goes into the record goes out in the order of the presses. */
  instead(form: HTMLFormElement, act: string, submitter: HTMLElement | null): boolean {
    const value = (name: string) => Number(new FormData(form).get(name));
    const key = newKey();
    const bare = { key, who: "", text: "" };
    if (act === "let-go") {
      this.#outbox.add({ ...bare, command: { type: "let_go" } });
    } else if (act === "show") {
      const [block, revision] = [value("block"), value("revision")];
      this.#living.said.pass(t("desk-send-now"));
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

  sent(form: HTMLFormElement, act: string): void {
    if (act === "cue") this.#cues?.seen();
    this.#mends.sent(form, act);
    const details = form.closest("details");
    // Whoever moves a line step by step presses again.
    const isHere = details?.contains(document.activeElement) ?? false;
    const steps = isHere && act === "place-line" && fieldsOf(form).length === 0;
    if (isHere && !steps) this.lost();
    if (act !== "hold-back" && !steps) details?.removeAttribute("open");
  }

  added(list: string, rows: HTMLElement[]): void {
    if (list === "cues") this.#cues?.came(rows);
    if (list !== "last" && list !== "waiting") return;
    for (const row of rows.toReversed()) {
      const { who, what } = saidIn(row);
      if (what !== "" && !this.#own.has(what)) this.#tell.say(t("desk-line-said", { who, what }));
    }
  }

  /** Something without words was refused. */
  #dropped(problem: Problem): void {
    const { what, next } = said(problem);
    this.#living.said.say(`${what} ${next}`, true);
    this.#living.page.look();
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
      KeyA: { run: () => this.#cues?.seen() },
      KeyP: press("[data-rows='ahead'] [data-act='show']"),
      KeyM: { run: () => this.#mend() },
      KeyR: { run: () => void openRow(listOf("waiting")?.firstElementChild) },
    };
    for (const [at] of this.#say?.speakers.entries() ?? [])
      keys[`Digit${at + 1}`] = { run: () => this.#say?.pick(at) };
    return keys;
  }

  #mend(): void {
    if (this.#outbox.items.some(({ item }) => item.text !== ""))
      return this.#living.said.pass(t("desk-mend-wait"));
    const last = this.#last && document.getElementById(this.#last.id);
    if (!openRow(last ?? lastLine(this.#last?.text ?? "")))
      this.#living.said.pass(t("desk-mend-none"));
  }
}

/** A key that presses a button. */
const press = (selector: string) => ({
  run: () => document.querySelector<HTMLElement>(selector)?.click(),
});

const listOf = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-rows='${name}']`);

const PRESSED = "main button, .speakers .choice";

/** Pressing a button with the mouse does not take the hand from the line that is being typed. */
function keepFocus(): void {
  document.addEventListener("mousedown", (event) => {
    const { target } = event;
    const isPressed = target instanceof Element && target.closest(PRESSED) !== null;
    if (isPressed && document.activeElement?.id === "say-text") event.preventDefault();
  });
}

void comeAlive(words, "lines", (living) => new Desk(living));
