//! Retention: what belongs to authors alone is forgotten when its time is over, a bounded step at a time.

use crate::{
    desk::Desk,
    kernel::{
        clock::ClockStep,
        command::Command,
        id::{Millis, PostId, RoomId},
        principal::Principal,
        room::Phase,
    },
    store::{Db, StoreError},
};

/// Posts whose authors are forgotten in one step.
const STEP: u32 = 200;
const DAY: Millis = 86_400_000;

/// Forgets by which browsers posts came and where their authors are told: in every room whose time for it is over, and
/// of letters that have been over for so long, though their mailbox stands open. A start that was cut off goes on where
/// it was.
///
/// # Errors
/// `StoreError`.
pub async fn forget(db: &Db, desk: &Desk) -> Result<(), StoreError> {
    let now = desk.now();
    let over = db.remembering_rooms().await?;
    for header in over.iter().filter(|header| header.forgets_at().is_some_and(|at| at <= now)) {
        while forgot(desk, header.id, db.remembered_posts(header.id, STEP).await?).await {}
    }
    let open = db.mailboxes(&[Phase::Collecting]).await?;
    for header in open.iter().filter(|header| header.policy.contacts_days > 0) {
        let then = now - Millis::from(header.policy.contacts_days) * DAY;
        while forgot(desk, header.id, db.over_since(header.id, then, STEP).await?).await {}
    }
    Ok(())
}

/// Whether there may be more.
async fn forgot(desk: &Desk, room: RoomId, posts: Vec<PostId>) -> bool {
    if posts.is_empty() {
        return false;
    }
    let last = posts.len() < STEP as usize;
    let step = Command::Clock { step: ClockStep::Forget { posts } };
    if let Err(refusal) = desk.room(Principal::Clock, room, step).await {
        tracing::warn!(%room, %refusal, "authors whose time is over could not be forgotten");
        return false;
    }
    !last
}
