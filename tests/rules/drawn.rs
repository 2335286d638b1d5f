//! The rooms of random plays, and the numbers that people and broken clients send.

use crate::people::guest;
use wenzheng::kernel::{
    command::{Command, Drawing},
    id::Millis,
    policy::{Policy, Publication, RoomKind},
    room::{About, Guest, Schedule},
    text::Lang,
};

pub const NINE: Millis = 1_795_395_600_000;
pub const HOUR: Millis = 3_600_000;
pub const YEAR: Millis = 365 * 24 * HOUR;
/// Times and spans that people and broken clients send.
pub const SPANS: [Millis; 10] = [0, 1, 5_000, HOUR, 24 * HOUR, 10 * YEAR, -1, -10 * YEAR, Millis::MAX, Millis::MIN];

pub fn policy(seed: u16) -> Policy {
    let publication = match seed % 3 {
        0 => Publication::AfterApproval,
        1 => Publication::WithAnswer,
        _ => Publication::BeforeApproval { delay_ms: [0, 1, 5_000, HOUR][usize::from(seed / 3 % 4)] },
    };
    Policy {
        publication,
        post_every_ms: if seed.is_multiple_of(7) { HOUR } else { 0 },
        posts_per_visitor: if seed.is_multiple_of(5) { 2 } else { 50 },
        undo_ms: [5_000, 5_000, 0, HOUR][usize::from(seed / 30 % 4)],
        sign_off: !seed.is_multiple_of(4),
        by_sentence: seed.is_multiple_of(2),
        announced_by_approver: seed.is_multiple_of(6),
        proof_ms: [0, 0, 30_000][usize::from(seed / 8 % 3)],
        close_after_ms: if seed.is_multiple_of(11) { 0 } else { HOUR },
        votes: !seed.is_multiple_of(13),
        ..Policy::default()
    }
}

/// A policy with a span nobody can mean.
pub fn unsound(seed: u8) -> Policy {
    let span = SPANS[5 + usize::from(seed) % 5];
    let mut policy = policy(u16::from(seed));
    match seed % 4 {
        0 => policy.undo_ms = span,
        1 => policy.post_every_ms = span,
        2 => policy.close_after_ms = span,
        _ => policy.publication = Publication::BeforeApproval { delay_ms: span },
    }
    policy
}

pub fn about(guests: usize) -> About {
    let named = |nth| Guest { id: guest(nth), name: format!("嘉宾{nth}"), office: "局长".into(), portrait: None };
    About {
        topic: "公交线网调整".into(),
        units: vec!["市交通局".into()],
        subjects: vec![],
        guests: (0..guests).map(named).collect(),
        host: "沈一舟".into(),
        background: String::new(),
        wanted: String::new(),
        materials: vec![],
        video: String::new(),
        sign_video: String::new(),
        lang: Lang::Zh,
    }
}

pub fn draw(seed: u16) -> Command {
    Command::Draw(Drawing {
        kind: RoomKind::Interview,
        policy: policy(seed),
        schedule: Schedule { collect_at: NINE, starts_at: NINE + HOUR, ends_at: NINE + 3 * HOUR },
        about: about(2),
        units: Vec::new(),
        rehearsal: seed.is_multiple_of(17),
        copied_from: None,
        workflow: None,
    })
}

pub fn text(flavour: u8) -> String {
    match flavour % 16 {
        0 => String::new(),
        1 => "长".repeat(1_001),
        n => format!("第{n}句"),
    }
}
