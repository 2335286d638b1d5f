//! Passwords: argon2id, off the async threads.

use crate::kernel::refusal::Refusal;
use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};

/// Least length in characters (NIST SP 800-63B asks for 8 at least and no composition rules).
const LEAST: usize = 10;

/// The PHC string of a new password.
///
/// # Errors
/// `WeakPassword` when it is shorter than ten characters or one character repeated.
pub async fn hash_password(password: String) -> Result<String, Refusal> {
    let distinct: std::collections::HashSet<char> = password.chars().collect();
    if password.chars().count() < LEAST || distinct.len() < 4 {
        return Err(Refusal::WeakPassword);
    }
    let hash = move || {
        let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>()).ok()?;
        let hash = Argon2::default().hash_password(password.as_bytes(), &salt).ok()?;
        Some(hash.to_string())
    };
    tokio::task::spawn_blocking(hash).await.ok().flatten().ok_or(Refusal::WeakPassword)
}

/// Whether the password fits the hash. Without a hash the same work is done, so that the
/// time taken does not tell whether an account exists.
pub async fn check_password(password: String, hash: Option<String>) -> bool {
    let check = move || {
        let fallback =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| fallback.to_owned());
        let fits = PasswordHash::new(&hash)
            .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
        known && fits
    };
    tokio::task::spawn_blocking(check).await.unwrap_or(false)
}
