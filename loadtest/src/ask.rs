//! The load of questions: every one from a visitor without cookie, who is new to the server.

use crate::{connection::Target, fleet::Requests, options::AskLoad, report, runs, wording};
use anyhow::Result;
use std::{
    fmt::Write,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// Measures, prints, saves.
///
/// # Errors
/// When the server cannot be reached, accepts nothing, or a folder cannot be written.
pub async fn measure(questions: &AskLoad) -> Result<()> {
    let load = &questions.load;
    let target = Target::parse(&load.base)?;
    let (asked, start) = (Arc::new(AtomicU64::new(0)), SystemTime::now().duration_since(UNIX_EPOCH)?.as_micros());
    let asker = || Asker {
        head: head(&target, &load.room),
        key: format!("load-{start:x}"),
        asked: asked.clone(),
        request: String::new(),
    };
    let section = runs::repeat(load, "questions", questions.data.as_deref(), asker).await?;
    report::print(&section)?;
    report::save(&[section], load)
}

fn head(target: &Target, room: &str) -> String {
    let authority = &target.authority;
    format!(
        "POST /api/v1/rooms/{room}/commands HTTP/1.1\r\nHost: {authority}\r\n\
         Content-Type: application/json\r\nAccept: application/json\r\n"
    )
}

/// The questions of one connection.
struct Asker {
    head: String,
    key: String,
    /// Shared by all, so that every question and key is new.
    asked: Arc<AtomicU64>,
    request: String,
}

impl Requests for Asker {
    fn next(&mut self) -> &[u8] {
        let nth = self.asked.fetch_add(1, Ordering::Relaxed);
        let body = format!(r#"{{"type":"ask","text":"{}"}}"#, wording::question(nth));
        self.request.clear();
        self.request.push_str(&self.head);
        // Writing to a String cannot fail.
        let _ =
            write!(self.request, "Idempotency-Key: {}-{nth}\r\nContent-Length: {}\r\n\r\n{body}", self.key, body.len());
        self.request.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_request_says_how_long_it_is_and_is_never_sent_twice() {
        let target = Target { authority: "127.0.0.1:1".into() };
        let mut asker =
            Asker { head: head(&target, "123456"), key: "k".into(), asked: Arc::default(), request: String::new() };
        let (first, second) = (asker.next().to_vec(), asker.next().to_vec());
        assert_ne!(first, second);
        let text = String::from_utf8(second).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /api/v1/rooms/123456/commands HTTP/1.1\r\nHost: 127.0.0.1:1\r\n"), "{head}");
        assert!(head.ends_with(&format!("Idempotency-Key: k-1\r\nContent-Length: {}", body.len())), "{head}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(body).unwrap()["type"], "ask");
    }
}
