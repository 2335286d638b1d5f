//! One set statement a table: a group of 256 commands costs a dozen statements, not thousands. What every post writes
//! is bound value by value; the rest comes as JSON, where `jsonb_each` parses the rows once (with `json_each` every
//! `->>` parses its row again).

use super::{
    Batch, StoreError,
    batch::{EntryRow, Kept},
    files::{PICTURED, attached, pictured},
    load::Tx,
    rows::{Row, Rows},
};
use crate::kernel::{
    event::VERSION,
    id::Millis,
    post::Post,
    principal::Mover,
    text::{Lang, Words},
};
use serde::{Serialize, Serializer};

impl Tx {
    /// Writes all rows of the batch within the open transaction.
    ///
    /// # Errors
    /// `StoreError`; the transaction must then be dropped.
    pub async fn write(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.put(&TEXTS, &batch.texts, |row, words| text_row(row, words, batch.at)).await?;
        self.put(&ENTRIES, &batch.entries, entry_row).await?;
        self.set(ROOMS, batch.rooms.iter()).await?;
        self.wrote(&batch.rooms);
        self.put(&POSTS, &batch.posts, post_row).await?;
        self.write_cases(&batch.posts).await?;
        self.write_counts(&batch.counts).await?;
        self.set(LINES, batch.lines.iter()).await?;
        self.set(BLOCKS, batch.blocks.iter().map(|b| (b.room, b.number, u8::from(b.is_open()), b.due_at, b))).await?;
        self.set(PICTURED, pictured(batch).into_iter()).await?;
        self.set(PICTURED, attached(&batch.posts).into_iter()).await?;
        self.write_erasures(batch).await?;
        self.write_files(&batch.files).await?;
        self.write_notices(&batch.notices).await?;
        self.write_noted(&batch.noted).await?;
        self.put(&MOVERS, &batch.movers, mover_row).await?;
        self.set(OFFICE, batch.office.iter()).await?;
        if let Some(emblem) = &batch.emblem {
            self.write_emblem(emblem).await?;
        }
        self.set(UNITS, batch.units.iter()).await?;
        self.set(PERSONS, batch.persons.iter()).await?;
        self.set(LINKS, batch.links.iter()).await?;
        self.set(VOTES, batch.votes.iter().map(|vote| (vote.post, vote.visitor, vote.at, vote.digest()))).await?;
        self.set(RECOUNT, batch.recount.iter()).await?;
        self.take_away(&batch.gone).await?;
        self.put(&KEPT, &batch.kept, kept_row).await
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

const TEXTS: Rows = Rows { into: "texts (id, salt, sha256, lang, at, body)", columns: 6, meeting: "" };

fn text_row(row: &mut Row<'_>, words: &Words, at: Millis) -> Result<(), StoreError> {
    let lang = if words.lang == Lang::En { "en" } else { "zh" };
    row.id(words.text.id.0)?.value(words.salt.as_str())?.value(words.text.sha256.as_str())?;
    row.value(lang)?.value(at)?.value(words.body.as_str())?;
    Ok(())
}

const ENTRIES: Rows = Rows {
    into: "entries (room, staff_at, public_at, at, actor, post, revision, version, body, digest)",
    columns: 10,
    meeting: "",
};

/// The body as it is: exactly the bytes are kept that the digest covers.
fn entry_row(row: &mut Row<'_>, entry: &EntryRow) -> Result<(), StoreError> {
    let (post, revision) = entry.post.unzip();
    row.id(entry.room.0)?.offset(entry.staff_at)?;
    row.value(entry.public_at.map(|at| i64::try_from(at).unwrap_or(i64::MAX)))?;
    row.value(entry.at)?.value(entry.actor.as_str())?;
    row.id_if(post.map(|post| post.0))?.value(revision)?.value(VERSION)?;
    row.value(entry.body.as_str())?.value(entry.digest.as_str())?;
    Ok(())
}

const POSTS: Rows = Rows {
    into: "posts (id, room, number, fate, step, public, rank, visitor, head, due_at, state)",
    columns: 11,
    meeting: "ON CONFLICT (id) DO UPDATE SET fate = excluded.fate, step = excluded.step, public = excluded.public,
     rank = excluded.rank, visitor = excluded.visitor, head = excluded.head, due_at = excluded.due_at,
     state = excluded.state",
};

/// The columns that lists need, and the whole state.
fn post_row(row: &mut Row<'_>, post: &Post) -> Result<(), StoreError> {
    let head = post.merged_into.unwrap_or(post.id);
    row.id(post.id.0)?.id(post.room.0)?.value(post.number)?;
    row.value(post.fate.code())?.word(&post.place.step)?.value(post.public)?.value(post.rank)?;
    row.id_if(post.visitor.map(|visitor| visitor.0))?.id(head.0)?;
    row.value(post.pending.as_ref().map(|pending| pending.due_at))?.json(post)?;
    Ok(())
}

const MOVERS: Rows = Rows {
    into: "movers (room, visitor, state)",
    columns: 3,
    meeting: "ON CONFLICT (room, visitor) DO UPDATE SET state = excluded.state",
};

fn mover_row(row: &mut Row<'_>, mover: &Mover) -> Result<(), StoreError> {
    row.id(mover.room.0)?.id(mover.visitor.0)?.json(mover)?;
    Ok(())
}

const KEPT: Rows = Rows {
    into: "idempotency (principal, key, request, answer, at)",
    columns: 5,
    meeting: "ON CONFLICT (principal, key) DO NOTHING",
};

fn kept_row(row: &mut Row<'_>, kept: &Kept) -> Result<(), StoreError> {
    row.value(kept.principal.as_str())?.value(kept.key.as_str())?.value(kept.request.as_str())?;
    row.value(kept.answer.as_str())?.value(kept.at)?;
    Ok(())
}

const ROOMS: &str = "INSERT INTO rooms (id, state) SELECT value ->> 'id', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (id) DO UPDATE SET state = excluded.state";
const LINES: &str = "INSERT INTO lines (room, number, place, post, state)
 SELECT value ->> 'room', value ->> 'number', value ->> 'place', value ->> 'post', json(value) FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, number) DO UPDATE SET place = excluded.place, post = excluded.post, state = excluded.state";
const BLOCKS: &str = "INSERT INTO blocks (room, number, open, due_at, state)
 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value -> 4 FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, number) DO UPDATE SET open = excluded.open, due_at = excluded.due_at, state = excluded.state";
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
