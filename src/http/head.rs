//! Checks of a request's head, before anything is done with it. Pure.

use crate::{kernel::refusal::Refusal, wire::problem::Trouble};
use axum::http::{
    HeaderMap, Method, Uri,
    header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING},
};

/// Types of bodies that are read, and where.
const FORM: &str = "application/x-www-form-urlencoded";
const FILES: &str = "multipart/form-data";
const JSON: &str = "application/json";
/// The one address for programs that takes a form with files.
const FILES_DOOR: &str = "/api/v1/files";

/// What kind of body came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// None, or an empty one.
    None,
    /// A form.
    Form,
    /// A form with files.
    Files,
    /// JSON.
    Json,
}

/// Refuses a head that could mean two things or asks for what is never given.
///
/// # Errors
/// `Malformed`, `UnsupportedType`, `NotAcceptable`.
pub fn check(method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<Body, Trouble> {
    check_host(headers)?;
    check_framing(headers)?;
    check_path(uri.path())?;
    if uri.query().is_some_and(|query| query.contains("%00")) {
        return Err(malformed("NUL in the query"));
    }
    if is_api(uri.path()) && !accepts_json(headers) {
        return Err(Trouble::NotAcceptable);
    }
    let body = body_of(headers)?;
    let wanted = match body {
        Body::Json => is_api(uri.path()) || uri.path().starts_with(HOOKS),
        Body::Files => !is_api(uri.path()) || uri.path() == FILES_DOOR,
        _ => !is_api(uri.path()),
    };
    let fits = body == Body::None || wanted || method.is_safe();
    if fits { Ok(body) } else { Err(Trouble::UnsupportedType) }
}

/// As `check`, for connections that last: they bring no body and say for themselves what they accept.
///
/// # Errors
/// `Malformed`.
pub fn check_live(uri: &Uri, headers: &HeaderMap) -> Result<(), Trouble> {
    check_host(headers)?;
    check_path(uri.path())?;
    let bodiless = ![CONTENT_LENGTH, TRANSFER_ENCODING].iter().any(|name| headers.contains_key(name));
    if bodiless { Ok(()) } else { Err(malformed("a body where none is read")) }
}

/// Addresses that programs call which we have called, with JSON or with a form.
const HOOKS: &str = "/hooks/";

/// Whether a path belongs to the interface for programs.
pub fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// Whether an answer in HTML is wanted: a browser that opens an address says so.
pub fn wants_page(path: &str, headers: &HeaderMap) -> bool {
    !is_api(path) && listed(headers).is_some_and(|types| types.contains("text/html"))
}

fn malformed(why: &str) -> Trouble {
    Refusal::Malformed { why: why.to_owned() }.into()
}

fn check_host(headers: &HeaderMap) -> Result<(), Trouble> {
    let mut hosts = headers.get_all(HOST).iter();
    let (first, second) = (hosts.next(), hosts.next());
    let plain = |c: u8| c.is_ascii_alphanumeric() || b".-_:[]".contains(&c);
    let named = first.is_some_and(|host| !host.is_empty() && host.as_bytes().iter().copied().all(plain));
    if named && second.is_none() { Ok(()) } else { Err(malformed("exactly one Host is needed")) }
}

/// hyper drops a Content-Length beside Transfer-Encoding, reads the chunks and closes;
/// this holds for whatever else may stand in front of us one day.
fn check_framing(headers: &HeaderMap) -> Result<(), Trouble> {
    let both = headers.contains_key(CONTENT_LENGTH) && headers.contains_key(TRANSFER_ENCODING);
    if both {
        return Err(malformed("Content-Length together with Transfer-Encoding"));
    }
    let plain =
        headers.get_all(CONTENT_ENCODING).iter().all(|coding| coding.as_bytes().eq_ignore_ascii_case(b"identity"));
    if plain { Ok(()) } else { Err(Trouble::UnsupportedType) }
}

fn check_path(path: &str) -> Result<(), Trouble> {
    let decoded = decode(path).ok_or_else(|| malformed("the path is not percent-encoded UTF-8"))?;
    let lower = path.to_ascii_lowercase();
    let hidden = lower.contains("%2f") || lower.contains("%5c") || decoded.contains('\\');
    let climbs = decoded.split('/').any(|part| part == "." || part == "..");
    if hidden || climbs || decoded.chars().any(char::is_control) {
        return Err(malformed("the path holds what no address of ours holds"));
    }
    Ok(())
}

/// Percent-decoded text; none if an escape is broken or the bytes are not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

fn body_of(headers: &HeaderMap) -> Result<Body, Trouble> {
    let length = headers.get(CONTENT_LENGTH).map(|length| length.as_bytes());
    let empty = !headers.contains_key(TRANSFER_ENCODING) && matches!(length, None | Some(b"0"));
    if empty {
        return Ok(Body::None);
    }
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let (first, second) = (types.next().and_then(|kind| kind.to_str().ok()), types.next());
    let essence = first.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase();
    match (essence.as_str(), second) {
        (FORM, None) => Ok(Body::Form),
        (FILES, None) => Ok(Body::Files),
        (JSON, None) => Ok(Body::Json),
        _ => Err(Trouble::UnsupportedType),
    }
}

fn accepts_json(headers: &HeaderMap) -> bool {
    let ours = ["*/*", "application/*", JSON, crate::wire::problem::PROBLEM_JSON];
    let fits = |range: &str| {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default();
        let never = |part: &str| part.strip_prefix("q=").is_some_and(|q| q.parse::<f32>() == Ok(0.0));
        ours.contains(&kind) && !parts.any(never)
    };
    listed(headers).is_none_or(|types| types.split(',').any(fits))
}

/// Whether the client unpacks gzip. One that only says `*` is given plain bytes.
pub fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let mut codings = lines.flat_map(|line| line.split(','));
    codings.any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let never = |part: &str| part.strip_prefix("q=").is_some_and(|q| q.parse::<f32>() == Ok(0.0));
        named && !parts.any(never)
    })
}

/// What the client accepts, in lower case; none if it does not say.
fn listed(headers: &HeaderMap) -> Option<String> {
    let lines: Vec<&str> = headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok()).collect();
    Some(lines.join(",").to_ascii_lowercase()).filter(|types| !types.trim().is_empty())
}
