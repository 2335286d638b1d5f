//! The crew's list: every post has a number for its place, and between two of them there is always room.
//!
//! A post that moves takes the middle between its new neighbours. Halving would run out after some fifty moves to
//! one spot, so before two places come too close those around them are spread out again, as far as it takes.

use super::{
    id::PostId,
    post::{Fate, Post},
};

/// No post is moved closer to another than this.
pub const LEAST_GAP: f64 = 1.0 / 1_048_576.0;
/// Posts that are spread out are at least so far apart.
const WIDE_GAP: f64 = 1.0 / 1_024.0;

/// A listed post and its place; of two at one place the lower number goes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Which post.
    pub post: PostId,
    /// Its number.
    pub number: u32,
    /// Its place.
    pub rank: f64,
}

impl Place {
    /// The place of a post, if it is on the list.
    pub fn of(post: &Post) -> Option<Place> {
        (post.fate == Fate::Listed).then_some(Place { post: post.id, number: post.number, rank: post.rank })
    }

    /// The order of the list.
    pub fn order(&self, other: &Place) -> std::cmp::Ordering {
        self.rank.total_cmp(&other.rank).then(self.number.cmp(&other.number))
    }
}

/// A stretch of the list in order, without the post that moves.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    /// Its places.
    pub places: Vec<Place>,
    /// Whether the list begins with it.
    pub begins: bool,
    /// Whether the list ends with it.
    pub ends: bool,
}

/// What has to be ranked anew so that `post` stands directly before the place at index `at`, or after the last; its
/// own rank comes last. None if that cannot be said without more of the list.
pub fn moved(stretch: &Stretch, post: PostId, at: usize) -> Option<Vec<(PostId, f64)>> {
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
        if let Some((first, step)) = spread(before, after, to - from + 1) {
            let rank = |nth: usize| step.mul_add(nth as f64, first);
            let shifted = places.get(from..to)?.iter().enumerate().map(|(nth, place)| {
                let nth = if from + nth < at { nth } else { nth + 1 };
                (place.post, rank(nth))
            });
            return Some(shifted.chain([(post, rank(at - from))]).collect());
        }
        reach = (reach * 2).max(1);
    }
}

/// The first place and the step of `count` posts between two that stay; none if they would be too close.
fn spread(before: Option<&Place>, after: Option<&Place>, count: usize) -> Option<(f64, f64)> {
    let many = count as f64;
    match (before, after) {
        (None, None) => Some((1.0, 1.0)),
        (Some(before), None) => Some((before.rank + 1.0, 1.0)),
        (None, Some(after)) => Some((after.rank - many, 1.0)),
        (Some(before), Some(after)) => {
            let step = (after.rank - before.rank) / (many + 1.0);
            let least = if count == 1 { LEAST_GAP } else { WIDE_GAP };
            (step >= least).then_some((before.rank + step, step))
        }
    }
}
