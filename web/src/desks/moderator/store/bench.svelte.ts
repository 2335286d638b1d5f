// What lies on the moderator's desk now, as far as the server has told. Holds no rule: it reads,
// joins news into what is shown, and knows what is selected.
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { type Api, Refused, Unreachable } from "../../../desk/api/api";
import type {
  Claimed,
  DeskData,
  List,
  May,
  News,
  OnePost,
  Phase,
  Piles,
  QueuePage,
  Row,
} from "../../../wire/desk";
import { type Pile, PILES, pileOf } from "./piles";

/** Time before what is shown at first is asked for again, in ms. */
const OPEN_AGAIN_MS = 1_500;
/** Ids in one address. */
const IDS_MOST = 50;

/** When the undo window of a decision ends, by our clock. */
const until = (row: Row): number => Date.now() + (row.pending?.left_ms ?? 0);

const listed = (row: Row | undefined): boolean =>
  row?.fate === "listed" || row?.fate === "on_stage";

export class Bench {
  pile = $state<Pile>("waiting");
  piles = $state<Piles>({
    waiting: 0,
    held: 0,
    listed: 0,
    appealed: 0,
    screened_out: 0,
    whole: 0,
    oldest: 0,
  });
  /** When the longest waiting question came, in the server's ms. */
  oldestAt = $state<number | null>(null);
  /** The server's clock minus ours, in ms. */
  skew = 0;
  rows = new SvelteMap<string, Row>();
  /** The rest of the pile begins after this number; null when all of it is here. */
  rest = $state<number | null>(null);
  list = $state.raw<Row[]>([]);
  more = $state(0);
  /** Decisions that can be undone, with the moment of our clock when that ends. */
  pending = $state.raw<{ row: Row; until: number }[]>([]);
  claims = new SvelteMap<string, Claimed>();
  picked = new SvelteSet<string>();
  phase = $state<Phase>("collecting");
  paused = $state(false);
  onStage = $state<string | null>(null);
  may: May;
  /** Questions with a decision on its way to the server. */
  leaving = new SvelteSet<string>();
  selected = $state<string | null>(null);
  whole = $state.raw<OnePost | null>(null);
  /** The question that is selected could not be read. */
  unread = $state(false);
  /** Whether the server answered the last time it was asked. */
  reached = $state(true);
  /** Whether news come by themselves. */
  live = $state(false);
  ready = $state(false);

  private epoch = 0;
  private at = 0;
  private wholes = new Map<string, OnePost>();
  private asking: Promise<void> | undefined;
  private askAgain = false;

  constructor(
    readonly data: DeskData,
    readonly api: Api,
  ) {
    this.may = $state.raw(data.may);
    // Who does not screen comes for appeals, or for what is public.
    const asked = new URLSearchParams(location.search).get("pile");
    const named = PILES.find((pile) => pile === asked);
    this.pile = named ?? (data.may.screen ? "waiting" : data.may.judge ? "appealed" : "listed");
    this.skew = data.now - Date.now();
  }

  /** The pile that is looked at, oldest first, without what is being decided. */
  readonly queue: Row[] = $derived.by(() => {
    const lies = (row: Row): boolean =>
      (this.pile === "all" || pileOf(row) === this.pile) && !this.leaving.has(row.id);
    const within = (row: Row): boolean => this.rest === null || row.number <= this.rest;
    return [...this.rows.values()]
      .filter((row) => lies(row) && within(row))
      .toSorted((a, b) => a.number - b.number);
  });

  readonly row: Row | undefined = $derived(
    this.selected === null ? undefined : this.rows.get(this.selected),
  );

  readonly link = $derived(!this.reached ? "lost" : this.live ? "live" : "polling");

  /** A colleague's claim. */
  other(post: string): Claimed | undefined {
    const claim = this.claims.get(post);
    return claim && claim.by !== this.data.me ? claim : undefined;
  }

  /** Reads everything that is shown at first; a server that is busy or away is asked again. */
  async open(): Promise<void> {
    while (!this.ready) {
      try {
        await Promise.all([this.news(), this.look(this.pile), this.readList()]);
        this.ready = true;
      } catch (error) {
        if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
        await new Promise((resolve) => setTimeout(resolve, OPEN_AGAIN_MS));
      }
    }
  }

  /** Looks at a pile from its beginning. */
  async look(pile: Pile): Promise<void> {
    if (pile !== this.pile) this.picked.clear();
    this.pile = pile;
    this.rest = 0;
    await this.readOn(0);
  }

  /** Reads the next page of the pile. */
  async readOn(after = this.rest): Promise<void> {
    if (after === null) return;
    const pile = this.pile;
    const page = await this.api.read<QueuePage>(`desk/queue?pile=${pile}&after=${after}`);
    if (pile !== this.pile) return;
    for (const row of page.rows) this.keep(row);
    this.rest = page.next;
  }

  async readList(): Promise<void> {
    const list = await this.api.read<List>("desk/list");
    for (const row of list.rows) this.keep(row);
    this.list = list.rows;
    this.more = list.more;
  }

