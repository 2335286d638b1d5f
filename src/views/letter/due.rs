//! Until when, as people say it: by the citizen's clock and by that of the stage.

use crate::{
    kernel::{
        calendar::{Calendar, DayKind, today},
        clock::Kept,
        post::Post,
    },
    views::{reader::Reader, workdays::date_words},
};

/// Until when a letter is to be answered, or when it was.
#[derive(Clone, Debug)]
pub struct Due {
    /// The last day, in words; none while the clock stands still.
    pub day: Option<String>,
    /// ISO 8601.
    pub iso: String,
    /// Working days, with those that were granted.
    pub days: u16,
    /// Of these, granted.
    pub extended: u16,
    /// How many have begun: by now, or by the day of the answer.
    pub begun: u16,
    /// The last day is over without an answer, or the answer came after it.
    pub late: bool,
    /// It was answered.
    pub answered: bool,
    /// Weekend days on the way that are worked, and so count.
    pub made_up: Vec<String>,
    /// Last days of before, latest last.
    pub moved: Vec<String>,
    /// Query of the page that counts it again; none where days were not counted that it knows nothing of.
    pub again: Option<String>,
}

/// The citizen's clock.
pub fn due(calendar: &Calendar, reader: &Reader, post: &Post) -> Option<Due> {
    let Kept { now: clock, moved } = post.clock.as_ref()?;
    let answered = post.answered_at > 0;
    let by = today(if answered { post.answered_at } else { reader.now }, &reader.zone);
    let counted = clock.steps(calendar);
    let made_up = counted.steps.iter().filter(|step| step.kind == DayKind::MakeUp && !step.paused);
    let days = clock.days.saturating_add(clock.extended);
    Some(Due {
        day: clock.due.map(|day| date_words(reader, day)),
        iso: clock.due.map_or_else(String::new, |day| day.to_string()),
        days,
        extended: clock.extended,
        begun: counted.day_at(by),
        late: clock.is_past(by),
        answered,
        made_up: made_up.map(|step| date_words(reader, step.date)).collect(),
        // moved away and back again it is where it was: that is no news
        moved: moved
            .iter()
            .filter_map(|moved| moved.due.filter(|day| Some(*day) != clock.due))
            .map(|day| date_words(reader, day))
            .collect(),
        again: clock.pauses.is_empty().then(|| format!("received={}&days={days}", clock.received)),
    })
}
