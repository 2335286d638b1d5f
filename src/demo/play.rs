//! Playing a session through the desk: each part acts as its own principal, at its own pace.

use super::{
    cast::Cast,
    dress::hall_of,
    script::{Question, Script, Session, Stopped},
    seed::{MINUTE, Seeded, announce, by_sentence},
};
use crate::{
    app::House,
    kernel::{
        appeal::AppealStep,
        command::Command,
        id::{GuestId, Millis, PostId, RoomId, VisitorId},
        line::Speaker,
        post::Verdict,
        principal::{Principal, Role},
        room::{About, Header, Phase, Schedule},
    },
    store::{Listed, Order, PostFilter},
};
use anyhow::{Context, Result};
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};
use uuid::Uuid;

/// One room and those who act in it.
#[derive(Clone)]
pub(super) struct Stage {
    pub house: House,
    pub cast: Cast,
    pub room: RoomId,
    pub guests: Vec<GuestId>,
}

impl Stage {
    /// The stage of an existing room.
    pub async fn new(house: House, cast: Cast, room: RoomId) -> Result<Stage> {
        let header = house.db.room(room).await?.context("the room is gone")?;
        Ok(Stage { house, cast, room, guests: header.guests })
    }

    pub async fn act(&self, who: Principal, command: Command) -> Result<crate::desk::Answer> {
        Ok(self.house.desk.room(who, self.room, command).await?)
    }

    async fn header(&self) -> Result<Header> {
        self.house.db.room(self.room).await?.context("the room is gone")
    }

    pub async fn revision(&self, post: PostId) -> Result<u32> {
        let posts = self.house.db.posts_by_id(&[post]).await?;
        Ok(posts.first().context("the post is gone")?.post.revision)
    }

    /// A new citizen asks.
    pub async fn ask(&self, name: &str, text: &str) -> Result<PostId> {
        self.ask_as(citizen(), name, text).await
    }

    async fn ask_as(&self, author: Principal, name: &str, text: &str) -> Result<PostId> {
        let ask = Command::Ask { text: text.into(), name: name.into(), to: None, contact: None };
        self.act(author, ask).await?.post.context("asking made no post")
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
        self.act(self.cast.who(Role::Stenographer), Command::PlacePhoto { file, text, alt, before: None }).await?;
        Ok(())
    }

    async fn say(&self, speaker: Speaker, text: &str) -> Result<()> {
        self.act(self.cast.who(Role::Stenographer), Command::Say { speaker, text: text.into(), before: None }).await?;
        Ok(())
    }

    /// The question comes on stage and is answered, sentence by sentence; `pause` between them.
    pub async fn take_up(&self, question: &Question, nth: usize, mut pause: impl AsyncFnMut()) -> Result<()> {
        let Some(post) = self.find(&question.text).await? else { return Ok(()) };
        let Some(guest) = self.guests.get(nth % self.guests.len().max(1)).copied() else { return Ok(()) };
        let who = if question.name.is_empty() { "一位网友" } else { &question.name };
        self.host_says(&format!("请看{who}的问题。")).await?;
        pause().await;
        let revision = self.revision(post).await?;
        self.act(self.cast.who(Role::Host), Command::Stage { post, revision }).await?;
        pause().await;
        if question.written {
            self.reply(post, guest, &question.answer, &mut pause).await?;
            pause().await;
        } else {
            for sentence in &question.answer {
                self.say(Speaker::Guest { guest }, sentence).await?;
                pause().await;
            }
        }
        self.act(self.cast.who(Role::Host), Command::Unstage { post: None, answered: true }).await?;
        Ok(())
    }

    /// Drafted by staff, then published by the guest: sentence by sentence where the room allows it,
    /// else signed off and at once.
    async fn reply(
        &self,
        post: PostId,
        guest: GuestId,
        sentences: &[String],
        pause: &mut impl AsyncFnMut(),
    ) -> Result<()> {
        let (aide, signer) = (self.cast.who(Role::GuestStaff), self.cast.who(Role::Guest));
        self.act(aide, Command::Draft { post, revision: None, guest, text: sentences.concat() }).await?;
        self.act(aide, Command::HandOver { post, guest }).await?;
        if self.header().await?.policy.by_sentence {
            for text in sentences {
                let (revision, text) = (self.revision(post).await?, text.clone());
                self.act(signer, Command::PublishPart { post, revision, guest, text }).await?;
                pause().await;
            }
            let revision = self.revision(post).await?;
            self.act(signer, Command::Finish { post, revision, guest }).await?;
            return Ok(());
        }
        let revision = self.revision(post).await?;
        let signed = self.act(signer, Command::SignOff { post, revision, guest }).await?;
        let revision = signed.revision.unwrap_or(revision + 1);
        self.act(signer, Command::Publish { post, revision, guest }).await?;
        Ok(())
    }

