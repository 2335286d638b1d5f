//! A mail server that listens on a real port and speaks what RFC 5321 asks of one, with a mood.

use std::{
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring::default_provider,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
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

/// How its door is locked.
#[derive(Clone)]
pub enum Lock {
    None,
    Starttls(TlsAcceptor),
    Implicit(TlsAcceptor),
}

/// A certificate for this machine that vouches for itself, as PEM, and the server's side of it.
pub fn vouched() -> (String, TlsAcceptor) {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    (made.cert.pem(), TlsAcceptor::from(Arc::new(config)))
}

pub struct PostOffice {
    pub address: SocketAddr,
    letters: Arc<Mutex<Vec<Came>>>,
    mood: Arc<Mutex<Mood>>,
    open: JoinHandle<()>,
}

impl PostOffice {
    pub async fn open() -> PostOffice {
        PostOffice::locked(Lock::None).await
    }

    pub async fn locked(lock: Lock) -> PostOffice {
        PostOffice::at(([127, 0, 0, 1], 0).into(), Arc::default(), lock).await
    }

    async fn at(address: SocketAddr, letters: Arc<Mutex<Vec<Came>>>, lock: Lock) -> PostOffice {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let mood = Arc::new(Mutex::new(Mood::Takes));
        let (box_, told) = (letters.clone(), mood.clone());
        let open = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, lock.clone(), (box_.clone(), told.clone())));
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
        PostOffice::at(self.address, self.letters, Lock::None).await
    }
}

type Books = (Arc<Mutex<Vec<Came>>>, Arc<Mutex<Mood>>);

async fn answer(stream: TcpStream, lock: Lock, books: Books) {
    match lock {
        Lock::None => talk(Box::new(stream), None, books, true).await,
        Lock::Starttls(tls) => talk(Box::new(stream), Some(tls), books, true).await,
        Lock::Implicit(tls) => {
            if let Ok(stream) = tls.accept(stream).await {
                talk(Box::new(stream), None, books, true).await;
            }
        }
    }
}

/// A connection, in the clear or not.
trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Wire for S {}

/// With a lock that is offered, nothing but turning it is talked about in the clear.
fn talk(
    stream: Box<dyn Wire>,
    lock: Option<TlsAcceptor>,
    (letters, mood): Books,
    greets: bool,
) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        let mut stream = BufReader::new(stream);
        let (mut from, mut to) = (String::new(), String::new());
        if greets && stream.write_all(b"220 post.example.test ready\r\n").await.is_err() {
            return;
        }
        while let Some(line) = line_of(&mut stream).await {
            let now = *mood.lock().unwrap();
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let answer = match (verb.as_str(), now) {
                ("EHLO", _) if lock.is_some() => "250-post.example.test\r\n250 STARTTLS\r\n".to_owned(),
                ("STARTTLS", _) if lock.is_some() => {
                    let _ = stream.write_all(b"220 go on\r\n").await;
                    let Some(lock) = lock else { return };
                    if let Ok(locked) = lock.accept(stream.into_inner()).await {
                        talk(Box::new(locked), None, (letters, mood), false).await;
                    }
                    return;
                }
                (_, _) if lock.is_some() => "530 5.7.0 Must issue a STARTTLS command first\r\n".to_owned(),
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
                    stream.write_all(b"354 go on\r\n").await.unwrap();
                    let mut raw = String::new();
                    while let Some(line) = line_of(&mut stream).await {
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
                    let _ = stream.write_all(b"221 bye\r\n").await;
                    return;
                }
                ("RSET" | "NOOP", _) => "250 ok\r\n".to_owned(),
                _ => "502 what\r\n".to_owned(),
            };
            if stream.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
    })
}

async fn line_of<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.ok()?;
    (read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}

/// What stands in angle brackets.
fn angled(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
