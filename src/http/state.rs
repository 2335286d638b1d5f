//! What handlers share, and who is signed in.

use super::{Failure, Visit};
use crate::{
    archive::Archive,
    auth::{Auth, StaffUser},
    desk::Desk,
    files::Files,
    kernel::{id::RoomId, refusal::Refusal},
    notices::Notices,
    similar::Similar,
    store::Db,
    wire::keys::Keys,
};
use jiff::tz::TimeZone;
use std::sync::Arc;

/// How many read a room now.
pub type HeadCount = Arc<dyn Fn(RoomId) -> usize + Send + Sync>;

/// Everything a handler may reach.
#[derive(Clone)]
pub struct App {
    /// Tables, for views.
    pub db: Db,
    /// The write path.
    pub desk: Desk,
    /// The way in for files.
    pub files: Files,
    /// Who somebody is.
    pub auth: Auth,
    /// Questions that say much the same.
    pub similar: Similar,
    /// The record of all rooms, by words.
    pub archive: Archive,
    /// What is to leave the house.
    pub notices: Notices,
    /// Readers of a room on this node.
    pub viewers: HeadCount,
    /// For query codes.
    pub keys: Keys,
    /// The installation's time zone.
    pub zone: TimeZone,
}

impl App {
    /// Who is signed in, if anybody.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn user(&self, visit: &Visit) -> Result<Option<StaffUser>, Failure> {
        match visit.session() {
            Some(session) => {
                let now = self.desk.now();
                let user = self.auth.user(session, now).await?;
                if user.is_some() && !visit.is_automatic() {
                    self.auth.used(session, now);
                }
                Ok(user)
            }
            None => Ok(None),
        }
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// `LoginRequired` when nobody is.
    pub async fn staff(&self, visit: &Visit) -> Result<StaffUser, Failure> {
        Ok(self.user(visit).await?.ok_or(Refusal::LoginRequired)?)
    }
}
