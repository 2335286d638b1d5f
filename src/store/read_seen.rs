//! When people were last in, as far as the store knows: from sessions that are kept, and from one-time links.

use super::{Db, StoreError};
use crate::kernel::id::{Millis, OFFICE, PersonId};
use std::collections::HashMap;

type LinkColumns = (String, Option<Millis>, Option<Millis>);

/// What the store knows of somebody's coming in. Nothing here says that somebody never came: sessions are forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// When the latest of their sessions that are still kept ends, 0 if there is none.
    pub session_until: Millis,
    /// When the latest of their links was used, 0 if none was.
    pub link_used_at: Millis,
    /// Until when the latest of their links that were not used is good, 0 if there is none.
    pub link_until: Millis,
}

impl Db {
    /// What is known of these people; those of whom nothing is known are left out.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn seen(&self, persons: &[PersonId]) -> Result<HashMap<PersonId, Seen>, StoreError> {
        let ids = serde_json::json!(persons).to_string();
        let mut seen: HashMap<PersonId, Seen> = HashMap::new();
        let sql = "SELECT person, max(expires_at) FROM sessions
                   WHERE person IN (SELECT value FROM json_each($1)) GROUP BY person";
        let sessions: Vec<(String, Millis)> = sqlx::query_as(sql).bind(&ids).fetch_all(self.readers()).await?;
        for (person, until) in sessions {
            seen.entry(id(&person)?).or_default().session_until = until;
        }
        let sql = "WITH used AS MATERIALIZED (SELECT body ->> '$.event.link' AS link, at FROM entries
                    WHERE room = $1 AND body ->> '$.event.type' = 'link_used')
                   SELECT links.state ->> '$.person', max(used.at),
                    max(CASE WHEN links.state ->> '$.used' THEN 0 ELSE links.state ->> '$.expires_at' END)
                   FROM links LEFT JOIN used ON used.link = links.id
                   WHERE links.state ->> '$.person' IN (SELECT value FROM json_each($2)) GROUP BY 1";
        let query = sqlx::query_as(sql).bind(OFFICE.to_string()).bind(&ids);
        let links: Vec<LinkColumns> = query.fetch_all(self.readers()).await?;
        for (person, used_at, until) in links {
            let seen = seen.entry(id(&person)?).or_default();
            seen.link_used_at = used_at.unwrap_or_default();
            seen.link_until = until.unwrap_or_default();
        }
        Ok(seen)
    }
}

fn id(person: &str) -> Result<PersonId, StoreError> {
    person.parse().map_err(|_| StoreError::Sql(format!("{person} is no person")))
}
