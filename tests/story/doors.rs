//! The ways out of a house, with the clock in hand.

use crate::{
    house::{House, Interview},
    postoffice::PostOffice,
};
use std::sync::Arc;
use uuid::Uuid;
use wenzheng::{
    auth::code,
    http::Words,
    kernel::{
        command::Command,
        contact::{Contact, ContactForm},
        hours::RemindSettings,
        limits::Limits,
        policy::Policy,
        principal::Principal,
        text::Lang,
    },
    notices::{Doors, Kit, MailSettings, Notices, Tls},
    store::{Parcel, ParcelState},
    wire::keys::{Key, Keys},
};

pub const SITE: &str = "https://wz.example.org";

/// A house that was given no way out.
pub fn closed(house: &House) -> Notices {
    with(house, Doors::default())
}

pub fn with(house: &House, doors: Doors) -> Notices {
    opened(house, doors).unwrap()
}

/// Or why they cannot be made.
pub fn opened(house: &House, doors: Doors) -> Result<Notices, String> {
    let (desk, days) = (house.desk.clone(), house.desk.clone());
    let keys = Keys::new(Key { id: "k1".into(), secret: [7; 32] }, vec![]);
    let mail_keys = keys.clone();
    let kit = Kit {
        db: house.db.clone(),
        now: Arc::new(move || desk.now()),
        say: Arc::new(|lang, id, values| {
            Words::of(lang).tn(id, values.iter().map(|(name, value)| (*name, value.clone().into())))
        }),
        code: Arc::new(move |post| code::of(&keys, post)),
        mail_code: Arc::new(move |person, address| code::of_mail(&mail_keys, person, address)),
        days: Arc::new(move || days.current().get().calendar.clone()),
        remind: RemindSettings::default(),
        public_url: SITE.into(),
        limits: Limits::default(),
        zone: jiff::tz::TimeZone::get("Asia/Shanghai").unwrap(),
        doors,
    };
    Notices::open(kit)
}

/// Mail through this office.
pub fn mail(house: &House, office: &PostOffice) -> Notices {
    let (host, port, from) = ("127.0.0.1".into(), office.address.port(), "问政 <wz@example.org>".into());
    let mail = MailSettings { host, port, from, tls: Tls::None, ..MailSettings::default() };
    with(house, Doors { mail, ..Doors::default() })
}

/// Rules of a room that asks how its authors can be told, without waiting times.
pub fn telling() -> Policy {
    Policy { contact: Contact::Optional, undo_ms: 0, post_every_ms: 0, sign_off: false, ..Policy::default() }
}

pub fn at(mail: &str, lang: Lang) -> ContactForm {
    ContactForm { mail: mail.into(), phone: String::new(), lang: Some(lang) }
}

/// Somebody asks who wants to be told; the number.
pub async fn asks(room: &Interview<'_>, who: Principal, text: &str, contact: ContactForm) -> u32 {
    let ask = Command::Ask { text: text.into(), name: String::new(), to: None, contact: Some(contact) };
    room.act(who, ask).await.unwrap().number.unwrap()
}

/// Drafted and published.
pub async fn answers(room: &Interview<'_>, number: u32, text: &str) {
    let (post, guest) = (room.post(number).await.post, room.guests[0]);
    let draft = Command::Draft { post: post.id, revision: Some(post.revision), guest, text: text.to_owned() };
    let revision = room.act(room.guest, draft).await.unwrap().revision.unwrap();
    room.act(room.guest, Command::Publish { post: post.id, revision, guest }).await.unwrap();
}

/// Everything that was ever written down, newest first.
pub async fn all(notices: &Notices) -> Vec<Parcel> {
    use ParcelState::{Failed, GivenUp, Sent, Waiting};
    notices.parcels(&[Waiting, Sent, Failed, GivenUp], None::<Uuid>, 1_000).await.unwrap()
}

/// In which state how many are.
pub async fn states(notices: &Notices) -> Vec<ParcelState> {
    let mut states: Vec<ParcelState> = all(notices).await.iter().map(|parcel| parcel.state).collect();
    states.reverse();
    states
}

/// What happened is read, and what is due is tried once.
pub async fn go(notices: &Notices) {
    notices.catch_up().await.unwrap();
    notices.send_due().await.unwrap();
}
