//! One request as handlers see it: who comes, from where, in which language.

use super::{
    client,
    cookies::{LANG, LOOK, PASS, SESSION, VISITOR, YEAR_S},
    door::Door,
    failure::Failure,
    head, language,
    look::Look,
    origin,
    words::Words,
};
use crate::{
    kernel::{
        id::{PassId, VisitorId},
        text::Lang,
    },
    wire::problem::Trouble,
};
use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use std::{
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use uuid::Uuid;

/// One request. Cheap to clone.
#[derive(Clone)]
pub struct Visit(Arc<State>);

/// Says that a request is the page's own: it keeps no session alive.
const AUTOMATIC: &str = "x-automatic";

struct State {
    door: Arc<Door>,
    lang: Lang,
    path: String,
    query: String,
    address: Option<String>,
    client: IpAddr,
    own_origin: String,
    wants_page: bool,
    session: Option<String>,
    automatic: bool,
    pass: Option<PassId>,
    look: Look,
    known_tags: Option<HeaderValue>,
    takes_gzip: bool,
    takeaway: Mutex<Takeaway>,
}

/// What goes out with the answer.
struct Takeaway {
    visitor: Option<VisitorId>,
    cookies: Vec<HeaderValue>,
}

/// What leads here again. Two slashes would lead to another host.
fn local(uri: &Uri) -> Option<String> {
    let all = uri.path_and_query()?.as_str();
    (all.starts_with('/') && !all.starts_with("//")).then(|| all.to_owned())
}

impl Visit {
    pub(super) fn new(door: &Arc<Door>, request: &Request, peer: IpAddr) -> Visit {
        let (headers, uri) = (request.headers(), request.uri());
        let (lang, path) = language::split(uri.path());
        let api = head::is_api(path);
        let sealed = |cookie| door.jar.get(headers, cookie).and_then(|value| door.keys.open(cookie, value));
        let visitor = sealed(VISITOR).and_then(|id| Uuid::parse_str(id).ok()).map(VisitorId);
        Visit(Arc::new(State {
            lang: if api { language::of_program(headers).lang } else { lang },
            path: path.to_owned(),
            query: uri.query().unwrap_or_default().to_owned(),
            address: (request.method() == Method::GET).then(|| local(uri)).flatten(),
            client: client::client(peer, headers, &door.config.trusted_proxies),
            own_origin: origin::own(door.config.public_origin.as_deref(), headers),
            wants_page: head::wants_page(path, headers),
            session: sealed(SESSION).map(str::to_owned),
            pass: sealed(PASS).and_then(|id| id.parse().ok()),
            look: door.jar.get(headers, LOOK).map(Look::parse).unwrap_or_default(),
            automatic: headers.contains_key(AUTOMATIC),
            known_tags: headers.get(header::IF_NONE_MATCH).cloned(),
            takes_gzip: head::takes_gzip(headers),
            takeaway: Mutex::new(Takeaway { visitor, cookies: Vec::new() }),
            door: door.clone(),
        }))
    }

    /// What all requests share.
    pub fn door(&self) -> &Arc<Door> {
        &self.0.door
    }

    /// The language of the address, or for programs of Accept-Language.
    pub fn lang(&self) -> Lang {
        self.0.lang
    }

    /// The words of that language.
    pub fn words(&self) -> Words {
        Words::of(self.0.lang)
    }

    /// The path without the prefix of the language and without the query.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The query as it came, without `?`; may be empty.
    pub fn query(&self) -> &str {
        &self.0.query
    }

    /// The address as it was asked for, with its language and query; none where something was sent.
    pub fn address(&self) -> Option<String> {
        self.0.address.clone()
    }

    /// The address the request is counted for.
    pub fn client(&self) -> IpAddr {
        self.0.client
    }

    /// Our own `http(s)://host[:port]`.
    pub fn own_origin(&self) -> &str {
        &self.0.own_origin
    }

    /// Whether an answer in JSON is wanted rather than a page.
    pub fn wants_json(&self) -> bool {
        !self.0.wants_page
    }

    /// Whether the answer may be compressed.
    pub(super) fn takes_gzip(&self) -> bool {
        self.0.takes_gzip
    }

    /// How the reader wants pages to look.
    pub fn look(&self) -> Look {
        self.0.look
    }

    /// A path of ours in the visit's language.
    pub fn url(&self, path: &str) -> String {
        language::url(self.0.lang, path)
    }

    /// The same with scheme and host, for QR codes and things people copy.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.0.own_origin, self.url(path))
    }

    /// See other: where a written form leads (303).
    pub fn redirect(&self, path: &str) -> Response {
        see_other(&self.url(path))
    }

    /// The staff session named by the cookie, whose signature is ours. Whether it still
    /// lives is for `auth` to say.
    pub fn session(&self) -> Option<&str> {
        self.0.session.as_deref()
    }

    /// Whether the page looked by itself, without anybody's hand.
    pub fn is_automatic(&self) -> bool {
        self.0.automatic
    }

    /// Hands the browser a new staff session.
    pub fn begin_session(&self, id: &str) {
        self.set_cookie(SESSION, &self.0.door.keys.seal(SESSION, id), None);
    }

    /// Takes the staff session from the browser.
    pub fn end_session(&self) {
        self.set_cookie(SESSION, "", Some(0));
    }

    /// The citizen, if the browser holds a token that we signed.
    pub fn visitor(&self) -> Option<VisitorId> {
        self.takeaway().visitor
    }

    /// The citizen, or a new one whose token goes out with the answer. For writes only:
    /// reading leaves no trace.
    pub fn visitor_or_new(&self) -> VisitorId {
        self.visitor_or(VisitorId(Uuid::now_v7()))
    }

    /// The citizen, or `fresh`, which must come from our own hand: a form that is sent
    /// twice before the browser has a cookie names the same visitor both times.
    pub fn visitor_or(&self, fresh: VisitorId) -> VisitorId {
        if let Some(known) = self.visitor() {
            return known;
        }
        let sealed = self.0.door.keys.seal(VISITOR, &fresh.0.simple().to_string());
        self.set_cookie(VISITOR, &sealed, Some(YEAR_S));
        self.takeaway().visitor = Some(fresh);
        fresh
    }

    /// The pass of a rehearsal that the browser holds. Whether it opens the room at hand is for the room to say.
    pub fn pass(&self) -> Option<PassId> {
        self.0.pass
    }

    /// Where others come into a room: its address, or the link into a rehearsal.
    pub fn way_in(&self, code: &str, pass: Option<PassId>) -> String {
        match pass {
            Some(pass) => self.absolute(&format!("/r/{code}/pass/{}", self.sealed_pass(pass))),
            None => self.absolute(&format!("/r/{code}")),
        }
    }

    fn sealed_pass(&self, pass: PassId) -> String {
        self.0.door.keys.seal(PASS, &pass.0.simple().to_string())
    }

    /// The pass in such a link, if we sealed it.
    pub fn opened_pass(&self, sealed: &str) -> Option<PassId> {
        self.0.door.keys.open(PASS, sealed)?.parse().ok()
    }

    /// Lets the browser into a rehearsal, until it is closed.
    pub fn set_pass(&self, pass: PassId) {
        self.set_cookie(PASS, &self.sealed_pass(pass), None);
    }

    /// Remembers reading settings.
    pub fn set_look(&self, look: Look) {
        self.set_cookie(LOOK, &look.to_cookie(), Some(YEAR_S));
    }

    /// Remembers the language.
    pub(super) fn set_lang(&self, lang: Lang) {
        self.set_cookie(LANG, language::code(lang), Some(YEAR_S));
    }

    /// Sets a cookie (letters, digits, `._-`), for the life of the browser without `max_age_s`.
    pub fn set_cookie(&self, name: &str, value: &str, max_age_s: Option<i64>) {
        match self.0.door.jar.set(name, value, max_age_s) {
            Some(line) => self.takeaway().cookies.push(line),
            None => tracing::error!(name, "a cookie could not hold its value"),
        }
    }

    /// The hidden `csrf` field of forms in this answer.
    pub fn csrf(&self) -> String {
        origin::token(&self.0.door.keys, &self.subject())
    }

    /// Whether a `csrf` field was made for whoever holds this visit's cookies.
    pub(super) fn fits(&self, token: &str) -> bool {
        origin::fits(&self.0.door.keys, &self.subject(), token)
    }

    fn subject(&self) -> String {
        match (self.session(), self.visitor()) {
            (Some(session), _) => format!("staff {session}"),
            (None, Some(visitor)) => format!("visitor {visitor}"),
            (None, None) => "nobody".to_owned(),
        }
    }

    /// Not modified (304), if the browser holds the page with this tag.
    pub fn seen(&self, etag: &str) -> Option<Response> {
        let known = self.0.known_tags.as_ref()?.to_str().ok()?;
        let quoted = format!("\"{etag}\"");
        let held = known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == quoted);
        held.then(|| tagged(StatusCode::NOT_MODIFIED.into_response(), etag))
    }

    pub(super) fn take_cookies(&self) -> Vec<HeaderValue> {
        std::mem::take(&mut self.takeaway().cookies)
    }

    fn takeaway(&self) -> MutexGuard<'_, Takeaway> {
        self.0.takeaway.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts a weak tag on an answer, so that it may be compressed on the way.
pub fn tagged(mut response: Response, etag: &str) -> Response {
    if let Ok(value) = HeaderValue::try_from(format!("W/\"{etag}\"")) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

/// A redirect to read the outcome elsewhere.
pub(super) fn see_other(place: &str) -> Response {
    let escaped: String = place.chars().map(|c| if c.is_ascii() { c.to_string() } else { escape(c) }).collect();
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::try_from(escaped) {
        headers.insert(header::LOCATION, value);
    }
    (StatusCode::SEE_OTHER, headers).into_response()
}

fn escape(c: char) -> String {
    c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect()
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        // Only a router that was not put behind the door has no visit.
        parts.extensions.get::<Visit>().cloned().ok_or_else(|| Trouble::Internal.into())
    }
}
