//! The scrub: reads all truth and says what is no longer as it was written.

use super::{super::StoreError, digests::Kept, open::Db};
use crate::kernel::{
    chain::{self, BEGINNING},
    id::OFFICE,
    text,
};
use serde_json::Value;
use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{
    collections::{HashMap, HashSet},
    fmt,
    path::Path,
};

/// Rows read at a time.
const PAGE: usize = 1_000;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The page structure, in SQLite's words.
    Page(String),
    /// An entry, or the digest it is chained to: room and offset.
    Entry(String, i64),
    /// Entries are missing from a room's journal before this offset.
    Gap(String, i64),
    /// A room's journal ends before the entry that its header counts last.
    End(String, i64),
    /// A text that an entry names: it is gone, or its words, time, language or state changed.
    Text(String),
    /// A vote for this post.
    Vote(String),
    /// The tally of this post does not fit its votes: a rebuild counts again.
    Tally(String),
    /// The header of this room is behind its journal: a rebuild brings it up to date.
    Header(String),
}

impl Flaw {
    /// Whether truth itself is damaged, so that only a backup helps.
    pub fn is_of_truth(&self) -> bool {
        !matches!(self, Flaw::Tally(_) | Flaw::Header(_))
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Page(words) => write!(f, "page: {words}"),
            Flaw::Entry(room, at) => write!(f, "entry {at} of room {room}"),
            Flaw::Gap(room, at) => write!(f, "entries missing before {at} in room {room}"),
            Flaw::End(room, at) => write!(f, "the journal of room {room} ends before entry {at}"),
            Flaw::Text(id) => write!(f, "text {id}"),
            Flaw::Vote(post) => write!(f, "a vote for post {post}"),
            Flaw::Tally(post) => write!(f, "the tally of post {post}"),
            Flaw::Header(room) => write!(f, "the header of room {room}"),
        }
    }
}

impl Db {
    /// Reads every page, entry, text and vote; empty when all is as it was written.
    ///
    /// # Errors
    /// `StoreError` when the database cannot even be read.
    pub async fn scrub(&self) -> Result<Vec<Flaw>, StoreError> {
        scrub(&mut *self.readers().acquire().await?).await
    }
}

/// The same for a database file that nobody writes to.
pub(super) async fn scrub_file(file: &Path) -> Result<Vec<Flaw>, StoreError> {
    let copy = SqliteConnectOptions::new().filename(file).immutable(true).read_only(true);
    let mut connection = copy.connect().await?;
    let flaws = scrub(&mut connection).await?;
    connection.close().await?;
    Ok(flaws)
}

/// What the journal of a room is, to be compared with what its house says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// The room's id.
    pub room: String,
    /// Entries.
    pub entries: u64,
    /// Digest of the last one, which covers all before it.
    pub tip: String,
    /// Texts that its entries name: open, sealed, destroyed.
    pub texts: [u64; 3],
}

/// All that was read of truth.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Journals in the order of their rooms' ids.
    pub proofs: Vec<Proof>,
    /// What is not as it was written.
    pub flaws: Vec<Flaw>,
}

async fn scrub(connection: &mut SqliteConnection) -> Result<Vec<Flaw>, StoreError> {
    Ok(read_whole(connection, &mut |_| ()).await?.flaws)
}

/// Reads every page, entry, text and vote; `step` is told how many entries were read.
pub(super) async fn read_whole(
    connection: &mut SqliteConnection,
    step: &mut (dyn FnMut(u64) + Send),
) -> Result<Reading, StoreError> {
    let mut reading = Reading { flaws: pages(connection).await?, ..Reading::default() };
    // Where pages are broken, reading on may fail; what is known by then is told.
    match truth(connection, &mut reading, step).await {
        Err(error) if reading.flaws.is_empty() => Err(error),
        _ => Ok(reading),
    }
}

async fn truth(
    connection: &mut SqliteConnection,
    reading: &mut Reading,
    step: &mut (dyn FnMut(u64) + Send),
) -> Result<(), StoreError> {
    journals(connection, reading, step).await?;
    votes(connection, &mut reading.flaws).await?;
    counts(connection, &mut reading.flaws).await
}

async fn pages(connection: &mut SqliteConnection) -> Result<Vec<Flaw>, StoreError> {
    let rows: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check").fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(line,)| line).filter(|line| line != "ok").map(Flaw::Page).collect())
}

