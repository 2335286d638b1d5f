//! Furnishing an empty house: two finished interviews, one in progress, one soon, one announced.

use super::{
    cast::Cast,
    dress::dressed,
    letters::Mailbox,
    play::Stage,
    script::{Script, Session},
    templates,
};
use crate::{
    app::House,
    config::Config,
    desk::Clock,
    kernel::{
        command::{Command, Drawing, OfficeCommand, Site},
        id::{Millis, RoomId, UnitId},
        policy::{Policy, RoomKind},
        principal::{Principal, Role},
        room::Schedule,
    },
};
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use uuid::Uuid;

pub(super) const MINUTE: Millis = 60_000;
const DAY: Millis = 24 * 60 * MINUTE;

/// An invented catalogue for the invented city.
const MATTERS: &str = include_str!("matters.csv");

/// What was made.
#[derive(Clone, Debug)]
pub struct Seeded {
    /// The crew.
    pub cast: Cast,
    /// The room in progress.
    pub live: RoomId,
    /// The room that is about to begin.
    pub soon: Option<RoomId>,
}

/// A clock that the seeding moves, so that what was long ago is dated so.
struct Calendar(Arc<AtomicI64>);

impl Calendar {
    fn clock(&self) -> Clock {
        let time = self.0.clone();
        Arc::new(move || time.load(Ordering::SeqCst))
    }

    fn set(&self, now: Millis) {
        self.0.store(now, Ordering::SeqCst);
    }

