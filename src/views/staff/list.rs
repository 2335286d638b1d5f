//! The list as the hall sees it, in the crew's order.

use super::{
    queue::known_rows,
    row::{Row, Setting, Spot},
    rules::Rules,
};
use crate::{
    kernel::{
        id::{PostId, RoomId},
        post::Fate,
        room::Header,
    },
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
    let order: Vec<PostId> = listed.iter().filter(|l| l.post.fate == Fate::Listed).map(|l| l.post.id).collect();
    listed.truncate(LIST + 1);
    let mut rows = known_rows(db, reader, header, setting, rules, &listed).await?;
    for (at, row) in rows.iter_mut().filter(|row| !row.stage).enumerate() {
        (row.up, row.down) = spots(&order, at);
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

/// Spots that are one place up and one down from the post at `at`; none at the ends.
fn spots(order: &[PostId], at: usize) -> (Option<Spot>, Option<Spot>) {
    let up = at.checked_sub(1).and_then(|above| order.get(above)).map(|above| Spot { before: Some(*above) });
    let down = order.get(at + 1).map(|_| Spot { before: order.get(at + 2).copied() });
    (up, down)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_move_passes_one_neighbour_and_none_leads_beyond_the_ends() {
        let order = [1, 2, 3].map(|nth| PostId(Uuid::from_u128(nth)));
        let before = |nth: usize| Some(Spot { before: order.get(nth).copied() });
        assert_eq!(spots(&order, 0), (None, before(2)));
        assert_eq!(spots(&order, 1), (before(0), before(3)));
        assert_eq!(spots(&order, 2), (before(1), None));
        assert_eq!(spots(&order[..1], 0), (None, None));
    }
}
