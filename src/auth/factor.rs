//! The second factor: codes of thirty seconds (RFC 6238), each good once.
//!
//! As with query codes nothing secret is stored: the secret is drawn from the factor's id with the
//! installation's key, so a copy of the database alone makes no code.

use crate::{
    kernel::id::{FactorId, Millis},
    wire::keys::Keys,
};
use totp_rs::{Builder, Secret};

/// What the installation signs it for.
const PURPOSE: &str = "second-factor";
/// Bytes of a secret (RFC 4226, section 4, asks for 20).
const SECRET: usize = 20;

/// What an authenticator is told when a factor is set up.
pub struct Setup {
    /// `otpauth://totp/…`, for a QR code.
    pub address: String,
    /// The secret in base 32, in groups of four, for typing.
    pub secret: String,
}

/// How `login` of `site` sets the factor up; none if an authenticator could not show these names.
pub fn setup(keys: &Keys, factor: FactorId, site: &str, login: &str) -> Option<Setup> {
    let site = site.replace(':', " ");
    let named = codes(&keys.sign(PURPOSE, factor.0.as_bytes()))?;
    let totp = named.with_issuer(Some(site)).with_account_name(login).build().ok()?;
    let secret = totp.secret().to_base32();
    let groups: Vec<&str> =
        (0..secret.len()).step_by(4).filter_map(|at| secret.get(at..secret.len().min(at + 4))).collect();
    Some(Setup { address: totp.to_url().ok()?, secret: groups.join(" ") })
}

/// The thirty seconds, counted from 1970, of which `typed` is the code: the present ones or those
/// next to them, for clocks differ. Spaces do not matter. Whether it was used is for the desk to say.
pub fn step(keys: &Keys, factor: FactorId, typed: &str, now: Millis) -> Option<u64> {
    let typed: String = typed.chars().filter_map(plain).collect();
    let seconds = u64::try_from(now / 1_000).ok()?;
    let check = |secret: [u8; 32]| codes(&secret)?.build_noncompliant().check(&typed, seconds);
    keys.signatures(PURPOSE, factor.0.as_bytes()).find_map(check)
}

/// SHA-1, six digits, thirty seconds and one before and after: what every authenticator can do.
fn codes(signature: &[u8; 32]) -> Option<Builder> {
    let secret = signature.first_chunk::<SECRET>()?;
    Some(Builder::new().with_secret(Secret::new_stack(*secret)))
}

/// Digits of an input method's full width are digits.
fn plain(c: char) -> Option<char> {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        c => (!c.is_whitespace()).then_some(c),
    }
}
