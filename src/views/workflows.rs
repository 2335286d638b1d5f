//! The versions of a room's workflow, with who let each take effect and when.

use super::office_log::{Who, named};
use crate::{
    kernel::{
        event::{Event, RoomEvent},
        id::{Millis, RoomId},
        workflow::Workflow,
    },
    store::{Db, StoreError},
};

/// One version.
#[derive(Clone, Debug)]
pub struct Version {
    /// The whole of it.
    pub workflow: Workflow,
    /// Since when.
    pub at: Millis,
    /// By whom.
    pub who: Who,
}

/// All versions, the one in force first.
///
/// # Errors
/// `StoreError`.
pub async fn versions(db: &Db, room: RoomId) -> Result<Vec<Version>, StoreError> {
    let mut versions = Vec::new();
    let entries = db.workflows(room).await?;
    let names = named(db, entries.iter().map(|entry| entry.actor.as_str())).await?;
    for (entry, who) in entries.into_iter().zip(names) {
        if let Event::Room { event: RoomEvent::Drafted { workflow, .. } | RoomEvent::WorkflowAdopted { workflow } } =
            entry.event
        {
            versions.push(Version { workflow, at: entry.at, who });
        }
    }
    Ok(versions)
}
