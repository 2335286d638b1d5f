//! The floor under every fan-out: one thread, and one `send()` of ready-made bytes for each reader and event.

use crate::crowd::{ACCEPT, KEY, now_us, server_text};
use anyhow::{Context, Result};
use mio::{
    Events, Interest, Poll, Token,
    net::{TcpListener, TcpStream},
};
use std::{
    collections::HashMap,
    io::{self, ErrorKind, Read, Write},
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

const LISTENER: Token = Token(usize::MAX);
const HEAD_BYTES: usize = 4_096;
const HELLO: &str = r#"{"type":"hello","protocol":1,"epoch":1,"at":0,"now":0,"silence_ms":60000,"retry_least_ms":100,"retry_most_ms":500}"#;

/// What the floor sends.
#[derive(Clone, Copy, Debug)]
pub struct Broadcast {
    /// Where it listens; port 0 for any.
    pub listen: SocketAddr,
    /// Length of a message, in bytes.
    pub bytes: usize,
    /// Events a second.
    pub rate: f64,
}

/// Serves until its standard input ends. A line there begins the events; its first line of output is its address.
///
/// # Errors
/// As `broadcast`.
pub fn serve(what: &Broadcast) -> Result<()> {
    let flags = Arc::new([AtomicBool::new(false), AtomicBool::new(false)]);
    let told = flags.clone();
    std::thread::spawn(move || {
        for _ in io::stdin().lines() {
            told[0].store(true, Ordering::Relaxed);
        }
        told[1].store(true, Ordering::Relaxed);
    });
    broadcast(what, &flags[0], &flags[1], |address| Ok(writeln!(io::stdout(), "{address}")?))
}

/// Serves until `ended`; the events begin when `began` is set.
///
/// # Errors
/// When the address cannot be had, or epoll fails.
pub fn broadcast(
    what: &Broadcast,
    began: &AtomicBool,
    ended: &AtomicBool,
    told: impl FnOnce(SocketAddr) -> Result<()>,
) -> Result<()> {
    let mut listener = TcpListener::bind(what.listen).with_context(|| what.listen.to_string())?;
    let mut poll = Poll::new()?;
    poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
    told(listener.local_addr()?)?;
    let (mut events, mut readers, mut next) = (Events::with_capacity(4_096), Readers::default(), None);
    let (every, mut sent) = (Duration::from_secs_f64(1.0 / what.rate.max(0.001)), 0);
    while !ended.load(Ordering::Relaxed) {
        let idle = Duration::from_millis(10);
        let wait = next.map_or(idle, |next: Instant| next.saturating_duration_since(Instant::now()).min(idle));
        match poll.poll(&mut events, Some(wait)) {
            Err(error) if error.kind() != ErrorKind::Interrupted => return Err(error.into()),
            _ => {}
        }
        for event in &events {
            if event.token() == LISTENER {
                readers.accept(&listener, &poll)?;
            } else {
                readers.hear(event.token());
            }
        }
        if next.is_none() && began.load(Ordering::Relaxed) {
            next = Some(Instant::now());
        }
        if let Some(due) = next.filter(|due| *due <= Instant::now()) {
            readers.tell(&message(sent, what.bytes));
            sent += 1;
            next = Some(due + every);
        }
    }
    Ok(())
}

/// The event after `sent` others, as long as it is to be.
fn message(sent: u64, bytes: usize) -> Vec<u8> {
    let (to, made_us) = (sent + 1, now_us());
    let bare = format!(r#"{{"type":"batch","from":{sent},"to":{to},"items":[],"made_us":{made_us},"fill":""#);
    let fill = "x".repeat(bytes.saturating_sub(bare.len() + 2));
    server_text(&format!("{bare}{fill}\"}}"))
}

#[derive(Default)]
struct Readers {
    /// With the head that is not whole yet; none once the stream is open.
    all: HashMap<usize, (TcpStream, Option<Vec<u8>>)>,
    seen: usize,
}

impl Readers {
    fn accept(&mut self, listener: &TcpListener, poll: &Poll) -> Result<()> {
        loop {
            match listener.accept() {
                Ok((mut stream, _)) => {
                    stream.set_nodelay(true)?;
                    self.seen += 1;
                    poll.registry().register(&mut stream, Token(self.seen), Interest::READABLE)?;
                    self.all.insert(self.seen, (stream, Some(Vec::new())));
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Reads what a reader says; only the handshake matters, and the end.
    fn hear(&mut self, token: Token) {
        let Some((stream, head)) = self.all.get_mut(&token.0) else { return };
        let mut piece = [0; HEAD_BYTES];
        let stays = loop {
            match stream.read(&mut piece) {
                Ok(0) => break false,
                Ok(bytes) => {
                    let Some(said) = head else { continue };
                    said.extend_from_slice(piece.get(..bytes).unwrap_or_default());
                    if said.ends_with(b"\r\n\r\n") {
                        let known = String::from_utf8_lossy(said).contains(KEY);
                        *head = None;
                        if !known || stream.write_all(&welcome()).is_err() {
                            break false;
                        }
                    }
                }
                Err(error) => break error.kind() == ErrorKind::WouldBlock,
            }
        };
        if !stays {
            self.all.remove(&token.0);
        }
    }

    fn tell(&mut self, frame: &[u8]) {
        for (stream, head) in self.all.values_mut() {
            if head.is_none() {
                // Whoever does not take it has lost it, and will see that.
                let _ = stream.write(frame);
            }
        }
    }
}

fn welcome() -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {ACCEPT}\r\n\r\n"
    );
    [head.into_bytes(), server_text(HELLO)].concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_message_is_a_batch_of_the_length_that_was_asked() {
        let frame = message(41, 300);
        assert_eq!(frame.len(), 300 + 4);
        let batch: serde_json::Value = serde_json::from_slice(&frame[4..]).unwrap();
        assert_eq!((batch["from"].as_u64(), batch["to"].as_u64()), (Some(41), Some(42)));
        assert!(serde_json::from_slice::<wenzheng::wire::frame::Frame>(&frame[4..]).is_ok());
    }
}
