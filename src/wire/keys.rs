//! The installation's secret keys: what they sign was made here.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{fmt, sync::Arc};

/// One secret with the short id by which signatures name it.
#[derive(Clone)]
pub struct Key {
    /// Letters and digits, at most eight.
    pub id: String,
    /// 32 random bytes.
    pub secret: [u8; 32],
}

/// All keys in force; the first one signs, the others only recognise.
#[derive(Clone)]
pub struct Keys(Arc<Ring>);

struct Ring {
    first: Key,
    older: Vec<Key>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({} …)", self.0.first.id)
    }
}

impl Keys {
    /// A ring of keys; `first` signs.
    pub fn new(first: Key, older: Vec<Key>) -> Keys {
        Keys(Arc::new(Ring { first, older }))
    }

    /// HMAC-SHA-256 of `bytes` under the first key. One purpose never fits another.
    pub fn sign(&self, purpose: &str, bytes: &[u8]) -> [u8; 32] {
        seal_with(&self.0.first, purpose, bytes).finalize().into_bytes().into()
    }

    /// As `sign`, by every key in force, the present one first.
    pub fn signatures(&self, purpose: &str, bytes: &[u8]) -> impl Iterator<Item = [u8; 32]> {
        self.all().map(move |key| seal_with(key, purpose, bytes).finalize().into_bytes().into())
    }

    /// Whether any key made `mac`; compared in constant time.
    pub fn verify(&self, purpose: &str, bytes: &[u8], mac: &[u8]) -> bool {
        self.all().any(|key| seal_with(key, purpose, bytes).verify_slice(mac).is_ok())
    }

    /// `<key id>.<name>.<signature>`, for cookies. The name must hold no dot.
    pub fn seal(&self, purpose: &str, name: &str) -> String {
        let mac = URL_SAFE_NO_PAD.encode(self.sign(purpose, name.as_bytes()));
        format!("{}.{name}.{mac}", self.0.first.id)
    }

    /// The name in a sealed text, if one of the keys sealed it for this purpose.
    pub fn open<'a>(&self, purpose: &str, sealed: &'a str) -> Option<&'a str> {
        let mut parts = sealed.split('.');
        let (id, name, mac) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let mac = URL_SAFE_NO_PAD.decode(mac).ok()?;
        let key = self.all().find(|key| key.id == id)?;
        let genuine = seal_with(key, purpose, name.as_bytes()).verify_slice(&mac).is_ok();
        genuine.then_some(name)
    }

    fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.0.first).chain(&self.0.older)
    }
}

fn seal_with(key: &Key, purpose: &str, bytes: &[u8]) -> Hmac<Sha256> {
    // HMAC takes keys of any length, so this cannot fail; an empty key is never reached.
    // HMAC pads a short key to the hash's block with zeros (RFC 2104).
    let mut block = [0_u8; 64];
    block[..32].copy_from_slice(&key.secret);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(bytes);
    mac
}
