//! A program that takes HTTP requests, remembers them and answers as it is told.

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{net::TcpListener, task::JoinHandle};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Called {
    pub path: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Called {
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

#[derive(Clone)]
struct Desk {
    calls: Arc<Mutex<Vec<Called>>>,
    answer: Arc<Mutex<(u16, String)>>,
}

pub struct Gateway {
    pub address: SocketAddr,
    desk: Desk,
    open: JoinHandle<()>,
}

impl Gateway {
    pub async fn open() -> Gateway {
        let answer = Arc::new(Mutex::new((200, String::new())));
        Gateway::at(([127, 0, 0, 1], 0).into(), Desk { calls: Arc::default(), answer }).await
    }

    async fn at(address: SocketAddr, desk: Desk) -> Gateway {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(take).with_state(desk.clone());
        let open = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Gateway { address, desk, open }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn answers(&self, status: u16, body: &str) {
        *self.desk.answer.lock().unwrap() = (status, body.to_owned());
    }

    pub fn calls(&self) -> Vec<Called> {
        self.desk.calls.lock().unwrap().clone()
    }

    /// Nobody answers for a while, then again at the same address.
    pub async fn closed_while(self, meanwhile: impl AsyncFnOnce()) -> Gateway {
        self.open.abort();
        let _ = self.open.await;
        meanwhile().await;
        Gateway::at(self.address, self.desk).await
    }
}

async fn take(
    State(desk): State<Desk>,
    _method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    let body = String::from_utf8(body.to_vec()).unwrap();
    desk.calls.lock().unwrap().push(Called { path: uri.to_string(), headers, body });
    let (status, body) = desk.answer.lock().unwrap().clone();
    (StatusCode::from_u16(status).unwrap(), body)
}
