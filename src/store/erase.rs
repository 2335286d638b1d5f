//! Texts that are sealed or destroyed, what is left of a thing, and the washing out of freed bytes.

use super::{
    Db, StoreError,
    batch::{Batch, Gone},
    load::Tx,
};
use crate::kernel::{
    block::Block,
    erasure::{Erasure, Manner, Target},
    event::Event,
    id::{PostId, RoomId, TextId},
    room::{Header, Phase},
};
use sqlx::SqliteConnection;
use std::sync::atomic::Ordering;

impl Db {
    /// Erasures of a room, the newest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn erasures(&self, room: RoomId, limit: u32) -> Result<Vec<Erasure>, StoreError> {
        let sql = "SELECT state FROM erasures WHERE room = $1 ORDER BY number DESC LIMIT $2";
        let rows: Vec<(String,)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(limit).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }

    /// How many erasures of a room wait for a second person.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn open_erasures(&self, room: RoomId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM erasures WHERE room = $1 AND state ->> '$.stand' = 'proposed'";
        let (open,): (u32,) = sqlx::query_as(sql).bind(room.to_string()).fetch_one(self.readers()).await?;
        Ok(open)
    }

    /// Texts of a target that the act would still change, oldest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn left_of(&self, room: RoomId, target: Target, manner: Manner) -> Result<Vec<TextId>, StoreError> {
        let mut connection = self.readers().acquire().await?;
        let block = match target {
            Target::Line { line } => block_of(&mut connection, room, line).await?.map(|block| block.number),
            _ => None,
        };
        left_of(&mut connection, room, (target, block), manner).await
    }

    /// Rooms that are over and of whose posts it is still known by which browser they came.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn remembering_rooms(&self) -> Result<Vec<Header>, StoreError> {
        let sql = "SELECT state FROM rooms WHERE phase IN (SELECT value FROM json_each($1))
                   AND (id IN (SELECT room FROM posts WHERE visitor IS NOT NULL)
                   OR id IN (SELECT room FROM posts WHERE state ->> '$.reachable' = 1))";
        self.states(sql, &serde_json::json!([Phase::Closed, Phase::Cancelled]).to_string()).await
    }

    /// Posts of a room of which it is still known by which browser they came.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn remembered_posts(&self, room: RoomId, limit: u32) -> Result<Vec<PostId>, StoreError> {
        let sql = "SELECT id FROM posts WHERE room = $1 AND (visitor IS NOT NULL OR state ->> '$.reachable' = 1)
                   ORDER BY number LIMIT $2";
        let rows: Vec<(String,)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(limit).fetch_all(self.readers()).await?;
        Ok(rows.iter().filter_map(|(id,)| id.parse().ok()).collect())
    }

    /// Folds the log into the database and cuts it off, and takes the bytes of files away that nothing holds, if
    /// something was erased since. Whether nothing of it is left; while somebody reads an older state, some is.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn wash(&self) -> Result<bool, StoreError> {
        if !self.unwashed().swap(false, Ordering::AcqRel) {
            return Ok(true);
        }
        let washed = self.wash_out().await;
        if !matches!(washed, Ok(true)) {
            self.unwashed().store(true, Ordering::Release);
        }
        washed
    }

    async fn wash_out(&self) -> Result<bool, StoreError> {
        self.sweep_bytes().await?;
        let mut connection = self.readers().acquire().await?;
        sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut *connection).await?;
        // Whoever writes is not made to wait for whoever reads.
        sqlx::query("PRAGMA busy_timeout = 100").execute(&mut *connection).await?;
        let cut: Result<(i64, i64, i64), _> =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
        sqlx::query("PRAGMA busy_timeout = 5000").execute(&mut *connection).await?;
        Ok(cut?.0 == 0)
    }
}

