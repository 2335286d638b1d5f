//! What every desk of a room shows around its own content.

use super::{
    command::names_another,
    place::Place,
    script::let_in_to,
    seat::{Seat, read},
    steps::already,
    typed::Typed,
    went::Went,
    zero::Zero,
};
use crate::{
    http::{Failure, Said},
    kernel::{id::PostId, refusal::Refusal},
    store::COUNTED,
    views::staff::{
        changes::{Change, since},
        may::May,
    },
    wire::problem,
};
use axum::http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

/// Acts whose confirmation has words: `desk-done-…`.
const DONE: [&str; 56] = [
    "approve",
    "hold",
    "reject",
    "merge",
    "undo",
    "unmerge",
    "word",
    "assign",
    "rank",
    "stage",
    "unstage",
    "answered",
    "let-go",
    "mute",
    "take-down",
    "enter",
    "say",
    "head",
    "bind",
    "correct-line",
    "take-down-line",
    "draft",
    "hand-over",
    "sign-off",
    "publish",
    "correct-reply",
    "take-down-reply",
    "bulk",
    "lift",
    "draft-hand-over",
    "prepare",
    "reword",
    "hold-back",
    "show",
    "drop",
    "wait",
    "cue",
    "publish-part",
    "finish",
    "live",
    "pause",
    "resume",
    "extend",
    "close",
    "bring",
    "place-photo",
    "prepare-photo",
    "forget",
    "keep",
    "describe",
    "place-line",
    "start-video",
    "erase-propose",
    "erase-agree",
    "erase-decline",
    "leftovers",
];

/// The frame of a desk.
pub(super) struct Room {
    /// `/desk/r/{code}`.
    pub base: String,
    /// Short code.
    pub code: String,
    /// Title of the session.
    pub topic: String,
    /// Its language.
    pub lang: &'static str,
    /// Id of the phase's word.
    pub phase_word: String,
    /// In progress.
    pub live: bool,
    /// A rehearsal.
    pub rehearsal: bool,
    /// Whether its page is there for whoever looks: a rehearsal's only with the pass.
    pub public: bool,
    /// What is brought here are letters.
    pub letters: bool,
    /// Open doors and acts.
    pub may: May,
    /// The door this page is behind: `queue`, `answers`, `lines`, `enter`, `backstage`, `host`, `photos`, `leftovers`,
    /// `erasures`.
    pub at: &'static str,
    /// This page, for the hidden field `back`.
    pub back: String,
    /// For the hidden field `key`.
    pub key: String,
    /// What was done.
    pub done: Option<String>,
    /// Where what was moved stands now.
    pub went: Option<Went>,
    /// What was refused.
    pub trouble: Option<Trouble>,
    /// When the recording began, for whoever may say so.
    pub zero: Option<Zero>,
    typed: Typed,
}

/// A refusal as a desk tells it.
pub(super) struct Trouble {
    /// What happened.
    pub what: String,
    /// What to do next.
    pub then: String,
    /// What happened to the question in the meantime.
    pub changes: Vec<Change>,
    /// Things refused one by one, as lines.
    pub each: Vec<String>,
    status: StatusCode,
}

/// A form that came back: what was refused, and what had been typed.
pub(super) struct Again {
    pub trouble: Trouble,
    pub typed: Typed,
}

/// What the address says was done.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Just {
    /// The act.
    #[serde(default)]
    pub done: String,
    /// Number of the question, or how many.
    #[serde(default)]
    pub n: u32,
}

impl Trouble {
    /// One refusal; for a stale revision with what happened since.
    pub async fn of(seat: &Seat, refusal: &Refusal, typed: &Typed) -> Result<Trouble, Failure> {
        let mut said = said(seat, refusal, typed);
        if *refusal == Refusal::AlreadyDone && !typed.text("act").starts_with("erase-") {
            said = already(&seat.app, &seat.visit, seat.header.id, said).await?;
        }
        let changes = match (refusal, typed.parse::<PostId>("post"), typed.parse("revision")) {
            (Refusal::Stale { .. }, Ok(post), Ok(revision)) => {
                read(since(&seat.app.db, &seat.reader, seat.header.id, post, revision).await)?
            }
            _ => Vec::new(),
        };
        let status = StatusCode::from_u16(problem::status(refusal)).unwrap_or(StatusCode::CONFLICT);
        Ok(Trouble { what: said.what, then: said.then, changes, each: Vec::new(), status })
    }

    /// Several refusals of one form.
    pub fn several(what: String, then: String, each: Vec<String>) -> Trouble {
        let status = if each.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
        Trouble { what, then, changes: Vec::new(), each, status }
    }
}

