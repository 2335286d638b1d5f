// What was said last, for whoever has just come: it stands above the record, also on a phone.

/** Words of a row: by the class they keep, because a slot's name is gone once it was filled. */
const SAID = ".line__text";

/** Takes it from the rows of the record; nothing where nobody has spoken yet, or nobody speaks any more. */
export function showLatest(isLive: boolean): void {
  const place = document.querySelector<HTMLElement>("[data-live='latest']");
  if (!place) return;
  const spoken = "[data-list='record'] > [data-voice]:not([data-voice=''])";
  const rows = [...document.querySelectorAll<HTMLElement>(spoken)];
  const last = rows.filter((row) => row.querySelector(SAID)).pop();
  place.hidden = !last || !isLive;
  if (!last) return;
  const same = rows.filter((row) => row.dataset["voice"] === last.dataset["voice"]);
  const named = same.filter((row) => row.querySelector("[data-part='who']")).pop();
  const [link, who, text] = ["link", "who", "text"].map((part) =>
    place.querySelector<HTMLElement>(`[data-latest='${part}']`),
  );
  const said = last.querySelector<HTMLElement>(SAID);
  if (!link || !who || !text || !said) return;
  link.setAttribute("href", `#${last.id}`);
  link.querySelector("time")?.replaceWith(last.querySelector("time")?.cloneNode(true) ?? "");
  who.textContent =
    named?.querySelector("[data-part='who'] > :first-child")?.textContent ?? who.textContent;
  text.textContent = said.textContent;
  text.lang = said.lang;
}
