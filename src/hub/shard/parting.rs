//! The last bytes of a stream: `bye`, and what closes it, which say whether and when to come back.

use super::hearing::Ending;
use crate::{
    kernel::{id::Millis, limits::Limits},
    wire::{
        close::Farewell,
        frame::{Bye, Frame},
        websocket,
    },
};
use bytes::Bytes;

/// Makes them.
#[derive(Clone, Copy, Debug)]
pub struct Parting {
    least: Millis,
    most: Millis,
}

impl Parting {
    /// With the waits of these limits.
    pub fn new(limits: &Limits) -> Parting {
        let least = Millis::from(limits.live_retry_least_ms);
        Parting { least, most: Millis::from(limits.live_retry_most_ms).max(least) }
    }

    /// Close code, and the frames: for a reason of the house `bye` and close in one piece.
    pub fn frames(self, ending: Ending) -> (u16, Bytes) {
        match ending {
            Ending::Farewell(why) => {
                let (bye, wait_ms) = self.bye(why);
                let close = websocket::close(why.code(), &why.reason(wait_ms));
                (why.code(), [websocket::text(&bye), close].concat().into())
            }
            Ending::Fault(fault) => (fault.code(), websocket::close(fault.code(), fault.reason())),
            Ending::Binary => (1003, websocket::close(1003, "text only")),
        }
    }

    /// The last event of an event stream.
    pub fn events(self, why: Farewell) -> Bytes {
        let (bye, wait_ms) = self.bye(why);
        format!("retry: {wait_ms}\ndata: {bye}\n\n").into()
    }

    /// `bye`, and a moment to come back, drawn for each reader: a crowd that left together must not come together.
    fn bye(self, why: Farewell) -> (String, Millis) {
        let wait_ms = rand::random_range(self.least..=self.most);
        let bye = Bye { code: why.code(), retry_after_ms: why.comes_back().then_some(wait_ms) };
        // a code and a number become JSON whatever they are
        (serde_json::to_string(&Frame::Bye(bye)).unwrap_or_default(), wait_ms)
    }
}
