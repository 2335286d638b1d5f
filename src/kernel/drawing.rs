//! What a new room is drafted from.

use super::{
    id::{RoomId, UnitId},
    policy::{Policy, RoomKind},
    room::{About, Schedule},
    workflow::Workflow,
};
use serde::{Deserialize, Serialize};

/// A new room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// The noun.
    pub kind: RoomKind,
    /// Rules.
    #[serde(default)]
    pub policy: Policy,
    /// Times.
    pub schedule: Schedule,
    /// Notice.
    pub about: About,
    /// Units for permits.
    #[serde(default)]
    pub units: Vec<UnitId>,
    /// To be thrown away.
    #[serde(default)]
    pub rehearsal: bool,
    /// The room it is copied from.
    #[serde(default)]
    pub copied_from: Option<RoomId>,
    /// How its posts are handled, where they are no questions of a session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(skip))]
    pub workflow: Option<Workflow>,
}
