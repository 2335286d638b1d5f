//! What was acknowledged to whom, and whether the database keeps it.

use crate::furnished::{Furnished, copy};
use sqlx::{ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};
use wenzheng::{desk::Answer, kernel::id::PostId};

#[derive(Clone)]
struct Asked {
    by: String,
    text: String,
    post: PostId,
    number: u32,
}

/// What was acknowledged by some moment.
#[derive(Clone, Default)]
pub struct Acks {
    asked: Vec<Asked>,
    votes: Vec<(String, PostId)>,
    decided: Vec<PostId>,
}

#[derive(Default)]
pub struct Ledger {
    acks: Mutex<Acks>,
    closed: AtomicBool,
}

impl Ledger {
    pub fn asked(&self, by: &str, text: String, answer: &Answer) {
        let (post, number) = (answer.post.unwrap(), answer.number.unwrap());
        self.acks.lock().unwrap().asked.push(Asked { by: by.into(), text, post, number });
    }

    pub fn voted(&self, by: &str, post: PostId) {
        self.acks.lock().unwrap().votes.push((by.into(), post));
    }

    pub fn decided(&self, post: PostId) {
        self.acks.lock().unwrap().decided.push(post);
    }

    /// The post that was acknowledged as the `nth`.
    pub fn asked_by_anyone(&self, nth: usize) -> Option<PostId> {
        self.acks.lock().unwrap().asked.get(nth).map(|asked| asked.post)
    }

    /// At most two posts of others that became public since `from`.
    pub fn listed_by_others(&self, by: &str, from: &mut usize) -> Vec<PostId> {
        let acks = self.acks.lock().unwrap();
        let own: HashSet<PostId> = acks.asked.iter().filter(|asked| asked.by == by).map(|asked| asked.post).collect();
        let fresh: Vec<PostId> = acks.decided.iter().skip(*from).take(2).copied().collect();
        *from += fresh.len();
        fresh.into_iter().filter(|post| !own.contains(post)).collect()
    }

    pub fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    /// Questions, votes and decisions acknowledged so far.
    pub fn counts(&self) -> [usize; 3] {
        let acks = self.acks.lock().unwrap();
        [acks.asked.len(), acks.votes.len(), acks.decided.len()]
    }

    /// What was acknowledged so far.
    pub fn so_far(&self) -> Acks {
        self.acks.lock().unwrap().clone()
    }

    /// Looks at a copy of the files, so that the server itself recovers them; the first thing wrong.
    pub async fn kept(&self, house: &Furnished) -> Result<(), String> {
        self.so_far().kept(copy(house.folder.path()).path(), &house.room.to_string()).await
    }
}

impl Acks {
    /// The first thing wrong in a data folder that nobody has open.
    pub async fn kept(&self, folder: &Path, room: &str) -> Result<(), String> {
        let mut db = SqliteConnectOptions::new().filename(folder.join("wenzheng.db")).connect().await.unwrap();
        for (law, sql) in LAWS {
            let (broken,): (i64,) = sqlx::query_as(sql).bind(room).fetch_one(&mut db).await.unwrap();
            if broken != 0 {
                return Err(format!("{law}: {broken}"));
            }
        }
        let posts = posts(&mut db, room).await;
        let mut last: HashMap<&str, u32> = HashMap::new();
        for Asked { by, text, post, number } in &self.asked {
            let found = posts.get(&post.to_string()).ok_or_else(|| format!("lost: {text}"))?;
            if (found.number, &found.text) != (*number, text) {
                return Err(format!("{text} was number {number}, now {} says {}", found.number, found.text));
            }
            if last.insert(by, *number).is_some_and(|before| before >= *number) {
                return Err(format!("{by} was overtaken at number {number}"));
            }
        }
        if let Some(post) = self.decided.iter().find(|post| !posts[&post.to_string()].public) {
            return Err(format!("the decision on {post} is lost"));
        }
        self.votes_kept(&mut db, &posts).await
    }

    async fn votes_kept(&self, db: &mut SqliteConnection, posts: &HashMap<String, Found>) -> Result<(), String> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT post, visitor FROM votes").fetch_all(db).await.unwrap();
        let rows: HashSet<(String, String)> = rows.into_iter().collect();
        let visitors: HashMap<&str, &str> =
            self.asked.iter().map(|a| (a.by.as_str(), posts[&a.post.to_string()].visitor.as_str())).collect();
        for (by, post) in &self.votes {
            if !rows.contains(&(post.to_string(), visitors[by.as_str()].to_owned())) {
                return Err(format!("the vote of {by} for {post} is lost"));
            }
        }
        Ok(())
    }
}

