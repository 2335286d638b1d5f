//! What machines read off the pages of rooms and questions.

use crate::{
    exchange::linked::{Answer, Event, Named, Question},
    http::Visit,
    views::{question, room::RoomView},
};

/// Characters of a question in its title.
const TITLE_CHARS: usize = 80;

/// A session; none for a rehearsal.
pub(super) fn event(visit: &Visit, room: &RoomView) -> Option<String> {
    let guest =
        |guest: &crate::views::cast::GuestCard| Named { name: guest.name.clone(), office: guest.office.clone() };
    let event = Event {
        address: visit.absolute(&format!("/r/{}", room.code)),
        title: room.topic.clone(),
        about: room.background.as_ref().and_then(|said| said.body.clone()).unwrap_or_default(),
        lang: room.lang,
        starts_at: room.starts.iso.clone(),
        ends_at: room.ends.iso.clone(),
        cancelled: room.cancelled,
        units: room.units.clone(),
        guests: room.cast.guests.iter().map(guest).collect(),
    };
    (!room.rehearsal).then(|| event.data())
}

/// A question with its answers; none for what not everybody may read, here or at all.
pub(super) fn answered(visit: &Visit, room: &RoomView, public: bool, shown: &question::Question) -> Option<String> {
    let words = shown.text.body.clone()?;
    let here = format!("/r/{}", room.code);
    let (title, _) = shown.text.clone().shortened(TITLE_CHARS);
    let answer = |answer: &crate::views::answer::Answer| Answer {
        address: visit.absolute(&match answer.line {
            Some(line) => format!("{here}/l/{line}"),
            None => format!("{here}/q/{}", shown.number),
        }),
        by: Named { name: answer.name.clone(), office: answer.office.clone() },
        at: answer.at.iso.clone(),
        words: answer.parts.iter().filter_map(|part| part.text.body.clone()).collect::<Vec<_>>().join("\n"),
    };
    let question = Question {
        address: visit.absolute(&format!("{here}/q/{}", shown.number)),
        title: title.body.unwrap_or_default(),
        words,
        lang: shown.text.lang,
        asked_at: shown.at.iso.clone(),
        asker: shown.name.clone().unwrap_or_else(|| visit.words().t("public-unnamed")),
        votes: shown.votes,
        answers: shown.answers.iter().filter(|answer| !answer.gone).map(answer).collect(),
    };
    (public && !room.rehearsal && !shown.gone && shown.into.is_none()).then(|| question.data())
}
