//! Where a write comes from: only our own pages may use the cookies a browser holds for us.

use crate::{kernel::refusal::Refusal, wire::keys::Keys};
use axum::http::{
    HeaderMap,
    header::{COOKIE, HOST, ORIGIN, REFERER},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

const SITE: &str = "sec-fetch-site";
const PURPOSE: &str = "csrf";

/// What the headers prove about the page that sent a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// One of our own pages.
    Own,
    /// Nothing is said; a program, or a very old browser.
    Unknown,
}

/// `http(s)://host[:port]` of ours: `public` where it is configured, else from Host.
pub fn own(public: Option<&str>, headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    public.map_or_else(|| format!("http://{}", host.to_ascii_lowercase()), str::to_owned)
}

/// Judges by Origin, else by Sec-Fetch-Site, else by Referer. `Origin: null`, another
/// port, a longer host name that begins like ours: all foreign.
///
/// # Errors
/// `BadOrigin` for a page that is not ours.
pub fn judge(own: &str, headers: &HeaderMap) -> Result<Sender, Refusal> {
    let mut origins = headers.get_all(ORIGIN).iter();
    if let Some(origin) = origins.next() {
        let same = origin.as_bytes() == own.as_bytes() && origins.next().is_none();
        return if same { Ok(Sender::Own) } else { Err(Refusal::BadOrigin) };
    }
    if let Some(site) = headers.get(SITE) {
        let same = site == "same-origin" || site == "none";
        return if same { Ok(Sender::Own) } else { Err(Refusal::BadOrigin) };
    }
    let Some(referer) = headers.get(REFERER) else { return Ok(Sender::Unknown) };
    let rest = referer.to_str().ok().and_then(|page| page.strip_prefix(own));
    if rest.is_some_and(|rest| rest.starts_with('/')) { Ok(Sender::Own) } else { Err(Refusal::BadOrigin) }
}

/// Judges who opens a socket: exactly our own page, or a program that holds no cookie of anybody.
///
/// # Errors
/// `BadOrigin` for everybody else: a socket is no form, but the browser sends it cookies all the same.
pub fn judge_socket(own: &str, headers: &HeaderMap) -> Result<(), Refusal> {
    match headers.contains_key(ORIGIN) {
        true => judge(own, headers).map(|_| ()),
        false if headers.contains_key(COOKIE) => Err(Refusal::BadOrigin),
        false => Ok(()),
    }
}

/// The token of forms for one holder of a cookie (`subject` is the cookie's name and id).
pub fn token(keys: &Keys, subject: &str) -> String {
    URL_SAFE_NO_PAD.encode(keys.sign(PURPOSE, subject.as_bytes()))
}

/// Whether `token` was made for `subject`; compared in constant time.
pub fn fits(keys: &Keys, subject: &str, token: &str) -> bool {
    URL_SAFE_NO_PAD.decode(token).is_ok_and(|mac| keys.verify(PURPOSE, subject.as_bytes(), &mac))
}

/// The `csrf` field of a urlencoded form.
pub fn token_in(form: &[u8]) -> Option<&str> {
    let field = form.split(|byte| *byte == b'&').find_map(|pair| pair.strip_prefix(b"csrf="))?;
    std::str::from_utf8(field).ok()
}
