//! Who sees figures of letters.

use super::super::signed::Signed;
use crate::kernel::{
    principal::{Reach, Role},
    refusal::Refusal,
};

/// Demands a role that looks beyond a single room.
pub(in crate::http::pages::office) fn require(me: &Signed) -> Result<(), Refusal> {
    const WHO: [Role; 5] = [Role::Administrator, Role::Approver, Role::Auditor, Role::Router, Role::Supervisor];
    let wide = |reach: Reach| !matches!(reach, Reach::Room { .. });
    let sees = me.user.grants.iter().any(|grant| WHO.contains(&grant.role) && wide(grant.reach));
    if sees { Ok(()) } else { Err(Refusal::NotAllowed) }
}
