//! Requests to other programs: one try, bounded in time and size, no redirects followed.
//!
//! hyper's own client and rustls: both are in the house already, so a larger client would only add weight.

use super::outcome::Outcome;
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Method, Request, StatusCode, Uri,
    header::{CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT},
};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client as Legacy, connect::HttpConnector},
    rt::TokioExecutor,
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use std::sync::Arc;

/// Bytes of an answer that are read.
const ANSWER_BYTES: usize = 64 * 1024;

/// What is sent.
pub(super) struct Call {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// What was answered.
pub(super) struct Answer {
    pub status: StatusCode,
    pub body: String,
}

#[derive(Clone)]
pub(super) struct Client(Legacy<HttpsConnector<HttpConnector>, Full<Bytes>>);

impl Client {
    /// Trusts whom the machine trusts; where that is nobody, only plain addresses can be reached.
    pub fn new() -> Result<Client, String> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|why| why.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let connector = HttpsConnectorBuilder::new().with_tls_config(config).https_or_http().enable_http1().build();
        Ok(Client(Legacy::builder(TokioExecutor::new()).build(connector)))
    }

    /// Sends it once.
    pub async fn send(&self, call: Call) -> Result<Answer, Outcome> {
        let request = request(call).map_err(Outcome::Never)?;
        let answer = self.0.request(request).await.map_err(|why| Outcome::Down(said(&why)))?;
        let status = answer.status();
        // what cannot be read was still answered
        let body = Limited::new(answer.into_body(), ANSWER_BYTES).collect().await;
        let body = body.map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned()).unwrap_or_default();
        Ok(Answer { status, body })
    }
}

fn request(call: Call) -> Result<Request<Full<Bytes>>, String> {
    let uri: Uri = call.url.parse().map_err(|_| "no address that can be called".to_owned())?;
    let mut request = Request::builder().method(call.method).uri(uri).header(USER_AGENT, "wenzheng");
    for (name, value) in call.headers {
        let name: HeaderName = name.parse().map_err(|_| format!("no header: {name}"))?;
        let value = HeaderValue::from_str(&value).map_err(|_| format!("{name} cannot be sent"))?;
        request = request.header(name, value);
    }
    request.body(Full::new(call.body.into())).map_err(|why| why.to_string())
}

/// What a status means for this message and for the others.
pub(super) fn judged(answer: &Answer) -> Outcome {
    let reason = || format!("HTTP {}", answer.status.as_u16());
    match answer.status.as_u16() {
        200..=299 => Outcome::Sent,
        408 | 500 => Outcome::Later(reason()),
        429 | 501..=599 => Outcome::Down(reason()),
        _ => Outcome::Never(reason()),
    }
}

/// Whether an address can be called at all.
pub(super) fn is_callable(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/')) && !url.contains(char::is_whitespace)
}

/// The header of a body's type.
pub(super) fn json() -> (String, String) {
    (CONTENT_TYPE.to_string(), "application/json".to_owned())
}

/// An error with what lies below it; hyper's own words alone say nothing.
fn said(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut below = error.source();
    while let Some(source) = below {
        said = format!("{said}: {source}");
        below = source.source();
    }
    said
}
