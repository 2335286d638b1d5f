//! Staff sessions: a random id in a cookie, its digest in the store, a new one at each log-in.

use super::{check_password, guesses::Guesses, idle::Idle};
use crate::{
    kernel::{
        calendar::today,
        deputy::{Lent, lent},
        id::{Millis, PersonId},
        limits::Limits,
        office::{Factor, Person, PersonCard},
        principal::{Grant, Reach},
        refusal::Refusal,
        text::hex,
        units::Tree,
    },
    store::Db,
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::{num::NonZeroU32, sync::Arc};

/// Tries at one log-in name or one receipt in a minute.
const TRIES: NonZeroU32 = NonZeroU32::new(6).unwrap();

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct StaffUser {
    /// The account.
    pub person: PersonId,
    /// Shown name.
    pub name: String,
    /// Log-in name.
    pub login: String,
    /// Roles as of now, those for a unit repeated for the units below it; for showing and hiding,
    /// decisions read their own.
    pub grants: Vec<Grant>,
    /// Of these, those that others lent for today.
    pub lent: Vec<Lent>,
    /// Whether a password was ever set.
    pub has_password: bool,
    /// What is asked for beside the password or a link.
    pub factor: Option<Factor>,
}

/// Recognises people.
#[derive(Clone)]
pub struct Auth {
    db: Db,
    session_ms: Millis,
    /// Deputies stand in on days of it.
    zone: TimeZone,
    tries: Arc<DefaultKeyedRateLimiter<String>>,
    guesses: Guesses,
    idle: Idle,
}

impl Auth {
    /// Over the store; days are those of `zone`.
    pub fn new(db: Db, limits: &Limits, zone: TimeZone) -> Auth {
        let tries = Arc::new(RateLimiter::keyed(Quota::per_minute(TRIES)));
        let idle = Idle::new(limits.session_idle_ms);
        Auth { db, session_ms: limits.session_ms, zone, tries, guesses: Guesses::default(), idle }
    }

    /// Counts a try at something that can be guessed: a log-in name, a receipt.
    ///
    /// # Errors
    /// `SlowDown` after a few tries in a minute.
    pub fn attempt(&self, what: &str) -> Result<(), Refusal> {
        if self.tries.len() > 100_000 {
            self.tries.retain_recent();
        }
        let tried = self.tries.check_key(&what.to_owned());
        tried.map_err(|_| Refusal::SlowDown { retry_after_ms: 60_000 })
    }

    /// Judges a secret shown for `what`: a wrong one counts, and after a few in a minute even the
    /// right one is refused for a while. Right ones are never counted.
    ///
    /// # Errors
    /// `BadCode`, or `SlowDown` after too many wrong ones.
    pub fn guess(&self, what: &str, fits: bool) -> Result<(), Refusal> {
        self.guesses.judge(what, fits)
    }

    /// Whose name and password these are. A second factor is still to be asked for.
    ///
    /// # Errors
    /// `BadLogin`, `SlowDown`, `StorageFailed`.
    pub async fn prove(&self, login: &str, password: String) -> Result<PersonId, Refusal> {
        let login = login.trim().to_lowercase();
        self.attempt(&format!("login:{login}"))?;
        let person = self.db.person_by_login(&login).await.map_err(failed)?.filter(|person| !person.disabled);
        let hash = match person.as_ref().and_then(|person| person.password.as_ref()) {
            Some(text) => self.db.texts(&[text.id]).await.map_err(failed)?.remove(&text.id).and_then(|row| row.body),
            None => None,
        };
        let fits = check_password(password, hash).await;
        person.filter(|_| fits).map(|person| person.id).ok_or(Refusal::BadLogin)
    }

    /// Opens a session for somebody who proved who they are; always a new id.
    ///
    /// # Errors
    /// `StorageFailed`.
    pub async fn open(&self, person: PersonId, now: Millis) -> Result<String, Refusal> {
        let bytes: [u8; 32] = rand::random();
        let id = hex(&bytes);
        let kept = sha256(&id);
        self.db.keep_session(&kept, person, now + self.session_ms).await.map_err(failed)?;
        self.idle.used(&kept, now);
        Ok(id)
    }

    /// When the session was opened that ends then.
    pub fn opened_at(&self, ends_at: Millis) -> Millis {
        ends_at - self.session_ms
    }

    /// Somebody did something with the session: it is not idle.
    pub fn used(&self, session: &str, now: Millis) {
        self.idle.used(&sha256(session), now);
    }

    /// Who the session belongs to, unless it ended, was left alone too long, or the account was closed. Looking is
    /// not using.
    ///
    /// # Errors
    /// `StorageFailed`.
    pub async fn user(&self, session: &str, now: Millis) -> Result<Option<StaffUser>, Refusal> {
        let id = sha256(session);
        let kept = self.db.session(&id).await.map_err(failed)?.filter(|kept| kept.expires_at > now);
        match kept {
            Some(_) if self.idle.is_over(&id, now) => {
                self.close(session).await?;
                Ok(None)
            }
            Some(kept) => self.staff(kept.person, now).await,
            None => Ok(None),
        }
    }

    /// Whose account it is, unless it was closed.
    ///
    /// # Errors
    /// `StorageFailed`.
    pub async fn staff(&self, person: PersonId, now: Millis) -> Result<Option<StaffUser>, Refusal> {
        let person = self.db.person(person).await.map_err(failed)?.filter(|person| !person.disabled);
        match person {
            Some(person) => Ok(Some(self.named(person, now).await?)),
            None => Ok(None),
        }
    }

    /// Ends a session.
    ///
    /// # Errors
    /// `StorageFailed`.
    pub async fn close(&self, session: &str) -> Result<(), Refusal> {
        let id = sha256(session);
        self.idle.forget(&id);
        self.db.drop_session(&id).await.map_err(failed)
    }

    /// Ends all sessions of a person, after a change of password or a closed account.
    ///
    /// # Errors
    /// `StorageFailed`.
    pub async fn close_all(&self, person: PersonId) -> Result<(), Refusal> {
        self.db.drop_sessions_of(person).await.map_err(failed)
    }

    async fn named(&self, person: Person, now: Millis) -> Result<StaffUser, Refusal> {
        let texts = self.db.texts(&[person.card.id]).await.map_err(failed)?;
        let body = texts.get(&person.card.id).and_then(|row| row.body.as_deref());
        let card: Option<PersonCard> = body.and_then(|body| serde_json::from_str(body).ok());
        let name = card.map_or_else(|| person.login.clone(), |card| card.name);
        let (has_password, factor) = (person.password.is_some(), person.factor);
        let (grants, lent) = self.widened(person.id, person.grants, now).await?;
        Ok(StaffUser { person: person.id, name, login: person.login, grants, lent, has_password, factor })
    }

    /// Own grants and, after them, those lent for today.
    async fn widened(
        &self,
        person: PersonId,
        grants: Vec<Grant>,
        now: Millis,
    ) -> Result<(Vec<Grant>, Vec<Lent>), Refusal> {
        let absent = self.db.absent().await.map_err(failed)?;
        let named = absent.iter().filter(|absent| absent.deputies.iter().any(|deputy| deputy.person == person));
        let named: Vec<&Person> = named.collect();
        let of_unit = |grant: &Grant| matches!(grant.reach, Reach::Unit { .. });
        if !grants.iter().chain(named.iter().flat_map(|absent| &absent.grants)).any(of_unit) && named.is_empty() {
            return Ok((grants, Vec::new()));
        }
        let units = self.db.units().await.map_err(failed)?;
        let tree = Tree::new(units.iter().map(|unit| (unit.id, unit.parent, unit.closed_into)));
        let mut grants = tree.widened(&grants);
        let mut lent = lent(person, named, &tree, today(now, &self.zone));
        lent.retain(|lent| !grants.contains(&lent.grant));
        grants.extend(lent.iter().map(|lent| lent.grant));
        Ok((grants, lent))
    }
}

/// Hex SHA-256 of a secret: what is stored of sessions and one-time links.
pub fn sha256(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

fn failed(error: crate::store::StoreError) -> Refusal {
    tracing::error!(%error, "the store could not be read");
    Refusal::StorageFailed
}
