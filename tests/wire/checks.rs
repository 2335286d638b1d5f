//! What holds for any bytes at all: the same in one piece and in many, the same as the oracle.

use crate::oracle::{Heard, hear};
use wenzheng::wire::websocket::{Message, ReadLimits, Reader};

pub const LIMITS: ReadLimits = ReadLimits { message_bytes: 600, pieces: 8 };

/// Reads `bytes` in the pieces into which `cuts` divides them; each cut is a length and
/// the last one is used again and again.
pub fn read(bytes: &[u8], cuts: &[usize], limits: &ReadLimits) -> Heard {
    let (mut heard, mut reader) = (Heard::default(), Reader::default());
    let (mut rest, mut turn) = (bytes, 0);
    while !rest.is_empty() {
        let cut = cuts.get(turn.min(cuts.len().saturating_sub(1))).copied().unwrap_or(rest.len()).clamp(1, rest.len());
        let (mut piece, after) = rest.split_at(cut);
        (rest, turn) = (after, turn + 1);
        loop {
            match reader.next(&mut piece, limits) {
                Ok(None) => break,
                Ok(Some(message)) => {
                    heard.messages.push(noted(&message));
                    if matches!(message, Message::Close(..)) {
                        return heard;
                    }
                }
                Err(fault) => {
                    heard.fault = Some(fault.code());
                    // whoever reads on learns nothing else, and breaks nothing
                    for mut more in [piece, rest, b"\x81\x80\0\0\0\0"] {
                        assert!(more.is_empty() || reader.next(&mut more, limits) == Err(fault));
                    }
                    return heard;
                }
            }
        }
        assert!(piece.is_empty(), "what was not an error was taken in");
    }
    heard
}

fn noted(message: &Message<'_>) -> (char, Vec<u8>) {
    match *message {
        Message::Text(text) => ('t', text.as_bytes().to_vec()),
        Message::Binary(bytes) => ('b', bytes.to_vec()),
        Message::Ping(bytes) => ('i', bytes.to_vec()),
        Message::Pong(bytes) => ('o', bytes.to_vec()),
        Message::Close(None, _) => ('c', vec![]),
        Message::Close(Some(code), reason) => ('c', [&code.to_be_bytes()[..], reason.as_bytes()].concat()),
    }
}

/// Fails where any reading of `bytes` differs from the oracle's.
pub fn check(bytes: &[u8]) {
    let expected = hear(bytes, &LIMITS);
    let first = bytes.first().copied().unwrap_or(7);
    let uneven = [usize::from(first) % 13, 1, 2, usize::from(first) % 5, 3];
    for cuts in [&[][..], &[1][..], &uneven[..]] {
        assert_eq!(read(bytes, cuts, &LIMITS), expected, "in pieces of {cuts:?}: {bytes:02x?}");
    }
}
