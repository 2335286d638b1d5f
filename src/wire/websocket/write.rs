//! Frames of the server: whole, unmasked, never in pieces.

use bytes::{BufMut, Bytes, BytesMut};

/// Most bytes of a close frame's reason.
const MOST_REASON: usize = 123;
/// Most bytes that a ping carries and a pong returns.
const MOST_CONTROL: usize = 125;

/// A text frame.
pub fn text(body: &str) -> Bytes {
    frame(0x1, body.as_bytes())
}

/// A ping; what is above 125 bytes is cut.
pub fn ping(body: &[u8]) -> Bytes {
    frame(0x9, &body[..body.len().min(MOST_CONTROL)])
}

/// The answer to a ping; what is above 125 bytes is cut.
pub fn pong(body: &[u8]) -> Bytes {
    frame(0xa, &body[..body.len().min(MOST_CONTROL)])
}

/// A close frame; a long reason is cut between two characters.
pub fn close(code: u16, reason: &str) -> Bytes {
    let reason = &reason[..reason.floor_char_boundary(MOST_REASON)];
    let mut body = Vec::with_capacity(2 + reason.len());
    body.extend_from_slice(&code.to_be_bytes());
    body.extend_from_slice(reason.as_bytes());
    frame(0x8, &body)
}

fn frame(opcode: u8, body: &[u8]) -> Bytes {
    let mut bytes = BytesMut::with_capacity(10 + body.len());
    bytes.put_u8(0x80 | opcode);
    match body.len() {
        short @ 0..126 => bytes.put_u8(short as u8),
        middle @ 126..0x1_0000 => {
            bytes.put_u8(126);
            bytes.put_u16(middle as u16);
        }
        long => {
            bytes.put_u8(127);
            bytes.put_u64(long as u64);
        }
    }
    bytes.put_slice(body);
    bytes.freeze()
}
