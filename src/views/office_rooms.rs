//! Rooms as those who run them see them.

use super::{cast, reader::Texts};
use crate::{
    kernel::{
        calendar::today,
        id::{Millis, TextId},
        room::{About, Header, Phase},
    },
    store::{Db, StoreError},
};
use jiff::tz::TimeZone;

/// A room with its notice.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// State.
    pub header: Header,
    /// Notice.
    pub about: About,
}

/// A date of announcement that the policy advises against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Fewer days than people need to prepare.
    TooShort {
        /// Days from now to the beginning.
        days: i64,
    },
    /// So early that it will be forgotten.
    TooLong {
        /// Days from now to the beginning.
        days: i64,
    },
}

/// The room of a short code.
///
/// # Errors
/// `StoreError`.
pub async fn sheet(db: &Db, code: &str) -> Result<Option<Sheet>, StoreError> {
    let headers: Vec<Header> = db.room_by_code(code).await?.into_iter().collect();
    Ok(sheets(db, headers).await?.pop())
}

/// Rooms that can still be worked in or copied, latest first.
///
/// # Errors
/// `StoreError`.
pub async fn recent(db: &Db, limit: u32) -> Result<Vec<Sheet>, StoreError> {
    let phases = [Phase::Draft, Phase::Announced, Phase::Collecting, Phase::Live, Phase::Closed];
    sheets(db, db.rooms(&phases, limit).await?).await
}

/// What to mind about announcing now: days are counted on the calendar of `zone`. A rehearsal needs no notice.
pub fn advice(header: &Header, now: Millis, zone: &TimeZone) -> Option<Advice> {
    if header.rehearsal {
        return None;
    }
    let days = i64::from(today(now, zone).until(today(header.schedule.starts_at, zone)).ok()?.get_days());
    if days < i64::from(header.policy.notice_days_least) {
        Some(Advice::TooShort { days: days.max(0) })
    } else if days > i64::from(header.policy.notice_days_most) {
        Some(Advice::TooLong { days })
    } else {
        None
    }
}

async fn sheets(db: &Db, headers: Vec<Header>) -> Result<Vec<Sheet>, StoreError> {
    let notices: Vec<TextId> = headers.iter().map(|header| header.about.id).collect();
    let texts = Texts::read(db, &notices).await?;
    let sheet = |header: Header| Sheet { about: cast::about(&texts, &header.about), header };
    Ok(headers.into_iter().map(sheet).collect())
}
