//! The way out: failures are told, cookies and safety headers set, the request counted.

use super::{
    door::{Route, Uncompressed},
    failure::{failure_of, tell},
    policy,
    visit::Visit,
};
use axum::{
    http::{
        HeaderValue, Method,
        header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE},
    },
    response::Response,
};
use dashmap::DashMap;
use metrics::{Counter, Histogram};
use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};
use uuid::Uuid;

const SAFETY: [(&str, &str); 5] = [
    ("content-security-policy", policy::PLAIN),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];

/// Makes an answer ready to leave.
pub(super) fn finish(visit: &Visit, method: &Method, response: Response, begun: Instant) -> Response {
    let route = response.extensions().get::<Route>().cloned();
    let failure = failure_of(&response);
    let mut response = match &failure {
        Some(failure) => tell(failure, visit, response),
        None => response,
    };
    if visit.session().is_some() && !visit.path().starts_with("/assets/") {
        response.extensions_mut().insert(Uncompressed);
    }
    let headers = response.headers_mut();
    for cookie in visit.take_cookies() {
        headers.append(SET_COOKIE, cookie);
    }
    for (name, value) in SAFETY {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    let is_page = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        let keep = if visit.session().is_some() { "no-store" } else { "private, no-cache" };
        headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static(keep));
    }
    let code = failure.map(|failure| failure.trouble().code());
    count(visit, method, route.as_ref().map_or("none", |route| route.0.as_str()), &mut response, code, begun);
    response
}

/// One line and two figures for a request, by the template of its route: no address, no
/// query, no cookie, nothing a person wrote.
fn count(visit: &Visit, method: &Method, route: &str, response: &mut Response, code: Option<&str>, begun: Instant) {
    let (status, lasted) = (response.status().as_u16(), begun.elapsed());
    let lane = if visit.session().is_some() { "staff" } else { "public" };
    Figures::of(route, known(method), status).record(lasted);
    if let (Some(code), 429 | 503) = (code, status) {
        metrics::counter!("http_shed_total", "code" => code.to_owned()).increment(1);
    }
    let ms = lasted.as_millis() as u64;
    let id = Uuid::now_v7();
    if status >= 500 {
        tracing::warn!(%id, route, method = known(method), status, code, ms, lane, "request");
        if let Ok(id) = HeaderValue::try_from(id.to_string()) {
            response.headers_mut().insert("x-request-id", id);
        }
    } else {
        tracing::debug!(%id, route, method = known(method), status, code, ms, lane, "request");
    }
}

/// Where the requests of one route, method and status are counted: found once, then at hand.
#[derive(Clone)]
struct Figures {
    counted: Counter,
    lasted: Histogram,
}

type Kept = DashMap<(&'static str, u16), Figures>;
static FIGURES: LazyLock<DashMap<String, Kept>> = LazyLock::new(DashMap::new);

impl Figures {
    fn of(route: &str, method: &'static str, status: u16) -> Figures {
        let known = FIGURES.get(route).and_then(|kept| kept.get(&(method, status)).map(|figures| figures.clone()));
        known.unwrap_or_else(|| {
            let figures = Figures::find(route, method, status);
            FIGURES.entry(route.to_owned()).or_default().insert((method, status), figures.clone());
            figures
        })
    }

    fn find(route: &str, method: &'static str, status: u16) -> Figures {
        let labels = [("route", route.to_owned()), ("method", method.to_owned()), ("status", status.to_string())];
        Figures {
            counted: metrics::counter!("http_requests_total", &labels),
            lasted: metrics::histogram!("http_request_seconds", "route" => route.to_owned()),
        }
    }

    fn record(&self, lasted: Duration) {
        self.counted.increment(1);
        self.lasted.record(lasted.as_secs_f64());
    }
}

/// Methods as labels: what a stranger invents must not become a new series.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
