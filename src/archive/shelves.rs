//! Rooms of the archive by month, unit, subject and guest.

use super::Archive;
use crate::{
    kernel::{
        id::{Millis, RoomId},
        room::{Header, Phase},
    },
    store::{
        StoreError,
        search::{Counted, Shelf},
    },
};
use jiff::civil::Date;

/// A month of the installation's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// Four digits.
    pub year: i16,
    /// From 1 to 12.
    pub month: i8,
}

impl Month {
    /// Of `2026-11`.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.trim().split_once('-')?;
        let found = Month { year: year.parse().ok()?, month: month.parse().ok()? };
        ((1970..=9998).contains(&found.year) && (1..=12).contains(&found.month)).then_some(found)
    }

    /// As `2026-11`.
    pub fn code(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    /// The month after it.
    pub fn next(self) -> Month {
        match self.month {
            12 => Month { year: self.year + 1, month: 1 },
            month => Month { month: month + 1, ..self },
        }
    }
}

impl Archive {
    /// The first moment of a month, in UTC ms.
    pub fn begins(&self, month: Month) -> Millis {
        let date = Date::new(month.year, month.month, 1).unwrap_or_default();
        let at = date.to_zoned(self.0.zone.clone());
        at.map_or(0, |at| at.timestamp().as_millisecond())
    }

    /// Names on a shelf with how many rooms each has: `limit` of them after the first `skip`, and how many there are.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn shelf(&self, shelf: Shelf, skip: u32, limit: u32) -> Result<(Vec<Counted>, u32), StoreError> {
        let names = self.0.index.shelf(shelf, skip, limit).await?;
        Ok((names, self.0.index.count_shelf(shelf).await?))
    }

    /// Closed rooms with this name on this shelf, the last one first, and how many there are.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn on(
        &self,
        (shelf, name): (Shelf, &str),
        skip: u32,
        limit: u32,
    ) -> Result<(Vec<Header>, u32), StoreError> {
        let (rooms, all): (Vec<RoomId>, u32) = self.0.index.rooms_on((shelf, name), skip, limit).await?;
        let mut headers = Vec::new();
        for room in rooms {
            headers.extend(self.0.db.room(room).await?);
        }
        headers.retain(|header: &Header| header.is_public() && header.phase == Phase::Closed);
        Ok((headers, all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_written_and_followed() {
        let december = Month::parse("2026-12");
        assert_eq!(december.map(Month::code).as_deref(), Some("2026-12"));
        assert_eq!(december.map(|month| month.next().code()).as_deref(), Some("2027-01"));
        for wrong in ["", "2026", "2026-13", "2026-0", "99999-1", "-1-1", "2026-1-1"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
