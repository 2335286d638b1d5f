//! What a page tells the script that keeps it true.

use super::{place::Place, seat::Seat};
use crate::{
    kernel::id::{Millis, PersonId, PostId},
    wire::position::{Stream, epoch},
};
use serde::Serialize;

/// Where the page comes from and what it has seen. Script fetches the same page again.
#[derive(Serialize)]
pub(super) struct Told {
    code: String,
    /// This page, whatever its address says.
    here: String,
    /// Who sits here.
    me: PersonId,
    epoch: u64,
    /// Staff position that the page has seen.
    at: u64,
    /// The installation's time zone.
    zone: String,
    /// The server's clock, UTC ms.
    now: Millis,
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<PostId>,
    revision: u32,
}

impl Told {
    /// Of the page at `place`; of one question and the revision shown, where it is one question's.
    pub fn of(seat: &Seat, place: Place, post: Option<(PostId, u32)>) -> Told {
        let header = &seat.header;
        Told {
            code: header.code.clone(),
            here: seat.frame.url(&format!("/desk/r/{}/{}", header.code, place.path())),
            me: seat.user.person,
            epoch: epoch(seat.app.db.epoch(), header.id, Stream::Staff),
            at: header.staff_at,
            zone: seat.reader.zone.iana_name().unwrap_or("UTC").to_owned(),
            now: seat.reader.now,
            post: post.map(|(post, _)| post),
            revision: post.map_or(0, |(_, revision)| revision),
        }
    }
}
