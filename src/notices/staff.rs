//! Who of staff hears of what: by the roles they have now, and by those that others lend them for today.

use super::door::{Kit, Shared};
use crate::{
    kernel::{
        calendar::today,
        case::{CaseEvent, CasePile, Over, Reminded},
        deputy,
        event::{Event, OfficeEvent, PostEvent},
        hears::{Often, StaffMail},
        id::{Millis, OFFICE, PersonId, PostId, RoomId},
        office::Person,
        post::{Post, Verdict},
        principal::Grant,
        room::Header,
        units::Tree,
    },
    store::{Audited, Outgoing, StoreError},
};
use jiff::civil::Date;
use uuid::Uuid;

/// The code of the mail that asks whether an address is a person's own.
pub(super) const CONFIRM: &str = "staff_confirm";
/// And of a morning's mail.
pub(super) const MORNING: &str = "staff_morning";

/// What one of staff is told of a single letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It waits for them, or its day is near.
    Waits,
    /// They owe a word.
    Explain,
    /// More time is asked for.
    Judge,
    /// It is late in their unit.
    LateHere,
    /// It has been late for longer.
    Late,
}

impl News {
    const ALL: [News; 5] = [News::Waits, News::Explain, News::Judge, News::LateHere, News::Late];

    /// The word of the database.
    pub fn code(self) -> &'static str {
        match self {
            News::Waits => "staff_waits",
            News::Explain => "staff_explain",
            News::Judge => "staff_judge",
            News::LateHere => "staff_late_here",
            News::Late => "staff_late",
        }
    }

    pub fn parse(code: &str) -> Option<News> {
        News::ALL.into_iter().find(|news| news.code() == code)
    }

    /// The lists on which the letter stands for whoever is told.
    fn piles(self) -> &'static [CasePile] {
        match self {
            News::Waits => &[CasePile::Screen, CasePile::Route, CasePile::Handle, CasePile::Approve, CasePile::Publish],
            News::Explain => &[CasePile::Explain],
            News::Judge => &[CasePile::Waits],
            News::LateHere => &[CasePile::LateHere],
            News::Late => &[CasePile::Late],
        }
    }

    /// How often whoever is written to like this hears of it.
    pub fn often(self, mail: &StaffMail) -> Often {
        match self {
            News::Waits | News::Explain | News::Judge => mail.hears.waits,
            News::LateHere | News::Late => mail.hears.above,
        }
    }

    /// What an entry is to staff. Where the letter stands by now is looked up for each of them.
    fn of(event: &Event) -> Option<(PostId, News)> {
        let Event::Post { post, event } = event else { return None };
        let news = match event {
            PostEvent::Received { letter: Some(_), .. }
            | PostEvent::Released { verdict: Verdict::Approve, .. }
            | PostEvent::Case { event: CaseEvent::Reminded { who: Reminded::Handler } } => News::Waits,
            PostEvent::Case { event: CaseEvent::Reminded { who: Reminded::Head } } => News::LateHere,
            PostEvent::Case { event: CaseEvent::Reminded { who: Reminded::Supervisor } } => News::Late,
            PostEvent::Case { event: CaseEvent::Owed { .. } } => News::Explain,
            PostEvent::Case { event: CaseEvent::ExtensionAsked { .. } } => News::Judge,
            PostEvent::Case { event } if event.arrival().is_some() => News::Waits,
            _ => return None,
        };
        Some((*post, news))
    }
}

/// A list that is open to somebody.
pub(super) struct Open {
    pub pile: CasePile,
    pub over: Over,
    /// For whom the reader stands in; none for their own.
    pub of: Option<PersonId>,
}

/// One of staff who is written to, with the lists that are open to them: their own first.
pub(super) struct Hearer {
    pub person: Person,
    pub mail: StaffMail,
    pub open: Vec<Open>,
}

impl Hearer {
    /// On which list the letter stands for them.
    pub fn finds(&self, news: News, post: &Post, today: Date) -> Option<&Open> {
        let wanted = |open: &&Open| news.piles().contains(&open.pile) && open.pile.holds(&open.over, post, today);
        self.open.iter().find(wanted)
    }
}

/// Those of staff who are written to, at their confirmed addresses.
pub(super) struct Staff {
    pub hearers: Vec<Hearer>,
    pub rooms: Vec<Header>,
    pub today: Date,
}

