//! One question whole: its words with findings, its author's other questions, what can be done.

use super::{
    may::May,
    pieces::{Finding, Piece, cut, findings},
    row::{Row, Setting, rows},
    rules::Rules,
};
use crate::{
    kernel::{
        id::VisitorId,
        post::{Fate, Origin, Post},
        rating::Grade,
        room::{Header, Phase},
    },
    store::{Db, Listed, StoreError},
    views::{
        question::appeal_word,
        reader::{Reader, Said, Stamp, Texts},
    },
};
use serde::Serialize;

/// Other questions of the same author that are listed.
const OTHERS: u32 = 50;

/// One question.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Whole {
    /// As in lists.
    pub row: Row,
    /// The author's words, cut at findings.
    pub pieces: Vec<Piece>,
    /// Language of the author's words.
    pub lang: &'static str,
    /// When and by what right the author's words went, where they were sealed or destroyed.
    pub gone: Option<Said>,
    /// What screening noticed.
    pub findings: Vec<Finding>,
    /// The editor's wording.
    pub worded: Option<Said>,
    /// Number of the one it was joined to.
    pub into: Option<u32>,
    /// Numbers of those joined to it.
    pub joined: Vec<u32>,
    /// Others by the same author in this room, newest first.
    pub others: Vec<Row>,
    /// Whether it came from a browser that is known, so that it can be muted.
    pub citizen: bool,
    /// Whether staff entered it.
    pub entered: bool,
    /// The author's mute.
    pub muted: Option<Stamp>,
    /// What its author thought of the answer.
    pub rated: Option<Rated>,
    /// What its author says against the decision that stopped it.
    pub appeal: Option<Appealed>,
    /// What can be done with it now.
    pub acts: Acts,
    /// The next one that waits.
    pub next: Option<u32>,
}

/// What an author thought of the answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rated {
    /// The grade.
    pub grade: Grade,
    /// A sentence, which is not public.
    pub text: Option<Said>,
    /// When.
    pub at: Stamp,
}

/// An author's appeal.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Appealed {
    /// Why, which is not public.
    pub text: Said,
    /// When.
    pub at: Stamp,
    /// `appeal-…`: what became of it.
    pub word: &'static str,
    /// Why the decision stands, as its author is told.
    pub reason: Option<Said>,
    /// It waits, and the reader is who stopped the question.
    pub own: bool,
}

/// Acts that its state allows; whether the reader may do them is `May`.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Acts {
    /// Approve.
    pub approve: bool,
    /// Hold.
    pub hold: bool,
    /// Reject by a rule.
    pub reject: bool,
    /// Join to another.
    pub merge: bool,
    /// Take the merge back.
    pub unmerge: bool,
    /// Word lightly.
    pub word: bool,
    /// Assign to a guest.
    pub assign: bool,
    /// Stop its author for a while.
    pub mute: bool,
    /// Put on stage.
    pub stage: bool,
    /// Take off the stage.
    pub unstage: bool,
    /// Let the decision stand against which its author appeals.
    pub dismiss: bool,
    /// Take down.
    pub take_down: bool,
}

impl Acts {
    fn of(row: &Row, post: &Post, header: &Header, may: &May) -> Acts {
        let pending = post.pending.is_some();
        let live = header.phase == Phase::Live;
        let screened = matches!(post.fate, Fate::Listed | Fate::Answered);
        let stageable = screened || may.screen && matches!(post.fate, Fate::Received | Fate::Held);
        let open = !matches!(post.fate, Fate::Withdrawn | Fate::ScreenedOut | Fate::Merged);
        Acts {
            approve: may.screen && (row.waits || row.reconsiders) || may.judge && row.appealed && !pending,
            hold: may.screen && row.waits && post.fate != Fate::Held,
            reject: may.screen && row.waits,
            merge: may.screen && !pending && (row.waits || post.fate == Fate::Listed),
            unmerge: may.screen && post.fate == Fate::Merged,
            word: may.screen && open && post.can_be_worded(&header.record),
            assign: may.screen && open,
            mute: may.screen && open && post.visitor.is_some(),
            stage: may.stage && live && stageable && !pending,
            unstage: may.stage && post.fate == Fate::OnStage,
            dismiss: may.judge && row.appealed && !pending && !may.stopped(post),
            take_down: may.screen && post.public && header.phase != Phase::Draft,
        }
    }
}

