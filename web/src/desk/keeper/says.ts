// What a kept field says of itself, in a line of its own.
import { t } from "../words";
import type { State } from "./keeper";

/** Makes the line of `area`; gives what tells it. Words that came back are unfolded. `beside` stands in the line
 *  once there is something to say. Clocks are those of `zone`. */
export function sayingOf(
  area: HTMLTextAreaElement,
  zone: string,
  beside?: HTMLElement,
): (state: State) => void {
  const [line, words] = [document.createElement("p"), document.createElement("span")];
  line.className = "small quiet";
  line.dataset["own"] = "";
  words.setAttribute("role", "status");
  line.append(words, ...(beside ? [" ", beside] : []));
  if (beside) beside.hidden = true;
  area.after(line);
  return (state) => {
    words.textContent = said(state, zone);
    if (beside) beside.hidden = false;
    if (state === "back" || state === "conflict") area.closest("details")?.setAttribute("open", "");
  };
}

function said(state: State, timeZone: string): string {
  if (typeof state === "object") return t("desk-kept-refused", { why: state.refused });
  if (state !== "saved") return t(`desk-kept-${state}`);
  const clock = new Date().toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  return t("desk-kept-saved", { clock });
}
