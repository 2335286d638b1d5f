//! Bytes that change by themselves on the disk.

use crate::{
    house::{House, citizen},
    place::{Furnished, opened},
    tables::connect,
};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use std::{fs, path::Path};
use wenzheng::{
    kernel::{policy::Policy, post::Verdict, text::hex},
    store::Flaw,
};

/// A letter of a question, a letter of every entry's body, and the head of every page of tables.
#[tokio::test]
async fn a_byte_flipped_in_the_file_is_found() {
    let furnished = Furnished::new().await;
    let sound = furnished.copy();
    let mut disk = connect(sound.path()).await;
    let bodies: Vec<(String,)> = sqlx::query_as("SELECT body FROM entries").fetch_all(&mut disk).await.unwrap();
    disk.close().await.unwrap();
    let sound_marks = marks(sound.path()).await;
    let file = fs::read(sound.path().join("wenzheng.db")).unwrap();
    let house = opened(sound, furnished.cast.now).await;
    assert_eq!(house.db.scrub().await.unwrap(), []);
    // Rows that moved leave their bytes behind, so every copy is changed.
    let middle = |text: &str| -> Vec<usize> {
        let copies = file.windows(text.len()).enumerate().filter(|(_, window)| *window == text.as_bytes());
        copies.map(|(at, _)| at + text.len() / 2).collect()
    };
    let texts = bodies.iter().map(|(body,)| body.as_str()).chain(["还在等的第2问"]);
    // A text that is cut by the end of a page is left out.
    let mut flips: Vec<Vec<usize>> = texts.map(middle).filter(|copies| !copies.is_empty()).collect();
    assert!(flips.len() > 20);
    let pages = (1..file.len() / 4096).map(|page| page * 4096).filter(|at| file[*at] == 10 || file[*at] == 2);
    flips.extend(pages.map(|at| vec![at + 4]));
    for flip in flips {
        let spoilt = furnished.copy();
        let mut bytes = file.clone();
        flip.iter().for_each(|at| bytes[*at] ^= 0x01);
        fs::write(spoilt.path().join("wenzheng.db"), bytes).unwrap();
        let (path, hidden) = (spoilt.path().to_owned(), marks(spoilt.path()).await != sound_marks);
        let (noticed, spoilt) = found(spoilt, furnished.cast.now).await;
        // A mark says that a start did something once: where it is hidden, the next start does that again.
        let healed = hidden && spoilt.is_some() && marks(&path).await == sound_marks;
        assert!(noticed || healed, "bytes {flip:?} changed and nobody noticed");
    }
}

/// What starts have done once; none where it cannot be read.
async fn marks(folder: &Path) -> Option<Vec<(String, String)>> {
    let mut disk = connect(folder).await;
    sqlx::query_as("SELECT name, value FROM meta ORDER BY name").fetch_all(&mut disk).await.ok()
}

/// Whether opening or scrubbing says that something is wrong, and the house where it opened.
async fn found(folder: tempfile::TempDir, now: i64) -> (bool, Option<House>) {
    let look = async move {
        let house = opened(folder, now).await;
        let noticed = house.db.scrub().await.map_or(true, |flaws| !flaws.is_empty());
        (noticed, Some(house))
    };
    tokio::spawn(look).await.unwrap_or((true, None))
}

/// A room in which everything that is truth has rows.
async fn furnished() -> House {
    let house = House::new().await;
    let room = house.interview(Policy { post_every_ms: 0, ..Policy::default() }).await;
    let (first, second) = (room.listed("几路车会改").await, room.listed("末班车几点").await);
    for number in [first, first, second] {
        room.vote(citizen(), number).await.unwrap();
    }
    let third = room.listed("同一个问题").await;
    room.screen(third, Verdict::Merge { into: room.id(first).await }).await.unwrap();
    house.pass(6_000).await;
    house
}

/// Truth, table by table: its key, then its other columns.
const TRUTH: [(&str, &[&str], &[&str]); 3] = [
    (
        "entries",
        &["room", "staff_at"],
        &["installation", "origin", "public_at", "at", "actor", "post", "revision", "version", "body", "digest"],
    ),
    ("texts", &["id"], &["salt", "sha256", "lang", "state", "at", "body"]),
    ("votes", &["post", "visitor"], &["at", "digest"]),
];

/// A value of one row, as its bytes and SQLite's name for its type.
async fn value(disk: &mut SqliteConnection, table: &str, column: &str, nth: i64) -> (Option<Vec<u8>>, String) {
    let sql = format!("SELECT CAST({column} AS BLOB), typeof({column}) FROM {table} LIMIT 1 OFFSET {nth}");
    sqlx::query_as(AssertSqlSafe(sql)).fetch_one(disk).await.unwrap()
}

