//! A crowded room for measuring: thousands of public questions with votes, one in five answered aloud.

use super::script::{Question, Script};
use crate::{
    app::House,
    desk::Answer,
    kernel::{
        command::{Command, Drawing},
        id::{GuestId, PostId, RoomId, VisitorId},
        line::Speaker,
        policy::{Policy, Publication, RoomKind},
        principal::Principal,
        refusal::Refusal,
        room::{About, Schedule},
    },
    store::PostFilter,
};
use anyhow::{Context as _, Result, ensure};
use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};
use uuid::Uuid;

/// Commands sent together; they share a few commits.
const TOGETHER: usize = 256;
/// One question in so many is answered.
const ANSWERED_OF: usize = 5;
/// Questions get from none to one less than so many votes.
const VOTES: usize = 5;
const HOUR: i64 = 3_600_000;

/// Draws a room that publishes at once, brings it to life and fills it through the desk.
/// Returns its short code.
///
/// # Errors
/// When the store cannot be written, or a question did not become public.
pub async fn furnish(house: &House, questions: usize) -> Result<String> {
    let crowd = Crowd { house, room: RoomId(Uuid::now_v7()) };
    let script = Script::shipped()?;
    let session = script.session.first().context("the script has no session")?;
    let about = About { topic: format!("{questions} 条提问的一场（测量 bench）"), ..session.about() };
    let guests: Vec<GuestId> = about.guests.iter().map(|guest| guest.id).collect();
    crowd.open(about).await?;
    let known: Vec<&Question> = script.session.iter().flat_map(|session| &session.question).collect();
    let posts = crowd.ask(&known, questions).await?;
    crowd.vote(&posts).await?;
    crowd.answer(&posts, &known, &guests).await?;
    let header = house.db.room(crowd.room).await?.context("the room is gone")?;
    let public = PostFilter { public_only: true, ..PostFilter::default() };
    let listed = house.db.count_posts(crowd.room, &public).await?;
    ensure!(usize::try_from(listed)? == questions, "{listed} of {questions} questions are public");
    Ok(header.code)
}

/// Who sends many commands to one room.
pub(super) struct Crowd<'a> {
    pub house: &'a House,
    pub room: RoomId,
}

impl Crowd<'_> {
    async fn open(&self, about: About) -> Result<()> {
        let now = self.house.desk.now();
        let policy = Policy {
            publication: Publication::BeforeApproval { delay_ms: 0 },
            posts_per_visitor: u32::MAX,
            post_every_ms: 0,
            undo_ms: 0,
            ..Policy::default()
        };
        let schedule = Schedule { collect_at: now - HOUR, starts_at: now - HOUR, ends_at: now + 20 * HOUR };
        let (kind, units) = (RoomKind::Interview, Vec::new());
        let draw = Command::Draw(Drawing {
            kind,
            policy,
            schedule,
            about,
            units,
            rehearsal: false,
            copied_from: None,
            workflow: None,
        });
        for command in [draw, Command::Announce] {
            self.house.desk.room(Principal::Operator, self.room, command).await?;
        }
        self.house.desk.room(Principal::Clock, self.room, Command::Advance).await?;
        self.house.desk.room(Principal::Operator, self.room, Command::GoLive).await?;
        Ok(())
    }

    /// Everybody asks once, then the schedule makes it public.
    async fn ask(&self, known: &[&Question], questions: usize) -> Result<Vec<PostId>> {
        let ask = |(nth, question): (usize, &&Question)| {
            let text = format!("{} 号楼来问：{}", nth + 1, question.text);
            (citizen(), Command::Ask { text, name: String::new(), to: None, contact: None })
        };
        let asked = self.all(known.iter().cycle().take(questions).enumerate().map(ask)).await?;
        let posts: Vec<PostId> = asked.iter().filter_map(|answer| answer.post).collect();
        ensure!(posts.len() == questions, "{} of {questions} questions were received", posts.len());
        self.all(posts.iter().map(|post| (Principal::Clock, Command::Release { post: *post }))).await?;
        Ok(posts)
    }

    async fn vote(&self, posts: &[PostId]) -> Result<()> {
        let voices = |(nth, post)| std::iter::repeat_n(post, nth * 7 % VOTES);
        let votes = posts.iter().enumerate().flat_map(voices);
        self.all(votes.map(|post| (citizen(), Command::Vote { post: *post }))).await.map(drop)
    }

    /// Each comes on stage and a guest says something, in this order.
    async fn answer(&self, posts: &[PostId], known: &[&Question], guests: &[GuestId]) -> Result<()> {
        let chosen: Vec<PostId> = posts.iter().copied().step_by(ANSWERED_OF).collect();
        let mut revisions = std::collections::HashMap::new();
        for part in chosen.chunks(TOGETHER) {
            let listed = self.house.db.posts_by_id(part).await?;
            revisions.extend(listed.iter().map(|listed| (listed.post.id, listed.post.revision)));
        }
        let spoken = chosen.iter().zip(known.iter().cycle().step_by(ANSWERED_OF)).zip(guests.iter().cycle());
        let commands = spoken.flat_map(|((post, question), guest)| {
            let revision = revisions.get(post).copied().unwrap_or_default();
            let (speaker, text) = (Speaker::Guest { guest: *guest }, question.answer.concat());
            let text = if text.is_empty() { question.text.clone() } else { text };
            [Command::Stage { post: *post, revision }, Command::Say { speaker, text, before: None }]
        });
        self.all(commands.map(|command| (Principal::Operator, command))).await?;
        self.house.desk.room(Principal::Operator, self.room, Command::Unstage { post: None, answered: false }).await?;
        Ok(())
    }

    /// Submits many at a time; within the queue they keep their order.
    pub async fn all(&self, commands: impl Iterator<Item = (Principal, Command)>) -> Result<Vec<Answer>> {
        let mut commands = commands.map(|(who, command)| self.house.desk.room(who, self.room, command)).peekable();
        let mut answers = Vec::new();
        while commands.peek().is_some() {
            for answer in in_order(commands.by_ref().take(TOGETHER)).await {
                answers.push(answer?);
            }
        }
        Ok(answers)
    }
}

/// A command under way and what it gave.
type Slot<F> = (Pin<Box<F>>, Option<<F as Future>::Output>);

/// Drives all of them, always the earlier before the later, and gives what they gave in that order.
async fn in_order<F: Future<Output = Result<Answer, Refusal>>>(
    futures: impl Iterator<Item = F>,
) -> Vec<Result<Answer, Refusal>> {
    let mut waiting: Vec<Slot<F>> = futures.map(|future| (Box::pin(future), None)).collect();
    poll_fn(|cx| poll_each(&mut waiting, cx)).await;
    waiting.into_iter().filter_map(|(_, answer)| answer).collect()
}

fn poll_each<F: Future>(waiting: &mut [Slot<F>], cx: &mut Context<'_>) -> Poll<()> {
    let mut done = true;
    for (future, answer) in waiting.iter_mut().filter(|(_, answer)| answer.is_none()) {
        match future.as_mut().poll(cx) {
            Poll::Ready(given) => *answer = Some(given),
            Poll::Pending => done = false,
        }
    }
    if done { Poll::Ready(()) } else { Poll::Pending }
}

fn citizen() -> Principal {
    Principal::Visitor(VisitorId(Uuid::now_v7()))
}
