//! What can be done with the workflow of a room.

use super::Workflow;
use serde::{Deserialize, Serialize};

/// A step of `Command::Workflow`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum WorkflowStep {
    /// Another one takes effect for whatever begins from now on.
    Adopt {
        /// The whole of it; its version is higher than the one in force.
        workflow: Workflow,
        /// The version that was in force when somebody decided this.
        seen: u32,
    },
}
