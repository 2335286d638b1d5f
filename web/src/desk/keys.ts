// Keys of a desk: by their place on the keyboard, so that they work while an input method is on.

/** What a key does. */
export interface KeyAct {
  /** Done again while the key is held down. Only moving is: nobody decides by leaning on a key. */
  repeats?: boolean;
  run: () => void;
}

/** Acts by `KeyboardEvent.code`, with `Shift+` before it where that is held. */
export type KeyMap = Partial<Record<string, KeyAct>>;

const TEXTUAL = "textarea, select, [contenteditable]:not([contenteditable='false'])";
const WITHOUT_TEXT = new Set(["button", "checkbox", "radio", "submit", "reset", "file", "range"]);

/** Whether an input method is at work: the key is a part of a word that is not there yet. */
export function composes(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether what is typed goes into a field. */
export function types(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLInputElement) return !WITHOUT_TEXT.has(target.type);
  return target.closest(TEXTUAL) !== null;
}

/** The act of a key, if it has one here. In a field, keys act only together with Alt. */
export function actOf(event: KeyboardEvent, keys: KeyMap): KeyAct | undefined {
  if (event.defaultPrevented || composes(event)) return undefined;
  if (event.ctrlKey || event.metaKey) return undefined;
  if (types(event.target) && !event.altKey) return undefined;
  const act = keys[`${event.shiftKey ? "Shift+" : ""}${event.code}`];
  return event.repeat && !act?.repeats ? undefined : act;
}

/** Listens on the whole page; `keys` is asked at each press. Where people type all the time, keys act only
 *  together with Alt, also outside of fields. Gives what ends it. */
export function listen(keys: () => KeyMap, onlyWithAlt = false): () => void {
  const press = (event: KeyboardEvent): void => {
    if (onlyWithAlt && !event.altKey) return;
    const act = actOf(event, keys());
    if (!act) return;
    event.preventDefault();
    act.run();
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}

/** In a field: Enter together with Ctrl or ⌘ sends, unless a word is being composed. */
export function sends(event: KeyboardEvent): boolean {
  return event.code.endsWith("Enter") && (event.ctrlKey || event.metaKey) && !composes(event);
}

/** In a field: Enter alone sends, Shift+Enter is a new line; never while a word is composed or a key held down. */
export function sendsAlone(event: KeyboardEvent): boolean {
  const alone = !event.shiftKey && !event.altKey && !event.repeat;
  return event.code.endsWith("Enter") && alone && !composes(event);
}

/** In a field: Escape leaves, unless it only puts an unfinished word away. */
export function leaves(event: KeyboardEvent): boolean {
  return event.code === "Escape" && !composes(event);
}

/** How a key is called on the keyboard before us; where the browser does not say, as on most. */
const NAMES: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
  Slash: "?",
};

let layout: ReadonlyMap<string, string> | undefined;

/** Learns what is printed on the keys, where the browser tells. */
export async function learnLayout(): Promise<void> {
  const keyboard = (
    navigator as { keyboard?: { getLayoutMap?: () => Promise<Map<string, string>> } }
  ).keyboard;
  layout = await keyboard?.getLayoutMap?.().catch(() => undefined);
}

/** What is printed on the key of this code. */
export function nameOf(code: string): string {
  const [key = "", shift] = code.split("+").toReversed();
  const printed = layout?.get(key)?.toUpperCase();
  const name = printed ?? NAMES[key] ?? key.replace(/^(Key|Digit)/, "");
  return shift ? `⇧${name}` : name;
}
