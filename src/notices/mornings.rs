//! Each working morning one mail to everybody of staff for whom something waits and who wants to hear of it like this.

use super::{
    digest,
    door::Shared,
    staff::{MORNING, Staff, to},
};
use crate::{
    kernel::{calendar::today, hears::Often, id::OFFICE},
    store::{Outgoing, StoreError},
};
use jiff::civil::{Date, date};

/// People whose lists are looked at before their mails are written down.
const AT_ONCE: usize = 64;

impl Shared {
    /// Writes this morning's mails down, if it is time for it and they are not yet. A start that was cut off goes on:
    /// there is one row for each person and day, and the day is over only behind the last of them.
    pub async fn mornings(&self) -> Result<(), StoreError> {
        let (kit, now) = (&self.kit, (self.kit.now)());
        if !self.has_mail() || !kit.remind.allow(now, &kit.zone, &(kit.days)()) {
            return Ok(());
        }
        let day = today(now, &kit.zone);
        if kit.db.last_morning().await?.is_some_and(|last| last >= day) {
            return Ok(());
        }
        let staff = Staff::read(kit, None, Often::Morning).await?;
        for hearers in staff.hearers.chunks(AT_ONCE) {
            let mut outgoing: Vec<Outgoing> = Vec::new();
            for hearer in hearers {
                if digest::waits(kit, hearer, staff.today).await? {
                    outgoing.push(to(hearer.person.id, MORNING, OFFICE, number(day), now));
                }
            }
            kit.db.put_outgoing(&outgoing, &[]).await?;
        }
        kit.db.end_morning(day).await?;
        self.bell.notify_waiters();
        Ok(())
    }
}

/// The day, counted from 1970: in the place of an entry's number.
pub(super) fn number(day: Date) -> u64 {
    date(1970, 1, 1).until(day).map_or(0, |span| u64::try_from(span.get_days()).unwrap_or(0))
}
