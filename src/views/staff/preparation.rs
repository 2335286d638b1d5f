//! A record on its way to confirmation, as its editor and its approver see it.

use crate::{
    kernel::{
        id::Millis,
        record::{Notes, Stage},
        room::Header,
        text::Lang,
    },
    store::{Db, StoreError},
    views::{
        office_log::{LogRow, log},
        reader::{Reader, Said, Texts},
        standing::Standing,
    },
};

/// Changes since the end that are listed.
const CHANGES: u32 = 200;

/// A record between the end of the session and its confirmation.
#[derive(Clone, Debug)]
pub struct Preparation {
    /// How far it is.
    pub stage: Stage,
    /// The same as the public reads it, with what stands beside the lines.
    pub standing: Standing,
    /// Why it was given back.
    pub returned: Option<Said>,
    /// The position of the public stream at which it is looked at.
    pub seen: u64,
    /// What stands in the way of the confirmation.
    pub must: Vec<Todo>,
    /// What an editor may want to look at.
    pub may: Vec<Todo>,
    /// What was changed since the end, newest first.
    pub changes: Vec<LogRow>,
}

/// One thing to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Todo {
    /// `record-todo-…`.
    pub word: &'static str,
    /// How many.
    pub n: u32,
    /// Whether nothing is left to do.
    pub done: bool,
    /// The desk where it is done, as it follows `/desk/r/{code}/`.
    pub desk: &'static str,
}

/// Reads it.
///
/// # Errors
/// `StoreError`.
pub async fn preparation(db: &Db, reader: &Reader, header: &Header, lang: Lang) -> Result<Preparation, StoreError> {
    let record = &header.record;
    let ids: Vec<_> = record.notes.iter().chain(&record.returned).map(|text| text.id).collect();
    let texts = Texts::read(db, &ids).await?;
    let notes = beside(&texts, header, lang);
    Ok(Preparation {
        stage: header.stage(),
        standing: Standing::read(db, header, reader).await?,
        returned: record.returned.as_ref().map(|text| texts.said(text)),
        seen: header.public_at,
        must: vec![none("record-todo-blocks", header.open_blocks, "lines?from=0#ahead-h")],
        may: may(db, header, &notes).await?,
        changes: changes(db, header).await?,
    })
}

/// What stands beside the lines, for whoever writes it.
///
/// # Errors
/// `StoreError`.
pub async fn notes(db: &Db, header: &Header, lang: Lang) -> Result<Notes, StoreError> {
    let ids: Vec<_> = header.record.notes.iter().map(|text| text.id).collect();
    Ok(beside(&Texts::read(db, &ids).await?, header, lang))
}

fn beside(texts: &Texts, header: &Header, lang: Lang) -> Notes {
    let notes = header.record.notes.as_ref().and_then(|text| texts.json(text.id));
    notes.unwrap_or_else(|| Notes::blank(lang))
}

/// Nothing is left to do where there is something.
fn some(word: &'static str, n: u32, desk: &'static str) -> Todo {
    Todo { word, n, done: n > 0, desk }
}

/// Nothing is left to do where there is none.
fn none(word: &'static str, n: u32, desk: &'static str) -> Todo {
    Todo { word, n, done: n == 0, desk }
}

async fn may(db: &Db, header: &Header, notes: &Notes) -> Result<Vec<Todo>, StoreError> {
    let counts = db.record_counts(header.id).await?;
    let open = header.tally.public.saturating_sub(header.tally.answered);
    let said = |words: &str| u32::from(!words.is_empty());
    let mut todo = vec![
        none("record-todo-unbound", counts.unbound, "lines?from=0"),
        some("record-todo-headings", counts.headings, "lines?from=0"),
        some("record-todo-photos", counts.photos, "photos"),
        some("record-todo-summary", said(&notes.summary), "record/notes"),
        none("record-todo-open", open, "answers?list=all"),
    ];
    if header.video {
        todo.push(some("record-todo-recording", said(&notes.recording), "record/notes"));
    }
    Ok(todo)
}

async fn changes(db: &Db, header: &Header) -> Result<Vec<LogRow>, StoreError> {
    let mut rows = log(db, Some(header.id), None, CHANGES).await?.rows;
    let since: Millis = header.closed_at;
    let is_about_it = |row: &LogRow| row.event.starts_with("line.") || row.event == "room.record";
    rows.retain(|row| since > 0 && row.at >= since && is_about_it(row));
    Ok(rows)
}
