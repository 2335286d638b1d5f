//! Who is signed in: staff pages begin with this.

use crate::{
    auth::StaffUser,
    desk::{Act, Answer, Key, Submission},
    http::{App, Failure, Frame, Visit, query::address},
    kernel::{
        command::{Command, OfficeCommand},
        id::{OFFICE, RoomId, UnitId},
        principal::{Permit, Principal, Reach, Role},
        refusal::Refusal,
    },
    views::{
        office_rooms::{self, Sheet},
        reader::Reader,
    },
};
use axum::{
    extract::FromRequestParts,
    http::{Method, request::Parts},
    response::{IntoResponse, Response},
};

/// A member of staff, with the request and the frame of the page.
pub(super) struct Signed {
    pub visit: Visit,
    pub frame: Frame,
    pub user: StaffUser,
}

impl FromRequestParts<App> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let mut frame = Frame::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        match app.user(&visit).await.map_err(IntoResponse::into_response)? {
            Some(user) => {
                frame.staff = Some(user.name.clone());
                frame.at = "desk";
                Ok(Signed { visit, frame, user })
            }
            None if parts.method == Method::GET => {
                let query = if visit.query().is_empty() { String::new() } else { format!("?{}", visit.query()) };
                let then = format!("{}{query}", visit.path());
                Err(visit.redirect(&address("/enter", &[("then", &then)])))
            }
            None => Err(Failure::from(Refusal::LoginRequired).into_response()),
        }
    }
}

impl Signed {
    pub fn principal(&self) -> Principal {
        Principal::Staff(self.user.person)
    }

    /// The grants that reach a room; for showing and hiding, decisions read their own.
    pub fn permit(&self, room: RoomId, units: &[UnitId]) -> Permit {
        Permit::new(self.principal(), &self.user.grants, room, units)
    }

    /// Rights that reach further than a single room.
    pub fn office_permit(&self) -> Permit {
        self.permit(OFFICE, &[])
    }

    /// The room of this code, for somebody who holds one of `roles` in it.
    pub async fn sheet(&self, app: &App, code: &str, roles: &[Role]) -> Result<(Sheet, Permit), Failure> {
        let sheet = known_sheet(app, code).await?;
        let permit = self.require(sheet.header.id, &sheet.header.units, roles)?;
        Ok((sheet, permit))
    }

    /// For whom the page is made.
    pub fn reader(&self, app: &App) -> Reader {
        Reader::of(self.frame.words.lang, app.zone.clone(), app.desk.now())
    }

    /// Whether the whole installation is in these hands.
    pub fn governs_all(&self) -> bool {
        self.office_permit().governs()
    }

    /// Whether the whole office is open to be read: who governs it or audits it.
    pub fn reads_all(&self) -> bool {
        self.office_permit().holds_everywhere(&[Role::Administrator, Role::Auditor])
    }

    /// Demands that the whole office is open to be read.
    pub fn require_reading(&self) -> Result<(), Refusal> {
        if self.reads_all() { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    /// Whether letters are given to units by these hands, wherever.
    pub fn routes(&self) -> bool {
        self.user.grants.iter().any(|grant| grant.role == Role::Router)
    }

    /// Demands the installation or at least one unit.
    pub fn require_some(&self) -> Result<Permit, Refusal> {
        let permit = self.office_permit();
        let some = permit.governs() || !permit.units_administered().is_empty();
        if some { Ok(permit) } else { Err(Refusal::NotAllowed) }
    }

    /// Units held as administrator or approver, with those below them.
    pub fn own_units(&self) -> Vec<UnitId> {
        let held = self.user.grants.iter().filter_map(|grant| match (grant.role, grant.reach) {
            (Role::Administrator | Role::Approver, Reach::Unit { unit }) => Some(unit),
            _ => None,
        });
        held.collect()
    }

    /// Demands the whole installation.
    pub fn require_all(&self) -> Result<(), Refusal> {
        if self.governs_all() { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    /// Demands any of `roles` in a room; who has no role there does not learn that it exists.
    pub fn require(&self, room: RoomId, units: &[UnitId], roles: &[Role]) -> Result<Permit, Refusal> {
        let permit = self.permit(room, units);
        if !permit.is_staff() {
            return Err(Refusal::NotFound);
        }
        permit.require(roles)?;
        Ok(permit)
    }

    /// May read the log of the whole house.
    pub fn audits(&self) -> bool {
        self.permit(OFFICE, &[]).holds(&[Role::Administrator, Role::Auditor])
    }

    pub async fn office(&self, app: &App, command: OfficeCommand, key: Option<Key>) -> Result<Answer, Refusal> {
        let act = Act::Office(Box::new(command));
        app.desk.submit(Submission { principal: self.principal(), act, key, pass: None }).await
    }

    pub async fn room(&self, app: &App, room: RoomId, command: Command, key: Option<Key>) -> Result<Answer, Refusal> {
        let act = Act::Room(room, Box::new(command));
        app.desk.submit(Submission { principal: self.principal(), act, key, pass: None }).await
    }

    /// Ends all sessions of this person and begins a new one here: what proves who they are has changed.
    pub async fn begin_anew(&self, app: &App) -> Result<(), Refusal> {
        app.auth.close_all(self.user.person).await?;
        self.visit.begin_session(&app.auth.open(self.user.person, app.desk.now()).await?);
        Ok(())
    }

    /// The confirmation that the address asks for, if there are words for it.
    pub fn done(&self) -> Option<String> {
        let code = self.visit.query().split('&').find_map(|pair| pair.strip_prefix("done="))?;
        let word = format!("office-done-{code}");
        let is_code = code.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if is_code { self.frame.words.if_any(&word) } else { None }
    }
}

/// The room of this code, whoever asks.
pub(super) async fn known_sheet(app: &App, code: &str) -> Result<Sheet, Failure> {
    let sheet = office_rooms::sheet(&app.db, code).await;
    Ok(sheet.map_err(|error| Failure::internal("a room could not be read", &error))?.ok_or(Refusal::NotFound)?)
}
