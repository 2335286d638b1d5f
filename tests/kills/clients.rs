//! Citizens and a moderator who go on through every restart: who got no answer asks again under
//! the same key.

use crate::{
    furnished::{Furnished, LOGIN, PASSWORD},
    ledger::Ledger,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinSet, time::sleep};
use uuid::Uuid;
use wenzheng::{
    desk::Answer,
    kernel::{command::Command, id::PostId, post::Verdict},
};

/// Citizens at a time. Each asks, and endorses what others asked.
const CITIZENS: usize = 4;

/// Where the server is now; none while it is down.
pub type Port = watch::Receiver<Option<u16>>;

#[derive(Clone)]
struct Client {
    name: String,
    /// Before each of its keys: nobody guesses them.
    keys: Uuid,
    http: reqwest::Client,
    code: String,
    port: Port,
    ledger: Arc<Ledger>,
}

/// Starts everybody; they end after their command at hand once the ledger is closed.
pub fn start(house: &Furnished, port: &Port, ledger: &Arc<Ledger>) -> JoinSet<()> {
    let client = |name: String| {
        // A log-in has worked once its answer is there, whatever becomes of the page it leads to.
        let http = reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none());
        let http = http.timeout(Duration::from_secs(20)).build().unwrap();
        let (code, port, ledger) = (house.code.clone(), port.clone(), ledger.clone());
        Client { name, keys: Uuid::now_v7(), http, code, port, ledger }
    };
    let mut people = JoinSet::new();
    for nth in 0..CITIZENS {
        people.spawn(client(format!("citizen-{nth}")).asks_and_votes());
    }
    people.spawn(client("moderator".into()).moderates());
    people
}

impl Client {
    async fn asks_and_votes(self) {
        let mut voted = 0;
        for nth in 0.. {
            let text = format!("{} 的第 {nth} 问", self.name);
            let command = Command::Ask { text: text.clone(), name: String::new(), to: None, contact: None };
            let answer = self.send(&command, &format!("ask-{nth}")).await;
            self.ledger.asked(&self.name, text, &answer);
            for post in self.ledger.listed_by_others(&self.name, &mut voted) {
                self.send(&Command::Vote { post }, &format!("vote-{post}")).await;
                self.ledger.voted(&self.name, post);
            }
            if self.ledger.is_closed() {
                return;
            }
        }
    }

    async fn moderates(self) {
        self.log_in().await;
        let mut seen = 0;
        while !self.ledger.is_closed() {
            let Some(post) = self.ledger.asked_by_anyone(seen) else {
                sleep(Duration::from_millis(2)).await;
                continue;
            };
            seen += 1;
            self.send(&screen(post), &format!("screen-{post}")).await;
            self.ledger.decided(post);
        }
    }

    async fn log_in(&self) {
        loop {
            let base = self.base().await;
            let form = [("login", LOGIN), ("password", PASSWORD)];
            let sent = self.http.post(format!("{base}/enter")).header("origin", &base).form(&form).send().await;
            match sent {
                Ok(response) => return assert_eq!(response.status(), 303, "log-in"),
                Err(_) => sleep(Duration::from_millis(5)).await,
            }
        }
    }

    /// Sends until it is acknowledged.
    async fn send(&self, command: &Command, key: &str) -> Answer {
        loop {
            let base = self.base().await;
            let request = self.http.post(format!("{base}/api/v1/rooms/{}/commands", self.code));
            let key = format!("{}-{key}", self.keys);
            let sent = request.header("origin", &base).header("idempotency-key", key).json(command).send().await;
            // What breaks off before the last byte is no acknowledgement.
            let (status, body) = match sent {
                Ok(response) => (response.status(), response.bytes().await),
                Err(_) => {
                    sleep(Duration::from_millis(5)).await;
                    continue;
                }
            };
            match body {
                Ok(body) if status.is_success() => {
                    let told: serde_json::Value = serde_json::from_slice(&body).unwrap();
                    return serde_json::from_value(told["answer"].clone()).unwrap();
                }
                Ok(body) if status.is_client_error() => {
                    panic!("{} {command:?}: {status} {}", self.name, String::from_utf8_lossy(&body))
                }
                _ => sleep(Duration::from_millis(5)).await,
            }
        }
    }

    async fn base(&self) -> String {
        let mut port = self.port.clone();
        let there = port.wait_for(Option::is_some).await.unwrap().unwrap();
        format!("http://127.0.0.1:{there}")
    }
}

fn screen(post: PostId) -> Command {
    Command::Screen { post, revision: 1, verdict: Verdict::Approve }
}
