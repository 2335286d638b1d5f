//! A letter: what a citizen writes to a unit beside the words themselves.

use super::{
    case::{End, Manner},
    contact::ContactForm,
    id::{FileId, Millis, UnitId},
    post::Origin,
    rating::Grade,
};
use serde::{Deserialize, Serialize};

/// What a letter is, by its author's own choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// 咨询: how something is done.
    Enquiry,
    /// 求助: something is to be done.
    Help,
    /// 建议: how something could be better.
    Suggestion,
    /// 批评: something is done badly.
    Criticism,
    /// 投诉: somebody did something wrong.
    Complaint,
}

impl LetterKind {
    /// All of them, in the order in which forms list them.
    pub const ALL: [LetterKind; 5] =
        [LetterKind::Enquiry, LetterKind::Help, LetterKind::Suggestion, LetterKind::Criticism, LetterKind::Complaint];

    /// The word of the wire, the database and the word files (`letter-…`).
    pub fn code(self) -> &'static str {
        match self {
            LetterKind::Enquiry => "enquiry",
            LetterKind::Help => "help",
            LetterKind::Suggestion => "suggestion",
            LetterKind::Criticism => "criticism",
            LetterKind::Complaint => "complaint",
        }
    }

    /// The kind of a code.
    pub fn parse(code: &str) -> Option<LetterKind> {
        LetterKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A file that goes with a letter, as the house keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// As it came: for its author and those who work on the letter.
    pub file: FileId,
    /// Of a picture, what could be shown to everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<FileId>,
}

/// What goes with the words of a letter. The first line of the words is its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// What it is.
    pub kind: LetterKind,
    /// Its author agrees that it is published with its answer.
    #[serde(default)]
    pub may_publish: bool,
    /// Whom the author would like to answer: a wish, not the route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish: Option<UnitId>,
    /// Files that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attached>,
}

impl Letter {
    /// Every file it names.
    pub fn file_ids(&self) -> impl Iterator<Item = FileId> + '_ {
        self.files.iter().flat_map(|attached| std::iter::once(attached.file).chain(attached.shown))
    }
}

/// A letter as it is written by a citizen, or by staff for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Writing {
    /// The words; the first line is the title.
    pub text: String,
    /// The name to be shown by; empty for none.
    #[serde(default)]
    pub name: String,
    /// What goes with the words.
    pub letter: Letter,
    /// How it came, where staff write it down.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// Where its author wants to be told.
    #[serde(default)]
    pub contact: Option<ContactForm>,
    /// What had become of it elsewhere, where an administrator brings a letter of before.
    #[serde(default)]
    pub past: Option<Box<Past>>,
}

/// A letter of before: its own times, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// Its number where it comes from. A letter of the room that has it already is this letter.
    pub reference: String,
    /// When it was received there, UTC ms.
    pub received_at: Millis,
    /// The unit that has or had it.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// The matter of the catalogue.
    #[serde(default)]
    pub matter: Option<String>,
    /// When it was answered, UTC ms; none where it was not.
    #[serde(default)]
    pub answered_at: Option<Millis>,
    /// The answer; empty where there is none.
    #[serde(default)]
    pub answer: String,
    /// Nothing was done, for this reason.
    #[serde(default)]
    pub end: Option<End>,
    /// What its author thought of it.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// How much of it the public sees; none where that is not decided.
    #[serde(default)]
    pub manner: Option<Manner>,
}

/// The first line of a letter's words and what follows it.
pub fn title_and_body(words: &str) -> (&str, &str) {
    let (title, body) = words.split_once('\n').unwrap_or((words, ""));
    (title.trim(), body.trim_start_matches('\n'))
}
