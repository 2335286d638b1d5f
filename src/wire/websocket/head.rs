//! The head of a client's frame: two to fourteen bytes that say what follows.

use super::fault::Fault;

/// Longest head: two bytes, eight of length, four of mask.
pub(super) const MOST_HEAD: usize = 14;
/// Longest payload of a control frame, in bytes.
pub(super) const MOST_CONTROL: usize = 125;

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opcode {
    More,
    Text,
    Binary,
    Close,
    Ping,
    Pong,
}

impl Opcode {
    pub fn is_control(self) -> bool {
        matches!(self, Opcode::Close | Opcode::Ping | Opcode::Pong)
    }
}

/// A frame's head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// The last piece of its message.
    pub fin: bool,
    pub opcode: Opcode,
    pub mask: [u8; 4],
    /// Bytes of payload, as claimed.
    pub length: u64,
}

/// What the first two bytes give away: opcode and the length of the whole head in bytes.
///
/// # Errors
/// Anything that no client may send, before more is read.
pub(super) fn begin(first: u8, second: u8) -> Result<(Opcode, usize), Fault> {
    if first & 0x70 != 0 {
        return Err(Fault::Protocol("reserved bits are set"));
    }
    if second & 0x80 == 0 {
        return Err(Fault::Protocol("frame is not masked"));
    }
    let opcode = match first & 0x0f {
        0x0 => Opcode::More,
        0x1 => Opcode::Text,
        0x2 => Opcode::Binary,
        0x8 => Opcode::Close,
        0x9 => Opcode::Ping,
        0xa => Opcode::Pong,
        _ => return Err(Fault::Protocol("unknown opcode")),
    };
    let length = second & 0x7f;
    if opcode.is_control() && usize::from(length) > MOST_CONTROL {
        return Err(Fault::Protocol("control frame above 125 bytes"));
    }
    if opcode.is_control() && first & 0x80 == 0 {
        return Err(Fault::Protocol("control frame in pieces"));
    }
    let extended = match length {
        126 => 2,
        127 => 8,
        _ => 0,
    };
    Ok((opcode, 2 + extended + 4))
}

/// The head in `bytes`, which are as many as `begin` said.
///
/// # Errors
/// A length that is not written in the shortest way.
pub(super) fn parse(bytes: &[u8], opcode: Opcode) -> Result<Head, Fault> {
    let (start, mask) = bytes.split_at(bytes.len().saturating_sub(4));
    let (Some((&first, [second, extended @ ..])), Ok(mask)) = (start.split_first(), mask.try_into()) else {
        return Err(Fault::Protocol("head too short"));
    };
    let written = extended.iter().fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte));
    let (length, least) = match extended.len() {
        0 => (u64::from(second & 0x7f), 0),
        2 => (written, 126),
        _ => (written, 0x1_0000),
    };
    if length < least {
        return Err(Fault::Protocol("length is not written in the shortest way"));
    }
    if length >> 63 != 0 {
        return Err(Fault::Protocol("length above 2^63-1"));
    }
    Ok(Head { fin: first & 0x80 != 0, opcode, mask, length })
}