    fn pass(&self, ms: Millis) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

/// Furnishes the data folder, unless it is furnished.
///
/// # Errors
/// When the folder holds another installation or cannot be written.
pub async fn seed(config: &Config, now: Millis) -> Result<Seeded> {
    let furnished = config.data.join("wenzheng.db").exists();
    let calendar = Calendar(Arc::new(AtomicI64::new(if furnished { now } else { now - 40 * DAY })));
    let house = House::open(config, calendar.clock()).await?;
    let seeded = match Cast::find(&house.db).await {
        Ok(cast) => again(&house, cast).await,
        Err(_) if house.db.persons().await?.is_empty() => fresh(&house, &calendar, now).await,
        Err(error) => Err(error),
    };
    house.close().await;
    seeded
}

async fn again(house: &House, cast: Cast) -> Result<Seeded> {
    use crate::kernel::room::Phase;
    // What was in progress when the server ended goes on first.
    let mut rooms = house.db.rooms(&[Phase::Live], 1).await?;
    rooms.extend(house.db.rooms(&[Phase::Collecting, Phase::Closed], 1).await?);
    let live = rooms.first().context("the demonstration has no room; start with an empty folder")?.id;
    Ok(Seeded { cast, live, soon: None })
}

async fn fresh(house: &House, calendar: &Calendar, now: Millis) -> Result<Seeded> {
    let script = Script::shipped()?;
    let cast = Cast::hire(&house.desk).await?;
    let city = script.city.clone();
    let site = Site {
        name_zh: city.name_zh,
        name_en: city.name_en,
        footer_zh: city.footer_zh,
        footer_en: city.footer_en,
        phone: city.phone,
        hours_zh: city.hours_zh,
        hours_en: city.hours_en,
        ..Site::default()
    };
    house.desk.office(Principal::Operator, OfficeCommand::SetSite { site }).await?;
    let mut units = HashMap::new();
    for name in UNITS {
        let unit = UnitId(Uuid::now_v7());
        units.insert(name.to_owned(), unit);
        let set = OfficeCommand::SetUnit { unit, name: name.into(), parent: None };
        house.desk.office(Principal::Operator, set).await?;
        if name == "市教育局" {
            templates::keep(&house.desk, unit).await?;
        }
    }
    let matters = OfficeCommand::AmendMatters { file: MATTERS.into(), seen: 0 };
    house.desk.office(Principal::Operator, matters).await?;
    let [live, lifts, lunch, rivers, school] = script.session.as_slice() else {
        anyhow::bail!("the script has another number of sessions than five");
    };
    let evening = |days: Millis| (now - days * DAY).div_euclid(DAY) * DAY + 90 * MINUTE;
    past(house, calendar, &cast, lifts, evening(19)).await?;
    calendar.set(now - 17 * DAY);
    let mailbox = Mailbox::open(house, &cast, units, now - 17 * DAY).await?;
    mailbox.fill((16, 10), now, |at| calendar.set(at)).await?;
    let rivers = (past(house, calendar, &cast, rivers, evening(4)).await?, rivers);
    mailbox.leftovers(&rivers.0, rivers.1, |ms| calendar.pass(ms)).await?;
    mailbox.fill((2, 2), now, |at| calendar.set(at)).await?;
    calendar.set(now - 2 * DAY);
    let soon = Schedule { collect_at: now - 2 * DAY, starts_at: now + 8 * MINUTE, ends_at: now + 98 * MINUTE };
    let soon = announce(house, &cast, lunch, Policy::default(), soon).await?;
    let later = evening(-6);
    let later = Schedule { collect_at: now + DAY, starts_at: later, ends_at: later + 90 * MINUTE };
    announce(house, &cast, school, Policy::default(), later).await?;
    let live = begin(house, calendar, &cast, live, now).await?;
    mailbox.fill((0, 0), now, |at| calendar.set(at)).await?;
    Ok(Seeded { cast, live, soon: Some(soon) })
}

/// The units of the city.
const UNITS: [&str; 8] = [
    "市交通运输局",
    "市住房和城乡建设局",
    "市教育局",
    "市水务局",
    "市市场监督管理局",
    "市城市管理局",
    "市生态环境局",
    "市医疗保障局",
];

/// Where a conversation is watched, answers grow before the eyes.
pub(super) fn by_sentence() -> Policy {
    Policy { by_sentence: true, ..Policy::default() }
}

/// Draws and announces a session.
pub(super) async fn announce(
    house: &House,
    cast: &Cast,
    session: &Session,
    policy: Policy,
    schedule: Schedule,
) -> Result<RoomId> {
    let room = RoomId(Uuid::now_v7());
    let about = dressed(house, room, session).await?;
    let draw = Command::Draw(Drawing {
        kind: RoomKind::Interview,
        policy,
        schedule,
        about,
        units: Vec::new(),
        rehearsal: false,
        copied_from: None,
        workflow: None,
    });
    let owner = cast.who(Role::Administrator);
    house.desk.room(owner, room, draw).await?;
    house.desk.room(owner, room, Command::Announce).await?;
    house.desk.room(Principal::Clock, room, Command::Advance).await?;
    Ok(room)
}

/// A session from notice to close, dated in the past.
async fn past(house: &House, calendar: &Calendar, cast: &Cast, session: &Session, starts_at: Millis) -> Result<Stage> {
    let collect_at = starts_at - 5 * DAY;
    calendar.set(collect_at);
    let schedule = Schedule { collect_at, starts_at, ends_at: starts_at + 90 * MINUTE };
    let room = announce(house, cast, session, Policy::default(), schedule).await?;
    let stage = Stage::new(house.clone(), cast.clone(), room).await?;
    calendar.set(starts_at - DAY);
    let tick = |ms: Millis| calendar.pass(ms);
    for question in &session.question {
        tick(7 * MINUTE);
        let post = stage.ask(&question.name, &question.text).await?;
        tick(MINUTE);
        stage.approve(post).await?;
        tick(6_000);
        stage.release(post).await?;
        stage.votes(post, question.text.chars().count() % 23 + 3).await?;
    }
    calendar.set(starts_at);
    stage.open().await?;
    tick(20_000);
    stage.host_says(&format!("各位网友好，今天我们请到了{}，回答大家关心的问题。", names(session))).await?;
    tick(15_000);
    stage.shows(session).await?;
    // One that has no answer in the script is left open.
    for (nth, question) in session.question.iter().enumerate().filter(|(_, question)| !question.answer.is_empty()) {
        tick(2 * MINUTE);
        stage.take_up(question, nth, async || tick(25_000)).await?;
    }
    tick(4 * MINUTE);
    stage.adds(&session.aside).await?;
    stage.host_says("时间到了。没有来得及回答的问题，会由相关部门继续办理。").await?;
    stage.close().await?;
    tick(26 * 60 * MINUTE);
    stage.prepare(session).await?;
    Ok(stage)
}

/// The session in progress: some questions already listed, the first one answered.
async fn begin(house: &House, calendar: &Calendar, cast: &Cast, session: &Session, now: Millis) -> Result<RoomId> {
    let starts_at = now - 6 * MINUTE;
    calendar.set(now - 3 * DAY);
    let schedule = Schedule { collect_at: now - 3 * DAY, starts_at, ends_at: now + 84 * MINUTE };
    let room = announce(house, cast, session, by_sentence(), schedule).await?;
    let stage = Stage::new(house.clone(), cast.clone(), room).await?;
    for (nth, question) in session.question.iter().take(4).enumerate() {
        calendar.set(now - DAY + nth as Millis * 9 * MINUTE);
        let post = stage.ask(&question.name, &question.text).await?;
        stage.approve(post).await?;
        calendar.set(now - DAY + nth as Millis * 9 * MINUTE + 6_000);
        stage.release(post).await?;
        stage.votes(post, question.text.chars().count() % 19 + 4).await?;
    }
    calendar.set(starts_at);
    stage.open().await?;
    calendar.set(starts_at + 30_000);
    stage.host_says(&format!("各位网友好，欢迎收看在线访谈。今天的嘉宾是{}。", names(session))).await?;
    calendar.set(starts_at + 45_000);
    stage.shows(session).await?;
    if let Some(first) = session.question.first() {
        stage.take_up(first, 0, async || calendar.pass(25_000)).await?;
    }
    Ok(room)
}

fn names(session: &Session) -> String {
    let named: Vec<String> = session.guest.iter().map(|guest| format!("{}{}", guest.office, guest.name)).collect();
    named.join("、")
}
