//! How many frames a client may send in a second. Eight bytes for each socket.

use super::{fault::Fault, read::Message};

/// Frames of one socket in one second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloodLimits {
    /// Messages and control frames together.
    pub messages: u16,
    /// Pings, pongs and the like.
    pub controls: u16,
}

impl Default for FloodLimits {
    fn default() -> Self {
        FloodLimits { messages: 40, controls: 20 }
    }
}

/// What came in the present second.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flood {
    second: u32,
    messages: u16,
    controls: u16,
}

impl Flood {
    /// Counts one message that came in this second of any clock that only goes forward.
    ///
    /// # Errors
    /// `Fault::Flood` above the limits.
    pub fn count(&mut self, message: &Message<'_>, second: u32, limits: &FloodLimits) -> Result<(), Fault> {
        if self.second != second {
            *self = Flood { second, ..Flood::default() };
        }
        self.messages = self.messages.saturating_add(1);
        let control = matches!(message, Message::Ping(_) | Message::Pong(_));
        self.controls = self.controls.saturating_add(u16::from(control));
        if self.controls > limits.controls {
            return Err(Fault::Flood("too many control frames"));
        }
        if self.messages > limits.messages { Err(Fault::Flood("too many messages")) } else { Ok(()) }
    }
}
