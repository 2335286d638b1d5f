//! A room as its page and the lists of rooms show it.

use super::{
    cast::{Cast, about, words},
    material::{MaterialView, materials},
    reader::{Reader, Said, Stamp, Texts},
    standing::Standing,
};
use crate::{
    kernel::{
        id::RoomId,
        line::{Line, LineKind, Occasion},
        policy::Publication,
        room::{Header, Phase},
        tally::Tally,
        text::Lang,
    },
    store::{Db, StoreError},
};

/// Lines looked through for the notice that matters now.
const NOTICES_IN: u32 = 40;

/// A room for the public.
#[derive(Clone, Debug)]
pub struct RoomView {
    /// Identity.
    pub id: RoomId,
    /// Short code.
    pub code: String,
    /// `phase-…`, or `phase-about-to-start`, `phase-paused`.
    pub phase_word: &'static str,
    /// In progress.
    pub live: bool,
    /// Over.
    pub closed: bool,
    /// Called off.
    pub cancelled: bool,
    /// It stands open, and is no session.
    pub standing: bool,
    /// What is brought there are letters.
    pub letters: bool,
    /// Questions are taken now.
    pub takes_posts: bool,
    /// Whether others can endorse.
    pub votes: bool,
    /// Title.
    pub topic: String,
    /// Language of the notice.
    pub lang: &'static str,
    /// Units that answer, as one phrase.
    pub units: String,
    /// Fields of life it belongs to.
    pub subjects: Vec<String>,
    /// Guests and host.
    pub cast: Cast,
    /// Guests' names as one phrase.
    pub names: String,
    /// Why now.
    pub background: Option<Said>,
    /// Which questions.
    pub wanted: Option<Said>,
    /// Planned beginning.
    pub starts: Stamp,
    /// Planned end.
    pub ends: Stamp,
    /// From when questions are taken.
    pub collects: Stamp,
    /// Day of the month, for the margin.
    pub day: String,
    /// `11月 周四 09:30–11:00`.
    pub rest_of_date: String,
    /// Month and year.
    pub month: String,
    /// Sentences about time: id of the word, span or moment in it.
    pub clock: Vec<(&'static str, String)>,
    /// Id of the word for the publication mode, and its delay.
    pub mode: (&'static str, String),
    /// Longest question, in characters.
    pub post_chars: usize,
    /// Whether authors are asked how they can be told.
    pub asks_contact: bool,
    /// Lines of the record.
    pub lines: u32,
    /// Address of moving pictures; empty for none.
    pub video: String,
    /// The same with sign language.
    pub sign_video: String,
    /// Thrown away afterwards, and seen by few.
    pub rehearsal: bool,
    /// Counts.
    pub tally: Tally,
    /// How far its record is; what stands beside the lines only on the room's own pages.
    pub record: Standing,
    /// What to read beside it; only on the room's own pages.
    pub materials: Vec<MaterialView>,
    /// The notice line that matters now.
    pub notice: Option<NoticeView>,
}

/// A public line about the session.
#[derive(Clone, Debug)]
pub struct NoticeView {
    /// What happened.
    pub occasion: Occasion,
    /// `notice-…`.
    pub word: &'static str,
    /// Whether it ends the session.
    pub grave: bool,
    /// Words of the host.
    pub text: Option<Said>,
    /// When.
    pub at: Stamp,
}

/// Rooms for a list, in the order given.
///
/// # Errors
/// `StoreError`.
pub async fn rooms(db: &Db, reader: &Reader, headers: &[Header]) -> Result<Vec<RoomView>, StoreError> {
    let notices: Vec<_> = headers.iter().map(|header| header.about.id).collect();
    let texts = Texts::read(db, &notices).await?;
    Ok(headers.iter().map(|header| room(header, reader, &texts)).collect())
}

/// One room for its page, with the notice that matters now.
///
/// # Errors
/// `StoreError`.
pub async fn one(db: &Db, reader: &Reader, header: &Header) -> Result<Option<RoomView>, StoreError> {
    let texts = Texts::read(db, &[header.about.id]).await?;
    let mut view = room(header, reader, &texts);
    view.record = Standing::read(db, header, reader).await?;
    let named = [about(&texts, &header.about).materials, view.record.materials.clone()].concat();
    view.materials = materials(db, &named).await?;
    if header.phase != Phase::Closed {
        view.notice = notice(db, reader, header).await?;
    }
    Ok(Some(view))
}

async fn notice(db: &Db, reader: &Reader, header: &Header) -> Result<Option<NoticeView>, StoreError> {
    let lines = db.last_lines(header.id, NOTICES_IN).await?;
    let Some((line, occasion)) = lines.iter().find_map(|line| matters(line, header)) else { return Ok(None) };
    let ids: Vec<_> = line.text.iter().map(|text| text.id).collect();
    let texts = Texts::read(db, &ids).await?;
    Ok(Some(NoticeView {
        occasion,
        word: notice_word(occasion),
        grave: occasion == Occasion::Cancelled,
        text: line.text.as_ref().map(|text| texts.said(text)),
        at: reader.stamp(line.at),
    }))
}

/// Whether this line still tells something the reader must know.
fn matters<'a>(line: &'a Line, header: &Header) -> Option<(&'a Line, Occasion)> {
    let LineKind::Notice { occasion } = line.kind else { return None };
    let now = match occasion {
        Occasion::Paused => header.paused,
        Occasion::Cancelled => header.phase == Phase::Cancelled,
        Occasion::Postponed => matches!(header.phase, Phase::Announced | Phase::Collecting),
        Occasion::Extended => header.phase == Phase::Live && !header.paused,
        Occasion::GuestReplaced => header.phase != Phase::Cancelled && !header.paused,
        Occasion::Opened | Occasion::Resumed | Occasion::AskingClosed | Occasion::Closed => false,
    };
    now.then_some((line, occasion))
}

/// The word of an occasion.
pub(super) fn notice_word(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Opened => "notice-opened",
        Occasion::Paused => "notice-paused",
        Occasion::Resumed => "notice-resumed",
        Occasion::Extended => "notice-extended",
        Occasion::Postponed => "notice-postponed",
        Occasion::Cancelled => "notice-cancelled",
        Occasion::GuestReplaced => "notice-guest-replaced",
        Occasion::AskingClosed => "notice-asking-closed",
        Occasion::Closed => "notice-closed",
    }
}

