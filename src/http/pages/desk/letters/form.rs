//! The form of a stage on the page of a case: what is asked, and what was typed into it.

use super::{super::seat::read, case::Again, file::CaseFile};
use crate::{
    http::{Failure, Words},
    kernel::{
        refusal::Refusal,
        workflow::{FieldKind, FormField, ValueFault},
    },
    views::letter::{FieldAsked, Values, filled_in},
};
use std::collections::HashMap;

/// Names of fields as they are sent begin so; no other word of the forms of a case does.
const PREFIX: &str = "field-";
/// More options than this are a list that unfolds.
const RADIOS: usize = 6;

/// A field of the form as the page shows it.
pub(super) struct Asked {
    /// Its id, and the name it is sent under.
    pub id: String,
    pub title: String,
    /// Whether it is required, and who reads it.
    pub marks: String,
    pub hint: Option<String>,
    pub error: Option<String>,
    pub value: String,
    /// The type of the input.
    pub input: &'static str,
    pub decimal: bool,
    pub long: bool,
    /// Where one of several is chosen: what is sent, what is read.
    pub choices: Vec<(String, String)>,
    pub select: bool,
}

impl Asked {
    /// Attributes that tie hint and fault to the field.
    pub fn described(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error.clone()).collect();
        let invalid = if error.is_some() && self.choices.is_empty() { " aria-invalid=\"true\"" } else { "" };
        if ids.is_empty() { String::new() } else { format!(" aria-describedby=\"{}\"{invalid}", ids.join(" ")) }
    }
}

/// The name under which a field is sent.
fn sent_as(name: &str) -> String {
    format!("{PREFIX}{name}")
}

/// What is asked, with what stands there, or with what was typed into a form that came back.
pub(super) fn asked(words: Words, form: &[FieldAsked], again: &Again) -> Vec<Asked> {
    form.iter().map(|one| field(words, one, again)).collect()
}

fn field(words: Words, one: &FieldAsked, again: &Again) -> Asked {
    let FieldAsked { field, value } = one;
    let id = sent_as(&field.name);
    let typed = again.typed.get(&id);
    let choices = choices(words, one);
    let marks = [
        words.t(if field.required { "letters-form-required" } else { "letters-form-optional" }),
        words.t(if field.public { "letters-form-public" } else { "letters-form-inner" }),
    ];
    Asked {
        title: field.title.of(words.lang).to_owned(),
        marks: marks.join(" · "),
        hint: hint(words, field),
        error: again.faults.get(&field.name).map(|fault| words.t(&format!("letters-form-fault-{}", fault.code()))),
        value: typed.unwrap_or(value).clone(),
        input: if field.kind == FieldKind::Date { "date" } else { "text" },
        decimal: field.kind == FieldKind::Number,
        long: field.kind == FieldKind::LongText,
        select: choices.len() > RADIOS,
        choices,
        id,
    }
}

/// Browsers that have no calendar show a line: it says how a day is written.
fn hint(words: Words, field: &FormField) -> Option<String> {
    match field.kind {
        FieldKind::Date => Some(words.t("letters-form-date-hint")),
        FieldKind::Number => Some(words.t("letters-form-number-hint")),
        _ => None,
    }
}

/// What can be chosen, blank first: nothing is said for whoever has not looked yet.
fn choices(words: Words, one: &FieldAsked) -> Vec<(String, String)> {
    let options = one.options(words.lang);
    if options.is_empty() {
        return Vec::new();
    }
    let called = |word: &str| if one.field.kind == FieldKind::YesNo { words.t(word) } else { word.to_owned() };
    let blank = (String::new(), words.t("letters-form-blank"));
    let options = options.into_iter().map(|(value, word)| (value.to_owned(), called(word)));
    std::iter::once(blank).chain(options).collect()
}

/// What was typed, by the names of the fields that the stage has.
pub(super) fn values(file: &CaseFile, typed: &HashMap<String, String>) -> Values {
    let version = file.post.case.as_deref().map_or(0, |case| case.version);
    let Some(stage) = file.header.workflow_of(version).stage(&file.post.place.stage) else { return Values::new() };
    let value = |field: &FormField| {
        let typed = typed.get(&sent_as(&field.name))?.trim();
        let plain =
            if matches!(field.kind, FieldKind::Number | FieldKind::Date) { narrow(typed) } else { typed.into() };
        Some((field.name.clone(), plain))
    };
    stage.form.iter().filter_map(value).collect()
}

/// Steps whose forms hold the fields of their stage.
const ENDING: [&str; 5] = ["route", "take", "draft", "agree", "publish"];

/// What came along with such a step, where it is not what stands there: it is saved before the step, so that nothing
/// that somebody filled in is lost with another button.
pub(super) async fn changed(file: &CaseFile, typed: &HashMap<String, String>) -> Result<Option<Values>, Failure> {
    let act = typed.get("act").map(String::as_str).unwrap_or_default();
    let came = typed.keys().any(|name| name.starts_with(PREFIX));
    if !came || !file.acts.form || !ENDING.contains(&act) {
        return Ok(None);
    }
    let mut values = values(file, typed);
    values.retain(|_, value| !value.is_empty());
    let saved = read(filled_in(&file.app.db, &file.post).await)?;
    Ok((values != saved).then_some(values))
}

/// Digits and signs as an input method for Chinese may give them, as programs write them.
fn narrow(typed: &str) -> String {
    let sign = |sign: char| match sign {
        '０'..='９' | '．' | '－' => u32::from(sign).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(sign),
        '。' => '.',
        _ => sign,
    };
    typed.chars().map(sign).collect()
}

/// Fields that a refusal is about.
pub(super) fn faults(refusal: &Refusal) -> HashMap<String, ValueFault> {
    match refusal {
        Refusal::BadForm { fields } => fields.iter().map(|(name, fault)| (name.clone(), *fault)).collect(),
        Refusal::FormUnfilled { fields } => fields.iter().map(|name| (name.clone(), ValueFault::Missing)).collect(),
        _ => HashMap::new(),
    }
}

/// Fields without which the case does not go on.
pub(super) fn wanting(form: &[FieldAsked]) -> usize {
    form.iter().filter(|one| one.field.required && one.value.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::narrow;

    #[test]
    fn a_number_is_read_as_an_input_method_gives_it() {
        assert_eq!(narrow("－１２．５０"), "-12.50");
        assert_eq!(narrow("2026-02-13"), "2026-02-13");
    }
}
