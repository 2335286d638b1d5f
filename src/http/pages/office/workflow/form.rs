//! The form of a workflow: all stages in one form, for a stage alone is often neither whole nor sound.

use super::{
    super::{
        fields::{Faults, Fields},
        form::{Asked, Choice, Field, Shape},
        grants,
    },
    form_fields::{self, FieldPart},
    rows::called,
};
use crate::{
    http::Words,
    kernel::{
        letter::LetterKind,
        principal::Role,
        workflow::{Limit, Rights, STAGES_MOST, Stage, StepKind, Title, Workflow},
    },
};
use std::collections::BTreeMap;

/// Fields of working days by kind of letter, in the order of `LetterKind::ALL`.
const KINDS: [&str; 5] = ["days_enquiry", "days_help", "days_suggestion", "days_criticism", "days_complaint"];

/// One stage in the form.
pub(super) struct StagePart {
    pub heading: String,
    /// Folded open: it is new, or something about it is wrong.
    pub open: bool,
    pub order: String,
    pub fields: Vec<Field>,
    /// Limits by kind, rarely used.
    pub more: Vec<Field>,
    /// What is filled in there.
    pub form: Vec<FieldPart>,
    /// The heading of that.
    pub form_heading: String,
}

/// Reads the form. Numbers that are none are faults; whether the whole is sound is another question.
pub(super) fn read(words: Words, fields: &Fields, version: u32, faults: &mut Faults) -> Workflow {
    let rows = fields.all("stage_name").count().min(STAGES_MOST + 1);
    let kept: Vec<usize> = (0..rows)
        .filter(|row| !fields.nth("stage_name", *row).is_empty())
        .filter(|row| !fields.all("stage_drop").any(|dropped| dropped == row.to_string()))
        .collect();
    let name = |row: usize| fields.nth("stage_name", row).to_owned();
    let stage = |row: usize| Stage {
        name: name(row),
        step: StepKind::parse(fields.nth("stage_step", row)).unwrap_or(StepKind::Handle),
        role: Role::parse(fields.nth("stage_role", row)).unwrap_or(Role::Handler),
        next: next(fields, row, &kept, name),
        title: title(fields.nth("stage_zh", row), fields.nth("stage_en", row)),
        limit: None,
        rights: Rights {
            publish_by_default: fields.all("stage_publish").any(|ticked| ticked == row.to_string()),
            ..Rights::default()
        },
        form: Vec::new(),
    };
    let mut stages: Vec<Stage> = kept.iter().map(|row| stage(*row)).collect();
    let form = form_fields::read(fields);
    for (stage, row) in stages.iter_mut().zip(&kept) {
        stage.form = form.iter().filter(|(of, _)| of == row).map(|(_, field)| field.clone()).collect();
    }
    let mut number = |field: &str, row: usize| number(words, fields, field, row, faults);
    for (stage, row) in stages.iter_mut().zip(&kept) {
        let mut days = |field: &str| number(&format!("stage_{field}"), *row);
        stage.limit = limit(&mut days);
        (stage.rights.extend_days, stage.rights.approvals) =
            (days("extend").unwrap_or(0), days("approvals").unwrap_or(0));
    }
    let promise = limit(&mut |field| number(&format!("promise_{field}"), 0));
    let title = title(fields.text("workflow_zh"), fields.text("workflow_en"));
    Workflow { id: fields.text("workflow_id").to_owned(), version, stages, title, promise }
}

fn title(zh: &str, en: &str) -> Option<Title> {
    (!zh.is_empty() || !en.is_empty()).then(|| Title { zh: zh.to_owned(), en: en.to_owned() })
}

fn number(words: Words, fields: &Fields, field: &str, row: usize, faults: &mut Faults) -> Option<u16> {
    let typed = fields.nth(field, row);
    let number = typed.parse().ok();
    if !typed.is_empty() && number.is_none() {
        faults.add(format!("{field}-{row}"), words.t("workflow-f-number"));
    }
    number
}

