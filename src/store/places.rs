//! What stands around a place: in the crew's list of a room, or in its record.

use super::{StoreError, load::Tx};
use crate::kernel::{
    id::{PostId, RoomId},
    order::Place,
};
use std::str::FromStr;

impl Tx {
    /// Listed posts that stand before a place, or before the end, nearest first, at most `most`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn listed_before(
        &mut self,
        room: RoomId,
        place: Option<Place<PostId>>,
        most: u32,
    ) -> Result<Vec<Place<PostId>>, StoreError> {
        let sql = "SELECT id, number, rank FROM posts WHERE room = $1 AND fate = 'listed' AND (rank, number) < ($2, $3)
                   ORDER BY rank DESC, number DESC LIMIT $4";
        self.places(sql, room, bound(place), most).await
    }

    /// Listed posts from a place on, nearest first, at most `most`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn listed_from(
        &mut self,
        room: RoomId,
        place: Place<PostId>,
        most: u32,
    ) -> Result<Vec<Place<PostId>>, StoreError> {
        let sql =
            "SELECT id, number, rank FROM posts WHERE room = $1 AND fate = 'listed' AND (rank, number) >= ($2, $3)
                   ORDER BY rank, number LIMIT $4";
        self.places(sql, room, bound(Some(place)), most).await
    }

    /// Lines of the record that stand before a place, or before the end, nearest first, at most `most`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines_before(
        &mut self,
        room: RoomId,
        place: Option<Place<u32>>,
        most: u32,
    ) -> Result<Vec<Place<u32>>, StoreError> {
        let sql = "SELECT CAST(number AS TEXT), number, place FROM lines WHERE room = $1 AND (place, number) < ($2, $3)
                   ORDER BY place DESC, number DESC LIMIT $4";
        self.places(sql, room, bound(place), most).await
    }

    /// Lines of the record from a place on, nearest first, at most `most`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines_from(
        &mut self,
        room: RoomId,
        place: Place<u32>,
        most: u32,
    ) -> Result<Vec<Place<u32>>, StoreError> {
        let sql =
            "SELECT CAST(number AS TEXT), number, place FROM lines WHERE room = $1 AND (place, number) >= ($2, $3)
                   ORDER BY place, number LIMIT $4";
        self.places(sql, room, bound(Some(place)), most).await
    }

    /// The last line of the record that belongs to a post.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn last_line_of(&mut self, room: RoomId, post: PostId) -> Result<Option<Place<u32>>, StoreError> {
        let sql = "SELECT CAST(number AS TEXT), number, place FROM lines WHERE post = $1 AND room = $2
                   ORDER BY place DESC, number DESC LIMIT 1";
        let query = sqlx::query_as(sql).bind(post.to_string()).bind(room.to_string());
        let row: Option<(String, u32, f64)> = query.fetch_optional(self.connection()).await?;
        Ok(row.map(|(_, number, rank)| Place { thing: number, number, rank }))
    }

    async fn places<T: FromStr>(
        &mut self,
        sql: &'static str,
        room: RoomId,
        (rank, number): (f64, u32),
        most: u32,
    ) -> Result<Vec<Place<T>>, StoreError> {
        let query = sqlx::query_as(sql).bind(room.to_string()).bind(rank).bind(number).bind(most);
        let rows: Vec<(String, u32, f64)> = query.fetch_all(self.connection()).await?;
        let place = |(thing, number, rank): (String, u32, f64)| {
            let thing = thing.parse().map_err(|_| StoreError::Sql(format!("{thing} stands in an order")))?;
            Ok(Place { thing, number, rank })
        };
        rows.into_iter().map(place).collect()
    }
}

/// The place, or one behind everything.
fn bound<T>(place: Option<Place<T>>) -> (f64, u32) {
    place.map_or((f64::MAX, u32::MAX), |place| (place.rank, place.number))
}
