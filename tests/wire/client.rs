//! What a client writes: frames right and wrong, masked.

/// A masked frame with the given first byte; the length is written in the shortest way.
pub fn raw(first: u8, body: &[u8], mask: [u8; 4]) -> Vec<u8> {
    let mut bytes = vec![first];
    match body.len() {
        short @ 0..126 => bytes.push(0x80 | short as u8),
        middle @ 126..0x1_0000 => {
            bytes.push(0x80 | 126);
            bytes.extend((middle as u16).to_be_bytes());
        }
        long => {
            bytes.push(0x80 | 127);
            bytes.extend((long as u64).to_be_bytes());
        }
    }
    bytes.extend(mask);
    bytes.extend(body.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    bytes
}

/// A whole frame.
pub fn frame(opcode: u8, body: &[u8]) -> Vec<u8> {
    raw(0x80 | opcode, body, [0x11, 0x82, 0x33, 0xf4])
}

/// A piece of a message that goes on.
pub fn piece(opcode: u8, body: &[u8]) -> Vec<u8> {
    raw(opcode, body, [0xa1, 0x02, 0x73, 0x44])
}

pub fn close(code: u16, reason: &[u8]) -> Vec<u8> {
    frame(8, &[&code.to_be_bytes()[..], reason].concat())
}
