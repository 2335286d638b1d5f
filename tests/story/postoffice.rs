//! A mail server that listens on a real port and speaks what RFC 5321 asks of one, with a mood.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// How it treats whoever calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Takes,
    /// Later, as greylisting does.
    Later,
    /// For good, and it repeats the address.
    Refuses,
    /// Our account is not good enough.
    WantsOtherAccount,
    /// Takes the letter and dies before it says so.
    Dies,
}

/// A letter as it came: who sent it to whom, and its bytes.
#[derive(Clone, Debug)]
pub struct Came {
    pub from: String,
    pub to: String,
    pub raw: String,
}

pub struct PostOffice {
    pub address: SocketAddr,
    letters: Arc<Mutex<Vec<Came>>>,
    mood: Arc<Mutex<Mood>>,
    open: JoinHandle<()>,
}

impl PostOffice {
    pub async fn open() -> PostOffice {
        PostOffice::at(([127, 0, 0, 1], 0).into(), Arc::default()).await
    }

    async fn at(address: SocketAddr, letters: Arc<Mutex<Vec<Came>>>) -> PostOffice {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let mood = Arc::new(Mutex::new(Mood::Takes));
        let (box_, told) = (letters.clone(), mood.clone());
        let open = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, box_.clone(), told.clone()));
            }
        });
        PostOffice { address, letters, mood, open }
    }

    pub fn mood(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub fn letters(&self) -> Vec<Came> {
        self.letters.lock().unwrap().clone()
    }

    /// Nobody answers at its address any more.
    pub async fn close(self) -> Closed {
        self.open.abort();
        let _ = self.open.await;
        Closed { address: self.address, letters: self.letters }
    }
}

pub struct Closed {
    address: SocketAddr,
    letters: Arc<Mutex<Vec<Came>>>,
}

impl Closed {
    pub async fn reopen(self) -> PostOffice {
        PostOffice::at(self.address, self.letters).await
    }
}

async fn talk(stream: TcpStream, letters: Arc<Mutex<Vec<Came>>>, mood: Arc<Mutex<Mood>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut from, mut to) = (String::new(), String::new());
    write.write_all(b"220 post.example.test ready\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let now = *mood.lock().unwrap();
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match (verb.as_str(), now) {
            ("EHLO", _) => "250-post.example.test\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n".to_owned(),
            ("AUTH", _) => "235 known\r\n".to_owned(),
            ("MAIL", Mood::WantsOtherAccount) => "530 5.7.0 Authentication required\r\n".to_owned(),
            ("MAIL", _) => {
                from = line;
                "250 ok\r\n".to_owned()
            }
            ("RCPT", Mood::Later) => "451 4.7.1 Greylisted, come back later\r\n".to_owned(),
            ("RCPT", Mood::Refuses) => format!("550 5.1.1 {} user unknown\r\n", angled(&line)),
            ("RCPT", _) => {
                to = line;
                "250 ok\r\n".to_owned()
            }
            ("DATA", _) => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                let mut raw = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    raw += line.strip_prefix('.').unwrap_or(&line);
                    raw += "\r\n";
                }
                letters.lock().unwrap().push(Came { from: angled(&from), to: angled(&to), raw });
                if now == Mood::Dies {
                    return;
                }
                "250 2.0.0 taken\r\n".to_owned()
            }
            ("QUIT", _) => {
                let _ = write.write_all(b"221 bye\r\n").await;
                return;
            }
            ("RSET" | "NOOP", _) => "250 ok\r\n".to_owned(),
            _ => "502 what\r\n".to_owned(),
        };
        if write.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// What stands in angle brackets.
fn angled(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
