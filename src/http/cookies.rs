//! Cookies: their names, how they are read and how they are set.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};

/// The citizen's signed token.
pub const VISITOR: &str = "wz_v";
/// The staff session, sealed.
pub const SESSION: &str = "wz_s";
/// The pass of a rehearsal, sealed.
pub const PASS: &str = "wz_p";
/// The chosen language.
pub const LANG: &str = "wz_lang";
/// The chosen theme, size and contrast.
pub const LOOK: &str = "wz_look";

/// A year, in seconds.
pub const YEAR_S: i64 = 365 * 86_400;

/// How cookies are named and set in this installation.
#[derive(Clone, Copy, Debug)]
pub struct Jar {
    /// Whether the public address is https: then cookies are `Secure` and `__Host-`.
    pub secure: bool,
}

impl Jar {
    /// The value of a cookie; the first one where a name comes twice.
    pub fn get<'a>(&self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        let prefix = self.prefix();
        let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find_map(|(key, value)| (key.strip_prefix(prefix) == Some(name)).then_some(value))
    }

    /// A `Set-Cookie` line. Without `max_age_s` the cookie ends with the browser; 0 removes it.
    /// None when the value holds what no cookie may hold.
    pub fn set(&self, name: &str, value: &str, max_age_s: Option<i64>) -> Option<HeaderValue> {
        let clean = |c: u8| c.is_ascii_alphanumeric() || b"._-".contains(&c);
        if !value.bytes().all(clean) {
            return None;
        }
        let age = max_age_s.map(|age| format!("; Max-Age={age}")).unwrap_or_default();
        let secure = if self.secure { "; Secure" } else { "" };
        let line = format!("{}{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}", self.prefix());
        HeaderValue::try_from(line).ok()
    }

    fn prefix(self) -> &'static str {
        if self.secure { "__Host-" } else { "" }
    }
}