/// Reads one question.
///
/// # Errors
/// `StoreError`.
pub async fn whole(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    rules: &Rules,
    (listed, may): (&Listed, &May),
) -> Result<Whole, StoreError> {
    let post = &listed.post;
    let others = match post.visitor {
        Some(visitor) => others(db, header, visitor, post).await?,
        None => Vec::new(),
    };
    let named: Vec<_> = others.iter().chain([listed]).flat_map(|l| [l.post.to, l.post.assigned]).flatten().collect();
    setting.know(db, header, &named).await?;
    let mut own = rows(db, reader, setting, rules, std::slice::from_ref(listed)).await?;
    let Some(row) = own.pop() else { return Err(StoreError::Sql("a post without a row".into())) };
    let said_of = post.rating.as_ref().and_then(|rating| rating.text.as_ref());
    let (why, reason) = (post.appeal.as_ref().map(|appeal| &appeal.text), post.why_dismissed());
    let named = [Some(&post.text), post.worded.as_ref(), said_of, why, reason];
    let ids: Vec<_> = named.into_iter().flatten().map(|text| text.id).collect();
    let texts = Texts::read(db, &ids).await?;
    let said = texts.said(&post.text);
    let body = said.body.as_deref().unwrap_or_default();
    Ok(Whole {
        pieces: cut(body, &post.marks, rules),
        findings: findings(body, &post.marks, rules),
        lang: said.lang,
        gone: Some(said).filter(|said| said.body.is_none()),
        worded: post.worded.as_ref().map(|text| texts.said(text)),
        into: into(db, post).await?,
        joined: db.joined_to(post.id).await?.iter().map(|joined| joined.post.number).collect(),
        others: rows(db, reader, setting, rules, &others).await?,
        citizen: post.visitor.is_some(),
        entered: post.origin != Origin::Web,
        muted: muted(db, reader, header, post).await?,
        rated: post.rating.as_ref().map(|rating| Rated {
            grade: rating.grade,
            text: rating.text.as_ref().map(|text| texts.said(text)),
            at: reader.stamp(rating.at),
        }),
        appeal: post.appeal.as_ref().map(|appeal| Appealed {
            text: texts.said(&appeal.text),
            at: reader.stamp(appeal.at),
            word: appeal_word(appeal),
            reason: reason.map(|text| texts.said(text)),
            own: appeal.settled.is_none() && may.stopped(post),
        }),
        acts: Acts::of(&row, post, header, may),
        next: db.next_waiting(header.id, post.number).await?,
        row,
    })
}

async fn others(db: &Db, header: &Header, visitor: VisitorId, post: &Post) -> Result<Vec<Listed>, StoreError> {
    let all = db.posts_of(visitor, Some(header.id), OTHERS).await?;
    Ok(all.into_iter().filter(|listed| listed.post.id != post.id).collect())
}

async fn into(db: &Db, post: &Post) -> Result<Option<u32>, StoreError> {
    let Some(head) = post.merged_into else { return Ok(None) };
    Ok(db.posts_by_id(&[head]).await?.first().map(|head| head.post.number))
}

async fn muted(db: &Db, reader: &Reader, header: &Header, post: &Post) -> Result<Option<Stamp>, StoreError> {
    let Some(visitor) = post.visitor else { return Ok(None) };
    let mover = db.mover(header.id, visitor).await?;
    let until = mover.map_or(0, |mover| mover.muted_until);
    Ok((until > reader.now).then(|| reader.stamp(until)))
}
