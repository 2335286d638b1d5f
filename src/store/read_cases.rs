//! To-do lists of cases, by clock and in pages that go on behind the last one seen.

use super::{Db, Listed, StoreError, cases::level};
use crate::kernel::{
    case::{CasePile, Over, Reminded, Watch},
    id::{Millis, PostId, RoomId, UnitId},
    room::{Header, Phase},
    workflow::StepKind,
};
use jiff::civil::Date;
use serde::Serialize;

/// Behind which case a page begins: its last day and its post.
pub type Behind = (String, PostId);

/// Which cases are wanted.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Rooms; none for all.
    pub rooms: Option<Vec<RoomId>>,
    /// Units that answer; none for all.
    pub units: Option<Vec<UnitId>>,
    /// Steps at which they stand.
    pub steps: Vec<StepKind>,
    /// Only those whose last day is before this one.
    pub late_on: Option<Date>,
    /// On these lists of supervisors, instead of by steps.
    pub lists: Vec<Watch>,
    /// Only those for which more time was asked.
    pub waiting: bool,
    /// Where the page before ended.
    pub behind: Option<Behind>,
    /// At most so many.
    pub limit: u32,
}

impl CaseFilter {
    /// What stands on a list, where it is open.
    pub fn of(pile: CasePile, over: Over, today: Date) -> CaseFilter {
        CaseFilter {
            rooms: over.rooms,
            units: over.units,
            steps: pile.steps().to_vec(),
            late_on: pile.is_late().then_some(today),
            lists: pile.lists().to_vec(),
            waiting: pile.is_waiting(),
            ..CaseFilter::default()
        }
    }
}

/// A case of a list, with the day it is listed by.
#[derive(Clone, Debug)]
pub struct CaseRow {
    /// The last day of its stage, as lists are ordered.
    pub due: String,
    /// The post.
    pub listed: Listed,
}

