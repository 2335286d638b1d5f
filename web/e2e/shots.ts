// Pictures of every page: by screen, width, language and theme, with a page that shows them all.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { House, launch } from "./house";
import { Citizen, type Way } from "./people";
import { type Facts, PLACES, type Place, furnish } from "./places";
import { Staff } from "./staff";

const OUT = join(import.meta.dirname, "..", "shots");
const THEMES = ["light", "dark", "contrast", "large"] as const;
type Theme = (typeof THEMES)[number];

/** These are looked at in every theme, the others in the light one. */
const THEMED = new Set([
  "home",
  "room-live-questions",
  "ask",
  "receipt",
  "record",
  "desk-queue",
  "desk-question",
]);

interface Shot {
  file: string;
  place: string;
  width: number;
  language: string;
  theme: Theme;
}

async function dress(someone: Citizen | Staff, theme: Theme): Promise<void> {
  if (theme === "light") return;
  const [group, choice] = {
    dark: ["public-reading-theme", "public-reading-theme-dark"],
    contrast: ["public-reading-contrast", "public-reading-contrast-more"],
    large: ["public-reading-size", "public-reading-size-large"],
  }[theme] as [string, string];
  await someone.go("/reading");
  const set = someone.page.getByRole("group", { name: someone.t(group), exact: true });
  await set.getByRole("radio", { name: someone.t(choice), exact: true }).check();
  await someone.press("public-reading-apply");
}

async function take(
  browser: Browser,
  house: House,
  facts: Facts,
  way: Way,
  theme: Theme,
): Promise<Shot[]> {
  const shots: Shot[] = [];
  const places = PLACES.filter((place) => theme === "light" || THEMED.has(place.name));
  for (const who of new Set(places.map((place) => place.who))) {
    const theirs = places.filter((place) => place.who === who);
    const someone = await Staff.arrive(browser, house, way);
    if (who) await someone.logsIn(who);
    await dress(someone, theme);
    for (const place of theirs) shots.push(await shoot(someone, place, facts, way, theme));
    await someone.leave();
  }
  return shots;
}

async function shoot(
  someone: Staff,
  place: Place,
  facts: Facts,
  way: Way,
  theme: Theme,
): Promise<Shot> {
  const { width = 0, language = "zh" } = way;
  const file = `${place.name}-${width}-${language}-${theme}.png`;
  await someone.go(place.path(facts));
  await someone.page.screenshot({ path: join(OUT, file), fullPage: true });
  return { file, place: place.name, width, language, theme };
}

function contents(shots: Shot[]): string {
  const figure = ({ file, width, language, theme }: Shot) =>
    `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="" height="320"></a>` +
    `<figcaption>${width} ${language} ${theme}</figcaption></figure>`;
  const sections = PLACES.map(({ name }) => {
    const theirs = shots.filter((shot) => shot.place === name).map(figure);
    return `<h2 id="${name}">${name}</h2><div>${theirs.join("")}</div>`;
  });
  const style =
    "body{font:14px sans-serif;margin:1rem}div{display:flex;flex-wrap:wrap;gap:1rem}" +
    "figure{margin:0}img{max-width:30rem;object-fit:cover;object-position:top;border:1px solid #999}";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>${style}</style><h1>Screens</h1>${sections.join("\n")}</html>\n`;
}

export async function shoots(): Promise<number> {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  const [house, browser] = await Promise.all([House.open(), launch()]);
  const shots: Shot[] = [];
  try {
    const facts = await furnish(browser, house);
    for (const theme of THEMES) {
      for (const language of ["zh", "en"] as const) {
        for (const width of [360, 1440]) {
          shots.push(
            ...(await take(browser, house, facts, { language, width, script: true }, theme)),
          );
        }
      }
    }
  } finally {
    await browser.close();
    await house.close();
  }
  await writeFile(join(OUT, "index.html"), contents(shots));
  return shots.length;
}