/// Where the reading stands within a journal.
#[derive(Default)]
struct Journal {
    room: Vec<u8>,
    staff_at: i64,
    digest: Vec<u8>,
    /// Texts that were named: each was written with the entry that named it first.
    named: HashSet<String>,
}

async fn journals(
    connection: &mut SqliteConnection,
    reading: &mut Reading,
    step: &mut (dyn FnMut(u64) + Send),
) -> Result<(), StoreError> {
    let mut journal = Journal::default();
    loop {
        let page = Kept::select("WHERE (room, staff_at) > (CAST($1 AS TEXT), $2) ORDER BY room, staff_at LIMIT $3");
        let query = sqlx::query_as(page).bind(&journal.room).bind(journal.staff_at);
        let rows: Vec<Kept> = query.bind(u32::try_from(PAGE).unwrap_or(1)).fetch_all(&mut *connection).await?;
        let mut named = HashMap::new();
        for row in &rows {
            journal.follow(row, &mut reading.flaws);
            reading.note(row);
            journal.names(row, reading.proofs.len(), &mut named);
        }
        texts(connection, named, reading).await?;
        step(rows.len() as u64);
        if rows.len() < PAGE {
            return Ok(());
        }
    }
}

impl Reading {
    fn note(&mut self, row: &Kept) {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let room = text(row.room());
        if self.proofs.last().is_none_or(|proof| proof.room != room) {
            self.proofs.push(Proof { room, ..Proof::default() });
        }
        if let Some(proof) = self.proofs.last_mut() {
            proof.entries += 1;
            proof.tip = text(row.digest());
        }
    }

    /// Counts a text for the journal that named it first.
    fn count(&mut self, journal: usize, state: &[u8]) {
        let nth = match state {
            b"open" => 0,
            b"sealed" => 1,
            _ => 2,
        };
        let proof = journal.checked_sub(1).and_then(|nth| self.proofs.get_mut(nth));
        if let Some(count) = proof.and_then(|proof| proof.texts.get_mut(nth)) {
            *count += 1;
        }
    }
}

/// Texts that entries of one page name: by id, the digest that each entry gives, and where it is named for the first
/// time, when they were written and by which journal.
type Named = HashMap<String, Vec<(String, Option<(i64, usize)>)>>;

impl Journal {
    fn follow(&mut self, row: &Kept, flaws: &mut Vec<Flaw>) {
        if row.room() != self.room {
            *self = Journal { room: row.room().to_vec(), digest: BEGINNING.into(), ..Journal::default() };
        }
        let room = || String::from_utf8_lossy(row.room()).into_owned();
        if row.staff_at() != self.staff_at + 1 {
            flaws.push(Flaw::Gap(room(), row.staff_at()));
        } else if row.due(&self.digest).as_bytes() != row.digest() {
            flaws.push(Flaw::Entry(room(), row.staff_at()));
        }
        self.staff_at = row.staff_at();
        self.digest = row.digest().to_vec();
    }

    /// Texts that the entry names, with the digest it gives and, where it is the first, the time they were written.
    fn names(&mut self, row: &Kept, journal: usize, named: &mut Named) {
        let Ok(body) = serde_json::from_slice::<Value>(row.body()) else { return };
        let mut found = Vec::new();
        references(&body, &mut found);
        for (id, sha256) in found {
            let at = self.named.insert(id.clone()).then(|| (row.at(), journal));
            named.entry(id).or_default().push((sha256, at));
        }
    }
}

/// Whatever has an id and a digest is a text.
fn references(value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            let field = |name| fields.get(name).and_then(Value::as_str).map(str::to_owned);
            found.extend(field("id").zip(field("sha256")));
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

type TextColumns = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, i64, Option<Vec<u8>>);