/// Some refusals mean something plainer at a desk.
fn said(seat: &Seat, refusal: &Refusal, typed: &Typed) -> Said {
    let (words, act) = (seat.frame.words, typed.text("act"));
    let word = match refusal {
        Refusal::Empty if matches!(act, "reject" | "take-down") => "desk-no-rule",
        Refusal::Empty if matches!(act, "live" | "close") => "desk-not-sure",
        Refusal::Empty if act == "pause" => "desk-no-notice",
        Refusal::Empty if act == "erase-agree" => "erasure-not-sure",
        Refusal::Empty if act == "erase-propose" => "erasure-not-whole",
        Refusal::NotFound if act == "place-line" => "desk-no-spot",
        Refusal::Unchanged if act == "place-line" => "desk-no-further",
        Refusal::BadTimes if act == "start-video" => "desk-no-zero",
        Refusal::NotFound if names_another(act) => "desk-no-number",
        _ => return words.refused(refusal),
    };
    Said { what: words.t(word), then: words.t(&format!("{word}-do")) }
}

impl Room {
    /// The frame of the page at `place`.
    pub fn new(seat: &Seat, place: Place, just: &Just, again: Option<Again>) -> Room {
        let known = DONE.contains(&just.done.as_str());
        let done = known.then(|| {
            let id = format!("desk-done-{}", just.done);
            seat.frame.t2(&id, "n", just.n, "next", let_in_to(&seat.header))
        });
        let (trouble, typed) = again.map_or((None, Typed::default()), |again| (Some(again.trouble), again.typed));
        let header = &seat.header;
        let phase = if header.paused { "paused" } else { header.phase.code() };
        Room {
            base: format!("/desk/r/{}", header.code),
            code: header.code.clone(),
            topic: seat.setting.topic.clone(),
            lang: seat.setting.lang,
            phase_word: format!("phase-{phase}"),
            live: seat.may.live,
            rehearsal: header.rehearsal,
            public: header.is_open_to(seat.visit.pass()),
            letters: header.policy.takes_letters(),
            may: seat.may.clone(),
            at: door(place),
            back: place.path(),
            key: Uuid::now_v7().to_string(),
            done,
            went: None,
            trouble,
            zero: Zero::of(seat),
            typed,
        }
    }

    /// What was typed into the field `name` of a form that came back, else `or`. The form
    /// is told by its act and, where a page has many of them, by its question, line or guest.
    pub fn kept<'a>(&'a self, act: &str, of: &str, name: &str, or: &'a str) -> &'a str {
        let same_act = self.typed.text("act") == act;
        let same_thing =
            of.is_empty() || ["post", "line", "block", "guest"].iter().any(|field| self.typed.text(field) == of);
        if same_act && same_thing { self.typed.text(name) } else { or }
    }

    /// Whether a form came back, so that it stands open.
    pub fn returned(&self, act: &str, of: &str) -> bool {
        self.kept(act, of, "act", "") == act
    }

    /// Whether the reader may open the letters' own pages.
    pub fn reads_letters(&self) -> bool {
        self.letters && (self.may.screen || self.may.reads)
    }

    /// Whether a choice of the form that came back was made.
    pub fn chose(&self, name: &str, value: &str) -> bool {
        self.typed.all(name).any(|held| held == value)
    }

    /// An undo bar tells of a decision by itself: the confirmation would say it twice.
    pub fn hush(&mut self, just: &Just) {
        if matches!(just.done.as_str(), "approve" | "hold" | "reject" | "merge") {
            self.done = None;
        }
    }

    /// The status of what was refused.
    pub fn status(&self) -> StatusCode {
        self.trouble.as_ref().map_or(StatusCode::OK, |trouble| trouble.status)
    }
}

fn door(place: Place) -> &'static str {
    match place {
        Place::Queue(..) | Place::Question(_) => "queue",
        Place::Answers(..) | Place::Answering(_) => "answers",
        Place::Lines(_) | Place::Reading(_) => "lines",
        Place::Enter => "enter",
        Place::Backstage => "backstage",
        Place::Host => "host",
        Place::Photos => "photos",
        Place::Leftovers => "leftovers",
        Place::Erasures(_) => "erasures",
    }
}

/// A choice of a form or a filter.
pub(super) struct Choice {
    /// Where it leads, or what is sent.
    pub value: String,
    /// What it says.
    pub label: String,
    /// How many there are.
    pub count: u32,
    /// The present one.
    pub chosen: bool,
}

impl Choice {
    /// How many, as it is shown: what is counted no further has more.
    pub fn many(&self) -> String {
        if self.count >= COUNTED { format!("{COUNTED}+") } else { self.count.to_string() }
    }
}

/// Neighbouring pages of a list.
pub(super) struct Pager {
    pub page: u32,
    pub pages: u32,
    pub earlier: Option<String>,
    pub later: Option<String>,
}

impl Pager {
    /// Page `page` (from 0) of `of` rows, `size` each; `path` gives the address of a page.
    pub fn new(page: u32, of: u32, size: u32, path: impl Fn(u32) -> String) -> Pager {
        let pages = of.div_ceil(size).max(1);
        Pager {
            page: page + 1,
            pages,
            earlier: page.checked_sub(1).map(&path),
            later: (page + 1 < pages).then(|| path(page + 1)),
        }
    }
}
