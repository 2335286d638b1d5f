//! What it is: pages of figures of letters: a period, the letters behind a figure, a month to print, the inspection, files.
//! What it never does: count; that is `stats`, from counters; or show a letter to somebody who may not see it.
//! Who calls it: the router of the office, and that of public pages where the month is public.
//! Where its tests are: `tests/story/letter_numbers.rs`, `tests/story/letter_number_pages.rs`, and the browser tests of all pages.

mod behind;
mod bulletin;
mod figures;
mod inspection;
mod numbers;
mod open;
mod period;
mod sheet;
mod table;

pub(super) use behind::behind;
pub(super) use bulletin::inner;
pub(in crate::http::pages) use bulletin::public;
pub(super) use inspection::inspection;
pub(super) use numbers::numbers;
pub(in crate::http::pages) use open::open_data;
pub(super) use sheet::sheet;

use super::signed::Signed;
use crate::kernel::{
    principal::{Reach, Role},
    refusal::Refusal,
};

/// Who sees figures of letters: roles that look beyond a single room.
pub(super) fn require(me: &Signed) -> Result<(), Refusal> {
    const WHO: [Role; 5] = [Role::Administrator, Role::Approver, Role::Auditor, Role::Router, Role::Supervisor];
    let wide = |reach: Reach| !matches!(reach, Reach::Room { .. });
    let sees = me.user.grants.iter().any(|grant| WHO.contains(&grant.role) && wide(grant.reach));
    if sees { Ok(()) } else { Err(Refusal::NotAllowed) }
}
