//! The drawing: stages one below the other, ways on along the right, ways back along the left.

use askama::Template;

const CARD: (i32, i32) = (320, 84);
const GAP: i32 = 34;
const LANE: i32 = 14;
const EDGE: i32 = 16;
const ABOVE: i32 = 8;
/// Signs of Chinese that fit into a line of a card.
const FIT: f32 = 19.0;

/// A stage as it is drawn.
pub(super) struct Card {
    pub title: String,
    pub lines: [String; 2],
    /// Nothing follows it by itself.
    pub ends: bool,
    /// Indexes of those that may follow.
    pub next: Vec<usize>,
}

struct Shown {
    x: i32,
    y: i32,
    title: String,
    /// Each with its base line.
    lines: [(i32, String); 2],
    ends: bool,
}

struct Arrow {
    path: String,
    /// The tip.
    tip: String,
    back: bool,
}

#[derive(Template)]
#[template(path = "parts/flow.html")]
pub(super) struct Drawing {
    title: String,
    width: i32,
    height: i32,
    card: (i32, i32),
    cards: Vec<Shown>,
    arrows: Vec<Arrow>,
}

/// A way that does not lead to the stage below: it runs beside the cards, on a lane of its own.
struct Way {
    from: usize,
    to: usize,
    lane: usize,
}

impl Drawing {
    pub fn of(title: String, cards: Vec<Card>) -> Drawing {
        let ways = |back: bool| {
            let all = cards.iter().enumerate().flat_map(|(from, card)| card.next.iter().map(move |to| (from, *to)));
            laned(all.filter(|(from, to)| if back { to < from } else { *to > from + 1 }).collect())
        };
        let (on, back) = (ways(false), ways(true));
        let lanes = |ways: &[Way]| i32::try_from(ways.iter().map(|way| way.lane + 1).max().unwrap_or(0)).unwrap_or(0);
        let left = EDGE + lanes(&back) * LANE;
        let right = left + CARD.0;
        let top = |nth: usize| ABOVE + i32::try_from(nth).unwrap_or(0) * (CARD.1 + GAP);
        let straight = cards.iter().enumerate().filter(|(nth, card)| card.next.contains(&(nth + 1)));
        let mut arrows: Vec<Arrow> = straight.map(|(nth, _)| down(left + CARD.0 / 2, top(nth) + CARD.1)).collect();
        arrows.extend(on.iter().map(|way| beside(way, right, 1, &top)));
        arrows.extend(back.iter().map(|way| beside(way, left, -1, &top)));
        let many = cards.len();
        let shown = |(nth, Card { title, lines, ends, .. }): (usize, Card)| Shown {
            x: left,
            y: top(nth),
            title: fit(&title),
            lines: [(48, &lines[0]), (69, &lines[1])].map(|(below, line)| (top(nth) + below, fit(line))),
            ends,
        };
        Drawing {
            title,
            width: right + lanes(&on) * LANE + EDGE,
            height: top(many) - GAP + ABOVE,
            card: CARD,
            cards: cards.into_iter().enumerate().map(shown).collect(),
            arrows,
        }
    }
}

/// Each way on the first lane on which it meets no other; short ones stay near.
fn laned(mut ways: Vec<(usize, usize)>) -> Vec<Way> {
    ways.sort_by_key(|(from, to)| (from.abs_diff(*to), *from));
    let mut laned: Vec<Way> = Vec::new();
    for (from, to) in ways {
        let (low, high) = (from.min(to), from.max(to));
        let meets = |way: &&Way| way.from.min(way.to) < high && low < way.from.max(way.to);
        let taken: Vec<usize> = laned.iter().filter(meets).map(|way| way.lane).collect();
        let lane = (0..).find(|lane| !taken.contains(lane)).unwrap_or_default();
        laned.push(Way { from, to, lane });
    }
    laned
}

fn down(x: i32, y: i32) -> Arrow {
    let end = y + GAP;
    Arrow { path: format!("M{x} {y}V{}", end - 7), tip: format!("M{x} {end}l-5 -8h10z"), back: false }
}

fn beside(way: &Way, edge: i32, side: i32, top: &impl Fn(usize) -> i32) -> Arrow {
    // ways leave below the middle of a card and come in above it, each a little apart
    let shift = i32::try_from(way.lane % 4).unwrap_or(0) * 6;
    let (from, to) = (top(way.from) + CARD.1 / 2 + 8 + shift, top(way.to) + CARD.1 / 2 - 8 - shift);
    let x = edge + side * (EDGE / 2 + i32::try_from(way.lane).unwrap_or(0) * LANE + 6);
    Arrow {
        path: format!("M{edge} {from}H{x}V{to}H{}", edge + side * 7),
        tip: format!("M{edge} {to}l{} -5v10z", side * 8),
        back: side < 0,
    }
}

/// As much of the words as a card has room for; the table beside the drawing has all of them.
fn fit(words: &str) -> String {
    let mut room = FIT;
    let wide = |sign: char| if sign.is_ascii() { 0.56 } else { 1.0 };
    if words.chars().map(wide).sum::<f32>() <= FIT {
        return words.to_owned();
    }
    let kept = words.chars().take_while(|sign| {
        room -= wide(*sign);
        room > 1.0
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_that_meet_run_on_lanes_of_their_own() {
        let lanes =
            |ways: &[(usize, usize)]| -> Vec<usize> { laned(ways.to_vec()).iter().map(|way| way.lane).collect() };
        assert_eq!(lanes(&[(0, 2), (2, 4)]), [0, 0]);
        assert_eq!(lanes(&[(0, 3), (1, 3), (0, 8)]), [0, 1, 2]);
        assert_eq!(lanes(&[(5, 3), (4, 3)]), [0, 1]);
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        assert_eq!(fit("办理"), "办理");
        let long = fit(&"长".repeat(40));
        assert!(long.ends_with('…') && long.chars().count() < 20);
        assert!(fit("three working days at most").ends_with('t'));
    }
}
