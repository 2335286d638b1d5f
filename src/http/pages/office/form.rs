//! Fields and forms as parts: label, hint, fault and what was typed, in one place for all pages.

use super::fields::{Faults, Fields};
use crate::http::{Frame, Words};
use askama::Template;
use uuid::Uuid;

/// Endings of what is kept as a paper.
const PAPERS: &str = ".pdf,.txt,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.jpg,.jpeg,.png,.webp";

/// What a field looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One line.
    Line,
    /// One line of a code or log-in name.
    Code,
    /// A whole number.
    Number,
    /// Day and clock in the installation's zone.
    Moment,
    /// A day.
    Day,
    /// A password being entered.
    Secret,
    /// A password being chosen.
    NewSecret,
    /// A code that an authenticator shows.
    OneTime,
    /// Many lines.
    Area,
    /// A few lines.
    Brief,
    /// One of many.
    Select,
    /// One of a few.
    Radios,
    /// Some of a few.
    Ticks,
    /// Yes or no.
    Tick,
    /// A picture to be brought.
    Picture,
    /// Any file to be brought.
    Paper,
    /// A file of text to be brought.
    Plan,
}

/// One possible answer.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is the present answer.
    pub chosen: bool,
}

/// One field.
#[derive(Clone, Debug, Template)]
#[template(path = "office/field.html")]
pub(super) struct Field {
    /// Unique on the page.
    pub id: String,
    /// What it is sent under.
    pub name: &'static str,
    /// What is asked.
    pub label: String,
    /// What helps to answer.
    pub hint: Option<String>,
    /// What is wrong.
    pub error: Option<String>,
    /// What was typed.
    pub value: String,
    /// How it looks.
    pub shape: Shape,
    /// Possible answers.
    pub choices: Vec<Choice>,
}

impl Field {
    fn described(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        let all: Vec<String> = hint.into_iter().chain(error).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    fn input_type(&self) -> &'static str {
        match self.shape {
            Shape::Moment => "datetime-local",
            Shape::Day => "date",
            Shape::Secret | Shape::NewSecret => "password",
            Shape::Picture | Shape::Paper | Shape::Plan => "file",
            _ => "text",
        }
    }

    /// What the window for choosing a file offers; what is taken is decided by looking into it.
    fn accepts(&self) -> Option<&'static str> {
        match self.shape {
            Shape::Picture => Some("image/jpeg,image/png,image/webp"),
            Shape::Paper => Some(PAPERS),
            Shape::Plan => Some(".toml,.csv,.tsv,.txt"),
            _ => None,
        }
    }

    /// Whether it is printed with what was typed.
    fn has_value(&self) -> bool {
        !matches!(
            self.shape,
            Shape::Secret | Shape::NewSecret | Shape::OneTime | Shape::Picture | Shape::Paper | Shape::Plan
        )
    }

    /// Whether a few digits are typed.
    fn is_short(&self) -> bool {
        matches!(self.shape, Shape::Number | Shape::OneTime)
    }

    fn completes(&self) -> &'static str {
        match self.shape {
            Shape::Secret => "current-password",
            Shape::NewSecret => "new-password",
            Shape::OneTime => "one-time-code",
            Shape::Code if self.name == "login" && self.id.starts_with("enter-") => "username",
            _ => "off",
        }
    }
}

/// Makes the fields of one form: what was typed goes before what is stored.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// Language.
    pub words: Words,
    /// Makes ids unique on the page.
    pub prefix: &'static str,
    /// The form as it came back, if it did.
    pub typed: Option<&'a Fields>,
    /// What was wrong with it.
    pub faults: &'a Faults,
}

impl Asked<'_> {
    /// A field that is typed into.
    pub fn field(&self, name: &'static str, shape: Shape, stored: &str) -> Field {
        let kept = self.typed.and_then(|typed| typed.get(name)).filter(|_| !is_secret(shape));
        let word = format!("office-f-{}", name.replace('_', "-"));
        let hint = format!("{word}-hint");
        Field {
            id: format!("{}-{name}", self.prefix),
            name,
            label: self.words.t(&word),
            // Who logs in is not choosing a password.
            hint: self.words.if_any(&hint).filter(|_| shape != Shape::Secret),
            error: self.faults.of(name),
            value: kept.unwrap_or(stored).to_owned(),
            shape,
            choices: Vec::new(),
        }
    }

    /// One line.
    pub fn line(&self, name: &'static str, stored: &str) -> Field {
        self.field(name, Shape::Line, stored)
    }

    /// A whole number.
    pub fn number(&self, name: &'static str, stored: i64) -> Field {
        self.field(name, Shape::Number, &stored.to_string())
    }

    /// One of several.
    pub fn one_of(&self, name: &'static str, shape: Shape, stored: &str, choices: Vec<(String, String)>) -> Field {
        let mut field = self.field(name, shape, stored);
        let chosen = field.value.clone();
        field.choices =
            choices.into_iter().map(|(value, label)| Choice { chosen: value == chosen, value, label }).collect();
        field
    }

    /// Some of several.
    pub fn some_of(&self, name: &'static str, stored: &[String], choices: Vec<(String, String)>) -> Field {
        let mut field = self.field(name, Shape::Ticks, "");
        let is_chosen = |value: &String| match self.typed {
            Some(typed) => typed.all(name).any(|held| held == value),
            None => stored.contains(value),
        };
        let choice = |(value, label)| Choice { chosen: is_chosen(&value), value, label };
        field.choices = choices.into_iter().map(choice).collect();
        field
    }

    /// A field of one row among others of the same name; `at` tells its id and its faults apart.
    pub fn numbered(&self, name: &'static str, at: &str, label: String, shape: Shape, value: String) -> Field {
        let (id, error) = (format!("{}-{at}", self.prefix), self.faults.of(at));
        Field { id, name, label, hint: None, error, value, shape, choices: Vec::new() }
    }

    /// A box of one row, which sends the number of the row.
    pub fn mark(&self, name: &'static str, at: &str, label: String, row: usize, chosen: bool) -> Field {
        let choice = Choice { value: row.to_string(), label: label.clone(), chosen };
        let field = self.numbered(name, at, label, Shape::Tick, String::new());
        Field { choices: vec![choice], ..field }
    }

    /// Yes or no.
    pub fn tick(&self, name: &'static str, stored: bool) -> Field {
        let mut field = self.field(name, Shape::Tick, "yes");
        let chosen = self.typed.map_or(stored, |typed| typed.has(name));
        field.value = "yes".into();
        field.choices = vec![Choice { value: "yes".into(), label: field.label.clone(), chosen }];
        field
    }
}