  /** Asks what happened; while an answer is on its way, once more after it. */
  news(): Promise<void> {
    if (this.asking) {
      this.askAgain = true;
      return this.asking;
    }
    this.asking = this.ask().finally(() => {
      this.asking = undefined;
      if (this.askAgain) {
        this.askAgain = false;
        void this.news();
      }
    });
    return this.asking;
  }

  private async ask(): Promise<void> {
    try {
      const first = this.at === 0;
      const news = await this.api.read<News>(`desk/news?epoch=${this.epoch}&at=${this.at}`);
      this.hear(news);
      if (news.anew && !first) await Promise.all([this.look(this.pile), this.readList()]);
      else await this.refresh(news.posts);
      this.reached = true;
    } catch (error) {
      if (error instanceof Unreachable) this.reached = false;
      else if (!(error instanceof Refused)) throw error;
      else if (error.problem.code === "login-required") location.reload();
    }
  }

  /** What can be shown without asking further. */
  private hear(news: News): void {
    [this.epoch, this.at, this.skew] = [news.epoch, news.at, news.now - Date.now()];
    [this.piles, this.oldestAt] = [news.piles, news.oldest_at];
    [this.phase, this.paused, this.onStage] = [news.phase, news.paused, news.on_stage];
    this.may = news.may;
    this.pending = news.pending.map((row) => ({ row, until: until(row) }));
    this.hearClaims(news.claims);
  }

  hearClaims(claims: Claimed[]): void {
    const held = new Set(claims.map((claim) => claim.post));
    for (const post of this.claims.keys()) if (!held.has(post)) this.claims.delete(post);
    for (const claim of claims) this.claims.set(claim.post, claim);
  }

  /** Reads questions that changed, and the list if it may have changed with them. */
  async refresh(posts: string[]): Promise<void> {
    if (posts.length === 0) return;
    let moved = posts.some((post) => listed(this.rows.get(post)));
    for (let from = 0; from < posts.length; from += IDS_MOST) {
      const ids = posts.slice(from, from + IDS_MOST).join(",");
      for (const row of await this.api.read<Row[]>(`desk/posts?ids=${ids}`)) {
        this.keep(row);
        moved ||= listed(row);
      }
    }
    if (moved) await this.readList();
    const { selected } = this;
    if (selected && posts.includes(selected)) await this.show(selected);
  }

  private keep(row: Row): void {
    const known = this.rows.get(row.id);
    if (known && known.revision > row.revision) return;
    this.rows.set(row.id, row);
    if (pileOf(row) !== "waiting" && pileOf(row) !== "held") this.picked.delete(row.id);
  }

  /** Selects a question; what is known of it is shown at once. */
  async select(post: string | null): Promise<void> {
    if (post === this.selected) return;
    this.selected = post;
    const known = post === null ? undefined : this.wholes.get(post);
    const fresh = known && known.whole.row.revision === this.row?.revision;
    this.whole = fresh ? { ...known, changes: [] } : null;
    this.unread = false;
    if (post !== null && !fresh) await this.show(post);
  }

  /** Reads a question whole; what colleagues did since it was shown is told with it. */
  private async show(post: string): Promise<void> {
    const shown = this.whole?.whole.row;
    const since = shown?.id === post ? `?since=${shown.revision}` : "";
    try {
      const one = await this.read(post, since);
      if (this.selected === post) [this.whole, this.unread] = [one, false];
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      this.unread = this.selected === post && this.whole === null;
    }
  }

  private async read(post: string, since = ""): Promise<OnePost> {
    const one = await this.api.read<OnePost>(`desk/posts/${post}${since}`);
    this.keep(one.whole.row);
    this.wholes.set(post, one);
    if (this.wholes.size > 40) this.wholes.delete(this.wholes.keys().next().value ?? "");
    return one;
  }

  /** Reads what will be looked at next, so that it is there at once. */
  async foresee(): Promise<void> {
    const next = this.nextFree();
    if (!next || this.wholes.get(next.id)?.whole.row.revision === next.revision) return;
    await this.read(next.id).catch(() => undefined);
  }

  /** The question before (-1) or after (1) the selected one. */
  neighbour(step: 1 | -1): Row | undefined {
    const [behind, ahead] = this.around();
    return step === 1 ? ahead[0] : behind.at(-1);
  }

  /** The next question that no colleague looks at, from here on and then from the beginning. */
  nextFree(): Row | undefined {
    const [behind, ahead] = this.around();
    return [...ahead, ...behind].find((row) => this.other(row.id) === undefined);
  }

  /** What lies before and after the selected question; it may have left its lane. */
  private around(): [Row[], Row[]] {
    const lane = this.lane();
    const { row } = this;
    const at = lane.findIndex(({ id }) => id === row?.id);
    if (at >= 0) return [lane.slice(0, at), lane.slice(at + 1)];
    const passed = row && !this.inList ? lane.findIndex(({ number }) => number > row.number) : 0;
    const gap = passed < 0 ? lane.length : passed;
    return [lane.slice(0, gap), lane.slice(gap)];
  }

  /** Where next and previous lead: the list if the selected question was chosen there, else the queue. */
  inList = $state(false);

  lane(): Row[] {
    return this.inList ? this.list : this.queue;
  }
}
