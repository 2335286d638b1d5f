//! A letter as everybody would see it, were it published like this.

use super::{
    AnswerView, Outcome, Sheet, UnitNames,
    sheet::{forms_of, outcome},
};
use crate::{
    kernel::{case::Manner, id::FileId, post::Post, room::Header, text::Lang},
    store::{Db, StoreError},
    views::reader::{Reader, Said},
};

/// What is to be published.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// How much.
    pub manner: Manner,
    /// The title.
    pub title: String,
    /// The letter.
    pub body: String,
    /// The answer.
    pub answer: String,
    /// Pictures that go along.
    pub files: Vec<FileId>,
}

/// `whole` as its author sees it becomes what everybody would.
///
/// # Errors
/// `StoreError`.
pub async fn preview(
    db: &Db,
    reader: &Reader,
    (header, post): (&Header, &Post),
    whole: Sheet,
    proposed: &Proposed,
) -> Result<Sheet, StoreError> {
    let shown = proposed.manner == Manner::Whole;
    let case = post.case.as_deref();
    let units = UnitNames::read(db).await?;
    let outcome: Option<Outcome> = case.and_then(|case| outcome(case, reader, &units));
    let answer = outcome.clone().filter(|_| shown).map(|outcome| AnswerView {
        text: said(&proposed.answer),
        unit: outcome.unit,
        at: outcome.at,
        end: outcome.end,
    });
    let forms = if shown { forms_of(db, reader, header, &post.forms_told(), false).await? } else { Vec::new() };
    let is_chosen = |file: &super::FileView| file.shown.is_some_and(|shown| proposed.files.contains(&shown));
    Ok(Sheet {
        title: said(&proposed.title),
        body: if shown { said(&proposed.body) } else { Said::default() },
        outcome_only: !shown,
        outcome: outcome.filter(|_| proposed.manner == Manner::Outcome),
        name: whole.name.filter(|_| shown),
        files: whole.files.into_iter().filter(is_chosen).map(|file| super::FileView { place: None, ..file }).collect(),
        answers: answer.into_iter().collect(),
        asked: None,
        forms,
        way: Vec::new(),
        ..whole
    })
}

fn said(words: &str) -> Said {
    Said { body: Some(words.to_owned()), lang: Lang::guess(words).tag(), erased: None }
}
