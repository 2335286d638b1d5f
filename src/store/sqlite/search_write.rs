//! Keeping the search index: steps of one room, each whole or not at all, and the sweeping of what was taken out.

use super::{
    super::{
        StoreError,
        search::{Document, Facts, Step},
    },
    search::{SearchDb, numbered, remove},
};
use crate::kernel::id::{Millis, RoomId};
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// Ids within a minute; what does not fit goes into the next.
const IN_MINUTE: i64 = 1 << 12;
/// Ids within a day.
const IN_DAY: i64 = IN_MINUTE * 24 * 60;
const MINUTE_MS: Millis = 60_000;
/// Documents removed in one statement.
const AT_ONCE: usize = 2_000;
/// Pages merged in one step of sweeping.
const SWEPT_PAGES: i32 = 2_000;

/// The lowest id of a moment.
pub(super) fn base(at: Millis) -> i64 {
    at.div_euclid(MINUTE_MS) * IN_MINUTE
}

impl SearchDb {
    /// Writes a step of one room.
    ///
    /// # Errors
    /// `StoreError`; nothing of the step is then there.
    pub async fn put(&self, step: &Step) -> Result<(), StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let room = room(&mut tx, step).await?;
        if step.anew {
            let left = clear(&mut tx, room).await?;
            name(&mut tx, room, &step.facts).await?;
            soil(&mut tx, left).await?;
        }
        let written = step.documents.iter().map(|document| document.thing);
        let gone = held(&mut tx, room, step.gone.iter().copied().map(numbered)).await?;
        let replaced = held(&mut tx, room, written.map(numbered)).await?;
        remove(&mut tx, &replaced).await?;
        remove(&mut tx, &gone).await?;
        soil(&mut tx, step.redacts || !gone.is_empty()).await?;
        add(&mut tx, room, &step.documents).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Forgets a room.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn forget(&self, room: RoomId) -> Result<(), StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let sql = "SELECT id FROM rooms WHERE room = $1";
        let found: Option<(i64,)> = sqlx::query_as(sql).bind(room.to_string()).fetch_optional(&mut *tx).await?;
        if let Some((room,)) = found {
            clear(&mut tx, room).await?;
            sqlx::query("DELETE FROM rooms WHERE id = $1").bind(room).execute(&mut *tx).await?;
            soil(&mut tx, true).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Rewrites the index without what was taken out of it since the last time, so that no token of it is left in the
    /// file. Nothing is done where nothing was.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        let mut connection = self.writer.acquire().await?;
        let soiled = "SELECT count(*) FROM meta WHERE name = 'soiled'";
        let (soiled,): (i64,) = sqlx::query_as(soiled).fetch_one(&mut *connection).await?;
        if soiled == 0 {
            return Ok(());
        }
        // a negative number begins a merge of everything, further ones go on with it
        let mut pages = -SWEPT_PAGES;
        loop {
            let changes = "SELECT total_changes()";
            let (before,): (i64,) = sqlx::query_as(changes).fetch_one(&mut *connection).await?;
            let merge = "INSERT INTO search (search, rank) VALUES ('merge', $1)";
            sqlx::query(merge).bind(pages).execute(&mut *connection).await?;
            let (after,): (i64,) = sqlx::query_as(changes).fetch_one(&mut *connection).await?;
            if after - before < 2 {
                break;
            }
            pages = SWEPT_PAGES;
        }
        let cut: (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await?;
        // while a reader is under way the log keeps what was there; the next look at all rooms tries again
        if cut.0 == 0 {
            sqlx::query("DELETE FROM meta WHERE name = 'soiled'").execute(&mut *connection).await?;
        }
        Ok(())
    }
}

/// Moves the room's cursor and gives its number.
async fn room(connection: &mut SqliteConnection, step: &Step) -> Result<i64, StoreError> {
    let sql = "INSERT INTO rooms (room, public_at, starts_at, month, closed, facts, staff_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (room) DO UPDATE SET public_at = excluded.public_at,
               staff_at = excluded.staff_at, starts_at = excluded.starts_at, month = excluded.month,
               closed = excluded.closed, facts = excluded.facts RETURNING id";
    let (id,): (i64,) = sqlx::query_as(sql)
        .bind(step.room.to_string())
        .bind(i64::try_from(step.cursor.public_at).unwrap_or(i64::MAX))
        .bind(step.facts.starts_at)
        .bind(&step.facts.month)
        .bind(step.facts.closed)
        .bind(serde_json::to_string(&[&step.facts.units, &step.facts.subjects, &step.facts.guests])?)
        .bind(i64::try_from(step.cursor.staff_at).unwrap_or(i64::MAX))
        .fetch_one(connection)
        .await?;
    Ok(id)
}

/// Drops whatever there is of a room; whether there was something.
async fn clear(connection: &mut SqliteConnection, room: i64) -> Result<bool, StoreError> {
    sqlx::query("DELETE FROM named WHERE room = $1").bind(room).execute(&mut *connection).await?;
    let rows: Vec<(i64,)> =
        sqlx::query_as("SELECT id FROM docs WHERE room = $1").bind(room).fetch_all(&mut *connection).await?;
    let ids: Vec<i64> = rows.into_iter().map(|(id,)| id).collect();
    for ids in ids.chunks(AT_ONCE) {
        remove(connection, ids).await?;
    }
    Ok(!ids.is_empty())
}

/// Ties the room to the names of its units, subjects and guests.
async fn name(connection: &mut SqliteConnection, room: i64, facts: &Facts) -> Result<(), StoreError> {
    for (kind, names) in [("unit", &facts.units), ("subject", &facts.subjects), ("guest", &facts.guests)] {
        let names = serde_json::to_string(names)?;
        for sql in [
            "INSERT INTO names (kind, name) SELECT $1, value FROM json_each($2) WHERE $3 = $3 ON CONFLICT DO NOTHING",
            "INSERT INTO named (name, room) SELECT id, $3 FROM names WHERE kind = $1
             AND name IN (SELECT value FROM json_each($2)) ON CONFLICT DO NOTHING",
        ] {
            sqlx::query(sql).bind(kind).bind(&names).bind(room).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// Notes that tokens were taken out which are still to be found in the file's free space.
async fn soil(connection: &mut SqliteConnection, soiled: bool) -> Result<(), StoreError> {
    if soiled {
        let sql = "INSERT INTO meta (name, value) VALUES ('soiled', '1') ON CONFLICT DO NOTHING";
        sqlx::query(sql).execute(connection).await?;
    }
    Ok(())
}

/// Ids of those of these things that are there.
async fn held(
    connection: &mut SqliteConnection,
    room: i64,
    things: impl Iterator<Item = i64>,
) -> Result<Vec<i64>, StoreError> {
    let things: Vec<i64> = things.collect();
    if things.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT id FROM docs WHERE room = $1 AND thing IN (SELECT value FROM json_each($2))";
    let rows: Vec<(i64,)> =
        sqlx::query_as(sql).bind(room).bind(serde_json::to_string(&things)?).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

async fn add(connection: &mut SqliteConnection, room: i64, documents: &[Document]) -> Result<(), StoreError> {
    if documents.is_empty() {
        return Ok(());
    }
    let (units, guests) = names_of(connection, room).await?;
    let mut in_time: Vec<&Document> = documents.iter().collect();
    in_time.sort_by_key(|document| document.at);
    let (mut docs, mut words) = (Vec::new(), Vec::new());
    // ids from `next` on are free to the end of its minute
    let mut next = i64::MIN;
    for document in in_time {
        let least = base(document.at).max(next);
        let known_free = least == next && next.rem_euclid(IN_MINUTE) > 0;
        let id = if known_free { next } else { vacant(connection, least).await? };
        next = id + 1;
        let mut marks = format!("k{}", document.thing.kind.number());
        units.iter().for_each(|unit| marks.push_str(&format!(" n{unit}")));
        if let Some(guest) = document.guest.as_ref().and_then(|guest| guests.get(guest)) {
            marks.push_str(&format!(" n{guest}"));
        }
        if document.answered {
            marks.push_str(" a");
        }
        docs.push((id, numbered(document.thing)));
        words.push((id, &document.tokens, marks));
    }
    let sql = "INSERT INTO docs (id, room, thing) SELECT value ->> 0, $1, value ->> 1 FROM json_each($2)";
    sqlx::query(sql).bind(room).bind(serde_json::to_string(&docs)?).execute(&mut *connection).await?;
    let sql =
        "INSERT INTO search (rowid, words, marks) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1)";
    sqlx::query(sql).bind(serde_json::to_string(&words)?).execute(&mut *connection).await?;
    Ok(())
}

/// Numbers of the room's units, and of its guests by name.
async fn names_of(
    connection: &mut SqliteConnection,
    room: i64,
) -> Result<(Vec<i64>, HashMap<String, i64>), StoreError> {
    let sql = "SELECT names.id, names.kind, names.name FROM named JOIN names ON names.id = named.name
               WHERE named.room = $1";
    let rows: Vec<(i64, String, String)> = sqlx::query_as(sql).bind(room).fetch_all(connection).await?;
    let (units, guests): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, kind, _)| kind == "unit");
    let guests = guests.into_iter().map(|(id, _, name)| (name, id)).collect();
    Ok((units.into_iter().map(|(id, _, _)| id).collect(), guests))
}

/// The first id from `least` on behind all that its minute holds. Where the minute is full, behind all of a day: what
/// comes by thousands, such as an import, keeps its own order.
async fn vacant(connection: &mut SqliteConnection, least: i64) -> Result<i64, StoreError> {
    let mut least = least;
    for span in [IN_MINUTE, IN_DAY].into_iter().chain(std::iter::repeat(IN_DAY)) {
        let end = least - least.rem_euclid(IN_MINUTE) + span;
        let sql = "SELECT max(id) FROM docs WHERE id >= $1 AND id < $2";
        let (highest,): (Option<i64>,) = sqlx::query_as(sql).bind(least).bind(end).fetch_one(&mut *connection).await?;
        match highest {
            None => return Ok(least),
            Some(highest) if highest + 1 < end => return Ok(highest + 1),
            Some(highest) => least = highest + 1,
        }
    }
    Ok(least)
}