struct Found {
    number: u32,
    text: String,
    visitor: String,
    public: bool,
}

async fn posts(db: &mut SqliteConnection, room: &str) -> HashMap<String, Found> {
    let sql = "SELECT p.id, p.number, p.public, coalesce(p.visitor, ''), t.body FROM posts AS p
               JOIN texts AS t ON t.id = p.state ->> '$.text.id' WHERE p.room = $1";
    let rows: Vec<(String, u32, bool, String, String)> = sqlx::query_as(sql).bind(room).fetch_all(db).await.unwrap();
    rows.into_iter().map(|(id, number, public, visitor, text)| (id, Found { number, text, visitor, public })).collect()
}

/// Each counts what must not be there.
const LAWS: [(&str, &str); 7] = [
    ("staff positions have gaps", "SELECT max(staff_at) - count(*) FROM entries WHERE room = $1"),
    (
        "public positions have gaps or are out of order",
        "SELECT count(*) FROM (SELECT public_at, row_number() OVER (ORDER BY staff_at) AS nth FROM entries
          WHERE room = $1 AND public_at IS NOT NULL) WHERE public_at <> nth",
    ),
    (
        "numbers of posts have gaps or are out of order",
        "SELECT count(*) FROM (SELECT body ->> '$.event.number' AS number, row_number() OVER (ORDER BY staff_at) AS nth
          FROM entries WHERE room = $1 AND body ->> '$.event.type' = 'received') WHERE number <> nth",
    ),
    (
        "questions are there twice",
        "SELECT count(*) - count(DISTINCT t.body) FROM posts AS p JOIN texts AS t ON t.id = p.state ->> '$.text.id'
         WHERE p.room = $1",
    ),
    (
        "decisions are there twice",
        "SELECT count(*) - count(DISTINCT post) FROM entries WHERE room = $1 AND body ->> '$.event.type' = 'screened'",
    ),
    (
        "tallies differ from votes",
        "SELECT count(*) FROM posts AS p WHERE p.room = $1
          AND p.votes <> (SELECT count(*) FROM votes AS v WHERE v.post = p.id)",
    ),
    (
        "the header miscounts",
        "SELECT count(*) FROM rooms WHERE id = $1 AND (
          state ->> '$.posts' <> (SELECT count(*) FROM posts WHERE room = $1)
          OR state ->> '$.staff_at' <> (SELECT max(staff_at) FROM entries WHERE room = $1))",
    ),
];

/// The controls: what the ledger must notice.
#[tokio::test]
async fn the_ledger_notices_what_is_lost_doubled_or_reordered() {
    use crate::{clients, server::Server};
    let house = crate::furnished::furnished().await;
    let ledger = std::sync::Arc::new(Ledger::default());
    let (told, port) = tokio::sync::watch::channel(None);
    let server = Server::start(house.folder.path());
    told.send_replace(Some(server.port));
    let people = clients::start(&house, &port, &ledger);
    while ledger.counts().iter().any(|count| *count < 20) {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    ledger.close();
    people.join_all().await;
    server.kill();
    assert_eq!(ledger.kept(&house).await, Ok(()));
    let acks = ledger.acks.lock().unwrap().clone();
    for sql in [
        "DELETE FROM posts WHERE number = 7",
        "DELETE FROM votes WHERE post = (SELECT min(post) FROM votes)",
        "DELETE FROM entries WHERE public_at = 9",
        "UPDATE posts SET number = number + 1000 WHERE number = 7",
        "UPDATE posts SET public = 0 WHERE number = 7",
        "UPDATE texts SET body = 'x' WHERE body LIKE 'citizen-0 的第 3 问'",
        "UPDATE texts SET body = 'citizen-0 的第 3 问' WHERE body = 'citizen-0 的第 2 问'",
    ] {
        let spoilt = copy(house.folder.path());
        let mut db = SqliteConnectOptions::new().filename(spoilt.path().join("wenzheng.db")).connect().await.unwrap();
        assert!(sqlx::query(sql).execute(&mut db).await.unwrap().rows_affected() > 0, "{sql}");
        sqlx::Connection::close(db).await.unwrap();
        assert!(acks.kept(spoilt.path(), &house.room.to_string()).await.is_err(), "unnoticed: {sql}");
    }
}
