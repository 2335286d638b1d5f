//! Erasures of a room as its desk shows them: what is proposed with every wording that would go, what is done.

use super::changes::Names;
use crate::{
    kernel::{
        erasure::{Erasure, Ground, Manner, Stand, Target},
        id::{PersonId, PostId, TextId},
        line::LineKind,
        principal::Card,
        record::Notes,
        room::{About, Header},
    },
    store::{Db, StoreError},
    views::{
        cast::Cast,
        reader::{Reader, Said, Stamp, Texts},
    },
};
use std::collections::HashMap;

/// Erasures that are listed, the newest.
const MOST: u32 = 200;

/// A thing that would go, or is gone.
#[derive(Clone, Debug)]
pub struct TargetRow {
    /// As a form sends it.
    pub value: String,
    /// `erasure-of-…`.
    pub word: &'static str,
    /// Number of the question or line.
    pub number: u32,
    /// Whose answer.
    pub name: String,
    /// Every wording that is left of it, oldest first.
    pub texts: Vec<Said>,
    /// A picture goes with them.
    pub picture: bool,
}

/// One erasure.
#[derive(Clone, Debug)]
pub struct ErasureRow {
    /// Its number.
    pub number: u32,
    /// What it names.
    pub targets: Vec<TargetRow>,
    /// How.
    pub manner: Manner,
    /// By what right.
    pub ground: Ground,
    /// Why.
    pub reason: Said,
    /// Who proposed it; none for the operator.
    pub by: Option<String>,
    /// When.
    pub at: Stamp,
    /// How far it is.
    pub stand: Stand,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided: Option<Stamp>,
    /// Whether the reader proposed it.
    pub own: bool,
}

impl ErasureRow {
    /// Whether it waits for a second person.
    pub fn is_open(&self) -> bool {
        self.stand == Stand::Proposed
    }
}

/// All of a room, the newest first; wordings are shown only of what is open.
///
/// # Errors
/// `StoreError`.
pub async fn erasures(
    db: &Db,
    reader: &Reader,
    header: &Header,
    cast: &mut Cast,
    me: PersonId,
) -> Result<Vec<ErasureRow>, StoreError> {
    let all = db.erasures(header.id, MOST).await?;
    let people: Vec<PersonId> = all.iter().flat_map(|one| [one.by, one.decided_by]).flatten().collect();
    let names = Names::read(db, &people).await?;
    let reasons: Vec<TextId> = all.iter().map(|one| one.reason.id).collect();
    let reasons = Texts::read(db, &reasons).await?;
    let mut rows = Vec::with_capacity(all.len());
    for one in all {
        let Erasure { number, manner, ground, by, at, stand, decided_by, decided_at, .. } = one;
        rows.push(ErasureRow {
            targets: targets(db, header, cast, &one.targets, (manner, stand == Stand::Proposed)).await?,
            reason: reasons.said(&one.reason),
            by: by.and_then(|by| names.of(by)),
            at: reader.stamp(at),
            decided_by: decided_by.and_then(|by| names.of(by)),
            decided: reader.stamp_if(decided_at),
            own: by == Some(me),
            number,
            manner,
            ground,
            stand,
        });
    }
    Ok(rows)
}

/// What can be erased of a question: its words, its author's card, each answer.
///
/// # Errors
/// `StoreError`.
pub async fn of_question(db: &Db, header: &Header, cast: &mut Cast, number: u32) -> Result<Vec<TargetRow>, StoreError> {
    let Some(listed) = db.post(header.id, number).await? else { return Ok(Vec::new()) };
    let post = listed.post.id;
    let replies = listed.post.replies.iter().map(|reply| Target::Reply { post, guest: reply.guest });
    let all: Vec<Target> = [Target::Post { post }, Target::Author { post }].into_iter().chain(replies).collect();
    targets(db, header, cast, &all, (Manner::Destroy, true)).await
}

/// What can be erased of the room itself: what stands beside its record, and each notice before the present one.
///
/// # Errors
/// `StoreError`.
pub async fn of_room(db: &Db, header: &Header, cast: &mut Cast) -> Result<Vec<TargetRow>, StoreError> {
    let notes = header.record.notes.is_some().then_some(Target::Notes);
    let notices = header.earlier.iter().map(|text| Target::Notice { text: *text });
    let all: Vec<Target> = notes.into_iter().chain(notices).collect();
    targets(db, header, cast, &all, (Manner::Destroy, true)).await
}

/// What can be erased of a line; an answer in writing is its question's.
///
/// # Errors
/// `StoreError`.
pub async fn of_line(db: &Db, header: &Header, cast: &mut Cast, number: u32) -> Result<Vec<TargetRow>, StoreError> {
    let Some(line) = db.line(header.id, number).await? else { return Ok(Vec::new()) };
    let target = match (line.kind, line.post) {
        (LineKind::Reply { guest }, Some(post)) => Target::Reply { post, guest },
        (LineKind::Question, Some(post)) => Target::Post { post },
        _ => Target::Line { line: number },
    };
    targets(db, header, cast, &[target], (Manner::Destroy, true)).await
}

