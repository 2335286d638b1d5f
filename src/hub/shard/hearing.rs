//! What readers say: signs of life, whether somebody looks, where they stand. Nothing else. Pure.

use super::seat::{Seat, Step};
use crate::{
    kernel::{id::Millis, limits::Limits},
    wire::{
        close::Farewell,
        frame::ClientFrame,
        position::Position,
        websocket::{self, Fault, Flood, FloodLimits, Message, ReadLimits, Reader},
    },
};
use bytes::Bytes;

/// What is to be done about something a reader said.
#[derive(Clone, Debug)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// This step.
    Step(Step),
    /// These bytes are the answer, if there is room for them.
    Answer(Bytes),
    /// The reader said farewell; it is answered with this code.
    Leaves(u16),
    /// We say farewell.
    End(Ending),
}

/// Why a socket is closed by us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By the table of the house.
    Farewell(Farewell),
    /// The client broke the protocol.
    Fault(Fault),
    /// A message that is not text.
    Binary,
}

/// One reader's side of the socket. Some twenty bytes at rest.
#[derive(Debug, Default)]
pub struct Hearing {
    reader: Reader,
    flood: Flood,
    /// After a fault or a farewell whatever comes is thrown away.
    deaf: bool,
}

impl Hearing {
    /// The next thing said in `bytes`, which are moved on; none when all were taken in.
    pub fn next(&mut self, bytes: &mut &[u8], seat: &mut Seat, now: Millis, limits: &Limits) -> Option<Said> {
        if self.deaf {
            return None;
        }
        let message = match self.reader.next(bytes, &read_limits(limits)) {
            Ok(message) => message?,
            Err(fault) => {
                self.deaf = true;
                return Some(Said::End(Ending::Fault(fault)));
            }
        };
        let second = u32::try_from(now / 1_000).unwrap_or(u32::MAX);
        if let Err(fault) = self.flood.count(&message, second, &flood_limits(limits)) {
            self.deaf = true;
            return Some(Said::End(Ending::Fault(fault)));
        }
        seat.heard(now);
        self.deaf = matches!(message, Message::Close(..));
        Some(match message {
            Message::Ping(body) => Said::Answer(websocket::pong(body)),
            Message::Pong(_) => Said::Nothing,
            Message::Close(code, _) => Said::Leaves(code.unwrap_or(1000)),
            Message::Binary(_) => Said::End(Ending::Binary),
            Message::Text(text) => understand(text, seat, now, limits),
        })
    }
}

fn understand(text: &str, seat: &mut Seat, now: Millis, limits: &Limits) -> Said {
    match serde_json::from_str(text) {
        Ok(ClientFrame::Hello { epoch, at }) => Said::Step(seat.hello(Position { epoch, at }, now, limits)),
        Ok(ClientFrame::Visible {}) => Said::Step(seat.look(false, now, limits)),
        Ok(ClientFrame::Hidden {}) => Said::Step(seat.look(true, now, limits)),
        Ok(ClientFrame::Pong {} | ClientFrame::Unknown) => Said::Nothing,
        Err(_) => Said::End(Ending::Farewell(Farewell::Misuse)),
    }
}

fn read_limits(limits: &Limits) -> ReadLimits {
    ReadLimits { message_bytes: limits.live_message_bytes, pieces: limits.live_message_pieces }
}

fn flood_limits(limits: &Limits) -> FloodLimits {
    FloodLimits { messages: limits.live_messages_per_second, controls: limits.live_controls_per_second }
}
