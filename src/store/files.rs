//! Files: rows beside the journal, bytes in the folder, and where rooms name them.

use super::{
    Db, StoreError,
    batch::{Batch, Notice},
    blobs::{self, place_of},
    load::Tx,
};
use crate::kernel::{
    block::Block,
    file::{Audience, File, Look, Place},
    id::{FileId, Millis, OFFICE, PassId, RoomId},
    line::Line,
    post::Post,
};
use std::{collections::HashSet, io::ErrorKind};

/// The bytes of a file and those of its smaller picture.
#[derive(Debug)]
pub struct Bytes {
    /// The file's own.
    pub own: Vec<u8>,
    /// The smaller picture's.
    pub small: Vec<u8>,
}

impl Db {
    /// Keeps a file: its bytes are on the disk, then its row, before this returns. Brought again,
    /// its day begins anew and its audience only widens.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn keep_file(&self, file: &File, bytes: Bytes) -> Result<File, StoreError> {
        let _turn = self.files_turn().lock().await;
        let (data, id, small) = (self.folder().to_owned(), file.id, file.small);
        let write = move || {
            blobs::write(&data, id, &bytes.own)?;
            small.map_or(Ok(()), |small| blobs::write(&data, small, &bytes.small))
        };
        blocking(write).await?;
        let mut tx = self.begin().await?;
        let known = tx.files(&[file.id]).await?.into_iter().find(|known| known.owner == file.owner);
        let kept = match known {
            Some(known) if known.audience == Audience::Public => {
                let (photo, letter) = (known.photo || file.photo, known.letter || file.letter);
                File { at: file.at, photo, letter, look: file.look, ..known }
            }
            _ => file.clone(),
        };
        tx.write_files(std::slice::from_ref(&kept)).await?;
        tx.commit().await?;
        Ok(kept)
    }

    /// Rows of these files, one for each owner.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn files(&self, ids: &[FileId]) -> Result<Vec<File>, StoreError> {
        let sql = "SELECT state FROM files WHERE sha256 IN (SELECT value FROM json_each($1)) ORDER BY owner";
        let rows: Vec<(String,)> =
            sqlx::query_as(sql).bind(serde_json::to_string(ids)?).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }

    /// A file that something public shows and that everybody may have; none for any other.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn public_file(&self, id: FileId) -> Result<Option<File>, StoreError> {
        let sql = "SELECT files.state FROM files
                   JOIN namings ON namings.file = files.sha256 AND namings.room = files.owner AND namings.shown = 1
                   LEFT JOIN rooms ON rooms.id = files.owner
                   WHERE files.sha256 = $1 AND files.audience = 'public'
                   AND (namings.place = 'emblem'
                    OR rooms.rehearsal = 0 AND rooms.phase NOT IN ('draft', 'discarded')) LIMIT 1";
        let row: Option<(String,)> = sqlx::query_as(sql).bind(id.to_string()).fetch_optional(self.readers()).await?;
        row.map(|(state,)| Ok(serde_json::from_str(&state)?)).transpose()
    }

    /// A file that a rehearsal shows those who hold its pass; none for any other.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn rehearsed_file(&self, id: FileId, pass: PassId) -> Result<Option<File>, StoreError> {
        let sql = "SELECT files.state FROM files
                   JOIN namings ON namings.file = files.sha256 AND namings.room = files.owner AND namings.shown = 1
                   JOIN rooms ON rooms.id = files.owner
                   WHERE files.sha256 = $1 AND files.audience = 'public'
                   AND rooms.rehearsal = 1 AND rooms.phase NOT IN ('draft', 'discarded')
                   AND rooms.state ->> '$.pass' = $2 LIMIT 1";
        let query = sqlx::query_as(sql).bind(id.to_string()).bind(pass.to_string());
        let row: Option<(String,)> = query.fetch_optional(self.readers()).await?;
        row.map(|(state,)| Ok(serde_json::from_str(&state)?)).transpose()
    }

    /// Photos brought to a room since `since` that nothing names, in the order they came.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn unnamed_photos(&self, room: RoomId, since: Millis, limit: u32) -> Result<Vec<File>, StoreError> {
        let sql = "SELECT state FROM files WHERE at >= $2 AND owner = $1 AND state ->> '$.photo' = 1
                   AND NOT EXISTS (SELECT 1 FROM namings WHERE file = files.sha256 AND room = files.owner)
                   ORDER BY at, sha256 LIMIT $3";
        let query = sqlx::query_as(sql).bind(room.to_string()).bind(since).bind(limit);
        let rows: Vec<(String,)> = query.fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }

    /// Forgets a file of a room that nothing names; whether there was one. Its bytes are swept with the others.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn forget_file(&self, room: RoomId, id: FileId) -> Result<bool, StoreError> {
        let _turn = self.files_turn().lock().await;
        let sql = "DELETE FROM files WHERE sha256 = $1 AND owner = $2
                   AND NOT EXISTS (SELECT 1 FROM namings WHERE file = files.sha256 AND room = files.owner)";
        let done = sqlx::query(sql).bind(id.to_string()).bind(room.to_string()).execute(self.writer()).await?;
        Ok(done.rows_affected() > 0)
    }

    /// Files of letters that no scanner could look at yet, the oldest first. What is public as another file is derived
    /// from them and waits with them.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn waiting_files(&self, limit: u32) -> Result<Vec<File>, StoreError> {
        let sql = "SELECT state FROM files WHERE state ->> '$.look' = 'waiting' ORDER BY at, sha256 LIMIT $1";
        let rows: Vec<(String,)> = sqlx::query_as(sql).bind(limit).fetch_all(self.readers()).await?;
        rows.iter().map(|(state,)| Ok(serde_json::from_str(state)?)).collect()
    }

    /// Bytes of files brought since `since` for letters that do not name them.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn unsent_bytes(&self, since: Millis) -> Result<u64, StoreError> {
        let sql = "SELECT coalesce(sum(state ->> '$.bytes'), 0) FROM files
                   WHERE at >= $1 AND state ->> '$.letter' = 1
                   AND NOT EXISTS (SELECT 1 FROM namings WHERE file = files.sha256 AND room = files.owner)";
        let (bytes,): (i64,) = sqlx::query_as(sql).bind(since).fetch_one(self.readers()).await?;
        Ok(u64::try_from(bytes).unwrap_or(0))
    }

    /// A scanner has looked at a file.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn looked_at(&self, file: &File, look: Look) -> Result<(), StoreError> {
        let _turn = self.files_turn().lock().await;
        let sql = "UPDATE files SET state = json_set(state, '$.look', $3) WHERE sha256 = $1 AND owner = $2";
        let look = serde_json::to_value(look)?;
        let query = sqlx::query(sql).bind(file.id.to_string()).bind(file.owner.to_string());
        query.bind(look.as_str().unwrap_or_default().to_owned()).execute(self.writer()).await?;
        Ok(())
    }

    /// The bytes of a file, open for reading; none if they are not on the disk.
    ///
    /// # Errors
    /// `StoreError::Disk`.
    pub async fn open_file(&self, id: FileId) -> Result<Option<tokio::fs::File>, StoreError> {
        match tokio::fs::File::open(self.folder().join(place_of(id))).await {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::Disk(error.to_string())),
        }
    }

    /// Every file on which a row depends, smaller pictures included, and whether a room names it.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn all_files(&self) -> Result<Vec<(FileId, bool)>, StoreError> {
        let rows: Vec<(String, bool)> = sqlx::query_as(ALL).fetch_all(self.readers()).await?;
        Ok(identified(rows))
    }

    /// Forgets files that were brought before `before` and that no room names (one thrown away names
    /// nothing), and bytes that have no row.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn sweep_files(&self, before: Millis) -> Result<u64, StoreError> {
        let _turn = self.files_turn().lock().await;
        let sql = "DELETE FROM files WHERE at < $1 AND NOT EXISTS (
          SELECT 1 FROM namings LEFT JOIN rooms ON rooms.id = namings.room
          WHERE namings.file = files.sha256 AND namings.room = files.owner
          AND (namings.place = 'emblem' OR rooms.phase <> 'discarded'))";
        sqlx::query(sql).bind(before).execute(self.writer()).await?;
        self.sweep_unheld().await
    }

    /// Takes the bytes away that have no row.
    ///
    /// # Errors
    /// `StoreError`.
    pub(super) async fn sweep_bytes(&self) -> Result<u64, StoreError> {
        let _turn = self.files_turn().lock().await;
        self.sweep_unheld().await
    }

    async fn sweep_unheld(&self) -> Result<u64, StoreError> {
        let held: HashSet<FileId> = self.all_files().await?.into_iter().map(|(id, _)| id).collect();
        let data = self.folder().to_owned();
        blocking(move || blobs::sweep(&data, |id| held.contains(&id))).await
    }
}

