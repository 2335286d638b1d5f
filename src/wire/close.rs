//! Why the server ends a stream: one table. 4000–4499: come back, when is said; 4500–4999: do not.

use crate::kernel::id::Millis;

/// A reason to end a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Farewell {
    /// The server stops or starts anew.
    Restart,
    /// The reader takes too long to read.
    Slow,
    /// Nothing was heard from the reader.
    Silent,
    /// Too many readers at once.
    Crowded,
    /// The journal cannot be read at the moment.
    Trouble,
    /// The client speaks an older protocol: the page must be loaded anew.
    Reload,
    /// Signed out, or the right was taken away.
    Revoked,
    /// The room is not there any more.
    Gone,
    /// The client sent what no client sends.
    Misuse,
}

impl Farewell {
    /// All of them, in the order of the documentation.
    pub const ALL: [Farewell; 9] = [
        Farewell::Restart,
        Farewell::Slow,
        Farewell::Silent,
        Farewell::Crowded,
        Farewell::Trouble,
        Farewell::Reload,
        Farewell::Revoked,
        Farewell::Gone,
        Farewell::Misuse,
    ];

    /// The close code.
    pub fn code(self) -> u16 {
        match self {
            Farewell::Restart => 4000,
            Farewell::Slow => 4001,
            Farewell::Silent => 4002,
            Farewell::Crowded => 4003,
            Farewell::Trouble => 4004,
            Farewell::Reload => 4500,
            Farewell::Revoked => 4501,
            Farewell::Gone => 4502,
            Farewell::Misuse => 4503,
        }
    }

    /// The word sent as the reason, before the delay.
    pub fn word(self) -> &'static str {
        match self {
            Farewell::Restart => "restart",
            Farewell::Slow => "slow",
            Farewell::Silent => "silent",
            Farewell::Crowded => "crowded",
            Farewell::Trouble => "trouble",
            Farewell::Reload => "reload",
            Farewell::Revoked => "revoked",
            Farewell::Gone => "gone",
            Farewell::Misuse => "misuse",
        }
    }

    /// Whether the client should come back.
    pub fn comes_back(self) -> bool {
        self.code() < 4500
    }

    /// The reason of a close frame: `slow 1200`, the delay in ms, where coming back helps; else the word alone.
    pub fn reason(self, retry_after_ms: Millis) -> String {
        if self.comes_back() { format!("{} {}", self.word(), retry_after_ms.max(0)) } else { self.word().to_owned() }
    }
}
