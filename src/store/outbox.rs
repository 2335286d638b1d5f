//! What is to leave the house, and how far the journals were read for it.

use super::{Db, StoreError};
use crate::kernel::id::{Millis, PersonId, PostId, RoomId};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Something to be sent, as it is written down first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outgoing {
    /// The same at every try; the far end knows it again by this.
    pub id: Uuid,
    /// `mail`, `sms` or `webhook`.
    pub door: &'static str,
    /// Which of several, where there are several.
    pub target: String,
    /// The room of the entry.
    pub room: RoomId,
    /// The entry.
    pub staff_at: u64,
    /// Whose author is told, or what it is about.
    pub post: Option<PostId>,
    /// Who of staff is told; none where it is an author or a program.
    pub person: Option<PersonId>,
    /// The code of what is told.
    pub what: &'static str,
    /// When the entry was written.
    pub made_at: Millis,
    /// Not before.
    pub next_at: Millis,
    /// Not where this post's author was told of an answer by the same door.
    pub once: bool,
}

/// Where something to be sent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParcelState {
    /// It will be tried.
    Waiting,
    /// The far end took it.
    Sent,
    /// The far end refused it for good.
    Failed,
    /// Tried for too long, or there is nobody or nothing to tell any more.
    GivenUp,
}

impl ParcelState {
    /// The word of the database and the word files (`notices-state-…`).
    pub fn code(self) -> &'static str {
        match self {
            ParcelState::Waiting => "waiting",
            ParcelState::Sent => "sent",
            ParcelState::Failed => "failed",
            ParcelState::GivenUp => "given_up",
        }
    }

    /// The state of a code.
    pub fn parse(code: &str) -> Option<ParcelState> {
        use ParcelState::{Failed, GivenUp, Sent, Waiting};
        [Waiting, Sent, Failed, GivenUp].into_iter().find(|state| state.code() == code)
    }
}

/// Something to be sent, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// See `Outgoing`.
    pub id: Uuid,
    /// See `Outgoing`.
    pub door: String,
    /// See `Outgoing`.
    pub target: String,
    /// See `Outgoing`.
    pub room: RoomId,
    /// See `Outgoing`.
    pub staff_at: u64,
    /// See `Outgoing`.
    pub post: Option<PostId>,
    /// See `Outgoing`.
    pub person: Option<PersonId>,
    /// See `Outgoing`.
    pub what: String,
    /// Where it stands.
    pub state: ParcelState,
    /// How often it was tried.
    pub tries: u32,
    /// See `Outgoing`.
    pub made_at: Millis,
    /// When it is tried next.
    pub next_at: Millis,
    /// When it left or was given up.
    pub done_at: Option<Millis>,
    /// Why the last try failed.
    pub error: Option<String>,
    /// What the far end said later of its delivery.
    pub receipt: Option<String>,
}

/// How many wait and how many did not get through, by door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// See `Outgoing`.
    pub door: String,
    /// In which state.
    pub state: ParcelState,
    /// How many.
    pub parcels: u32,
}

const COLUMNS: &str = "json_object('id', id, 'door', door, 'target', target, 'room', room, 'staff_at', staff_at,
    'post', post, 'person', person, 'what', what, 'state', state, 'tries', tries, 'made_at', made_at, 'next_at', next_at,
    'done_at', done_at, 'error', error, 'receipt', receipt)";

