//! Whether the forms of a workflow's stages can take effect.

use super::{
    FieldKind, FormField, Stage, Workflow,
    check::{is_name, is_title},
    fault::{FIELDS_MOST, FORM_FIELDS_MOST, Fault, FaultKind, OPTIONS_MOST},
};
use std::collections::HashSet;

impl Workflow {
    /// All fields together are bounded: they lie in the header of the room, which every decision reads.
    pub(super) fn of_forms(&self) -> Option<FaultKind> {
        let fields = self.stages.iter().flat_map(|stage| &stage.form);
        let parts: usize = fields.map(|field| 1 + field.options.len()).sum();
        (parts > FORM_FIELDS_MOST).then_some(FaultKind::TooManyFormFields)
    }
}

pub(super) fn of_form(stage: &Stage) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !stage.form.is_empty() && !stage.step.has_form() {
        faults.push(FaultKind::FormAstray.at(&stage.name));
    }
    if stage.form.len() > FIELDS_MOST {
        faults.push(FaultKind::TooManyFields.at(&stage.name));
        return faults;
    }
    let mut seen = HashSet::new();
    for field in &stage.form {
        let twice = (!seen.insert(&field.name)).then_some(FaultKind::FieldTwice);
        let kinds = twice.into_iter().chain(of_field(field));
        faults.extend(kinds.map(|kind| kind.between(&stage.name, &field.name)));
    }
    faults
}

fn of_field(field: &FormField) -> Vec<FaultKind> {
    let mut kinds = Vec::new();
    kinds.extend((!is_name(&field.name)).then_some(FaultKind::FieldName));
    kinds.extend((!is_title(&field.title)).then_some(FaultKind::FieldTitle));
    let (choice, many) = (field.kind == FieldKind::Choice, field.options.len());
    kinds.extend((choice && many < 2).then_some(FaultKind::NoOptions));
    kinds.extend((!choice && many > 0).then_some(FaultKind::OptionsAstray));
    kinds.extend((many > OPTIONS_MOST).then_some(FaultKind::TooManyOptions));
    let mut seen = HashSet::new();
    let twice = field.options.iter().any(|option| !seen.insert(&option.name));
    kinds.extend(twice.then_some(FaultKind::OptionTwice));
    let sound = field.options.iter().all(|option| is_name(&option.name) && is_title(&option.title));
    kinds.extend((!sound).then_some(FaultKind::OptionName));
    kinds
}
