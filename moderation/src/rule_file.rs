//! The rulebook's file: its shape in TOML and every check a rule must pass.

use crate::{
    clean, count, fold,
    rulebook::{Bilingual, Detector, Rule, Rulebook, RulebookError, Severity},
};
use serde::Deserialize;

const FILE_BYTES_MAX: usize = 256 * 1024;
const RULES_MAX: usize = 200;
const ID_BYTES_MAX: usize = 48;
const TITLE_CHARS_MAX: usize = 80;
const TEXT_CHARS_MAX: usize = 600;
const WORDS_MAX: usize = 5_000;
const WORD_CHARS: std::ops::RangeInclusive<usize> = 2..=64;
const PATTERN_BYTES_MAX: usize = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    #[serde(default)]
    rules: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    title: Bilingual,
    text: Bilingual,
    severity: Severity,
    #[serde(default = "yes")]
    cite: bool,
    words: Option<Vec<String>>,
    #[serde(default)]
    except: Vec<String>,
    pattern: Option<String>,
    #[serde(default)]
    links: bool,
    #[serde(default)]
    contact: bool,
    repeats: Option<Repeats>,
    #[serde(default)]
    flood: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Repeats {
    threshold: f64,
    #[serde(default = "eight")]
    min_chars: usize,
}

fn yes() -> bool {
    true
}

fn eight() -> usize {
    8
}

pub(crate) fn parse(file: &str) -> Result<Rulebook, RulebookError> {
    let bad = |why: String| RulebookError::File { why };
    if file.len() > FILE_BYTES_MAX {
        return Err(bad(format!("it has {} bytes; shorten it to {FILE_BYTES_MAX}", file.len())));
    }
    let file: File = toml::from_str(file).map_err(|e| bad(e.to_string()))?;
    if file.version == 0 {
        return Err(bad("`version` counts from 1; set it to 1 or more".into()));
    }
    if file.rules.is_empty() || file.rules.len() > RULES_MAX {
        return Err(bad(format!("it has {} rules; write 1 to {RULES_MAX} of them as [[rules]]", file.rules.len())));
    }
    let mut rules: Vec<Rule> = Vec::with_capacity(file.rules.len());
    for (i, table) in file.rules.into_iter().enumerate() {
        let rule = rule(i + 1, table)?;
        if rules.iter().any(|other| other.id == rule.id) {
            return Err(RulebookError::rule(&rule.id, "the id is taken by an earlier rule; give this one another"));
        }
        rules.push(rule);
    }
    Ok(Rulebook { version: file.version, rules })
}

fn rule(number: usize, table: toml::Table) -> Result<Rule, RulebookError> {
    let named = table.get("id").and_then(|id| id.as_str()).map(str::to_owned);
    let name = named.unwrap_or_else(|| format!("number {number}"));
    let refuse = |todo: String| RulebookError::Rule { rule: name.clone(), todo };
    let entry: Entry = table.try_into().map_err(|e: toml::de::Error| refuse(e.message().trim().to_owned()))?;
    check_id(&entry.id).map_err(refuse)?;
    check_wording("title", &entry.title, TITLE_CHARS_MAX).map_err(refuse)?;
    check_wording("text", &entry.text, TEXT_CHARS_MAX).map_err(refuse)?;
    let (id, cite, severity) = (entry.id.clone(), entry.cite, entry.severity);
    let (title, text) = (entry.title.clone(), entry.text.clone());
    let detector = detector(entry).map_err(refuse)?;
    if detector.is_none() && !cite {
        return Err(refuse(
            "it neither looks for anything nor may be cited; give it a detector or `cite = true`".into(),
        ));
    }
    Ok(Rule { id, title, text, severity, cite, detector })
}

fn check_id(id: &str) -> Result<(), String> {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if id.len() <= ID_BYTES_MAX && id.split('-').all(is_part) {
        return Ok(());
    }
    Err(format!("write the id in small letters and digits joined by single hyphens, at most {ID_BYTES_MAX} characters"))
}

fn check_wording(field: &str, wording: &Bilingual, chars_max: usize) -> Result<(), String> {
    for (lang, words) in [("zh", &wording.zh), ("en", &wording.en)] {
        if clean(words).as_deref() != Ok(words.as_str()) {
            return Err(format!("`{field}.{lang}` has blanks around it or invisible characters; type it anew"));
        }
        let chars = count(words).people;
        if chars == 0 || chars > chars_max {
            return Err(format!("`{field}.{lang}` has {chars} characters; write 1 to {chars_max}"));
        }
    }
    Ok(())
}

fn detector(entry: Entry) -> Result<Option<Detector>, String> {
    if entry.words.is_none() && !entry.except.is_empty() {
        return Err("`except` only limits `words`; list words or leave it out".into());
    }
    let words = entry.words.map(|list| words(list, entry.except)).transpose()?;
    let pattern = entry.pattern.map(pattern).transpose()?;
    let repeats = entry.repeats.map(repeats).transpose()?;
    let flags = [(entry.links, Detector::Links), (entry.contact, Detector::Contact), (entry.flood, Detector::Flood)];
    let flags = flags.into_iter().filter_map(|(on, detector)| on.then_some(detector));
    let mut found = words.into_iter().chain(pattern).chain(repeats).chain(flags);
    match (found.next(), found.next()) {
        (_, Some(_)) => Err("it has several detectors; keep one and make a rule of each other".into()),
        (detector, None) => Ok(detector),
    }
}

fn words(words: Vec<String>, except: Vec<String>) -> Result<Detector, String> {
    if words.is_empty() || words.len() + except.len() > WORDS_MAX {
        let (words, except) = (words.len(), except.len());
        return Err(format!(
            "`words` has {words} entries and `except` {except}; list at least 1 word, at most {WORDS_MAX} in all"
        ));
    }
    for word in words.iter().chain(&except) {
        let chars = fold(word).as_str().chars().filter(|c| c.is_alphanumeric()).count();
        if !WORD_CHARS.contains(&chars) {
            let (min, max) = (WORD_CHARS.start(), WORD_CHARS.end());
            return Err(format!("the word `{word}` has {chars} letters and digits; use {min} to {max}"));
        }
    }
    Ok(Detector::Words { words, except })
}

fn pattern(pattern: String) -> Result<Detector, String> {
    if pattern.len() > PATTERN_BYTES_MAX {
        return Err(format!("`pattern` has {} bytes; shorten it to {PATTERN_BYTES_MAX}", pattern.len()));
    }
    crate::detect::pattern::Pattern::new(&pattern)?;
    Ok(Detector::Pattern(pattern))
}

fn repeats(repeats: Repeats) -> Result<Detector, String> {
    let Repeats { threshold, min_chars } = repeats;
    if threshold > 0.0 && threshold <= 1.0 {
        return Ok(Detector::Repeats { threshold, min_chars });
    }
    Err(format!("`repeats.threshold` is {threshold}; use a number over 0 and up to 1"))
}
