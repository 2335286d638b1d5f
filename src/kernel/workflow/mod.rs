//! What it is: workflows as data; named stages, each of a closed kind of step, with who does it, how long and what follows.
//! What it never does: know a room's kind, or a case.
//! Who calls it: the rules, which match on steps; the fold; pages that draw and change a workflow.
//! Where its tests are: `tests/rules/workflow.rs`.

mod check;
mod fault;
mod file;
mod form;
mod form_check;
mod shipped;
mod stage;
mod step;
mod ways;

pub use fault::{
    APPROVALS_MOST, DAYS_MOST, FIELDS_MOST, FORM_FIELDS_MOST, Fault, FaultKind, NAME_BYTES, OPTIONS_MOST, STAGES_MOST,
    TITLE_CHARS, WOULD_LOSE,
};
pub use file::{FileFault, FileFaultKind};
pub use form::{FieldKind, FieldOption, FormField, ValueFault, ValueFaults};
pub use stage::{Limit, Place, Rights, Stage, StepKind, Title, Workflow};
pub use step::WorkflowStep;