impl Db {
    /// How far each journal was read.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn notice_cursors(&self) -> Result<HashMap<RoomId, u64>, StoreError> {
        let sql = "SELECT room, staff_at FROM notice_cursors";
        let rows: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(self.readers()).await?;
        let row = |(room, at): (String, i64)| Some((room.parse().ok()?, at.unsigned_abs()));
        Ok(rows.into_iter().filter_map(row).collect())
    }

    /// Writes down what is to be sent and how far was read, both or neither. What is there already stays as it is.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn put_outgoing(&self, outgoing: &[Outgoing], read: &[(RoomId, u64)]) -> Result<(), StoreError> {
        let mut tx = self.writer().begin_with("BEGIN IMMEDIATE").await?;
        if !outgoing.is_empty() {
            sqlx::query(PUT).bind(serde_json::to_string(outgoing)?).execute(&mut *tx).await?;
        }
        sqlx::query(READ).bind(serde_json::to_string(read)?).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What one door has to send at `now`, the longest waiting first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn due_parcels(
        &self,
        (door, target): (&str, &str),
        now: Millis,
        limit: u32,
    ) -> Result<Vec<Parcel>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM outbox WHERE door = $1 AND target = $2 AND state = 'waiting' AND next_at <= $3
             ORDER BY next_at, id LIMIT $4"
        );
        let query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(door).bind(target).bind(now).bind(limit);
        parcels(query.fetch_all(self.readers()).await?)
    }

    /// When one door has something to send next.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn next_parcel(&self, (door, target): (&str, &str)) -> Result<Option<Millis>, StoreError> {
        let sql = "SELECT min(next_at) FROM outbox WHERE door = $1 AND target = $2 AND state = 'waiting'";
        let (at,): (Option<Millis>,) = sqlx::query_as(sql).bind(door).bind(target).fetch_one(self.readers()).await?;
        Ok(at)
    }

    /// What became of a try.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn settle_parcel(&self, parcel: &Parcel) -> Result<(), StoreError> {
        let sql = "UPDATE outbox SET state = $2, tries = $3, next_at = $4, done_at = $5, error = $6, made_at = $7
                   WHERE id = $1";
        sqlx::query(sql)
            .bind(parcel.id.to_string())
            .bind(parcel.state.code())
            .bind(parcel.tries)
            .bind(parcel.next_at)
            .bind(parcel.done_at)
            .bind(parcel.error.as_deref())
            .bind(parcel.made_at)
            .execute(self.writer())
            .await?;
        Ok(())
    }

    /// Parcels in one of these states, the newest first, those before `before` of an earlier page.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn parcels(
        &self,
        states: &[ParcelState],
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<Parcel>, StoreError> {
        let codes: Vec<&str> = states.iter().map(|state| state.code()).collect();
        let sql = format!(
            "SELECT {COLUMNS} FROM outbox WHERE state IN (SELECT value FROM json_each($1)) AND id < $2
             ORDER BY id DESC LIMIT $3"
        );
        let before = before.map_or_else(|| "~".to_owned(), |id| id.to_string());
        let query =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(serde_json::to_string(&codes)?).bind(before).bind(limit);
        parcels(query.fetch_all(self.readers()).await?)
    }

    /// How many parcels are in which state, by door.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_parcels(&self) -> Result<Vec<Waiting>, StoreError> {
        let sql = "SELECT door, state, count(*) FROM outbox GROUP BY door, state ORDER BY door, state";
        let rows: Vec<(String, String, u32)> = sqlx::query_as(sql).fetch_all(self.readers()).await?;
        let row = |(door, state, parcels): (String, String, u32)| {
            Some(Waiting { door, state: ParcelState::parse(&state)?, parcels })
        };
        Ok(rows.into_iter().filter_map(row).collect())
    }

    /// Lets what failed or was given up be tried again at `now`; which one, or all of them.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn try_parcels_again(&self, one: Option<Uuid>, now: Millis) -> Result<u64, StoreError> {
        let sql = "UPDATE outbox SET state = 'waiting', tries = 0, made_at = $2, next_at = $2, done_at = NULL
                   WHERE state IN ('failed', 'given_up') AND ($1 IS NULL OR id = $1)";
        let query = sqlx::query(sql).bind(one.map(|id| id.to_string())).bind(now);
        Ok(query.execute(self.writer()).await?.rows_affected())
    }

    /// What the far end says of a delivery, and whether it arrived; whether there is such a parcel.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn note_receipt(&self, id: Uuid, receipt: &str, arrived: bool) -> Result<bool, StoreError> {
        let sql = "UPDATE outbox SET receipt = $2, state = $3, error = $4 WHERE id = $1 AND state = 'sent'";
        let state = if arrived { ParcelState::Sent } else { ParcelState::Failed };
        let query = sqlx::query(sql).bind(id.to_string()).bind(receipt).bind(state.code());
        let query = query.bind((!arrived).then_some(receipt));
        Ok(query.execute(self.writer()).await?.rows_affected() > 0)
    }

    /// How many mails to each of staff wait.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn waiting_for_staff(&self) -> Result<HashMap<PersonId, u32>, StoreError> {
        let sql = "SELECT person, count(*) FROM outbox INDEXED BY outbox_staff_waiting
                   WHERE person <> '' AND state = 'waiting' GROUP BY person";
        let rows: Vec<(String, u32)> = sqlx::query_as(sql).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().filter_map(|(person, count)| Some((person.parse().ok()?, count))).collect())
    }

    /// The day of which every morning's mail was written down last.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn last_morning(&self) -> Result<Option<Date>, StoreError> {
        let (day,): (Option<String>,) =
            sqlx::query_as("SELECT max(day) FROM mornings").fetch_one(self.readers()).await?;
        Ok(day.and_then(|day| day.parse().ok()))
    }

    /// Every mail of this morning is written down.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn end_morning(&self, day: Date) -> Result<(), StoreError> {
        let sql = "INSERT INTO mornings (day) VALUES ($1) ON CONFLICT DO NOTHING";
        sqlx::query(sql).bind(day.to_string()).execute(self.writer()).await?;
        sqlx::query("DELETE FROM mornings WHERE day < $1").bind(day.to_string()).execute(self.writer()).await?;
        Ok(())
    }

    /// Forgets what was done with before `before`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn sweep_outbox(&self, before: Millis) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM outbox WHERE done_at < $1").bind(before).execute(self.writer()).await?;
        Ok(())
    }
}

