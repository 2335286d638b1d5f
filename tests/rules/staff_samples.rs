//! One of each kind of entry about who stands in for staff, what they hear of by mail and what they write with.

use wenzheng::kernel::{
    deputy::Deputy,
    event::OfficeEvent,
    hears::{Hears, Often},
    id::{PersonId, UnitId},
    phrase::Shelf,
    principal::{Grant, Reach, Role},
    text::{Lang, TextRef},
};

pub fn events((person, other): (PersonId, PersonId), unit: UnitId, text: impl Fn(u128) -> TextRef) -> Vec<OfficeEvent> {
    let grant = Grant { role: Role::Handler, reach: Reach::Unit { unit } };
    let (from, to) = (jiff::civil::date(2026, 12, 1), jiff::civil::date(2026, 12, 11));
    let deputy = Deputy { person: other, from, to, grant: Some(grant) };
    let hears = Hears { waits: Often::Each, above: Often::Off, lang: Lang::En };
    vec![
        OfficeEvent::DeputySet { person, deputy },
        OfficeEvent::DeputyDropped { person, deputy: other },
        OfficeEvent::MailAsked { person, address: text(35), lang: Lang::Zh, asked_at: 1_795_654_800_000 },
        OfficeEvent::MailConfirmed { person },
        OfficeEvent::MailChosen { person, hears },
        OfficeEvent::MailDropped { person },
        OfficeEvent::PhrasesSet { shelf: Shelf::Unit { unit }, text: text(36) },
        OfficeEvent::PhrasesSet { shelf: Shelf::Person { person }, text: text(36) },
    ]
}
