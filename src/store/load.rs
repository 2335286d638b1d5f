//! What a group needs before it is decided: one query a table, by keys.

use super::{StoreError, remember::Rooms};
use crate::kernel::{
    block::Block,
    chain::BEGINNING,
    id::{LinkId, OFFICE, PersonId, PostId, RoomId, UnitId, VisitorId},
    line::Line,
    office::{Link, Office, Person, Unit},
    post::Post,
    principal::Mover,
    room::Header,
    units::Tree,
};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Sqlite, SqliteConnection, Transaction};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// The one open write transaction.
pub struct Tx {
    open: Transaction<'static, Sqlite>,
    rooms: Arc<Rooms>,
    headers: Vec<Header>,
    unwashed: Arc<AtomicBool>,
    took: bool,
}

impl Tx {
    pub(super) fn new(open: Transaction<'static, Sqlite>, rooms: Arc<Rooms>, unwashed: Arc<AtomicBool>) -> Tx {
        Tx { open, rooms, headers: Vec::new(), unwashed, took: false }
    }

    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.open
    }

    /// Headers that are to be remembered once they are durable.
    pub(super) fn wrote(&mut self, headers: &[Header]) {
        self.headers.extend_from_slice(headers);
    }

    /// Something was taken away: its bytes are to be washed out once that is durable.
    pub(super) fn took(&mut self) {
        self.took = true;
    }

    /// Makes everything durable. Only after this returns may anybody be told.
    ///
    /// # Errors
    /// `StoreError::Disk` when it is not known to be on the disk.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.open.commit().await?;
        self.unwashed.fetch_or(self.took, Ordering::AcqRel);
        self.rooms.committed(self.headers);
        Ok(())
    }

    /// Headers of rooms, each with the digest of its journal's last entry.
    ///
    /// # Errors
    /// `StoreError`, also when the journal ends elsewhere than the header says.
    pub async fn headers(&mut self, rooms: &[RoomId]) -> Result<Vec<(Header, String)>, StoreError> {
        let sql = "SELECT state, (SELECT digest FROM entries
                    WHERE entries.room = rooms.id AND staff_at = rooms.state ->> '$.staff_at')
                   FROM rooms WHERE id IN (SELECT value FROM json_each($1))";
        let keys = serde_json::to_string(rooms)?;
        let rows: Vec<(String, Option<String>)> = sqlx::query_as(sql).bind(keys).fetch_all(self.connection()).await?;
        let row = |(state, digest): (String, Option<String>)| {
            let header: Header = serde_json::from_str(&state)?;
            let torn =
                || StoreError::Sql(format!("the journal of room {} has no entry {}", header.id, header.staff_at));
            let digest = digest.ok_or_else(torn)?;
            Ok((header, digest))
        };
        rows.into_iter().map(row).collect()
    }

    /// The digest of the last entry of the office's journal.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn office_digest(&mut self) -> Result<String, StoreError> {
        let sql = "SELECT digest FROM entries WHERE room = $1 ORDER BY staff_at DESC LIMIT 1";
        let row: Option<(String,)> =
            sqlx::query_as(sql).bind(OFFICE.to_string()).fetch_optional(self.connection()).await?;
        Ok(row.map_or_else(|| BEGINNING.to_owned(), |(digest,)| digest))
    }

    /// Posts by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn posts(&mut self, posts: &[PostId]) -> Result<Vec<Post>, StoreError> {
        self.states("SELECT state FROM posts WHERE id IN (SELECT value FROM json_each($1))", posts).await
    }

    /// Lines by room and number.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines(&mut self, lines: &[(RoomId, u32)]) -> Result<Vec<Line>, StoreError> {
        self.states(
            "SELECT l.state FROM json_each($1) AS k JOIN lines AS l
             ON l.room = k.value ->> 0 AND l.number = k.value ->> 1",
            lines,
        )
        .await
    }

    /// Blocks by room and number.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn blocks(&mut self, blocks: &[(RoomId, u32)]) -> Result<Vec<Block>, StoreError> {
        self.states(
            "SELECT b.state FROM json_each($1) AS k JOIN blocks AS b
             ON b.room = k.value ->> 0 AND b.number = k.value ->> 1",
            blocks,
        )
        .await
    }

    /// Visitors' counts in rooms.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn movers(&mut self, keys: &[(RoomId, VisitorId)]) -> Result<Vec<Mover>, StoreError> {
        self.states(
            "SELECT m.state FROM json_each($1) AS k JOIN movers AS m
             ON m.room = k.value ->> 0 AND m.visitor = k.value ->> 1",
            keys,
        )
        .await
    }

    /// People by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn persons(&mut self, persons: &[PersonId]) -> Result<Vec<Person>, StoreError> {
        self.states("SELECT state FROM persons WHERE id IN (SELECT value FROM json_each($1))", persons).await
    }

    /// Everybody who named a deputy, for whatever days.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn absent(&mut self) -> Result<Vec<Person>, StoreError> {
        let sql = "SELECT state FROM persons WHERE $1 = $1 AND state ->> '$.deputies' IS NOT NULL";
        // no key: all of them
        self.states(sql, &[0]).await
    }

    /// Units by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn units(&mut self, units: &[UnitId]) -> Result<Vec<Unit>, StoreError> {
        self.states("SELECT state FROM units WHERE id IN (SELECT value FROM json_each($1))", units).await
    }

    /// The tree of units.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn tree(&mut self) -> Result<Tree, StoreError> {
        let sql = "SELECT json_array(id, state ->> '$.parent', state ->> '$.closed_into') FROM units WHERE $1 = $1";
        Ok(Tree::new(self.states(sql, &[0]).await?))
    }

    /// One-time links by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn links(&mut self, links: &[LinkId]) -> Result<Vec<Link>, StoreError> {
        self.states("SELECT state FROM links WHERE id IN (SELECT value FROM json_each($1))", links).await
    }

    /// The office's header; the default before its first entry.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn office(&mut self) -> Result<Office, StoreError> {
        let rows: Vec<Office> = self.states("SELECT state FROM office WHERE $1 = $1", &[0]).await?;
        Ok(rows.into_iter().next().unwrap_or_default())
    }

    /// Which of these endorsements exist.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn votes(&mut self, keys: &[(PostId, VisitorId)]) -> Result<Vec<(PostId, VisitorId)>, StoreError> {
        self.states(
            "SELECT json_array(v.post, v.visitor) FROM json_each($1) AS k JOIN votes AS v
             ON v.post = k.value ->> 0 AND v.visitor = k.value ->> 1",
            keys,
        )
        .await
    }

    /// Which numbers of letters of before rooms have already.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn references(&mut self, keys: &[(RoomId, &str)]) -> Result<Vec<(RoomId, String)>, StoreError> {
        self.states(
            "SELECT json_array(c.room, c.reference) FROM json_each($1) AS k JOIN cases AS c
             ON c.room = k.value ->> 0 AND c.reference = k.value ->> 1",
            keys,
        )
        .await
    }

    /// How many endorsements these posts have had.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_votes(&mut self, posts: &[PostId]) -> Result<u64, StoreError> {
        let sql = "SELECT CAST(count(*) AS TEXT) FROM votes WHERE post IN (SELECT value FROM json_each($1))";
        Ok(self.states(sql, posts).await?.into_iter().next().unwrap_or_default())
    }

    /// Kept answers: principal, key, request digest, answer.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn kept(
        &mut self,
        keys: &[(String, String)],
    ) -> Result<Vec<(String, String, String, String)>, StoreError> {
        self.states(
            "SELECT json_array(i.principal, i.key, i.request, i.answer) FROM json_each($1) AS k JOIN idempotency AS i
             ON i.principal = k.value ->> 0 AND i.key = k.value ->> 1",
            keys,
        )
        .await
    }

    /// Who holds a log-in name.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn person_of_login(&mut self, login: &str) -> Result<Option<Person>, StoreError> {
        let sql = "SELECT state FROM persons WHERE login IN (SELECT value FROM json_each($1))";
        Ok(self.states(sql, &[login]).await?.into_iter().next())
    }

    pub(super) async fn states<K: Serialize, T: DeserializeOwned>(
        &mut self,
        sql: &'static str,
        keys: &[K],
    ) -> Result<Vec<T>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let keys = serde_json::to_string(keys)?;
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(keys).fetch_all(self.connection()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }
}
