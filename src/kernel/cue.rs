//! Cues: short signs among the crew during a session, never public.

use serde::{Deserialize, Serialize};

/// A sign that needs no typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ReadyCue {
    /// Go on to the next question.
    NextQuestion,
    /// Come to an end.
    WrapUp,
    /// Slower: the typing does not follow.
    SpeakSlower,
    /// Figures are being looked up and will be handed in.
    DataComing,
    /// Interrupt the session, please.
    PausePlease,
}

impl ReadyCue {
    /// All of them, in the order of their buttons.
    pub const ALL: [ReadyCue; 5] =
        [ReadyCue::NextQuestion, ReadyCue::WrapUp, ReadyCue::SpeakSlower, ReadyCue::DataComing, ReadyCue::PausePlease];

    /// The word of the wire.
    pub fn code(self) -> &'static str {
        match self {
            ReadyCue::NextQuestion => "next_question",
            ReadyCue::WrapUp => "wrap_up",
            ReadyCue::SpeakSlower => "speak_slower",
            ReadyCue::DataComing => "data_coming",
            ReadyCue::PausePlease => "pause_please",
        }
    }

    /// The id of its words.
    pub fn word(self) -> &'static str {
        match self {
            ReadyCue::NextQuestion => "cue-next-question",
            ReadyCue::WrapUp => "cue-wrap-up",
            ReadyCue::SpeakSlower => "cue-speak-slower",
            ReadyCue::DataComing => "cue-data-coming",
            ReadyCue::PausePlease => "cue-pause-please",
        }
    }

    /// The cue of a wire word.
    pub fn parse(code: &str) -> Option<ReadyCue> {
        ReadyCue::ALL.into_iter().find(|cue| cue.code() == code)
    }
}
