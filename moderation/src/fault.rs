//! What can be wrong with a rulebook's file, told apart so that it can be said in any language.

use serde::Serialize;

/// What to mend. Its words here are English; `fault` and the other members, as serialised, are for other languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Fault {
    /// The file is larger than one may be.
    #[error("it has {bytes} bytes; shorten it to {max}")]
    TooLarge { bytes: usize, max: usize },
    /// It is not TOML, or has members that no rulebook has; `why` are the parser's words, with line and column.
    #[error("{why}")]
    Unreadable { why: String },
    /// Editions count from 1.
    #[error("`version` counts from 1; set it to 1 or more")]
    Version,
    /// None, or too many.
    #[error("it has {rules} rules; write 1 to {max} of them as [[rules]]")]
    Rules { rules: usize, max: usize },
    /// Two rules of one id.
    #[error("the id is taken by an earlier rule; give this one another")]
    Taken,
    /// A member is missing, unknown or of another type; `why` are the parser's words.
    #[error("{why}")]
    Shape { why: String },
    /// A rule that does nothing.
    #[error("it neither looks for anything nor may be cited; give it a detector or `cite = true`")]
    Idle,
    /// The id is not kebab-case.
    #[error("write the id in small letters and digits joined by single hyphens, at most {max} characters")]
    Id { max: usize },
    /// Wording with blanks around it or invisible characters.
    #[error("`{field}` has blanks around it or invisible characters; type it anew")]
    Unclean { field: String },
    /// Wording too short or too long.
    #[error("`{field}` has {chars} characters; write 1 to {max}")]
    Length { field: String, chars: usize, max: usize },
    /// Exceptions without words.
    #[error("`except` only limits `words`; list words or leave it out")]
    Except,
    /// More than one way to look.
    #[error("it has several detectors; keep one and make a rule of each other")]
    Detectors,
    /// No words, or too many.
    #[error("`words` has {words} entries and `except` {except}; list at least 1 word, at most {max} in all")]
    Words { words: usize, except: usize, max: usize },
    /// A word that would find too much or nothing.
    #[error("the word `{word}` has {chars} letters and digits; use {min} to {max}")]
    Word { word: String, chars: usize, min: usize, max: usize },
    /// The expression is too long.
    #[error("`pattern` has {bytes} bytes; shorten it to {max}")]
    PatternLength { bytes: usize, max: usize },
    /// The expression does not compile; `why` are the compiler's words.
    #[error("`pattern` does not compile; correct it: {why}")]
    Pattern { why: String },
    /// The expression finds everything.
    #[error("`pattern` matches an empty text, so it would find everything; make it demand something")]
    PatternEmpty,
    /// Not a share.
    #[error("`repeats.threshold` is {threshold}; use a number over 0 and up to 1")]
    Threshold { threshold: String },
    /// A defect of this program: what it ships does not compile.
    #[error("{why}")]
    Ours { why: String },
}
