//! The way a letter went, step by step, read from the journal.

use super::{UnitNames, sheet::stage_title};
use crate::{
    kernel::{
        case::CaseEvent,
        event::{Event, PostEvent},
        id::{PersonId, TextId, UnitId},
        post::{Post, Verdict},
        room::Header,
        scope::is_told,
        text::TextRef,
    },
    store::{Audited, Db, StoreError},
    views::{
        reader::{Reader, Said, Stamp, Texts},
        staff::changes::Names,
    },
};

/// One step.
#[derive(Clone, Debug)]
pub struct WayStep {
    /// Id of the word: `way-…`.
    pub word: String,
    /// When.
    pub at: Stamp,
    /// Who, for staff.
    pub by: Option<String>,
    /// The unit it went to.
    pub unit: Option<String>,
    /// What was said with it.
    pub text: Option<Said>,
    /// Only staff know.
    pub inner: bool,
    /// The stage it came to, as the workflow calls it, where it does.
    pub stage: Option<String>,
}

struct Raw<'a> {
    entry: &'a Audited,
    word: String,
    unit: Option<UnitId>,
    text: Option<&'a TextRef>,
    inner: bool,
    stage: Option<&'a str>,
}

/// All of it for staff, what an author is told for an author.
///
/// # Errors
/// `StoreError`.
pub async fn way(
    db: &Db,
    reader: &Reader,
    (header, post): (&Header, &Post),
    (units, inner): (&UnitNames, bool),
) -> Result<Vec<WayStep>, StoreError> {
    let entries = db.since(post.room, post.id, 0).await?;
    let raw: Vec<Raw<'_>> = entries.iter().filter_map(raw).filter(|raw| inner || !raw.inner).collect();
    let texts: Vec<TextId> = raw.iter().filter_map(|raw| Some(raw.text?.id)).collect();
    let texts = Texts::read(db, &texts).await?;
    let people: Vec<PersonId> = raw.iter().filter_map(|raw| raw.entry.actor.parse().ok()).collect();
    let names = if inner { Names::read(db, &people).await? } else { Names::default() };
    let step = |raw: Raw<'_>| WayStep {
        // What came as a question of a session was no letter.
        word: if post.is_carried() && raw.word == "way-received" { "way-received-question".into() } else { raw.word },
        at: reader.stamp(raw.entry.at),
        by: raw.entry.actor.parse().ok().and_then(|id| names.of(id)),
        unit: raw.unit.and_then(|unit| units.of(unit)),
        text: raw.text.map(|text| texts.said(text)),
        inner: raw.inner,
        stage: raw.stage.and_then(|stage| stage_title(header, post.case.as_deref()?, stage, reader.lang)),
    };
    Ok(raw.into_iter().map(step).collect())
}

fn raw(entry: &Audited) -> Option<Raw<'_>> {
    let Event::Post { event, .. } = &entry.event else { return None };
    let (word, unit, text) = said(event)?;
    let stage = match event {
        PostEvent::Case { event: CaseEvent::Moved { place, .. } } => Some(place.stage.as_str()),
        PostEvent::Case { event } => event.arrival().map(|to| to.place.stage.as_str()),
        _ => None,
    };
    Some(Raw { entry, word: format!("way-{word}"), unit, text, inner: !is_told(&entry.event), stage })
}

type Says<'a> = (String, Option<UnitId>, Option<&'a TextRef>);

fn said(event: &PostEvent) -> Option<Says<'_>> {
    let word = |word: &str| Some((word.to_owned(), None, None));
    match event {
        PostEvent::Received { .. } => word("received"),
        PostEvent::Edited { .. } => word("edited"),
        PostEvent::Withdrawn => word("withdrawn"),
        PostEvent::Released { verdict: Verdict::Approve, .. } => word("taken-in"),
        PostEvent::Released { verdict: Verdict::Hold, .. } => word("held"),
        PostEvent::Released { verdict: Verdict::Reject { .. }, .. } | PostEvent::TakenDown { .. } => word("stopped"),
        PostEvent::Released { verdict: Verdict::Merge { .. }, .. } => word("merged"),
        PostEvent::Rated { .. } => word("rated"),
        PostEvent::Case { event } => of_case(event),
        _ => None,
    }
}

fn of_case(event: &CaseEvent) -> Option<Says<'_>> {
    use CaseEvent as C;
    let told = |word: &str, text| Some((word.to_owned(), None, text));
    match event {
        C::Timed { .. } => None,
        C::Carried { .. } => told("carried", None),
        C::Moved { text, .. } => told("moved", Some(text)),
        C::Routed { unit, text, .. } => Some(("routed".into(), Some(*unit), text.as_ref())),
        C::Taken { .. } => told("taken", None),
        C::Returned { text, .. } => told("returned", Some(text)),
        C::Drafted { text, .. } => told("drafted", Some(text)),
        C::HandedUp { .. } => told("handed-up", None),
        C::Agreed { .. } => told("agreed", None),
        C::SentBack { text, .. } => told("sent-back", Some(text)),
        C::Asked { text, .. } => told("asked", Some(text)),
        C::Added { text, .. } => told("added", Some(text)),
        C::Unheard { .. } => told("unheard", None),
        C::ExtensionAsked { text, .. } => told("extension-asked", Some(text)),
        C::ExtensionJudged { days, text } => {
            told(if days.is_some() { "extended" } else { "not-extended" }, text.as_ref())
        }
        C::Answered { .. } => told("answered", None),
        C::Published { manner, .. } => told(&format!("published-{}", manner.code()), None),
        C::Reopened { text, .. } => told("reopened", Some(text)),
        C::Closed { .. } => told("closed", None),
        C::Noted { kind, text } => told(&format!("noted-{}", kind.code().replace('_', "-")), Some(text)),
    }
}
