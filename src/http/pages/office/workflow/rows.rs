//! A workflow in words: what stands on the cards of the drawing and in the table beside it.

use super::{
    super::grants,
    drawing::{Card, Drawing},
    form_fields::kind_word,
    holders::Holders,
};
use crate::{
    http::Words,
    kernel::{
        text::Lang,
        workflow::{FormField, Limit, Stage, StepKind, Title, Workflow},
    },
};

/// A stage in the table.
pub(super) struct StageRow {
    pub title: String,
    pub name: String,
    pub step: String,
    pub does: String,
    pub role: String,
    pub limit: String,
    pub next: String,
    pub also: Vec<String>,
    /// It is called otherwise than its step.
    pub titled: bool,
    /// The limit for everything else, and those for what is urgent or of a kind.
    pub limits: Vec<String>,
    /// What is filled in there.
    pub form: Vec<String>,
    /// Who holds the role, where that was asked.
    pub held: Holders,
}

pub(super) fn in_words(words: Words, title: &Title) -> &str {
    if words.lang == Lang::Zh { &title.zh } else { &title.en }
}

/// How people call a stage: its own name, else that of what is done there.
pub(super) fn called(words: Words, stage: &Stage) -> String {
    let step = || words.t(&format!("step-{}", stage.step.code()));
    stage.title.as_ref().map_or_else(step, |title| in_words(words, title).to_owned())
}

/// The same for a name that may be none of the workflow.
pub(super) fn called_by_name(words: Words, workflow: &Workflow, name: &str) -> String {
    workflow.stage(name).map_or_else(|| name.to_owned(), |stage| called(words, stage))
}

/// How people call a workflow.
pub(super) fn workflow_called(words: Words, workflow: &Workflow) -> String {
    let shipped = || words.if_any(&format!("workflow-called-{}", workflow.id.replace('_', "-")));
    let title = workflow.title.as_ref().map(|title| in_words(words, title).to_owned());
    title.or_else(shipped).unwrap_or_else(|| workflow.id.clone())
}

/// `5 个工作日；紧急 2；投诉 10`.
pub(super) fn limit(words: Words, limit: &Limit) -> String {
    limits(words, limit).join(&words.t("workflow-and"))
}

/// The same, one by one.
fn limits(words: Words, limit: &Limit) -> Vec<String> {
    let mut parts = vec![words.t1("workflow-days", "n", limit.days)];
    parts.extend(limit.urgent.map(|days| words.t1("workflow-days-urgent", "n", days)));
    parts.extend(limit.kinds.iter().map(|(kind, days)| {
        let kind = words.t(&format!("workflow-kind-{}", kind.code()));
        words.t2("workflow-days-kind", "kind", kind, "n", *days)
    }));
    parts
}

/// What a field asks: `现场核实（是或否 · 必填 · 随答复公开）`.
fn asked(words: Words, field: &FormField) -> String {
    let mut facts = vec![kind_word(words, field.kind)];
    facts.extend(field.required.then(|| words.t("letters-form-required")));
    facts.extend(field.public.then(|| words.t("letters-form-public")));
    let options: Vec<&str> = field.options.iter().map(|option| in_words(words, &option.title)).collect();
    facts.extend((!options.is_empty()).then(|| options.join(" / ")));
    let title = match in_words(words, &field.title) {
        "" => field.name.clone(),
        title => title.to_owned(),
    };
    words.t2("workflow-asked", "field", title, "facts", facts.join(" · "))
}

/// How long a stage may take.
fn within(words: Words, workflow: &Workflow, stage: &Stage) -> String {
    match (&stage.limit, stage.step) {
        (Some(own), _) => limit(words, own),
        (None, StepKind::Close) => words.t("workflow-no-limit"),
        (None, StepKind::Handle) if workflow.promise.is_some() => words.t("workflow-by-promise"),
        (None, _) if workflow.is_timed() => words.t("workflow-limit-missing"),
        (None, _) => words.t("workflow-by-session"),
    }
}

pub(super) fn rows(words: Words, workflow: &Workflow) -> Vec<StageRow> {
    let row = |stage: &Stage| {
        let next: Vec<String> = stage.next.iter().map(|name| called_by_name(words, workflow, name)).collect();
        let rights = &stage.rights;
        let also = [
            (rights.extend_days > 0).then(|| words.t1("workflow-also-extend", "n", rights.extend_days)),
            (rights.approvals > 1).then(|| words.t1("workflow-also-approvals", "n", rights.approvals)),
            rights.publish_by_default.then(|| words.t("workflow-also-publish")),
        ];
        StageRow {
            title: called(words, stage),
            name: stage.name.clone(),
            step: words.t(&format!("step-{}", stage.step.code())),
            does: words.t(&format!("step-{}-does", stage.step.code())),
            role: grants::role(words, stage.role),
            limit: within(words, workflow, stage),
            next: if next.is_empty() { words.t("workflow-next-none") } else { next.join(&words.t("workflow-comma")) },
            also: also.into_iter().flatten().collect(),
            titled: stage.title.is_some(),
            limits: stage.limit.as_ref().map_or_else(|| vec![within(words, workflow, stage)], |own| limits(words, own)),
            form: stage.form.iter().map(|field| asked(words, field)).collect(),
            held: Holders::default(),
        }
    };
    workflow.stages.iter().map(row).collect()
}

pub(super) fn drawing(words: Words, workflow: &Workflow) -> Drawing {
    let at = |name: &String| workflow.stages.iter().position(|stage| stage.name == *name);
    let card = |stage: &Stage| {
        let (step, role) = (words.t(&format!("step-{}", stage.step.code())), grants::role(words, stage.role));
        // A stage that is called by its step says it once.
        let both = || words.t2("workflow-card-who", "step", step, "role", role.clone());
        let who = if stage.title.is_some() { both() } else { role.clone() };
        Card {
            title: called(words, stage),
            lines: [who, within(words, workflow, stage)],
            ends: stage.step == StepKind::Close,
            next: stage.next.iter().filter_map(at).collect(),
        }
    };
    let title = words.t1("workflow-drawn", "n", workflow.stages.len());
    Drawing::of(title, workflow.stages.iter().map(card).collect())
}
