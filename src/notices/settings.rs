//! What whoever runs the server sets up of the doors.

use serde::{Deserialize, Serialize};
use std::{fmt, path::PathBuf};

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
    /// The gateway that takes our text messages.
    pub sms: SmsSettings,
    /// Addresses that hear of what happens.
    pub webhooks: Vec<WebhookSettings>,
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
    /// File with the certificate (PEM) of an authority of your own that vouches for the server; empty where the system
    /// trusts it anyway.
    pub ca_file: PathBuf,
    /// Name of the account there; empty where none is needed.
    pub user: String,
    /// Its password.
    pub password: Secret,
    /// Sender of all mail, such as "问政 <wz@example.org>".
    pub from: String,
}

impl Default for MailSettings {
    fn default() -> Self {
        let (host, ca_file, user, password, from) = Default::default();
        MailSettings { host, port: 587, tls: Tls::default(), ca_file, user, password, from }
    }
}

impl MailSettings {
    /// Whether there is a server to give mail to.
    pub fn is_on(&self) -> bool {
        !self.host.is_empty()
    }
}

/// Addresses that hear of what happens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookSettings {
    /// Address that is called; where it leads is your choice, addresses of your own net too.
    pub url: String,
    /// What each call is signed with (Standard Webhooks): "whsec_" and 24 to 64 bytes in base64.
    pub secret: Secret,
    /// What it hears of, such as ["room.live", "post.answered"]; none means all.
    pub events: Vec<String>,
    /// Whether it may hear of what the public does not know, such as "post.received".
    pub inner: bool,
}

/// The gateway that takes our text messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmsSettings {
    /// Address of the gateway; empty for no text messages at all. {phone}, {mobile}, {text}, {id} and {sign} are filled
    /// in, here and in the body: the number as +8613812345678, the same without +86, the words, what is the same at
    /// every try, and the signature.
    pub url: String,
    /// Method of the request.
    pub method: String,
    /// Headers of the request; the type says how values are written into the body.
    pub headers: Vec<Secret>,
    /// Body of the request.
    pub body: Secret,
    /// Words that the answer holds where the gateway took the message; empty where the status says it all.
    pub ok: String,
    /// Signature before each message.
    pub sign: String,
    /// From when on nobody is woken, in the installation's zone; messages wait until the morning.
    pub quiet_from: String,
    /// Until when.
    pub quiet_to: String,
    /// Receipts of delivery come to /hooks/sms/ and this, at least 16 characters; empty for none.
    pub receipt_secret: Secret,
    /// Where a receipt, in JSON, names the id that was sent: a pointer such as "/id".
    pub receipt_id: String,
    /// And what became of it.
    pub receipt_state: String,
    /// What it says where the message arrived; anything else is shown as not delivered. Empty: all is well.
    pub receipt_ok: String,
}

impl Default for SmsSettings {
    fn default() -> Self {
        let (url, ok, receipt_secret, receipt_ok) = Default::default();
        SmsSettings {
            url,
            method: "POST".into(),
            headers: vec![Secret("Content-Type: application/json".into())],
            body: Secret(r#"{"phone":"{phone}","text":"{sign}{text}","id":"{id}"}"#.into()),
            ok,
            sign: "【问政】".into(),
            quiet_from: "21:00".into(),
            quiet_to: "08:00".into(),
            receipt_secret,
            receipt_id: "/id".into(),
            receipt_state: "/status".into(),
            receipt_ok,
        }
    }
}

impl SmsSettings {
    /// Whether there is a gateway.
    pub fn is_on(&self) -> bool {
        !self.url.is_empty()
    }
}
