//! Orders that people make: the crew's list of posts, the lines of a record. Each thing has a number for its place, and
//! between two of them there is always room.
//!
//! What moves takes the middle between its new neighbours. Halving would run out after some fifty moves to one spot, so
//! before two places come too close those around them are spread out again, as far as it takes.

use super::{
    id::PostId,
    line::Line,
    post::{Fate, Post},
};

/// Nothing is moved closer to another than this.
pub const LEAST_GAP: f64 = 1.0 / 1_048_576.0;
/// What is spread out is at least so far apart.
const WIDE_GAP: f64 = 1.0 / 1_024.0;

/// Something in an order and its place; of two at one place the lower number goes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place<T> {
    /// What stands there.
    pub thing: T,
    /// Its number.
    pub number: u32,
    /// Its place.
    pub rank: f64,
}

impl Place<PostId> {
    /// The place of a post, if it is on the crew's list.
    pub fn of(post: &Post) -> Option<Place<PostId>> {
        (post.fate == Fate::Listed).then_some(Place { thing: post.id, number: post.number, rank: post.rank })
    }
}

impl Place<u32> {
    /// The place of a line in its record.
    pub fn of_line(line: &Line) -> Place<u32> {
        Place { thing: line.number, number: line.number, rank: line.place }
    }
}

impl<T> Place<T> {
    /// Which of two comes first.
    pub fn order(&self, other: &Place<T>) -> std::cmp::Ordering {
        self.rank.total_cmp(&other.rank).then(self.number.cmp(&other.number))
    }
}

/// A stretch of an order, without what moves.
#[derive(Clone, Debug)]
pub struct Stretch<T> {
    /// Its places, in order.
    pub places: Vec<Place<T>>,
    /// Whether the order begins with it.
    pub begins: bool,
    /// Whether the order ends with it.
    pub ends: bool,
    /// What stands at the end stays below this, because it is where the next newcomer will stand.
    pub below: Option<f64>,
}

impl<T> Stretch<T> {
    /// Whether something at `place` stands directly before the place at index `at` already, or after the last.
    pub fn holds(&self, place: &Place<T>, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|nth| self.places.get(nth));
        let after = self.places.get(at);
        before.is_none_or(|before| before.order(place).is_lt()) && after.is_none_or(|after| place.order(after).is_lt())
    }
}

/// What gets another place so that `thing` stands directly before the place at index `at`, or after the last; its own
/// place comes last. None if that cannot be said without more of the order.
pub fn moved<T: Copy>(stretch: &Stretch<T>, thing: T, at: usize) -> Option<Vec<(T, f64)>> {
    let places = &stretch.places;
    let at = at.min(places.len());
    let mut reach = 0;
    loop {
        let (from, to) = (at.saturating_sub(reach), at.saturating_add(reach).min(places.len()));
        let before = from.checked_sub(1).and_then(|nth| places.get(nth));
        let after = places.get(to);
        if before.is_none() && !stretch.begins || after.is_none() && !stretch.ends {
            return None;
        }
        let bounds = (before.map(|before| before.rank), after.map(|after| after.rank).or(stretch.below));
        if let Some((first, step)) = spread(bounds, to - from + 1) {
            let rank = |nth: usize| step.mul_add(nth as f64, first);
            let shifted = places.get(from..to)?.iter().enumerate().map(|(nth, place)| {
                let nth = if from + nth < at { nth } else { nth + 1 };
                (place.thing, rank(nth))
            });
            return Some(shifted.chain([(thing, rank(at - from))]).collect());
        }
        reach = (reach * 2).max(1);
    }
}

/// The first place and the step of `count` things between two bounds; none if they would be too close.
fn spread(bounds: (Option<f64>, Option<f64>), count: usize) -> Option<(f64, f64)> {
    let many = count as f64;
    match bounds {
        (None, None) => Some((1.0, 1.0)),
        (Some(before), None) => Some((before + 1.0, 1.0)),
        (None, Some(after)) => Some((after - many, 1.0)),
        (Some(before), Some(after)) => {
            let step = (after - before) / (many + 1.0);
            let least = if count == 1 { LEAST_GAP } else { WIDE_GAP };
            (step >= least).then_some((before + step, step))
        }
    }
}
