//! Many pictures in one form: each is kept as it comes; what cannot be is told by its name.

use super::{
    photos,
    place::Place,
    room::{Again, Just, Trouble},
    seat::Seat,
    typed::Typed,
};
use crate::{
    files::{Purpose, Upload},
    http::{Failure, Part, Parts},
    kernel::{file::Audience, refusal::Refusal},
};
use axum::{extract::Request, response::Response};

pub(super) async fn bring(seat: Seat, request: Request) -> Result<Response, Failure> {
    seat.demand(seat.may.say)?;
    let (kept, refused) = take(&seat, request).await?;
    if refused.is_empty() && kept > 0 {
        return Ok(seat.visit.redirect(&Place::Photos.done(&seat.header.code, "bring", Some(kept))));
    }
    let (what, then) = match refused.len() {
        0 => (seat.frame.t("desk-photo-none"), seat.frame.t("desk-photo-none-do")),
        n => (seat.frame.t2("desk-photo-some", "done", kept, "refused", n), seat.frame.t("desk-photo-some-do")),
    };
    let trouble = Trouble::several(what, then, refused);
    photos::show(seat, Just::default(), Some(Again { trouble, typed: Typed::default() })).await
}

/// How many were kept, and a line for each that was not.
async fn take(seat: &Seat, request: Request) -> Result<(u32, Vec<String>), Failure> {
    let files = &seat.app.files;
    let _place = files.admit()?;
    let mut parts = Parts::of(request, &seat.visit, files.most_bytes()).await?;
    let (mut kept, mut refused) = (0, Vec::new());
    while let Some(part) = parts.next().await? {
        let Part::File { name, came, bytes } = part else { continue };
        if name != "photo" {
            return Err(Refusal::Malformed { why: "no such field for files".into() }.into());
        }
        match keep(seat, came.clone(), bytes).await {
            Ok(()) => kept += 1,
            Err(refusal) if is_about_the_file(&refusal) => {
                let why = seat.visit.words().refused(&refusal).what;
                refused.push(seat.frame.t2("desk-photo-refused", "name", came, "why", why));
            }
            Err(refusal) => return Err(refusal.into()),
        }
    }
    Ok((kept, refused))
}

async fn keep(seat: &Seat, name: String, bytes: Result<Vec<u8>, Refusal>) -> Result<(), Refusal> {
    let (audience, by) = (Audience::Public, Some(seat.user.person));
    let upload = Upload { purpose: Purpose::Photo, owner: seat.header.id, audience, by, name, bytes: bytes? };
    seat.app.files.keep(upload).await.map(drop)
}

/// What one picture of many can be refused for; all else ends the form.
fn is_about_the_file(refusal: &Refusal) -> bool {
    use Refusal::{FileTooLarge, FileType, PictureDamaged, PictureTooLarge};
    matches!(refusal, FileTooLarge { .. } | FileType | PictureDamaged | PictureTooLarge { .. })
}
