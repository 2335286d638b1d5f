//! The events that readers wait for: lines of a stenographer, at a rate, each acknowledged by the server.

use crate::{
    connection::Target,
    crew::{Member, key},
    crowd::{Ack, Shared},
    options::LiveLoad,
    tally::Tally,
};
use anyhow::{Context, Result};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::{
    task::JoinSet,
    time::{Duration, Instant, sleep_until},
};
use wenzheng::kernel::{command::Command, line::Speaker};

/// Commands a second that one staff session may send (`staff_per_second` is 60).
const PER_SESSION: f64 = 25.0;
/// Log-ins of one name in a minute are six.
const MOST_SESSIONS: usize = 6;
/// Connections of one session: a line may wait for the disk while the next is due.
const LANES: usize = 3;

/// People who can speak.
pub struct Speech {
    members: Vec<Member>,
    room: String,
    chars: usize,
}

/// A stretch of speech.
#[derive(Clone, Copy)]
pub struct Stretch {
    /// Lines a second.
    pub rate: f64,
    /// The first line.
    pub from: Instant,
    /// Lines from here on are counted.
    pub counts_from: Instant,
    /// No line after this.
    pub to: Instant,
}

impl Speech {
    /// Logs in as often as the rate demands.
    ///
    /// # Errors
    /// When the server does not let them in.
    pub async fn prepare(target: &Target, load: &LiveLoad) -> Result<Speech> {
        let needed = (load.rate / PER_SESSION).ceil().max(1.0);
        let sessions = load.sessions.unwrap_or(needed as usize).clamp(1, MOST_SESSIONS);
        let mut members = Vec::new();
        for _ in 0..sessions {
            let member = Member::log_in(target, None, &load.login, &load.password).await?;
            members.extend((0..LANES).map(|_| member.again()));
        }
        Ok(Speech { members, room: load.room.clone(), chars: load.chars })
    }

    /// Speaks; returns how long acknowledgements took, and what was refused.
    ///
    /// # Errors
    /// When a task of ours ended badly.
    pub async fn speak(&mut self, stretch: Stretch, shared: &Arc<Shared>) -> Result<Tally> {
        let tally = Arc::new(Mutex::new(Tally::new()?));
        let (mut lanes, all) = (JoinSet::new(), self.members.len());
        for (nth, member) in self.members.drain(..).enumerate() {
            let lane = Lane { nth, all, room: self.room.clone(), chars: self.chars, stretch };
            lanes.spawn(lane.run(member, shared.clone(), tally.clone()));
        }
        while let Some(member) = lanes.join_next().await {
            self.members.push(member?);
        }
        let tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(tally.clone())
    }
}

/// Every n-th line.
struct Lane {
    nth: usize,
    all: usize,
    room: String,
    chars: usize,
    stretch: Stretch,
}

impl Lane {
    async fn run(self, mut member: Member, shared: Arc<Shared>, tally: Arc<Mutex<Tally>>) -> Member {
        for line in (self.nth..).step_by(self.all) {
            let due = self.stretch.from + Duration::from_secs_f64(line as f64 / self.stretch.rate.max(0.001));
            if due >= self.stretch.to {
                break;
            }
            sleep_until(due).await;
            let began = Instant::now();
            let sent = self.say(&mut member, line, due >= self.stretch.counts_from, &shared).await;
            let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
            match sent {
                Ok(status) => tally.count(status, 0, began.elapsed()),
                Err(_) => tally.broken += 1,
            }
        }
        member
    }

    async fn say(&self, member: &mut Member, line: usize, counts: bool, shared: &Shared) -> Result<u16> {
        let said = format!("第 {line} 句，");
        let text: String =
            said.chars().chain("请各位读者稍候，我们正在记录现场的发言。".chars().cycle()).take(self.chars).collect();
        let command = Command::Say { speaker: Speaker::Host, text, before: None };
        match member.send(&self.room, &key(), &command).await.context("a line")? {
            Ok(told) => {
                let ack = Ack { at: std::time::Instant::now(), counts };
                shared.acks().keep(told.answer.public_at, ack);
                Ok(200)
            }
            Err(refused) => Ok(refused.status),
        }
    }
}
