//! Screening: every detector over one folded text, and what they found back in the original.

use crate::{
    Folded,
    detect::{
        Detect,
        contact::Contact,
        flood::Flood,
        links::Links,
        pattern::Pattern,
        repeats::{Repeats, Shingles},
        words::{List, Words},
    },
    fault::Fault,
    fold,
    rulebook::{Detector, Rule, Rulebook, RulebookError, Severity},
};
use serde::{Deserialize, Serialize};

/// Most findings in one text; where there are more, those that hold come first.
pub const FINDINGS_MAX: usize = 32;

/// A place in a text that a rule speaks about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// What the rule asks for.
    pub severity: Severity,
    /// First byte in the original text, on a character boundary.
    pub start: usize,
    /// One past the last byte, on a character boundary.
    pub end: usize,
}

/// A rulebook made ready for screening. Holds no text; one serves all threads.
pub struct Screener {
    words: Words,
    probes: Vec<Probe>,
    repeats: Vec<(Named, Repeats)>,
    named: Vec<Named>,
}

/// The part of a rule that a finding repeats.
#[derive(Clone)]
struct Named {
    rule: String,
    severity: Severity,
}

struct Probe {
    named: Named,
    detect: Box<dyn Detect>,
}

impl Screener {
    /// Compiles the detectors of a rulebook.
    ///
    /// # Errors
    /// `RulebookError` where a word list or a pattern does not compile.
    pub fn new(rulebook: &Rulebook) -> Result<Screener, RulebookError> {
        let (mut probes, mut repeats, mut lists) = (vec![], vec![], vec![]);
        let named: Vec<Named> = rulebook.rules.iter().map(Named::of).collect();
        for (i, (rule, named)) in rulebook.rules.iter().zip(&named).enumerate() {
            let refuse = |fault| RulebookError { rule: Some(rule.id.clone()), fault };
            let ours = |why| refuse(Fault::Ours { why });
            let detect: Box<dyn Detect> = match &rule.detector {
                None => continue,
                Some(Detector::Words { words, except }) => {
                    lists.push(List { rule: i, words, except });
                    continue;
                }
                Some(Detector::Repeats { threshold, min_chars }) => {
                    repeats.push((named.clone(), Repeats { threshold: *threshold, min_chars: *min_chars }));
                    continue;
                }
                Some(Detector::Pattern(pattern)) => Box::new(Pattern::new(pattern).map_err(refuse)?),
                Some(Detector::Links) => Box::new(Links::new().map_err(ours)?),
                Some(Detector::Contact) => Box::new(Contact::new().map_err(ours)?),
                Some(Detector::Flood) => Box::new(Flood),
            };
            probes.push(Probe { named: named.clone(), detect });
        }
        let words = Words::new(&lists).map_err(|why| RulebookError { rule: None, fault: Fault::Ours { why } })?;
        Ok(Screener { words, probes, repeats, named })
    }

    /// What the rules notice in a text, by place; at most [`FINDINGS_MAX`]. `recent` are the texts it is compared with.
    pub fn screen(&self, text: &str, recent: &[&str]) -> Vec<Finding> {
        let recent: Vec<Shingles> =
            if self.repeats.is_empty() { vec![] } else { recent.iter().map(|t| Shingles::of(t)).collect() };
        self.screen_beside(text, &recent)
    }

    /// As [`Screener::screen`], with the recent texts already cut into shingles: what to keep where many texts arrive.
    pub fn screen_beside<'a>(&self, text: &str, recent: impl IntoIterator<Item = &'a Shingles>) -> Vec<Finding> {
        let folded = fold(text);
        self.screen_folded(text, &folded, &Shingles::of_folded(&folded), recent)
    }

    /// As [`Screener::screen_beside`], for a caller who keeps the shingles of this text too.
    pub fn screen_folded<'a>(
        &self,
        text: &str,
        folded: &Folded,
        shingles: &Shingles,
        recent: impl IntoIterator<Item = &'a Shingles>,
    ) -> Vec<Finding> {
        let mut findings = vec![];
        for (i, hit) in self.words.find(folded) {
            findings.extend(self.named.get(i).map(|named| named.at(folded.original(hit))));
        }
        for probe in &self.probes {
            findings.extend(probe.detect.find(text, folded).into_iter().map(|place| probe.named.at(place)));
        }
        let least = self.repeats.iter().map(|(_, repeats)| repeats.threshold).reduce(f64::min);
        if let Some(least) = least {
            let likeness = recent.into_iter().map(|other| shingles.likeness_from(other, least));
            let closest = likeness.fold(0.0, f64::max);
            let hit = self.repeats.iter().filter(|(_, repeats)| repeats.hits(shingles, closest));
            findings.extend(hit.map(|(named, _)| named.at(folded.whole())));
        }
        settle(findings)
    }
}

impl Named {
    fn of(rule: &Rule) -> Named {
        Named { rule: rule.id.clone(), severity: rule.severity }
    }

    fn at(&self, place: std::ops::Range<usize>) -> Finding {
        Finding { rule: self.rule.clone(), severity: self.severity, start: place.start, end: place.end }
    }
}

/// Overlapping findings of one rule become one; the gravest are kept; the rest is in reading order.
fn settle(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| finding.start < finding.end);
    findings.sort_by(|a, b| (&a.rule, a.start).cmp(&(&b.rule, b.start)));
    findings.dedup_by(|next, kept| {
        let same = next.rule == kept.rule && next.start <= kept.end;
        if same {
            kept.end = kept.end.max(next.end);
        }
        same
    });
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings.truncate(FINDINGS_MAX);
    findings.sort_by(|a, b| (a.start, a.end, &a.rule).cmp(&(b.start, b.end, &b.rule)));
    findings
}
