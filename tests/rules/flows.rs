//! Workflows as entries of before and of today name them.

use wenzheng::kernel::{
    principal::Role,
    workflow::{FieldKind, FieldOption, FormField, Rights, Stage, StepKind, Title, Workflow},
};

/// The workflow of letters before its stage of publication proposed anything.
pub fn unproposed() -> Workflow {
    let mut workflow = Workflow { version: 2, ..Workflow::letters() };
    workflow.stages.iter_mut().for_each(|stage| stage.rights.publish_by_default = false);
    workflow
}

/// Letters, with a form where they are handled.
pub fn with_form() -> Workflow {
    let mut workflow = Workflow { version: 3, ..unproposed() };
    let titled = |zh: &str, en: &str| Title { zh: zh.into(), en: en.into() };
    let option = |name: &str, zh: &str, en: &str| FieldOption { name: name.into(), title: titled(zh, en) };
    let options = vec![option("call", "打电话", "By telephone"), option("visit", "上门", "On the spot")];
    let (kind, title) = (FieldKind::Choice, titled("怎样核实", "How it was looked into"));
    let form = vec![FormField { name: "checked".into(), title, kind, required: true, public: true, options }];
    workflow.stages.iter_mut().filter(|stage| stage.name == "handling").for_each(|stage| stage.form.clone_from(&form));
    workflow
}

/// The interview's workflow before anything went over.
pub fn plain() -> Workflow {
    let stage = |name: &str, step, role, next: &[&str]| Stage {
        name: name.into(),
        step,
        role,
        next: next.iter().map(|name| (*name).into()).collect(),
        title: None,
        limit: None,
        rights: Rights::default(),
        form: Vec::new(),
    };
    let stages = vec![
        stage("screening", StepKind::Screen, Role::Moderator, &["answering", "done"]),
        stage("answering", StepKind::Handle, Role::Guest, &["done"]),
        stage("done", StepKind::Close, Role::Editor, &[]),
    ];
    Workflow { id: "interview".into(), version: 1, stages, title: None, promise: None }
}
