//! Readers who follow a room while its server is killed and stopped under load.

use crate::{
    clients,
    furnished::furnished,
    ledger::Ledger,
    server::Server,
    stranger::{Held, follow},
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::{sync::watch, task::JoinSet, time::sleep};

const READERS: usize = 3;
/// Questions whose votes a `latest` after `hello` tells (`docs/PROTOCOL.md`).
const TALLIES: usize = 50;
/// Restarts, by kill -9 and by SIGTERM in turn.
const RESTARTS: usize = 6;

async fn json(port: u16, path: &str) -> Value {
    reqwest::get(format!("http://127.0.0.1:{port}{path}")).await.unwrap().json().await.unwrap()
}

/// All public questions by number, page by page, as a program reads them.
async fn questions(port: u16, code: &str) -> BTreeMap<u64, Value> {
    let (mut all, mut cursor) = (BTreeMap::new(), 0);
    loop {
        let page = json(port, &format!("/api/v1/rooms/{code}/posts?limit=100&cursor={cursor}")).await;
        for post in page["items"].as_array().unwrap() {
            all.insert(post["number"].as_u64().unwrap(), post.clone());
        }
        match page["next"].as_u64() {
            Some(next) => cursor = next,
            None => return all,
        }
    }
}

/// Why the reader does not hold what the interface tells; nothing if it does.
fn differs(held: &Held, room: &Value, questions: &BTreeMap<u64, Value>) -> Option<String> {
    if Some(held.at) != room["position"].as_u64() {
        return Some(format!("at {}, the room at {}", held.at, room["position"]));
    }
    // who comes back is told the votes of the most endorsed only
    let mut votes: Vec<u64> = questions.values().filter_map(|told| told["votes"].as_u64()).collect();
    votes.sort_unstable_by(|one, other| other.cmp(one));
    let least = votes.get(TALLIES).copied();
    let wrong = held.questions.iter().find(|(number, own)| {
        questions.get(number).is_none_or(|told| {
            let endorsed = least.is_none_or(|least| told["votes"].as_u64() > Some(least));
            told["fate"] != own["fate"] || endorsed && told["votes"] != own["votes"]
        })
    });
    wrong.map(|(number, own)| format!("question {number}: {own} and {:?}", questions.get(number)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_follow_through_kills_and_stops() {
    let house = furnished().await;
    let ledger = Arc::new(Ledger::default());
    let (told, port) = watch::channel(None);
    let people = clients::start(&house, &port, &ledger);
    let held: Vec<Arc<Mutex<Held>>> = (0..READERS).map(|_| Arc::default()).collect();
    let mut readers = JoinSet::new();
    held.iter().for_each(|held| drop(readers.spawn(follow(house.code.clone(), port.clone(), held.clone()))));
    for nth in 0..RESTARTS {
        let server = Server::start(house.folder.path());
        told.send_replace(Some(server.port));
        sleep(Duration::from_millis(700)).await;
        told.send_replace(None);
        if nth % 2 == 0 {
            server.kill();
        } else {
            let (status, took) = tokio::task::spawn_blocking(|| server.stop()).await.unwrap();
            assert!(status.success() && took < Duration::from_secs(30), "{status} after {took:?}");
        }
    }
    let server = Server::start(house.folder.path());
    told.send_replace(Some(server.port));
    ledger.close();
    people.join_all().await;
    let begun = Instant::now();
    for reader in &held {
        loop {
            let room = json(server.port, &format!("/api/v1/rooms/{}", house.code)).await;
            let questions = questions(server.port, &house.code).await;
            let Some(why) = differs(&reader.lock().unwrap().clone(), &room, &questions) else { break };
            assert!(begun.elapsed() < Duration::from_secs(30), "{why}");
            sleep(Duration::from_millis(100)).await;
        }
    }
    assert!(readers.try_join_next().is_none(), "a reader gave up");
    for reader in held.iter().map(|held| held.lock().unwrap()) {
        assert!(reader.connections > RESTARTS / 2, "{} connections", reader.connections);
        assert!(
            reader.byes > 0 && reader.questions.len() > 10,
            "{} byes, {} questions",
            reader.byes,
            reader.questions.len()
        );
        assert!(reader.snapshots < reader.connections, "it came back to its position, not to the beginning");
    }
    readers.abort_all();
    server.stop();
}
