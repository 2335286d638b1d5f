//! The form of a stage: filled in by whoever acts there, and there before the case goes on.

use super::moves::File;
use crate::kernel::{case::CaseEvent, event::Event, refusal::Refusal, workflow::StepKind};

/// Steps whose stages have forms.
pub(super) const FORMS: [StepKind; 5] = {
    use StepKind::{Approve, Handle, Publish, Route, Take};
    [Route, Take, Handle, Approve, Publish]
};

/// As far as it is filled in: what is wanting is asked for when the case is to go on.
pub(super) fn fill(file: &File<'_>) -> Result<Vec<Event>, Refusal> {
    file.at(&FORMS)?;
    let given = file.cx.given;
    let stage = file.stage;
    if stage.form.is_empty() {
        return Err(Refusal::WrongStep);
    }
    let (text, values) = given.form.as_ref().ok_or(Refusal::Empty)?;
    let faults = stage.faults_of(values, &given.limits);
    if !faults.is_empty() {
        return Err(Refusal::BadForm { fields: faults });
    }
    let text = given.form_text(text)?;
    let fields: Vec<String> = values.keys().cloned().collect();
    let is_public = |name: &&String| stage.field(name).is_some_and(|field| field.public);
    let public = fields.iter().filter(is_public).cloned().collect();
    let (version, by) = (file.case.version, file.person());
    Ok(vec![file.event(CaseEvent::Filled { stage: stage.name.clone(), version, text, fields, public, by })])
}

/// Demanded of every step by which a case goes on. What sends it back, asks its author or happens by itself demands
/// nothing: its stage is not done, or nobody is there to do it.
pub(super) fn filled(file: &File<'_>) -> Result<(), Refusal> {
    let filled = file.case.form(&file.stage.name).map(|form| form.fields.as_slice()).unwrap_or_default();
    let wanting: Vec<String> = file.stage.wanting(filled).map(|field| field.name.clone()).collect();
    if wanting.is_empty() { Ok(()) } else { Err(Refusal::FormUnfilled { fields: wanting }) }
}
