//! A small house behind the real door, and a client that sends exactly the bytes it is told.

use axum::{
    Router,
    extract::{Multipart, Path, Query},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Semaphore,
    task::JoinHandle,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use wenzheng::{
    http::{self, Door, DoorConfig, Failure, Form, Frame, Probes, StrictJson, Visit},
    kernel::refusal::Refusal,
    wire::keys::{Key, Keys},
};

pub struct House {
    pub address: SocketAddr,
    pub door: Arc<Door>,
    pub stop: CancellationToken,
    pub ready: Arc<AtomicBool>,
    /// `/gate` answers as often as permits are added.
    pub gate: Arc<Semaphore>,
    pub served: JoinHandle<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub text: String,
}

pub fn keys() -> Keys {
    Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![])
}

fn routes(gate: Arc<Semaphore>) -> Router {
    Router::new()
        .route(
            "/gate",
            get(async move || {
                gate.acquire().await.unwrap().forget();
                "passed"
            }),
        )
        .route("/", get(|frame: Frame| async move { format!("{} {}", frame.lang, frame.path) }))
        .route("/page", get(page))
        .route("/hello", get(|| async { "hello" }))
        .route("/r/{code}", get(|Path(code): Path<String>| async move { code }))
        .route("/where", get(|visit: Visit| async move { visit.client().to_string() }))
        .route("/number", get(|Query(q): Query<HashMap<String, u32>>| async move { format!("{q:?}") }))
        .route("/csrf", get(|visit: Visit| async move { visit.csrf() }))
        .route("/write", post(|Form(note): Form<Note>| async move { note.text }))
        .route("/upload", post(upload))
        .route("/become", post(|visit: Visit| async move { visit.visitor_or_new().to_string() }))
        .route("/panic", get(panics))
        .route(
            "/slow",
            get(|| async {
                sleep(Duration::from_millis(600)).await;
                "slow"
            }),
        )
        .route("/refuse", get(|| async { Failure::from(Refusal::Busy { retry_after_ms: 1_500 }) }))
        .route("/api/v1/echo", post(|StrictJson(note): StrictJson<Note>| async move { note.text }))
}

async fn page(visit: Visit, frame: Frame) -> Response {
    let body = format!("<p>{}</p>", frame.csrf);
    visit.seen("e.5").unwrap_or_else(|| http::tagged(axum::response::Html(body).into_response(), "e.5"))
}

async fn upload(mut form: Multipart) -> Result<String, Failure> {
    let field = form.next_field().await.unwrap().unwrap();
    Ok(field.bytes().await.map_err(|error| Failure::internal("upload", &error))?.len().to_string())
}

async fn panics() -> &'static str {
    panic!("a secret in a panic")
}

pub async fn open() -> House {
    open_with(|_| {}).await
}

/// Rates are off unless a test turns them on.
pub async fn open_with(change: impl FnOnce(&mut DoorConfig)) -> House {
    let mut config = DoorConfig::default();
    let limits = &mut config.limits;
    for rate in [&mut limits.reads_per_second, &mut limits.writes_per_second, &mut limits.connection_per_second] {
        *rate = 0;
    }
    config.metrics_from = vec!["127.0.0.1/32".parse().unwrap()];
    change(&mut config);
    let door = Door::new(config, keys());
    let ready = Arc::new(AtomicBool::new(true));
    let asked = ready.clone();
    let probes =
        Probes { ready: Arc::new(move || asked.load(Ordering::SeqCst)), metrics: Arc::new(|| "figures 1\n".into()) };
    let gate = Arc::new(Semaphore::new(0));
    let app = http::door(routes(gate.clone()), door.clone(), probes);
    let listener = http::listen("127.0.0.1:0".parse().unwrap(), &door.config.limits).unwrap();
    let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
    let served = tokio::spawn(http::serve(listener, app, door.clone(), stop.clone()));
    House { address, door, stop, ready, gate, served }
}

/// An answer taken apart.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn parse(raw: &str) -> Answer {
        let (head, body) = raw.split_once("\r\n\r\n").unwrap_or((raw, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers(name).into_iter().next()
    }

    pub fn headers(&self, name: &str) -> Vec<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).collect()
    }

    pub fn code(&self) -> String {
        let json: serde_json::Value =
            serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no problem: {self:?}"));
        json["code"].as_str().unwrap().to_owned()
    }
}

impl House {
    /// Everything the server says to these bytes until it closes or falls silent.
    pub async fn raw(&self, bytes: impl AsRef<[u8]>) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let (mut heard, mut sent) = (Vec::new(), stream.write_all(bytes.as_ref()).await);
        if sent.is_ok() {
            sent = stream.flush().await;
        }
        drop(sent);
        let mut piece = [0; 16_384];
        while let Ok(Ok(count @ 1..)) = timeout(Duration::from_millis(1_500), stream.read(&mut piece)).await {
            heard.extend_from_slice(&piece[..count]);
        }
        String::from_utf8_lossy(&heard).into_owned()
    }

    /// One request with `Host` and `Connection: close`, and these lines besides.
    pub async fn ask(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut text = format!("{line} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() {
            text += &format!("Content-Length: {}\r\n", body.len());
        }
        Answer::parse(&self.raw(text + "\r\n" + body).await)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[], "").await
    }

    /// A form as a browser on our own page sends it.
    pub async fn form(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let own = self.own();
        let mut all = vec![("Origin", own.as_str()), ("Content-Type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.ask(&format!("POST {path}"), &all, body).await
    }

    pub async fn json(&self, body: &str) -> Answer {
        self.ask("POST /api/v1/echo", &[("Content-Type", "application/json")], body).await
    }

    pub fn own(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn staff_cookie(&self) -> String {
        format!("wz_s={}", self.door.keys.seal("wz_s", "0123456789abcdef"))
    }
}
