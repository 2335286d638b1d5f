//! Which matter a letter may be: its words against those that point at matters, rare ones weighing more.

use super::{Catalogue, Matter, catalogue::Source};
use std::collections::{BTreeMap, HashMap};

/// Suggestions made.
const MOST: usize = 3;
/// A word of the title weighs as much as so many of the body.
const TITLE: f64 = 3.0;

/// A word of a letter and its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The token.
    pub token: String,
    /// How much it says.
    pub weight: f64,
}

/// A matter that a letter may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The matter's code.
    pub code: String,
    /// `交通出行/公交线路`.
    pub path: String,
    /// Who leads, by name; in the district where one was given.
    pub unit: String,
    /// Working days, where they differ from the mailbox's own.
    pub days: Option<u16>,
    /// Whether it is proposed to publish.
    pub publish: bool,
    /// The words that spoke for it, the weightiest first.
    pub because: Vec<String>,
    /// How much they say; only good for comparing.
    pub score: f64,
}

/// Single signs of Chinese and lone letters are in every text.
pub(super) fn says(token: &str) -> bool {
    token.chars().count() > 1 && token.chars().any(char::is_alphanumeric)
}

/// The words of a letter: those of its title weigh more, and what is said often a little more than what is said once.
pub fn heard(title: &[String], body: &[String]) -> Vec<Heard> {
    let mut counts: BTreeMap<&String, (bool, u32)> = BTreeMap::new();
    for (text, in_title) in [(title, true), (body, false)] {
        for token in text.iter().filter(|token| says(token)) {
            let count = counts.entry(token).or_default();
            *count = (count.0 || in_title, count.1 + 1);
        }
    }
    let weight = |(in_title, count): (bool, u32)| (if in_title { TITLE } else { 1.0 }) * (1.0 + f64::from(count).ln());
    counts.into_iter().map(|(token, count)| Heard { token: token.clone(), weight: weight(count) }).collect()
}

impl Catalogue {
    /// The matters that these words point at, the likeliest first; at most three.
    pub fn suggest(&self, words: &[Heard], district: Option<&str>) -> Vec<Suggestion> {
        let mut spread: HashMap<&str, u32> = HashMap::new();
        for token in self.tokens.iter().flat_map(BTreeMap::keys) {
            *spread.entry(token).or_default() += 1;
        }
        let all = f64::from(u32::try_from(self.matters.len()).unwrap_or(u32::MAX));
        // What points at many matters points at none.
        let rarity = |token: &str| spread.get(token).map_or(0.0, |count| (1.0 + all / f64::from(*count)).ln());
        let one = |(matter, tokens): (&Matter, &BTreeMap<String, Source>)| {
            let mut spoke: Vec<(f64, &str)> = words
                .iter()
                .filter_map(|heard| {
                    let source = tokens.get(&heard.token)?;
                    Some((heard.weight * rarity(&heard.token) * worth(*source), heard.token.as_str()))
                })
                .collect();
            spoke.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
            let score: f64 = spoke.iter().map(|(weight, _)| weight).sum();
            let because = spoke.into_iter().map(|(_, word)| word.to_owned()).collect();
            (score > 0.0).then(|| matter.suggested(district, because, score))
        };
        let mut found: Vec<Suggestion> = self.matters.iter().zip(&self.tokens).filter_map(one).collect();
        found.sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.code.cmp(&other.code)));
        found.truncate(MOST);
        found
    }
}

fn worth(source: Source) -> f64 {
    match source {
        Source::Above => 0.5,
        Source::Name => 1.0,
        Source::Word => 1.5,
    }
}

impl Matter {
    fn suggested(&self, district: Option<&str>, because: Vec<String>, score: f64) -> Suggestion {
        Suggestion {
            code: self.code.clone(),
            path: self.path_words(),
            unit: self.unit_in(district).to_owned(),
            days: self.days,
            publish: self.publish,
            because,
            score,
        }
    }
}
