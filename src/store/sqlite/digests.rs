//! Digests of rows that were written before there were any: filled in a page at a time, so that a start that was
//! cut off goes on where it was.

use super::super::StoreError;
use crate::kernel::chain::{self, BEGINNING, Link};
use sqlx::{AssertSqlSafe, FromRow, Row, Sqlite, SqlitePool, Transaction, sqlite::SqliteRow};

/// Rows of one page.
const PAGE: u32 = 1_000;

/// A row of `entries` as its bytes: the ten columns of `Link`, the body, the digest; empty where there is no value.
pub(super) struct Kept([Vec<u8>; 12]);

impl FromRow<'_, SqliteRow> for Kept {
    fn from_row(row: &SqliteRow) -> Result<Kept, sqlx::Error> {
        let mut columns: [Vec<u8>; 12] = Default::default();
        for (at, column) in columns.iter_mut().enumerate() {
            *column = row.try_get::<Option<Vec<u8>>, _>(at)?.unwrap_or_default();
        }
        Ok(Kept(columns))
    }
}

impl Kept {
    /// The query for such rows, with these conditions.
    pub fn select(rest: &str) -> AssertSqlSafe<String> {
        const NAMES: [&str; 12] = [
            "installation",
            "origin",
            "room",
            "staff_at",
            "public_at",
            "at",
            "actor",
            "post",
            "revision",
            "version",
            "body",
            "digest",
        ];
        let columns = NAMES.map(|name| format!("CAST({name} AS BLOB)")).join(", ");
        AssertSqlSafe(format!("SELECT {columns} FROM entries {rest}"))
    }

    /// Its room.
    pub fn room(&self) -> &[u8] {
        &self.0[2]
    }

    /// Its offset on the staff stream; 0 when that is no number.
    pub fn staff_at(&self) -> i64 {
        number(&self.0[3])
    }

    /// When it was written.
    pub fn at(&self) -> i64 {
        number(&self.0[5])
    }

    /// What happened, as JSON.
    pub fn body(&self) -> &[u8] {
        &self.0[10]
    }

    /// The digest as it is kept.
    pub fn digest(&self) -> &[u8] {
        &self.0[11]
    }

    /// The digest that follows from the row and the digest before it.
    pub fn due(&self, before: &[u8]) -> String {
        let [a, b, c, d, e, f, g, h, i, j, body, _] = &self.0;
        chain::digest(before, &Link { columns: [a, b, c, d, e, f, g, h, i, j], body })
    }
}

fn number(bytes: &[u8]) -> i64 {
    std::str::from_utf8(bytes).ok().and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// Fills in what is missing.
pub(super) async fn fill_in(writer: &SqlitePool) -> Result<(), StoreError> {
    while chain_page(writer).await? || check_page(writer).await? {}
    Ok(())
}

async fn chain_page(writer: &SqlitePool) -> Result<bool, StoreError> {
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
    let first = "SELECT room, staff_at FROM entries WHERE digest IS NULL ORDER BY room, staff_at LIMIT 1";
    let Some((room, first)) = sqlx::query_as::<_, (String, i64)>(first).fetch_optional(&mut *tx).await? else {
        return Ok(false);
    };
    let page = Kept::select("WHERE room = $1 AND staff_at >= $2 AND digest IS NULL ORDER BY staff_at LIMIT $3");
    let rows: Vec<Kept> = sqlx::query_as(page).bind(&room).bind(first).bind(PAGE).fetch_all(&mut *tx).await?;
    let mut before = digest_of(&mut tx, &room, first - 1).await?;
    let mut digests = Vec::with_capacity(rows.len());
    for (row, staff_at) in rows.iter().zip(first..).take_while(|(row, due)| row.staff_at() == *due) {
        before = row.due(before.as_bytes());
        digests.push((staff_at, before.clone()));
    }
    let set = "UPDATE entries SET digest = new.value ->> 1 FROM json_each($1) AS new
               WHERE room = $2 AND staff_at = new.value ->> 0";
    let done = sqlx::query(set).bind(serde_json::to_string(&digests)?).bind(&room).execute(&mut *tx).await?;
    went_on(done.rows_affected())?;
    tx.commit().await?;
    Ok(true)
}

/// On damaged pages a row can be found and not be changed: that must not go on for ever.
fn went_on(rows: u64) -> Result<(), StoreError> {
    if rows > 0 { Ok(()) } else { Err(StoreError::Disk("rows that are there cannot be changed".into())) }
}

async fn digest_of(tx: &mut Transaction<'_, Sqlite>, room: &str, staff_at: i64) -> Result<String, StoreError> {
    let sql = "SELECT digest FROM entries WHERE room = $1 AND staff_at = $2";
    let row: Option<(String,)> = sqlx::query_as(sql).bind(room).bind(staff_at).fetch_optional(&mut **tx).await?;
    Ok(row.map_or_else(|| BEGINNING.to_owned(), |(digest,)| digest))
}

async fn check_page(writer: &SqlitePool) -> Result<bool, StoreError> {
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
    let page = "SELECT post, visitor, at FROM votes WHERE digest IS NULL LIMIT $1";
    let rows: Vec<(String, String, i64)> = sqlx::query_as(page).bind(PAGE).fetch_all(&mut *tx).await?;
    if rows.is_empty() {
        return Ok(false);
    }
    let check = |(post, visitor, at): (String, String, i64)| {
        let number = chain::vote(post.as_bytes(), visitor.as_bytes(), at.to_string().as_bytes());
        (post, visitor, number)
    };
    let checks: Vec<_> = rows.into_iter().map(check).collect();
    let set = "UPDATE votes SET digest = new.value ->> 2 FROM json_each($1) AS new
               WHERE post = new.value ->> 0 AND visitor = new.value ->> 1";
    let done = sqlx::query(set).bind(serde_json::to_string(&checks)?).execute(&mut *tx).await?;
    went_on(done.rows_affected())?;
    tx.commit().await?;
    Ok(true)
}
