//! The form of a room as it comes with files: each is kept as it is read, and the form then names
//! it by its digest, so that what comes back with a fault elsewhere has lost nothing.

use super::{
    fields::{Faults, Fields},
    signed::Signed,
};
use crate::{
    files::{Purpose, Upload},
    http::{App, Failure, Part, Parts},
    kernel::{
        file::{Audience, File},
        id::RoomId,
        refusal::Refusal,
    },
};
use axum::extract::Request;

/// A field for files.
struct Place {
    field: &'static str,
    purpose: Purpose,
    /// The field that then names the file.
    names: &'static str,
    /// A field that stands once in every row.
    counts: &'static str,
    /// The field that gets the file's name if nothing was typed.
    titled: Option<&'static str>,
    /// As faults are told apart: `guest-0-face`.
    fault: (&'static str, &'static str),
}

const PLACES: [Place; 2] = [
    Place {
        field: "guest_face",
        purpose: Purpose::Portrait,
        names: "guest_portrait",
        counts: "guest_id",
        titled: None,
        fault: ("guest", "face"),
    },
    Place {
        field: "material_paper",
        purpose: Purpose::Paper,
        names: "material_file",
        counts: "material_title",
        titled: Some("material_title"),
        fault: ("material", "paper"),
    },
];

/// Reads the form. What it brings belongs to `room`, or to the room that gets the form's key as its id.
pub(super) async fn read(
    app: &App,
    me: &Signed,
    room: Option<RoomId>,
    request: Request,
) -> Result<(Fields, Faults), Failure> {
    let _place = app.files.admit()?;
    let mut parts = Parts::of(request, &me.visit, app.files.most_bytes()).await?;
    let mut reading = Reading { app, me, room, pairs: Vec::new(), faults: Faults::default() };
    while let Some(part) = parts.next().await? {
        match part {
            Part::Text { name, value } => reading.pairs.push((name, value)),
            Part::File { name, came, bytes } => reading.file(&name, came, bytes).await?,
        }
    }
    Ok((Fields::new(reading.pairs), reading.faults))
}

struct Reading<'a> {
    app: &'a App,
    me: &'a Signed,
    room: Option<RoomId>,
    pairs: Vec<(String, String)>,
    faults: Faults,
}

impl Reading<'_> {
    async fn file(&mut self, name: &str, came: String, bytes: Result<Vec<u8>, Refusal>) -> Result<(), Failure> {
        let malformed = |why: &str| Refusal::Malformed { why: why.to_owned() };
        let place = PLACES.iter().find(|place| place.field == name);
        let place = place.ok_or_else(|| malformed("no such field for files"))?;
        let owner = self.owner().ok_or_else(|| malformed("the key stands before all files"))?;
        match self.keep(place.purpose, owner, came, bytes).await {
            Ok(file) => self.note(place, file),
            Err(refusal) if is_about_the_file(&refusal) => {
                let row = self.pairs.iter().filter(|(held, _)| held == place.counts).count().saturating_sub(1);
                let (group, part) = place.fault;
                self.faults.refuse(self.me.frame.words, &refusal, format!("{group}-{row}-{part}"));
            }
            Err(refusal) => return Err(refusal.into()),
        }
        Ok(())
    }

    fn owner(&self) -> Option<RoomId> {
        let key = || self.pairs.iter().find(|(name, _)| name == "key")?.1.parse().ok();
        self.room.or_else(key)
    }

    async fn keep(
        &self,
        purpose: Purpose,
        owner: RoomId,
        name: String,
        bytes: Result<Vec<u8>, Refusal>,
    ) -> Result<File, Refusal> {
        let (audience, by) = (Audience::Public, Some(self.me.user.person));
        self.app.files.keep(Upload { purpose, owner, audience, by, name, bytes: bytes? }).await
    }

    fn note(&mut self, place: &Place, file: File) {
        self.put(place.names, |_| file.id.to_string());
        if let Some(title) = place.titled {
            self.put(title, |typed| if typed.trim().is_empty() { file.name.clone() } else { typed.to_owned() });
        }
    }

    /// Changes the last value of a field: the one of this row.
    fn put(&mut self, field: &str, change: impl FnOnce(&str) -> String) {
        if let Some((_, value)) = self.pairs.iter_mut().rev().find(|(name, _)| name == field) {
            *value = change(value);
        }
    }
}

/// What the form can show beside the field; all else is a page of its own.
pub(super) fn is_about_the_file(refusal: &Refusal) -> bool {
    use Refusal::{FileTooLarge, FileType, PictureDamaged, PictureTooLarge};
    matches!(refusal, FileTooLarge { .. } | FileType | PictureDamaged | PictureTooLarge { .. })
}
