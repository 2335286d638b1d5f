// Many pictures at once: chosen, dropped or pasted; two go up at a time, each says how far it is.
import type { Page } from "../../desk/page/page";
import { t } from "../../desk/words";
import { Going } from "./going";
import { upload } from "./upload";

const AT_ONCE = 2;

class Bringing {
  #waiting: Going[] = [];
  #under_way = 0;

  constructor(
    private readonly page: Page,
    private readonly list: HTMLElement,
    private readonly csrf: string,
  ) {}

  bring(files: Iterable<File>): void {
    for (const file of files) {
      const going = new Going(file, () => this.#queue(going));
      this.list.append(going.row);
      this.#queue(going);
    }
  }

  #queue(going: Going): void {
    this.#waiting.push(going);
    this.#next();
  }

  #next(): void {
    const going = this.#under_way < AT_ONCE ? this.#waiting.shift() : undefined;
    if (!going) return;
    this.#under_way += 1;
    void this.#send(going).finally(() => {
      this.#under_way -= 1;
      this.#next();
    });
    this.#next();
  }

  async #send(going: Going): Promise<void> {
    try {
      await upload(going.file, this.page.told.code, this.csrf, going);
      going.row.remove();
      this.page.look();
    } catch (error) {
      going.failed(error);
    }
  }
}

/** Takes over the form for files. */
export function startBringing(page: Page): void {
  const form = document.querySelector<HTMLFormElement>("form[data-bring]");
  const input = form?.querySelector<HTMLInputElement>("input[type='file']");
  const csrf = form?.querySelector<HTMLInputElement>("input[name='csrf']")?.value ?? "";
  if (!form || !input) return;
  const list = document.createElement("ol");
  list.className = "going";
  list.setAttribute("role", "list");
  form.after(list);
  for (const button of form.querySelectorAll("button")) button.hidden = true;
  const hint = form.querySelector<HTMLElement>(".field__hint");
  const file = hint?.dataset["file"];
  if (hint && file) hint.textContent = t("desk-photo-hint-script", { file });
  const bringing = new Bringing(page, list, csrf);
  const take = (): void => {
    bringing.bring([...(input.files ?? [])]);
    input.value = "";
  };
  input.addEventListener("change", take);
  // what was chosen while this script was on its way
  take();
  form.addEventListener("submit", (event) => event.preventDefault());
  takeDropped((files) => bringing.bring(files));
}

const pictures = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter(({ type }) => type.startsWith("image/"));

/** Pictures that are dropped anywhere on the page, or pasted. */
function takeDropped(bring: (files: File[]) => void): void {
  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    bring(pictures(event.dataTransfer));
  });
  document.addEventListener("paste", (event) => {
    const files = pictures(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    bring(files);
  });
}
