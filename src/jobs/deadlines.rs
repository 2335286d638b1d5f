//! Deadlines: what a session left open gets a clock, and another calendar moves the clocks that run.

use crate::{
    desk::Desk,
    kernel::{calendar::today, clock::ClockStep, command::Command, principal::Principal},
    store::{Db, StoreError},
};
use jiff::tz::TimeZone;
use tokio::task::JoinSet;

/// Posts counted together.
const AT_ONCE: u32 = 500;

/// Steps of one look; what is left waits for the next.
const ROUNDS: u32 = 100;

/// Counts everything that has no deadline by the calendar in force. A start that was cut off goes on where it was.
///
/// # Errors
/// `StoreError`.
pub async fn count(db: &Db, desk: &Desk, zone: &TimeZone) -> Result<(), StoreError> {
    let edition = desk.current().get().calendar.edition;
    for _ in 0..ROUNDS {
        let uncounted = db.uncounted(edition, AT_ONCE).await?;
        let last = uncounted.len() < AT_ONCE as usize;
        // Together, so that they share a commit.
        let mut counts = JoinSet::new();
        for (room, post, closed_at) in uncounted {
            let (desk, received) = (desk.clone(), today(closed_at, zone));
            let command = Command::Clock { step: ClockStep::Count { post, received } };
            counts.spawn(async move { desk.room(Principal::Clock, room, command).await });
        }
        let refused = counts.join_all().await.into_iter().find_map(Result::err);
        if let Some(refusal) = refused {
            tracing::warn!(%refusal, "deadlines could not be counted");
            return Ok(());
        }
        if last {
            break;
        }
    }
    Ok(())
}
