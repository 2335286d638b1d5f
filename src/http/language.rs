//! Languages by address: `/en/…` is English, everything else Chinese. Pure.

use super::words::Words;
use crate::kernel::text::Lang;
use axum::http::{HeaderMap, Uri, header::ACCEPT_LANGUAGE};

/// The language of a path and the path without its prefix.
pub fn split(path: &str) -> (Lang, &str) {
    match path.strip_prefix("/en") {
        Some("") => (Lang::En, "/"),
        Some(rest) if rest.starts_with('/') => (Lang::En, rest),
        _ => (Lang::Zh, path),
    }
}

/// A path of ours with the prefix of a language.
pub fn url(lang: Lang, path: &str) -> String {
    match (lang, path) {
        (Lang::Zh, path) => path.to_owned(),
        (Lang::En, "/") => "/en".to_owned(),
        (Lang::En, path) if path.starts_with("/?") => format!("/en{}", path.trim_start_matches('/')),
        (Lang::En, path) => format!("/en{path}"),
    }
}

/// The other language of the two.
pub fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    }
}

/// The short code of the cookie and of `/speak/…`.
pub fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}

/// The language of a code.
pub fn parse(code: &str) -> Option<Lang> {
    [Lang::Zh, Lang::En].into_iter().find(|lang| self::code(*lang) == code)
}

/// Where `/speak/{code}{path}` leads: the language to remember and the address, which is
/// always one of ours (never `//elsewhere`).
pub fn spoken(uri: &Uri) -> Option<(Lang, String)> {
    let rest = uri.path().strip_prefix("/speak/")?;
    let (code, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = format!("/{}", path.trim_start_matches('/'));
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    parse(code).map(|lang| (lang, url(lang, &format!("{path}{query}"))))
}

/// Whether the browser clearly prefers English: it lists it, and Chinese later or never.
pub fn prefers_english(headers: &HeaderMap) -> bool {
    let line = headers.get(ACCEPT_LANGUAGE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let weight = |wanted: &str| {
        let ranges = line.split(',').filter_map(|range| {
            let (tag, q) = range.split_once(";q=").unwrap_or((range, "1"));
            let primary = tag.trim().split('-').next().unwrap_or_default();
            primary.eq_ignore_ascii_case(wanted).then(|| q.trim().parse::<f32>().unwrap_or(0.0))
        });
        ranges.fold(0.0, f32::max)
    };
    weight("en") > weight("zh")
}

/// The language a program asks for, by Accept-Language; Chinese if it says nothing.
pub fn of_program(headers: &HeaderMap) -> Words {
    Words::of(if prefers_english(headers) { Lang::En } else { Lang::Zh })
}
