//! Orders that people make: however often one is sorted, the order is what was asked for, and there is room for the next move.

use proptest::prelude::*;
use uuid::Uuid;
use wenzheng::kernel::{
    id::PostId,
    order::{LEAST_GAP, Place, Stretch, moved},
};

/// A list by its places, and beside it the order that was asked for.
struct List {
    places: Vec<Place<PostId>>,
    wanted: Vec<PostId>,
    /// Where the next newcomer stands, if that is the end.
    below: Option<f64>,
    /// Ranks given so far.
    ranked: usize,
}

impl List {
    fn of(count: u32) -> List {
        let place =
            |number: u32| Place { thing: PostId(Uuid::from_u128(number.into())), number, rank: f64::from(number) };
        let places: Vec<Place<PostId>> = (1..=count).map(place).collect();
        List { wanted: places.iter().map(|place| place.thing).collect(), places, below: None, ranked: 0 }
    }

    /// The stretch around index `at` of the others, as a writer looks it up: `most` on each side.
    fn stretch(&self, others: &[Place<PostId>], at: usize, most: usize) -> Stretch<PostId> {
        let (from, to) = (at.saturating_sub(most), (at + most).min(others.len()));
        Stretch { places: others[from..to].to_vec(), begins: from == 0, ends: to == others.len(), below: self.below }
    }

    /// Moves the one at `from` so that it stands at `to` of what is left.
    fn shift(&mut self, from: usize, to: usize) {
        let post = self.wanted.remove(from);
        self.wanted.insert(to, post);
        let others: Vec<Place<PostId>> = self.places.iter().filter(|place| place.thing != post).copied().collect();
        let mut most = 4;
        let ranks = loop {
            let stretch = self.stretch(&others, to, most);
            let at = to - to.saturating_sub(most);
            match moved(&stretch, post, at) {
                Some(ranks) => break ranks,
                None => most *= 4,
            }
        };
        assert_eq!(ranks.last().map(|(post, _)| *post), Some(post), "its own comes last");
        self.ranked += ranks.len();
        for (post, rank) in ranks {
            self.places.iter_mut().find(|place| place.thing == post).unwrap().rank = rank;
        }
        self.places.sort_by(Place::order);
    }

    /// A newcomer, at the end.
    fn append(&mut self) {
        let number = self.wanted.len() as u32 + 1;
        let (thing, rank) = (PostId(Uuid::from_u128(number.into())), f64::from(number));
        self.places.push(Place { thing, number, rank });
        self.places.sort_by(Place::order);
        self.wanted.push(thing);
        self.below = Some(rank + 1.0);
    }

    fn holds(&self) {
        let order: Vec<PostId> = self.places.iter().map(|place| place.thing).collect();
        assert_eq!(order, self.wanted);
        let gaps = self.places.windows(2).map(|pair| pair[1].rank - pair[0].rank);
        let least = gaps.fold(f64::MAX, f64::min);
        assert!(least >= LEAST_GAP / 2.0, "two places are {least} apart");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn thousands_of_moves_leave_the_order_that_was_asked_for(
        count in 2_u32..60,
        moves in prop::collection::vec((any::<usize>(), any::<usize>()), 2_000..3_000),
    ) {
        let mut list = List::of(count);
        for (from, to) in &moves {
            list.shift(from % count as usize, to % count as usize);
            list.holds();
        }
        let furthest = list.places.iter().map(|place| place.rank.abs()).fold(0.0, f64::max);
        prop_assert!(furthest <= f64::from(count) + moves.len() as f64, "places wander no further than one a move");
        prop_assert!(list.ranked <= moves.len() * 4, "{} ranks for {} moves", list.ranked, moves.len());
    }
}

/// The worst: everything goes, one after the other, between the same two.
#[test]
fn moves_to_one_spot_never_run_out_of_room() {
    for count in [3, 10, 200] {
        let mut list = List::of(count);
        let moves = 4_000;
        for nth in 0..moves {
            let last = count as usize - 1;
            let (from, to) = if nth % 2 == 0 { (last, 1) } else { (0, 1) };
            list.shift(from, to);
            list.holds();
        }
        assert!(list.ranked <= moves * (2 + count as usize / 4), "{} ranks for {moves} moves", list.ranked);
    }
}

/// A record grows at its end, whatever was moved there before.
#[test]
fn newcomers_stand_at_the_end_wherever_others_were_moved() {
    let mut list = List::of(0);
    (0..3).for_each(|_| list.append());
    for nth in 0..3_000 {
        let last = list.wanted.len() - 1;
        list.shift(nth % list.wanted.len(), last);
        list.holds();
        if nth % 37 == 0 {
            list.append();
            list.holds();
        }
    }
    // The control: without a bound the second of two that were moved to the end stands behind the next newcomer.
    let mut list = List::of(3);
    list.shift(0, 2);
    list.shift(0, 2);
    list.append();
    let order: Vec<PostId> = list.places.iter().map(|place| place.thing).collect();
    assert_ne!(order, list.wanted);
}

/// Posts that come later may stand where others were moved to: equal places are told apart and made room between.
#[test]
fn equal_places_are_no_hindrance() {
    let mut list = List::of(6);
    for place in &mut list.places {
        place.rank = 3.0;
    }
    list.shift(4, 2);
    let order: Vec<PostId> = list.places.iter().map(|place| place.thing).collect();
    assert_eq!(order, list.wanted);
}

/// The control: halving alone, which is what was done before, comes to an end.
#[test]
fn halving_alone_runs_out() {
    let (low, mut high) = (1.0_f64, 2.0_f64);
    let halvings = (0..4_000).take_while(|_| {
        high = f64::midpoint(low, high);
        high > low
    });
    assert!(halvings.count() < 60);
}