/// What a flipped bit can make of a value.
fn changed(value: &[u8], kind: &str, nth: usize) -> Vec<Vec<u8>> {
    if kind == "integer" {
        let number: i64 = String::from_utf8_lossy(value).parse().unwrap();
        return [0, 17, 40].map(|bit| (number ^ (1_i64 << bit)).to_string().into_bytes()).to_vec();
    }
    let Some(last) = value.len().checked_sub(1) else { return vec![b"x".to_vec()] };
    let flipped = |at| value.iter().enumerate().map(|(i, byte)| byte ^ u8::from(i == at)).collect();
    [0, last / 2, last, nth % value.len()].map(flipped).to_vec()
}

/// Sets a column of the row with this key; whether there was one.
async fn set(disk: &mut SqliteConnection, table: &str, key: &[(&str, Vec<u8>)], column: &str, to: &[u8]) -> bool {
    let row: Vec<String> = key.iter().map(|(name, _)| format!("{name} = CAST(? AS TEXT)")).collect();
    let sql = format!("UPDATE OR IGNORE {table} SET {column} = CAST(? AS TEXT) WHERE {}", row.join(" AND "));
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(to.to_vec());
    for (_, value) in key {
        query = query.bind(value.clone());
    }
    query.execute(disk).await.unwrap().rows_affected() == 1
}

#[tokio::test]
async fn any_changed_column_of_an_entry_a_text_or_a_vote_is_found() {
    let house = furnished().await;
    assert_eq!(house.db.scrub().await.unwrap(), []);
    let mut disk = connect(house.db.folder()).await;
    sqlx::query("PRAGMA synchronous = OFF").execute(&mut disk).await.unwrap();
    let (mut tried, mut missed) = (0, Vec::new());
    for (table, keys, columns) in TRUTH {
        let count = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let (rows,): (i64,) = sqlx::query_as(count).fetch_one(&mut disk).await.unwrap();
        for (nth, column) in (0..rows).flat_map(|nth| keys.iter().chain(columns).map(move |column| (nth, *column))) {
            let mut key = Vec::new();
            for name in keys {
                key.push((*name, value(&mut disk, table, name, nth).await.0.unwrap()));
            }
            let (Some(sound), kind) = value(&mut disk, table, column, nth).await else { continue };
            for changed in changed(&sound, &kind, nth.unsigned_abs() as usize) {
                if changed == sound || !set(&mut disk, table, &key, column, &changed).await {
                    continue;
                }
                tried += 1;
                if house.db.scrub().await.is_ok_and(|flaws| flaws.is_empty()) {
                    missed.push(format!("{table}.{column}: {} of {}", hex(&changed), hex(&sound)));
                }
                let moved = |(name, value): &(&'static str, Vec<u8>)| {
                    (*name, if *name == column { changed.clone() } else { value.clone() })
                };
                let key: Vec<_> = key.iter().map(moved).collect();
                assert!(set(&mut disk, table, &key, column, &sound).await);
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    assert!(tried > 500, "only {tried} changes were tried");
    assert_eq!(house.db.scrub().await.unwrap(), [], "put back as it was");
}

#[tokio::test]
async fn a_row_that_is_gone_is_found() {
    for (gone, flaw) in [
        ("DELETE FROM entries WHERE body ->> '$.event.type' = 'announced'", "entries missing"),
        ("DELETE FROM entries WHERE staff_at = (SELECT max(staff_at) FROM entries)", "ends before"),
        ("DELETE FROM texts WHERE body = '末班车几点'", "text "),
        ("DELETE FROM votes WHERE (post, visitor) IN (SELECT post, visitor FROM votes LIMIT 1)", "tally"),
    ] {
        let house = furnished().await;
        let mut disk = connect(house.db.folder()).await;
        let done = sqlx::query(gone).execute(&mut disk).await.unwrap();
        assert_eq!(done.rows_affected(), 1, "{gone}");
        let flaws = house.db.scrub().await.unwrap();
        assert!(flaws.iter().any(|found| found.to_string().contains(flaw)), "{gone}: {flaws:?}");
    }
}

#[tokio::test]
async fn a_forged_text_is_named() {
    let furnished = Furnished::new().await;
    let folder = furnished.copy();
    let mut connection = connect(folder.path()).await;
    let forge = "UPDATE texts SET body = '谁也没有这样问过' WHERE body = '已公开的第1问' RETURNING id";
    let (id,): (String,) = sqlx::query_as(forge).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let house = opened(folder, furnished.cast.now).await;
    assert_eq!(house.db.scrub().await.unwrap(), [Flaw::Text(id)]);
}

#[tokio::test]
async fn votes_from_before_there_were_check_numbers_get_theirs_at_a_start() {
    let house = furnished().await;
    let numbers = async |house: &House| -> Vec<(Option<i64>,)> {
        let sql = "SELECT digest FROM votes ORDER BY post, visitor";
        sqlx::query_as(sql).fetch_all(&mut connect(house.db.folder()).await).await.unwrap()
    };
    let sound = numbers(&house).await;
    assert!(sound.len() == 3 && sound.iter().all(|(number,)| number.is_some()));
    let bare = "UPDATE votes SET digest = NULL";
    sqlx::query(bare).execute(&mut connect(house.db.folder()).await).await.unwrap();
    assert_eq!(numbers(&house.restart().await).await, sound);
}
