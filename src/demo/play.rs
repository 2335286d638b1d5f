//! Playing a session through the desk: each part acts as its own principal, at its own pace.

use super::{
    cast::Cast,
    dress::hall_of,
    script::{Question, Script, Session},
    seed::announce,
};
use crate::{
    app::House,
    kernel::{
        command::Command,
        id::{GuestId, PostId, RoomId, VisitorId},
        line::Speaker,
        post::Verdict,
        principal::{Principal, Role},
        room::{Header, Phase, Schedule},
    },
};
use anyhow::{Context, Result};
use std::time::Duration;
use tokio::time::sleep;
use uuid::Uuid;

/// One room and those who act in it.
#[derive(Clone)]
pub(super) struct Stage {
    house: House,
    cast: Cast,
    room: RoomId,
    guests: Vec<GuestId>,
}

impl Stage {
    /// The stage of an existing room.
    pub async fn new(house: House, cast: Cast, room: RoomId) -> Result<Stage> {
        let header = house.db.room(room).await?.context("the room is gone")?;
        Ok(Stage { house, cast, room, guests: header.guests })
    }

    async fn act(&self, who: Principal, command: Command) -> Result<crate::desk::Answer> {
        Ok(self.house.desk.room(who, self.room, command).await?)
    }

    async fn header(&self) -> Result<Header> {
        self.house.db.room(self.room).await?.context("the room is gone")
    }

    async fn revision(&self, post: PostId) -> Result<u32> {
        let posts = self.house.db.posts_by_id(&[post]).await?;
        Ok(posts.first().context("the post is gone")?.post.revision)
    }

    /// A new citizen asks.
    pub async fn ask(&self, name: &str, text: &str) -> Result<PostId> {
        let ask = Command::Ask { text: text.into(), name: name.into(), to: None };
        self.act(citizen(), ask).await?.post.context("asking made no post")
    }

    /// The moderator lets it through; it is public once the undo window ends.
    pub async fn approve(&self, post: PostId) -> Result<()> {
        self.decide(post, Verdict::Approve).await
    }

    async fn decide(&self, post: PostId, verdict: Verdict) -> Result<()> {
        let revision = self.revision(post).await?;
        self.act(self.cast.who(Role::Moderator), Command::Screen { post, revision, verdict }).await?;
        Ok(())
    }

    /// What the schedule does when the window ends; seeding moves the calendar itself.
    pub async fn release(&self, post: PostId) -> Result<()> {
        self.act(Principal::Clock, Command::Release { post }).await?;
        Ok(())
    }

    /// So many citizens endorse it.
    pub async fn votes(&self, post: PostId, many: usize) -> Result<()> {
        for _ in 0..many {
            self.act(citizen(), Command::Vote { post }).await?;
        }
        Ok(())
    }

    pub async fn open(&self) -> Result<()> {
        self.act(self.cast.who(Role::Host), Command::GoLive).await?;
        Ok(())
    }

    pub async fn close(&self) -> Result<()> {
        self.act(self.cast.who(Role::Host), Command::Close).await?;
        Ok(())
    }

    /// The stenographer types what the host says.
    pub async fn host_says(&self, text: &str) -> Result<()> {
        self.say(Speaker::Host, text).await
    }

    /// The stenographer places a picture of the table.
    pub async fn shows(&self, session: &Session) -> Result<()> {
        let file = hall_of(&self.house, self.room, session).await?;
        let people = session.guest.len() + 1;
        let text = "访谈现场（演示用示意图，人物均为虚构）".into();
        let alt = format!("{people} 个人坐在一张长桌后面，面前放着名牌，左边是主持人");
        self.act(self.cast.who(Role::Stenographer), Command::PlacePhoto { file, text, alt }).await?;
        Ok(())
    }

    async fn say(&self, speaker: Speaker, text: &str) -> Result<()> {
        self.act(self.cast.who(Role::Stenographer), Command::Say { speaker, text: text.into() }).await?;
        Ok(())
    }

    /// The question comes on stage and is answered, sentence by sentence; `pause` between them.
    pub async fn take_up(&self, question: &Question, nth: usize, mut pause: impl AsyncFnMut()) -> Result<()> {
        let Some(post) = self.find(&question.text).await? else { return Ok(()) };
        let Some(guest) = self.guests.get(nth % self.guests.len().max(1)).copied() else { return Ok(()) };
        let revision = self.revision(post).await?;
        self.act(self.cast.who(Role::Host), Command::Stage { post, revision }).await?;
        pause().await;
        let who = if question.name.is_empty() { "一位网友" } else { &question.name };
        self.host_says(&format!("请看{who}的问题。")).await?;
        pause().await;
        if question.written {
            self.reply(post, guest, &question.answer.concat()).await?;
            pause().await;
        } else {
            for sentence in &question.answer {
                self.say(Speaker::Guest { guest }, sentence).await?;
                pause().await;
            }
        }
        self.act(self.cast.who(Role::Host), Command::Unstage).await?;
        Ok(())
    }

