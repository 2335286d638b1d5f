//! A rulebook tried on what citizens wrote lately, before it is adopted. Nothing is decided and nothing is kept.

use super::{Desk, prepare::bad_rulebook};
use crate::kernel::{
    id::{Millis, PostId},
    refusal::Refusal,
};
use moderation::{Rulebook, Screener, Severity};
use std::collections::BTreeMap;

/// How far back is looked, in ms.
const SINCE_MS: Millis = 30 * 24 * 3_600_000;
/// Texts that are looked at, the latest first.
const MOST: u32 = 5_000;
/// Held texts that are shown.
const SAMPLES: usize = 20;

/// What a rulebook would have done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// Texts of the last thirty days that were looked at.
    pub looked: u32,
    /// Of these: held for a person to look at.
    pub held: u32,
    /// Of these: held by the rulebook in force.
    pub held_now: u32,
    /// Of these: held by each rule that holds any; one text may be held by several.
    pub by_rule: BTreeMap<String, u32>,
    /// Some that would be held, latest first, with the rule that holds them and whether the one in force does too.
    pub samples: Vec<Sample>,
}

/// One text that would be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The post.
    pub post: PostId,
    /// Its words.
    pub text: String,
    /// The first rule that holds it.
    pub rule: String,
    /// Held today too.
    pub now: bool,
}

impl Desk {
    /// Tries a rulebook.
    ///
    /// # Errors
    /// `BadDocument` where it does not parse, `StorageFailed`.
    pub async fn try_rulebook(&self, file: &str) -> Result<Trial, Refusal> {
        let rulebook = Rulebook::parse(file).map_err(bad_rulebook)?;
        let screener = Screener::new(&rulebook).map_err(bad_rulebook)?;
        let db = &self.inner.db;
        let failed = |_| Refusal::StorageFailed;
        let received = db.received_since(self.now() - SINCE_MS, MOST).await.map_err(failed)?;
        let ids: Vec<_> = received.iter().map(|(_, text)| *text).collect();
        let mut texts = db.texts(&ids).await.map_err(failed)?;
        let said = received.into_iter().filter_map(|(post, text)| Some((post, texts.remove(&text)?.body?)));
        let (said, settings): (Vec<_>, _) = (said.collect(), self.current().get());
        let tried = move || tried(&screener, &settings.screener, said);
        tokio::task::spawn_blocking(tried).await.map_err(|_| Refusal::StorageFailed)
    }
}

fn tried(new: &Screener, now: &Screener, said: Vec<(PostId, String)>) -> Trial {
    let mut trial = Trial::default();
    for (post, text) in said {
        let (held, held_now) = (holding(new, &text), !holding(now, &text).is_empty());
        trial.looked += 1;
        trial.held += u32::from(!held.is_empty());
        trial.held_now += u32::from(held_now);
        for rule in &held {
            *trial.by_rule.entry(rule.clone()).or_default() += 1;
        }
        if let (Some(rule), true) = (held.into_iter().next(), trial.samples.len() < SAMPLES) {
            trial.samples.push(Sample { post, text, rule, now: held_now });
        }
    }
    trial
}

/// The rules that hold a text by itself, each once.
fn holding(screener: &Screener, text: &str) -> Vec<String> {
    let findings = screener.screen(text, &[]).into_iter();
    let mut rules: Vec<String> = findings.filter(|f| f.severity == Severity::Hold).map(|f| f.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}
