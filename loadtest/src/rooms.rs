//! The public rooms of a server, one on a line: short code, phase, topic.

use crate::connection::{Connection, Target};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::io::{self, Write};

/// Prints them.
///
/// # Errors
/// When the server cannot be reached or answers otherwise.
pub async fn list(base: &str) -> Result<()> {
    let target = Target::parse(base)?;
    let request =
        format!("GET /api/v1/rooms HTTP/1.1\r\nHost: {}\r\nAccept: application/json\r\n\r\n", target.authority);
    let reply = Connection::open(&target).await?.exchange(request.as_bytes(), true).await?;
    ensure!(reply.status == 200, "the list of rooms was answered with {}", reply.status);
    let lines = lines(&serde_json::from_slice(&reply.body)?).context("the list of rooms has another form")?;
    Ok(io::stdout().write_all(lines.as_bytes())?)
}

fn lines(answer: &Value) -> Option<String> {
    let line = |room: &Value| {
        let (code, phase) = (room.get("code")?.as_str()?, room.get("phase")?.as_str()?);
        let topic = room.pointer("/about/topic").and_then(Value::as_str).unwrap_or_default();
        Some(format!("{code} {phase} {topic}\n"))
    };
    answer.get("items")?.as_array()?.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rooms_stand_one_on_a_line() {
        let answer = json!({"items": [
            {"code": "123456", "phase": "live", "about": {"topic": "公交"}},
            {"code": "1", "phase": "closed", "about": null},
        ]});
        assert_eq!(lines(&answer).as_deref(), Some("123456 live 公交\n1 closed \n"));
        assert_eq!(lines(&json!({"items": [{"code": 1}]})), None);
    }
}
