//! What it is: the doors by which the house tells people and programs outside: mail, text messages, webhooks.
//! What it never does: decide, call the desk, keep a word, an address or a number of anybody, or send unwritten things.
//! Who calls it: the roof makes it and lets it run; one page of the office shows what waits.
//! Where its tests are: beside the parts; `tests/story/notices.rs` against peers that listen.

mod author;
mod client;
mod digest;
mod door;
mod follow;
mod mail;
mod mornings;
mod outcome;
mod receipt;
mod send;
mod settings;
mod sms;
mod staff;
mod tell;
mod webhook;

pub use door::{Kit, Notices};
pub use settings::{Doors, MailSettings, Secret, SmsSettings, Tls, WebhookSettings};
