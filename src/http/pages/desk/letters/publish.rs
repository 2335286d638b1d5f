//! What the public is to see, looked at before it is published: the same values come along and are sent once more.

use super::{super::seat::read, file::CaseFile, step};
use crate::{
    http::{Failure, Frame, Words, page},
    kernel::{
        case::{CaseStep, Manner},
        id::FileId,
        refusal::Refusal,
    },
    views::letter::{Eyes, Proposed, Sheet, preview, sheet},
};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;

/// Digits in a row that may be a telephone number or a number of an identity card.
const LONG_NUMBER: usize = 7;
/// What the form sends beside its token, in this order; the key is the one under which it is published.
const KEPT: [&str; 8] = ["key", "revision", "act", "manner", "title", "letter", "answer", "files"];

type Typed = HashMap<String, String>;

#[derive(Template)]
#[template(path = "letters/preview.html")]
struct Preview {
    frame: Frame,
    here: String,
    sheet: Sheet,
    manner: &'static str,
    /// What the reader is asked to look at once more.
    marks: Vec<String>,
    kept: Vec<(&'static str, String)>,
}

impl Preview {
    fn files_hint(&self) -> Option<&'static str> {
        (!self.sheet.files.is_empty()).then_some("letters-preview-files")
    }
}

/// The page as it would be, or the form with what is wrong.
pub(super) async fn look(file: &CaseFile, typed: &Typed) -> Result<Result<Response, Refusal>, Failure> {
    let proposed = match proposed(file, typed) {
        Ok(proposed) => proposed,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let CaseFile { app, reader, header, post, .. } = file;
    let calendar = app.desk.current().get().calendar.clone();
    let whole = read(sheet(&app.db, reader, (header, &calendar), post, Eyes::Author).await)?;
    let whole = whole.ok_or(Refusal::NotFound)?;
    let words = Words::of(reader.lang).in_room_of(&header.policy.letters);
    let marks = marks(words, &proposed, whole.name.as_deref());
    let sheet = read(preview(&app.db, reader, (header, post), whole, &proposed).await)?;
    let kept = KEPT.iter().filter_map(|name| Some((*name, typed.get(*name)?.clone())));
    let (kept, manner, here) = (kept.collect(), proposed.manner.code(), file.path());
    let mut frame = Frame::of(&file.visit);
    (frame.staff, frame.at, frame.wide, frame.words) = (Some(file.user.name.clone()), "desk", true, words);
    page(&Preview { frame, here, sheet, manner, marks, kept }).map(Ok)
}

/// What would be refused is refused before anybody looks at it, as far as that can be told.
fn proposed(file: &CaseFile, typed: &Typed) -> Result<Proposed, Refusal> {
    let CaseStep::Publish { manner, letter, answer, files } = step::publish(typed)? else {
        return Err(Refusal::NotFound);
    };
    let case = file.post.case.as_deref().ok_or(Refusal::NotFound)?;
    if !file.acts.publish {
        return Err(Refusal::WrongStep);
    }
    let revision = file.post.revision;
    if typed.get("revision").and_then(|seen| seen.parse().ok()) != Some(revision) {
        return Err(Refusal::Stale { revision });
    }
    let whole = manner == Manner::Whole;
    if whole && !case.letter.may_publish {
        return Err(Refusal::NoConsent);
    }
    let (title, body) = letter.split_once('\n').unwrap_or((&letter, ""));
    let [title, body, answer] = [title, body, &answer].map(|words| words.trim().replace("\r\n", "\n"));
    let blank = title.is_empty() || whole && (body.is_empty() || answer.is_empty());
    if manner != Manner::Nothing && blank {
        return Err(Refusal::Empty);
    }
    let stage = file.header.workflow_of(case.version).stage(&file.post.place.stage);
    let filled = case.form(&file.post.place.stage).map(|form| form.fields.clone()).unwrap_or_default();
    let wanting: Vec<String> =
        stage.into_iter().flat_map(|stage| stage.wanting(&filled)).map(|field| field.name.clone()).collect();
    if !wanting.is_empty() {
        return Err(Refusal::FormUnfilled { fields: wanting });
    }
    let own = |file: &FileId| case.letter.files.iter().any(|attached| attached.shown == Some(*file));
    if let Some(stranger) = files.iter().find(|file| !own(file)) {
        return Err(Refusal::UnknownFile { file: *stranger });
    }
    Ok(Proposed { manner, title, body, answer, files })
}

/// Long numbers, and the name by which the author wanted to be called, in what becomes public: said, never forbidden.
fn marks(words: Words, proposed: &Proposed, name: Option<&str>) -> Vec<String> {
    let shown = match proposed.manner {
        Manner::Whole => format!("{}\n{}\n{}", proposed.title, proposed.body, proposed.answer),
        Manner::Outcome => proposed.title.clone(),
        Manner::Nothing => String::new(),
    };
    let number = numbers(&shown).into_iter().map(|number| words.t1("letters-preview-number", "number", number));
    let named = name.filter(|name| name.chars().count() > 1 && shown.contains(name));
    let named = named.map(|name| words.t1("letters-preview-name", "name", name.to_owned()));
    number.chain(named).collect()
}

fn numbers(shown: &str) -> Vec<String> {
    let runs = shown.split(|sign: char| !(sign.is_numeric() || sign == '-'));
    let long = |run: &&str| run.chars().filter(|sign| sign.is_numeric()).count() >= LONG_NUMBER;
    let mut found: Vec<String> = runs.filter(long).map(str::to_owned).collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_that_may_be_somebodys_are_seen() {
        assert_eq!(numbers("电话 138-0000-1234，3 号楼 1201"), ["138-0000-1234"]);
        assert_eq!(numbers("第 12 号、2026 年"), Vec::<String>::new());
    }
}
