//! Questions as lists and their own pages show them.

use super::{
    answer::{self, Answer},
    cast::Cast,
    reader::{Reader, Said, Stamp, Texts},
};
use crate::{
    kernel::{
        appeal::{Appeal, Settled},
        case::End,
        id::{GuestId, PostId, TextId},
        line::{Line, LineKind, Speaker},
        post::{Fate, Origin, Post, ReplyState},
        room::{Header, Phase},
    },
    store::{Db, Listed, StoreError},
};
use std::collections::HashMap;

/// Whether the reader can endorse it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// Yes.
    Open,
    /// Did so.
    Done,
    /// It is the reader's own.
    Own,
    /// It takes none.
    Closed,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Identity.
    pub id: PostId,
    /// Number in its room.
    pub number: u32,
    /// The words shown.
    pub text: Said,
    /// As it came, where the editor worded it.
    pub original: Option<Said>,
    /// Chosen name.
    pub name: Option<String>,
    /// `origin-…`, where a citizen did not write it.
    pub origin: Option<&'static str>,
    /// Whether it counts as a citizen's.
    pub citizens: bool,
    /// Whom it asks.
    pub to: Option<String>,
    /// When it came.
    pub at: Stamp,
    /// Code of the fate.
    pub fate: &'static str,
    /// `fate-…`, with how it was answered.
    pub fate_word: &'static str,
    /// How many were joined to it.
    pub joined: u32,
    /// Number of the one it was joined to.
    pub into: Option<u32>,
    /// Answers, oldest first.
    pub answers: Vec<Answer>,
    /// Endorsements.
    pub votes: u32,
    /// What the reader can do about them.
    pub vote: Vote,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Being answered in the hall.
    pub stage: bool,
    /// Taken down: nothing of it is shown.
    pub gone: bool,
}

impl Question {
    /// Whether votes are shown at all.
    pub fn shows_votes(&self) -> bool {
        !self.gone && self.citizens && (self.votes > 0 || self.vote != Vote::Closed)
    }

    /// Whether it can be endorsed.
    pub fn can_vote(&self) -> bool {
        self.vote == Vote::Open
    }

    /// Whether the reader endorsed it.
    pub fn voted(&self) -> bool {
        self.vote == Vote::Done
    }
}

/// How questions are to be shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// Answers are cut to so many characters.
    pub brief: Option<usize>,
    /// All are the reader's own.
    pub own: bool,
}

/// What a page of questions needs from the tables.
pub(super) struct Material {
    pub lines: Vec<Line>,
    pub texts: Texts,
    joined: HashMap<String, u32>,
    heads: HashMap<PostId, u32>,
    voted: Vec<PostId>,
}

/// The words of `posts`, their answers and what the reader did.
///
/// # Errors
/// `StoreError`.
pub async fn questions(
    db: &Db,
    reader: &Reader,
    header: &Header,
    cast: &mut Cast,
    posts: &[Listed],
    manner: Manner,
) -> Result<Vec<Question>, StoreError> {
    let material = material(db, reader, posts).await?;
    cast.complete(db, header, &named(posts, &material.lines)).await?;
    let shown = |listed: &Listed| question(listed, reader, header, cast, &material, manner);
    Ok(posts.iter().map(shown).collect())
}

async fn material(db: &Db, reader: &Reader, posts: &[Listed]) -> Result<Material, StoreError> {
    let ids: Vec<PostId> = posts.iter().map(|listed| listed.post.id).collect();
    let lines = if posts.iter().any(|listed| listed.post.spoken > 0) { db.lines_of(&ids).await? } else { Vec::new() };
    let lines: Vec<Line> = lines.into_iter().filter(|line| line.is_guests()).collect();
    let mut texts: Vec<TextId> = posts.iter().flat_map(|listed| texts_of(&listed.post)).collect();
    texts.extend(lines.iter().flat_map(texts_of_line));
    let into: Vec<PostId> = posts.iter().filter_map(|listed| listed.post.merged_into).collect();
    let heads = if into.is_empty() { Vec::new() } else { db.posts_by_id(&into).await? };
    let voted = match reader.visitor {
        Some(visitor) => db.voted(visitor, &ids).await?,
        None => Vec::new(),
    };
    Ok(Material {
        texts: Texts::read(db, &texts).await?,
        joined: db.count_joined(&ids).await?,
        heads: heads.into_iter().map(|head| (head.post.id, head.post.number)).collect(),
        voted,
        lines,
    })
}

fn texts_of(post: &Post) -> Vec<TextId> {
    let shown = post.replies.iter().filter(|reply| reply.state == ReplyState::Published);
    let replies = shown.flat_map(|reply| [reply.text.id].into_iter().chain(reply.errata.iter().map(|e| e.old.id)));
    let worded = post.worded.iter().map(|text| text.id);
    [post.text.id, post.author.id].into_iter().chain(worded).chain(replies).collect()
}

