//! Bodies: forms without their token, JSON without a second meaning.

use super::{failure::Failure, visit::Visit};
use crate::{kernel::refusal::Refusal, wire::problem::Trouble};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, header::CONTENT_TYPE},
};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, MapAccess, SeqAccess, Visitor},
};
use std::{collections::HashSet, fmt};

/// Where citizens send letters, whose forms may bring files.
const LETTERS: &str = "/ask";

/// Whether this is a letter that may bring files: read part by part, so that its size is no burden.
pub(super) fn is_letter(visit: &Visit, headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    visit.path().ends_with(LETTERS) && kind.starts_with("multipart/form-data")
}

/// The most bytes this visit may send: files are for staff, but for those of letters.
pub(super) fn most_bytes(visit: &Visit, letter: bool) -> usize {
    let limits = &visit.door().config.limits;
    if letter {
        return limits.letter_bytes;
    }
    if visit.session().is_some() { limits.upload_bytes } else { limits.body_bytes }
}

/// A urlencoded form. The hidden `csrf` field was the door's and is taken out.
/// For repeated fields read `Form<Vec<(String, String)>>`.
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let bytes = read(request, state).await?;
        let fields = bytes.split(|byte| *byte == b'&').filter(|field| !field.starts_with(b"csrf="));
        let rest = fields.collect::<Vec<_>>().join(&b'&');
        let parsed = serde_urlencoded::from_bytes(&rest);
        parsed.map(Form).map_err(|error| malformed(&error))
    }
}

/// JSON in which no key comes twice. Types refuse unknown fields themselves
/// (`deny_unknown_fields`); NaN and deep nesting never parse.
pub struct StrictJson<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for StrictJson<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let bytes = read(request, state).await?;
        let parsed = strict_json(&bytes);
        parsed.map(StrictJson).map_err(|error| malformed(&error))
    }
}

/// Reads JSON strictly, as `StrictJson` does.
///
/// # Errors
/// What is wrong and where.
pub fn strict_json<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice::<Clear>(bytes)?;
    serde_json::from_slice(bytes)
}

async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Failure> {
    let bytes = Bytes::from_request(request, state).await;
    bytes.map_err(|rejection| match rejection.status().as_u16() {
        413 => Trouble::BodyTooLarge { max_bytes: 0 }.into(),
        _ => malformed(&rejection.body_text()),
    })
}

fn malformed(why: &dyn fmt::Display) -> Failure {
    Refusal::Malformed { why: why.to_string() }.into()
}

/// Any JSON whose objects name each key once. Holds nothing.
struct Clear;

impl<'de> Deserialize<'de> for Clear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ClearVisitor)
    }
}

struct ClearVisitor;

impl<'de> Visitor<'de> for ClearVisitor {
    type Value = Clear;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_bool<E>(self, _: bool) -> Result<Clear, E> {
        Ok(Clear)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Clear, E> {
        Ok(Clear)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Clear, E> {
        Ok(Clear)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Clear, E> {
        Ok(Clear)
    }
    fn visit_str<E>(self, _: &str) -> Result<Clear, E> {
        Ok(Clear)
    }
    fn visit_unit<E>(self) -> Result<Clear, E> {
        Ok(Clear)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Clear, A::Error> {
        while list.next_element::<Clear>()?.is_some() {}
        Ok(Clear)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Clear, A::Error> {
        let mut keys = HashSet::new();
        while let Some((key, Clear)) = object.next_entry::<String, Clear>()? {
            if !keys.insert(key) {
                return Err(A::Error::custom("a key comes twice"));
            }
        }
        Ok(Clear)
    }
}
