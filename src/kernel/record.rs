//! The record of a session that is over: prepared, handed over, confirmed; and what stands beside its lines.

use super::{
    erasure::Act,
    file::{Naming, Place},
    id::{FileId, Millis},
    material::{Material, Source},
    post::Erratum,
    text::{Lang, TextRef},
};
use serde::{Deserialize, Serialize};

/// How far a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The session is not over.
    Open,
    /// An editor orders and mends it; everybody can read it meanwhile.
    Preparing,
    /// It waits for the unit's approver.
    HandedOver,
    /// It stands; what changes is a public erratum.
    Confirmed,
}

impl Stage {
    /// The word of the wire and the word files (`record-stage-…`).
    pub fn code(self) -> &'static str {
        match self {
            Stage::Open => "open",
            Stage::Preparing => "preparing",
            Stage::HandedOver => "handed-over",
            Stage::Confirmed => "confirmed",
        }
    }
}

/// What stands beside the lines of a record: one text, in one language, kept as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Notes {
    /// What the session came to, in a few paragraphs.
    #[serde(default)]
    pub summary: String,
    /// What to read further; beside what the notice named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// What became of the recording, where there was one.
    #[serde(default)]
    pub recording: String,
    /// Language of the words.
    pub lang: Lang,
}

impl Notes {
    /// Notes that say nothing yet.
    pub fn blank(lang: Lang) -> Notes {
        Notes { summary: String::new(), materials: Vec::new(), recording: String::new(), lang }
    }

    /// The files it names, and where.
    pub fn files(&self) -> Vec<Naming> {
        let file = |material: &Material| match material.source {
            Source::File { file } => Some(Naming { file, place: Place::Note }),
            Source::Link { .. } => None,
        };
        self.materials.iter().filter_map(file).collect()
    }

    /// The files alone.
    pub fn file_ids(&self) -> Vec<FileId> {
        self.files().into_iter().map(|naming| naming.file).collect()
    }
}

/// What is done with a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum RecordStep {
    /// An editor writes what stands beside the lines.
    Note {
        /// The record's revision seen.
        revision: u32,
        /// All of it.
        notes: Notes,
        /// Whether it is known that this is a public erratum.
        #[serde(default)]
        erratum: bool,
    },
    /// An editor gives it to the approver.
    HandOver,
    /// An approver gives it back.
    Return {
        /// Why.
        reason: String,
    },
    /// An approver confirms it, as it stood at a position of the public stream.
    Confirm {
        /// That position.
        seen: u64,
    },
}

/// What happened to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum RecordEvent {
    /// What stands beside the lines was written.
    Noted {
        /// `Notes` as JSON.
        notes: TextRef,
    },
    /// It was given to the approver.
    HandedOver,
    /// It was given back.
    Returned {
        /// Why; not for the public.
        reason: TextRef,
    },
    /// It was confirmed.
    Confirmed,
    /// What stood beside the lines was erased, in every wording.
    Erased {
        /// What was done.
        act: Act,
    },
}

impl RecordEvent {
    /// Whether the public is to know.
    pub fn is_told(&self) -> bool {
        matches!(self, RecordEvent::Noted { .. } | RecordEvent::Confirmed | RecordEvent::Erased { .. })
    }
}

/// The state of a record beside its lines. Folded from the journal, within the room's header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Raised by every entry about it.
    pub revision: u32,
    /// What stands beside the lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<TextRef>,
    /// What stood there before, since the record was confirmed; oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errata: Vec<Erratum>,
    /// Given to the approver.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub handed_over: bool,
    /// Why it was given back last, until it is handed over again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<TextRef>,
    /// When it was confirmed, 0 if not yet.
    #[serde(default, skip_serializing_if = "is_not_yet")]
    pub confirmed_at: Millis,
}

fn is_not_yet(at: &Millis) -> bool {
    *at == 0
}

impl Record {
    /// Whether nothing was done with it yet.
    pub fn is_untouched(&self) -> bool {
        self.revision == 0
    }

    /// Whether it stands.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed_at > 0
    }

    /// Changes it by one entry.
    pub(super) fn change(&mut self, event: &RecordEvent, at: Millis) {
        self.revision += 1;
        match event {
            RecordEvent::Noted { notes } => {
                let confirmed = self.is_confirmed();
                let before = self.notes.replace(notes.clone()).filter(|_| confirmed);
                self.errata.extend(before.map(|old| Erratum { old, at, confirmed }));
            }
            // The notes still name their text: its mark stands in their place. What was opened before is out of date.
            RecordEvent::Erased { .. } => {}
            RecordEvent::HandedOver => (self.handed_over, self.returned) = (true, None),
            RecordEvent::Returned { reason } => (self.handed_over, self.returned) = (false, Some(reason.clone())),
            RecordEvent::Confirmed => (self.handed_over, self.returned, self.confirmed_at) = (false, None, at),
        }
    }
}
