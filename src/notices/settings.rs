//! What whoever runs the server sets up of the doors.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A word that is written down nowhere: not in a log, not on a page.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { "…" })
    }
}

/// How a connection is kept from being read on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// Not at all: for a relay on the same machine.
    None,
    /// After a greeting in the clear; without it nothing is sent.
    #[default]
    Starttls,
    /// From the first byte.
    Implicit,
}

/// All doors; none is set up at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doors {
    /// The server that takes our mail.
    pub mail: MailSettings,
}

/// The server that takes our mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailSettings {
    /// Name of the SMTP server that takes our mail; empty for no mail at all.
    pub host: String,
    /// Its port: 587 for "starttls", 465 for "implicit", 25 for a relay of one's own.
    pub port: u16,
    /// How the connection is kept from being read: "starttls", "implicit" or "none".
    pub tls: Tls,
    /// Name of the account there; empty where none is needed.
    pub user: String,
    /// Its password.
    pub password: Secret,
    /// Sender of all mail, such as "问政 <wz@example.org>".
    pub from: String,
}

impl Default for MailSettings {
    fn default() -> Self {
        let (host, user, password, from) = Default::default();
        MailSettings { host, port: 587, tls: Tls::default(), user, password, from }
    }
}

impl MailSettings {
    /// Whether there is a server to give mail to.
    pub fn is_on(&self) -> bool {
        !self.host.is_empty()
    }
}