    /// Drafted by staff, signed off by the guest, published.
    async fn reply(&self, post: PostId, guest: GuestId, text: &str) -> Result<()> {
        let (aide, signer) = (self.cast.who(Role::GuestStaff), self.cast.who(Role::Guest));
        self.act(aide, Command::Draft { post, revision: None, guest, text: text.into() }).await?;
        self.act(aide, Command::HandOver { post, guest }).await?;
        let revision = self.revision(post).await?;
        let signed = self.act(signer, Command::SignOff { post, revision, guest }).await?;
        let revision = signed.revision.unwrap_or(revision + 1);
        self.act(signer, Command::Publish { post, revision, guest }).await?;
        Ok(())
    }

    /// The post with these words.
    async fn find(&self, text: &str) -> Result<Option<PostId>> {
        let filter = crate::store::PostFilter { public_only: true, ..Default::default() };
        let posts = self.house.db.posts(self.room, &filter, crate::store::Order::Oldest, 0, 500).await?;
        let ids: Vec<_> = posts.iter().map(|listed| listed.post.text.id).collect();
        let texts = self.house.db.texts(&ids).await?;
        let words = |id| texts.get(&id).and_then(|row| row.body.as_deref());
        Ok(posts.iter().find(|listed| words(listed.post.text.id) == Some(text)).map(|listed| listed.post.id))
    }
}

fn citizen() -> Principal {
    Principal::Visitor(VisitorId(Uuid::now_v7()))
}

/// Keeps a conversation going for as long as the server runs: when the script of one
/// session is through, its host closes it and the next one begins.
///
/// # Errors
/// When the store fails; refusals are logged and the play goes on.
pub async fn play(house: House, cast: Cast, live: RoomId) -> Result<()> {
    let script = Script::shipped()?;
    let mut room = live;
    for round in 0_usize.. {
        let nth = round % (script.session.len() - 1);
        if let Err(error) = session(&house, &cast, room, &script, nth).await {
            tracing::warn!(%error, "the demonstration skipped a session");
        }
        let next = &script.session[(nth + 1) % (script.session.len() - 1)];
        sleep(Duration::from_secs(20)).await;
        let now = house.desk.now();
        let schedule = Schedule { collect_at: now, starts_at: now + 30_000, ends_at: now + 90 * 60_000 };
        room = announce(&house, &cast, next, schedule).await?;
        sleep(Duration::from_secs(30)).await;
    }
    Ok(())
}

async fn session(house: &House, cast: &Cast, room: RoomId, script: &Script, nth: usize) -> Result<()> {
    let stage = Stage::new(house.clone(), cast.clone(), room).await?;
    let header = stage.header().await?;
    let session = script.session.get(nth).context("no such session")?;
    match header.phase {
        Phase::Collecting | Phase::Announced => stage.open().await?,
        Phase::Live => {}
        _ => return Ok(()),
    }
    let (asking, answering) = (ask_all(&stage, session, script), answer_all(&stage, session));
    let (asked, answered) = tokio::join!(asking, answering);
    asked.and(answered)?;
    stage.host_says("感谢大家。今天的访谈到这里，没有答完的问题会继续办理。").await?;
    stage.close().await
}

/// Citizens ask what is not yet asked; the moderator decides a little later; others endorse.
async fn ask_all(stage: &Stage, session: &Session, script: &Script) -> Result<()> {
    for (nth, question) in session.question.iter().enumerate() {
        if stage.find(&question.text).await?.is_some() {
            continue;
        }
        let post = stage.ask(&question.name, &question.text).await?;
        sleep(Duration::from_secs(6)).await;
        stage.approve(post).await?;
        if let Some(stopped) = script.stopped.get(nth % 4) {
            let post = stage.ask(&stopped.name, &stopped.text).await?;
            sleep(Duration::from_secs(4)).await;
            stage.decide(post, Verdict::Reject { rule: stopped.rule.clone() }).await?;
        }
        sleep(Duration::from_secs(9)).await;
        stage.votes(post, nth % 5 + 2).await?;
    }
    Ok(())
}

/// Questions come on stage in turn, those that are answered already left out.
async fn answer_all(stage: &Stage, session: &Session) -> Result<()> {
    for (nth, question) in session.question.iter().enumerate() {
        let mut tries = 0;
        let post = loop {
            match stage.find(&question.text).await? {
                Some(post) => break post,
                None if tries > 60 => return Ok(()),
                None => tries += 1,
            }
            sleep(Duration::from_secs(3)).await;
        };
        let listed = stage.house.db.posts_by_id(&[post]).await?;
        if listed.first().is_some_and(|listed| listed.post.answered_at > 0) {
            continue;
        }
        stage.take_up(question, nth, async || sleep(Duration::from_secs(6)).await).await?;
        sleep(Duration::from_secs(8)).await;
    }
    Ok(())
}