async fn targets(
    db: &Db,
    header: &Header,
    cast: &mut Cast,
    targets: &[Target],
    (manner, shown): (Manner, bool),
) -> Result<Vec<TargetRow>, StoreError> {
    let posts: Vec<PostId> = targets.iter().filter_map(|target| target.post()).collect();
    let posts = db.posts_by_id(&posts).await?;
    let numbers: HashMap<PostId, u32> = posts.iter().map(|listed| (listed.post.id, listed.post.number)).collect();
    let mut rows = Vec::with_capacity(targets.len());
    for target in targets {
        let number = |post: &PostId| numbers.get(post).copied().unwrap_or_default();
        let (word, number, name) = match target {
            Target::Post { post } => ("erasure-of-post", number(post), String::new()),
            Target::Author { post } => ("erasure-of-author", number(post), String::new()),
            Target::Line { line } => ("erasure-of-line", *line, String::new()),
            Target::Notes => ("erasure-of-notes", 0, String::new()),
            Target::Notice { text } => ("erasure-of-notice", nth_notice(header, *text), String::new()),
            Target::Reply { post, guest } => {
                cast.complete(db, header, &[*guest]).await?;
                let name = cast.guest(*guest).map(|guest| guest.name.clone()).unwrap_or_default();
                ("erasure-of-reply", number(post), name)
            }
        };
        let texts = if shown { wordings(db, header, *target, manner).await? } else { Vec::new() };
        let picture = match target {
            Target::Line { line } => db.line(header.id, *line).await?.is_some_and(|line| line.photo.is_some()),
            _ => false,
        };
        rows.push(TargetRow { value: value(*target), word, number, name, texts, picture });
    }
    Ok(rows)
}

/// From 1, the oldest first.
fn nth_notice(header: &Header, text: TextId) -> u32 {
    let at = header.earlier.iter().position(|earlier| *earlier == text);
    at.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or_default()
}

/// Every wording that is left, oldest first; of an author's card the name, of notices and notes their words.
async fn wordings(db: &Db, header: &Header, target: Target, manner: Manner) -> Result<Vec<Said>, StoreError> {
    let ids = db.left_of(header.id, target, manner).await?;
    let texts = db.texts(&ids).await?;
    let said = |id: &TextId| {
        let row = texts.get(id)?;
        let body = match target {
            Target::Author { .. } => {
                row.body.as_deref().and_then(|body| serde_json::from_str::<Card>(body).ok()).map(|card| card.name)
            }
            Target::Notes => row.body.as_deref().and_then(|body| serde_json::from_str(body).ok()).map(noted),
            Target::Notice { .. } => {
                row.body.as_deref().and_then(|body| serde_json::from_str::<About>(body).ok()).map(|about| about.words())
            }
            _ => row.body.clone(),
        };
        Some(Said { body, lang: row.lang.tag(), erased: row.erased })
    };
    Ok(ids.iter().filter_map(said).collect())
}

fn noted(notes: Notes) -> String {
    let papers = notes.materials.into_iter().map(|material| format!("{} {}", material.title, material.note));
    let parts = [notes.summary, notes.recording].into_iter().chain(papers);
    parts.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// A target as a form sends it.
fn value(target: Target) -> String {
    match target {
        Target::Post { post } => format!("post:{post}"),
        Target::Author { post } => format!("author:{post}"),
        Target::Reply { post, guest } => format!("reply:{post}:{guest}"),
        Target::Line { line } => format!("line:{line}"),
        Target::Notes => "notes".to_owned(),
        Target::Notice { text } => format!("notice:{text}"),
    }
}

/// The target of what a form sends.
pub fn parse(value: &str) -> Option<Target> {
    let mut parts = value.split(':');
    let kind = parts.next()?;
    if value == "notes" {
        return Some(Target::Notes);
    }
    let thing = parts.next()?;
    let target = match kind {
        "post" => Target::Post { post: thing.parse().ok()? },
        "author" => Target::Author { post: thing.parse().ok()? },
        "reply" => Target::Reply { post: thing.parse().ok()?, guest: parts.next()?.parse().ok()? },
        "line" => Target::Line { line: thing.parse().ok()? },
        "notice" => Target::Notice { text: thing.parse().ok()? },
        _ => return None,
    };
    parts.next().is_none().then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::id::GuestId;
    use uuid::Uuid;

    #[test]
    fn a_target_finds_its_way_back_and_nothing_else_is_one() {
        let (post, guest) = (PostId(Uuid::from_u128(7)), GuestId(Uuid::from_u128(8)));
        let text = TextId(Uuid::from_u128(9));
        for target in [
            Target::Post { post },
            Target::Author { post },
            Target::Reply { post, guest },
            Target::Line { line: 36 },
            Target::Notes,
            Target::Notice { text },
        ] {
            assert_eq!(parse(&value(target)), Some(target));
        }
        for broken in ["", "post", "post:x", "notes:1", "notice", "line:-1", "line:3:4", "reply:7", "room:1"] {
            assert_eq!(parse(broken), None, "{broken}");
        }
    }
}
