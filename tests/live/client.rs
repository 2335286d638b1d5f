//! A client that speaks byte by byte: handshake, frames, event streams.

use crate::bytes::frame;
use serde_json::Value;
use std::{collections::VecDeque, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::timeout,
};

pub const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
/// Longer than anything here takes; only a failing test waits for it.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A frame of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub opcode: u8,
    pub body: Vec<u8>,
}

impl Frame {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn is(&self, kind: &str) -> bool {
        self.opcode == 1 && self.json()["type"] == kind
    }

    /// What a close frame says.
    fn farewell(&self) -> End {
        let code = self.body.get(..2).map_or(1005, |code| u16::from_be_bytes(code.try_into().unwrap()));
        End::Closed(code, String::from_utf8_lossy(self.body.get(2..).unwrap_or_default()).into_owned())
    }
}

/// How a connection ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Closed(u16, String),
    /// No close frame came.
    Cut,
}

impl End {
    pub fn code(&self) -> u16 {
        match self {
            End::Closed(code, _) => *code,
            End::Cut => 1006,
        }
    }
}

pub struct Client {
    pub stream: TcpStream,
    pub status: u16,
    pub head: String,
    buffer: Vec<u8>,
    ready: VecDeque<Frame>,
}

/// The lines of an upgrade, without the empty one.
pub fn upgrade(address: SocketAddr, path: &str, more: &[(String, String)]) -> String {
    let mut text = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\n"
    );
    more.iter().for_each(|(name, value)| text += &format!("{name}: {value}\r\n"));
    text
}

impl Client {
    pub async fn open(address: SocketAddr, path: &str, more: &[(String, String)]) -> Client {
        Client::raw(address, &(upgrade(address, path, more) + "\r\n")).await
    }

    /// What the system keeps for this one does not grow with what it reads: the rest waits at the server.
    pub async fn open_narrow(address: SocketAddr, path: &str) -> Client {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(128 * 1_024).unwrap();
        Client::speak(socket.connect(address).await.unwrap(), &(upgrade(address, path, &[]) + "\r\n")).await
    }

    /// Sends these bytes and reads a head.
    pub async fn raw(address: SocketAddr, request: &str) -> Client {
        Client::speak(TcpStream::connect(address).await.unwrap(), request).await
    }

    async fn speak(mut stream: TcpStream, request: &str) -> Client {
        stream.write_all(request.as_bytes()).await.unwrap();
        Client::read_head(stream).await
    }

    pub async fn read_head(stream: TcpStream) -> Client {
        let mut client = Client { stream, status: 0, head: String::new(), buffer: Vec::new(), ready: VecDeque::new() };
        let end = loop {
            if let Some(end) = client.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            if !client.more().await {
                return client;
            }
        };
        let head = client.buffer.drain(..end + 4).collect::<Vec<u8>>();
        client.head = String::from_utf8(head).unwrap();
        client.status = client.head.split(' ').nth(1).unwrap().parse().unwrap();
        client
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Reads once more; whether anything came.
    async fn more(&mut self) -> bool {
        self.buffer.reserve(65_536);
        let read = timeout(PATIENCE, self.stream.read_buf(&mut self.buffer)).await.expect("the server is silent");
        read.unwrap_or(0) > 0
    }

    /// The body of an answer that was no upgrade.
    pub async fn body(&mut self) -> String {
        let length: usize = self.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        while self.buffer.len() < length && self.more().await {}
        String::from_utf8_lossy(&self.buffer).into_owned()
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        // the server may have ended it already
        let _ = self.stream.write_all(bytes).await;
    }

    pub async fn say(&mut self, json: &str) {
        self.send(&frame(1, json.as_bytes())).await;
    }

    /// The next frame; none at the end.
    pub async fn next(&mut self) -> Option<Frame> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some(frame) = self.cut() {
                return Some(frame);
            }
            if !self.more().await {
                return None;
            }
        }
    }

    /// A whole frame from the front of the buffer.
    fn cut(&mut self) -> Option<Frame> {
        let bytes = &self.buffer;
        let (&first, &second) = (bytes.first()?, bytes.get(1)?);
        assert_eq!(first & 0xf0, 0x80, "the server sends whole frames without reserved bits");
        assert!(second < 0x80, "the server does not mask");
        let (head, length) = match second {
            126 => (4, usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().unwrap()))),
            127 => (10, u64::from_be_bytes(bytes.get(2..10)?.try_into().unwrap()) as usize),
            short => (2, usize::from(short)),
        };
        let body = bytes.get(head..head + length)?.to_vec();
        self.buffer.drain(..head + length);
        Some(Frame { opcode: first & 15, body })
    }

    /// The next text frame of this type; others are passed over.
    pub async fn until(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.next().await.unwrap_or_else(|| panic!("the end came before {kind}"));
            assert_ne!(frame.opcode, 8, "closed before {kind}: {frame:?}");
            if frame.is(kind) {
                return frame.json();
            }
        }
    }

    /// What the server says first: hello, and what came with it up to the latest values.
    pub async fn hello(&mut self) -> (Value, Vec<Value>) {
        assert_eq!(self.status, 101, "{}", self.head);
        let (hello, mut rest) = (self.until("hello").await, Vec::new());
        loop {
            let next = self.next().await.expect("the first answer ends with the latest values").json();
            if next["type"] == "latest" {
                return (hello, rest);
            }
            rest.push(next);
        }
    }

    /// Reads until a line with this text has come, in a batch or a snapshot.
    pub async fn line(&mut self, text: &str) {
        if let Some(end) = self.line_or_end(text).await {
            panic!("the end came before {text}: {end:?}");
        }
    }

    /// The same; how it ended, if it did before.
    pub async fn line_or_end(&mut self, text: &str) -> Option<End> {
        let quoted = format!("\"{text}\"");
        while let Some(frame) = self.next().await {
            match frame.opcode {
                1 if String::from_utf8_lossy(&frame.body).contains(&quoted) => return None,
                8 => return Some(frame.farewell()),
                _ => {}
            }
        }
        Some(End::Cut)
    }

    /// Reads to the end.
    pub async fn end(&mut self) -> End {
        while let Some(frame) = self.next().await {
            if frame.opcode == 8 {
                return frame.farewell();
            }
        }
        End::Cut
    }
}