impl Tx {
    /// One erasure.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn erasure(&mut self, room: RoomId, number: u32) -> Result<Option<Erasure>, StoreError> {
        let sql = "SELECT e.state FROM json_each($1) AS k JOIN erasures AS e
                   ON e.room = k.value ->> 0 AND e.number = k.value ->> 1";
        Ok(self.states(sql, &[(room, number)]).await?.into_iter().next())
    }

    /// The block that became a line.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn block_of(&mut self, room: RoomId, line: u32) -> Result<Option<Block>, StoreError> {
        block_of(self.connection(), room, line).await
    }

    /// As `Db::left_of`, where the block that became the line is known.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn left_of(
        &mut self,
        room: RoomId,
        target: Target,
        block: Option<u32>,
        manner: Manner,
    ) -> Result<Vec<TextId>, StoreError> {
        left_of(self.connection(), room, (target, block), manner).await
    }

    pub(super) async fn write_erasures(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.set(ERASURES, batch.erasures.iter()).await
    }

    /// Seals and destroys; with them goes what was kept because of them.
    pub(super) async fn take_away(&mut self, gone: &Gone) -> Result<(), StoreError> {
        let texts = gone.texts.iter().map(|taken| (taken.text, taken.manner, taken.ground, taken.at));
        self.set(TAKE, texts).await?;
        self.set(UNNAME, gone.files.iter()).await?;
        self.set(UNOWN, gone.files.iter().map(|(room, _, _, file)| (file, room))).await?;
        self.set(UNKEEP, gone.posts.iter()).await?;
        self.set(UNKEEP_LINES, gone.lines.iter()).await?;
        self.unname(UNNAME_NOTED, &gone.noted).await?;
        self.unname(UNNAME_NOTICED, &gone.noticed).await?;
        self.set(UNCOUNT, gone.movers.iter()).await?;
        self.set(COUNT_AGAIN, gone.movers.iter()).await?;
        self.set(COUNT_NOBODY, gone.rooms.iter()).await?;
        if !(gone.texts.is_empty() && gone.files.is_empty()) {
            self.took();
        }
        Ok(())
    }
}

impl Tx {
    /// What rooms no longer name they no longer own; keys of what named it go too.
    async fn unname(&mut self, sql: &'static str, rooms: &[RoomId]) -> Result<(), StoreError> {
        if rooms.is_empty() {
            return Ok(());
        }
        self.set(UNKEEP_ROOMS, rooms.iter()).await?;
        let query = sqlx::query_as(sql).bind(serde_json::to_string(rooms)?);
        let unnamed: Vec<(String, String)> = query.fetch_all(self.connection()).await?;
        self.set(UNOWN, unnamed.iter()).await
    }
}

async fn block_of(connection: &mut SqliteConnection, room: RoomId, line: u32) -> Result<Option<Block>, StoreError> {
    let sql = "SELECT state FROM blocks WHERE room = $1 AND state ->> '$.line' = $2 LIMIT 1";
    let row: Option<(String,)> =
        sqlx::query_as(sql).bind(room.to_string()).bind(line).fetch_optional(connection).await?;
    Ok(row.map(|(state,)| serde_json::from_str(&state)).transpose()?)
}

/// Reads every entry about the target: states name present wordings only.
async fn left_of(
    connection: &mut SqliteConnection,
    room: RoomId,
    (target, block): (Target, Option<u32>),
    manner: Manner,
) -> Result<Vec<TextId>, StoreError> {
    let (sql, thing, other) = match target {
        Target::Line { line } => (OF_LINE, line.to_string(), block.unwrap_or_default()),
        Target::Notes | Target::Notice { .. } => (OF_ROOM, String::new(), 0),
        _ => (OF_POST, target.post().map(|post| post.to_string()).unwrap_or_default(), 0),
    };
    let rows: Vec<(String,)> =
        sqlx::query_as(sql).bind(room.to_string()).bind(thing).bind(other).fetch_all(&mut *connection).await?;
    let mut texts: Vec<TextId> = Vec::new();
    for (body,) in rows {
        let event: Event = serde_json::from_str(&body)?;
        texts.extend(target.named_by(&event, block).iter().map(|text| text.id));
    }
    let sql = match manner {
        Manner::Destroy => {
            "SELECT id FROM texts WHERE state <> 'destroyed' AND id IN (SELECT value FROM json_each($1))"
        }
        Manner::Seal => "SELECT id FROM texts WHERE state = 'open' AND id IN (SELECT value FROM json_each($1))",
    };
    let rows: Vec<(String,)> = sqlx::query_as(sql).bind(serde_json::to_string(&texts)?).fetch_all(connection).await?;
    Ok(rows.iter().filter_map(|(id,)| id.parse().ok()).collect())
}

const OF_POST: &str =
    "SELECT body FROM entries INDEXED BY entries_of_post WHERE room = $1 AND post = $2 AND instr(body, 'sha256') > $3
 ORDER BY staff_at";
const OF_LINE: &str = "SELECT body FROM entries WHERE room = $1 AND post IS NULL
 AND (body ->> '$.line' = CAST($2 AS INTEGER) OR body ->> '$.block' = $3) ORDER BY staff_at";