    /// The first guest says something that answers no question.
    pub async fn adds(&self, text: &str) -> Result<()> {
        let Some(guest) = self.guests.first().copied().filter(|_| !text.is_empty()) else { return Ok(()) };
        self.act(self.cast.who(Role::Stenographer), Command::LetGo).await?;
        self.say(Speaker::Guest { guest }, text).await
    }

    async fn public(&self) -> Result<Vec<Listed>> {
        let filter = PostFilter { public_only: true, ..Default::default() };
        Ok(self.house.db.posts(self.room, &filter, Order::Oldest, 0, 500).await?)
    }

    /// What the script has for this room, by its topic.
    async fn part_of<'a>(&self, script: &'a Script) -> Result<Option<&'a Session>> {
        let about = self.header().await?.about.id;
        let body = self.house.db.texts(&[about]).await?.remove(&about).and_then(|row| row.body);
        let about: Option<About> = body.and_then(|body| serde_json::from_str(&body).ok());
        Ok(about.and_then(|about| script.session.iter().find(|session| session.topic == about.topic)))
    }

    /// Public questions that are not answered.
    async fn open_questions(&self) -> Result<Vec<PostId>> {
        let open = |listed: &Listed| (listed.post.answered_at == 0).then_some(listed.post.id);
        Ok(self.public().await?.iter().filter_map(open).collect())
    }

    /// The post with these words.
    pub async fn find(&self, text: &str) -> Result<Option<PostId>> {
        let posts = self.public().await?;
        let ids: Vec<_> = posts.iter().map(|listed| listed.post.text.id).collect();
        let texts = self.house.db.texts(&ids).await?;
        let words = |id| texts.get(&id).and_then(|row| row.body.as_deref());
        Ok(posts.iter().find(|listed| words(listed.post.text.id) == Some(text)).map(|listed| listed.post.id))
    }
}

fn citizen() -> Principal {
    Principal::Visitor(VisitorId(Uuid::now_v7()))
}

/// Keeps a conversation going for as long as the server runs: when the script of one session is
/// through, its host closes it, and the one that stood on the home page meanwhile begins. Whoever
/// steps into a role acts beside the script, which goes on with whatever they leave.
///
/// # Errors
/// When the store fails; refusals are logged and the play goes on.
pub async fn play(house: House, seeded: Seeded) -> Result<()> {
    let script = Script::shipped()?;
    let Seeded { cast, live, soon } = seeded;
    let (mut room, mut soon) = (live, soon);
    for round in 0_usize.. {
        let (now, next) = (house.desk.now(), sequel(&script, round + 1)?);
        let upcoming = match soon.take() {
            Some(room) => room,
            None => announce(&house, &cast, next, by_sentence(), shortly(now)).await?,
        };
        let stage = Stage::new(house.clone(), cast.clone(), room).await?;
        session(&stage, stage.part_of(&script).await?.unwrap_or(sequel(&script, round)?), &script).await?;
        sleep(Duration::from_secs(10)).await;
        room = upcoming;
    }
    Ok(())
}

/// The session of a round: first the one in progress, then the one that stands on the home page from
/// the beginning, then the others.
fn sequel(script: &Script, round: usize) -> Result<&Session> {
    const ORDER: [usize; 4] = [0, 2, 1, 3];
    script.session.get(ORDER[round % ORDER.len()]).context("no such session")
}

/// How long a session is played at least; the one announced meanwhile begins when it is over.
const LENGTH: Millis = 8 * MINUTE;

/// Begins when the one before is through.
fn shortly(now: Millis) -> Schedule {
    Schedule { collect_at: now, starts_at: now + LENGTH, ends_at: now + LENGTH + 20 * MINUTE }
}

