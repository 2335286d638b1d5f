//! The handshake of a reader: what is asked and what may be answered. Pure.

/// The key of RFC 6455's own example; a load test has no secrets.
pub const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
/// What the key must be answered with.
pub const ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// Longest head of an answer, in bytes.
const HEAD_BYTES: usize = 16 * 1024;

/// What the server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The stream is open; frames begin so many bytes further on.
    Open(usize),
    /// Another status, and after how many seconds to come back where it says so.
    Refused {
        /// The status.
        status: u16,
        /// From `Retry-After`.
        retry_after_s: Option<u32>,
    },
}

/// The request for `path` with its query.
pub fn request(authority: &str, path: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nHost: {authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\nOrigin: http://{authority}\r\n\r\n"
    )
}

/// Reads the head of an answer; none if more must come.
///
/// # Errors
/// When it is not HTTP/1.1, too long, or accepts another key.
pub fn answer(bytes: &[u8]) -> Result<Option<Answer>, &'static str> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return if bytes.len() > HEAD_BYTES { Err("an endless head") } else { Ok(None) };
    };
    let head = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default());
    let status = head.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
    let Some(status) = status else { return Err("not an answer of HTTP/1.1") };
    let field = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(':'));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next_back()
    };
    if status != 101 {
        let retry_after_s = field("retry-after").and_then(|wait| wait.parse().ok());
        return Ok(Some(Answer::Refused { status, retry_after_s }));
    }
    match field("sec-websocket-accept") {
        Some(ACCEPT) => Ok(Some(Answer::Open(end + 4))),
        _ => Err("another key was accepted"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart() {
        let open = format!("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: {ACCEPT}\r\n\r\n");
        assert_eq!(answer(format!("{open}rest").as_bytes()), Ok(Some(Answer::Open(open.len()))));
        assert_eq!(answer(&open.as_bytes()[..open.len() - 1]), Ok(None));
        let busy = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 4\r\n\r\n";
        assert_eq!(answer(busy), Ok(Some(Answer::Refused { status: 503, retry_after_s: Some(4) })));
        assert!(answer(b"HTTP/1.1 101 x\r\nsec-websocket-accept: other\r\n\r\n").is_err());
        assert!(answer(b"SSH-2.0\r\n\r\n").is_err());
        assert!(request("a:1", "/live/1?at=2").starts_with("GET /live/1?at=2 HTTP/1.1\r\nHost: a:1\r\n"));
    }
}