const OF_ROOM: &str = "SELECT body FROM entries WHERE room = $1 AND post IS NULL AND body ->> '$.on' = 'room'
 AND instr(body, 'sha256') > $3 AND $2 = $2 ORDER BY staff_at";

const ERASURES: &str = "INSERT INTO erasures (room, number, state)
 SELECT value ->> 'room', value ->> 'number', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, number) DO UPDATE SET state = excluded.state";
/// The digest stays: entries name it. The salt goes with the words, so that short ones cannot be guessed from it.
const TAKE: &str = "UPDATE texts SET
  state = iif(taken.value ->> 1 = 'seal', 'sealed', 'destroyed'),
  body = iif(taken.value ->> 1 = 'seal', body, NULL), salt = iif(taken.value ->> 1 = 'seal', salt, ''),
  ground = taken.value ->> 2, erased_at = taken.value ->> 3
 FROM json_each($1) AS taken WHERE texts.id = taken.value ->> 0 AND texts.state <> 'destroyed'";
const UNNAME: &str = "DELETE FROM namings WHERE (room, place, thing, file) IN
 (SELECT value ->> 0, value ->> 1, CAST(value ->> 2 AS TEXT), value ->> 3 FROM json_each($1))";
const UNOWN: &str = "DELETE FROM files WHERE (sha256, owner) IN (SELECT value ->> 0, value ->> 1 FROM json_each($1))
 AND NOT EXISTS (SELECT 1 FROM namings WHERE namings.file = files.sha256 AND namings.room = files.owner)";
const UNKEEP: &str = "DELETE FROM idempotency WHERE answer ->> '$.post' IN (SELECT value FROM json_each($1))";
const UNKEEP_LINES: &str = "DELETE FROM idempotency WHERE (answer ->> '$.room', answer ->> '$.line') IN
 (SELECT value ->> 0, value ->> 1 FROM json_each($1))";
/// Of papers beside a record, all.
const UNNAME_NOTED: &str = "DELETE FROM namings WHERE place = 'note' AND room IN (SELECT value FROM json_each($1))
 RETURNING file, room";
/// Of pictures and papers of notices, those that no notice names that is left.
const UNNAME_NOTICED: &str = "DELETE FROM namings WHERE place IN ('portrait', 'material')
 AND room IN (SELECT value FROM json_each($1)) AND NOT EXISTS (
  SELECT 1 FROM rooms, json_each(json_insert(rooms.state ->> '$.earlier', '$[#]', rooms.state ->> '$.about.id')) AS id
  JOIN texts ON texts.id = id.value WHERE rooms.id = namings.room
  AND instr(texts.body, namings.file) > 0 AND (namings.thing = '' OR instr(texts.body, namings.thing) > 0))
 RETURNING file, room";
/// Keys of notices and notes hold a digest of the words too; of other commands about a room a repeat is refused anyway.
const UNKEEP_ROOMS: &str = "DELETE FROM idempotency WHERE answer ->> '$.room' IN (SELECT value FROM json_each($1))
 AND coalesce(answer ->> '$.post', answer ->> '$.line', answer ->> '$.block') IS NULL";
const UNCOUNT: &str = "DELETE FROM movers WHERE (room, visitor) IN (SELECT value ->> 0, value ->> 1 FROM json_each($1))
 AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.visitor = movers.visitor AND posts.room = movers.room)";
/// As the fold would count what is left.
const COUNT_AGAIN: &str = "UPDATE movers SET state = json_set(state,
  '$.posts', (SELECT count(*) FROM posts WHERE posts.visitor = movers.visitor AND posts.room = movers.room),
  '$.last_at', (SELECT max(posts.state ->> '$.at') FROM posts
    WHERE posts.visitor = movers.visitor AND posts.room = movers.room),
  '$.muted_until', coalesce((SELECT entries.body ->> '$.event.until' FROM entries JOIN posts ON posts.id = entries.post
    WHERE entries.room = movers.room AND posts.visitor = movers.visitor
     AND entries.body ->> '$.event.type' = 'author_muted' ORDER BY entries.staff_at DESC LIMIT 1), 0))
 WHERE (room, visitor) IN (SELECT value ->> 0, value ->> 1 FROM json_each($1))";
const COUNT_NOBODY: &str = "DELETE FROM movers WHERE room IN (SELECT value FROM json_each($1))";
