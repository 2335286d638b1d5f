//! Members of staff and citizens who send commands, each over a connection of its own.

use crate::connection::{Connection, Reply, Target};
use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use std::{
    fmt::Write,
    net::IpAddr,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::time::sleep;
use wenzheng::{desk::Answer, kernel::command::Command};

/// How often one command is sent until somebody answers.
const TRIES: u32 = 60;
const PAUSE: Duration = Duration::from_millis(200);

/// Between the parts of a form that may bring files.
const BORDER: &str = "wenzheng-loadtest-part";

static KEYS: AtomicU64 = AtomicU64::new(0);

/// What the sender of a command was told.
#[derive(Debug, Deserialize)]
pub struct Told {
    /// The answer of the desk.
    pub answer: Answer,
}

/// Why a command was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{status} {code}")]
pub struct Refused {
    /// The status.
    pub status: u16,
    /// The stable code of the problem.
    pub code: String,
    /// When to come back, in s.
    pub retry_after_s: Option<u64>,
}

/// Somebody who sends commands.
pub struct Member {
    target: Target,
    source: Option<IpAddr>,
    cookie: String,
    open: Option<Connection>,
}

impl Member {
    /// A citizen who was never here.
    pub fn citizen(target: &Target, source: Option<IpAddr>) -> Member {
        Member { target: target.clone(), source, cookie: String::new(), open: None }
    }

    /// Somebody of the staff, by log-in name and password.
    ///
    /// # Errors
    /// When the server cannot be reached or does not know them.
    pub async fn log_in(target: &Target, source: Option<IpAddr>, login: &str, password: &str) -> Result<Member> {
        let mut member = Member::citizen(target, source);
        let form = format!("login={}&password={}", escaped(login), escaped(password));
        let head = "POST /enter HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        let reply = member.exchange(head, form.as_bytes(), false).await?;
        ensure!(reply.status == 303, "the log-in of {login} was answered with {}", reply.status);
        member.cookie = reply.cookies.join("; ");
        Ok(member)
    }

    /// What a browser would send as its cookies.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// The same person on another connection.
    pub fn again(&self) -> Member {
        Member { target: self.target.clone(), source: self.source, cookie: self.cookie.clone(), open: None }
    }

    /// Sends a command once. `Ok(Err(..))` is an answer too.
    ///
    /// # Errors
    /// When no answer came: then it may have been carried out.
    pub async fn send(&mut self, room: &str, key: &str, command: &Command) -> Result<Result<Told, Refused>> {
        let body = serde_json::to_vec(command)?;
        let head = format!(
            "POST /api/v1/rooms/{room}/commands HTTP/1.1\r\nContent-Type: application/json\r\n\
             Accept: application/json\r\nIdempotency-Key: {key}\r\n"
        );
        let reply = self.exchange(&head, &body, true).await?;
        if reply.status == 200 {
            return Ok(Ok(serde_json::from_slice(&reply.body).context("an answer of another form")?));
        }
        let problem: serde_json::Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        let code = problem.get("code").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        Ok(Err(Refused { status: reply.status, code, retry_after_s: reply.retry_after_s }))
    }

    /// Sends a command until it is carried out or refused for good: who is told to come back does.
    ///
    /// # Errors
    /// `Refused` inside, for good; else when the server cannot be reached for long.
    pub async fn insist(&mut self, room: &str, command: &Command) -> Result<Result<Told, Refused>> {
        let key = key();
        for _ in 0..TRIES {
            match self.send(room, &key, command).await {
                Ok(Err(refused)) if [429, 503].contains(&refused.status) => {
                    sleep(refused.retry_after_s.map_or(PAUSE, Duration::from_secs)).await;
                }
                Ok(answer) => return Ok(answer),
                Err(_) => {
                    self.open = None;
                    sleep(PAUSE).await;
                }
            }
        }
        bail!("the server took no command of {TRIES}")
    }

    /// Reads an address.
    ///
    /// # Errors
    /// When the server cannot be reached, or answers otherwise than with 200.
    pub async fn read(&mut self, path: &str, accept: &str) -> Result<Vec<u8>> {
        let head = format!("GET {path} HTTP/1.1\r\nAccept: {accept}\r\n");
        for _ in 0..TRIES {
            let reply = self.exchange(&head, &[], true).await?;
            match reply.status {
                200 => return Ok(reply.body),
                429 | 503 => sleep(reply.retry_after_s.map_or(PAUSE, Duration::from_secs)).await,
                status => bail!("{path} was answered with {status}"),
            }
        }
        bail!("{path} was not to be had")
    }

    /// Posts a form that may bring files, with its fields only; the answer whatever it is.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Reply> {
        let part = |(name, value): &(&str, &str)| {
            format!("--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let form = fields.iter().map(part).collect::<String>() + &format!("--{BORDER}--\r\n");
        let head = format!("POST {path} HTTP/1.1\r\nContent-Type: multipart/form-data; boundary={BORDER}\r\n");
        self.exchange(&head, form.as_bytes(), true).await
    }

    async fn exchange(&mut self, head: &str, body: &[u8], keep: bool) -> Result<Reply> {
        let authority = &self.target.authority;
        let mut request = format!("{head}Host: {authority}\r\nOrigin: http://{authority}\r\n");
        // Writing to a String cannot fail.
        if !self.cookie.is_empty() {
            let _ = write!(request, "Cookie: {}\r\n", self.cookie);
        }
        if !body.is_empty() {
            let _ = write!(request, "Content-Length: {}\r\n", body.len());
        }
        let request = [request.as_bytes(), b"\r\n", body].concat();
        let mut connection = match self.open.take() {
            Some(open) => open,
            None => Connection::open_from(&self.target, self.source).await.context("the server cannot be reached")?,
        };
        let reply = connection.exchange(&request, keep).await?;
        self.open = reply.stays.then_some(connection);
        Ok(reply)
    }
}

/// A key that no other command has.
pub fn key() -> String {
    let begun = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros();
    format!("load-{begun:x}-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

/// Percent-encoded for forms.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_escaped_and_keys_differ() {
        assert_eq!(escaped("a b&问=+"), "a%20b%26%E9%97%AE%3D%2B");
        assert_ne!(key(), key());
    }
}
