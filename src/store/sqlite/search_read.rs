//! Finding in the search index. Every answer is bounded: of very many documents the newest are looked at.

use super::{
    super::{
        StoreError,
        search::{Among, Counted, Cursor, Facts, Indexed, Kind, Place, Rank, Shelf, Thing},
    },
    search::SearchDb,
    search_write::base,
};
use crate::kernel::id::{Millis, RoomId};
use std::collections::HashMap;

/// Of the documents that hold all words, so many of the newest are weighed against each other.
const WEIGHED: u32 = 10_000;

impl SearchDb {
    /// Documents that hold all of these words, at most `most`, in this order.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn find(&self, words: &[String], among: &Among, rank: Rank, most: u32) -> Result<Vec<i64>, StoreError> {
        let Some(sought) = self.sought(words, among).await? else { return Ok(Vec::new()) };
        let (from, until) = span(among);
        // the inner limit bounds the work, so it is not to be folded into the outer query
        let sql = match rank {
            Rank::Relevance => {
                "SELECT id FROM (SELECT rowid AS id, bm25(search, 1.0, 0.0) AS score FROM search WHERE search MATCH $1
                 AND rowid >= $2 AND rowid < $3 ORDER BY rowid DESC LIMIT $5) ORDER BY score, id DESC LIMIT $4"
            }
            Rank::Newest => {
                "SELECT rowid FROM search WHERE search MATCH $1 AND rowid >= $2 AND rowid < $3 AND $5 > 0
                 ORDER BY rowid DESC LIMIT $4"
            }
        };
        let query = sqlx::query_as(sql).bind(sought).bind(from).bind(until).bind(most).bind(WEIGHED);
        let rows: Vec<(i64,)> = query.fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// The newest documents that hold this word, at most `most`, in no order.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn find_newest(&self, word: &str, among: &Among, most: u32) -> Result<Vec<i64>, StoreError> {
        let Some(sought) = self.sought(&[word.to_owned()], among).await? else { return Ok(Vec::new()) };
        let (from, until) = span(among);
        let sql = "SELECT group_concat(id) FROM (SELECT rowid AS id FROM search WHERE search MATCH $1
                   AND rowid >= $2 AND rowid < $3 ORDER BY rowid DESC LIMIT $4)";
        let query = sqlx::query_as(sql).bind(sought).bind(from).bind(until).bind(most);
        let (joined,): (Option<String>,) = query.fetch_one(&self.readers).await?;
        Ok(serde_json::from_str(&format!("[{}]", joined.unwrap_or_default()))?)
    }

    /// Where these documents are, in the order given; those that have gone are left out.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn places(&self, ids: &[i64]) -> Result<Vec<Place>, StoreError> {
        let sql = "SELECT docs.id, rooms.room, docs.thing FROM docs JOIN rooms ON rooms.id = docs.room
                   WHERE docs.id IN (SELECT value FROM json_each($1))";
        let rows: Vec<(i64, String, i64)> =
            sqlx::query_as(sql).bind(serde_json::to_string(ids)?).fetch_all(&self.readers).await?;
        let mut places: HashMap<i64, Place> = rows.into_iter().filter_map(place).map(|p| (p.id, p)).collect();
        Ok(ids.iter().filter_map(|id| places.remove(id)).collect())
    }

    /// A room as it is indexed, if it is.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn indexed(&self, room: RoomId) -> Result<Option<Indexed>, StoreError> {
        let sql = "SELECT public_at, staff_at, starts_at, month, closed, facts FROM rooms WHERE room = $1";
        let row: Option<(i64, i64, Millis, String, bool, String)> =
            sqlx::query_as(sql).bind(room.to_string()).fetch_optional(&self.readers).await?;
        let Some((public_at, staff_at, starts_at, month, closed, facts)) = row else { return Ok(None) };
        let (units, subjects, guests) = serde_json::from_str(&facts)?;
        let facts = Facts { starts_at, month, closed, units, subjects, guests };
        Ok(Some(Indexed { cursor: cursor(public_at, staff_at), facts }))
    }

    /// How far each room is indexed.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn cursors(&self) -> Result<HashMap<RoomId, Cursor>, StoreError> {
        let sql = "SELECT room, public_at, staff_at FROM rooms";
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(sql).fetch_all(&self.readers).await?;
        let room =
            |(room, public_at, staff_at): (String, i64, i64)| Some((room.parse().ok()?, cursor(public_at, staff_at)));
        Ok(rows.into_iter().filter_map(room).collect())
    }

    /// The names on a shelf of the archive with how many rooms each has, at most `limit`: months from the last one
    /// back, names from the most frequent on.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn shelf(&self, shelf: Shelf, skip: u32, limit: u32) -> Result<Vec<Counted>, StoreError> {
        let sql = match shelf {
            Shelf::Month => {
                "SELECT month, count(*) FROM rooms WHERE closed = 1 AND $3 <> '' GROUP BY month
                 ORDER BY month DESC LIMIT $1 OFFSET $2"
            }
            Shelf::Unit | Shelf::Subject | Shelf::Guest => {
                "SELECT names.name, count(*) AS held FROM names JOIN named ON named.name = names.id
                 JOIN rooms ON rooms.id = named.room WHERE names.kind = $3 AND rooms.closed = 1
                 GROUP BY names.id ORDER BY held DESC, names.name LIMIT $1 OFFSET $2"
            }
        };
        let query = sqlx::query_as(sql).bind(limit).bind(skip).bind(named(shelf));
        let rows: Vec<(String, u32)> = query.fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(name, rooms)| Counted { name, rooms }).collect())
    }

    /// How many names stand on a shelf.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_shelf(&self, shelf: Shelf) -> Result<u32, StoreError> {
        let sql = match shelf {
            Shelf::Month => "SELECT count(DISTINCT month) FROM rooms WHERE closed = 1 AND $1 <> ''",
            Shelf::Unit | Shelf::Subject | Shelf::Guest => {
                "SELECT count(DISTINCT names.id) FROM names JOIN named ON named.name = names.id
                 JOIN rooms ON rooms.id = named.room WHERE names.kind = $1 AND rooms.closed = 1"
            }
        };
        let (count,): (u32,) = sqlx::query_as(sql).bind(named(shelf)).fetch_one(&self.readers).await?;
        Ok(count)
    }

    /// Rooms of the archive with this name on this shelf, the last one first, and how many there are of them.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn rooms_on(
        &self,
        (shelf, name): (Shelf, &str),
        skip: u32,
        limit: u32,
    ) -> Result<(Vec<RoomId>, u32), StoreError> {
        let sql = match shelf {
            Shelf::Month => {
                "SELECT room, count(*) OVER () FROM rooms WHERE closed = 1 AND month = $1 AND $2 <> ''
                 ORDER BY starts_at DESC, id LIMIT $3 OFFSET $4"
            }
            Shelf::Unit | Shelf::Subject | Shelf::Guest => {
                "SELECT rooms.room, count(*) OVER () FROM names JOIN named ON named.name = names.id
                 JOIN rooms ON rooms.id = named.room WHERE names.name = $1 AND names.kind = $2 AND rooms.closed = 1
                 ORDER BY rooms.starts_at DESC, rooms.id LIMIT $3 OFFSET $4"
            }
        };
        let query = sqlx::query_as(sql).bind(name.to_owned()).bind(named(shelf)).bind(limit).bind(skip);
        let rows: Vec<(String, u32)> = query.fetch_all(&self.readers).await?;
        let all = rows.first().map_or(0, |(_, all)| *all);
        Ok((rows.into_iter().filter_map(|(room, _)| room.parse().ok()).collect(), all))
    }

    /// The query of the full-text table; none where nothing can match.
    async fn sought(&self, words: &[String], among: &Among) -> Result<Option<String>, StoreError> {
        let mut marks: Vec<String> = among.kind.iter().map(|kind| format!("k{}", kind.number())).collect();
        if among.answered {
            marks.push("a".into());
        }
        for (kind, name) in [("unit", &among.unit), ("guest", &among.guest)] {
            let Some(name) = name else { continue };
            let sql = "SELECT id FROM names WHERE kind = $1 AND name = $2";
            let query = sqlx::query_as(sql).bind(kind).bind(name);
            let found: Option<(i64,)> = query.fetch_optional(&self.readers).await?;
            let Some((id,)) = found else { return Ok(None) };
            marks.push(format!("n{id}"));
        }
        if words.is_empty() {
            return Ok(None);
        }
        let words = format!("words : ({})", all_of(words));
        Ok(Some(if marks.is_empty() { words } else { format!("{words} AND marks : ({})", all_of(&marks)) }))
    }
}

/// Words as strings of the query language, in which nothing but a quotation mark means anything; tokens with a space
/// between them are to stand next to each other.
fn all_of(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
    quoted.join(" AND ")
}

fn cursor(public_at: i64, staff_at: i64) -> Cursor {
    Cursor { public_at: public_at.unsigned_abs(), staff_at: staff_at.unsigned_abs() }
}

fn span(among: &Among) -> (i64, i64) {
    (among.from.map_or(i64::MIN, base), among.until.map_or(i64::MAX, base))
}

fn named(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Month => "month",
        Shelf::Unit => "unit",
        Shelf::Subject => "subject",
        Shelf::Guest => "guest",
    }
}

fn place((id, room, thing): (i64, String, i64)) -> Option<Place> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.number() == thing >> 32)?;
    let number = u32::try_from(thing & i64::from(u32::MAX)).ok()?;
    Some(Place { id, room: room.parse().ok()?, thing: Thing { kind, number } })
}
