//! What staff hear of by mail: where they are written to, of what and how often.

use super::{
    id::{Millis, TextId},
    text::{Lang, TextRef},
};
use serde::{Deserialize, Serialize};

/// How often somebody hears of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Often {
    /// Never.
    Off,
    /// All of it together, once each working morning.
    #[default]
    Morning,
    /// At each step.
    Each,
}

impl Often {
    /// All of them.
    pub const ALL: [Often; 3] = [Often::Morning, Often::Each, Often::Off];

    /// The word of forms and the word files (`hears-often-…`).
    pub fn code(self) -> &'static str {
        match self {
            Often::Off => "off",
            Often::Morning => "morning",
            Often::Each => "each",
        }
    }

    /// What a code stands for.
    pub fn parse(code: &str) -> Option<Often> {
        Often::ALL.into_iter().find(|often| often.code() == code)
    }
}

/// What somebody of staff wants to hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hears {
    /// What waits for them.
    pub waits: Often,
    /// What they watch over: what is late below them.
    pub above: Often,
    /// The language to be written to in.
    pub lang: Lang,
}

impl Hears {
    /// Whether anything of it is told in this way.
    pub fn any(self, often: Often) -> bool {
        self.waits == often || self.above == often
    }
}

/// Where somebody of staff is written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffMail {
    /// The address.
    pub address: TextRef,
    /// Whether the person showed the code that was sent to it; until then nothing else is.
    pub confirmed: bool,
    /// Of what they hear.
    pub hears: Hears,
}

/// What can be done about somebody's address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum MailStep {
    /// It is this one, if the person confirms it; by the person or whoever administers the account.
    Ask {
        /// The address.
        address: String,
        /// The language of the mail that asks for it.
        lang: Lang,
    },
    /// The code that was sent to it was shown.
    Confirm {
        /// The address, as it is kept.
        address: TextId,
    },
    /// What is heard of.
    Choose {
        /// All of it.
        hears: Hears,
    },
    /// There is none any more.
    Drop,
}

/// When the code of an address is over that was asked for then.
pub fn over_at(asked_at: Millis, life_ms: Millis) -> Millis {
    asked_at.saturating_add(life_ms)
}
