//! Frames of WebSocket (RFC 6455) as a reader gets and sends them. Pure.

/// What a frame of the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole message in text.
    Text,
    /// The end, with a code and a reason.
    Close,
    /// To be echoed.
    Ping,
    /// An echo.
    Pong,
}

/// Why bytes are no frame that a server of ours sends.
pub type Odd = &'static str;

/// Longest payload taken, in bytes.
const MOST: u64 = 16 * 1024 * 1024;

/// A frame at the front of `bytes`: its kind, where its payload begins and where it ends. None if more must come.
///
/// # Errors
/// When it is masked, fragmented, of an unknown kind or too long.
pub fn first(bytes: &[u8]) -> Result<Option<(Kind, usize, usize)>, Odd> {
    let &[flags, size, ref rest @ ..] = bytes else { return Ok(None) };
    let kind = match flags {
        0x81 => Kind::Text,
        0x88 => Kind::Close,
        0x89 => Kind::Ping,
        0x8a => Kind::Pong,
        _ => return Err("a frame of an unknown kind, or in parts"),
    };
    let (begin, length) = match (size, rest) {
        (128.., _) => return Err("a masked frame of a server"),
        (127, &[a, b, c, d, e, f, g, h, ..]) => (10, u64::from_be_bytes([a, b, c, d, e, f, g, h])),
        (126, &[a, b, ..]) => (4, u64::from(u16::from_be_bytes([a, b]))),
        (126 | 127, _) => return Ok(None),
        (short, _) => (2, u64::from(short)),
    };
    if length > MOST {
        return Err("a frame of more than 16 MiB");
    }
    let end = begin + usize::try_from(length).unwrap_or(usize::MAX);
    Ok((bytes.len() >= end).then_some((kind, begin, end)))
}

/// Code and reason of a close frame's payload; 1005 where it says none.
pub fn farewell(payload: &[u8]) -> (u16, String) {
    match payload {
        [a, b, reason @ ..] => (u16::from_be_bytes([*a, *b]), String::from_utf8_lossy(reason).into_owned()),
        _ => (1005, String::new()),
    }
}

/// A masked frame of a client, at most 125 bytes. The mask is zero, which leaves the payload as it is.
pub fn client(kind: Kind, payload: &[u8]) -> Vec<u8> {
    let flags = match kind {
        Kind::Text => 0x81,
        Kind::Close => 0x88,
        Kind::Ping => 0x89,
        Kind::Pong => 0x8a,
    };
    let payload = payload.get(..payload.len().min(125)).unwrap_or_default();
    let size = 0x80 | u8::try_from(payload.len()).unwrap_or(125);
    [&[flags, size, 0, 0, 0, 0], payload].concat()
}

/// An unmasked frame with text, as a server sends it.
pub fn server_text(text: &str) -> Vec<u8> {
    let length = text.len();
    let mut frame = vec![0x81];
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short @ ..=125), _) => frame.push(short),
        (_, Ok(middle)) => {
            frame.push(126);
            frame.extend(middle.to_be_bytes());
        }
        _ => {
            frame.push(127);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend(text.as_bytes());
    frame
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_found_as_soon_as_it_is_whole() {
        for length in [0, 1, 125, 126, 65_535, 65_536] {
            let frame = server_text(&"a".repeat(length));
            for cut in [0, 1, 2, 3, 5, 9, frame.len() - 1] {
                assert_eq!(first(&frame[..cut.min(frame.len() - 1)]), Ok(None), "{length} cut at {cut}");
            }
            let more = [frame.clone(), vec![0x89, 0]].concat();
            assert_eq!(first(&more), Ok(Some((Kind::Text, frame.len() - length, frame.len()))));
            assert_eq!(first(&more[frame.len()..]), Ok(Some((Kind::Ping, 2, 2))));
        }
    }

    #[test]
    fn what_no_server_sends_is_refused() {
        for odd in [&[0x01, 1][..], &[0x81, 0x81], &[0xc1, 1], &[0x82, 1], &[0x81, 127, 255, 0, 0, 0, 0, 0, 0, 0]] {
            assert!(first(odd).is_err(), "{odd:?}");
        }
    }

    #[test]
    fn a_farewell_has_a_code_and_a_reason() {
        assert_eq!(farewell(&[0x0f, 0xa1, b'5']), (4001, "5".into()));
        assert_eq!(farewell(&[]), (1005, String::new()));
        assert_eq!(client(Kind::Pong, b"ab"), [0x8a, 0x82, 0, 0, 0, 0, b'a', b'b']);
    }
}