fn is_secret(shape: Shape) -> bool {
    matches!(shape, Shape::Secret | Shape::NewSecret | Shape::OneTime)
}

/// How heavy a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// The one act of the page.
    Main,
    /// Any other.
    Plain,
    /// Cannot be taken back.
    Grave,
}

/// A whole form: its fields one below the other and one button.
#[derive(Clone, Debug, Template)]
#[template(path = "office/form.html")]
pub(super) struct FormPart {
    /// Where it is sent.
    pub action: String,
    /// Against forgery.
    pub csrf: String,
    /// Fresh for each printing.
    pub key: String,
    /// Fields that are not seen.
    pub hidden: Vec<(&'static str, String)>,
    /// Fields.
    pub fields: Vec<Field>,
    /// What the button says.
    pub submit: String,
    /// How it looks.
    pub weight: Weight,
    /// A second button: the value of the field `press`, and its words.
    pub second: Option<(&'static str, String)>,
}

impl FormPart {
    /// A form that is sent to `path`; its key is fresh, for what comes back is sent with other words.
    pub fn new(frame: &Frame, path: &str, submit: &str, weight: Weight) -> FormPart {
        FormPart {
            action: frame.url(path),
            csrf: frame.csrf.clone(),
            key: fresh_key(),
            hidden: Vec::new(),
            fields: Vec::new(),
            submit: frame.t(submit),
            weight,
            second: None,
        }
    }

    /// With these fields.
    pub fn with(mut self, fields: impl IntoIterator<Item = Field>) -> FormPart {
        self.fields.extend(fields);
        self
    }

    /// With one more value that is not seen.
    pub fn hide(mut self, name: &'static str, value: impl ToString) -> FormPart {
        self.hidden.push((name, value.to_string()));
        self
    }

    /// Adds a second button: the value of the field `press`, and its words.
    pub fn or(mut self, value: &'static str, words: String) -> FormPart {
        self.second = Some((value, words));
        self
    }

    /// Whether a file can be chosen.
    fn brings(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.shape, Shape::Picture | Shape::Paper | Shape::Plan))
    }

    fn class(&self) -> &'static str {
        match self.weight {
            Weight::Main => "button button--main",
            Weight::Plain => "button",
            Weight::Grave => "button button--grave",
        }
    }
}

/// The key of a form that is printed now.
pub(super) fn fresh_key() -> String {
    Uuid::now_v7().to_string()
}

/// The faults of a page: each names the field it is about by its id.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "office/errors.html")]
pub(super) struct Errors {
    /// Title of the summary.
    pub title: String,
    /// Id of the field and what is wrong.
    pub rows: Vec<(Option<String>, String)>,
}

impl Errors {
    /// The faults of the form whose fields begin with `prefix`.
    pub fn of(words: Words, prefix: &str, faults: &Faults) -> Errors {
        let id = |name: &String| (!name.is_empty()).then(|| format!("{prefix}-{name}"));
        let rows = faults.all().iter().map(|(name, text)| (id(name), text.clone())).collect();
        Errors { title: words.t("office-errors"), rows }
    }

    /// The same of a form with many numbers, each by the label of its field: what is wrong may read alike with all.
    pub fn named(words: Words, prefix: &str, faults: &Faults) -> Errors {
        let mut errors = Errors::of(words, prefix, faults);
        for ((name, _), (_, text)) in faults.all().iter().zip(&mut errors.rows) {
            if !name.is_empty() {
                let label = words.t(&format!("office-f-{}", name.replace('_', "-")));
                *text = format!("{label}{}{text}", words.t("letters-form-colon"));
            }
        }
        errors
    }
}
