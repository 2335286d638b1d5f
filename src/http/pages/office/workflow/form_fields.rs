//! What a stage's form asks, in the form of the workflow: one part a field, and a blank one for one more.

use super::super::{
    fields::Fields,
    form::{Asked, Choice, Field, Shape},
};
use crate::{
    http::Words,
    kernel::workflow::{FIELDS_MOST, FieldKind, FieldOption, FormField, STAGES_MOST, Stage, Title},
};

/// Rows of fields that are read: beyond them a form is no form.
const ROWS: usize = STAGES_MOST * (FIELDS_MOST + 1);

/// One field of a stage's form.
pub(super) struct FieldPart {
    pub heading: String,
    /// The row of its stage.
    pub of: usize,
    pub fields: Vec<Field>,
}

/// The fields of all stages, each with the row of its stage.
pub(super) fn read(fields: &Fields) -> Vec<(usize, FormField)> {
    let rows = fields.all("field_of").count().min(ROWS);
    let marked = |name: &str, row: usize| fields.all(name).any(|ticked| ticked == row.to_string());
    let one = |row: usize| {
        let of = fields.nth("field_of", row).parse().ok()?;
        let (zh, en) = (fields.nth("field_zh", row).to_owned(), fields.nth("field_en", row).to_owned());
        let kind = FieldKind::parse(fields.nth("field_kind", row)).unwrap_or(FieldKind::Text);
        let (name, options) = (fields.nth("field_name", row).to_owned(), options(fields.nth("field_options", row)));
        let (required, public) = (marked("field_required", row), marked("field_public", row));
        let typed = [&name, &zh, &en].into_iter().any(|words| !words.is_empty());
        let kept = typed && !marked("field_drop", row);
        kept.then_some((of, FormField { name, title: Title { zh, en }, kind, required, public, options }))
    };
    (0..rows).filter_map(one).collect()
}

/// A line an option: `call = 打电话 | By telephone`.
fn options(typed: &str) -> Vec<FieldOption> {
    let option = |line: &str| {
        let line = line.replace('＝', "=").replace('｜', "|");
        let (name, title) = line.split_once('=').unwrap_or((&line, ""));
        let (zh, en) = title.split_once('|').unwrap_or((title, ""));
        let [name, zh, en] = [name, zh, en].map(|words| words.trim().to_owned());
        FieldOption { name, title: Title { zh, en } }
    };
    typed.lines().filter(|line| !line.trim().is_empty()).map(option).collect()
}

fn written(options: &[FieldOption]) -> String {
    let line = |option: &FieldOption| format!("{} = {} | {}", option.name, option.title.zh, option.title.en);
    options.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The parts of one stage; `first` counts the rows of all stages before it.
pub(super) fn parts(asked: &Asked<'_>, stage: &Stage, of: usize, first: usize) -> Vec<FieldPart> {
    let title = Title::default();
    let blank = FormField {
        name: String::new(),
        title,
        kind: FieldKind::Text,
        required: false,
        public: false,
        options: vec![],
    };
    let takes = stage.step.has_form() && stage.form.len() < FIELDS_MOST;
    let all = stage.form.iter().chain(takes.then_some(&blank));
    all.zip(first..).map(|(field, row)| part(asked, field, of, row)).collect()
}

fn part(asked: &Asked<'_>, field: &FormField, of: usize, row: usize) -> FieldPart {
    let words = asked.words;
    let label = |name: &str| words.t(&format!("workflow-f-{}", name.replace('_', "-")));
    let line = |name: &'static str, shape: Shape, value: &str| {
        asked.numbered(name, &format!("{name}-{row}"), label(name), shape, value.to_owned())
    };
    let mark = |name: &'static str, held: bool| asked.mark(name, &format!("{name}-{row}"), label(name), row, held);
    let kinds = FieldKind::ALL.map(|kind| Choice {
        value: kind.code().to_owned(),
        label: kind_word(words, kind),
        chosen: kind == field.kind,
    });
    let new = field.name.is_empty();
    let mut fields = vec![
        line("field_zh", Shape::Line, &field.title.zh),
        line("field_en", Shape::Line, &field.title.en),
        line("field_name", Shape::Code, &field.name),
        Field { choices: kinds.to_vec(), ..line("field_kind", Shape::Select, "") },
        Field {
            hint: Some(label("field_options-hint")),
            ..line("field_options", Shape::Brief, &written(&field.options))
        },
        mark("field_required", field.required),
        mark("field_public", field.public),
    ];
    if !new {
        fields.push(mark("field_drop", false));
    }
    let heading = if new { words.t("workflow-f-field-new") } else { field.title.of(words.lang).to_owned() };
    FieldPart { heading, of, fields }
}

/// What a kind of field takes, in words.
pub(super) fn kind_word(words: Words, kind: FieldKind) -> String {
    words.t(&format!("workflow-field-{}", kind.code().replace('_', "-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_as_they_are_written() {
        let typed = "call = 打电话 | By telephone\n\nvisit＝上门｜On the spot";
        let read = options(typed);
        assert_eq!(written(&read), "call = 打电话 | By telephone\nvisit = 上门 | On the spot");
        assert_eq!(options("only").first().map(|option| option.name.as_str()), Some("only"));
    }
}
