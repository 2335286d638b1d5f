//! A question as a row of a desk, with what somebody deciding needs to know.

use super::{
    changes::{Names, decided},
    cover::{Cover, covers},
    rules::Rules,
};
use crate::{
    kernel::{
        id::{GuestId, Millis, PersonId, PostId, TextId},
        post::{Fate, Pending, Post},
        room::Header,
        workflow::StepKind,
    },
    store::{Db, Listed, StoreError},
    views::{
        cast::{self, Cast},
        question::{fate_word, origin_word},
        reader::{Reader, Said, Stamp, Texts},
    },
};
use serde::Serialize;

/// A question in a list of a desk.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// Identity.
    pub id: PostId,
    /// Number in its room.
    pub number: u32,
    /// The revision shown; acts carry it.
    pub revision: u32,
    /// The wording in force.
    pub text: Said,
    /// Chosen name.
    pub name: Option<String>,
    /// `origin-…`, where a citizen did not write it.
    pub origin: Option<&'static str>,
    /// Whom the citizen asked.
    pub to: Option<String>,
    /// Who is to answer.
    pub assigned: Option<GuestId>,
    /// By name.
    pub assigned_name: Option<String>,
    /// When it came.
    pub at: Stamp,
    /// How long ago.
    pub wait: String,
    /// Code of the fate.
    pub fate: &'static str,
    /// `fate-…`.
    pub fate_word: &'static str,
    /// Titles of the rules that noticed something, each once.
    pub marks: Vec<String>,
    /// Title of the rule it was screened out by.
    pub rule: Option<String>,
    /// Endorsements.
    pub votes: u32,
    /// A decision that can still be undone.
    pub pending: Option<Decided>,
    /// A colleague who is looking at it.
    pub claim: Option<Held>,
    /// What stands on its cover, where it is a letter.
    pub letter: Option<Cover>,
    /// Can be let through, held or rejected.
    pub waits: bool,
    /// Rejected, but not taken down: can still be let through.
    pub reconsiders: bool,
    /// Its author appeals, and nobody has decided about it.
    pub appealed: bool,
    /// The host says that it was answered aloud; the record does not show it yet.
    pub heard: bool,
    /// On stage now.
    pub stage: bool,
    /// Public already, though nobody has looked yet.
    pub unseen: bool,
    /// Its place in the crew's list.
    pub rank: f64,
    /// Where it goes one place up or down.
    pub up: Option<Spot>,
    /// See `up`.
    pub down: Option<Spot>,
}

/// A spot in the crew's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Spot {
    /// The question that follows; none at the end.
    pub before: Option<PostId>,
}

impl Spot {
    /// The field of a plain form.
    pub fn field(&self) -> String {
        self.before.map(|post| post.to_string()).unwrap_or_default()
    }
}

/// A decision whose undo window is open.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Decided {
    /// `desk-did-…`.
    pub word: &'static str,
    /// Whole seconds left.
    pub seconds: Millis,
    /// The same in ms.
    pub left_ms: Millis,
    /// By whom.
    pub by: Option<String>,
}

/// Somebody's claim.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Held {
    /// By whom.
    pub name: String,
    /// For how long still, in words.
    pub left: String,
}

impl Row {
    /// Id of the field in which a rule is chosen for it.
    pub fn rule_field(&self) -> String {
        format!("rule-{}", self.number)
    }

    /// Whether this guest is to answer.
    pub fn is_for(&self, guest: &GuestId) -> bool {
        self.assigned == Some(*guest)
    }
}

/// A room's notice, for the desks of its staff.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Title.
    pub topic: String,
    /// Language of the notice.
    pub lang: &'static str,
    /// Who takes part.
    pub cast: Cast,
}

impl Setting {
    /// Reads it.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn read(db: &Db, header: &Header) -> Result<Setting, StoreError> {
        let texts = Texts::read(db, &[header.about.id]).await?;
        let about = cast::about(&texts, &header.about);
        let topic = if about.topic.is_empty() { header.code.clone() } else { about.topic.clone() };
        Ok(Setting { topic, lang: about.lang.tag(), cast: Cast::of(&about) })
    }

    /// Completes the cast by guests of earlier notices.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn know(&mut self, db: &Db, header: &Header, named: &[GuestId]) -> Result<(), StoreError> {
        self.cast.complete(db, header, named).await
    }

    /// A guest's name.
    pub fn guest(&self, id: GuestId) -> Option<String> {
        self.cast.guest(id).map(|guest| guest.name.clone())
    }
}

/// Rows of posts, in the order given.
///
/// # Errors
/// `StoreError`.
pub async fn rows(
    db: &Db,
    reader: &Reader,
    setting: &Setting,
    rules: &Rules,
    posts: &[Listed],
) -> Result<Vec<Row>, StoreError> {
    let ids: Vec<TextId> = posts.iter().flat_map(|listed| texts_of(&listed.post)).collect();
    let texts = Texts::read(db, &ids).await?;
    let deciders: Vec<PersonId> = posts.iter().filter_map(|listed| listed.post.pending.as_ref()?.by).collect();
    let names = Names::read(db, &deciders).await?;
    let mut rows: Vec<Row> = posts.iter().map(|listed| row(listed, reader, setting, rules, &texts)).collect();
    let covers = covers(db, reader, posts).await?;
    for ((row, listed), cover) in rows.iter_mut().zip(posts).zip(covers) {
        row.pending = listed.post.pending.as_ref().map(|pending| open(pending, reader, &names));
        row.letter = cover;
    }
    Ok(rows)
}

fn texts_of(post: &Post) -> Vec<TextId> {
    [post.worded.as_ref().unwrap_or(&post.text).id, post.author.id].into()
}

fn open(pending: &Pending, reader: &Reader, names: &Names) -> Decided {
    let left = (pending.due_at - reader.now).max(0);
    let by = pending.by.and_then(|id| names.of(id));
    Decided { word: decided(&pending.verdict), seconds: (left + 999) / 1_000, left_ms: left, by }
}

fn row(listed: &Listed, reader: &Reader, setting: &Setting, rules: &Rules, texts: &Texts) -> Row {
    let post = &listed.post;
    let mut marks: Vec<String> = Vec::new();
    for mark in &post.marks {
        let title = rules.title(&mark.rule);
        if !marks.contains(&title) {
            marks.push(title);
        }
    }
    let screening = post.place.step == StepKind::Screen;
    let closed = matches!(post.fate, Fate::Withdrawn | Fate::Merged | Fate::ScreenedOut);
    Row {
        id: post.id,
        number: post.number,
        revision: post.revision,
        text: texts.said(post.worded.as_ref().unwrap_or(&post.text)),
        name: texts.name(&post.author),
        origin: origin_word(post.origin),
        to: post.to.and_then(|id| setting.guest(id)),
        assigned: post.assigned,
        assigned_name: post.assigned.and_then(|id| setting.guest(id)),
        at: reader.stamp(post.at),
        wait: reader.span(reader.now - post.at),
        fate: post.fate.code(),
        fate_word: fate_word(post),
        marks,
        rule: post.rule.as_ref().map(|rule| rules.title(rule)),
        votes: listed.votes,
        pending: None,
        claim: None,
        letter: None,
        waits: screening && !closed && post.pending.is_none(),
        reconsiders: post.fate == Fate::ScreenedOut && post.taken_down.is_none() && post.pending.is_none(),
        appealed: post.open_appeal().is_some(),
        heard: post.heard,
        stage: post.fate == Fate::OnStage,
        unseen: screening && post.public,
        rank: post.rank,
        up: None,
        down: None,
    }
}