const PUT: &str = "INSERT INTO outbox
    (id, door, target, room, staff_at, post, person, what, state, tries, made_at, next_at)
    SELECT value ->> 'id', value ->> 'door', value ->> 'target', value ->> 'room', value ->> 'staff_at',
           coalesce(value ->> 'post', ''), coalesce(value ->> 'person', ''), value ->> 'what', 'waiting', 0, value ->> 'made_at', value ->> 'next_at'
    FROM json_each($1) WHERE NOT (value ->> 'once' AND EXISTS (
        SELECT 1 FROM outbox AS told WHERE told.post = coalesce(value ->> 'post', '') AND told.door = value ->> 'door'
        AND told.target = value ->> 'target' AND told.what IN ('answered', 'answered_aloud')))
    AND NOT EXISTS (SELECT 1 FROM outbox AS same WHERE value ->> 'post' IS NOT NULL AND same.state = 'waiting'
        AND same.person = value ->> 'person' AND same.post = value ->> 'post' AND same.what = value ->> 'what')
    ON CONFLICT DO NOTHING";

const READ: &str = "INSERT INTO notice_cursors (room, staff_at) SELECT value ->> 0, value ->> 1 FROM json_each($1)
    WHERE true ON CONFLICT (room) DO UPDATE SET staff_at = max(staff_at, excluded.staff_at)";

fn parcels(rows: Vec<(String,)>) -> Result<Vec<Parcel>, StoreError> {
    rows.iter().map(|(row,)| parcel(row)).collect()
}

#[derive(serde::Deserialize)]
struct Row {
    id: Uuid,
    door: String,
    target: String,
    room: RoomId,
    staff_at: u64,
    post: String,
    person: String,
    what: String,
    state: String,
    tries: u32,
    made_at: Millis,
    next_at: Millis,
    done_at: Option<Millis>,
    error: Option<String>,
    receipt: Option<String>,
}

fn parcel(row: &str) -> Result<Parcel, StoreError> {
    let row: Row = serde_json::from_str(row)?;
    let state = ParcelState::parse(&row.state).ok_or_else(|| StoreError::Sql(format!("no state {}", row.state)))?;
    Ok(Parcel {
        id: row.id,
        door: row.door,
        target: row.target,
        room: row.room,
        staff_at: row.staff_at,
        post: row.post.parse().ok(),
        person: row.person.parse().ok(),
        what: row.what,
        state,
        tries: row.tries,
        made_at: row.made_at,
        next_at: row.next_at,
        done_at: row.done_at,
        error: row.error,
        receipt: row.receipt,
    })
}
