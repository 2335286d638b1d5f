//! Queries of readers: pages of states, and the texts that belong to them.

use super::{Db, StoreError};
use crate::kernel::{
    erasure::{Erased, Ground},
    event::Event,
    id::{Millis, PersonId, PostId, RoomId, TextId, VisitorId},
    line::Line,
    office::{Link, Office, Person, Unit},
    post::{Fate, Post},
    principal::Mover,
    room::{Header, Phase},
    text::Lang,
};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A post in a list, with its tally.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The post.
    pub post: Post,
    /// Distinct voters of it and those joined to it.
    pub votes: u32,
}

/// Which posts.
#[derive(Clone, Debug, Default)]
pub struct PostFilter {
    /// Only what the public sees.
    pub public_only: bool,
    /// Only these fates; empty means all.
    pub fates: Vec<Fate>,
    /// Only those at the screening step of their workflow.
    pub screening: bool,
}

/// In which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Most endorsed first.
    Votes,
    /// Oldest first.
    Oldest,
    /// Newest first.
    Newest,
    /// As the crew ordered them.
    Rank,
}

/// A text as it stands now.
#[derive(Clone, Debug)]
pub struct TextRow {
    /// Words; none once sealed or destroyed.
    pub body: Option<String>,
    /// Language.
    pub lang: Lang,
    /// The mark in their place, where they went by law.
    pub erased: Option<Erased>,
}

type TextColumns = (TextId, Lang, Option<String>, Option<Millis>, Option<Ground>);

/// A staff session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose.
    pub person: PersonId,
    /// Until when.
    pub expires_at: Millis,
}

/// An entry as the auditor reads it.
#[derive(Clone, Debug)]
pub struct Audited {
    /// Its room.
    pub room: RoomId,
    /// Offset on the staff stream.
    pub staff_at: u64,
    /// When.
    pub at: Millis,
    /// Who: `visitor`, `clock`, `operator` or a person's id.
    pub actor: String,
    /// What happened.
    pub event: Event,
}

