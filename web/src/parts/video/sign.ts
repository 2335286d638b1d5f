// The picture in sign language: folded away or shown, small or large, as the reader left it on this device.

const SHOWN = "video-sign";
const LARGE = "video-large";
/** There is room for two pictures beside each other from here on. */
const WIDE = "(min-width: 60rem)";

/** Wires the buttons of a section with both pictures; `folded` is told when the second one goes. */
export function startSigning(section: HTMLElement, folded: () => void): void {
  const ways = section.querySelector<HTMLElement>("[data-video-ways]");
  const [sign, large] = ["sign", "large"].map((name) =>
    ways?.querySelector<HTMLButtonElement>(`[data-video-${name}]`),
  );
  if (!ways || !sign || !large) return;
  const show = (shown: boolean) => {
    section.dataset["sign"] = shown ? "shown" : "folded";
    sign.setAttribute("aria-expanded", String(shown));
    sign.textContent = sign.dataset[shown ? "hide" : "show"] ?? "";
    large.hidden = !shown;
  };
  const grow = (grown: boolean) => {
    section.dataset["large"] = grown ? "sign" : "session";
    large.textContent = large.dataset[grown ? "less" : "more"] ?? "";
  };
  sign.addEventListener("click", () => {
    const shown = section.dataset["sign"] === "folded";
    show(shown);
    keep(SHOWN, shown);
    if (!shown) folded();
  });
  large.addEventListener("click", () => {
    const grown = section.dataset["large"] !== "sign";
    grow(grown);
    keep(LARGE, grown);
  });
  show(kept(SHOWN) ?? matchMedia(WIDE).matches);
  grow(kept(LARGE) ?? false);
  ways.hidden = false;
}

/** Some browsers keep nothing for us; then each visit begins anew. */
function kept(name: string): boolean | undefined {
  try {
    const said = localStorage.getItem(name);
    return said === null ? undefined : said === "yes";
  } catch {
    return undefined;
  }
}

function keep(name: string, yes: boolean): void {
  try {
    localStorage.setItem(name, yes ? "yes" : "no");
  } catch {
    // it holds for this page
  }
}
