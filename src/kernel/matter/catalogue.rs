//! Matters and what stands below what.

use std::collections::{BTreeMap, BTreeSet};

/// One matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// Its stable code.
    pub code: String,
    /// The topics it stands under, and itself last: 交通出行, 公交线路.
    pub path: Vec<String>,
    /// The unit that leads, by name.
    pub unit: String,
    /// Units that lead in some districts instead, by the district's name.
    pub districts: BTreeMap<String, String>,
    /// Working days for the answer, where they differ from the mailbox's own.
    pub days: Option<u16>,
    /// Whether it is proposed to publish the answer where the citizen agrees.
    pub publish: bool,
    /// Words that point at it.
    pub words: Vec<String>,
}

/// All matters, in the order of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// How often it changed.
    pub edition: u32,
    /// The matters.
    pub matters: Vec<Matter>,
    /// For each matter the tokens that point at it, once they were cut.
    pub(super) tokens: Vec<BTreeMap<String, Source>>,
}

/// Where a token of a matter comes from: chosen words say more than names of topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The name of a topic above it.
    Above,
    /// Its own name.
    Name,
    /// A word that was chosen to point at it.
    Word,
}

impl Matter {
    /// `交通出行/公交线路`.
    pub fn path_words(&self) -> String {
        self.path.join("/")
    }

    /// Who leads, in a district where that is known.
    pub fn unit_in(&self, district: Option<&str>) -> &str {
        district.and_then(|district| self.districts.get(district)).unwrap_or(&self.unit)
    }

    /// All units it names.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        [&self.unit].into_iter().chain(self.districts.values()).map(String::as_str)
    }
}

impl Catalogue {
    /// The matter of this code.
    pub fn find(&self, code: &str) -> Option<&Matter> {
        self.matters.iter().find(|matter| matter.code == code)
    }

    /// All units it names, each once.
    pub fn units(&self) -> BTreeSet<&str> {
        self.matters.iter().flat_map(Matter::units).collect()
    }

    /// All districts it names, each once.
    pub fn districts(&self) -> BTreeSet<&str> {
        self.matters.iter().flat_map(|matter| matter.districts.keys()).map(String::as_str).collect()
    }

    /// Its words that stand in this text as they are written, however the text is cut: only for scripts that put no
    /// spaces between words.
    pub fn written_in(&self, text: &str) -> Vec<String> {
        let unspaced = |token: &str| token.chars().all(|sign| sign.is_alphabetic() && u32::from(sign) >= 0x2E80);
        let tokens: BTreeSet<&String> = self.tokens.iter().flat_map(BTreeMap::keys).collect();
        tokens.into_iter().filter(|token| unspaced(token) && text.contains(token.as_str())).cloned().collect()
    }

    /// With its words cut into tokens the way letters are; without that nothing is ever suggested.
    #[must_use]
    pub fn cut(self, cut: impl Fn(&str) -> Vec<String>) -> Catalogue {
        let of = |matter: &Matter| {
            let mut tokens = BTreeMap::new();
            let mut take = |text: &String, source: Source| {
                // A word may be cut otherwise within a letter than alone: it points at the matter as it stands, too.
                let whole = (!text.contains(char::is_whitespace)).then(|| text.to_lowercase());
                for token in cut(text).into_iter().chain(whole).filter(|token| super::suggest::says(token)) {
                    let held = tokens.entry(token).or_insert(source);
                    *held = source.max(*held);
                }
            };
            let above = matter.path.len().saturating_sub(1);
            matter.path.iter().take(above).for_each(|topic| take(topic, Source::Above));
            matter.path.iter().skip(above).for_each(|name| take(name, Source::Name));
            matter.words.iter().for_each(|word| take(word, Source::Word));
            tokens
        };
        Catalogue { tokens: self.matters.iter().map(of).collect(), ..self }
    }
}