fn room(header: &Header, reader: &Reader, texts: &Texts) -> RoomView {
    let about = about(texts, &header.about);
    let (starts, ends) = (reader.when(header.schedule.starts_at), reader.when(header.schedule.ends_at));
    let names: Vec<&str> = about.guests.iter().map(|guest| guest.name.as_str()).collect();
    let comma = if about.lang == Lang::Zh { "、" } else { ", " };
    RoomView {
        id: header.id,
        code: header.code.clone(),
        phase_word: phase_word(header, reader),
        live: header.phase == Phase::Live,
        closed: header.phase == Phase::Closed,
        cancelled: header.phase == Phase::Cancelled,
        standing: header.policy.standing,
        letters: header.policy.takes_letters(),
        takes_posts: header.takes_posts(reader.now),
        votes: header.policy.votes,
        topic: if about.topic.is_empty() { header.code.clone() } else { about.topic.clone() },
        lang: about.lang.tag(),
        units: about.units.join(comma),
        subjects: about.subjects.clone(),
        names: names.join(comma),
        background: words(&about, &about.background),
        wanted: words(&about, &about.wanted),
        cast: Cast::of(&about),
        starts: reader.stamp(header.schedule.starts_at),
        ends: reader.stamp(header.schedule.ends_at),
        collects: reader.stamp(header.schedule.collect_at),
        day: starts.day_number(),
        rest_of_date: starts.margin(&ends),
        month: starts.month(),
        clock: clock(header, reader),
        mode: mode(header, reader),
        post_chars: header.policy.post_chars,
        asks_contact: !header.policy.contact.is_nothing(),
        lines: header.lines,
        video: about.video.clone(),
        sign_video: about.sign_video.clone(),
        rehearsal: header.rehearsal,
        tally: header.tally,
        record: Standing::of(header, reader),
        materials: Vec::new(),
        notice: None,
    }
}

fn phase_word(header: &Header, reader: &Reader) -> &'static str {
    match header.phase {
        Phase::Live if header.paused => "phase-paused",
        Phase::Announced | Phase::Collecting if header.about_to_start(reader.now) => "phase-about-to-start",
        Phase::Announced => "phase-announced",
        Phase::Collecting if header.policy.takes_letters() => "phase-collecting.letter",
        Phase::Collecting => "phase-collecting",
        Phase::Live => "phase-live",
        Phase::Closed => "phase-closed",
        Phase::Cancelled => "phase-cancelled",
        Phase::Draft => "phase-draft",
        Phase::Discarded => "phase-discarded",
    }
}

/// Sentences about time: id of the word, span or moment in it.
pub(super) fn clock(header: &Header, reader: &Reader) -> Vec<(&'static str, String)> {
    let (schedule, now) = (&header.schedule, reader.now);
    let left = schedule.ends_at - now;
    let mut says = Vec::new();
    match header.phase {
        Phase::Live if left > 0 => says.push(("public-clock-left", reader.span(left))),
        Phase::Live => says.push(("public-clock-over", String::new())),
        Phase::Announced | Phase::Collecting if left <= 0 => says.push(("public-clock-missed", String::new())),
        Phase::Announced | Phase::Collecting if schedule.starts_at <= now => {
            says.push(("public-clock-soon", String::new()))
        }
        Phase::Announced | Phase::Collecting => {
            says.push(("public-clock-until", reader.span(schedule.starts_at - now)))
        }
        _ => {}
    }
    match header.phase {
        Phase::Announced => says.push(("public-clock-collects", reader.when(schedule.collect_at).moment(now))),
        Phase::Live if header.asking_ends_soon(now) => says.push(("public-clock-asking-ends", reader.span(left))),
        Phase::Live if !header.takes_posts(now) => says.push(("public-clock-asking-ended", String::new())),
        _ => {}
    }
    says
}

fn mode(header: &Header, reader: &Reader) -> (&'static str, String) {
    match header.policy.publication {
        Publication::AfterApproval => ("public-mode-after-approval", String::new()),
        Publication::WithAnswer => ("public-mode-with-answer", String::new()),
        Publication::BeforeApproval { delay_ms } => {
            ("public-mode-before-approval", super::when::short_span(delay_ms, reader.lang))
        }
    }
}
