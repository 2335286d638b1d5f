// A row of the record, from the same markup as the server's.
import type { Asked, Line, Speaker } from "../wire/items";
import { t } from "../desk/words";
import { putErrata } from "./errata";
import { type Filling, fill, part } from "./fill";
import { originWord } from "./house";
import { type Page, said } from "./page";

/** Number of the question it belongs to. */
const questionOf = (line: Line): number | undefined => line.answers ?? line.asked?.number;

/** Who speaks and to which question: a row that says the same as the one before leaves it out. */
export function voiceOf(line: Line): string {
  const speaker = line.speaker;
  const question = questionOf(line) ?? "";
  return speaker ? `${line.kind} ${speaker.role} ${speaker.guest ?? ""} ${question}` : "";
}

/** The row, saying all it has to say. */
export function lineElement(line: Line, page: Page): HTMLElement {
  const row = part(`line-${line.kind}`);
  row.id = `l-${line.number}`;
  row.dataset["place"] = String(line.place);
  row.dataset["voice"] = voiceOf(line);
  const question = questionOf(line);
  if (question !== undefined) row.dataset["question"] = String(question);
  const clock = page.clock.clock(line.at);
  fill(row, {
    link: {
      href: page.line(line.number),
      "aria-label": t("public-line-link", { clock }),
      title: page.clock.exact(line.at),
    },
    at: page.clock.stamp(line.at, clock),
    ...speakerSlots(line.speaker),
    ...askedSlots(line, page),
    notice: line.notice && t(`notice-${line.notice.replaceAll("_", "-")}`),
    text: line.gone ? { text: t("public-line-gone"), class: "line__mark" } : said(line.text, page),
    ...boundSlots(line.answers, page),
    image: line.photo && {
      src: line.photo.src,
      width: String(line.photo.width),
      height: String(line.photo.height),
      alt: line.photo.alt.body ?? "",
      lang: line.photo.alt.lang,
    },
    ...videoSlots(line.video_s, page),
    written: line.kind === "reply" && !line.gone ? t("public-how-written") : null,
  });
  putErrata(row, line.gone ? [] : line.errata, page);
  // Its place is kept, for rows are counted.
  if (line.left_out) row.replaceChildren();
  row.hidden = line.left_out === true;
  return row;
}

function boundSlots(n: number | undefined, page: Page): Record<string, Filling> {
  if (n === undefined) return { bound: null };
  return {
    bound: {},
    "bound-link": { text: t("public-line-answers", { n }), href: page.question(n) },
  };
}

/** What a statement says of question `n`, for a row that left it out because the row before had said it. */
export function boundPart(n: number, page: Page): HTMLElement | null {
  const bound = part("line-speech").querySelector<HTMLElement>("[data-part='bound']");
  if (bound) fill(bound, boundSlots(n, page));
  return bound;
}

const two = (n: number) => String(n).padStart(2, "0");

/** The place in the recording, as a player shows it. */
function videoSlots(at: number | undefined, page: Page): Record<string, Filling> {
  if (at === undefined) return { video: null };
  const [hours, minutes, seconds] = [Math.floor(at / 3600), Math.floor(at / 60) % 60, at % 60];
  const clock =
    hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
  return {
    video: {},
    "video-link": {
      text: t("public-line-video", { clock }),
      href: `${page.told.here}?t=${at}#video`,
    },
  };
}

function speakerSlots(speaker: Speaker | undefined): Record<string, Filling> {
  if (!speaker) return { who: null };
  const role = speaker.role === "guest" ? undefined : t(`public-speaker-${speaker.role}`);
  return {
    who: {},
    name: speaker.name ?? role,
    part: speaker.name ? role : null,
    office: speaker.office,
  };
}

function askedSlots(line: Line, page: Page): Record<string, Filling> {
  const asked = line.asked;
  if (!asked) return { asked: null };
  return {
    asked: {},
    asker: asked.name ?? t("public-unnamed"),
    number: { text: numberWords(line, asked), href: page.question(asked.number) },
    origin: originWord(asked.origin),
    question: asked.text
      ? said(asked.text, page)
      : { text: t("public-question-gone"), class: "quiet" },
  };
}

function numberWords(line: Line, { number: n }: Asked): string {
  return line.kind === "reply" ? t("public-line-reply-to", { n }) : t("public-number", { n });
}
