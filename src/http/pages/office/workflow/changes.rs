//! What a workflow would change, in sentences.

use super::rows::{called, called_by_name, in_words, rows};
use crate::{
    http::Words,
    kernel::workflow::{Fault, FaultKind, Workflow},
};
use std::collections::BTreeSet;

/// What is wrong, as people call things.
pub(super) fn faults(words: Words, workflow: &Workflow, faults: &[Fault]) -> Vec<String> {
    let call = |name: &str| called_by_name(words, workflow, name);
    let told = |fault: &Fault| {
        let stage = fault.stage.as_deref().map(|name| match fault.kind {
            // here the short name itself is what is wrong
            FaultKind::Name | FaultKind::Twice => name.to_owned(),
            _ => call(name),
        });
        let field = |name: &str| {
            let of = fault.stage.as_deref().and_then(|stage| workflow.stage(stage)?.field(name));
            let title = of.map(|field| in_words(words, &field.title)).filter(|title| !title.is_empty());
            title.filter(|_| fault.kind.is_of_field()).map_or_else(|| call(name), str::to_owned)
        };
        let with: Vec<String> = fault.with.split(", ").map(field).collect();
        words.workflow_fault(&stage.unwrap_or_default(), fault.kind.code(), &with.join(&words.t("workflow-comma")))
    };
    // so that a file of nonsense is no page of nonsense
    let mut seen = BTreeSet::new();
    faults.iter().map(told).filter(|told| seen.insert(told.clone())).take(30).collect()
}

/// What differs from the one in force; nothing where nothing does.
pub(super) fn changes(words: Words, old: &Workflow, new: &Workflow) -> Vec<String> {
    let mut told = Vec::new();
    let (was, becomes) = (rows(words, old), rows(words, new));
    for stage in &new.stages {
        if old.stage(&stage.name).is_none() {
            told.push(words.t1("workflow-change-new", "stage", called(words, stage)));
        }
    }
    for stage in &old.stages {
        if new.stage(&stage.name).is_none() {
            told.push(words.t1("workflow-change-gone", "stage", called(words, stage)));
        }
    }
    for now in &becomes {
        let Some(before) = was.iter().find(|before| before.name == now.name) else { continue };
        let none = || words.t("workflow-nothing");
        let also = |also: &[String]| if also.is_empty() { none() } else { also.join(&words.t("workflow-and")) };
        for (what, before, after) in [
            ("workflow-c-title", before.title.clone(), now.title.clone()),
            ("workflow-c-step", before.step.clone(), now.step.clone()),
            ("workflow-c-role", before.role.clone(), now.role.clone()),
            ("workflow-c-limit", before.limit.clone(), now.limit.clone()),
            ("workflow-c-next", before.next.clone(), now.next.clone()),
            ("workflow-c-also", also(&before.also), also(&now.also)),
            ("workflow-c-form", also(&before.form), also(&now.form)),
        ] {
            if before != after {
                let values = [
                    ("stage", now.title.clone().into()),
                    ("what", words.t(what).into()),
                    ("from", before.into()),
                    ("to", after.into()),
                ];
                told.push(words.tn("workflow-change-of", values));
            }
        }
    }
    let promise = |workflow: &Workflow| {
        workflow.promise.as_ref().map_or_else(|| words.t("workflow-nothing"), |limit| super::rows::limit(words, limit))
    };
    if old.promise != new.promise {
        told.push(words.t2("workflow-change-promise", "from", promise(old), "to", promise(new)));
    }
    if old.title != new.title || old.id != new.id {
        told.push(words.t1("workflow-change-title", "to", super::rows::workflow_called(words, new)));
    }
    if told.is_empty() && old.stages != new.stages {
        told.push(words.t("workflow-change-order"));
    }
    told
}
