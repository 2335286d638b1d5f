//! Pages that are the same for every stranger, kept as bytes until what they show changes.

use super::visit::{Visit, tagged};
use axum::{
    body::Bytes,
    http::{
        HeaderValue,
        header::{CONTENT_ENCODING, CONTENT_TYPE, VARY},
    },
    response::{IntoResponse, Response},
};
use flate2::{Compression, write::GzEncoder};
use quick_cache::{Weighter, sync::Cache};
use std::{
    io::Write,
    sync::{Arc, OnceLock},
};

/// What a page shows, digested: two pages with one digest are the same page.
pub(super) type Digest = [u8; 32];

/// Pages from which on compressing saves more than it costs, in bytes.
const WORTH_BYTES: usize = 1_024;
/// What a kept page costs beside its words, in bytes.
const LEAF_BYTES: usize = 512;
/// How much of its words a compressed page may need besides, as a divisor.
const PACKED_SHARE: usize = 4;
/// What a page usually weighs, for a first guess at how many there will be, in bytes.
const USUAL_BYTES: usize = 16_384;

/// The pages kept: those asked for again, within so many bytes.
pub struct Shelf(Cache<Digest, Arc<Leaf>, Weight>);

/// A page kept.
pub(super) struct Leaf {
    words: Bytes,
    packed: OnceLock<Option<Bytes>>,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Digest, Arc<Leaf>> for Weight {
    fn weight(&self, _: &Digest, leaf: &Arc<Leaf>) -> u64 {
        let words = leaf.words.len();
        (words + words / PACKED_SHARE + LEAF_BYTES) as u64
    }
}

impl Shelf {
    /// A shelf for at most so many bytes.
    pub fn new(bytes: usize) -> Shelf {
        Shelf(Cache::with_weighter(bytes / USUAL_BYTES, bytes as u64, Weight))
    }

    /// The page under this digest; made by `make` if it is not there, once even where many ask at the same time.
    ///
    /// # Errors
    /// What `make` says; nothing is kept then.
    pub(super) async fn page<E>(
        &self,
        digest: Digest,
        make: impl Future<Output = Result<String, E>>,
    ) -> Result<Arc<Leaf>, E> {
        match self.0.get_value_or_guard_async(&digest).await {
            Ok(leaf) => Ok(leaf),
            Err(place) => {
                let leaf = Arc::new(Leaf { words: make.await?.into(), packed: OnceLock::new() });
                let _ = place.insert(leaf.clone());
                Ok(leaf)
            }
        }
    }
}

impl Leaf {
    /// The page as an answer to this visit, under this tag.
    pub fn answer(&self, visit: &Visit, tag: &str) -> Response {
        let packed = if visit.takes_gzip() { self.packed() } else { None };
        let mut response = tagged(packed.unwrap_or(&self.words).clone().into_response(), tag);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if packed.is_some() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }

    fn packed(&self) -> Option<&Bytes> {
        let pack = || (self.words.len() >= WORTH_BYTES).then(|| pack(&self.words).ok()).flatten();
        self.packed.get_or_init(pack).as_ref()
    }
}

fn pack(words: &[u8]) -> std::io::Result<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(words.len() / PACKED_SHARE), Compression::fast());
    encoder.write_all(words)?;
    Ok(encoder.finish()?.into())
}
