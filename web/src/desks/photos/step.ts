// Enter in a caption goes on to what the picture shows: a form of many pictures has no button it could mean.
import { sendsAlone } from "../../desk/keys";

export function startStepping(): void {
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || target.name !== "text") return;
    const row = target.closest("form[data-many] .photo");
    if (!row || !sendsAlone(event) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    row.querySelector<HTMLElement>("textarea[name='alt']")?.focus();
  });
}
