//! The doors of an installation, and what they are given.

use super::{client::Client, mail::Mail, outcome::Outcome, settings::Doors, sms::Sms, webhook::Webhook};
use crate::{
    kernel::{
        calendar::Calendar,
        hours::RemindSettings,
        id::{Millis, PersonId, PostId, TextId},
        limits::Limits,
        text::Lang,
    },
    store::{Db, Parcel},
};
use jiff::tz::TimeZone;
use std::{sync::Arc, time::Duration};
use tokio::{sync::Notify, time::timeout};

/// The words of a message around names and numbers.
pub type Say = Arc<dyn Fn(Lang, &str, &[(&'static str, String)]) -> String + Send + Sync>;
/// UTC ms.
pub type Now = Arc<dyn Fn() -> Millis + Send + Sync>;
/// The query code of a post.
pub type Code = Arc<dyn Fn(PostId) -> String + Send + Sync>;

/// The code that is sent to an address somebody of staff gave.
pub type MailCode = Arc<dyn Fn(PersonId, TextId) -> String + Send + Sync>;
/// The calendar of working days in force.
pub type Days = Arc<dyn Fn() -> Arc<Calendar> + Send + Sync>;

/// What the doors are made with.
pub struct Kit {
    /// The journals, and what is to be sent.
    pub db: Db,
    /// The clock.
    pub now: Now,
    /// The words of messages, from the word files.
    pub say: Say,
    /// Query codes.
    pub code: Code,
    /// Codes for addresses of staff.
    pub mail_code: MailCode,
    /// Working days.
    pub days: Days,
    /// When staff are written to.
    pub remind: RemindSettings,
    /// Where people find the site, such as `https://wz.example.org`; needed as soon as there is a door.
    pub public_url: String,
    /// Bounds.
    pub limits: Limits,
    /// The installation's time zone, in which people sleep.
    pub zone: TimeZone,
    /// What was set up.
    pub doors: Doors,
}

/// The way out of the house.
#[derive(Clone)]
pub struct Notices(pub(super) Arc<Shared>);

pub(super) struct Shared {
    pub kit: Kit,
    pub doors: Vec<Door>,
    /// Something was written down.
    pub bell: Notify,
}

/// One way out.
pub(super) enum Door {
    Mail(Box<Mail>),
    Sms(Box<Sms>),
    Webhook(Box<Webhook>),
}

impl Door {
    /// What its parcels are kept under.
    pub fn key(&self) -> (&'static str, &str) {
        match self {
            Door::Mail(_) => ("mail", ""),
            Door::Sms(_) => ("sms", ""),
            Door::Webhook(webhook) => ("webhook", &webhook.target),
        }
    }

    /// Whether nothing goes out now, because people sleep.
    pub fn rests(&self, kit: &Kit) -> bool {
        match self {
            Door::Sms(sms) => sms.rests((kit.now)(), &kit.zone),
            Door::Mail(_) | Door::Webhook(_) => false,
        }
    }

    /// Sends one parcel, within the time that one may take.
    pub async fn send(&self, kit: &Kit, parcel: &Parcel) -> Outcome {
        let sending = async {
            match self {
                Door::Mail(mail) => mail.send(kit, parcel).await,
                Door::Sms(sms) => sms.send(kit, parcel).await,
                Door::Webhook(webhook) => webhook.send(kit, parcel).await,
            }
        };
        let most = Duration::from_millis(kit.limits.notices_send_ms);
        timeout(most, sending).await.unwrap_or_else(|_| Outcome::Down("no answer in time".into()))
    }
}

impl Shared {
    /// Whether staff can be written to at all.
    pub fn has_mail(&self) -> bool {
        self.doors.iter().any(|door| matches!(door, Door::Mail(_)))
    }
}

impl Notices {
    /// The doors that were set up; none is none.
    ///
    /// # Errors
    /// In words, when a door cannot be made of its settings.
    pub fn open(kit: Kit) -> Result<Notices, String> {
        let doors = made(&kit)?;
        if !doors.is_empty() && kit.public_url.is_empty() {
            return Err("public_url must be set: messages lead people to this site".into());
        }
        Ok(Notices(Arc::new(Shared { kit, doors, bell: Notify::new() })))
    }

    /// Which doors there are, by the word of the database.
    pub fn doors(&self) -> Vec<&'static str> {
        let mut doors: Vec<&'static str> = self.0.doors.iter().map(|door| door.key().0).collect();
        doors.dedup();
        doors
    }

    /// Whether authors can be told anything: by mail or by text message.
    pub fn reaches_authors(&self) -> bool {
        self.0.doors.iter().any(|door| matches!(door, Door::Mail(_) | Door::Sms(_)))
    }

    /// Sends a message to `to` at once, to see whether a door works.
    ///
    /// # Errors
    /// What the far end said, or that there is no such door.
    pub async fn try_out(&self, door: &str, to: &str, lang: Lang) -> Result<(), String> {
        let kit = &self.0.kit;
        let found = self.0.doors.iter().find(|own| own.key().0 == door).ok_or("no such door")?;
        let sending = async {
            match found {
                Door::Mail(mail) => mail.try_out(kit, to, lang).await,
                Door::Sms(sms) => sms.try_out(kit, to, lang).await,
                Door::Webhook(webhook) => webhook.try_out(kit).await,
            }
        };
        let most = Duration::from_millis(kit.limits.notices_send_ms);
        match timeout(most, sending).await {
            Ok(Outcome::Sent) => Ok(()),
            Ok(Outcome::Later(why) | Outcome::Down(why) | Outcome::Never(why)) => Err(why),
            Ok(Outcome::Void(code)) => Err(code.to_owned()),
            Err(_) => Err("no answer in time".into()),
        }
    }
}

fn made(kit: &Kit) -> Result<Vec<Door>, String> {
    let mut doors = Vec::new();
    if kit.doors.mail.is_on() {
        let mail = Mail::new(&kit.doors.mail, &kit.public_url).map_err(|why| format!("[mail]: {why}"))?;
        doors.push(Door::Mail(Box::new(mail)));
    }
    if kit.doors.sms.is_on() {
        let sms = Sms::new(Client::new()?, &kit.doors.sms).map_err(|why| format!("[sms]: {why}"))?;
        doors.push(Door::Sms(Box::new(sms)));
    }
    for (nth, settings) in kit.doors.webhooks.iter().enumerate() {
        let webhook = Webhook::new(Client::new()?, settings);
        let webhook = webhook.map_err(|why| format!("[[webhook]] no. {}: {why}", nth + 1))?;
        let twice = |door: &Door| matches!(door, Door::Webhook(other) if other.target == webhook.target);
        if doors.iter().any(twice) {
            return Err(format!("[[webhook]] no. {}: its url stands twice", nth + 1));
        }
        doors.push(Door::Webhook(Box::new(webhook)));
    }
    Ok(doors)
}
