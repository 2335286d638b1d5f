//! People who all send commands at once, and what each was told.

use crate::{house::citizen, place::Cast};
use std::sync::{Arc, Mutex};
use wenzheng::{
    desk::{Act, Answer, Desk, Key, Submission},
    kernel::{command::Command, post::Verdict, principal::Principal, refusal::Refusal},
};

/// Citizens who ask at the same time.
const ASKERS: usize = 3;
/// Questions each of them asks.
const ROUNDS: usize = 6;

/// A command that was sent under a key.
#[derive(Clone, Debug)]
pub struct Sent {
    pub client: usize,
    pub principal: Principal,
    pub command: Command,
    pub key: String,
    /// None if it was not acknowledged: then it may be there or not.
    pub answer: Option<Answer>,
}

impl Sent {
    pub async fn again(&self, desk: &Desk, cast: &Cast) -> Result<Answer, Refusal> {
        let key = Some(Key { key: self.key.clone(), request: format!("{:?}", self.command) });
        let act = Act::Room(cast.room, Box::new(self.command.clone()));
        desk.submit(Submission { principal: self.principal, act, key, pass: None }).await
    }
}

struct Crowd {
    desk: Desk,
    cast: Cast,
    sent: Mutex<Vec<Sent>>,
}

/// Everybody sends until all is said or the first refusal; returns what was sent, in order of the answers.
pub async fn crowd(desk: &Desk, cast: &Cast) -> Vec<Sent> {
    let crowd = Arc::new(Crowd { desk: desk.clone(), cast: *cast, sent: Mutex::default() });
    let mut people = tokio::task::JoinSet::new();
    for client in 0..ASKERS {
        let crowd = crowd.clone();
        people.spawn(async move { crowd.asks(client).await });
    }
    let (voters, moderator, official) = (crowd.clone(), crowd.clone(), crowd.clone());
    people.spawn(async move { voters.vote(ASKERS).await });
    people.spawn(async move { moderator.screens(ASKERS + 1).await });
    people.spawn(async move { official.replies(ASKERS + 2).await });
    people.join_all().await;
    let sent = crowd.sent.lock().unwrap();
    sent.clone()
}

impl Crowd {
    async fn asks(&self, client: usize) -> Option<()> {
        let who = citizen();
        for nth in 0..ROUNDS {
            let text = format!("第{client}位的第{nth}问：{}", "公交几点收班？".repeat(nth * 7));
            self.send(client, nth, who, Command::Ask { text, name: String::new(), to: None, contact: None }).await?;
        }
        Some(())
    }

    async fn vote(&self, client: usize) -> Option<()> {
        for (nth, post) in self.cast.listed.into_iter().cycle().take(12).enumerate() {
            self.send(client, nth, citizen(), Command::Vote { post }).await?;
        }
        Some(())
    }

    async fn screens(&self, client: usize) -> Option<()> {
        for (nth, post) in self.cast.waiting.into_iter().enumerate() {
            let verdict = if nth % 2 == 0 { Verdict::Approve } else { Verdict::Hold };
            self.send(client, nth, self.cast.moderator, Command::Screen { post, revision: 1, verdict }).await?;
        }
        Some(())
    }

    async fn replies(&self, client: usize) -> Option<()> {
        let (guest, who) = (self.cast.guest, self.cast.official);
        for (nth, post) in self.cast.listed.into_iter().enumerate() {
            let draft = Command::Draft { post, revision: None, guest, text: format!("第{nth}条书面答复") };
            let revision = self.send(client, nth * 3, who, draft).await?.revision?;
            let signed = self.send(client, nth * 3 + 1, who, Command::SignOff { post, revision, guest }).await?;
            let publish = Command::Publish { post, revision: signed.revision?, guest };
            self.send(client, nth * 3 + 2, who, publish).await?;
        }
        Some(())
    }

    async fn send(&self, client: usize, nth: usize, principal: Principal, command: Command) -> Option<Answer> {
        let mut sent = Sent { client, principal, command, key: format!("{client}-{nth}"), answer: None };
        sent.answer = sent.again(&self.desk, &self.cast).await.ok();
        let answer = sent.answer.clone();
        self.sent.lock().unwrap().push(sent);
        answer
    }
}
