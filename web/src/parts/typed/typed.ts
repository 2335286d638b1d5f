// What is typed in a form of a case is not lost when another form of the page is sent, or the page is left. It stays in
// this tab until its own form is sent, or what the server has there is no longer what it was written over.

/** What was typed, and what the server had there then. */
interface Kept {
  was: string;
  is: string;
}

const PREFIX = "typed-";

/** The forms that are kept are those whose field `act` carries the words that say so. */
const MARK = "input[data-typed]";

const place = (): string => PREFIX + location.pathname;

function read(): Record<string, Kept> {
  try {
    return JSON.parse(sessionStorage.getItem(place()) ?? "{}") as Record<string, Kept>;
  } catch {
    return {};
  }
}

function write(kept: Record<string, Kept>): void {
  try {
    if (Object.keys(kept).length === 0) sessionStorage.removeItem(place());
    else sessionStorage.setItem(place(), JSON.stringify(kept));
  } catch {
    // a full or forbidden storage keeps nothing: the page works as it does without script
  }
}

const markOf = (form: HTMLFormElement | null): HTMLInputElement | null =>
  form?.querySelector<HTMLInputElement>(MARK) ?? null;

const nameOf = (mark: HTMLInputElement, field: HTMLTextAreaElement): string =>
  `${mark.value} ${field.id}`;

function keep(event: Event): void {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement)) return;
  const mark = markOf(field.form);
  if (!mark) return;
  const kept = read();
  const name = nameOf(mark, field);
  if (field.value === field.defaultValue) delete kept[name];
  else kept[name] = { was: field.defaultValue, is: field.value };
  write(kept);
}

/** Whoever leaves, leaves nothing behind for the next at this machine. */
function clear(): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

function sent(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.action.endsWith("/leave")) clear();
  const mark = markOf(form);
  const { submitter } = event;
  // "press" saves fields alone or looks first: the words are not sent yet
  if (!mark || (submitter instanceof HTMLButtonElement && submitter.name === "press")) return;
  const fields = [...form.querySelectorAll("textarea")].map((field) => nameOf(mark, field));
  const own = (name: string): boolean =>
    fields.length === 0 ? name.startsWith(`${mark.value} `) : fields.includes(name);
  write(Object.fromEntries(Object.entries(read()).filter(([name]) => !own(name))));
}

function say(field: HTMLTextAreaElement, words: string): void {
  const said = document.createElement("p");
  said.className = "field__hint";
  said.setAttribute("role", "status");
  field.before(said);
  said.textContent = words;
}

function restore(root: ParentNode): void {
  const kept = read();
  for (const field of root.querySelectorAll("textarea")) {
    const mark = markOf(field.form);
    const one = mark ? kept[nameOf(mark, field)] : undefined;
    // what the browser itself brought back, and what the server shows again, is there already
    if (!mark || !one || field.value === one.is || field.value !== field.defaultValue) continue;
    if (one.was !== field.defaultValue) {
      delete kept[nameOf(mark, field)];
      continue;
    }
    field.value = one.is;
    const folded = field.closest("details");
    if (folded) folded.open = true;
    say(field, mark.dataset["typed"] ?? "");
  }
  write(kept);
}

/** Keeps what is typed in marked forms of `root`, and brings back what was kept of it. */
export function startTyped(root: Document): void {
  restore(root);
  root.addEventListener("input", keep);
  root.addEventListener("submit", sent);
}