impl Db {
    /// Rooms that stand open and take letters, or took them, the oldest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn mailboxes(&self, phases: &[Phase]) -> Result<Vec<Header>, StoreError> {
        let (keys, sql) = (
            serde_json::to_string(phases)?,
            "SELECT state FROM rooms WHERE standing = 1
             AND phase IN (SELECT value FROM json_each($1)) AND rehearsal = 0 ORDER BY starts_at, id",
        );
        // The first page asks for them each time it is made.
        let name = format!("mailboxes{keys}");
        if let Some(known) = self.remembered().list(&name) {
            return Ok(known);
        }
        let turn = self.remembered().turn();
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(keys).fetch_all(self.readers()).await?;
        let found: Vec<Header> = rows.iter().map(|(state,)| serde_json::from_str(state)).collect::<Result<_, _>>()?;
        self.remembered().keep_list(name, turn, &found);
        Ok(found)
    }

    /// Rooms in which there are cases, or may be: mailboxes, and sessions of which something went over and is open.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn rooms_with_cases(&self) -> Result<Vec<Header>, StoreError> {
        let mut rooms = self.mailboxes(&[Phase::Collecting, Phase::Closed]).await?;
        let sql = "SELECT state FROM rooms WHERE phase = 'closed' AND standing = 0 AND rehearsal = 0
                   AND EXISTS (SELECT 1 FROM cases WHERE room = rooms.id AND open = 1) ORDER BY starts_at, id";
        let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(self.readers()).await?;
        for (state,) in rows {
            rooms.push(serde_json::from_str(&state)?);
        }
        Ok(rooms)
    }

    /// Published letters of a room, the newest first, going on behind a number.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn published_letters(&self, room: RoomId, before: u32, limit: u32) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT id FROM posts WHERE room = $1 AND public = 1 AND number < $2 ORDER BY number DESC LIMIT $3";
        let rows: Vec<(String,)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(before).bind(limit).fetch_all(self.readers()).await?;
        let ids: Vec<PostId> = rows.iter().filter_map(|(id,)| id.parse().ok()).collect();
        let mut listed = self.posts_by_id(&ids).await?;
        listed.sort_by_key(|listed| std::cmp::Reverse(listed.post.number));
        Ok(listed)
    }

    /// Letters of a room, going on behind a number.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn letters_after(&self, room: RoomId, after: u32, limit: u32) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT id FROM posts WHERE room = $1 AND number > $2 ORDER BY number LIMIT $3";
        let rows: Vec<(String,)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(after).bind(limit).fetch_all(self.readers()).await?;
        let ids: Vec<PostId> = rows.iter().filter_map(|(id,)| id.parse().ok()).collect();
        let mut listed = self.posts_by_id(&ids).await?;
        listed.sort_by_key(|listed| listed.post.number);
        Ok(listed)
    }

    /// Cases by their last day, the most urgent first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn cases(&self, wanted: &CaseFilter) -> Result<Vec<CaseRow>, StoreError> {
        let keys = self.case_keys(wanted).await?;
        let ids: Vec<PostId> = keys.iter().map(|(_, post)| *post).collect();
        let mut listed = self.posts_by_id(&ids).await?;
        let row = |(due, post): (String, PostId)| {
            let at = listed.iter().position(|listed| listed.post.id == post)?;
            Some(CaseRow { due, listed: listed.swap_remove(at) })
        };
        Ok(keys.into_iter().filter_map(row).collect())
    }

    /// Each step and each unit is looked up by its own index, so that a list costs what it shows.
    async fn case_keys(&self, wanted: &CaseFilter) -> Result<Vec<Behind>, StoreError> {
        let sql = match (&wanted.units, &wanted.rooms) {
            (Some(_), _) if !wanted.lists.is_empty() => WATCHED_BY_UNIT,
            (None, _) if !wanted.lists.is_empty() => WATCHED_BY_ROOM,
            (Some(_), _) => BY_UNIT,
            (None, Some(_)) if wanted.waiting => WAITING_BY_ROOM,
            (None, Some(_)) => BY_ROOM,
            (None, None) => BY_STEP,
        };
        let (due, post) = wanted.behind.clone().map_or_else(Default::default, |(due, post)| (due, post.to_string()));
        let lists = wanted.lists.iter().map(|list| list.code());
        let steps: Vec<&str> = wanted.steps.iter().map(|step| step.code()).chain(lists).collect();
        let late_on = wanted.late_on.map(|day| day.to_string());
        let rows: Vec<(String, String)> = sqlx::query_as(sql)
            .bind(json(&wanted.units)?)
            .bind(json(&wanted.rooms)?)
            .bind(serde_json::to_string(&steps)?)
            .bind(due)
            .bind(post)
            .bind(late_on)
            .bind(wanted.waiting)
            .bind(wanted.limit)
            .fetch_all(self.readers())
            .await?;
        Ok(rows.into_iter().filter_map(|(due, post)| Some((due, post.parse().ok()?))).collect())
    }

    /// How many there are, counted up to `most`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_cases(&self, wanted: &CaseFilter, most: u32) -> Result<u32, StoreError> {
        let all = CaseFilter { behind: None, limit: most, ..wanted.clone() };
        Ok(u32::try_from(self.case_keys(&all).await?.len()).unwrap_or(most))
    }

    /// Cases whose stage ends by itself and whose last day is over.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lapsed(&self, today: Date, limit: u32) -> Result<Vec<(RoomId, PostId)>, StoreError> {
        let sql = "SELECT room, post FROM cases
                   WHERE open = 1 AND step IN ('take', 'ask', 'rate') AND due < $1 LIMIT $2";
        let rows: Vec<(String, String)> =
            sqlx::query_as(sql).bind(today.to_string()).bind(limit).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().filter_map(|(room, post)| Some((room.parse().ok()?, post.parse().ok()?))).collect())
    }

    /// Letters of a room that have been over since then at least, and whose authors are still known.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn over_since(&self, room: RoomId, then: Millis, limit: u32) -> Result<Vec<PostId>, StoreError> {
        let sql = "SELECT post FROM cases INDEXED BY cases_over WHERE room = $1 AND over_since <= $2 LIMIT $3";
        let rows: Vec<(String,)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(then).bind(limit).fetch_all(self.readers()).await?;
        Ok(rows.iter().filter_map(|(id,)| id.parse().ok()).collect())
    }

    /// Cases of whose day, not after `last`, this one or anybody below was not reminded yet.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn unreminded(&self, who: Reminded, last: Date, limit: u32) -> Result<Vec<(RoomId, PostId)>, StoreError> {
        let sql = "SELECT room, post FROM cases INDEXED BY cases_reminded WHERE reminded = $1 AND due <= $2
                   AND open = 1 AND step IN ('route', 'take', 'handle', 'approve') LIMIT $3";
        let rows: Vec<(String, String)> = sqlx::query_as(sql)
            .bind(level(who) - 1)
            .bind(last.to_string())
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        Ok(rows.into_iter().filter_map(|(room, post)| Some((room.parse().ok()?, post.parse().ok()?))).collect())
    }

    /// Cases that somebody still has to do something about, and whose unit, or one that helps, was closed.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn orphaned(&self, limit: u32) -> Result<Vec<(RoomId, PostId)>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as(ORPHANED).bind(limit).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().filter_map(|(room, post)| Some((room.parse().ok()?, post.parse().ok()?))).collect())
    }

    /// Cases with a clock that was counted by a calendar before this edition.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn outdated_cases(&self, edition: u32, limit: u32) -> Result<Vec<(RoomId, PostId)>, StoreError> {
        let sql = "SELECT room, post FROM cases WHERE edition < $1 LIMIT $2";
        let rows: Vec<(String, String)> =
            sqlx::query_as(sql).bind(edition).bind(limit).fetch_all(self.readers()).await?;
        Ok(rows.into_iter().filter_map(|(room, post)| Some((room.parse().ok()?, post.parse().ok()?))).collect())
    }
}