async fn session(stage: &Stage, session: &Session, script: &Script) -> Result<()> {
    match stage.header().await?.phase {
        Phase::Collecting | Phase::Announced => tried("open", stage.open().await),
        Phase::Live => {}
        _ => return Ok(()),
    }
    let over = Instant::now() + Duration::from_millis(LENGTH.unsigned_abs());
    let (asking, answering) = (ask_all(stage, session, script), answer_all(stage, session));
    let whole = async {
        let (asked, answered) = tokio::join!(asking, answering);
        asked.and(answered)?;
        linger(stage, over).await;
        anyhow::Ok(())
    };
    tokio::select! {
        () = endorse(stage) => {}
        through = whole => through?,
    }
    tried("end", stage.host_says("感谢大家。问题都说过一遍了，今天的访谈提前结束；没有答完的会继续办理。").await);
    tried("close", stage.close().await);
    Ok(())
}

/// The script is through and there is time: whoever watches may step in.
async fn linger(stage: &Stage, over: Instant) {
    if over > Instant::now() + Duration::from_secs(30) {
        tried("linger", stage.host_says("收到的问题先答到这里。还有几分钟，大家想到什么，请继续写下来。").await);
    }
    sleep_until(over).await;
}

/// Somebody at a desk was faster, or decided otherwise: the script goes on.
fn tried<T>(what: &'static str, done: Result<T>) {
    if let Err(error) = done {
        tracing::info!(what, %error, "the demonstration left a step to others");
    }
}

/// Citizens ask what is not yet asked; the moderator decides a little later.
async fn ask_all(stage: &Stage, session: &Session, script: &Script) -> Result<()> {
    for (nth, question) in session.question.iter().enumerate() {
        if stage.find(&question.text).await?.is_some() {
            continue;
        }
        tried("ask", ask_one(stage, question).await);
        if let Some(stopped) = script.stopped.get(nth % 4) {
            tried("stop", stop_one(stage, stopped).await);
        }
        sleep(Duration::from_secs(20)).await;
    }
    Ok(())
}

async fn ask_one(stage: &Stage, question: &Question) -> Result<()> {
    let post = stage.ask(&question.name, &question.text).await?;
    sleep(Duration::from_secs(8)).await;
    stage.approve(post).await
}

/// Somebody asks, is stopped, and may appeal once that has taken effect.
async fn stop_one(stage: &Stage, stopped: &Stopped) -> Result<()> {
    let author = citizen();
    let post = stage.ask_as(author, &stopped.name, &stopped.text).await?;
    sleep(Duration::from_secs(6)).await;
    stage.decide(post, Verdict::Reject { rule: stopped.rule.clone() }).await?;
    let Some(text) = stopped.appeal.clone() else { return Ok(()) };
    sleep(Duration::from_secs(12)).await;
    stage.act(author, Command::Appeal { step: AppealStep::Make { post, text } }).await.map(drop)
}

/// Every few seconds somebody endorses a question that is still open.
async fn endorse(stage: &Stage) {
    loop {
        sleep(Duration::from_millis(rand::random_range(1_500..6_000))).await;
        let open = stage.open_questions().await.unwrap_or_default();
        if let Some(post) = open.get(rand::random_range(0..open.len().max(1))) {
            tried("endorse", stage.votes(*post, 1).await);
        }
    }
}

/// Questions come on stage in turn, those that are answered already left out.
async fn answer_all(stage: &Stage, session: &Session) -> Result<()> {
    for (nth, question) in session.question.iter().enumerate() {
        let Some(post) = appeared(stage, question).await? else { continue };
        let listed = stage.house.db.posts_by_id(&[post]).await?;
        if listed.first().is_some_and(|listed| listed.post.answered_at > 0) {
            continue;
        }
        tried("answer", stage.take_up(question, nth, async || sleep(Duration::from_secs(6)).await).await);
        sleep(Duration::from_secs(8)).await;
    }
    Ok(())
}

/// Waits for the question until it is public, at most a minute: a moderator may have stopped it.
async fn appeared(stage: &Stage, question: &Question) -> Result<Option<PostId>> {
    for _ in 0..20 {
        if let Some(post) = stage.find(&question.text).await? {
            return Ok(Some(post));
        }
        sleep(Duration::from_secs(3)).await;
    }
    Ok(None)
}