/// As `Db::all_files`.
pub(super) const ALL: &str = "SELECT ids.value, EXISTS (SELECT 1 FROM namings WHERE namings.file = files.sha256)
 FROM files, json_each(json_array(files.sha256, files.small)) AS ids WHERE ids.value IS NOT NULL";

pub(super) fn identified(rows: Vec<(String, bool)>) -> Vec<(FileId, bool)> {
    rows.into_iter().filter_map(|(id, named)| Some((id.parse().ok()?, named))).collect()
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(StoreError::Disk(error.to_string())))
}

impl Tx {
    /// Rows of these files, one for each owner.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn files(&mut self, ids: &[FileId]) -> Result<Vec<File>, StoreError> {
        self.states("SELECT state FROM files WHERE sha256 IN (SELECT value FROM json_each($1))", ids).await
    }

    pub(super) async fn write_files(&mut self, files: &[File]) -> Result<(), StoreError> {
        self.set(FILES, files.iter()).await
    }

    /// What the site names takes the place of what it named before, which is then swept.
    pub(super) async fn write_emblem(&mut self, emblem: &[FileId]) -> Result<(), StoreError> {
        self.set(UNNAME_EMBLEM, std::iter::once(OFFICE)).await?;
        self.set(SHOW, emblem.iter().map(|file| (OFFICE, ("emblem", ""), file))).await
    }

    /// What stands beside a record names takes the place of what it named before.
    pub(super) async fn write_noted(&mut self, noted: &[(RoomId, Vec<FileId>)]) -> Result<(), StoreError> {
        for (room, files) in noted {
            self.set(HIDE_NOTED, std::iter::once(room)).await?;
            let (place, thing) = place(Place::Note);
            self.set(SHOW, files.iter().map(|file| (room, (place, &thing), file))).await?;
        }
        Ok(())
    }

    /// What each notice names takes the place of what the one before it named. Once the room is
    /// public, guests who left keep the portrait the record shows them by.
    pub(super) async fn write_notices(&mut self, notices: &[Notice]) -> Result<(), StoreError> {
        for notice in notices {
            let left = (notice.room, &notice.guests, notice.public);
            self.set(HIDE, std::iter::once(left)).await?;
            self.set(SHOW, notice.files.iter().map(|naming| (notice.room, place(naming.place), naming.file))).await?;
        }
        Ok(())
    }
}

