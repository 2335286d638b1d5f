//! The chain over a journal: each entry's digest covers the digest before it and its own bytes, so that a byte that
//! changed, an entry that is gone and one that was slipped in are all found.

use super::text::hex;
use sha2::{Digest, Sha256};

/// The digest before a journal's first entry.
pub const BEGINNING: &str = "";

/// An entry's columns as they are kept, each in the bytes in which it reads as text.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// Everything but the body, in the order of the table; an empty piece for a column without value.
    pub columns: [&'a [u8]; 10],
    /// What happened, as JSON.
    pub body: &'a [u8],
}

/// The hex SHA-256 of `before` and the entry: a first line that names the form, then a line for each column, the
/// body last. No column but the body can hold a line end.
pub fn digest(before: &[u8], link: &Link<'_>) -> String {
    let mut hash = Sha256::new();
    hash.update(b"wenzheng-entry-1\n");
    hash.update(before);
    for column in link.columns {
        hash.update(b"\n");
        hash.update(column);
    }
    hash.update(b"\n");
    hash.update(link.body);
    hex(&hash.finalize())
}

/// The check number of a vote: the first eight bytes of the SHA-256 of its columns, without the sign. It finds a
/// byte that changed by itself; what proves a tally to others is an entry, not this.
pub fn vote(post: &[u8], visitor: &[u8], at: &[u8]) -> i64 {
    let mut hash = Sha256::new();
    hash.update(b"wenzheng-vote-1");
    for column in [post, visitor, at] {
        hash.update(b"\n");
        hash.update(column);
    }
    let digest = hash.finalize();
    let first = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    i64::try_from(first >> 1).unwrap_or_default()
}
