//! Words for many pictures in one form: shown at once or kept for later, one or all that have their words.

use super::{
    photos::{self, Words, rows},
    place::Place,
    room::{Again, Just, Trouble},
    seat::Seat,
    spot::chosen,
    typed::Typed,
};
use crate::{
    http::{Failure, Form},
    kernel::{command::Command, id::FileId, refusal::Refusal},
};
use axum::response::Response;

/// What a button does, and to which picture; to all that have words where it names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Press {
    act: Act,
    one: Option<FileId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Show,
    Prepare,
    Forget,
    /// Nothing: Enter in a caption.
    Keep,
}

impl Act {
    /// The name of its confirmation.
    fn done(self) -> &'static str {
        match self {
            Act::Show => "place-photo",
            Act::Prepare => "prepare-photo",
            Act::Forget => "forget",
            Act::Keep => "keep",
        }
    }
}

/// `show`, or `show:` and the file.
fn pressed(typed: &Typed) -> Result<Press, Refusal> {
    let malformed = || Refusal::Malformed { why: "field press".into() };
    let (act, file) = typed.text("press").split_once(':').unwrap_or((typed.text("press"), ""));
    let one = if file.is_empty() { None } else { Some(file.parse().map_err(|_| malformed())?) };
    match (act, one) {
        ("show", one) => Ok(Press { act: Act::Show, one }),
        ("prepare", one) => Ok(Press { act: Act::Prepare, one }),
        ("forget", Some(_)) => Ok(Press { act: Act::Forget, one }),
        ("keep", None) => Ok(Press { act: Act::Keep, one }),
        _ => Err(malformed()),
    }
}

/// A page that told a refusal was opened again.
pub(super) async fn back(seat: Seat) -> Response {
    seat.visit.redirect(&format!("/desk/r/{}/photos", seat.header.code))
}

pub(super) async fn describe(seat: Seat, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response, Failure> {
    seat.demand(seat.may.say)?;
    let typed = Typed::new(pairs);
    let press = pressed(&typed)?;
    if press.act == Act::Keep {
        return photos::keeping(seat, Just { done: press.act.done().into(), n: 0 }, None, &typed).await;
    }
    let (mut done, mut left, mut refused) = (0, false, Vec::new());
    for (nth, words) in rows(&typed).enumerate() {
        let file: FileId = words.file.parse().map_err(|_| Refusal::Malformed { why: "field file".into() })?;
        let wordless = words.text.is_empty() && words.alt.is_empty();
        if press.one.is_some_and(|one| one != file) || (press.one.is_none() && wordless) {
            left |= !wordless;
            continue;
        }
        match carry_out(&seat, &typed, press.act, file, words).await? {
            Ok(()) => done += 1,
            Err(why) => refused.push(seat.frame.t2("desk-photo-refused-nth", "n", nth + 1, "why", why)),
        }
    }
    let just = Just { done: press.act.done().into(), n: done };
    if done > 0 && refused.is_empty() && !left {
        return Ok(seat.visit.redirect(&Place::Photos.done(&seat.header.code, press.act.done(), Some(done))));
    }
    if done > 0 && refused.is_empty() {
        // Words to other pictures are still on their way: they come back with the page.
        return photos::keeping(seat, just, None, &typed).await;
    }
    let (what, then) = match refused.len() {
        0 => (seat.frame.t("desk-photo-wordless"), seat.frame.t("desk-photo-wordless-do")),
        n => (seat.frame.t2("desk-photo-undone", "done", done, "refused", n), seat.frame.t("desk-photo-undone-do")),
    };
    let trouble = Trouble::several(what, then, refused);
    photos::show(seat, Just::default(), Some(Again { trouble, typed })).await
}

/// Why not, in words.
async fn carry_out(
    seat: &Seat,
    typed: &Typed,
    act: Act,
    file: FileId,
    words: Words<'_>,
) -> Result<Result<(), String>, Failure> {
    let missing = match (act, words.text.is_empty(), words.alt.is_empty()) {
        (Act::Forget, ..) => None,
        (_, true, _) => Some("desk-photo-no-caption"),
        (_, _, true) => Some("desk-photo-no-alt"),
        _ => None,
    };
    if let Some(word) = missing {
        return Ok(Err(seat.frame.t(word)));
    }
    if act == Act::Forget {
        let gone = seat.app.files.let_go(seat.header.id, file).await;
        return Ok(gone.map_err(|refusal| seat.visit.words().refused(&refusal).what));
    }
    let Ok(before) = chosen(seat, words.before, words.behind).await? else {
        return Ok(Err(seat.frame.t("desk-no-spot")));
    };
    let (text, alt) = (words.text.to_owned(), words.alt.to_owned());
    let command = match act {
        Act::Prepare => Command::PreparePhoto { file, text, alt, before },
        _ => Command::PlacePhoto { file, text, alt, before },
    };
    let answer = seat.submit(command, typed.key(&file.to_string())).await;
    Ok(answer.map(drop).map_err(|refusal| seat.visit.words().refused(&refusal).what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(value: &str) -> Option<Press> {
        pressed(&Typed::new(vec![("press".into(), value.into())])).ok()
    }

    #[test]
    fn a_press_is_about_one_picture_or_all() {
        let one: Option<FileId> = "07".repeat(32).parse().ok();
        assert!(one.is_some());
        assert_eq!(press(&format!("prepare:{}", "07".repeat(32))), Some(Press { act: Act::Prepare, one }));
        assert_eq!(press("show"), Some(Press { act: Act::Show, one: None }));
        assert_eq!(press("keep"), Some(Press { act: Act::Keep, one: None }));
    }

    #[test]
    fn nothing_is_done_by_a_broken_press() {
        for value in ["", "forget", "forget:", "show:x", "publish"] {
            assert_eq!(press(value), None, "{value}");
        }
    }
}
