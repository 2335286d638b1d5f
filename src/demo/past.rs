//! Years of invented sessions for measuring the archive: written through the desk, so that journal, tables and index
//! are what they would be; only the words mean nothing.

use super::bench::Crowd;
use crate::{
    app::House,
    config::Config,
    kernel::{
        command::{Command, Drawing},
        id::{GuestId, RoomId},
        line::Speaker,
        policy::{Policy, RoomKind},
        principal::Principal,
        room::{About, Guest, Schedule},
        text::Lang,
    },
    terms,
};
use anyhow::Result;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use uuid::Uuid;

/// Whose characters the words are made of.
const SCRIPT: &str = include_str!("yunting.toml");
/// Lines of one session.
const LINES: usize = 2_000;
/// Lines written at a time; they share a commit.
const TOGETHER: usize = 200;
/// One line in so many is a heading.
const HEADED: usize = 50;
/// Units that take turns, and guests of each.
const UNITS: usize = 40;
const GUESTS: usize = 5;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// What was written.
pub struct Past {
    /// Sessions.
    pub sessions: usize,
    /// Words to look for: the two most frequent ones, one in the middle, the rarest.
    pub words: [String; 4],
}

/// Writes sessions with `lines` lines in all, the last one yesterday, one a day before it.
///
/// # Errors
/// When the store cannot be written.
pub async fn furnish_past(config: &Config, lines: usize) -> Result<Past> {
    let sessions = lines.div_ceil(LINES);
    let today = jiff::Timestamp::now().as_millisecond();
    let first = today - DAY * i64::try_from(sessions)?;
    let clock = Arc::new(AtomicI64::new(first));
    let told = clock.clone();
    let house = House::open(config, Arc::new(move || told.load(Ordering::SeqCst))).await?;
    let mut pen = Pen::new();
    for nth in 0..sessions {
        clock.store(first + DAY * i64::try_from(nth)?, Ordering::SeqCst);
        session(&house, &clock, nth, LINES.min(lines - nth * LINES), &mut pen).await?;
    }
    house.close().await;
    let last = pen.words.len().saturating_sub(1);
    let words = [0, 1, last / 20, last].map(|at| pen.words.get(at).cloned().unwrap_or_default());
    Ok(Past { sessions, words })
}

async fn session(house: &House, clock: &AtomicI64, nth: usize, lines: usize, pen: &mut Pen) -> Result<()> {
    let (room, now) = (RoomId(Uuid::now_v7()), clock.load(Ordering::SeqCst));
    let about = about(nth, pen);
    let guest = about.guests.first().map_or(GuestId(Uuid::nil()), |guest| guest.id);
    let schedule = Schedule { collect_at: now, starts_at: now, ends_at: now + 120 * MINUTE };
    let (kind, policy) = (RoomKind::Interview, Policy::default());
    let draw = Command::Draw(Drawing {
        kind,
        policy,
        schedule,
        about,
        units: vec![],
        rehearsal: false,
        copied_from: None,
        workflow: None,
    });
    for command in [draw, Command::Announce] {
        house.desk.room(Principal::Operator, room, command).await?;
    }
    house.desk.room(Principal::Clock, room, Command::Advance).await?;
    house.desk.room(Principal::Operator, room, Command::GoLive).await?;
    let mut written = 0;
    while written < lines {
        clock.fetch_add(MINUTE, Ordering::SeqCst);
        let many = TOGETHER.min(lines - written);
        let commands = (0..many).map(|at| (Principal::Operator, line(written + at, guest, pen)));
        Crowd { house, room }.all(commands).await?;
        written += many;
    }
    house.desk.room(Principal::Operator, room, Command::Close).await?;
    Ok(())
}

fn line(nth: usize, guest: GuestId, pen: &mut Pen) -> Command {
    match nth % HEADED {
        0 => Command::Head { text: pen.words(4), before: None },
        // a citizen asks through the host, then the guest answers at length
        part if part % 6 == 1 => Command::Say { speaker: Speaker::Host, text: pen.sentence(12), before: None },
        _ => Command::Say { speaker: Speaker::Guest { guest }, text: pen.sentence(24), before: None },
    }
}

fn about(nth: usize, pen: &mut Pen) -> About {
    let unit = nth % UNITS;
    let guest = Guest {
        id: GuestId(Uuid::now_v7()),
        name: format!("测量{}{}", pen.word(), nth / UNITS % GUESTS),
        office: format!("第{unit}局局长"),
        portrait: None,
    };
    About {
        topic: format!("{}（测量）", pen.words(3)),
        units: vec![format!("市第{unit}局")],
        guests: vec![guest],
        host: "主持人".into(),
        background: pen.sentence(20),
        wanted: String::new(),
        ..About::blank(Lang::Zh)
    }
}

/// Writes real words in an order that means nothing, frequent ones often and rare ones rarely (Zipf). The same every
/// time.
struct Pen {
    words: Vec<String>,
    weights: Vec<f64>,
    state: u64,
}

impl Pen {
    /// The dictionary's words of two characters that stand in the demonstration's script.
    fn new() -> Pen {
        let mut characters: Vec<char> = SCRIPT.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).collect();
        characters.sort_unstable();
        characters.dedup();
        let pairs = characters.iter().flat_map(|a| characters.iter().map(move |b| format!("{a}{b}")));
        let mut words: Vec<String> = pairs.filter(|pair| terms::is_word(pair)).collect();
        let mut pen = Pen { words: Vec::new(), weights: Vec::new(), state: 0x9E37_79B9_7F4A_7C15 };
        // which word is frequent is drawn
        for at in (1..words.len()).rev() {
            words.swap(at, (pen.chance() * (at + 1) as f64) as usize);
        }
        let mut sum = 0.0;
        for rank in 0..words.len() {
            sum += 1.0 / (rank as f64 + 8.0);
            pen.weights.push(sum);
        }
        pen.words = words;
        pen
    }

    /// From 0 to below 1 (xorshift).
    fn chance(&mut self) -> f64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn word(&mut self) -> String {
        let drawn = self.chance() * self.weights.last().copied().unwrap_or_default();
        let at = self.weights.partition_point(|weight| *weight <= drawn);
        self.words.get(at).cloned().unwrap_or_default()
    }

    fn words(&mut self, many: usize) -> String {
        (0..many).map(|_| self.word()).collect()
    }

    /// About so many words with signs between them.
    fn sentence(&mut self, many: usize) -> String {
        let many = many / 2 + (self.chance() * many as f64) as usize;
        let mut out = String::new();
        for nth in 1..=many.max(1) {
            out.push_str(&self.word());
            if nth % 6 == 0 && nth < many {
                out.push('，');
            }
        }
        out.push('。');
        out
    }
}
