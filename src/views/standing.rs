//! How far a record is, and what stands beside its lines, as the public reads it.

use super::{
    answer::OldWording,
    reader::{Reader, Said, Stamp, Texts},
};
use crate::{
    kernel::{
        id::Millis,
        material::Material,
        record::{Notes, Stage},
        room::Header,
        text::TextRef,
    },
    store::{Db, StoreError},
};

/// How far a record is.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// `record-stage-…`; none before the end.
    pub word: Option<&'static str>,
    /// It stands.
    pub confirmed: Option<Stamp>,
    /// Until when it is to be confirmed, while it is not.
    pub due: Option<Stamp>,
    /// That time is over.
    pub overdue: bool,
    /// What the session came to.
    pub summary: Option<Said>,
    /// What became of the recording.
    pub recording: Option<Said>,
    /// What to read further.
    pub materials: Vec<Material>,
    /// What stood there before and was changed after the record was confirmed: id of the word, and the old words.
    pub errata: Vec<(&'static str, OldWording)>,
}

impl Standing {
    /// Without what stands beside the lines: for lists.
    pub fn of(header: &Header, reader: &Reader) -> Standing {
        let word = match header.stage() {
            Stage::Open => None,
            Stage::Preparing => Some("record-stage-preparing"),
            Stage::HandedOver => Some("record-stage-handed-over"),
            Stage::Confirmed => Some("record-stage-confirmed"),
        };
        let waits = matches!(header.stage(), Stage::Preparing | Stage::HandedOver);
        Standing {
            word,
            confirmed: reader.stamp_if(header.record.confirmed_at),
            due: waits.then(|| reader.stamp(header.record_due_at())),
            overdue: waits && header.record_due_at() < reader.now,
            ..Standing::default()
        }
    }

    /// With it.
    ///
    /// # Errors
    /// `StoreError`.
    pub async fn read(db: &Db, header: &Header, reader: &Reader) -> Result<Standing, StoreError> {
        let record = &header.record;
        let Some(present) = &record.notes else { return Ok(Standing::of(header, reader)) };
        let versions: Vec<(&TextRef, Millis)> =
            record.errata.iter().map(|erratum| (&erratum.old, erratum.at)).collect();
        let ids: Vec<_> = versions.iter().map(|(text, _)| text.id).chain([present.id]).collect();
        let texts = Texts::read(db, &ids).await?;
        let Some(notes) = texts.json::<Notes>(present.id) else {
            // What was erased leaves its mark.
            let summary = Some(texts.said(present)).filter(|said| said.erased.is_some());
            return Ok(Standing { summary, ..Standing::of(header, reader) });
        };
        let mut standing = Standing {
            summary: words(&notes, &notes.summary),
            recording: words(&notes, &notes.recording),
            materials: notes.materials.clone(),
            ..Standing::of(header, reader)
        };
        let mut next = notes;
        for (text, at) in versions.into_iter().rev() {
            let Some(old) = texts.json::<Notes>(text.id) else { continue };
            standing.errata.extend(changes(&old, &next, reader.stamp(at)));
            next = old;
        }
        standing.errata.reverse();
        Ok(standing)
    }
}

fn words(notes: &Notes, words: &str) -> Option<Said> {
    (!words.is_empty()).then(|| Said { body: Some(words.to_owned()), lang: notes.lang.tag(), erased: None })
}

/// What of `old` reads otherwise in `next`, which took its place at `at`.
fn changes(old: &Notes, next: &Notes, at: Stamp) -> Vec<(&'static str, OldWording)> {
    let titles = |notes: &Notes| notes.materials.iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join("\n");
    let parts = [
        ("record-erratum-summary", old.summary.clone(), next.summary.clone()),
        ("record-erratum-recording", old.recording.clone(), next.recording.clone()),
        ("record-erratum-materials", titles(old), titles(next)),
    ];
    let changed = parts.into_iter().filter(|(_, old, next)| old != next);
    let wording = |body: String| {
        let said = Said { body: Some(body), lang: old.lang.tag(), erased: None };
        OldWording { text: said, at: at.clone(), edited: false }
    };
    changed.map(|(word, old, _)| (word, wording(old))).collect()
}
