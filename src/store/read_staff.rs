//! Queries of the staff desks: queues, assignments, and what happened to one post.

use super::{
    Db, StoreError,
    read::{Audited, Listed, audited, listed},
};
use crate::kernel::{
    id::{GuestId, PersonId, PostId, RoomId},
    office::Person,
};
use serde::{Deserialize, Serialize};

/// Entries of a post that are looked at; older ones are not told.
const HISTORY: u32 = 200;

/// A desk's view of a room's posts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pile {
    /// Not decided yet, or public without anybody having looked.
    #[default]
    Waiting,
    /// Somebody wants to look again.
    Held,
    /// Let through.
    Listed,
    /// Not let through, and the author appeals.
    Appealed,
    /// Not let through, or taken down; without an appeal that waits.
    ScreenedOut,
    /// All of them.
    All,
}

/// How many posts of a room lie where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Piles {
    /// Not decided yet.
    pub waiting: u32,
    /// To be looked at again.
    pub held: u32,
    /// Let through.
    pub listed: u32,
    /// Not let through, with an appeal that waits.
    pub appealed: u32,
    /// Not let through otherwise.
    pub screened_out: u32,
    /// All of them.
    pub whole: u32,
    /// Number of the oldest that waits; 0 for none.
    pub oldest: u32,
}

/// Whose questions an answering desk shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// With an answer that waits for the signature of one of these guests.
    ToSign(Vec<GuestId>),
    /// Assigned to one of these guests.
    These(Vec<GuestId>),
    /// Assigned to nobody.
    Anybody,
    /// All of them.
    All,
}

/// Of what is let through or not, so many are counted; beyond that there are more.
pub const COUNTED: u32 = 10_000;

/// Fates of what was let through.
const LET_THROUGH: &str = "'listed', 'on_stage', 'answered', 'carried_over', 'in_hand', 'ended'";

impl Piles {
    /// How many lie on `pile`.
    pub fn of(self, pile: Pile) -> u32 {
        match pile {
            Pile::Waiting => self.waiting,
            Pile::Held => self.held,
            Pile::Listed => self.listed,
            Pile::Appealed => self.appealed,
            Pile::ScreenedOut => self.screened_out,
            Pile::All => self.whole,
        }
    }
}

impl Pile {
    /// The index that holds little more than this pile, where it is a small one; its condition names that of the index,
    /// word for word.
    pub(super) fn index(self) -> &'static str {
        match self {
            Pile::Waiting => "INDEXED BY posts_waiting",
            Pile::Held => "INDEXED BY posts_held",
            Pile::Appealed => "INDEXED BY posts_appealed",
            Pile::Listed | Pile::ScreenedOut | Pile::All => "",
        }
    }

    pub(super) fn condition(self) -> &'static str {
        match self {
            Pile::Waiting => "step = 'screen' AND fate IN ('received', 'listed') AND due_at IS NULL",
            Pile::Held => "fate = 'held' AND due_at IS NULL",
            Pile::Listed => "fate IN ('listed', 'on_stage', 'answered', 'carried_over', 'in_hand', 'ended')",
            Pile::Appealed => {
                "fate = 'screened_out' AND state ->> '$.taken_down' IS NULL AND state ->> '$.appeal' IS NOT NULL
                 AND state ->> '$.appeal.settled' IS NULL"
            }
            Pile::ScreenedOut => {
                "fate = 'screened_out' AND (state ->> '$.taken_down' IS NOT NULL OR state ->> '$.appeal' IS NULL
                 OR state ->> '$.appeal.settled' IS NOT NULL)"
            }
            Pile::All => "1 = 1",
        }
    }
}

impl Asked {
    fn condition(&self) -> &'static str {
        match self {
            Asked::ToSign(_) => {
                "EXISTS (SELECT 1 FROM json_each(state, '$.replies') AS reply
                 WHERE reply.value ->> '$.state' = 'handed_over'
                 AND reply.value ->> '$.guest' IN (SELECT value FROM json_each($2)))"
            }
            Asked::These(_) => "state ->> '$.assigned' IN (SELECT value FROM json_each($2))",
            Asked::Anybody => "state ->> '$.assigned' IS NULL AND $2 = $2",
            Asked::All => "$2 = $2",
        }
    }

    fn keys(&self) -> Result<String, StoreError> {
        let guests: &[GuestId] = match self {
            Asked::These(guests) | Asked::ToSign(guests) => guests,
            Asked::Anybody | Asked::All => &[],
        };
        Ok(serde_json::to_string(guests)?)
    }
}

/// Fates a question can be answered in.
const ANSWERABLE: &str = "fate IN ('listed', 'on_stage', 'answered')";

