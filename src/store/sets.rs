//! One set statement a table: a group of 256 commands costs a dozen statements, not thousands.
//! `jsonb_each` parses the rows once; with `json_each` every `->>` parses its row again (measured: 70 against 43 µs of
//! processor time for one post).

use super::{Batch, StoreError, batch::EntryRow, load::Tx};
use crate::kernel::{event::VERSION, post::Post, text::Words};
use serde::Serialize;
use serde_json::{Value, json};

impl Tx {
    /// Writes all rows of the batch within the open transaction.
    ///
    /// # Errors
    /// `StoreError`; the transaction must then be dropped.
    pub async fn write(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.set(TEXTS, batch.texts.iter().map(|words| text_row(words, batch.at))).await?;
        self.set(ENTRIES, batch.entries.iter().map(entry_row)).await?;
        self.set(ROOMS, states(&batch.rooms)).await?;
        self.set(POSTS, batch.posts.iter().map(post_row)).await?;
        self.set(LINES, states(&batch.lines)).await?;
        self.set(MOVERS, states(&batch.movers)).await?;
        self.set(OFFICE, states(batch.office.as_slice())).await?;
        self.set(UNITS, states(&batch.units)).await?;
        self.set(PERSONS, states(&batch.persons)).await?;
        self.set(LINKS, states(&batch.links)).await?;
        let votes = batch.votes.iter().map(|v| json!({"post": v.post, "visitor": v.visitor, "at": v.at}));
        self.set(VOTES, votes).await?;
        self.set(RECOUNT, batch.recount.iter().map(|post| json!(post))).await?;
        let kept = batch.kept.iter().map(|k| json!([k.principal, k.key, k.request, k.answer, k.at]));
        self.set(KEPT, kept).await
    }

    async fn set(&mut self, sql: &'static str, rows: impl Iterator<Item = Value>) -> Result<(), StoreError> {
        let rows: Vec<Value> = rows.collect();
        if rows.is_empty() {
            return Ok(());
        }
        let rows = serde_json::to_string(&rows)?;
        sqlx::query(sql).bind(rows).execute(self.connection()).await?;
        Ok(())
    }
}

fn states<T: Serialize>(rows: &[T]) -> impl Iterator<Item = Value> {
    rows.iter().map(|row| json!(row))
}

fn text_row(words: &Words, at: i64) -> Value {
    json!({"id": words.text.id, "salt": words.salt, "sha256": words.text.sha256,
           "lang": words.lang, "at": at, "body": words.body})
}

fn entry_row(entry: &EntryRow) -> Value {
    json!({"room": entry.room, "staff_at": entry.staff_at, "public_at": entry.public_at, "at": entry.at,
           "actor": entry.actor, "post": entry.post.map(|(post, _)| post),
           "revision": entry.post.map(|(_, revision)| revision), "version": VERSION, "body": entry.event})
}

/// The columns that lists need, beside the whole state.
fn post_row(post: &Post) -> Value {
    json!({"id": post.id, "room": post.room, "number": post.number, "fate": post.fate, "step": post.place.step,
           "public": u8::from(post.public), "rank": post.rank, "visitor": post.visitor,
           "head": post.merged_into.unwrap_or(post.id),
           "due_at": post.pending.as_ref().map(|pending| pending.due_at), "state": post})
}

const TEXTS: &str = "INSERT INTO texts (id, salt, sha256, lang, at, body)
 SELECT value ->> 'id', value ->> 'salt', value ->> 'sha256', value ->> 'lang', value ->> 'at', value ->> 'body'
 FROM jsonb_each($1)";
const ENTRIES: &str = "INSERT INTO entries (room, staff_at, public_at, at, actor, post, revision, version, body)
 SELECT value ->> 'room', value ->> 'staff_at', value ->> 'public_at', value ->> 'at', value ->> 'actor',
        value ->> 'post', value ->> 'revision', value ->> 'version', value -> 'body' FROM jsonb_each($1)";
const ROOMS: &str = "INSERT INTO rooms (id, state) SELECT value ->> 'id', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const POSTS: &str = "INSERT INTO posts (id, room, number, fate, step, public, rank, visitor, head, due_at, state)
 SELECT value ->> 'id', value ->> 'room', value ->> 'number', value ->> 'fate', value ->> 'step', value ->> 'public',
        value ->> 'rank', value ->> 'visitor', value ->> 'head', value ->> 'due_at', value -> 'state'
 FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET fate = excluded.fate, step = excluded.step, public = excluded.public,
  rank = excluded.rank, visitor = excluded.visitor, head = excluded.head, due_at = excluded.due_at,
  state = excluded.state";
const LINES: &str = "INSERT INTO lines (room, number, place, post, state)
 SELECT value ->> 'room', value ->> 'number', value ->> 'place', value ->> 'post', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, number) DO UPDATE SET place = excluded.place, post = excluded.post, state = excluded.state";
const MOVERS: &str = "INSERT INTO movers (room, visitor, state)
 SELECT value ->> 'room', value ->> 'visitor', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, visitor) DO UPDATE SET state = excluded.state";
const OFFICE: &str = "INSERT INTO office (id, state) SELECT 1, json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const UNITS: &str = "INSERT INTO units (id, state) SELECT value ->> 'id', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const PERSONS: &str = "INSERT INTO persons (id, state) SELECT value ->> 'id', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const LINKS: &str = "INSERT INTO links (id, state) SELECT value ->> 'id', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const VOTES: &str = "INSERT INTO votes (post, visitor, at)
 SELECT value ->> 'post', value ->> 'visitor', value ->> 'at' FROM jsonb_each($1) WHERE true
 ON CONFLICT (post, visitor) DO NOTHING";
/// Distinct voters over the whole family of a head, those joined to its members included; the heads
/// above are counted again too. Undoing a merge is exact.
const RECOUNT: &str = "WITH RECURSIVE
  above(id) AS (SELECT value FROM jsonb_each($1) UNION SELECT head FROM posts JOIN above USING (id)),
  family(root, id) AS (SELECT id, id FROM above
   UNION SELECT root, member.id FROM family JOIN posts AS member ON member.head = family.id AND member.head <> member.id),
  counted(root, votes) AS (
   SELECT root, count(DISTINCT visitor) FROM family LEFT JOIN votes ON votes.post = family.id GROUP BY root)
 UPDATE posts SET votes = counted.votes FROM counted WHERE posts.id = counted.root";
const KEPT: &str = "INSERT INTO idempotency (principal, key, request, answer, at)
 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM jsonb_each($1) WHERE true
 ON CONFLICT (principal, key) DO NOTHING";
