//! To-do lists of letters: which are open to somebody, and how much is on each.

use super::{super::seat::read, file::CaseFile};
use crate::{
    auth::StaffUser,
    http::{App, Failure},
    kernel::{
        calendar::today,
        case::CasePile,
        id::RoomId,
        principal::{Permit, Principal, Role},
        room::Header,
    },
    store::CaseFilter,
    views::letter::{CaseLine, case_lines},
};

/// A count goes no further: more is "99+".
const MOST: u32 = 100;

/// A to-do list that is open to somebody.
pub(in super::super) struct Pile {
    /// Its code, and `letters-pile-…`.
    pub code: &'static str,
    /// How many, up to a bound.
    pub count: u32,
    /// It is shown.
    pub chosen: bool,
    pub(super) filter: CaseFilter,
    to_do: bool,
}

impl Pile {
    /// The number as it is shown.
    pub fn number(&self) -> String {
        if self.count >= MOST { format!("{}+", MOST - 1) } else { self.count.to_string() }
    }

    /// Whether it waits for its reader, rather than being there to look at.
    pub fn is_to_do(&self) -> bool {
        self.to_do
    }
}

/// Where somebody's grants reach.
pub(super) struct Reached<'a> {
    pub user: &'a StaffUser,
    pub rooms: &'a [Header],
}

impl Reached<'_> {
    pub fn rooms(&self, roles: &[Role]) -> Vec<RoomId> {
        let permit = |header: &Header| {
            Permit::new(Principal::Staff(self.user.person), &self.user.grants, header.id, &header.units).holds(roles)
        };
        self.rooms.iter().filter(|header| permit(header)).map(|header| header.id).collect()
    }

    fn piles(&self, app: &App) -> Vec<Pile> {
        let today = today(app.desk.now(), &app.zone);
        let open = |pile: CasePile| {
            let over = pile.over(self.user.person, &self.user.grants, self.rooms)?;
            let filter = CaseFilter::of(pile, over, today);
            Some(Pile { code: pile.code(), count: 0, chosen: false, filter, to_do: pile.is_to_do() })
        };
        CasePile::ALL.into_iter().filter_map(open).collect()
    }
}

/// Another letter whose answer waits for whoever has this one open.
pub(super) async fn next_to_approve(file: &CaseFile) -> Result<Option<CaseLine>, Failure> {
    let CaseFile { app, user, reader, post, .. } = file;
    let rooms = read(app.db.rooms_with_cases().await)?;
    let Some(over) = CasePile::Approve.over(user.person, &user.grants, &rooms) else { return Ok(None) };
    let today = today(app.desk.now(), &app.zone);
    let wanted = CaseFilter { limit: 2, ..CaseFilter::of(CasePile::Approve, over, today) };
    let mut cases = read(app.db.cases(&wanted).await)?;
    cases.retain(|row| row.listed.post.id != post.id);
    Ok(read(case_lines(&app.db, reader, &cases).await)?.into_iter().next())
}

/// The lists open to somebody, with how much is on each.
pub(in super::super) async fn counted(app: &App, user: &StaffUser) -> Result<Vec<Pile>, Failure> {
    let rooms = read(app.db.rooms_with_cases().await)?;
    if rooms.is_empty() {
        return Ok(Vec::new());
    }
    let mut piles = Reached { user, rooms: &rooms }.piles(app);
    for pile in &mut piles {
        pile.count = read(app.db.count_cases(&pile.filter, MOST).await)?;
    }
    Ok(piles)
}