/// Without a number for all others, what is typed for some kinds says nothing.
fn limit(days: &mut impl FnMut(&str) -> Option<u16>) -> Option<Limit> {
    let (all, urgent) = (days("days"), days("urgent"));
    let kinds: BTreeMap<LetterKind, u16> =
        LetterKind::ALL.into_iter().zip(KINDS).filter_map(|(kind, field)| Some((kind, days(field)?))).collect();
    all.map(|days| Limit { days, urgent, kinds })
}

/// The stages ticked, those that followed before in the order in which they did.
fn next(fields: &Fields, row: usize, kept: &[usize], name: impl Fn(usize) -> String) -> Vec<String> {
    let ticked = fields.all("stage_next").filter_map(|value| value.split_once('-'));
    let ticked = ticked.filter(|(from, _)| *from == row.to_string()).filter_map(|(_, to)| to.parse::<usize>().ok());
    let mut next: Vec<String> = ticked.filter(|to| kept.contains(to)).map(name).collect();
    let before: Vec<&str> = fields.nth("stage_order", row).split(' ').collect();
    next.sort_by_key(|name| before.iter().position(|held| held == name).unwrap_or(usize::MAX));
    next
}

/// The fields of the whole.
pub(super) fn whole(asked: &Asked<'_>, workflow: &Workflow) -> (Vec<Field>, Vec<Field>) {
    let words = asked.words;
    let line = |name: &'static str, shape: Shape, value: &str| {
        asked.numbered(name, name, words.t(&format!("workflow-f-{}", name.replace('_', "-"))), shape, value.to_owned())
    };
    let (zh, en) = titles(workflow.title.as_ref());
    let promise = workflow.promise.as_ref();
    let days = |name: &'static str, label: String, days: Option<u16>| {
        asked.numbered(name, &format!("{name}-0"), label, Shape::Number, shown(days))
    };
    let mut first = vec![
        line("workflow_zh", Shape::Line, zh),
        line("workflow_en", Shape::Line, en),
        line("workflow_id", Shape::Code, &workflow.id),
    ];
    first.push(days("promise_days", words.t("workflow-f-promise-days"), promise.map(|limit| limit.days)));
    first.push(days("promise_urgent", words.t("workflow-f-promise-urgent"), promise.and_then(|limit| limit.urgent)));
    let names = ["promise_days_enquiry", "promise_days_help", "promise_days_suggestion", "promise_days_criticism"];
    let names = names.into_iter().chain(["promise_days_complaint"]);
    let kinds = LetterKind::ALL.into_iter().zip(names);
    let more =
        kinds.map(|(kind, name)| days(name, of_kind(words, kind), promise.and_then(|limit| kinds_of(limit, kind))));
    (first, more.collect())
}

fn of_kind(words: Words, kind: LetterKind) -> String {
    words.t1("workflow-f-kind", "kind", words.t(&format!("workflow-kind-{}", kind.code())))
}

fn kinds_of(limit: &Limit, kind: LetterKind) -> Option<u16> {
    limit.kinds.get(&kind).copied()
}

fn titles(title: Option<&Title>) -> (&str, &str) {
    title.map_or(("", ""), |title| (&title.zh, &title.en))
}

fn shown(days: Option<u16>) -> String {
    days.filter(|days| *days > 0).map_or_else(String::new, |days| days.to_string())
}

