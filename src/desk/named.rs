//! Files that a command names: those the mover may have, as the room will hold them.

use super::submit::Inner;
use crate::{
    kernel::{
        calendar::today,
        deputy::lent,
        file::{Audience, File},
        id::{FileId, RoomId},
        principal::{Permit, Principal},
        refusal::Refusal,
        units::Tree,
    },
    store::StoreError,
};

/// The room's own, and for those brought elsewhere one more row, with this room as owner.
pub(super) async fn files(
    inner: &Inner,
    principal: Principal,
    room: RoomId,
    mut ids: Vec<FileId>,
) -> Result<Vec<File>, Refusal> {
    ids.sort_unstable();
    ids.dedup();
    let mut files = Vec::with_capacity(ids.len());
    for id in ids {
        let found = file(inner, principal, room, id).await;
        files.extend(found.map_err(|error| {
            tracing::error!(%error, "a file could not be looked up");
            Refusal::StorageFailed
        })?);
    }
    Ok(files)
}

async fn file(inner: &Inner, principal: Principal, room: RoomId, id: FileId) -> Result<Option<File>, StoreError> {
    let rows = inner.db.files(&[id]).await?;
    if let Some(own) = rows.iter().find(|file| file.owner == room) {
        return Ok(Some(own.clone()));
    }
    let mut open = inner.db.public_file(id).await?;
    for row in rows.into_iter().filter(|row| row.audience == Audience::Public) {
        if open.is_none() && reaches(inner, principal, &row).await? {
            open = Some(row);
        }
    }
    Ok(open.map(|file| File { owner: room, at: (inner.clock)(), ..file }))
}

/// Whether somebody is staff of the room that owns a file, or brought it.
async fn reaches(inner: &Inner, principal: Principal, file: &File) -> Result<bool, StoreError> {
    let Principal::Staff(person) = principal else { return Ok(principal == Principal::Operator) };
    if file.by == Some(person) {
        return Ok(true);
    }
    let Some(person) = inner.db.person(person).await?.filter(|person| !person.disabled) else { return Ok(false) };
    let units = inner.db.room(file.owner).await?.map(|header| header.units).unwrap_or_default();
    let (absent, today) = (inner.db.absent().await?, today((inner.clock)(), &inner.zone));
    let lent = lent(person.id, &absent, &Tree::default(), today);
    Ok(Permit::new(principal, &person.grants, file.owner, &units).with_lent(lent, file.owner, &units).is_staff())
}