impl Db {
    /// A room by its short code.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn room_by_code(&self, code: &str) -> Result<Option<Header>, StoreError> {
        match self.remembered().of_code(code).and_then(|room| self.remembered().header(room)) {
            Some(header) => Ok(Some(header)),
            None => self.one_room("SELECT state FROM rooms WHERE code = $1", code).await,
        }
    }

    /// Which room has this short code.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn room_of_code(&self, code: &str) -> Result<Option<RoomId>, StoreError> {
        match self.remembered().of_code(code) {
            Some(room) => Ok(Some(room)),
            None => Ok(self.room_by_code(code).await?.map(|header| header.id)),
        }
    }

    /// A room by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn room(&self, room: RoomId) -> Result<Option<Header>, StoreError> {
        match self.remembered().header(room) {
            Some(header) => Ok(Some(header)),
            None => self.one_room("SELECT state FROM rooms WHERE id = $1", &room.to_string()).await,
        }
    }

    async fn one_room(&self, sql: &'static str, key: &str) -> Result<Option<Header>, StoreError> {
        let found: Vec<Header> = self.states(sql, key).await?;
        self.remembered().found(&found);
        Ok(found.into_iter().next())
    }

    /// Rooms in these phases, latest beginning first, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn rooms(&self, phases: &[Phase], limit: u32) -> Result<Vec<Header>, StoreError> {
        let keys = serde_json::json!([phases, limit]).to_string();
        self.states(
            "SELECT state FROM rooms WHERE phase IN (SELECT value FROM json_each($1, '$[0]'))
             ORDER BY starts_at DESC LIMIT $1 ->> 1",
            &keys,
        )
        .await
    }

    /// One post with its tally.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn post(&self, room: RoomId, number: u32) -> Result<Option<Listed>, StoreError> {
        let rows: Vec<(String, i64)> = sqlx::query_as("SELECT state, votes FROM posts WHERE room = $1 AND number = $2")
            .bind(room.to_string())
            .bind(number)
            .fetch_all(self.readers())
            .await?;
        Ok(listed(rows)?.into_iter().next())
    }

    /// Posts by id with their tallies.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn posts_by_id(&self, posts: &[PostId]) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT group_concat('[' || state || ',' || votes || ']')
                   FROM posts WHERE id IN (SELECT value FROM json_each($1))";
        let rows: Vec<(Post, u32)> = self.at_once(sql, &serde_json::to_string(posts)?).await?;
        Ok(rows.into_iter().map(|(post, votes)| Listed { post, votes }).collect())
    }

    /// A page of a room's posts: `skip` rows in, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn posts(
        &self,
        room: RoomId,
        filter: &PostFilter,
        order: Order,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let order = match order {
            Order::Votes => "votes DESC, number",
            Order::Oldest => "number",
            Order::Newest => "number DESC",
            Order::Rank => "rank, number",
        };
        let sql =
            format!("SELECT state, votes FROM posts WHERE {} ORDER BY {order} LIMIT $3 OFFSET $4", condition(filter));
        let rows: Vec<(String, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(room.to_string())
            .bind(serde_json::to_string(&filter.fates)?)
            .bind(limit)
            .bind(skip)
            .fetch_all(self.readers())
            .await?;
        listed(rows)
    }

    /// How many posts of a room pass the filter.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn count_posts(&self, room: RoomId, filter: &PostFilter) -> Result<u32, StoreError> {
        let sql = format!("SELECT count(*) FROM posts WHERE {}", condition(filter));
        let (count,): (u32,) = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(room.to_string())
            .bind(serde_json::to_string(&filter.fates)?)
            .fetch_one(self.readers())
            .await?;
        Ok(count)
    }

    /// What one visitor brought, newest first: to one room or to all.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn posts_of(
        &self,
        visitor: VisitorId,
        room: Option<RoomId>,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT state, votes FROM posts WHERE visitor = $1 AND ($2 IS NULL OR room = $2)
                   ORDER BY id DESC LIMIT $3";
        let rows: Vec<(String, i64)> = sqlx::query_as(sql)
            .bind(visitor.to_string())
            .bind(room.map(|room| room.to_string()))
            .bind(limit)
            .fetch_all(self.readers())
            .await?;
        listed(rows)
    }

    /// Posts joined to `head`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn joined_to(&self, head: PostId) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT state, votes FROM posts WHERE head = $1 AND head <> id ORDER BY number";
        let rows: Vec<(String, i64)> = sqlx::query_as(sql).bind(head.to_string()).fetch_all(self.readers()).await?;
        listed(rows)
    }

    /// Which of these posts the visitor endorsed.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn voted(&self, visitor: VisitorId, posts: &[PostId]) -> Result<Vec<PostId>, StoreError> {
        let keys = serde_json::json!([visitor, posts]).to_string();
        self.states(
            "SELECT json_quote(post) FROM votes WHERE visitor = $1 ->> 0
             AND post IN (SELECT value FROM json_each($1, '$[1]'))",
            &keys,
        )
        .await
    }

    /// Decisions whose window ended by `now`: room and post.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn due(&self, now: Millis, limit: u32) -> Result<Vec<(RoomId, PostId)>, StoreError> {
        let keys = serde_json::json!([now, limit]).to_string();
        self.states(
            "SELECT json_array(room, id) FROM posts WHERE due_at <= $1 ->> 0 ORDER BY due_at LIMIT $1 ->> 1",
            &keys,
        )
        .await
    }

    /// The first moment after which some decision is due.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn next_due(&self) -> Result<Option<Millis>, StoreError> {
        let (due,): (Option<Millis>,) =
            sqlx::query_as("SELECT min(due_at) FROM posts WHERE due_at IS NOT NULL").fetch_one(self.readers()).await?;
        Ok(due)
    }

    /// Lines of a room in the order of the record, from `skip`, at most `limit`.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines(&self, room: RoomId, skip: u32, limit: u32) -> Result<Vec<Line>, StoreError> {
        let keys = serde_json::json!([room, limit, skip]).to_string();
        let sql = "SELECT group_concat(state) FROM (SELECT state FROM lines WHERE room = $1 ->> 0
                   ORDER BY place, number LIMIT $1 ->> 1 OFFSET $1 ->> 2)";
        let mut lines: Vec<Line> = self.at_once(sql, &keys).await?;
        lines.sort_by(|a, b| a.place.total_cmp(&b.place).then(a.number.cmp(&b.number)));
        Ok(lines)
    }

    /// The last lines of a room, newest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn last_lines(&self, room: RoomId, limit: u32) -> Result<Vec<Line>, StoreError> {
        let keys = serde_json::json!([room, limit]).to_string();
        self.states(
            "SELECT state FROM lines WHERE room = $1 ->> 0 ORDER BY place DESC, number DESC LIMIT $1 ->> 1",
            &keys,
        )
        .await
    }

    /// A line and those that stand before it in the record, nearest first; none where there is no such line.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines_until(&self, room: RoomId, number: u32, limit: u32) -> Result<Vec<Line>, StoreError> {
        let keys = serde_json::json!([room, number, limit]).to_string();
        let sql = "SELECT state FROM lines WHERE room = $1 ->> 0 AND (place, number) <=
                   (SELECT place, number FROM lines WHERE room = $1 ->> 0 AND number = $1 ->> 1)
                   ORDER BY place DESC, number DESC LIMIT $1 ->> 2";
        self.states(sql, &keys).await
    }

    /// Those that stand after a line in the record, nearest first.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines_after(&self, room: RoomId, number: u32, limit: u32) -> Result<Vec<Line>, StoreError> {
        let keys = serde_json::json!([room, number, limit]).to_string();
        let sql = "SELECT state FROM lines WHERE room = $1 ->> 0 AND (place, number) >
                   (SELECT place, number FROM lines WHERE room = $1 ->> 0 AND number = $1 ->> 1)
                   ORDER BY place, number LIMIT $1 ->> 2";
        self.states(sql, &keys).await
    }

    /// One line.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn line(&self, room: RoomId, number: u32) -> Result<Option<Line>, StoreError> {
        let keys = serde_json::json!([room, number]).to_string();
        let sql = "SELECT state FROM lines WHERE room = $1 ->> 0 AND number = $1 ->> 1";
        Ok(self.states(sql, &keys).await?.into_iter().next())
    }

    /// Lines that belong to these posts, in the order of the record.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn lines_of(&self, posts: &[PostId]) -> Result<Vec<Line>, StoreError> {
        let keys = serde_json::to_string(posts)?;
        self.states(
            "SELECT state FROM lines WHERE post IN (SELECT value FROM json_each($1)) ORDER BY place, number",
            &keys,
        )
        .await
    }

    /// Texts by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn texts(&self, ids: &[TextId]) -> Result<HashMap<TextId, TextRow>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let sql = "SELECT group_concat(json_array(t.id, t.lang, CASE t.state WHEN 'open' THEN t.body END,
                    t.erased_at, t.ground))
                   FROM json_each($1) AS k JOIN texts AS t ON t.id = k.value";
        let rows: Vec<TextColumns> = self.at_once(sql, &serde_json::to_string(ids)?).await?;
        let row = |(id, lang, body, at, ground): TextColumns| {
            let erased = at.zip(ground).map(|(at, ground)| Erased { at, ground });
            (id, TextRow { body, lang, erased })
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// The office's header.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn office(&self) -> Result<Office, StoreError> {
        Ok(self.states("SELECT state FROM office WHERE $1 = ''", "").await?.into_iter().next().unwrap_or_default())
    }

    /// All units.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn units(&self) -> Result<Vec<Unit>, StoreError> {
        self.states("SELECT state FROM units WHERE $1 = '' ORDER BY id", "").await
    }

    /// All staff accounts.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn persons(&self) -> Result<Vec<Person>, StoreError> {
        self.states("SELECT state FROM persons WHERE $1 = '' ORDER BY id", "").await
    }

    /// Everybody who named a deputy, for whatever days.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn absent(&self) -> Result<Vec<Person>, StoreError> {
        self.states("SELECT state FROM persons WHERE $1 = '' AND state ->> '$.deputies' IS NOT NULL", "").await
    }

    /// A staff account by id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn person(&self, person: PersonId) -> Result<Option<Person>, StoreError> {
        Ok(self.states("SELECT state FROM persons WHERE id = $1", &person.to_string()).await?.into_iter().next())
    }

    /// A staff account by log-in name.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn person_by_login(&self, login: &str) -> Result<Option<Person>, StoreError> {
        Ok(self.states("SELECT state FROM persons WHERE login = $1", login).await?.into_iter().next())
    }

    /// A one-time link by the digest of its secret.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn link_by_secret(&self, secret_sha256: &str) -> Result<Option<Link>, StoreError> {
        let sql = "SELECT state FROM links WHERE state ->> 'secret_sha256' = $1";
        Ok(self.states(sql, secret_sha256).await?.into_iter().next())
    }

    /// A visitor's counts in a room.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn mover(&self, room: RoomId, visitor: VisitorId) -> Result<Option<Mover>, StoreError> {
        let keys = serde_json::json!([room, visitor]).to_string();
        let sql = "SELECT state FROM movers WHERE room = $1 ->> 0 AND visitor = $1 ->> 1";
        Ok(self.states(sql, &keys).await?.into_iter().next())
    }

    /// A staff session by the digest of its id.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn session(&self, id: &str) -> Result<Option<Session>, StoreError> {
        let sql = "SELECT person, expires_at FROM sessions WHERE id = $1";
        let row: Option<(String, Millis)> = sqlx::query_as(sql).bind(id).fetch_optional(self.readers()).await?;
        Ok(row.and_then(|(person, expires_at)| person.parse().ok().map(|person| Session { person, expires_at })))
    }

    /// Rows that the statement joins to one text of JSON values between commas: a row costs more on its way from the
    /// database's thread than in it.
    pub(super) async fn at_once<T: DeserializeOwned>(
        &self,
        sql: &'static str,
        key: &str,
    ) -> Result<Vec<T>, StoreError> {
        let (joined,): (Option<String>,) = sqlx::query_as(sql).bind(key).fetch_one(self.readers()).await?;
        Ok(serde_json::from_str(&format!("[{}]", joined.unwrap_or_default()))?)
    }

    pub(super) async fn states<T: DeserializeOwned>(&self, sql: &'static str, key: &str) -> Result<Vec<T>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(key).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }
}

pub(super) fn audited(
    (room, staff_at, at, actor, body): (String, i64, i64, String, String),
) -> Result<Audited, StoreError> {
    let room = room.parse().map_err(|_| StoreError::Sql("a room's id is not a UUID".into()))?;
    let event = serde_json::from_str(&body)?;
    Ok(Audited { room, staff_at: staff_at.unsigned_abs(), at, actor, event })
}

fn condition(filter: &PostFilter) -> String {
    let mut sql = String::from("room = $1");
    if filter.public_only {
        sql.push_str(" AND public = 1 AND fate <> 'merged'");
    }
    if filter.screening {
        sql.push_str(" AND step = 'screen'");
    }
    sql.push_str(if filter.fates.is_empty() {
        " AND $2 = $2"
    } else {
        " AND fate IN (SELECT value FROM json_each($2))"
    });
    sql
}

pub(super) fn listed(rows: Vec<(String, i64)>) -> Result<Vec<Listed>, StoreError> {
    let row = |(state, votes): (String, i64)| {
        Ok(Listed { post: serde_json::from_str(&state)?, votes: u32::try_from(votes).unwrap_or(u32::MAX) })
    };
    rows.into_iter().map(row).collect()
}
