// The room's page comes alive. Without this it is whole all the same.
import { type Language, learn, t } from "../desk/words";
import { startAsking } from "./ask";
import { Connection } from "./connection";
import { Page, type Told } from "./page";
import { Room } from "./room";
import { Sheet } from "./sheet";
import { Stream } from "./stream";
import { startTabs } from "./tabs";
import { startVoting } from "./vote";
import "./live.css";

const WORDS: Record<Language, () => Promise<{ default: string[] }>> = {
  "zh-CN": () => import("./words.zh"),
  en: () => import("./words.en"),
};

/** A lost line is said after this long, in ms: most come back before anybody wonders. */
const PATIENCE_MS = 2_000;
/** How long "back again" stays, in ms. */
const BACK_MS = 6_000;

async function start(): Promise<void> {
  const told = document.getElementById("live")?.textContent;
  if (!told) return;
  await learn(WORDS);
  const page = new Page(JSON.parse(told) as Told);
  const room = new Room(page);
  const stream = new Stream(page.told, room);
  const { code } = page.told;
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const state = new LineState(room);
  const connection = new Connection({
    socket: `${scheme}//${location.host}/live/${code}`,
    events: `/api/v1/rooms/${code}/events`,
    position: () => stream.position,
    state: (connected) => state.turn(connected),
    over: () => room.outdated(),
    frame: (frame) => {
      if (frame.type === "hello") page.skew = frame.now - Date.now();
      const answer = stream.take(frame);
      state.told(frame.type);
      return answer;
    },
  });
  connection.open();
  // before the tabs: listeners on the window hear of a step back in the order they came, capturing or not
  const dialog = document.querySelector<HTMLDialogElement>("[data-live='sheet']");
  if (dialog) startAsking(new Sheet(dialog), room, page);
  startVoting(page);
  startTabs(page, (at) => {
    room.look();
    const answer = stream.rewind(at);
    if (answer) connection.say(answer);
  });
}

/** Says calmly that the line is lost, and what was caught up when it is back. */
class LineState {
  #room: Room;
  #place = document.querySelector<HTMLElement>("[data-live='line']");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lost = false;

  constructor(room: Room) {
    this.#room = room;
  }

  turn(connected: boolean): void {
    if (connected) return;
    clearTimeout(this.#timer);
    this.#room.caught = 0;
    this.#timer = setTimeout(() => {
      this.#lost = true;
      this.#say(t("live-lost"));
    }, PATIENCE_MS);
  }

  /** The first frames after a loss are what was missed. */
  told(type: string): void {
    if (type === "hello") clearTimeout(this.#timer);
    if (!this.#lost || type === "hello") return;
    this.#lost = false;
    this.#say(t("live-back", { n: this.#room.caught }));
    this.#timer = setTimeout(() => this.#say(""), BACK_MS);
  }

  #say(words: string): void {
    if (!this.#place) return;
    this.#place.textContent = words;
    this.#place.hidden = words === "";
  }
}

void start();
