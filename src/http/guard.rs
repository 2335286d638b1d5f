//! What every request passes, in this order: head, rates, sender, size, time.

use super::{
    body::{is_letter, most_bytes},
    cookies::LANG,
    door::Door,
    failure::Failure,
    finish::finish,
    head::{self, Body},
    language,
    origin::{self, Sender},
    serve::Connection,
    shed::{self, Asker},
    visit::{Visit, see_other},
};
use crate::{
    kernel::{refusal::Refusal, text::Lang},
    wire::problem::Trouble,
};
use axum::{
    body::to_bytes,
    extract::{Request, State},
    http::{
        HeaderValue, Method, Uri,
        header::{CACHE_CONTROL, CONNECTION, CONTENT_LENGTH},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::Limited;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::OwnedSemaphorePermit, time::timeout};

/// Where scripts and styles lie, by the digest of what they hold.
const ASSETS: &str = "/assets/";
/// Programs that hold cookies but send no Origin prove themselves by this header.
const TOKEN_HEADER: &str = "x-csrf-token";

/// Looking for like questions changes nothing, though its words come in a body: a hall behind one
/// address that types must not use up what it may ask.
const ONLY_READS: &str = "/similar";

pub(super) async fn guard(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let connection = request.extensions().get::<Connection>().cloned().unwrap_or_else(Connection::local);
    let visit = Visit::new(&door, &request, connection.peer());
    let limits = &door.config.limits;
    let ms = if is_letter(&visit, request.headers()) { limits.letter_ms } else { limits.request_ms };
    let limit = Duration::from_millis(ms);
    let outcome = timeout(limit, pass(&visit, &connection, request, next)).await;
    let outcome = outcome.unwrap_or_else(|_| Err(Trouble::TimedOut.into()));
    let mut response = outcome.unwrap_or_else(IntoResponse::into_response);
    if connection.is_reserved() && visit.session().is_none() {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    finish(&visit, &method, response, begun)
}

async fn pass(visit: &Visit, connection: &Connection, request: Request, next: Next) -> Result<Response, Failure> {
    let _place = admit(visit, connection, request.method())?;
    let body = head::check(request.method(), request.uri(), request.headers())?;
    if let Some(elsewhere) = choose_language(visit, &request) {
        return Ok(elsewhere);
    }
    let request = bound(visit, request)?;
    let mut request = check_sender(visit, body, request).await?;
    *request.uri_mut() = without_language(visit, request.uri());
    request.extensions_mut().insert(visit.clone());
    Ok(next.run(request).await)
}

fn admit(visit: &Visit, connection: &Connection, method: &Method) -> Result<OwnedSemaphorePermit, Refusal> {
    let asker = match visit.session() {
        session if visit.path().starts_with(ASSETS) => Asker::Asset { staff: session.is_some() },
        Some(session) => Asker::Staff { session },
        None => {
            let writes = !method.is_safe() && !visit.path().ends_with(ONLY_READS);
            Asker::Public { client: visit.client(), writes }
        }
    };
    if connection.is_reserved() && matches!(asker, Asker::Public { .. } | Asker::Asset { staff: false }) {
        return Err(Refusal::Busy { retry_after_ms: 1_000 });
    }
    shed::check(connection.pace()).map_err(|retry_after_ms| Refusal::SlowDown { retry_after_ms })?;
    visit.door().shed.admit(&asker)
}

/// `/speak/…` remembers a language; the first visit to `/` goes by what the browser prefers.
fn choose_language(visit: &Visit, request: &Request) -> Option<Response> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    if let Some((lang, place)) = language::spoken(request.uri()) {
        visit.set_lang(lang);
        return Some(see_other(&place));
    }
    if request.uri().path() != "/" {
        return None;
    }
    let remembered = visit.door().jar.get(request.headers(), LANG).and_then(language::parse);
    let english = remembered.map_or_else(|| language::prefers_english(request.headers()), |lang| lang == Lang::En);
    english.then(|| {
        let query = request.uri().query().map(|query| format!("/?{query}"));
        let mut response = see_other(&language::url(Lang::En, query.as_deref().unwrap_or("/")));
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        response
    })
}

/// Refuses a body that says it is too large, and cuts off one that does not say.
fn bound(visit: &Visit, request: Request) -> Result<Request, Failure> {
    let most = most_bytes(visit, is_letter(visit, request.headers()));
    let said = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if said.and_then(|length| length.parse::<usize>().ok()).is_some_and(|bytes| bytes > most) {
        return Err(Trouble::BodyTooLarge { max_bytes: most }.into());
    }
    Ok(request.map(|body| axum::body::Body::new(Limited::new(body, most))))
}

/// Lets a write through if one of our own pages sent it. Where the headers are silent and
/// the browser holds cookies of ours, and always for forms of staff, the token decides.
async fn check_sender(visit: &Visit, body: Body, request: Request) -> Result<Request, Failure> {
    if request.method().is_safe() {
        return Ok(request);
    }
    let sender = origin::judge(visit.own_origin(), request.headers())?;
    let holds_cookie = visit.session().is_some() || visit.visitor().is_some();
    let form_of_staff =
        visit.session().is_some() && matches!(body, Body::Form | Body::None) && !head::is_api(visit.path());
    let proven = sender == Sender::Own && !form_of_staff;
    if proven || !holds_cookie {
        return Ok(request);
    }
    let header = request.headers().get(TOKEN_HEADER).and_then(|token| token.to_str().ok());
    if header.is_some_and(|token| visit.fits(token)) {
        return Ok(request);
    }
    if body != Body::Form {
        return Err(Refusal::BadOrigin.into());
    }
    let (parts, form) = request.into_parts();
    let too_large = |_| Failure::from(Trouble::BodyTooLarge { max_bytes: most_bytes(visit, false) });
    let form = to_bytes(form, most_bytes(visit, false)).await.map_err(too_large)?;
    if origin::token_in(&form).is_some_and(|token| visit.fits(token)) {
        Ok(Request::from_parts(parts, form.into()))
    } else {
        Err(Refusal::BadOrigin.into())
    }
}

fn without_language(visit: &Visit, uri: &Uri) -> Uri {
    let query = if visit.query().is_empty() { String::new() } else { format!("?{}", visit.query()) };
    let short = format!("{}{query}", visit.path()).parse();
    short.unwrap_or_else(|_| uri.clone())
}
