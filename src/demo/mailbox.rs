//! A mailbox of very many letters for measuring: years of them, brought in through the desk, so that journal, tables,
//! counters and index are what they would be; their words mean nothing.

use super::{bench::Crowd, cast::Cast, letters::hire};
use crate::{
    app::{House, machine_clock},
    config::Config,
    kernel::{
        case::Manner,
        command::{Command, Drawing, OfficeCommand},
        id::{Millis, RoomId, UnitId},
        letter::{Letter, LetterKind, Past, Writing},
        policy::{Policy, Publication, RoomKind},
        post::Origin,
        principal::Principal,
        rating::Grade,
        room::{About, Schedule},
        text::Lang,
        workflow::Workflow,
    },
};
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use uuid::Uuid;

/// Letters that are made together.
const TOGETHER: usize = 10_000;
/// Units that take turns: as many as the city of the product page has.
const UNITS: usize = 68;
/// Days over which letters are spread, up to yesterday.
const DAYS: usize = 1_095;
/// One letter in so many is not answered yet, is public, was rated, came by telephone.
const OPEN_OF: usize = 100;
const PUBLIC_OF: usize = 10;
const RATED_OF: usize = 3;
const TOLD_OF: usize = 8;
/// Days until the answer go up to one less than this.
const ANSWER_DAYS: usize = 13;
const HOUR: Millis = 3_600_000;
const DAY: Millis = 24 * HOUR;

/// Fills a mailbox with `letters` letters and gives its short code.
///
/// # Errors
/// When the store cannot be written.
pub async fn furnish_mailbox(config: &Config, letters: usize) -> Result<String> {
    let house = House::open(config, machine_clock()).await?;
    let office = |command| house.desk.office(Principal::Operator, command);
    let mut units = Vec::with_capacity(UNITS);
    for nth in 1..=UNITS {
        let unit = UnitId(Uuid::now_v7());
        office(OfficeCommand::SetUnit { unit, name: format!("第 {nth} 单位"), parent: None }).await?;
        units.push(unit);
    }
    Cast::hire(&house.desk).await?;
    hire(&house).await?;
    let crowd = Crowd { house: &house, room: RoomId(Uuid::now_v7()) };
    open(&crowd).await?;
    let bar = ProgressBar::new(letters as u64);
    bar.set_style(ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta}")?);
    let now = house.desk.now();
    for first in (0..letters).step_by(TOGETHER) {
        let some = first..letters.min(first + TOGETHER);
        bar.set_position(some.start as u64);
        crowd.all(some.map(|nth| (Principal::Operator, letter(nth, letters, &units, now)))).await?;
    }
    bar.finish_and_clear();
    let header = house.db.room(crowd.room).await?.context("the mailbox is gone")?;
    house.close().await;
    Ok(header.code)
}

async fn open(crowd: &Crowd<'_>) -> Result<()> {
    let (desk, now) = (&crowd.house.desk, crowd.house.desk.now());
    let policy = Policy {
        standing: true,
        letters: LetterKind::ALL.to_vec(),
        title_chars: 40,
        publication: Publication::WithAnswer,
        votes: false,
        ..Policy::default()
    };
    let drawing = Drawing {
        kind: RoomKind::Mailbox,
        policy,
        schedule: Schedule { collect_at: now, starts_at: now, ends_at: now + HOUR },
        about: About { topic: "来信（测量 bench）".into(), ..About::blank(Lang::Zh) },
        units: Vec::new(),
        rehearsal: false,
        copied_from: None,
        workflow: Some(Workflow::letters()),
    };
    desk.room(Principal::Operator, crowd.room, Command::Draw(drawing)).await?;
    desk.room(Principal::Operator, crowd.room, Command::Announce).await?;
    desk.room(Principal::Clock, crowd.room, Command::Advance).await?;
    Ok(())
}

/// The letter of this number: the oldest first, everything about it by arithmetic.
fn letter(nth: usize, letters: usize, units: &[UnitId], now: Millis) -> Command {
    let dice = nth.wrapping_mul(2_654_435_761) >> 7;
    let day = nth * DAYS / letters.max(1);
    let ago = Millis::try_from(DAYS - day).unwrap_or(1) * DAY;
    let received_at = now - ago + Millis::try_from(dice % 86_400).unwrap_or(0) * 500;
    let took = Millis::try_from(dice % ANSWER_DAYS).unwrap_or(0) * DAY + HOUR;
    let answered_at = Some(received_at + took).filter(|at| *at < now && !dice.is_multiple_of(OPEN_OF));
    let public = dice.is_multiple_of(PUBLIC_OF);
    let grade = Grade::ALL.get(dice / 7 % RATED_OF * 2).copied().filter(|_| dice.is_multiple_of(RATED_OF));
    let kind = LetterKind::ALL.get(dice % 5).copied().unwrap_or(LetterKind::Help);
    let past = Past {
        reference: format!("bench-{nth}"),
        received_at,
        unit: units.get(dice % UNITS).copied(),
        matter: None,
        answered_at,
        answer: if answered_at.is_some() {
            format!("第 {nth} 封已经办理，具体情况请向承办单位了解。")
        } else {
            String::new()
        },
        end: None,
        grade: grade.filter(|_| answered_at.is_some()),
        manner: answered_at.map(|_| if public { Manner::Whole } else { Manner::Nothing }),
    };
    let text =
        format!("路口 {} 的红绿灯\n{} 号楼门前第 {nth} 次停电，路灯也不亮，请有关单位看一看。", dice % 977, dice % 131);
    let letter = Letter { kind, may_publish: public, wish: None, files: Vec::new() };
    let origin = dice.is_multiple_of(TOLD_OF).then_some(Origin::Phone);
    Command::Write(Writing { text, name: String::new(), letter, origin, contact: None, past: Some(Box::new(past)) })
}
