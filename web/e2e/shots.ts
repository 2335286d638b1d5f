// Pictures of every screen: by width, language and theme, with a page that shows them all.
// Usage: `npm run shots -- [--all] [--only=part,of,names] [--width=360] [--language=en] [--theme=dark,large]`.
// Without any of them each screen is taken twice: Chinese on a phone by day, English on a desk by night.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Cookie } from "playwright-core";
import { House, launch } from "./house";
import { type Door, type Kind, type Person, come } from "./people";
import { type Facts, PLACES, furnish } from "./places";
import { STORIES, type Scene } from "./scenes";
import { Staff } from "./staff";
import { Wire } from "./wire";
import type { Language } from "./words";

const OUT = join(import.meta.dirname, "..", "shots");

/** A way to look. */
interface Look {
  width: number;
  language: Language;
  theme: string;
}

const ALL = {
  language: ["zh", "en"],
  width: ["360", "1440"],
  theme: ["light", "dark", "contrast", "large"],
};
const FEW: Look[] = [
  { width: 360, language: "zh", theme: "light" },
  { width: 1440, language: "en", theme: "dark" },
];

/** What the pages of reading settings are asked for. */
const DRESS: Record<string, [string, string]> = {
  dark: ["public-reading-theme", "public-reading-theme-dark"],
  contrast: ["public-reading-contrast", "public-reading-contrast-more"],
  large: ["public-reading-size", "public-reading-size-large"],
};

function asked(given: string[]): { looks: Look[]; only: string[] } {
  const values = (name: string) => {
    const found = given.find((one) => one.startsWith(`--${name}=`));
    return found?.slice(name.length + 3).split(",");
  };
  const wants = (name: keyof typeof ALL) => values(name) ?? ALL[name];
  const few = !given.includes("--all") && !Object.keys(ALL).some((name) => values(name));
  const looks = wants("theme").flatMap((theme) =>
    wants("language").flatMap((language) =>
      wants("width").map((width): Look => ({
        width: Number(width),
        language: language as Language,
        theme,
      })),
    ),
  );
  return { looks: few ? FEW : looks, only: values("only") ?? [""] };
}

interface Shot extends Look {
  file: string;
  name: string;
}

class Studio {
  readonly shots: Shot[] = [];
  readonly misses: string[] = [];
  /** One log-in each: more than a few within a minute are refused. */
  #known = new Map<string, Cookie[]>();

  constructor(
    private readonly browser: Browser,
    private readonly house: House,
    private readonly full: House,
    private readonly facts: Facts,
    private readonly only: string[],
  ) {}

  wants(name: string): boolean {
    return this.only.some((part) => name.includes(part));
  }

  /** Every address. */
  async places(look: Look): Promise<void> {
    const places = PLACES.filter(({ name }) => this.wants(name));
    for (const who of new Set(places.map((place) => place.who))) {
      const someone = await this.#arrives(Staff, this.house, look, who);
      for (const place of places.filter((one) => one.who === who)) {
        await someone.go(place.path(this.facts));
        await this.#snap(someone, place.name, look, true);
      }
      await someone.leave();
    }
  }

  /** Everything that happens. */
  async stories(look: Look): Promise<void> {
    for (const [name, tell] of Object.entries(STORIES)) {
      if (!this.wants(name)) continue;
      const wire = await Wire.to(this.house.base);
      const here: Person[] = [];
      const scene: Scene = {
        facts: this.facts,
        width: look.width,
        wire,
        full: this.full.base,
        arrives: async (kind, login) => {
          const someone = await this.#arrives(kind, wire, look, login);
          here.push(someone);
          return someone;
        },
        snap: (who, what) => this.#snap(who, what, look, false),
      };
      try {
        await tell(scene);
      } catch (error) {
        this.misses.push(`${name} ${nameOf(look)}: ${String(error)}`);
      }
      await Promise.all(here.map((someone) => someone.leave()));
      await wire.close();
    }
  }

  async #arrives<T extends Person>(kind: Kind<T>, door: Door, look: Look, login = ""): Promise<T> {
    const someone = await come(kind, this.browser, door, look);
    const context = someone.page.context();
    if (login) await context.addCookies(await this.#cookies(login));
    const [group, choice] = DRESS[look.theme] ?? [];
    if (group && choice) {
      await someone.go("/reading");
      const set = someone.page.getByRole("group", { name: someone.t(group), exact: true });
      await set.getByRole("radio", { name: someone.t(choice), exact: true }).check();
      await someone.moves(() => someone.press("public-reading-apply"));
    }
    return someone;
  }

  async #cookies(login: string): Promise<Cookie[]> {
    const known = this.#known.get(login);
    if (known) return known;
    const someone = await Staff.arrive(this.browser, this.house);
    await someone.logsIn(login);
    const cookies = await someone.page.context().cookies();
    this.#known.set(login, cookies);
    await someone.leave();
    return cookies;
  }

  async #snap(who: Person, name: string, look: Look, fullPage: boolean): Promise<void> {
    const file = `${name}-${nameOf(look)}.png`;
    // a desk of script takes over from its plain page in its own time
    await who.page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await who.page.screenshot({ path: join(OUT, file), fullPage, animations: "disabled" });
    this.shots.push({ file, name, ...look });
  }
}

const nameOf = ({ width, language, theme }: Look): string => `${width}-${language}-${theme}`;

function contents(shots: Shot[]): string {
  const figure = (shot: Shot) =>
    `<figure><a href="${shot.file}"><img loading="lazy" src="${shot.file}" alt="" height="320"></a>` +
    `<figcaption>${nameOf(shot)}</figcaption></figure>`;
  const sections = [...new Set(shots.map(({ name }) => name))].map((name) => {
    const theirs = shots.filter((shot) => shot.name === name).map(figure);
    return `<h2 id="${name}">${name}</h2><div>${theirs.join("")}</div>`;
  });
  const style =
    "body{font:14px sans-serif;margin:1rem}div{display:flex;flex-wrap:wrap;gap:1rem}" +
    "figure{margin:0}img{max-width:30rem;object-fit:cover;object-position:top;border:1px solid #999}";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>${style}</style><h1>Screens</h1>${sections.join("\n")}</html>\n`;
}

/** Takes them; gives how many there are. Throws at the end where a story could not be told. */
export async function shoots(given: string[]): Promise<number> {
  const { looks, only } = asked(given);
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  const browser = await launch();
  const house = await House.open();
  const full = await House.open({ WENZHENG_DOOR__PUBLIC_PER_SECOND: "1" });
  let studio: Studio | undefined;
  try {
    studio = new Studio(browser, house, full, await furnish(browser, house), only);
    for (const look of looks) {
      await studio.places(look);
      await studio.stories(look);
      console.log(`${nameOf(look)}: ${studio.shots.length} pictures`);
    }
  } finally {
    await writeFile(join(OUT, "index.html"), contents(studio?.shots ?? []));
    await browser.close();
    await Promise.all([house.close(), full.close()]);
  }
  if (studio.misses.length > 0) throw new Error(studio.misses.join("\n"));
  return studio.shots.length;
}
