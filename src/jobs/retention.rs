//! Retention: what belongs to authors alone is forgotten when its time is over, a bounded step at a time.

use crate::{
    desk::Desk,
    kernel::{clock::ClockStep, command::Command, principal::Principal},
    store::{Db, StoreError},
};

/// Posts whose authors are forgotten in one step.
const STEP: u32 = 200;
/// Forgets, in every room whose time for it is over, by which browsers its posts came. A start that was cut off goes on
/// where it was.
///
/// # Errors
/// `StoreError`.
pub async fn forget(db: &Db, desk: &Desk) -> Result<(), StoreError> {
    let now = desk.now();
    let over = db.remembering_rooms().await?;
    for header in over.iter().filter(|header| header.forgets_at().is_some_and(|at| at <= now)) {
        loop {
            let posts = db.remembered_posts(header.id, STEP).await?;
            let last = posts.len() < STEP as usize;
            if posts.is_empty() {
                break;
            }
            if let Err(refusal) =
                desk.room(Principal::Clock, header.id, Command::Clock { step: ClockStep::Forget { posts } }).await
            {
                tracing::warn!(room = %header.id, %refusal, "authors whose time is over could not be forgotten");
                break;
            }
            if last {
                break;
            }
        }
    }
    Ok(())
}
