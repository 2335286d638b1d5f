//! One socket of a reader: a seat, what is read half, what is written half. Never waits.

use super::{hearing::Hearing, seat::Seat};
use crate::kernel::id::{Millis, VisitorId};
use bytes::{Buf, Bytes, BytesMut};
use mio::net::TcpStream;
use std::io::{self, ErrorKind, Write};

/// A reader's connection. A few hundred bytes, however much the room speaks.
#[derive(Debug)]
pub(super) struct Socket {
    pub stream: TcpStream,
    pub seat: Seat,
    pub hearing: Hearing,
    /// The citizen, where one is known.
    pub visitor: Option<VisitorId>,
    /// The hall it listens to, and its place in the hall's list.
    pub hall: u32,
    pub nth: u32,
    /// Which of those who have had this key.
    pub turn: u32,
    /// Is to be taken out.
    pub dead: bool,
    /// A `mine` frame could not be written.
    pub owed: bool,
    /// Written in part: what is left.
    rest: Bytes,
}

impl Socket {
    pub fn new(stream: TcpStream, seat: Seat, visitor: Option<VisitorId>, hall: u32, turn: u32) -> Socket {
        Socket {
            stream,
            seat,
            hearing: Hearing::default(),
            visitor,
            hall,
            nth: 0,
            turn,
            dead: false,
            owed: false,
            rest: Bytes::new(),
        }
    }

    /// Whether a part of something waits.
    pub fn has_rest(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Writes whole frames; what does not fit waits. Only when nothing waits.
    pub fn write(&mut self, bytes: &Bytes, now: Millis) {
        match write(&mut self.stream, bytes) {
            Ok(written) => {
                self.rest = bytes.slice(written..);
                self.seat.sent(self.rest.is_empty(), now);
            }
            Err(_) => self.dead = true,
        }
    }

    /// Writes on; whether nothing waits any more.
    pub fn flush(&mut self) -> bool {
        match write(&mut self.stream, &self.rest) {
            Ok(written) => self.rest.advance(written),
            Err(_) => self.dead = true,
        }
        if self.rest.is_empty() {
            // lets go of the bytes that others share
            self.rest = Bytes::new();
        }
        self.rest.is_empty() && !self.dead
    }

    /// Writes the last thing, after what waits.
    pub fn write_last(&mut self, bytes: &Bytes, now: Millis) {
        if self.rest.is_empty() {
            return self.write(bytes, now);
        }
        let mut both = BytesMut::with_capacity(self.rest.len() + bytes.len());
        both.extend_from_slice(&self.rest);
        both.extend_from_slice(bytes);
        self.rest = both.freeze();
    }
}

/// Writes as much as the system takes.
fn write(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<usize> {
    let mut written = 0;
    while written < bytes.len() {
        match stream.write(&bytes[written..]) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => written += count,
            Err(error) if error.kind() == ErrorKind::WouldBlock => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(written)
}
