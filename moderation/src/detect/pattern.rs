//! One regular expression of the rulebook: linear time, bounded size, over folded text.

use super::Detect;
use crate::{FINDINGS_MAX, fault::Fault, fold::Folded, simplified::simplified};
use regex::{Regex, RegexBuilder};
use std::ops::Range;

const COMPILED_BYTES_MAX: usize = 1 << 20;

pub(crate) struct Pattern(Regex);

impl Pattern {
    /// Compiles; the error says what to do.
    pub(crate) fn new(pattern: &str) -> Result<Pattern, Fault> {
        // The text it meets is folded, so its signs are too.
        let pattern: String = pattern.chars().map(simplified).collect();
        let mut builder = RegexBuilder::new(&pattern);
        let builder = builder.case_insensitive(true).size_limit(COMPILED_BYTES_MAX).dfa_size_limit(COMPILED_BYTES_MAX);
        let regex = builder.build().map_err(|e| Fault::Pattern { why: e.to_string() })?;
        if regex.is_match("") {
            return Err(Fault::PatternEmpty);
        }
        Ok(Pattern(regex))
    }
}

impl Detect for Pattern {
    fn find(&self, _: &str, folded: &Folded) -> Vec<Range<usize>> {
        // Bounded: one search is linear, a search for each place would not be.
        self.0.find_iter(folded.as_str()).take(FINDINGS_MAX).map(|hit| folded.original(hit.range())).collect()
    }
}