/// Texts of a line and its old wordings.
pub(super) fn texts_of_line(line: &Line) -> Vec<TextId> {
    let old = line.errata.iter().map(|erratum| erratum.old.id);
    let alt = line.photo.iter().map(|photo| photo.alt.id);
    line.text.iter().map(|text| text.id).chain(alt).chain(old).collect()
}

fn named(posts: &[Listed], lines: &[Line]) -> Vec<GuestId> {
    let asked = posts.iter().filter_map(|listed| listed.post.to);
    let wrote = posts.iter().flat_map(|listed| listed.post.replies.iter().map(|reply| reply.guest));
    asked.chain(wrote).chain(lines.iter().filter_map(guest_of)).collect()
}

/// The guest whose line it is.
pub(super) fn guest_of(line: &Line) -> Option<GuestId> {
    match line.kind {
        LineKind::Speech { speaker: Speaker::Guest { guest } } | LineKind::Reply { guest } => Some(guest),
        _ => None,
    }
}

fn question(
    listed: &Listed,
    reader: &Reader,
    header: &Header,
    cast: &Cast,
    material: &Material,
    manner: Manner,
) -> Question {
    let post = &listed.post;
    let own = manner.own || (post.visitor.is_some() && post.visitor == reader.visitor);
    let gone = !own && !post.public;
    let worded = post.worded.as_ref().filter(|_| post.public);
    let mut answers = if gone { Vec::new() } else { answer::answers(post, reader, cast, material, manner.brief) };
    // After the session nobody waits for the rest of a sentence.
    answers.iter_mut().for_each(|answer| answer.open &= header.phase == Phase::Live);
    let text = |text| if gone { Said::default() } else { material.texts.said(text) };
    Question {
        id: post.id,
        number: post.number,
        text: text(worded.unwrap_or(&post.text)),
        // A letter as it came is its author's and the unit's; a name goes with what its author agreed to publish.
        original: worded.filter(|_| !gone && !post.is_letter()).map(|_| material.texts.said(&post.text)),
        name: material.texts.name(&post.author).filter(|_| !gone && post.shows_its_author()),
        origin: origin_word(post.origin),
        citizens: post.origin.is_citizens(),
        to: post.to.and_then(|id| cast.guest(id)).map(|guest| guest.name.clone()),
        at: reader.stamp(post.at),
        fate: post.fate.code(),
        fate_word: fate_word(post),
        joined: material.joined.get(&post.id.to_string()).copied().unwrap_or_default(),
        into: post.merged_into.and_then(|id| material.heads.get(&id)).copied(),
        answers,
        votes: listed.votes,
        vote: vote(post, header, own, &material.voted),
        own,
        stage: post.fate == Fate::OnStage,
        gone,
    }
}

fn vote(post: &Post, header: &Header, own: bool, voted: &[PostId]) -> Vote {
    let open = matches!(post.fate, Fate::Listed | Fate::OnStage | Fate::Answered);
    if !(header.policy.votes && post.origin.is_citizens() && post.public && open) {
        Vote::Closed
    } else if own {
        Vote::Own
    } else if voted.contains(&post.id) {
        Vote::Done
    } else {
        Vote::Open
    }
}

/// The word of an origin, where it is shown.
pub(super) fn origin_word(origin: Origin) -> Option<&'static str> {
    match origin {
        Origin::Web => None,
        Origin::Phone => Some("origin-phone"),
        Origin::Radio => Some("origin-radio"),
        Origin::Hall => Some("origin-hall"),
        Origin::Letter => Some("origin-letter"),
        Origin::Prepared => Some("origin-prepared"),
        Origin::Host => Some("origin-host"),
    }
}

/// The word of what became of an appeal.
pub fn appeal_word(appeal: &Appeal) -> &'static str {
    match &appeal.settled {
        None => "appeal-open",
        Some(Settled { granted: true, .. }) => "appeal-granted",
        Some(Settled { granted: false, .. }) => "appeal-dismissed",
    }
}

fn is_comment(post: &Post) -> bool {
    post.told_why().is_some_and(|answer| answer.end == Some(End::Comment))
}

/// The word of a fate, with how it was answered and whether others see it yet.
pub fn fate_word(post: &Post) -> &'static str {
    match post.fate {
        Fate::Received => "fate-received",
        Fate::Held => "fate-held",
        Fate::ScreenedOut if post.taken_down.is_some() => "fate-taken-down",
        Fate::ScreenedOut => "fate-screened-out",
        Fate::Listed if !post.public => "fate-listed-unseen",
        Fate::Listed => "fate-listed",
        Fate::OnStage => "fate-on-stage",
        Fate::Answered => match (post.is_answered_in_writing(), post.is_answered_in_speech()) {
            (true, true) => "fate-answered-both",
            (false, true) => "fate-answered-spoken",
            (true, false) => "fate-answered-written",
            (false, false) => "fate-answered",
        },
        Fate::Merged => "fate-merged",
        Fate::Withdrawn => "fate-withdrawn",
        Fate::InHand => "fate-in-hand",
        Fate::Ended if is_comment(post) => "fate-comment",
        Fate::Ended => "fate-ended",
        Fate::CarriedOver => "fate-carried-over",
    }
}
