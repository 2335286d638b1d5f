//! A window of the house: the real routes behind the real door, without a network.

use crate::house::House;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode},
};
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt;
use wenzheng::{
    auth::Auth,
    http::{self, App, Door, DoorConfig, Probes},
    kernel::{limits::Limits, principal::Principal},
    similar::Similar,
    wire::keys::{Key, Keys},
};

pub struct Window {
    router: Router,
    keys: Keys,
    auth: Auth,
    now: i64,
}

/// Somebody at the window: staff by their session, or a stranger.
pub struct Caller<'a> {
    window: &'a Window,
    cookie: Option<String>,
}

impl Window {
    pub fn new(house: &House) -> Window {
        let keys = Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![]);
        let (db, limits) = (house.db.clone(), Limits::default());
        let auth = Auth::new(db.clone(), &limits, jiff::tz::TimeZone::UTC);
        let app = App {
            similar: Similar::new(db.clone(), &limits),
            archive: house.archive.clone(),
            notices: crate::doors::closed(house),
            db,
            desk: house.desk.clone(),
            files: house.files(),
            auth: auth.clone(),
            viewers: std::sync::Arc::new(|_| 0),
            keys: keys.clone(),
            zone: jiff::tz::TimeZone::UTC,
        };
        let door = Door::new(DoorConfig::default(), keys.clone());
        let probes = Probes { ready: Arc::new(|| true), metrics: Arc::new(String::new) };
        Window { router: http::door(http::routes(app), door, probes), keys, auth, now: house.now() }
    }

    pub async fn staff(&self, who: Principal) -> Caller<'_> {
        let Principal::Staff(person) = who else { panic!("not staff: {who:?}") };
        let session = self.auth.open(person, self.now).await.unwrap();
        Caller { window: self, cookie: Some(format!("wz_s={}", self.keys.seal("wz_s", &session))) }
    }

    pub fn stranger(&self) -> Caller<'_> {
        Caller { window: self, cookie: None }
    }
}

impl Caller<'_> {
    pub async fn call(&self, method: Method, path: &str) -> (StatusCode, Value) {
        self.send(method, path, Body::empty()).await
    }

    async fn send(&self, method: Method, path: &str, body: Body) -> (StatusCode, Value) {
        let mut request = Request::builder().method(method).uri(path).header("host", "house");
        request = request.header("origin", "http://house").header("accept", "application/json");
        request = request.header("content-type", "application/json");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let response = self.window.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    /// What is read there; it must be there.
    pub async fn reads(&self, path: &str) -> Value {
        let (status, value) = self.call(Method::GET, path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {value}");
        value
    }

    /// What is answered to a body there.
    pub async fn asks(&self, path: &str, body: &Value) -> Value {
        let (status, value) = self.send(Method::POST, path, Body::from(body.to_string())).await;
        assert_eq!(status, StatusCode::OK, "{path}: {value}");
        value
    }

    /// The status and code of a refusal.
    pub async fn refused(&self, path: &str) -> (u16, String) {
        let (status, value) = self.call(Method::GET, path).await;
        (status.as_u16(), value["code"].as_str().unwrap_or_default().to_owned())
    }
}
