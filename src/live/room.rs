//! Which room an address means, and whether this caller may listen there.

use super::routes::Live;
use crate::{
    auth::StaffUser,
    kernel::{
        id::{PassId, RoomId},
        principal::{Permit, Principal},
        refusal::Refusal,
    },
    store::StoreError,
    wire::{frame::PROTOCOL, position::Position, problem::Trouble},
};
use serde::Deserialize;

/// Rooms remembered as public; beyond, all are asked about again.
const MOST_KNOWN: usize = 10_000;

/// What stands in the address of a socket.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Since {
    epoch: Option<u64>,
    at: Option<u64>,
    /// What the client speaks; the present protocol where it does not say.
    protocol: Option<u32>,
    /// The desk a member of the crew is at.
    #[serde(default)]
    pub desk: String,
}

impl Since {
    /// Where the client stands, as it says.
    ///
    /// # Errors
    /// `Malformed` for half a position.
    pub fn position(&self) -> Result<Option<Position>, Refusal> {
        match (self.epoch, self.at) {
            (Some(epoch), Some(at)) => Ok(Some(Position { epoch, at })),
            (None, None) => Ok(None),
            _ => Err(Refusal::Malformed { why: "epoch and at come together".into() }),
        }
    }

    /// Whether the page of the client is older than this server.
    pub fn is_outdated(&self) -> bool {
        self.protocol.is_some_and(|spoken| spoken < PROTOCOL)
    }
}

impl Live {
    /// A room that this caller may know of. For the public that never ends but with the room itself, which the hub
    /// notices, so it is remembered: coming in needs no query. A rehearsal is asked about each time.
    ///
    /// # Errors
    /// `NotFound`.
    pub(super) async fn open_room(&self, code: &str, pass: Option<PassId>) -> Result<RoomId, Trouble> {
        if let Some(known) = self.known.get(code) {
            return Ok(*known);
        }
        let header = self.db.room_by_code(code).await.map_err(unread)?;
        let header = header.filter(|header| header.is_open_to(pass)).ok_or(Refusal::NotFound)?;
        let room = header.id;
        if !header.is_public() {
            return Ok(room);
        }
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(code.to_owned(), room);
        Ok(room)
    }

    /// A room whose crew `session` belongs to, and who that is.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`.
    pub(super) async fn crew_room(&self, code: &str, session: Option<&str>) -> Result<(RoomId, StaffUser), Trouble> {
        let session = session.ok_or(Refusal::LoginRequired)?;
        let user = self.auth.user(session, self.desk.now()).await?.ok_or(Refusal::LoginRequired)?;
        let header = self.db.room_by_code(code).await.map_err(unread)?.ok_or(Refusal::NotFound)?;
        let permit = Permit::new(Principal::Staff(user.person), &user.grants, header.id, &header.units);
        if permit.is_staff() { Ok((header.id, user)) } else { Err(Refusal::NotFound.into()) }
    }
}

fn unread(error: StoreError) -> Trouble {
    tracing::error!(%error, "a room could not be read");
    Trouble::Internal
}
