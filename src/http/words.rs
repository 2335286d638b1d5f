//! The words of the screens, from `web/words`: one id, two languages, both written.

use crate::{
    kernel::{letter::LetterKind, refusal::Refusal, text::Lang, workflow::FileFault},
    wire::problem::Trouble,
};
use dashmap::DashMap;
use fluent_templates::{LanguageIdentifier, fluent_bundle::FluentValue, langid, static_loader};
use quick_cache::sync::Cache;
use serde_json::{Map, Value};
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
};

static_loader! {
    static WORDS = {
        locales: "./web/words",
        fallback_language: "zh-CN",
        // Marks of direction would stand inside attributes and titles; people's words are
        // isolated in the markup instead.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static ZH: LanguageIdentifier = langid!("zh-CN");
static EN: LanguageIdentifier = langid!("en");

/// Words without numbers, once found: by language, of questions and of letters. Ids come from the code, so there are few.
static FOUND: LazyLock<[[DashMap<String, String>; 2]; 2]> = LazyLock::new(Default::default);

/// Words around one number or a time of day, last asked for. What people wrote is never kept here.
static AROUND: LazyLock<Cache<String, Arc<str>>> = LazyLock::new(|| Cache::new(AROUND_MOST));
/// How many of them.
const AROUND_MOST: usize = 8_192;
/// A time of day, in bytes.
const CLOCK_BYTES: usize = 5;

type Args<'a> = HashMap<Cow<'static, str>, FluentValue<'a>>;

/// What a post is called. Words that name it have an attribute `.letter` beside them where a letter is no question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Noun {
    /// A question of a session.
    #[default]
    Question,
    /// A letter to a mailbox.
    Letter,
}

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The language.
    pub lang: Lang,
    /// What they call a post.
    pub noun: Noun,
}

/// What is said when something was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub what: String,
    /// What to do next.
    pub then: String,
}

impl Words {
    /// The words of a language, which call a post a question.
    pub fn of(lang: Lang) -> Words {
        Words { lang, noun: Noun::Question }
    }

    /// The same for a room that takes these kinds of letters; none takes questions.
    #[must_use]
    pub fn in_room_of(self, letters: &[LetterKind]) -> Words {
        Words { noun: if letters.is_empty() { Noun::Question } else { Noun::Letter }, ..self }
    }

    /// The same about a letter, among others that are none.
    #[must_use]
    pub fn of_a_letter(self) -> Words {
        Words { noun: Noun::Letter, ..self }
    }

    /// The words of `id`.
    pub fn t(&self, id: &str) -> String {
        let found = &FOUND[usize::from(self.lang == Lang::En)][usize::from(self.noun == Noun::Letter)];
        if let Some(known) = found.get(id) {
            return known.clone();
        }
        match self.look_up(id, None) {
            Some(words) => found.entry(id.to_owned()).or_insert(words).clone(),
            None => missing(self.lang, id),
        }
    }

    /// The words of `id` where there are any, such as hints that not every field has.
    pub fn if_any(&self, id: &str) -> Option<String> {
        self.look_up(id, None)
    }

    /// The same around one value.
    pub fn if_any_around(
        &self,
        id: &str,
        name: &'static str,
        value: impl Into<FluentValue<'static>>,
    ) -> Option<String> {
        let args: Args<'_> = std::iter::once((name.into(), value.into())).collect();
        self.look_up(id, Some(&args))
    }

    /// The words of `id` around one value.
    pub fn t1(&self, id: &str, name: &'static str, value: impl Into<FluentValue<'static>>) -> String {
        let value = value.into();
        let Some(key) = self.known_around(id, &value) else { return self.tn(id, [(name, value)]) };
        if let Some(words) = AROUND.get(&key) {
            return words.to_string();
        }
        let words = self.tn(id, [(name, value)]);
        AROUND.insert(key, words.as_str().into());
        words
    }

    /// The name under which these words are kept, if they are.
    fn known_around(&self, id: &str, value: &FluentValue<'_>) -> Option<String> {
        let lang = self.lang.tag();
        let noun = if self.noun == Noun::Letter { ".letter" } else { "" };
        match value {
            FluentValue::Number(number) => Some(format!("{lang} {id}{noun} {}", number.value)),
            FluentValue::String(clock) if clock.len() == CLOCK_BYTES && clock.as_bytes().get(2) == Some(&b':') => {
                Some(format!("{lang} {id}{noun} {clock}"))
            }
            _ => None,
        }
    }

    /// The words of `id` around two values.
    pub fn t2(
        &self,
        id: &str,
        name: &'static str,
        value: impl Into<FluentValue<'static>>,
        name2: &'static str,
        value2: impl Into<FluentValue<'static>>,
    ) -> String {
        self.tn(id, [(name, value.into()), (name2, value2.into())])
    }

    /// The words of `id` around any values.
    pub fn tn(&self, id: &str, values: impl IntoIterator<Item = (&'static str, FluentValue<'static>)>) -> String {
        let args: Args<'_> = values.into_iter().map(|(name, value)| (name.into(), value)).collect();
        self.look_up(id, Some(&args)).unwrap_or_else(|| missing(self.lang, id))
    }

