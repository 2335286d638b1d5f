//! One set statement a table: a group of 256 commands costs a dozen statements, not thousands.
//! `jsonb_each` parses the rows once; with `json_each` every `->>` parses its row again (measured: 70 against 43 µs of
//! processor time for one post).

use super::{
    Batch, StoreError,
    batch::EntryRow,
    files::{PICTURED, pictured},
    load::Tx,
};
use crate::kernel::{event::VERSION, post::Post, text::Words};
use serde::{Serialize, Serializer};

impl Tx {
    /// Writes all rows of the batch within the open transaction.
    ///
    /// # Errors
    /// `StoreError`; the transaction must then be dropped.
    pub async fn write(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.set(TEXTS, batch.texts.iter().map(|words| text_row(words, batch.at))).await?;
        self.set(ENTRIES, batch.entries.iter().map(entry_row)).await?;
        self.set(ROOMS, batch.rooms.iter()).await?;
        self.set(POSTS, batch.posts.iter().map(post_row)).await?;
        self.set(LINES, batch.lines.iter()).await?;
        self.set(BLOCKS, batch.blocks.iter().map(|b| (b.room, b.number, u8::from(b.is_open()), b.due_at, b))).await?;
        self.set(PICTURED, pictured(batch).into_iter()).await?;
        self.write_files(&batch.files).await?;
        self.write_notices(&batch.notices).await?;
        self.set(MOVERS, batch.movers.iter()).await?;
        self.set(OFFICE, batch.office.iter()).await?;
        self.set(UNITS, batch.units.iter()).await?;
        self.set(PERSONS, batch.persons.iter()).await?;
        self.set(LINKS, batch.links.iter()).await?;
        self.set(VOTES, batch.votes.iter().map(|vote| (vote.post, vote.visitor, vote.at, vote.digest()))).await?;
        self.set(RECOUNT, batch.recount.iter()).await?;
        let kept = batch.kept.iter().map(|k| (&k.principal, &k.key, &k.request, &k.answer, k.at));
        self.set(KEPT, kept).await
    }

    pub(super) async fn set<T: Serialize>(
        &mut self,
        sql: &'static str,
        rows: impl ExactSizeIterator<Item = T>,
    ) -> Result<(), StoreError> {
        if rows.len() == 0 {
            return Ok(());
        }
        let mut json = Vec::with_capacity(rows.len() * ROW_BYTES);
        serde_json::Serializer::new(&mut json).collect_seq(rows)?;
        let json = String::from_utf8(json).map_err(|e| StoreError::Sql(e.to_string()))?;
        sqlx::query(sql).bind(json).execute(self.connection()).await?;
        Ok(())
    }
}

/// Room that a row of JSON usually needs, in bytes.
const ROW_BYTES: usize = 1_024;

fn text_row(words: &Words, at: i64) -> impl Serialize {
    (words.text.id, &words.salt, &words.text.sha256, words.lang, at, &words.body)
}

/// The body travels as a string, so that exactly the bytes are kept that the digest covers.
fn entry_row(entry: &EntryRow) -> impl Serialize {
    let (post, revision) = entry.post.unzip();
    let (room, staff_at, public_at) = (entry.room, entry.staff_at, entry.public_at);
    (room, staff_at, public_at, entry.at, &entry.actor, post, revision, VERSION, &entry.body, &entry.digest)
}

/// The columns that lists need, and the whole state.
fn post_row(post: &Post) -> impl Serialize {
    let (public, head) = (u8::from(post.public), post.merged_into.unwrap_or(post.id));
    let due_at = post.pending.as_ref().map(|pending| pending.due_at);
    let (id, room, number, fate, step) = (post.id, post.room, post.number, post.fate, post.place.step);
    (id, room, number, fate, step, public, post.rank, post.visitor, head, due_at, post)
}

const TEXTS: &str = "INSERT INTO texts (id, salt, sha256, lang, at, body)
 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
 FROM jsonb_each($1)";
const ENTRIES: &str =
    "INSERT INTO entries (room, staff_at, public_at, at, actor, post, revision, version, body, digest)
 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
        value ->> 8, value ->> 9 FROM jsonb_each($1)";
const ROOMS: &str = "INSERT INTO rooms (id, state) SELECT value ->> 'id', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const POSTS: &str = "INSERT INTO posts (id, room, number, fate, step, public, rank, visitor, head, due_at, state)
 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
        value ->> 8, value ->> 9, value -> 10
 FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET fate = excluded.fate, step = excluded.step, public = excluded.public,
  rank = excluded.rank, visitor = excluded.visitor, head = excluded.head, due_at = excluded.due_at,
  state = excluded.state";
const LINES: &str = "INSERT INTO lines (room, number, place, post, state)
 SELECT value ->> 'room', value ->> 'number', value ->> 'place', value ->> 'post', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, number) DO UPDATE SET place = excluded.place, post = excluded.post, state = excluded.state";
const BLOCKS: &str = "INSERT INTO blocks (room, number, open, due_at, state)
 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value -> 4 FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, number) DO UPDATE SET open = excluded.open, due_at = excluded.due_at, state = excluded.state";
const MOVERS: &str = "INSERT INTO movers (room, visitor, state)
 SELECT value ->> 'room', value ->> 'visitor', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, visitor) DO UPDATE SET state = excluded.state";
const OFFICE: &str = "INSERT INTO office (id, state) SELECT 1, json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const UNITS: &str = "INSERT INTO units (id, state) SELECT value ->> 'id', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const PERSONS: &str =
    "INSERT INTO persons (id, state) SELECT value ->> 'id', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const LINKS: &str = "INSERT INTO links (id, state) SELECT value ->> 'id', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const VOTES: &str = "INSERT INTO votes (post, visitor, at, digest)
 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM jsonb_each($1) WHERE true
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