impl Db {
    /// How many posts of a room lie on which pile. What is let through or not is counted up to `COUNTED`: a desk is told
    /// at each move of its room, and a mailbox may hold a million letters that are over.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn piles(&self, room: RoomId) -> Result<Piles, StoreError> {
        let all = |pile: Pile| {
            format!("SELECT count(*) FROM posts {} WHERE room = $1 AND {}", pile.index(), pile.condition())
        };
        let some = |fates: &str| {
            format!(
                "SELECT count(*) FROM (SELECT 1 FROM posts INDEXED BY posts_fate WHERE room = $1 AND fate IN ({fates}) LIMIT $2)"
            )
        };
        let sql = format!(
            "SELECT ({}), ({}), ({}), ({}), ({}), (SELECT coalesce(max(number), 0) FROM posts WHERE room = $1),
             (SELECT coalesce(min(number), 0) FROM posts {} WHERE room = $1 AND {})",
            all(Pile::Waiting),
            all(Pile::Held),
            some(LET_THROUGH),
            all(Pile::Appealed),
            some("'screened_out'"),
            Pile::Waiting.index(),
            Pile::Waiting.condition(),
        );
        let (waiting, held, listed, appealed, out, whole, oldest): (u32, u32, u32, u32, u32, u32, u32) =
            sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .bind(room.to_string())
                .bind(COUNTED)
                .fetch_one(self.readers())
                .await?;
        let screened_out = if out < COUNTED { out.saturating_sub(appealed) } else { out };
        Ok(Piles { waiting, held, listed, appealed, screened_out, whole, oldest })
    }

    /// Posts of one pile, oldest first: `skip` rows in, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn pile(&self, room: RoomId, pile: Pile, skip: u32, limit: u32) -> Result<Vec<Listed>, StoreError> {
        let sql = format!(
            "SELECT state, votes FROM posts {} WHERE room = $1 AND {} ORDER BY number LIMIT $2 OFFSET $3",
            pile.index(),
            pile.condition()
        );
        let rows: Vec<(String, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(room.to_string())
            .bind(limit)
            .bind(skip)
            .fetch_all(self.readers())
            .await?;
        listed(rows)
    }

    /// Posts whose undo window is open, the latest decision first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn pending(&self, room: RoomId, limit: u32) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT state, votes FROM posts INDEXED BY posts_due
                   WHERE due_at IS NOT NULL AND room = $1 ORDER BY due_at DESC LIMIT $2";
        let rows: Vec<(String, i64)> =
            sqlx::query_as(sql).bind(room.to_string()).bind(limit).fetch_all(self.readers()).await?;
        listed(rows)
    }

    /// The number of the next post that waits after `number`, or of the first one.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn next_waiting(&self, room: RoomId, number: u32) -> Result<Option<u32>, StoreError> {
        let sql = format!(
            "SELECT number FROM posts {} WHERE room = $1 AND number <> $2 AND {} ORDER BY number < $2, number LIMIT 1",
            Pile::Waiting.index(),
            Pile::Waiting.condition()
        );
        let row: Option<(u32,)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(room.to_string())
            .bind(number)
            .fetch_optional(self.readers())
            .await?;
        Ok(row.map(|(number,)| number))
    }

    /// Questions to be answered: the one on stage, then open ones in the crew's order, then answered ones.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn to_answer(
        &self,
        room: RoomId,
        asked: &Asked,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let sql = format!(
            "SELECT state, votes FROM posts WHERE room = $1 AND {ANSWERABLE} AND {}
             ORDER BY fate = 'on_stage' DESC, fate = 'answered', rank, number LIMIT $3 OFFSET $4",
            asked.condition()
        );
        let rows: Vec<(String, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(room.to_string())
            .bind(asked.keys()?)
            .bind(limit)
            .bind(skip)
            .fetch_all(self.readers())
            .await?;
        listed(rows)
    }

    /// How many questions there are to be answered, and how many of them are not yet.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_to_answer(&self, room: RoomId, asked: &Asked) -> Result<(u32, u32), StoreError> {
        let sql = format!(
            "SELECT count(*), coalesce(sum(fate <> 'answered'), 0) FROM posts WHERE room = $1 AND {ANSWERABLE} AND {}",
            asked.condition()
        );
        Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(room.to_string())
            .bind(asked.keys()?)
            .fetch_one(self.readers())
            .await?)
    }

    /// What happened to a post after the revision somebody saw, oldest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn since(&self, room: RoomId, post: PostId, revision: u32) -> Result<Vec<Audited>, StoreError> {
        let sql = "SELECT room, staff_at, at, actor, body FROM entries INDEXED BY entries_of_post
                   WHERE room = $1 AND post = $2 AND revision > $3 ORDER BY staff_at LIMIT $4";
        let rows: Vec<(String, i64, i64, String, String)> = sqlx::query_as(sql)
            .bind(room.to_string())
            .bind(post.to_string())
            .bind(revision)
            .bind(HISTORY)
            .fetch_all(self.readers())
            .await?;
        rows.into_iter().map(audited).collect()
    }

    /// Staff accounts by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn persons_by_id(&self, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
        let keys = serde_json::to_string(ids)?;
        let sql = "SELECT state FROM persons WHERE id IN (SELECT value FROM json_each($1))";
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(keys).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }

    /// Those of staff who are written to.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn persons_written_to(&self) -> Result<Vec<Person>, StoreError> {
        let sql = "SELECT state FROM persons WHERE state ->> '$.mail' IS NOT NULL ORDER BY id";
        let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }
}
