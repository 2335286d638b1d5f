//! What happened, as the auditor reads it: who did what to which thing, newest first.

use super::{
    office_people::{Place, Places, RoomName},
    reader::Texts,
};
use crate::{
    kernel::{
        event::{Event, OfficeEvent, PostEvent, RoomEvent},
        id::{Millis, OFFICE, PersonId, PostId, RoomId, TextId},
        office::PersonCard,
        post::{Post, Verdict},
        principal::{Grant, Role},
        record::RecordEvent,
        template::Setup,
    },
    store::{Audited, Db, EntryPlace, StoreError},
};
use std::collections::HashMap;

/// Who moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A citizen; which one is nobody's business.
    Visitor,
    /// The schedule.
    Clock,
    /// The machine's own command line.
    Operator,
    /// A member of staff, by name.
    Person(String),
}

/// What an entry says beyond its name.
#[derive(Clone, Debug)]
pub enum More {
    /// A decision.
    Verdict(&'static str),
    /// A rule of the rulebook.
    Rule(String),
    /// A member of staff.
    Person(String),
    /// A template for rooms.
    Template(String),
    /// A role and where it applies.
    Role(Role, Place),
    /// A moment.
    Until(Millis),
    /// What was done with a record: `record-did-…`.
    Record(&'static str),
}

/// One row of the log.
#[derive(Clone, Debug)]
pub struct LogRow {
    /// When.
    pub at: Millis,
    /// Who.
    pub who: Who,
    /// What: an event's name, such as `post.screened`.
    pub event: String,
    /// What else there is to say.
    pub more: Vec<More>,
    /// The room; none for the office.
    pub room: Option<RoomName>,
    /// Number of the post, and whether it has a public page.
    pub post: Option<(u32, bool)>,
    /// Number of the line.
    pub line: Option<u32>,
}

/// A page of the log.
#[derive(Clone, Debug)]
pub struct LogPage {
    /// Its rows.
    pub rows: Vec<LogRow>,
    /// Where the next page begins.
    pub next: Option<EntryPlace>,
}

/// Reads a page of the log of one room or of all.
///
/// # Errors
/// `StoreError`.
pub async fn log(db: &Db, room: Option<RoomId>, after: Option<EntryPlace>, limit: u32) -> Result<LogPage, StoreError> {
    let mut entries = db.entries_back(room, after, limit + 1).await?;
    let more = entries.len() > limit as usize;
    entries.truncate(limit as usize);
    let last = entries.last().filter(|_| more);
    let next = last.map(|entry| EntryPlace { at: entry.at, room: entry.room, staff_at: entry.staff_at });
    let named = Named::read(db, &entries).await?;
    Ok(LogPage { rows: entries.iter().map(|entry| named.row(entry)).collect(), next })
}

/// Names of everything a page of entries refers to.
struct Named {
    persons: HashMap<PersonId, String>,
    posts: HashMap<PostId, Post>,
    places: Places,
    setups: Texts,
}

impl Named {
    async fn read(db: &Db, entries: &[Audited]) -> Result<Named, StoreError> {
        let granted = entries.iter().filter_map(|entry| match grant(&entry.event)?.reach {
            crate::kernel::principal::Reach::Room { room, .. } => Some(room),
            _ => None,
        });
        let rooms: Vec<RoomId> = entries.iter().map(|entry| entry.room).chain(granted).collect();
        let posts: Vec<PostId> = entries.iter().filter_map(|entry| post(&entry.event)).collect();
        let posts = db.posts_by_id(&posts).await?.into_iter().map(|listed| (listed.post.id, listed.post)).collect();
        let setups: Vec<TextId> = entries.iter().filter_map(|entry| setup(&entry.event)).collect();
        let (places, setups) = (Places::read(db, &rooms).await?, Texts::read(db, &setups).await?);
        Ok(Named { persons: persons(db).await?, posts, places, setups })
    }

    fn row(&self, entry: &Audited) -> LogRow {
        let post = post(&entry.event).and_then(|id| self.posts.get(&id));
        let line = match &entry.event {
            Event::Line { line, .. } => Some(*line),
            _ => None,
        };
        LogRow {
            at: entry.at,
            who: who(&self.persons, &entry.actor),
            event: entry.event.name(),
            more: self.more(&entry.event),
            room: (entry.room != OFFICE).then(|| self.places.room(entry.room)).flatten(),
            post: post.map(|post| (post.number, post.public || post.taken_down.is_some())),
            line,
        }
    }

    fn name(&self, id: PersonId) -> String {
        self.persons.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    fn more(&self, event: &Event) -> Vec<More> {
        match event {
            Event::Post {
                event: PostEvent::Screened { verdict, .. } | PostEvent::Released { verdict, .. }, ..
            } => decided(verdict),
            Event::Post { event: PostEvent::TakenDown { rule }, .. } => vec![More::Rule(rule.clone())],
            Event::Post { event: PostEvent::AuthorMuted { until }, .. } => vec![More::Until(*until)],
            Event::Room { event: RoomEvent::Extended { ends_at } } => vec![More::Until(*ends_at)],
            Event::Room { event: RoomEvent::Record { event } } => vec![More::Record(recorded(event))],
            Event::Room { event: RoomEvent::Postponed { schedule } } => vec![More::Until(schedule.starts_at)],
            whole @ Event::Office { event } => {
                let person = person(event).map(|id| More::Person(self.name(id)));
                let role = grant(whole);
                let role = role.map(|grant| More::Role(grant.role, self.places.of(grant.reach)));
                let template = setup(whole).and_then(|text| self.setups.json::<Setup>(text));
                let template = template.map(|setup| More::Template(setup.name));
                person.into_iter().chain(role).chain(template).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Who these actors of entries are.
///
/// # Errors
/// `StoreError`.
pub async fn named(db: &Db, actors: impl Iterator<Item = &str>) -> Result<Vec<Who>, StoreError> {
    let persons = persons(db).await?;
    Ok(actors.map(|actor| who(&persons, actor)).collect())
}

fn who(persons: &HashMap<PersonId, String>, actor: &str) -> Who {
    let name = |id: PersonId| persons.get(&id).cloned().unwrap_or_else(|| id.to_string());
    match actor {
        "visitor" => Who::Visitor,
        "clock" => Who::Clock,
        "operator" => Who::Operator,
        id => Who::Person(id.parse().map(name).unwrap_or_else(|_| id.to_owned())),
    }
}

async fn persons(db: &Db) -> Result<HashMap<PersonId, String>, StoreError> {
    let persons = db.persons().await?;
    let cards: Vec<TextId> = persons.iter().map(|person| person.card.id).collect();
    let texts = Texts::read(db, &cards).await?;
    let name = |card: TextId| texts.json::<PersonCard>(card).map(|card| card.name);
    Ok(persons.into_iter().map(|person| (person.id, name(person.card.id).unwrap_or(person.login))).collect())
}

fn decided(verdict: &Verdict) -> Vec<More> {
    match verdict {
        Verdict::Approve => vec![More::Verdict("approve")],
        Verdict::Hold => vec![More::Verdict("hold")],
        Verdict::Reject { rule } => vec![More::Verdict("reject"), More::Rule(rule.clone())],
        Verdict::Merge { .. } => vec![More::Verdict("merge")],
    }
}

fn recorded(event: &RecordEvent) -> &'static str {
    match event {
        RecordEvent::Noted { .. } => "record-did-note",
        RecordEvent::HandedOver => "record-did-hand-over",
        RecordEvent::Returned { .. } => "record-did-return",
        RecordEvent::Confirmed => "record-did-confirm",
        RecordEvent::Erased { .. } => "record-did-erase",
    }
}

fn post(event: &Event) -> Option<PostId> {
    match event {
        Event::Post { post, .. } => Some(*post),
        Event::Room { event: RoomEvent::Staged { post } } => Some(*post),
        _ => None,
    }
}

fn grant(event: &Event) -> Option<Grant> {
    match event {
        Event::Office { event: OfficeEvent::Granted { grant, .. } | OfficeEvent::Revoked { grant, .. } } => {
            Some(*grant)
        }
        _ => None,
    }
}

/// The text of the template that it is about.
fn setup(event: &Event) -> Option<TextId> {
    use OfficeEvent::{TemplateDropped, TemplateSet};
    match event {
        Event::Office { event: TemplateSet { text, .. } | TemplateDropped { text, .. } } => Some(text.id),
        _ => None,
    }
}

fn person(event: &OfficeEvent) -> Option<PersonId> {
    use OfficeEvent::{
        DeputyDropped, DeputySet, Disabled, FactorDropped, FactorSet, FactorUsed, Granted, LinkIssued, MailAsked,
        MailChosen, MailConfirmed, MailDropped, PasswordSet, PersonSet, Revoked,
    };
    match event {
        PersonSet { person, .. }
        | PasswordSet { person, .. }
        | FactorSet { person, .. }
        | FactorUsed { person, .. }
        | FactorDropped { person }
        | Granted { person, .. }
        | Revoked { person, .. }
        | Disabled { person }
        | DeputySet { person, .. }
        | DeputyDropped { person, .. }
        | MailAsked { person, .. }
        | MailConfirmed { person }
        | MailChosen { person, .. }
        | MailDropped { person }
        | LinkIssued { person, .. } => Some(*person),
        _ => None,
    }
}