/// The stages, and a blank one for one more.
pub(super) fn stages(asked: &Asked<'_>, workflow: &Workflow, open: &[String]) -> Vec<StagePart> {
    let (words, all) = (asked.words, workflow.stages.as_slice());
    let blank = Stage {
        name: String::new(),
        step: StepKind::Approve,
        role: Role::Approver,
        next: Vec::new(),
        title: None,
        limit: None,
        rights: Rights::default(),
        form: Vec::new(),
    };
    let room = (all.len() < STAGES_MOST).then_some(&blank);
    let mut rows = 0;
    let part = |(row, stage): (usize, &Stage)| {
        let new = stage.name.is_empty();
        let called = called(words, stage);
        let heading =
            if new { words.t("workflow-f-new") } else { words.t2("workflow-f-stage", "n", row + 1, "stage", called) };
        let (fields, more) = one(asked, all, row, stage);
        let form = form_fields::parts(asked, stage, row, rows);
        rows += form.len();
        let form_heading = words.t1("workflow-f-form", "n", stage.form.len());
        let wrong = fields.iter().chain(&more).any(|field| field.error.is_some());
        StagePart {
            heading,
            open: wrong || open.contains(&stage.name),
            order: stage.next.join(" "),
            fields,
            more,
            form,
            form_heading,
        }
    };
    all.iter().chain(room).enumerate().map(part).collect()
}

fn one(asked: &Asked<'_>, all: &[Stage], row: usize, stage: &Stage) -> (Vec<Field>, Vec<Field>) {
    let words = asked.words;
    let label = |name: &str| words.t(&format!("workflow-f-{}", name.replace('_', "-")));
    let line = |name: &'static str, shape: Shape, value: &str| {
        asked.numbered(name, &format!("{name}-{row}"), label(name), shape, value.to_owned())
    };
    let number = |name: &'static str, days: Option<u16>| line(name, Shape::Number, &shown(days));
    let chosen = |name: &'static str, choices: Vec<Choice>| Field { choices, ..line(name, Shape::Select, "") };
    let steps = StepKind::ALL.map(|step| Choice {
        value: step.code().to_owned(),
        label: words.t2(
            "workflow-f-step-choice",
            "step",
            words.t(&format!("step-{}", step.code())),
            "does",
            words.t(&format!("step-{}-does", step.code())),
        ),
        chosen: step == stage.step,
    });
    let roles = grants::roles(words).into_iter().map(|(value, label)| {
        let chosen = value == stage.role.code();
        Choice { value, label, chosen }
    });
    let (zh, en) = titles(stage.title.as_ref());
    let limit = stage.limit.as_ref();
    let mut fields = vec![
        line("stage_zh", Shape::Line, zh),
        line("stage_en", Shape::Line, en),
        line("stage_name", Shape::Code, &stage.name),
        chosen("stage_step", steps.to_vec()),
        chosen("stage_role", roles.collect()),
        number("stage_days", limit.map(|limit| limit.days)),
        number("stage_urgent", limit.and_then(|limit| limit.urgent)),
        follows(asked, all, row, stage),
        number("stage_extend", Some(stage.rights.extend_days)),
        number("stage_approvals", Some(stage.rights.approvals)),
        asked.mark(
            "stage_publish",
            &format!("stage_publish-{row}"),
            label("stage_publish"),
            row,
            stage.rights.publish_by_default,
        ),
    ];
    if !stage.name.is_empty() {
        fields.push(asked.mark("stage_drop", &format!("stage_drop-{row}"), label("stage_drop"), row, false));
    }
    let names = ["stage_days_enquiry", "stage_days_help", "stage_days_suggestion", "stage_days_criticism"];
    let names = names.into_iter().chain(["stage_days_complaint"]);
    let kinds = LetterKind::ALL.into_iter().zip(names);
    let more = kinds.map(|(kind, name)| Field {
        label: of_kind(words, kind),
        ..number(name, limit.and_then(|limit| kinds_of(limit, kind)))
    });
    (fields, more.collect())
}

/// Boxes for the stages that may follow.
fn follows(asked: &Asked<'_>, all: &[Stage], row: usize, stage: &Stage) -> Field {
    let words = asked.words;
    let label = words.t("workflow-f-stage-next");
    let others = all.iter().enumerate().filter(|(other, _)| *other != row);
    let choices = others.map(|(other, to)| Choice {
        value: format!("{row}-{other}"),
        label: called(words, to),
        chosen: stage.next.contains(&to.name),
    });
    let field = asked.numbered("stage_next", &format!("stage_next-{row}"), label, Shape::Ticks, String::new());
    Field { choices: choices.collect(), ..field }
}
