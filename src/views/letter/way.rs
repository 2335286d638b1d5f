//! The way a letter went, step by step, read from the journal.

use super::{FieldRow, UnitNames, form, sheet::stage_title};
use crate::{
    kernel::{
        case::{CaseEvent, Filled, Owing},
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
    /// For whom, where it was a deputy.
    pub instead_of: Option<String>,
    /// The unit it went to.
    pub unit: Option<String>,
    /// What was said with it.
    pub text: Option<Said>,
    /// What was filled in with it, for staff.
    pub fields: Vec<FieldRow>,
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
    filled: Option<Filled>,
    inner: bool,
    acted_for: Option<PersonId>,
    stage: Option<&'a str>,
}

impl Raw<'_> {
    fn is_of_step(&self, entry: &Audited) -> bool {
        self.entry.actor == entry.actor && self.entry.at == entry.at
    }
}

/// Its author knows of the step; the words with it are from staff to staff: from the router to the unit, from the unit
/// to the router, from whoever gives more time to the unit.
fn is_for_colleagues(event: &Event) -> bool {
    use CaseEvent::{ExtensionJudged, Returned, Routed};
    let Event::Post { event: PostEvent::Case { event }, .. } = event else { return false };
    matches!(event, Routed { .. } | Returned { .. } | ExtensionJudged { .. })
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
    let mut all: Vec<Raw<'_>> = Vec::new();
    for entry in &entries {
        match acted_for(entry) {
            // One step may tell several things: all of them were done for somebody.
            Some(person) => {
                let told = all.iter_mut().rev().take_while(|raw| raw.is_of_step(entry));
                told.for_each(|raw| raw.acted_for = Some(person));
            }
            None => all.extend(raw(entry)),
        }
    }
    let mut raw: Vec<Raw<'_>> = all.into_iter().filter(|raw| inner || !raw.inner).collect();
    if !inner {
        raw.iter_mut().filter(|raw| is_for_colleagues(&raw.entry.event)).for_each(|raw| raw.text = None);
    }
    let said = |raw: &Raw<'_>| [raw.text.map(|text| text.id), raw.filled.as_ref().map(|filled| filled.text.id)];
    let texts: Vec<TextId> = raw.iter().flat_map(said).flatten().collect();
    let texts = Texts::read(db, &texts).await?;
    let person = |raw: &Raw<'_>| [raw.entry.actor.parse().ok(), raw.acted_for];
    let people: Vec<PersonId> = raw.iter().flat_map(person).flatten().collect();
    let names = if inner { Names::read(db, &people).await? } else { Names::default() };
    // A letter of before was received when it was, not when it came into this house.
    let of_before = post.case.as_ref().is_some_and(|case| case.reference.is_some());
    let at = |raw: &Raw<'_>| if of_before && raw.word == "way-received" { post.at } else { raw.entry.at };
    let step = |raw: Raw<'_>| WayStep {
        at: reader.stamp(at(&raw)),
        // What came as a question of a session was no letter.
        word: if post.is_carried() && raw.word == "way-received" { "way-received-question".into() } else { raw.word },
        by: raw.entry.actor.parse().ok().and_then(|id| names.of(id)),
        instead_of: raw.acted_for.and_then(|id| names.of(id)),
        unit: raw.unit.and_then(|unit| units.of(unit)),
        text: raw.text.map(|text| texts.said(text)),
        fields: raw.filled.map(|filled| fields(header, &filled, &texts, reader)).unwrap_or_default(),
        inner: raw.inner,
        stage: raw.stage.and_then(|stage| stage_title(header, post.case.as_deref()?, stage, reader.lang)),
    };
    Ok(raw.into_iter().map(step).collect())
}

fn raw(entry: &Audited) -> Option<Raw<'_>> {
    let Event::Post { event, .. } = &entry.event else { return None };
    let (word, unit, text) = said(event)?;
    let (word, inner) = (format!("way-{word}"), !is_told(&entry.event));
    let stage = match event {
        PostEvent::Case { event: CaseEvent::Moved { place, .. } } => Some(place.stage.as_str()),
        PostEvent::Case { event } => event.arrival().map(|to| to.place.stage.as_str()),
        _ => None,
    };
    let filled = match event {
        PostEvent::Case { event } => Filled::of(event, entry.at),
        _ => None,
    };
    Some(Raw { entry, word, unit, text, filled, inner, acted_for: None, stage })
}

fn fields(header: &Header, filled: &Filled, texts: &Texts, reader: &Reader) -> Vec<FieldRow> {
    form::rows(header, filled, &texts.said(&filled.text), reader, false)
}

fn acted_for(entry: &Audited) -> Option<PersonId> {
    match &entry.event {
        Event::Post { event: PostEvent::Case { event: CaseEvent::ActedFor { person } }, .. } => Some(*person),
        _ => None,
    }
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
        C::Timed { .. } | C::Dated { .. } | C::ActedFor { .. } | C::Owed { why: Owing::Urged, .. } => None,
        C::Brought { .. } => told("brought", None),
        C::Carried { .. } => told("carried", None),
        C::Moved { text, .. } => told("moved", Some(text)),
        C::Routed { unit, text, .. } => Some(("routed".into(), Some(*unit), text.as_ref())),
        C::Inherited { unit, .. } => Some(("inherited".into(), Some(*unit), None)),
        C::Taken { .. } => told("taken", None),
        C::Returned { text, .. } => told("returned", Some(text)),
        C::Drafted { text, .. } => told("drafted", Some(text)),
        C::Filled { .. } => told("filled", None),
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
        C::Reopened { text, by_unit, .. } => told(if *by_unit { "reworked" } else { "reopened" }, Some(text)),
        C::Owed { why: Owing::Poor, .. } => told("owed-poor", None),
        C::CalledBack { called, text } => told(&format!("called-{}", called.code()), text.as_ref()),
        C::Reminded { who } => told(&format!("reminded-{}", who.code()), None),
        C::Closed { .. } => told("closed", None),
        C::Noted { kind, text } => told(&format!("noted-{}", kind.code().replace('_', "-")), Some(text)),
    }
}
