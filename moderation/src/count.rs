//! How long a text is, three ways.

use crate::plain::plain;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

/// The length of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Characters as people count them: extended grapheme clusters (UAX 29).
    pub people: usize,
    /// Unicode code points.
    pub code_points: usize,
    /// Bytes of UTF-8.
    pub bytes: usize,
}

/// Measures a text.
pub fn count(text: &str) -> Counts {
    let code_points = text.chars().count();
    let each_alone = text.chars().all(|c| plain(c).is_some());
    let people = if each_alone { code_points } else { text.graphemes(true).count() };
    Counts { people, code_points, bytes: text.len() }
}