impl Staff {
    /// All who hear of anything in this way; `only` one of them, where one is meant.
    pub async fn read(kit: &Kit, only: Option<PersonId>, often: Often) -> Result<Staff, StoreError> {
        let today = today((kit.now)(), &kit.zone);
        let mut persons = match only {
            Some(person) => kit.db.person(person).await?.into_iter().collect(),
            None => kit.db.persons_written_to().await?,
        };
        let hears = |person: &Person| person.mail.as_ref().is_some_and(|m| m.confirmed && m.hears.any(often));
        persons.retain(|person| !person.disabled && hears(person));
        if persons.is_empty() {
            return Ok(Staff { hearers: Vec::new(), rooms: Vec::new(), today });
        }
        let (rooms, absent) = (kit.db.rooms_with_cases().await?, kit.db.absent().await?);
        let tree = Tree::new(kit.db.units().await?.into_iter().map(|unit| (unit.id, unit.parent, unit.closed_into)));
        let hearer = |person: Person| {
            let mail = person.mail.clone()?;
            let open = lists(&person, &absent, &tree, today, &rooms);
            Some(Hearer { person, mail, open })
        };
        Ok(Staff { hearers: persons.into_iter().filter_map(hearer).collect(), rooms, today })
    }

    /// A room among those in which there are letters.
    pub fn room(&self, room: RoomId) -> Option<&Header> {
        self.rooms.iter().find(|header| header.id == room)
    }
}

/// What their roles open, and then what is lent to them for today, by each who is away.
fn lists(person: &Person, absent: &[Person], tree: &Tree, today: Date, rooms: &[Header]) -> Vec<Open> {
    let mut hands: Vec<(Option<PersonId>, Vec<Grant>)> = vec![(None, tree.widened(&person.grants))];
    for lent in deputy::lent(person.id, absent, tree, today) {
        match hands.iter_mut().find(|(of, _)| *of == Some(lent.of)) {
            Some((_, grants)) => grants.push(lent.grant),
            None => hands.push((Some(lent.of), vec![lent.grant])),
        }
    }
    let open = |(of, grants): (Option<PersonId>, Vec<Grant>)| {
        let pile = move |pile: CasePile| Some(Open { pile, over: pile.over(person.id, &grants, rooms)?, of });
        CasePile::ALL.into_iter().filter_map(pile).collect::<Vec<_>>()
    };
    hands.into_iter().flat_map(open).collect()
}

impl Shared {
    /// What these entries give reason to write to staff at once.
    pub async fn tell_staff(&self, entries: &[Audited]) -> Result<Vec<Outgoing>, StoreError> {
        if !self.has_mail() {
            return Ok(Vec::new());
        }
        let mut outgoing: Vec<Outgoing> = entries.iter().filter_map(asked).collect();
        let news = latest(entries);
        if news.is_empty() {
            return Ok(outgoing);
        }
        let staff = Staff::read(&self.kit, None, Often::Each).await?;
        if staff.hearers.is_empty() {
            return Ok(outgoing);
        }
        let ids: Vec<PostId> = news.iter().map(|(_, post, _)| *post).collect();
        let posts = self.kit.db.posts_by_id(&ids).await?;
        let mut waiting = self.kit.db.waiting_for_staff().await?;
        for (entry, post, news) in news {
            let Some(listed) = posts.iter().find(|listed| listed.post.id == post) else { continue };
            for hearer in staff.hearers.iter().filter(|hearer| news.often(&hearer.mail) == Often::Each) {
                let (id, waits) = (hearer.person.id, waiting.entry(hearer.person.id).or_default());
                let own = entry.actor == id.to_string();
                // Whoever has that many unread ones is not helped by another.
                if own || *waits >= self.kit.limits.staff_mails_waiting {
                    continue;
                }
                if hearer.finds(news, &listed.post, staff.today).is_some() {
                    *waits += 1;
                    outgoing.push(Outgoing {
                        post: Some(post),
                        ..to(id, news.code(), entry.room, entry.staff_at, entry.at)
                    });
                }
            }
        }
        Ok(outgoing)
    }
}

/// What the entries are to staff. Of several that say the same of a letter, the last: it went on meanwhile, and where it
/// is now is told once.
fn latest(entries: &[Audited]) -> Vec<(&Audited, PostId, News)> {
    let mut news: Vec<(&Audited, PostId, News)> = Vec::new();
    for entry in entries {
        let Some((post, what)) = News::of(&entry.event) else { continue };
        news.retain(|(_, held, said)| (*held, *said) != (post, what));
        news.push((entry, post, what));
    }
    news
}

fn asked(entry: &Audited) -> Option<Outgoing> {
    match &entry.event {
        Event::Office { event: OfficeEvent::MailAsked { person, .. } } => {
            Some(to(*person, CONFIRM, OFFICE, entry.staff_at, entry.at))
        }
        _ => None,
    }
}

/// A mail to one of staff, once for each entry or morning.
pub(super) fn to(person: PersonId, what: &'static str, room: RoomId, staff_at: u64, at: Millis) -> Outgoing {
    let (id, door, target) = (Uuid::now_v7(), "mail", String::new());
    let (post, person) = (None, Some(person));
    Outgoing { id, door, target, room, staff_at, post, person, what, made_at: at, next_at: at, once: false }
}