fn json<T: Serialize>(keys: &Option<Vec<T>>) -> Result<Option<String>, StoreError> {
    Ok(keys.as_ref().map(serde_json::to_string).transpose()?)
}

const BY_UNIT: &str = "SELECT c.due, c.post FROM json_each($1) AS u CROSS JOIN json_each($3) AS s
  CROSS JOIN cases AS c ON c.unit = u.value AND c.step = s.value AND c.open = 1
  WHERE (c.due, c.post) > ($4, $5) AND ($6 IS NULL OR c.due < $6) AND ($7 = 0 OR c.waits = 1)
  AND ($2 IS NULL OR c.room IN (SELECT value FROM json_each($2)))
  ORDER BY c.due, c.post LIMIT $8";
const BY_ROOM: &str = "SELECT c.due, c.post FROM json_each($2) AS r CROSS JOIN json_each($3) AS s
  CROSS JOIN cases AS c ON c.room = r.value AND c.step = s.value AND c.open = 1
  WHERE (c.due, c.post) > ($4, $5) AND ($6 IS NULL OR c.due < $6) AND ($7 = 0 OR c.waits = 1) AND $1 IS NULL
  ORDER BY c.due, c.post LIMIT $8";
/// Few wait among many that are open: they have an index of their own.
const WAITING_BY_ROOM: &str = "SELECT c.due, c.post FROM json_each($2) AS r
  CROSS JOIN cases AS c INDEXED BY cases_waiting ON c.room = r.value AND c.waits = 1
  WHERE (c.due, c.post) > ($4, $5) AND ($6 IS NULL OR c.due < $6) AND $7 = 1 AND $1 IS NULL
  AND c.step IN (SELECT value FROM json_each($3))
  ORDER BY c.due, c.post LIMIT $8";
const BY_STEP: &str = "SELECT c.due, c.post FROM json_each($3) AS s
  CROSS JOIN cases AS c ON c.step = s.value AND c.open = 1
  WHERE (c.due, c.post) > ($4, $5) AND ($6 IS NULL OR c.due < $6) AND ($7 = 0 OR c.waits = 1)
  AND $1 IS NULL AND $2 IS NULL
  ORDER BY c.due, c.post LIMIT $8";
const WATCHED_BY_UNIT: &str = "SELECT min(w.due), w.post FROM json_each($1) AS u CROSS JOIN json_each($3) AS l
  CROSS JOIN watched AS w ON w.unit = u.value AND w.list = l.value
  WHERE (w.due, w.post) > ($4, $5) AND ($6 IS NULL OR w.due < $6) AND $7 = 0 AND $2 IS NULL
  GROUP BY w.post ORDER BY 1, 2 LIMIT $8";
const WATCHED_BY_ROOM: &str = "SELECT min(w.due), w.post FROM json_each($2) AS r CROSS JOIN json_each($3) AS l
  CROSS JOIN watched AS w ON w.room = r.value AND w.list = l.value
  WHERE (w.due, w.post) > ($4, $5) AND ($6 IS NULL OR w.due < $6) AND $7 = 0 AND $1 IS NULL
  GROUP BY w.post ORDER BY 1, 2 LIMIT $8";
/// What is answered stays with the unit that answered, unless it owes a word.
const ORPHANED: &str = "WITH closed AS MATERIALIZED (SELECT id FROM units WHERE state ->> '$.closed_into' IS NOT NULL)
  SELECT c.room, c.post FROM closed AS u CROSS JOIN cases AS c ON c.unit = u.id AND c.open = 1
  WHERE c.step NOT IN ('rate', 'close')
  UNION SELECT w.room, w.post FROM closed AS u CROSS JOIN watched AS w ON w.unit = u.id AND w.list IN ('urged', 'poor')
  UNION SELECT c.room, c.post FROM closed AS u CROSS JOIN assisting AS a ON a.unit = u.id
  CROSS JOIN cases AS c ON c.post = a.post AND c.open = 1 AND c.unit IS NOT NULL AND c.step NOT IN ('rate', 'close')
  LIMIT $1";