/// Pictures of lines and blocks, and whether the public sees them: not once a line is taken down,
/// not before a block has become a line.
pub(super) fn pictured(batch: &Batch) -> Vec<(RoomId, &'static str, u32, FileId, bool)> {
    let line = |line: &Line| Some((line.room, "line", line.number, line.photo.as_ref()?.file, !line.taken_down));
    let block = |block: &Block| Some((block.room, "block", block.number, block.photo.as_ref()?.file, false));
    batch.lines.iter().filter_map(line).chain(batch.blocks.iter().filter_map(block)).collect()
}

/// Files of letters, and whether the public sees them: only pictures that its publication names, while it is public.
pub(super) fn attached(posts: &[Post]) -> Vec<(RoomId, &'static str, u32, FileId, bool)> {
    let of = |post: &Post| -> Vec<_> {
        let Some(case) = &post.case else { return Vec::new() };
        let open = post.public && post.taken_down.is_none();
        let naming = |file| (post.room, "letter", post.number, file, open && case.shown.contains(&file));
        case.letter.file_ids().map(naming).collect()
    };
    posts.iter().flat_map(of).collect()
}

/// Place and thing of a row.
fn place(place: Place) -> (&'static str, String) {
    match place {
        Place::Portrait { guest } => ("portrait", guest.to_string()),
        Place::Material => ("material", String::new()),
        Place::Note => ("note", String::new()),
    }
}

const FILES: &str = "INSERT INTO files (sha256, owner, small, audience, at, state)
 SELECT value ->> 'id', value ->> 'owner', value ->> 'small', value ->> 'audience', value ->> 'at', json(value)
 FROM jsonb_each($1) WHERE true
 ON CONFLICT (sha256, owner) DO UPDATE SET small = excluded.small, audience = excluded.audience, at = excluded.at,
  state = excluded.state";
const HIDE: &str = "UPDATE namings SET shown = 0 FROM jsonb_each($1) AS notice
 WHERE namings.room = notice.value ->> 0 AND (namings.place = 'material' OR namings.place = 'portrait'
  AND (NOT notice.value ->> 2 OR namings.thing IN (SELECT value FROM jsonb_each(notice.value, '$[1]'))))";
const UNNAME_EMBLEM: &str = "DELETE FROM namings WHERE place = 'emblem'
 AND room IN (SELECT value FROM jsonb_each($1))";
const HIDE_NOTED: &str = "UPDATE namings SET shown = 0 FROM jsonb_each($1) AS noted
 WHERE namings.room = noted.value AND namings.place = 'note'";
const SHOW: &str = "INSERT INTO namings (room, place, thing, file, shown)
 SELECT value ->> 0, value ->> '$[1][0]', value ->> '$[1][1]', value ->> 2, 1 FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, place, thing, file) DO UPDATE SET shown = 1";
pub(super) const PICTURED: &str = "INSERT INTO namings (room, place, thing, file, shown)
 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM jsonb_each($1) WHERE true
 ON CONFLICT (room, place, thing, file) DO UPDATE SET shown = excluded.shown";