async fn texts(connection: &mut SqliteConnection, mut named: Named, reading: &mut Reading) -> Result<(), StoreError> {
    let ids: Vec<&String> = named.keys().collect();
    let sql = "SELECT CAST(t.id AS BLOB), CAST(salt AS BLOB), CAST(sha256 AS BLOB), CAST(lang AS BLOB),
                CAST(state AS BLOB), CAST(at AS INTEGER), CAST(body AS BLOB)
               FROM json_each($1) AS k JOIN texts AS t ON t.id = k.value";
    let rows: Vec<TextColumns> = sqlx::query_as(sql).bind(serde_json::to_string(&ids)?).fetch_all(connection).await?;
    for row in rows {
        let id = String::from_utf8_lossy(&row.0).into_owned();
        let all = named.remove(&id).unwrap_or_default();
        let fits = |(sha256, first): &(String, Option<(i64, usize)>)| {
            sha256.as_bytes() == row.2 && first.is_none_or(|(at, _)| at == row.5)
        };
        if let Some((_, journal)) = all.iter().find_map(|(_, first)| *first) {
            reading.count(journal, &row.4);
        }
        if !all.iter().all(fits) || !is_sound(&row) {
            reading.flaws.push(Flaw::Text(id));
        }
    }
    reading.flaws.extend(named.into_keys().map(Flaw::Text));
    Ok(())
}

/// Whether the words fit the digest, and language and state are ones there are.
fn is_sound((_, salt, sha256, lang, state, _, body): &TextColumns) -> bool {
    let said = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(str::to_owned);
    let fits = |body: &[u8]| {
        let digest = said(salt).zip(said(body)).map(|(salt, body)| text::digest(&salt, &body));
        digest.is_some_and(|digest| digest.as_bytes() == sha256)
    };
    let lang = matches!(lang.as_slice(), b"zh" | b"en");
    lang && match (state.as_slice(), body) {
        (b"open", Some(body)) => fits(body),
        (b"sealed", body) => body.as_deref().is_none_or(fits),
        (b"destroyed", None) => true,
        _ => false,
    }
}

type VoteColumns = (Vec<u8>, Vec<u8>, Vec<u8>, Option<i64>);

async fn votes(connection: &mut SqliteConnection, flaws: &mut Vec<Flaw>) -> Result<(), StoreError> {
    let sql = "SELECT CAST(post AS BLOB), CAST(visitor AS BLOB), CAST(at AS BLOB), CAST(digest AS INTEGER) FROM votes
               WHERE (post, visitor) > (CAST($1 AS TEXT), CAST($2 AS TEXT)) ORDER BY post, visitor LIMIT $3";
    let mut last = (Vec::new(), Vec::new());
    loop {
        let query = sqlx::query_as(sql).bind(&last.0).bind(&last.1).bind(u32::try_from(PAGE).unwrap_or(1));
        let rows: Vec<VoteColumns> = query.fetch_all(&mut *connection).await?;
        for (post, visitor, at, digest) in &rows {
            if *digest != Some(chain::vote(post, visitor, at)) {
                flaws.push(Flaw::Vote(String::from_utf8_lossy(post).into_owned()));
            }
        }
        match rows.into_iter().nth(PAGE - 1) {
            Some((post, visitor, ..)) => last = (post, visitor),
            None => return Ok(()),
        }
    }
}

/// What other tables say of truth: the end of a journal or a vote that is gone leaves no other trace.
async fn counts(connection: &mut SqliteConnection, flaws: &mut Vec<Flaw>) -> Result<(), StoreError> {
    let ends: Vec<(String, i64, i64)> =
        sqlx::query_as(ENDS).bind(OFFICE.to_string()).fetch_all(&mut *connection).await?;
    for (room, said, end) in ends {
        flaws.push(if end < said { Flaw::End(room, said) } else { Flaw::Header(room) });
    }
    let rows: Vec<(String,)> = sqlx::query_as(TALLIES).fetch_all(connection).await?;
    flaws.extend(rows.into_iter().map(|(post,)| Flaw::Tally(post)));
    Ok(())
}

const ENDS: &str = "WITH
  said(room, staff_at) AS (
   SELECT id, state ->> '$.staff_at' FROM rooms UNION ALL SELECT $1, state ->> '$.staff_at' FROM office),
  kept(room, said, ends) AS (
   SELECT room, staff_at, (SELECT coalesce(max(staff_at), 0) FROM entries WHERE entries.room = said.room) FROM said)
 SELECT room, said, ends FROM kept WHERE said <> ends";
const TALLIES: &str = "WITH RECURSIVE
  family(root, id) AS (SELECT id, id FROM posts
   UNION SELECT root, member.id FROM family JOIN posts AS member ON member.head = family.id AND member.head <> member.id),
  counted(root, votes) AS (
   SELECT root, count(DISTINCT visitor) FROM family LEFT JOIN votes ON votes.post = family.id GROUP BY root)
 SELECT posts.id FROM posts JOIN counted ON counted.root = posts.id WHERE posts.votes <> counted.votes";
