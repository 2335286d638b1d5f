//! What a session shows besides words: portraits of its guests and its materials, kept as files.

use super::{
    portrait::{Hair, hall, portrait},
    script::{Paper, Session},
};
use crate::{
    app::House,
    files::{Purpose, Upload},
    kernel::{
        file::Audience,
        id::{FileId, RoomId},
        material::{Material, Source},
        room::About,
    },
};
use anyhow::Result;

/// The notice of a session in `room`, with portraits and materials.
///
/// # Errors
/// When a file cannot be kept.
pub(super) async fn dressed(house: &House, room: RoomId, session: &Session) -> Result<About> {
    let mut about = session.about();
    for (guest, answerer) in about.guests.iter_mut().zip(&session.guest) {
        let drawn = portrait(&answerer.name, answerer.hair)?;
        guest.portrait = Some(keep(house, room, Purpose::Portrait, &answerer.name, drawn).await?);
    }
    for paper in &session.material {
        about.materials.push(material(house, room, paper).await?);
    }
    Ok(about)
}

/// A picture of host and guests at their table.
///
/// # Errors
/// When it cannot be kept.
pub(super) async fn hall_of(house: &House, room: RoomId, session: &Session) -> Result<FileId> {
    let guests = session.guest.iter().map(|guest| (guest.name.as_str(), guest.hair));
    let people: Vec<(&str, Hair)> = std::iter::once((session.host.as_str(), Hair::Tied)).chain(guests).collect();
    keep(house, room, Purpose::Photo, "hall", hall(&people)?).await
}

async fn material(house: &House, room: RoomId, paper: &Paper) -> Result<Material> {
    let (title, note) = (paper.title.clone(), paper.note.clone());
    let source = if paper.href.is_empty() {
        let text = paper.text.clone().into_bytes();
        Source::File { file: keep(house, room, Purpose::Paper, &title, text).await? }
    } else {
        Source::Link { href: paper.href.clone() }
    };
    Ok(Material { title, note, source })
}

async fn keep(house: &House, owner: RoomId, purpose: Purpose, name: &str, bytes: Vec<u8>) -> Result<FileId> {
    let (audience, name) = (Audience::Public, format!("{name}.txt"));
    Ok(house.files.keep(Upload { purpose, owner, audience, by: None, name, bytes }).await?.id)
}
