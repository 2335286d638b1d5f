// What was said last, for whoever has just come: it stands above the record, also on a phone.

const TEXT = "[data-slot='text']:not(.line__mark)";

/** Takes it from the rows of the record; nothing where nobody has spoken yet. */
export function showLatest(): void {
  const place = document.querySelector<HTMLElement>("[data-live='latest']");
  if (!place) return;
  const spoken = "[data-list='record'] > [data-voice]:not([data-voice=''])";
  const rows = [...document.querySelectorAll<HTMLElement>(spoken)].toReversed();
  const last = rows.find((row) => row.querySelector(TEXT));
  place.hidden = !last;
  if (!last) return;
  const same = rows.filter((row) => row.dataset["voice"] === last.dataset["voice"]);
  const named = same.find((row) => row.querySelector("[data-slot='who']"));
  const [link, who, text] = ["link", "who", "text"].map((part) =>
    place.querySelector<HTMLElement>(`[data-latest='${part}']`),
  );
  const said = last.querySelector<HTMLElement>(TEXT);
  if (!link || !who || !text || !said) return;
  link.setAttribute("href", `#${last.id}`);
  link.querySelector("time")?.replaceWith(last.querySelector("time")?.cloneNode(true) ?? "");
  who.textContent =
    named?.querySelector("[data-slot='who'] > :first-child")?.textContent ?? who.textContent;
  text.textContent = said.textContent;
  text.lang = said.lang;
}
