//! The key of a handshake and its answer (RFC 6455, 4.2.2).

use base64::{Engine, engine::general_purpose::STANDARD};
use sha1::{Digest, Sha1};

const GUID: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/// Bytes of a client's key once decoded.
const KEY_BYTES: usize = 16;

/// The value of `Sec-WebSocket-Accept`; none for a key that is not exactly 16 bytes in Base64.
pub fn accept(key: &[u8]) -> Option<String> {
    // 16 bytes and the padding; a longer text is not even decoded
    if key.len() != 24 {
        return None;
    }
    let mut decoded = [0; 18];
    let length = STANDARD.decode_slice(key, &mut decoded).ok()?;
    if length != KEY_BYTES {
        return None;
    }
    let digest = Sha1::new().chain_update(key).chain_update(GUID).finalize();
    Some(STANDARD.encode(digest))
}
