//! The list as the hall sees it, in the crew's order.

use super::{
    queue::known_rows,
    row::{Row, Setting},
    rules::Rules,
};
use crate::{
    kernel::{id::RoomId, post::Fate, room::Header},
    store::{Db, Listed, Order, PostFilter, StoreError},
    views::reader::Reader,
};
use serde::Serialize;

/// Questions of the list that are shown.
const LIST: usize = 60;

/// The list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct List {
    /// The question on stage, then open ones in the crew's order.
    pub rows: Vec<Row>,
    /// How many of the list are not shown.
    pub more: u32,
}

/// Reads the list.
///
/// # Errors
/// `StoreError`.
pub async fn list(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    rules: &Rules,
) -> Result<List, StoreError> {
    let mut listed = listed(db, header.id).await?;
    let open = PostFilter { fates: vec![Fate::Listed], ..PostFilter::default() };
    let more = db.count_posts(header.id, &open).await?.saturating_sub(u32::try_from(LIST).unwrap_or(0));
    let ranks: Vec<f64> = listed.iter().filter(|l| l.post.fate == Fate::Listed).map(|l| l.post.rank).collect();
    listed.truncate(LIST + 1);
    let mut rows = known_rows(db, reader, header, setting, rules, &listed).await?;
    for (at, row) in rows.iter_mut().filter(|row| !row.stage).enumerate() {
        (row.up, row.down) = neighbours(&ranks, at);
    }
    Ok(List { rows, more })
}

async fn listed(db: &Db, room: RoomId) -> Result<Vec<Listed>, StoreError> {
    let of = |fate| PostFilter { fates: vec![fate], ..PostFilter::default() };
    let mut list = db.posts(room, &of(Fate::OnStage), Order::Rank, 0, 1).await?;
    // Two more than shown, so that the last ones know between which to move.
    let most = u32::try_from(LIST + 2).unwrap_or(u32::MAX);
    list.extend(db.posts(room, &of(Fate::Listed), Order::Rank, 0, most).await?);
    Ok(list)
}

/// Ranks that move the post at `at` one place up and one down; none at the ends.
fn neighbours(ranks: &[f64], at: usize) -> (Option<f64>, Option<f64>) {
    let rank = |i: usize| ranks.get(i).copied();
    let before = |i: usize| at.checked_sub(i).and_then(rank);
    let up = before(1).map(|above| before(2).map_or(above - 1.0, |top| f64::midpoint(top, above)));
    let down = rank(at + 1).map(|below| rank(at + 2).map_or(below + 1.0, |end| f64::midpoint(below, end)));
    (up, down)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order after the post at `at` took the rank.
    fn moved(ranks: &[f64], at: usize, rank: Option<f64>) -> Vec<usize> {
        let mut order: Vec<(usize, f64)> = ranks.iter().copied().enumerate().collect();
        if let (Some(rank), Some(own)) = (rank, order.get_mut(at)) {
            own.1 = rank;
        }
        order.sort_by(|a, b| a.1.total_cmp(&b.1));
        order.into_iter().map(|(i, _)| i).collect()
    }

    #[test]
    fn a_move_passes_exactly_one_neighbour() {
        let ranks = [1.0, 2.0, 2.5, 7.0];
        assert_eq!(moved(&ranks, 2, neighbours(&ranks, 2).0), [0, 2, 1, 3]);
        assert_eq!(moved(&ranks, 1, neighbours(&ranks, 1).0), [1, 0, 2, 3]);
        assert_eq!(moved(&ranks, 0, neighbours(&ranks, 0).1), [1, 0, 2, 3]);
        assert_eq!(moved(&ranks, 2, neighbours(&ranks, 2).1), [0, 1, 3, 2]);
    }

    #[test]
    fn at_the_ends_there_is_nowhere_to_go() {
        assert_eq!(neighbours(&[3.0], 0), (None, None));
        assert_eq!(neighbours(&[3.0, 4.0], 0).0, None);
        assert_eq!(neighbours(&[3.0, 4.0], 1).1, None);
    }
}
