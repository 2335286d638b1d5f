//! Erasing by law: proposals with every wording that would go, the second person's word, what is done.

use super::{
    place::{About, Place},
    room::{Again, Just, Room},
    seat::{Seat, read},
    typed::Typed,
};
use crate::{
    http::{Failure, Frame, ground_word, page_with},
    kernel::{
        command::Command,
        erasure::{ErasureStep, Ground, Manner, Stand, Target},
        receipt,
        refusal::Refusal,
    },
    views::staff::erasures::{ErasureRow, TargetRow, erasures, of_line, of_question, of_room, parse},
};
use askama::Template;
use axum::{extract::Query, response::Response};
use serde::Deserialize;

/// What a proposal is looked at for.
#[derive(Deserialize)]
pub(super) struct Asked {
    post: Option<String>,
    line: Option<String>,
    room: Option<String>,
}

impl Asked {
    fn about(&self) -> Option<About> {
        let number = |text: &str| text.trim().parse().ok();
        // What citizens hold is the whole receipt.
        let asked = |text: &str| number(text).or_else(|| receipt::parse(text).map(|(_, number)| number));
        let named = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let post = named(&self.post).map(|text| About::Question(asked(&text).unwrap_or_default()));
        let line = named(&self.line).map(|text| About::Line(number(&text).unwrap_or_default()));
        post.or(line).or(self.room.as_ref().map(|_| About::Room))
    }
}

#[derive(Template)]
#[template(path = "desk/erasures.html")]
struct ErasuresPage {
    frame: Frame,
    room: Room,
    /// Whether something was asked about, and what there is of it.
    about: Option<About>,
    found: Vec<TargetRow>,
    rows: Vec<ErasureRow>,
    grounds: [Ground; 5],
}

impl ErasuresPage {
    /// Whether a choice that came back was chosen.
    fn chose(&self, name: &str, value: &str, or: bool) -> bool {
        if self.room.returned("erase-propose", "") { self.room.chose(name, value) } else { or }
    }

    fn asked_post(&self) -> String {
        match self.about {
            Some(About::Question(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    fn asked_line(&self) -> String {
        match self.about {
            Some(About::Line(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    fn manner_word(&self, manner: &Manner) -> &'static str {
        match manner {
            Manner::Seal => "erasure-manner-seal",
            Manner::Destroy => "erasure-manner-destroy",
        }
    }

    fn stand_word(&self, stand: &Stand) -> &'static str {
        match stand {
            Stand::Proposed => "erasure-stand-proposed",
            Stand::Declined => "erasure-stand-declined",
            Stand::Done => "erasure-stand-done",
        }
    }

    fn ground_word(&self, ground: &Ground) -> &'static str {
        ground_word(*ground)
    }

    fn waiting(&self) -> impl Iterator<Item = &ErasureRow> {
        self.rows.iter().filter(|row| row.is_open())
    }

    fn over(&self) -> impl Iterator<Item = &ErasureRow> {
        self.rows.iter().filter(|row| !row.is_open())
    }
}

pub(super) async fn page(
    seat: Seat,
    Query(asked): Query<Asked>,
    Query(just): Query<Just>,
) -> Result<Response, Failure> {
    show(seat, asked.about(), just, None).await
}

pub(super) async fn show(
    mut seat: Seat,
    about: Option<About>,
    just: Just,
    again: Option<Again>,
) -> Result<Response, Failure> {
    seat.demand(seat.may.erasures())?;
    let proposes = seat.may.erase;
    let Seat { app, reader, header, setting, user, .. } = &mut seat;
    let rows = read(erasures(&app.db, reader, header, &mut setting.cast, user.person).await)?;
    let found = match about.filter(|_| proposes) {
        Some(About::Question(number)) => read(of_question(&app.db, header, &mut setting.cast, number).await)?,
        Some(About::Line(number)) => read(of_line(&app.db, header, &mut setting.cast, number).await)?,
        Some(About::Room) => read(of_room(&app.db, header, &mut setting.cast).await)?,
        None => Vec::new(),
    };
    let room = Room::new(&seat, Place::Erasures(about), &just, again);
    let page = ErasuresPage { frame: seat.frame, room, about, found, rows, grounds: Ground::ALL };
    page_with(page.room.status(), &page)
}

/// The commands of its forms. The number of the act is typed once more by whoever agrees.
pub(super) fn command(typed: &Typed, act: &str) -> Result<Command, Refusal> {
    let malformed = |field: &str| Refusal::Malformed { why: format!("field {field}") };
    let step = match act {
        "erase-propose" => {
            let parsed = typed.all("target").map(|value| parse(value).ok_or_else(|| malformed("target")));
            let targets = parsed.collect::<Result<Vec<Target>, Refusal>>()?;
            let manner = match typed.text("manner") {
                "seal" => Manner::Seal,
                "destroy" => Manner::Destroy,
                _ => return Err(malformed("manner")),
            };
            let ground = Ground::parse(typed.text("ground")).ok_or(Refusal::Empty)?;
            ErasureStep::Propose { targets, manner, ground, reason: typed.text("text").to_owned() }
        }
        "erase-agree" if typed.text("sure").trim() != typed.text("erasure") => return Err(Refusal::Empty),
        "erase-agree" => ErasureStep::Agree { erasure: typed.parse("erasure")? },
        _ => ErasureStep::Decline { erasure: typed.parse("erasure")? },
    };
    Ok(Command::Erase { step })
}
