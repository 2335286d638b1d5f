//! Web addresses: plain ones, and those dressed up with spaces, fullwidth or Chinese dots.

use super::Detect;
use crate::{FINDINGS_MAX, fold::Folded};
use regex::Regex;
use std::ops::Range;

const ADDRESS: &str = r"(?x)
    # with a scheme, also split or as hxxp
    (?-u:\b) (?: h[tx]{2}ps? | ftp ) \x20? : \x20? / \x20? / \x20? (?: [a-z0-9] PATH{1,200} | \p{Han} )
    # with www, whatever follows
  | (?-u:\b) www (?: (?:DOT) NAME ){2,5} (?: / PATH{0,200} )?
    # a bare name: tight dots before any usual ending, loose ones only before endings that begin no sentence
  | (?-u:\b) (?: NAME (?:TIGHT) ){0,4} (?: NAME [a-z0-9] | [a-z] ) (?: (?:TIGHT) (?:ANY) (?-u:\b) ){1,3} (?: / PATH{0,200} )?
  | (?-u:\b) NAME [a-z0-9] (?:DOT) (?:SURE) (?-u:\b)
";
const NAME: &str = r"[a-z0-9\-]{1,62}";
const PATH: &str = r"[a-z0-9_.\-~%/?\#=&+:@]";
const TIGHT: &str = r"[.。·•・]|\[\.\]|\(\.\)|\[dot\]|\(dot\)";
const DOT: &str = r"\x20?(?:[.。·•・]|点|\[\.\]|\(\.\)|\[dot\]|\(dot\)|\x20dot\x20)\x20?";
const SURE: &str = "com|cn|xyz|cc|vip|org";
const ANY: &str = "com|cn|net|org|edu|gov|info|biz|xyz|cc|vip|top|club|site|shop|store|online|app|live|link|icu|fun|wang|ltd|group|work|tech|tv|me|io|co|ly|gl|hk|tw|jp|kr|uk|us|ru|eu|de|fr";

pub(crate) struct Links(Regex);

impl Links {
    pub(crate) fn new() -> Result<Links, String> {
        let parts = [("TIGHT", TIGHT), ("DOT", DOT), ("SURE", SURE), ("ANY", ANY), ("NAME", NAME), ("PATH", PATH)];
        let pattern = parts.iter().fold(ADDRESS.to_owned(), |pattern, (name, part)| pattern.replace(name, part));
        Ok(Links(Regex::new(&pattern).map_err(|e| e.to_string())?))
    }
}

impl Detect for Links {
    fn find(&self, _: &str, folded: &Folded) -> Vec<Range<usize>> {
        let text = folded.as_str();
        let hits = self.0.find_iter(text).filter(|hit| !is_mail(text, hit.range())).take(FINDINGS_MAX);
        hits.map(|hit| folded.original(hit.range())).collect()
    }
}

/// Either side of an e-mail address is no link.
fn is_mail(text: &str, hit: Range<usize>) -> bool {
    let host = text.get(..hit.start).is_some_and(|before| before.trim_end().ends_with('@'));
    host || text.get(hit.end..).is_some_and(|after| after.trim_start().starts_with('@'))
}
