//! Scripted citizens: they ask and endorse in rehearsals whose host wants them, at the pace set there.

use crate::{
    desk::{Act, Desk, Submission},
    kernel::{
        command::Command,
        id::{Millis, RoomId, VisitorId},
        principal::Principal,
        room::{About, Header},
        text::Lang,
    },
    store::{Db, Order, PostFilter, StoreError},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::{collections::HashMap, sync::LazyLock};
use uuid::Builder;

/// Citizens of one rehearsal.
const CITIZENS: u32 = 40;
/// One question in so many is for moderators to find something wrong with.
const UNRULY_EVERY: u32 = 9;
/// Endorsements for each question that is asked.
const VOTES: u32 = 3;
/// Questions among which they endorse, the newest.
const RECENT: u32 = 30;
const MINUTE_MS: Millis = 60_000;

/// What they say, in each language.
#[derive(Default, Deserialize)]
struct Script {
    zh: Lines,
    en: Lines,
}

#[derive(Default, Deserialize)]
struct Lines {
    names: Vec<String>,
    openers: Vec<String>,
    questions: Vec<String>,
    unruly: Vec<String>,
}

static SCRIPT: LazyLock<Script> = LazyLock::new(|| {
    let parsed = toml::from_str(include_str!("citizens.toml"));
    parsed.unwrap_or_else(|error| {
        tracing::error!(%error, "scripted citizens have nothing to say");
        Script::default()
    })
});

/// The crowd of every rehearsal that has one.
pub struct Crowd {
    db: Db,
    desk: Desk,
    /// When somebody asks next, by room.
    next: HashMap<RoomId, Millis>,
}

impl Crowd {
    /// Over the store it looks at and the desk it submits to.
    pub fn new(db: Db, desk: Desk) -> Crowd {
        Crowd { db, desk, next: HashMap::new() }
    }

    /// Asks where a question is due, and endorses a few that were asked. Meant for about once a second.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn look(&mut self) -> Result<(), StoreError> {
        let now = self.desk.now();
        let rooms = self.db.crowded_rehearsals().await?;
        self.next.retain(|room, _| rooms.iter().any(|header| header.id == *room));
        for header in rooms.iter().filter(|header| header.takes_posts(now)) {
            let next = self.next.entry(header.id).or_insert(now);
            if *next > now {
                continue;
            }
            *next = now + MINUTE_MS / Millis::from(header.crowd_per_minute.max(1));
            self.ask(header).await?;
            for _ in 0..VOTES {
                self.endorse(header).await?;
            }
        }
        Ok(())
    }

    async fn ask(&self, header: &Header) -> Result<(), StoreError> {
        let texts = self.db.texts(&[header.about.id]).await?;
        let body = texts.get(&header.about.id).and_then(|row| row.body.as_deref());
        let about: Option<About> = body.and_then(|body| serde_json::from_str(body).ok());
        let Some(about) = about else { return Ok(()) };
        let lines = if about.lang == Lang::En { &SCRIPT.en } else { &SCRIPT.zh };
        let nth = header.posts;
        let Some(text) = lines.nth(nth, &about.topic) else { return Ok(()) };
        let name = pick(&lines.names, nth).unwrap_or_default().to_owned();
        self.submit(header, nth % CITIZENS, Command::Ask { text, name, to: None, contact: None }).await;
        Ok(())
    }

    async fn endorse(&self, header: &Header) -> Result<(), StoreError> {
        let filter = PostFilter { public_only: true, ..PostFilter::default() };
        let recent = self.db.posts(header.id, &filter, Order::Newest, 0, RECENT).await?;
        if recent.is_empty() {
            return Ok(());
        }
        // The lower of two draws: some questions are liked better than others.
        let draw = || rand::random_range(0..recent.len());
        if let Some(listed) = recent.get(draw().min(draw())) {
            self.submit(header, rand::random_range(0..CITIZENS), Command::Vote { post: listed.post.id }).await;
        }
        Ok(())
    }

    /// As any citizen with the rehearsal's pass; what is refused them they let be.
    async fn submit(&self, header: &Header, citizen: u32, command: Command) {
        let principal = Principal::Visitor(visitor(header.id, citizen));
        let act = Act::Room(header.id, Box::new(command));
        if let Err(refusal) = self.desk.submit(Submission { principal, act, key: None, pass: header.pass }).await {
            tracing::debug!(room = %header.id, %refusal, "a scripted citizen was refused");
        }
    }
}

impl Lines {
    /// What is asked as the question after `nth` others: every line in turn, then again with other first words.
    fn nth(&self, nth: u32, topic: &str) -> Option<String> {
        if nth % UNRULY_EVERY == UNRULY_EVERY - 1 {
            return Some(pick(&self.unruly, nth / UNRULY_EVERY)?.to_owned());
        }
        let round = nth / u32::try_from(self.questions.len().max(1)).ok()?;
        let opener = pick(&self.openers, round)?;
        Some(format!("{opener}{}", pick(&self.questions, nth)?.replace("{topic}", topic)))
    }
}

fn pick(lines: &[String], nth: u32) -> Option<&str> {
    lines.get(usize::try_from(nth).ok()?.checked_rem(lines.len())?).map(String::as_str)
}

/// The same citizen of the same rehearsal is the same visitor, also after a restart.
fn visitor(room: RoomId, citizen: u32) -> VisitorId {
    let digest = Sha256::new().chain_update(b"scripted").chain_update(room.0).chain_update(citizen.to_be_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&digest.finalize()[..16]);
    VisitorId(Builder::from_custom_bytes(id).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn an_hour_of_rehearsal_hears_no_question_twice_but_what_breaks_rules() {
        for lines in [&SCRIPT.zh, &SCRIPT.en] {
            let said: Vec<String> = (0..140).filter_map(|nth| lines.nth(nth, "topic")).collect();
            assert_eq!(said.len(), 140);
            let sound: Vec<&String> = said.iter().filter(|text| !lines.unruly.contains(text)).collect();
            let distinct: HashSet<&String> = sound.iter().copied().collect();
            assert_eq!(distinct.len(), sound.len());
            assert!(said.len() > sound.len(), "some break rules");
        }
    }
}