    /// The words of `id` around the names and numbers of what happened.
    pub fn told(&self, id: &str, facts: Map<String, Value>) -> String {
        self.look_up(id, Some(&named(facts))).unwrap_or_else(|| missing(self.lang, id))
    }

    /// What to say to a refusal, with its numbers.
    pub fn refused(&self, refusal: &Refusal) -> Said {
        self.trouble(&Trouble::Refused(refusal.clone()))
    }

    /// What to say to any trouble at the door.
    pub fn trouble(&self, trouble: &Trouble) -> Said {
        let mut args = named(trouble.facts());
        args.insert("wait".into(), self.wait(trouble.retry_after_ms().unwrap_or_default()).into());
        match trouble {
            Trouble::BodyTooLarge { max_bytes } => drop(args.insert("max_kib".into(), (max_bytes / 1_024).into())),
            Trouble::Refused(Refusal::FileTooLarge { max_bytes }) => {
                args.insert("max_mib".into(), (max_bytes / 1_048_576).into());
            }
            Trouble::Refused(Refusal::PictureTooLarge { max_pixels, .. }) => {
                args.insert("max_mpx".into(), (max_pixels / 1_000_000).into());
            }
            _ => {}
        }
        let id = match trouble {
            // Few characters may be many bytes; bytes mean nothing to anybody else.
            Trouble::Refused(Refusal::TooLong { chars, max_chars, .. }) if chars <= max_chars => {
                "refusal-too-long-bytes".to_owned()
            }
            trouble => format!("refusal-{}", trouble.code()),
        };
        let say = |id: &str| self.look_up(id, Some(&args)).unwrap_or_else(|| missing(self.lang, id));
        let then = match trouble {
            Trouble::Refused(Refusal::BadDocument { rule, fault, values, .. }) => self.fault(rule, fault, values),
            Trouble::Refused(Refusal::BadWorkflow { stage, fault, with }) => self.workflow_fault(stage, fault, with),
            _ => say(&format!("{id}-do")),
        };
        Said { what: say(&id), then }
    }

    /// What is to be mended in a rulebook.
    fn fault(&self, rule: &str, fault: &str, values: &BTreeMap<String, String>) -> String {
        let args: Args<'_> = values.iter().map(|(name, value)| (name.clone().into(), value.clone().into())).collect();
        let id = format!("rulebook-{fault}");
        let mend = self.look_up(&id, Some(&args)).unwrap_or_else(|| missing(self.lang, &id));
        if rule.is_empty() { mend } else { self.t2("rulebook-rule", "rule", rule.to_owned(), "mend", mend) }
    }

    /// What is to be mended in a workflow; `stage` and `with` are called as people call them.
    pub fn workflow_fault(&self, stage: &str, fault: &str, with: &str) -> String {
        let stage = if stage.is_empty() { "none" } else { stage };
        let values = [("stage", stage.to_owned().into()), ("with", with.to_owned().into())];
        self.tn(&format!("workflow-fault-{fault}"), values)
    }

    /// What is to be mended in the file of a workflow.
    pub fn workflow_file_fault(&self, fault: &FileFault) -> String {
        let line = i64::try_from(fault.line).unwrap_or(i64::MAX);
        let values = [("line", line.into()), ("with", fault.with.clone().into())];
        self.tn(&format!("workflow-file-{}", fault.kind.code()), values)
    }

    /// A time to wait, in ms, as people say it.
    pub fn wait(&self, ms: i64) -> String {
        let seconds = ((ms + 999) / 1_000).max(1);
        if seconds < 90 {
            self.t1("wait-seconds", "n", seconds)
        } else {
            self.t1("wait-minutes", "n", (seconds + 59) / 60)
        }
    }

    fn id(&self) -> &'static LanguageIdentifier {
        match self.lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }

    /// Of a letter, where it has words of its own.
    fn look_up(&self, id: &str, args: Option<&Args<'_>>) -> Option<String> {
        let of_letters = match self.noun {
            Noun::Letter => WORDS.lookup_single_language(self.id(), &format!("{id}.letter"), args).ok(),
            Noun::Question => None,
        };
        of_letters.or_else(|| WORDS.lookup_single_language(self.id(), id, args).ok())
    }
}

fn named(facts: Map<String, Value>) -> Args<'static> {
    facts.into_iter().map(|(name, value)| (name.into(), fluent(value))).collect()
}

fn fluent(value: Value) -> FluentValue<'static> {
    match value {
        Value::Number(number) => number.as_i64().unwrap_or(i64::MAX).into(),
        Value::String(text) => text.into(),
        other => other.to_string().into(),
    }
}

/// In debug builds a hole must be seen; to the public the other language is better.
fn missing(lang: Lang, id: &str) -> String {
    tracing::error!(lang = lang.tag(), id, "no words for this id");
    if cfg!(debug_assertions) {
        return format!("⟦{id}⟧");
    }
    let other = if lang == Lang::Zh { &EN } else { &ZH };
    WORDS.lookup_single_language(other, id, None::<&Args<'_>>).unwrap_or_default()
}
