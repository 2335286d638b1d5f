//! The host's page: the clock of the session, the question to read aloud, what comes next, who waits.

use super::{
    list::{List, list},
    queue::oldest,
    row::{Row, Setting},
    rules::Rules,
};
use crate::{
    kernel::{
        id::Millis,
        room::{Header, Phase},
    },
    store::{Db, StoreError},
    views::reader::{Reader, Stamp},
};

/// Questions after the one on stage that are shown.
const NEXT: usize = 4;
const MINUTE: Millis = 60_000;

/// What the host sees at a glance.
#[derive(Clone, Debug)]
pub struct Hosted {
    /// Time until the beginning or the end; none where neither is to come.
    pub clock: Option<Clock>,
    /// The session took place, and is over.
    pub closed: bool,
    /// Planned beginning.
    pub starts: Stamp,
    /// Planned end.
    pub ends: Stamp,
    /// Asking ends soon, or has ended: id of the word and the time left.
    pub warning: Option<(&'static str, String)>,
    /// The question on stage.
    pub stage: Option<Row>,
    /// The question that guests' lines answer now, which may have left the stage.
    pub bound: Option<u32>,
    /// Those that were answered aloud, while the record does not show it yet.
    pub heard: Vec<u32>,
    /// The next ones of the crew's list.
    pub next: Vec<Row>,
    /// How many come after them.
    pub more: usize,
    /// Questions that wait for a moderator.
    pub waiting: u32,
    /// How long the oldest of them has waited.
    pub oldest: Option<String>,
}

/// Minutes to something planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// `desk-host-until`, `-late`, `-left` or `-over`.
    pub word: &'static str,
    /// Whole minutes until then, or since.
    pub minutes: Millis,
    /// The moment they are counted to, UTC ms.
    pub at: Millis,
    /// It is past.
    pub past: bool,
}

/// Reads the page.
///
/// # Errors
/// `StoreError`.
pub async fn hosted(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    rules: &Rules,
) -> Result<Hosted, StoreError> {
    let List { mut rows, more } = list(db, reader, header, setting, rules).await?;
    let stage = rows.iter().position(|row| row.stage).map(|at| rows.remove(at));
    let heard = rows.extract_if(.., |row| row.heard).map(|row| row.number).collect();
    let left_out = rows.len().saturating_sub(NEXT) + more as usize;
    rows.truncate(NEXT);
    let bound: Vec<_> = header.bound.into_iter().collect();
    let piles = db.piles(header.id).await?;
    Ok(Hosted {
        clock: clock(header, reader.now),
        closed: header.phase == Phase::Closed,
        starts: reader.stamp(header.schedule.starts_at),
        ends: reader.stamp(header.schedule.ends_at),
        warning: warning(header, reader),
        stage,
        bound: db.posts_by_id(&bound).await?.first().map(|listed| listed.post.number),
        heard,
        next: rows,
        more: left_out,
        waiting: piles.waiting,
        oldest: oldest(db, reader, header.id, piles).await?,
    })
}

fn clock(header: &Header, now: Millis) -> Option<Clock> {
    let (ahead, behind, at) = match header.phase {
        Phase::Announced | Phase::Collecting => ("desk-host-until", "desk-host-late", header.schedule.starts_at),
        Phase::Live => ("desk-host-left", "desk-host-over", header.schedule.ends_at),
        _ => return None,
    };
    let past = now >= at;
    // As spans are told everywhere: to the nearest minute.
    let minutes = ((at - now).abs() + MINUTE / 2) / MINUTE;
    Some(Clock { word: if past { behind } else { ahead }, minutes, at, past })
}

fn warning(header: &Header, reader: &Reader) -> Option<(&'static str, String)> {
    let now = reader.now;
    match header.phase {
        Phase::Live if header.asking_ends_soon(now) => {
            Some(("public-clock-asking-ends", reader.span(header.schedule.ends_at - now)))
        }
        Phase::Live if !header.takes_posts(now) => Some(("public-clock-asking-ended", String::new())),
        _ => None,
    }
}
