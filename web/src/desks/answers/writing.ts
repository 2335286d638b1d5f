// The fields of the answering desk: each has a keeper, and forms wait for what is still on its way.
import { newKey } from "../../desk/api/api";
import { Keeper, type Sent } from "../../desk/keeper/keeper";
import { sayingOf } from "../../desk/keeper/says";
import type { AnswersPage } from "./page";

const AREAS = "textarea[data-keep]";

export class Writing {
  #page: AnswersPage;
  #keepers = new Map<HTMLTextAreaElement, Keeper>();
  #ready = new WeakSet<HTMLFormElement>();
  /** One save at a time: each names the revision the one before it made. */
  #queue: Promise<unknown> = Promise.resolve();
  /** Saves under way. */
  #busy = 0;

  constructor(page: AnswersPage) {
    this.#page = page;
    document.addEventListener("submit", (event) => this.#submit(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.#flush());
  }

  /** Somebody is at work in this field. */
  holds = (area: HTMLTextAreaElement): boolean =>
    document.activeElement === area || this.#keepers.get(area)?.isDirty === true;

  /** Gives each field in this part its keeper. */
  begin(root: ParentNode): void {
    for (const area of root.querySelectorAll<HTMLTextAreaElement>(AREAS)) {
      if (!this.#keepers.has(area)) this.#keepers.set(area, this.#keeper(area));
    }
  }

  #keeper(area: HTMLTextAreaElement): Keeper {
    const { keep = "", guest = "" } = area.dataset;
    const place = `answer-${this.#page.page.told.post}-${guest}-${keep === "local" ? "draft" : keep}`;
    if (keep === "part" && justPublished()) sessionStorage.removeItem(place);
    const saves = keep === "draft";
    return new Keeper(area, sessionStorage, place, {
      ...(saves && { save: (text) => this.#save(guest, text) }),
      fresh: () => this.#theirs(area),
      say: sayingOf(area, this.#page.page.told.zone),
    });
  }

  #save(guest: string, text: string): Promise<Sent> {
    this.#busy += 1;
    const sent = this.#queue.then(() => this.#post(guest, text));
    this.#queue = sent.finally(() => (this.#busy -= 1));
    return sent;
  }

  async #post(guest: string, text: string): Promise<Sent> {
    const { code, post } = this.#page.page.told;
    const command = { type: "draft", post, guest, text, revision: this.#page.revision };
    try {
      const answer = await fetch(`/api/v1/rooms/${code}/commands`, {
        method: "post",
        keepalive: true,
        headers: { "content-type": "application/json", "idempotency-key": newKey() },
        body: JSON.stringify(command),
      });
      const told = (await answer.json()) as {
        answer?: { revision?: number };
        code?: string;
        title?: string;
      };
      if (answer.ok) {
        this.#page.saw(told.answer?.revision ?? this.#page.revision);
        return "saved";
      }
      if (told.code === "stale") return "stale";
      const later = answer.status >= 500 || answer.status === 429;
      return later ? "lost" : { refused: told.title ?? "" };
    } catch {
      return "lost";
    }
  }

  /** The draft as the server has it; all else that is new is shown on the way. */
  async #theirs(area: HTMLTextAreaElement): Promise<string | null | undefined> {
    const page = await this.#page.page.fetch();
    if (!page) return undefined;
    const { keep, guest } = area.dataset;
    const same = `${AREAS}[data-guest="${guest}"][data-keep="${keep}"]`;
    const found = page.querySelector<HTMLTextAreaElement>(same);
    this.#page.showAll(page);
    return found ? found.defaultValue : null;
  }

  /** A form is sent when nothing else is on its way, with the revision that left behind. */
  #submit(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
    const mine = [...this.#keepers.values()].filter(({ area }) => area.isConnected);
    const own = mine.filter(({ area }) => form.contains(area));
    const others = mine.filter((keeper) => keeper.saves && keeper.isDirty && !own.includes(keeper));
    const waits = this.#busy > 0 || others.length > 0;
    if (!waits || this.#ready.has(form)) return mine.forEach((keeper) => keeper.rest());
    event.preventDefault();
    for (const keeper of own) keeper.rest();
    const submitter = event.submitter;
    void Promise.all(others.map((keeper) => keeper.flush()))
      .then(() => this.#queue)
      // a form cannot be submitted while its submit event is still being told about
      .finally(() => setTimeout(() => this.#send(form, submitter)));
  }

  #send(form: HTMLFormElement, submitter: HTMLElement | null): void {
    this.#ready.add(form);
    if (form.isConnected) form.requestSubmit(submitter);
  }

  #flush(): void {
    for (const keeper of this.#keepers.values()) void keeper.flush();
  }
}

/** The address says that a sentence has just become public: what was kept of it has done its duty. */
function justPublished(): boolean {
  return new URLSearchParams(location.search).get("done") === "publish-part";
}
