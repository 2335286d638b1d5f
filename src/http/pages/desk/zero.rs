//! When the recording began: set by a press, or told by the time of day it happened.

use super::{seat::Seat, typed::Typed};
use crate::{
    kernel::{calendar::today, id::Millis, refusal::Refusal},
    views::reader::Reader,
};
use jiff::civil::Time;

/// What is set now.
pub(super) struct Zero {
    /// `10:02:11`; none while nobody said when it began.
    pub clock: Option<String>,
}

impl Zero {
    /// For whoever may set it, where there is a video and the session has begun.
    pub fn of(seat: &Seat) -> Option<Zero> {
        let (header, may) = (&seat.header, &seat.may);
        let set = |ms| seat.reader.when(ms).seconds();
        let clock = (header.video_at > 0).then(|| set(header.video_at));
        (header.video && may.records && (may.host || may.say)).then_some(Zero { clock })
    }
}

/// The moment that was typed; none where the form asks for none and means now.
///
/// # Errors
/// `BadTimes` where what was typed is no time of day.
pub(super) fn zero_at(typed: &Typed, reader: &Reader, live_at: Millis) -> Result<Option<Millis>, Refusal> {
    let Some(clock) = typed.all("at").next() else { return Ok(None) };
    nearest(clock, reader, live_at).map(Some).ok_or(Refusal::BadTimes)
}

/// The moment with this time of day, in the installation's zone, that is nearest to the session's beginning.
fn nearest(clock: &str, reader: &Reader, live_at: Millis) -> Option<Millis> {
    let time: Time = clock.trim().parse().ok()?;
    let day = today(live_at, &reader.zone);
    let days = [day.yesterday().ok()?, day, day.tomorrow().ok()?];
    let moments = days.into_iter().filter_map(|day| day.to_datetime(time).to_zoned(reader.zone.clone()).ok());
    moments.map(|moment| moment.timestamp().as_millisecond()).min_by_key(|moment| moment.abs_diff(live_at))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::kernel::text::Lang;
    use jiff::tz::TimeZone;

    /// 00:10 in Shanghai on 27 November 2026.
    const LIVE_AT: Millis = 1_795_709_400_000;

    fn typed(at: Option<&str>) -> Result<Option<Millis>, Refusal> {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let reader = Reader::of(Lang::Zh, zone, LIVE_AT);
        let pairs = at.map(|at| ("at".to_owned(), at.to_owned())).into_iter().collect();
        zero_at(&Typed::new(pairs), &reader, LIVE_AT)
    }

    #[test]
    fn a_time_of_day_is_the_one_nearest_to_the_beginning_also_across_midnight() {
        assert_eq!(typed(Some("00:12:11")), Ok(Some(LIVE_AT + 131_000)));
        assert_eq!(typed(Some("23:59")), Ok(Some(LIVE_AT - 660_000)));
    }

    #[test]
    fn a_press_means_now_and_an_empty_or_broken_time_is_refused() {
        assert_eq!(typed(None), Ok(None));
        for broken in ["", "soon", "25:00", "10:61"] {
            assert_eq!(typed(Some(broken)), Err(Refusal::BadTimes), "{broken}");
        }
    }
}
