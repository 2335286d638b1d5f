//! What a client did wrong, as the close code that tells it.

/// Why a connection must be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A frame breaks the protocol: 1002.
    #[error("protocol: {0}")]
    Protocol(&'static str),
    /// Text that is not UTF-8: 1007.
    #[error("text is not UTF-8")]
    NotText,
    /// Too many frames, or too many pieces of one message: 1008.
    #[error("flood: {0}")]
    Flood(&'static str),
    /// A message above the bound: 1009.
    #[error("message above the bound")]
    TooBig,
}

impl Fault {
    /// The close code.
    pub fn code(self) -> u16 {
        match self {
            Fault::Protocol(_) => 1002,
            Fault::NotText => 1007,
            Fault::Flood(_) => 1008,
            Fault::TooBig => 1009,
        }
    }

    /// The reason sent with it, in English, for developers.
    pub fn reason(self) -> &'static str {
        match self {
            Fault::Protocol(why) | Fault::Flood(why) => why,
            Fault::NotText => "text is not UTF-8",
            Fault::TooBig => "message too big",
        }
    }
}

/// Whether a peer may send this code (RFC 6455, 7.4, and the codes registered since).
pub fn is_close_code(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}
