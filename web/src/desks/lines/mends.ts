// Words of a mend that were not sent yet: kept on this device, over a reload, until they are sent or given up.
import { Keeper } from "../../desk/keeper/keeper";
import { sayingOf } from "../../desk/keeper/says";
import { t } from "../../desk/words";

const FIELDS = "[data-rows] > li textarea";

export class Mends {
  #keepers = new WeakMap<HTMLTextAreaElement, Keeper>();

  constructor(
    private readonly store: Storage,
    /** Of this room and this person. */
    private readonly prefix: string,
    /** The installation's time zone. */
    private readonly zone: string,
    /** Where one goes on when nothing is to be mended. */
    private readonly leave: () => void,
  ) {}

  /** Gives each field of the page its keeper, and back what was written in it. */
  begin(): void {
    for (const area of document.querySelectorAll<HTMLTextAreaElement>(FIELDS)) {
      if (!this.#keepers.has(area)) this.#keepers.set(area, this.#keeper(area));
    }
  }

  /** A form of a row was done: what it said is no draft any more. */
  sent(form: HTMLFormElement, act: string): void {
    const rest = act === "drop" ? form.closest("li") : form;
    for (const area of rest?.querySelectorAll("textarea") ?? []) {
      if (act === "drop" || area.value === area.defaultValue) this.#keepers.get(area)?.forget();
    }
  }

  #keeper(area: HTMLTextAreaElement): Keeper {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--plain";
    button.textContent = t("desk-mend-leave");
    button.addEventListener("click", () => {
      area.value = area.defaultValue;
      keeper.forget();
      button.hidden = true;
      area.closest("details")?.removeAttribute("open");
      this.leave();
    });
    const keeper = new Keeper(area, this.store, this.prefix + area.id, {
      say: sayingOf(area, this.zone, button),
    });
    return keeper;
  }
}
