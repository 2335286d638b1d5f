//! The rulebook's file: its shape in TOML and every check a rule must pass.

use crate::{
    clean, count,
    fault::Fault,
    fold,
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
    #[serde(default)]
    counted_only: bool,
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
    let bad = |fault: Fault| RulebookError { rule: None, fault };
    if file.len() > FILE_BYTES_MAX {
        return Err(bad(Fault::TooLarge { bytes: file.len(), max: FILE_BYTES_MAX }));
    }
    let file: File = toml::from_str(file).map_err(|e| bad(Fault::Unreadable { why: e.to_string() }))?;
    if file.version == 0 {
        return Err(bad(Fault::Version));
    }
    if file.rules.is_empty() || file.rules.len() > RULES_MAX {
        return Err(bad(Fault::Rules { rules: file.rules.len(), max: RULES_MAX }));
    }
    let mut rules: Vec<Rule> = Vec::with_capacity(file.rules.len());
    for (i, table) in file.rules.into_iter().enumerate() {
        let rule = rule(i + 1, table)?;
        if rules.iter().any(|other| other.id == rule.id) {
            return Err(RulebookError { rule: Some(rule.id), fault: Fault::Taken });
        }
        rules.push(rule);
    }
    Ok(Rulebook { version: file.version, rules })
}

fn rule(number: usize, table: toml::Table) -> Result<Rule, RulebookError> {
    let named = table.get("id").and_then(|id| id.as_str()).map(str::to_owned);
    let name = named.unwrap_or_else(|| format!("#{number}"));
    let refuse = |fault: Fault| RulebookError { rule: Some(name.clone()), fault };
    let shape = |e: toml::de::Error| refuse(Fault::Shape { why: e.message().trim().to_owned() });
    let entry: Entry = table.try_into().map_err(shape)?;
    check_id(&entry.id).map_err(refuse)?;
    check_wording("title", &entry.title, TITLE_CHARS_MAX).map_err(refuse)?;
    check_wording("text", &entry.text, TEXT_CHARS_MAX).map_err(refuse)?;
    let (id, cite, counted_only, severity) = (entry.id.clone(), entry.cite, entry.counted_only, entry.severity);
    let (title, text) = (entry.title.clone(), entry.text.clone());
    let detector = detector(entry).map_err(refuse)?;
    if detector.is_none() && !cite {
        return Err(refuse(Fault::Idle));
    }
    Ok(Rule { id, title, text, severity, cite, counted_only, detector })
}

fn check_id(id: &str) -> Result<(), Fault> {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if id.len() <= ID_BYTES_MAX && id.split('-').all(is_part) { Ok(()) } else { Err(Fault::Id { max: ID_BYTES_MAX }) }
}

fn check_wording(field: &str, wording: &Bilingual, max: usize) -> Result<(), Fault> {
    for (lang, words) in [("zh", &wording.zh), ("en", &wording.en)] {
        let field = format!("{field}.{lang}");
        if clean(words).as_deref() != Ok(words.as_str()) {
            return Err(Fault::Unclean { field });
        }
        let chars = count(words).people;
        if chars == 0 || chars > max {
            return Err(Fault::Length { field, chars, max });
        }
    }
    Ok(())
}

fn detector(entry: Entry) -> Result<Option<Detector>, Fault> {
    if entry.words.is_none() && !entry.except.is_empty() {
        return Err(Fault::Except);
    }
    let words = entry.words.map(|list| words(list, entry.except)).transpose()?;
    let pattern = entry.pattern.map(pattern).transpose()?;
    let repeats = entry.repeats.map(repeats).transpose()?;
    let flags = [(entry.links, Detector::Links), (entry.contact, Detector::Contact), (entry.flood, Detector::Flood)];
    let flags = flags.into_iter().filter_map(|(on, detector)| on.then_some(detector));
    let mut found = words.into_iter().chain(pattern).chain(repeats).chain(flags);
    match (found.next(), found.next()) {
        (_, Some(_)) => Err(Fault::Detectors),
        (detector, None) => Ok(detector),
    }
}

fn words(words: Vec<String>, except: Vec<String>) -> Result<Detector, Fault> {
    if words.is_empty() || words.len() + except.len() > WORDS_MAX {
        return Err(Fault::Words { words: words.len(), except: except.len(), max: WORDS_MAX });
    }
    for word in words.iter().chain(&except) {
        let chars = fold(word).as_str().chars().filter(|c| c.is_alphanumeric()).count();
        if !WORD_CHARS.contains(&chars) {
            let (min, max) = (*WORD_CHARS.start(), *WORD_CHARS.end());
            return Err(Fault::Word { word: word.clone(), chars, min, max });
        }
    }
    Ok(Detector::Words { words, except })
}

fn pattern(pattern: String) -> Result<Detector, Fault> {
    if pattern.len() > PATTERN_BYTES_MAX {
        return Err(Fault::PatternLength { bytes: pattern.len(), max: PATTERN_BYTES_MAX });
    }
    crate::detect::pattern::Pattern::new(&pattern)?;
    Ok(Detector::Pattern(pattern))
}

fn repeats(repeats: Repeats) -> Result<Detector, Fault> {
    let Repeats { threshold, min_chars } = repeats;
    if threshold > 0.0 && threshold <= 1.0 {
        return Ok(Detector::Repeats { threshold, min_chars });
    }
    Err(Fault::Threshold { threshold: threshold.to_string() })
}
