// A question in a list, from the same markup as the server's.
import type { Answer, Part, Question } from "../wire/items";
import { t } from "../desk/words";
import { sayDistance } from "../parts/ago/ago";
import { putErrata } from "./errata";
import { fill, part } from "./fill";
import { fateWord, originWord } from "./house";
import { type Page, said } from "./page";

export function questionElement(question: Question, page: Page): HTMLElement {
  const { number, gone } = question;
  const card = part("question");
  card.id = `q-${number}`;
  card.setAttribute("aria-labelledby", `q-${number}-n`);
  card.classList.toggle("question--stage", question.fate === "on_stage");
  card.classList.toggle("question--gone", gone);
  card.dataset["votes"] = String(question.votes);
  card.dataset["fate"] = question.fate;
  fill(card, {
    number: {
      text: t("public-number", { n: number }),
      href: page.question(number),
      id: `q-${number}-n`,
    },
    name: gone ? null : (question.name ?? t("public-unnamed")),
    origin: originWord(question.origin),
    own: page.own.has(number) ? t("public-own") : null,
    to: question.to ? {} : null,
    "to-name": question.to?.name,
    joined: question.joined > 0 ? t("public-joined", { n: question.joined }) : null,
    at: page.clock.stamp(question.at, age(question.at, page)),
    text: gone ? { text: t("public-question-gone"), class: "" } : said(question.text, page),
    worded: question.original && !gone ? {} : null,
    original: said(question.original, page),
    fate: { text: fateWord(question), "data-fate": question.fate },
  });
  card.querySelector("[data-list='vote']")?.replaceChildren(...voteElement(question, page));
  const answers = card.querySelector("[data-list='answers']");
  answers?.replaceChildren(
    ...question.answers.map((answer) => answerElement(answer, number, page)),
  );
  return card;
}

function age(at: number, page: Page): string {
  const seconds = (at - page.now) / 1000;
  if (Math.abs(seconds) < 60) return t("public-just-now");
  return sayDistance(seconds, document.documentElement.lang) ?? page.clock.moment(at);
}

/** The vote form, or the tally alone; nothing where a question takes no votes. */
function voteElement({ number, votes, votable, gone }: Question, page: Page): HTMLElement[] {
  if (gone || (votes === 0 && !votable)) return [];
  const done = page.voted.has(number);
  const open = votable && !done && !page.own.has(number);
  const box = part(open ? "vote-open" : "vote-done");
  if (open) box.setAttribute("action", `${page.question(number)}/vote`);
  fill(box, {
    votes: t("public-votes", { n: votes }),
    voted: done ? t("public-voted") : null,
    "vote-number": ` ${t("public-number", { n: number })}`,
  });
  return [box];
}

function answerElement(answer: Answer, question: number, page: Page): HTMLElement {
  const box = part("answer");
  const moment = page.clock.moment(answer.at);
  fill(box, {
    name: answer.guest.name,
    office: answer.guest.office || null,
    at: page.clock.stamp(answer.at, moment),
    link: answer.line === undefined ? null : { href: page.line(answer.line) },
    how: t(answer.written ? "public-how-written" : "public-how-spoken"),
    late: answer.late ? t("public-how-late") : null,
    open: answer.open ? t("public-answer-open") : null,
    whole: answer.cut ? {} : null,
    "whole-link": { href: page.question(question) },
  });
  const parts = answer.gone ? [goneElement()] : answer.parts.map((one) => partElement(one, page));
  box.querySelector("[data-list='parts']")?.replaceChildren(...parts);
  return box;
}

function goneElement(): HTMLElement {
  const box = part("answer-part");
  fill(box, { text: { text: t("public-answer-gone"), class: "quiet" } });
  box.querySelector("[data-list='errata']")?.remove();
  return box;
}

function partElement({ text, errata }: Part, page: Page): HTMLElement {
  const box = part("answer-part");
  fill(box, { text: said(text, page) });
  putErrata(box, errata, page);
  return box;
}
