//! What can be done with the workflow of a room.

use super::Workflow;
use crate::kernel::id::PostId;
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
    /// An open case goes on by the version in force, with the clocks it has. Sent again it says nothing.
    Move {
        /// Which post.
        post: PostId,
        /// The version that is meant.
        version: u32,
        /// The stage at which somebody saw the case.
        from: String,
        /// The stage at which it is to stand, of the same step.
        to: String,
        /// Why.
        text: String,
    },
}
