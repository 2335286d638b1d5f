//! A client that somebody wrote who had nothing but `docs/PROTOCOL.md`.

use crate::client::{Client, upgrade};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{io::AsyncWriteExt, net::TcpStream, sync::watch, time::sleep};

/// What it holds of the room.
#[derive(Clone, Debug, Default)]
pub struct Held {
    pub epoch: u64,
    pub at: u64,
    pub questions: BTreeMap<u64, Value>,
    pub lines: BTreeMap<u64, Value>,
    /// Connections that told it something.
    pub connections: usize,
    pub snapshots: usize,
    pub byes: usize,
}

/// Follows until it is aborted; never gives up.
pub async fn follow(code: String, mut port: watch::Receiver<Option<u16>>, held: Arc<Mutex<Held>>) {
    loop {
        let Some(open) = *port.borrow_and_update() else {
            port.changed().await.unwrap();
            continue;
        };
        let address = SocketAddr::from(([127, 0, 0, 1], open));
        let wait_ms = attempt(address, &code, &held).await;
        // a test is in more of a hurry than a crowd has to be
        sleep(Duration::from_millis(wait_ms.min(50))).await;
    }
}

/// Opens the stream; the server may be gone at any moment.
async fn open(address: SocketAddr, path: &str) -> Option<Client> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    stream.write_all((upgrade(address, path, &[]) + "\r\n").as_bytes()).await.ok()?;
    let client = Client::read_head(stream).await;
    (client.status != 0).then_some(client)
}

/// One connection, to its end; how long to wait before the next one.
async fn attempt(address: SocketAddr, code: &str, held: &Mutex<Held>) -> u64 {
    let path = {
        let held = held.lock().unwrap();
        let position = if held.epoch == 0 { String::new() } else { format!("&epoch={}&at={}", held.epoch, held.at) };
        format!("/live/{code}?protocol=1{position}")
    };
    let Some(mut client) = open(address, &path).await else { return 500 };
    if client.status != 101 {
        return client.header("retry-after").map_or(1_000, |after| after.parse::<u64>().unwrap() * 1_000);
    }
    let mut first = true;
    while let Some(frame) = client.next().await {
        match frame.opcode {
            1 => {
                let said = take(&mut held.lock().unwrap(), &frame.json(), std::mem::take(&mut first));
                if let Some(json) = said {
                    client.say(&json).await;
                }
            }
            9 => client.send(&crate::bytes::frame(10, &frame.body)).await,
            8 => {
                let code = frame.body.get(..2).map_or(1005, |code| u16::from_be_bytes(code.try_into().unwrap()));
                assert!((4000..4500).contains(&code), "sent away for good: {code}");
                let reason = String::from_utf8_lossy(&frame.body[2..]).into_owned();
                client.send(&crate::bytes::close(code, b"")).await;
                return reason.split(' ').nth(1).unwrap().parse().unwrap();
            }
            _ => {}
        }
    }
    500
}

/// Takes a frame in; what is to be said to it.
fn take(held: &mut Held, frame: &Value, first: bool) -> Option<String> {
    let number = |name: &str| frame[name].as_u64().unwrap();
    match frame["type"].as_str().unwrap() {
        "hello" => {
            assert_eq!(frame["protocol"], 1);
            held.connections += usize::from(first);
        }
        "snapshot" => {
            (held.epoch, held.at) = (number("epoch"), number("at"));
            held.snapshots += 1;
            let keyed = |list: &str| {
                frame[list]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|item| (item["number"].as_u64().unwrap(), item.clone()))
                    .collect()
            };
            (held.questions, held.lines) = (keyed("questions"), keyed("lines"));
        }
        "batch" if number("to") <= held.at => {}
        "batch" if number("from") > held.at => {
            return Some(format!(r#"{{"type":"hello","epoch":{},"at":{}}}"#, held.epoch, held.at));
        }
        "batch" => {
            held.at = number("to");
            for item in frame["items"].as_array().unwrap() {
                let key = item["number"].as_u64();
                match item["type"].as_str().unwrap() {
                    "question" => drop(held.questions.insert(key.unwrap(), item.clone())),
                    "line" => drop(held.lines.insert(key.unwrap(), item.clone())),
                    _ => {}
                }
            }
        }
        "latest" => {
            for (question, votes) in frame["tallies"].as_object().into_iter().flatten() {
                if let Some(held) = held.questions.get_mut(&question.parse().unwrap()) {
                    held["votes"] = votes.clone();
                }
            }
        }
        "ping" => return Some(r#"{"type":"pong"}"#.into()),
        "bye" => held.byes += 1,
        _ => {}
    }
    None
}
