//! Rows read past the store, so that the store cannot vouch for itself.

use sqlx::{ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
use std::path::Path;

pub async fn connect(folder: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(folder.join("wenzheng.db")).connect().await.unwrap()
}

/// Every row of every derived table, in order.
pub async fn derived(folder: &Path) -> Vec<String> {
    let mut connection = connect(folder).await;
    let mut rows = Vec::new();
    for sql in [
        "SELECT 'room ' || state FROM rooms ORDER BY id",
        "SELECT 'post ' || votes || head || fate || step || public || rank || coalesce(visitor, '') || coalesce(due_at, '') || state FROM posts ORDER BY id",
        "SELECT 'line ' || place || coalesce(post, '') || state FROM lines ORDER BY room, number",
        "SELECT 'block ' || open || coalesce(due_at, '') || state FROM blocks ORDER BY room, number",
        "SELECT 'naming ' || room || place || thing || file || shown FROM namings ORDER BY 1",
        "SELECT 'mover ' || state FROM movers ORDER BY room, visitor",
        "SELECT 'office ' || state FROM office",
        "SELECT 'count ' || span || first || unit || matter || origin || room || received || days FROM letter_counts ORDER BY 1",
        "SELECT 'person ' || state FROM persons ORDER BY id",
        "SELECT 'link ' || state FROM links ORDER BY id",
        "SELECT 'unit ' || state FROM units ORDER BY id",
    ] {
        let found: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap();
        rows.extend(found.into_iter().map(|(row,)| row));
    }
    rows
}

/// One entry of a room's journal.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Row {
    pub staff_at: i64,
    pub public_at: Option<i64>,
    pub at: i64,
    pub post: Option<String>,
    pub revision: Option<i64>,
    /// Such as `received`.
    pub kind: String,
    /// Number of the post that was received or the line that was written.
    pub number: Option<i64>,
}

/// A room's journal in order.
pub async fn journal(folder: &Path, room: &str) -> Vec<Row> {
    let sql = "SELECT json_object('staff_at', staff_at, 'public_at', public_at, 'at', at, 'post', post,
                'revision', revision, 'kind', body ->> '$.event.type',
                'number', coalesce(body ->> '$.event.number', body ->> '$.line'))
               FROM entries WHERE room = $1 ORDER BY staff_at";
    let rows: Vec<(String,)> = sqlx::query_as(sql).bind(room).fetch_all(&mut connect(folder).await).await.unwrap();
    rows.iter().map(|(row,)| serde_json::from_str(row).unwrap()).collect()
}
