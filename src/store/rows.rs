//! Rows of the tables that every post fills, bound value by value. As JSON, SQLite had to parse them and take them
//! apart again: a fifth of a post's instructions.

use super::{StoreError, load::Tx};
use serde::Serialize;
use sqlx::{Arguments, AssertSqlSafe, Encode, Sqlite, Type, sqlite::SqliteArguments};
use uuid::Uuid;

/// Rows of one statement. Statements are made for powers of two, so that few are kept; what is not bound is NULL.
const ROWS: usize = 256;
/// Room that a state as JSON usually needs, in bytes.
const STATE_BYTES: usize = 1_024;

/// A set of rows: where they go and what is done where they meet others. The first column is never NULL.
pub(super) struct Rows {
    /// Table and columns.
    pub into: &'static str,
    /// How many columns.
    pub columns: usize,
    /// The clause about conflicts.
    pub meeting: &'static str,
}

/// The values of a row, one after the other.
pub(super) struct Row<'a>(&'a mut SqliteArguments);

impl Row<'_> {
    /// A number, a text, or NULL.
    pub fn value<T>(&mut self, value: T) -> Result<&mut Self, StoreError>
    where
        T: for<'t> Encode<'t, Sqlite> + Type<Sqlite>,
    {
        self.0.add(value).map_err(|e| StoreError::Sql(e.to_string()))?;
        Ok(self)
    }

    /// An id.
    pub fn id(&mut self, id: Uuid) -> Result<&mut Self, StoreError> {
        self.value(id.to_string())
    }

    /// An id or NULL.
    pub fn id_if(&mut self, id: Option<Uuid>) -> Result<&mut Self, StoreError> {
        self.value(id.map(|id| id.to_string()))
    }

    /// An offset.
    pub fn offset(&mut self, offset: u64) -> Result<&mut Self, StoreError> {
        self.value(i64::try_from(offset).unwrap_or(i64::MAX))
    }

    /// A state as JSON.
    pub fn json(&mut self, state: &impl Serialize) -> Result<&mut Self, StoreError> {
        let mut json = Vec::with_capacity(STATE_BYTES);
        serde_json::to_writer(&mut json, state)?;
        self.value(String::from_utf8(json).map_err(|e| StoreError::Sql(e.to_string()))?)
    }

    /// The word by which a closed set's value is kept.
    pub fn word(&mut self, word: &impl Serialize) -> Result<&mut Self, StoreError> {
        self.value(serde_json::to_string(word)?.trim_matches('"').to_owned())
    }
}

impl Tx {
    /// Writes rows, each bound by `bind`.
    pub(super) async fn put<T>(
        &mut self,
        rows: &Rows,
        things: &[T],
        bind: impl Fn(&mut Row<'_>, &T) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        for things in things.chunks(ROWS) {
            let mut values = SqliteArguments::default();
            values.reserve(things.len() * rows.columns, 0);
            for thing in things {
                bind(&mut Row(&mut values), thing)?;
            }
            let sql = statement(rows, things.len().next_power_of_two());
            sqlx::query_with(AssertSqlSafe(sql), values).execute(self.connection()).await?;
        }
        Ok(())
    }
}

fn statement(rows: &Rows, room: usize) -> String {
    let one = format!("({})", ["?"].repeat(rows.columns).join(","));
    let all = [one.as_str()].repeat(room).join(",");
    format!("INSERT INTO {} SELECT * FROM (VALUES {all}) WHERE column1 IS NOT NULL {}", rows.into, rows.meeting)
}
