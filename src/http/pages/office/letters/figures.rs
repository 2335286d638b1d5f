//! Figures as a page tells them: a number, what it is part of, and the way to the letters it counts.

use super::period::link;
use crate::{
    http::Frame,
    kernel::figures::{Figure as F, Figures},
    stats::{Letters, Rate, average_tenths},
    store::{Among, CountFilter},
};
use jiff::civil::Date;

/// The word above the figures that are always shown whole.
const MAIN: &str = "numbers-g-main";
/// What a list shows beside the letters of one figure.
const OPEN: &str = "open";
const LATE: &str = "open_late";
const PUBLISHED: &str = "published";

/// A figure.
pub(super) struct Figure {
    /// Its word.
    pub word: String,
    /// The number.
    pub value: String,
    /// What it is part of.
    pub of: Option<String>,
    /// The letters; none where it counts none.
    pub href: Option<String>,
}

/// Figures that belong together.
pub(super) struct Group {
    /// The word above them.
    pub word: &'static str,
    /// The figures.
    pub figures: Vec<Figure>,
}

impl Group {
    /// Those that count something; of the first group all, for also that nothing is late is a figure.
    pub fn tiles(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(|figure| self.word == MAIN || figure.value != "0")
    }

    /// Those that count nothing, which need no room of their own.
    pub fn none(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(|figure| self.word != MAIN && figure.value == "0")
    }

    /// Whether there are such.
    pub fn has_none(&self) -> bool {
        self.none().next().is_some()
    }
}

/// The word of what a list shows.
pub(super) fn word(code: &str) -> String {
    format!("numbers-{}", code.replace('_', "-"))
}

/// The letters of a code in an address.
pub(super) fn among(code: &str, today: Date) -> Option<Among> {
    match code {
        OPEN => Some(Among::Open),
        LATE => Some(Among::Late(today)),
        PUBLISHED => Some(Among::Figures(vec![F::Whole, F::Outcome])),
        code => F::parse(code).filter(|figure| *figure != F::Days).map(|figure| Among::Figures(vec![figure])),
    }
}

/// Valid and not answered.
fn open(figures: &Figures) -> i64 {
    figures.get(F::Valid) - figures.get(F::Answered)
}

fn published(figures: &Figures) -> i64 {
    figures.get(F::Whole) + figures.get(F::Outcome)
}

/// How a share reads: in percent only where that says something, and nothing where it is a part of nothing.
pub(super) fn share(frame: &Frame, rate: Rate) -> Option<String> {
    match rate.permille() {
        Some(permille) => Some(frame.t2("numbers-share", "percent", tenths(permille), "n", rate.whole)),
        None => (rate.whole > 0).then(|| frame.t1("numbers-of", "n", rate.whole)),
    }
}

/// 12.5 of 125.
pub(super) fn tenths(number: i64) -> String {
    format!("{}.{}", number / 10, number % 10)
}

/// What figures of one page are made with.
pub(super) struct Teller<'a> {
    pub frame: &'a Frame,
    pub filter: &'a CountFilter,
    /// Whether figures lead to their letters.
    pub inner: bool,
}

impl Teller<'_> {
    fn one(&self, code: &str, part: i64, whole: Option<i64>) -> Figure {
        let path = "/desk/office/letters/list";
        let href = || self.frame.url(&link(path, self.filter, &[("what", code)]));
        Figure {
            word: word(code),
            value: part.to_string(),
            of: whole.and_then(|whole| share(self.frame, Rate { part, whole })),
            href: (self.inner && part > 0).then(href),
        }
    }

    /// All of them, in groups.
    pub fn groups(&self, letters: &Letters) -> Vec<Group> {
        let all = &letters.total;
        let of = |figure: F, whole: i64| self.one(figure.code(), all.get(figure), Some(whole));
        let (received, valid, answered) = (all.get(F::Received), all.get(F::Valid), all.get(F::Answered));
        let rated = all.get(F::Rated);
        let promised = all.get(F::InTime) + all.get(F::Late);
        let routed = all.get(F::UnitInTime) + all.get(F::UnitLate);
        let decided = published(all) + all.get(F::Nothing);
        let of_all = |figures: &[(F, i64)]| figures.iter().map(|(figure, whole)| of(*figure, *whole)).collect();
        let main = vec![
            self.one(F::Received.code(), received, None),
            of(F::Valid, received),
            of(F::Answered, valid),
            of(F::InTime, promised),
            of(F::UnitInTime, routed),
            of(F::Late, promised),
            self.one(OPEN, open(all), Some(valid)),
            self.one(LATE, letters.open_late.into(), Some(valid)),
            self.average(all),
        ];
        let way = [(F::Returned, valid), (F::Extended, valid), (F::Paused, valid), (F::Redone, answered)];
        let mut shown = vec![self.one(PUBLISHED, published(all), Some(answered))];
        shown.extend([F::Whole, F::Outcome, F::Nothing].map(|figure| of(figure, decided)));
        let grades = [F::VerySatisfied, F::SatisfiedGrade, F::MostlySatisfied, F::Dissatisfied, F::VeryDissatisfied];
        let mut said = vec![of(F::Rated, answered), of(F::Satisfied, rated)];
        said.extend(grades.map(|grade| of(grade, rated)));
        said.push(of(F::CalledBack, answered));
        let ends = [F::NotOurs, F::StatutoryPath, F::AlreadyHandled, F::HandedOn, F::Unclear, F::Advertising];
        let mut gone: Vec<Figure> = ends.map(|end| of(end, received)).into();
        gone.extend([F::ScreenedOut, F::Withdrawn, F::Merged].map(|figure| of(figure, received)));
        vec![
            Group { word: MAIN, figures: main },
            Group { word: "numbers-g-way", figures: of_all(&way) },
            Group { word: "numbers-g-shown", figures: shown },
            Group { word: "numbers-g-said", figures: said },
            Group { word: "numbers-g-ends", figures: gone },
        ]
    }

    fn average(&self, all: &Figures) -> Figure {
        let days = average_tenths(all).map_or_else(|| self.frame.t("stats-none"), tenths);
        let timed = self.one(F::Timed.code(), all.get(F::Timed), None);
        let of = Some(self.frame.t1("numbers-of", "n", all.get(F::Timed)));
        Figure { word: "numbers-average".into(), value: days, of, href: timed.href }
    }
}
