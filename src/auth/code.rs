//! Query codes: with the number of a receipt they bring a post back on any device.
//!
//! A code is drawn from the post's id with the installation's key, so nothing about it is
//! stored, and the person who lost it can be shown it again where the cookie proves them.

use crate::{
    kernel::id::{PersonId, PostId, TextId},
    wire::keys::Keys,
};
use subtle::ConstantTimeEq;

/// Crockford's base 32: no letter is mistaken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 50 bits: with a few tries a minute, out of reach.
const LENGTH: usize = 10;
/// What the installation signs it for.
const PURPOSE: &str = "query-code";
/// And a code that shows that an address is somebody's own.
const MAIL: &str = "staff-mail";

/// The code of a post, such as `7KQDM-2XA9F`.
pub fn of(keys: &Keys, post: PostId) -> String {
    spaced(&keys.sign(PURPOSE, post.0.as_bytes()))
}

/// The code that is sent to an address that somebody of staff gave.
pub fn of_mail(keys: &Keys, person: PersonId, address: TextId) -> String {
    spaced(&keys.sign(MAIL, &both(person, address)))
}

/// Whether what was typed is the code that was sent there; as with the codes of posts.
pub fn fits_mail(keys: &Keys, person: PersonId, address: TextId, typed: &str) -> bool {
    let typed: String = typed.chars().filter_map(plain).collect();
    keys.signatures(MAIL, &both(person, address)).any(|bytes| letters(&bytes).as_bytes().ct_eq(typed.as_bytes()).into())
}

fn both(person: PersonId, address: TextId) -> [u8; 32] {
    let mut both = [0; 32];
    let (one, other) = both.split_at_mut(16);
    one.copy_from_slice(person.0.as_bytes());
    other.copy_from_slice(address.0.as_bytes());
    both
}

fn spaced(bytes: &[u8]) -> String {
    let code = letters(bytes);
    let (left, right) = code.split_at(LENGTH / 2);
    format!("{left}-{right}")
}

/// Whether what was typed is the post's code under any key in force; compared in constant
/// time. Case, spaces,
/// dashes, full-width letters and the letters people confuse (O, I, L) do not matter.
pub fn fits(keys: &Keys, post: PostId, typed: &str) -> bool {
    let typed: String = typed.chars().filter_map(plain).collect();
    keys.signatures(PURPOSE, post.0.as_bytes()).any(|bytes| letters(&bytes).as_bytes().ct_eq(typed.as_bytes()).into())
}

fn letters(bytes: &[u8]) -> String {
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(byte & 31)]);
    bytes.iter().take(LENGTH).map(letter).collect()
}

fn plain(c: char) -> Option<char> {
    let half = match c {
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32)?,
        c => c,
    };
    match half.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        c if c.is_ascii_alphanumeric() => Some(c),
        _ => None,
    }
}
