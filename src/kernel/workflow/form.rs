//! The form of a stage: what whoever acts there fills in before the case goes on, and whether a value is one.

use super::{Stage, StepKind, Title};
use crate::kernel::limits::Limits;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest number, in signs: fifteen digits with a sign, a point and some behind it.
const NUMBER_CHARS: usize = 24;

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line of words.
    Text,
    /// Several lines.
    LongText,
    /// A number, whole or with a point.
    Number,
    /// A day, `2026-02-13`.
    Date,
    /// One of the options that the field names.
    Choice,
    /// `yes` or `no`.
    YesNo,
}

impl FieldKind {
    /// All of them, in the order in which forms list them.
    pub const ALL: [FieldKind; 6] = {
        use FieldKind::{Choice, Date, LongText, Number, Text, YesNo};
        [Text, LongText, Number, Date, Choice, YesNo]
    };

    /// The word of files and of the word files (`workflow-field-…`).
    pub fn code(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::LongText => "long_text",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Choice => "choice",
            FieldKind::YesNo => "yes_no",
        }
    }

    /// The kind of a code.
    pub fn parse(code: &str) -> Option<FieldKind> {
        FieldKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One of the answers of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct FieldOption {
    /// Unique within the field.
    pub name: String,
    /// How people call it.
    pub title: Title,
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Unique within the stage.
    pub name: String,
    /// What is asked.
    pub title: Title,
    /// What it takes.
    pub kind: FieldKind,
    /// Without it the case does not go on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// The author with the answer, and the public with a letter that is shown whole, may read it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub public: bool,
    /// The answers of a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<FieldOption>,
}

/// What is wrong with one field that was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueFault {
    /// The form has no such field.
    UnknownField,
    /// It must be there before the case goes on.
    Missing,
    /// More signs than the field takes.
    TooLong,
    /// Several lines where one is asked for.
    SeveralLines,
    /// No number.
    NotANumber,
    /// No day.
    NotADate,
    /// None of the options.
    NotAnOption,
    /// Neither yes nor no.
    NotYesOrNo,
}

impl ValueFault {
    /// All of them.
    pub const ALL: [ValueFault; 8] = {
        use ValueFault::{Missing, NotADate, NotANumber, NotAnOption, NotYesOrNo, SeveralLines, TooLong, UnknownField};
        [UnknownField, Missing, TooLong, SeveralLines, NotANumber, NotADate, NotAnOption, NotYesOrNo]
    };

    /// The stable code, as on the wire and in the word files (`letters-form-fault-…`).
    pub fn code(self) -> &'static str {
        match self {
            ValueFault::UnknownField => "unknown-field",
            ValueFault::Missing => "missing",
            ValueFault::TooLong => "too-long",
            ValueFault::SeveralLines => "several-lines",
            ValueFault::NotANumber => "not-a-number",
            ValueFault::NotADate => "not-a-date",
            ValueFault::NotAnOption => "not-an-option",
            ValueFault::NotYesOrNo => "not-yes-or-no",
        }
    }
}

/// What is wrong, by the name of the field.
pub type ValueFaults = BTreeMap<String, ValueFault>;

impl FormField {
    /// Most signs it takes.
    pub fn most_chars(&self, limits: &Limits) -> usize {
        match self.kind {
            FieldKind::LongText => limits.form_text_chars,
            FieldKind::Number => NUMBER_CHARS,
            _ => limits.form_line_chars,
        }
    }

    /// Whether a value that is not blank fits.
    pub fn fault(&self, value: &str, limits: &Limits) -> Option<ValueFault> {
        let fault = match self.kind {
            FieldKind::Text if value.contains('\n') => ValueFault::SeveralLines,
            FieldKind::Number if !is_number(value) => ValueFault::NotANumber,
            FieldKind::Date if !is_day(value) => ValueFault::NotADate,
            FieldKind::Choice if !self.options.iter().any(|option| option.name == value) => ValueFault::NotAnOption,
            FieldKind::YesNo if !["yes", "no"].contains(&value) => ValueFault::NotYesOrNo,
            FieldKind::Text | FieldKind::LongText if value.chars().count() > self.most_chars(limits) => {
                ValueFault::TooLong
            }
            _ => return None,
        };
        Some(fault)
    }
}

impl StepKind {
    /// Whether staff end such a stage by an act on the case: only there can something be filled in before.
    pub fn has_form(self) -> bool {
        matches!(self, StepKind::Route | StepKind::Take | StepKind::Handle | StepKind::Approve | StepKind::Publish)
    }
}

impl Stage {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&FormField> {
        self.form.iter().find(|field| field.name == name)
    }

    /// What is wrong with values, none of them blank. What is not there yet is no fault here: a form is saved as far
    /// as it is filled in.
    pub fn faults_of(&self, values: &BTreeMap<String, String>, limits: &Limits) -> ValueFaults {
        let fault = |(name, value): (&String, &String)| {
            let fault = match self.field(name) {
                Some(field) => field.fault(value, limits)?,
                None => ValueFault::UnknownField,
            };
            Some((name.clone(), fault))
        };
        values.iter().filter_map(fault).collect()
    }

    /// Fields without which the case does not go on, beside those that are filled in.
    pub fn wanting<'a>(&'a self, filled: &'a [String]) -> impl Iterator<Item = &'a FormField> {
        self.form.iter().filter(|field| field.required && !filled.contains(&field.name))
    }
}

fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    value.len() <= NUMBER_CHARS && all(whole) && all(part)
}

/// Only as programs write it: a page says how, and offers a calendar where the browser has one.
fn is_day(value: &str) -> bool {
    value.len() == "2026-02-13".len() && value.parse::<Date>().is_ok()
}
