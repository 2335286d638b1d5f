//! The same rules written a second time, slowly, over all bytes at once.

use wenzheng::wire::websocket::ReadLimits;

/// What must be heard, and the code with which it ends, if it must end.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Heard {
    pub messages: Vec<(char, Vec<u8>)>,
    pub fault: Option<u16>,
}

pub fn hear(bytes: &[u8], limits: &ReadLimits) -> Heard {
    let mut heard = Heard::default();
    heard.fault = listen(bytes, limits, &mut heard.messages).err();
    heard
}

fn listen(mut bytes: &[u8], limits: &ReadLimits, messages: &mut Vec<(char, Vec<u8>)>) -> Result<(), u16> {
    let mut open: Option<(char, Vec<u8>)> = None;
    let mut pieces = 0;
    while bytes.len() >= 2 {
        let Some((fin, opcode, length, extended)) = head(bytes)? else { return Ok(()) };
        let control = opcode >= 8;
        if !control {
            match (opcode, &open) {
                (0, None) | (1 | 2, Some(_)) => return Err(1002),
                (0, Some(_)) => {}
                (opcode, None) => open = Some((if opcode == 1 { 't' } else { 'b' }, vec![])),
                _ => unreachable!(),
            }
            pieces += 1;
            if pieces > limits.pieces {
                return Err(1008);
            }
            let so_far = open.as_ref().unwrap().1.len() as u64;
            if length > limits.message_bytes as u64 - so_far {
                return Err(1009);
            }
        }
        let mask = &bytes[2 + extended..6 + extended];
        let body: Vec<u8> = bytes[6 + extended..].iter().take(length as usize).copied().collect();
        let body: Vec<u8> = body.iter().enumerate().map(|(at, byte)| byte ^ mask[at % 4]).collect();
        let whole = body.len() as u64 == length;
        bytes = &bytes[6 + extended + body.len()..];
        if control && !whole {
            return Ok(());
        }
        if control {
            match opcode {
                8 => {
                    close(&body)?;
                    messages.push(('c', body));
                    return Ok(());
                }
                opcode => messages.push((if opcode == 9 { 'i' } else { 'o' }, body)),
            }
            continue;
        }
        let (kind, message) = open.as_mut().unwrap();
        message.extend(body);
        if *kind == 't' {
            match String::from_utf8(message.clone()) {
                Err(error) if error.utf8_error().error_len().is_some() || (whole && fin) => return Err(1007),
                _ => {}
            }
        }
        if !whole {
            return Ok(());
        }
        if fin {
            messages.extend(open.take());
            pieces = 0;
        }
    }
    // one byte is judged with the second
    Ok(())
}

/// Whether it is the last piece, opcode, length of the payload, bytes in which the length was written;
/// none if there are not enough bytes.
fn head(bytes: &[u8]) -> Result<Option<(bool, u8, u64, usize)>, u16> {
    let (fin, reserved, opcode) = (bytes[0] >> 7 == 1, bytes[0] >> 4 & 7, bytes[0] & 15);
    let (masked, short) = (bytes[1] >> 7 == 1, bytes[1] & 127);
    let control = opcode >= 8;
    let known = [0, 1, 2, 8, 9, 10].contains(&opcode);
    if reserved != 0 || !masked || !known || (control && (short > 125 || !fin)) {
        return Err(1002);
    }
    let (extended, least) = match short {
        126 => (2, 126),
        127 => (8, 65_536),
        _ => (0, 0),
    };
    if bytes.len() < 6 + extended {
        return Ok(None);
    }
    let length = match short {
        126 => u64::from(u16::from_be_bytes(bytes[2..4].try_into().unwrap())),
        127 => u64::from_be_bytes(bytes[2..10].try_into().unwrap()),
        short => u64::from(short),
    };
    if length < least || length > i64::MAX as u64 {
        return Err(1002);
    }
    Ok(Some((fin, opcode, length, extended)))
}

fn close(body: &[u8]) -> Result<(), u16> {
    match body {
        [] => Ok(()),
        [_] => Err(1002),
        [high, low, reason @ ..] => {
            let code = u16::from(*high) << 8 | u16::from(*low);
            let sendable = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014];
            if !sendable.contains(&code) && !(3000..5000).contains(&code) {
                return Err(1002);
            }
            std::str::from_utf8(reason).map(|_| ()).map_err(|_| 1007)
        }
    }
}
