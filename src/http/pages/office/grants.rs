//! Roles and places as answers of a form: `unit:<id>`, `room:<id>`, `room:<id>:<guest>`.

use crate::{
    http::{App, Failure, Words},
    kernel::{
        id::{GuestId, RoomId, UnitId},
        principal::{Grant, Permit, Reach, Role},
        refusal::Refusal,
    },
    views::{
        office_people::{Held, Place},
        office_rooms::{self, Sheet},
        office_units::{self, UnitRow},
    },
};

/// Rooms that a list offers; older ones are reached from their own page.
const ROOMS: u32 = 40;

/// A role in words.
pub(super) fn role(words: Words, role: Role) -> String {
    words.t(&format!("role-{}", role.code().replace('_', "-")))
}

/// A place in words.
pub(super) fn place(words: Words, place: &Place) -> String {
    match place {
        Place::Installation => words.t("office-place-all"),
        Place::Unit(name) => words.t1("office-place-unit", "name", name.clone()),
        Place::Room { topic, guest: None, .. } => words.t1("office-place-room", "topic", topic.clone()),
        Place::Room { topic, guest: Some(guest), .. } => {
            words.t2("office-place-guest", "topic", topic.clone(), "guest", guest.clone())
        }
    }
}

/// A grant in words.
pub(super) fn held(words: Words, held: &Held) -> String {
    words.t2("office-held", "role", role(words, held.grant.role), "place", place(words, &held.place))
}

/// All roles as answers.
pub(super) fn roles(words: Words) -> Vec<(String, String)> {
    Role::ALL.into_iter().map(|held| (held.code().to_owned(), role(words, held))).collect()
}

/// The places that `permit` administers, as answers: the installation, units, and the latest rooms with their guests.
pub(super) async fn places(app: &App, words: Words, permit: &Permit) -> Result<Vec<(String, String)>, Failure> {
    let unread = |error| Failure::internal("places could not be read", &error);
    let units = office_units::units(&app.db).await.map_err(unread)?;
    let rooms = office_rooms::recent(&app.db, ROOMS).await.map_err(unread)?;
    let everywhere = permit.governs().then(|| (String::from("all"), words.t("office-place-all")));
    let unit = |id: UnitId, name: &str| (format!("unit:{id}"), words.t1("office-place-unit", "name", name.to_owned()));
    let governed = |held: &&UnitRow| permit.administers(Reach::Unit { unit: held.id }, &[]);
    let room_open =
        |sheet: &&Sheet| permit.administers(Reach::Room { room: sheet.header.id, guest: None }, &sheet.header.units);
    let units = office_units::open(&units, &[]).filter(governed).map(|held| unit(held.id, &held.name));
    let rooms = rooms.iter().filter(room_open).flat_map(|sheet| room_places(words, sheet));
    Ok(everywhere.into_iter().chain(units).chain(rooms).collect())
}

fn room_places(words: Words, sheet: &Sheet) -> Vec<(String, String)> {
    let (id, topic) = (sheet.header.id, &sheet.about.topic);
    let whole = (format!("room:{id}"), words.t1("office-place-room", "topic", topic.clone()));
    let guests = sheet.about.guests.iter().map(|guest| {
        let label = words.t2("office-place-guest", "topic", topic.clone(), "guest", guest.name.clone());
        (format!("room:{id}:{}", guest.id), label)
    });
    std::iter::once(whole).chain(guests).collect()
}

/// The value that stands for a reach.
pub(super) fn code(reach: Reach) -> String {
    match reach {
        Reach::Installation => "all".into(),
        Reach::Unit { unit } => format!("unit:{unit}"),
        Reach::Room { room, guest: None } => format!("room:{room}"),
        Reach::Room { room, guest: Some(guest) } => format!("room:{room}:{guest}"),
    }
}

/// The grant of two answers.
pub(super) fn parse(role: &str, place: &str) -> Result<Grant, Refusal> {
    let strange = || Refusal::Malformed { why: "no such role or place".into() };
    let role = Role::parse(role).ok_or_else(strange)?;
    let mut parts = place.split(':');
    let reach = match (parts.next(), parts.next(), parts.next()) {
        (Some("all"), None, _) => Reach::Installation,
        (Some("unit"), Some(unit), None) => Reach::Unit { unit: unit.parse::<UnitId>().map_err(|_| strange())? },
        (Some("room"), Some(room), guest) => {
            let guest = guest.map(|guest| guest.parse::<GuestId>().map_err(|_| strange())).transpose()?;
            Reach::Room { room: room.parse::<RoomId>().map_err(|_| strange())?, guest }
        }
        _ => return Err(strange()),
    };
    Ok(Grant { role, reach })
}
