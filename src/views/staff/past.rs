//! What a session has answered already, to be read beside the question that is answered now.

use super::row::Setting;
use crate::{
    kernel::{
        id::{GuestId, PostId},
        line::Line,
        post::{Fate, Post, ReplyState},
        room::Header,
    },
    store::{Db, Order, PostFilter, StoreError},
    views::{
        question::guest_of,
        reader::{Said, Texts},
    },
};

/// Answered questions that are looked through.
const LOOKED: u32 = 60;
/// Of these, how many are shown.
const SHOWN: usize = 12;

/// A question and how it was answered.
#[derive(Clone, Debug)]
pub struct Past {
    /// Its number.
    pub number: u32,
    /// Its words as the public reads them.
    pub question: Said,
    /// Name and words of each answer, written or spoken.
    pub answers: Vec<(String, Said)>,
}

/// The last answered questions but `post`, those answered by `guests` first.
///
/// # Errors
/// `StoreError`.
pub async fn past(
    db: &Db,
    header: &Header,
    setting: &mut Setting,
    (post, guests): (PostId, &[GuestId]),
) -> Result<Vec<Past>, StoreError> {
    let fates = vec![Fate::Answered, Fate::OnStage];
    let filter = PostFilter { public_only: true, fates, ..PostFilter::default() };
    let found = db.posts(header.id, &filter, Order::Newest, 0, LOOKED).await?;
    let mut posts: Vec<Post> =
        found.into_iter().map(|listed| listed.post).filter(|other| other.id != post && other.answered_at > 0).collect();
    let ids: Vec<PostId> = posts.iter().map(|post| post.id).collect();
    let lines = spoken(db, &ids).await?;
    posts.sort_by_key(|post| (!answered_by(post, &lines, guests), std::cmp::Reverse(post.answered_at)));
    posts.truncate(SHOWN);
    let named: Vec<GuestId> = posts.iter().flat_map(|post| post.replies.iter().map(|reply| reply.guest)).collect();
    setting.know(db, header, &named).await?;
    let texts = Texts::read(db, &texts_of(&posts, &lines)).await?;
    Ok(posts.iter().map(|post| told(post, &lines, setting, &texts)).collect())
}

async fn spoken(db: &Db, posts: &[PostId]) -> Result<Vec<Line>, StoreError> {
    let lines = db.lines_of(posts).await?;
    Ok(lines.into_iter().filter(|line| line.is_guests() && !line.taken_down).collect())
}

fn answered_by(post: &Post, lines: &[Line], guests: &[GuestId]) -> bool {
    let by = |guest: GuestId| guests.contains(&guest);
    post.replies.iter().any(|reply| reply.state == ReplyState::Published && by(reply.guest))
        || lines.iter().any(|line| line.post == Some(post.id) && guest_of(line).is_some_and(by))
}

fn texts_of(posts: &[Post], lines: &[Line]) -> Vec<crate::kernel::id::TextId> {
    let asked = posts.iter().map(|post| post.worded.as_ref().unwrap_or(&post.text).id);
    let written = posts.iter().flat_map(|post| post.replies.iter().map(|reply| reply.text.id));
    let said = lines.iter().filter_map(|line| line.text.as_ref()).map(|text| text.id);
    asked.chain(written).chain(said).collect()
}

fn told(post: &Post, lines: &[Line], setting: &Setting, texts: &Texts) -> Past {
    let name = |guest: GuestId| setting.guest(guest).unwrap_or_default();
    let published = post.replies.iter().filter(|reply| reply.state == ReplyState::Published);
    let written = published.map(|reply| (name(reply.guest), texts.said(&reply.text)));
    let bound = lines.iter().filter(|line| line.post == Some(post.id));
    let said = bound.filter_map(|line| Some((name(guest_of(line)?), texts.said(line.text.as_ref()?))));
    Past {
        number: post.number,
        question: texts.said(post.worded.as_ref().unwrap_or(&post.text)),
        answers: said.chain(written).collect(),
    }
}
