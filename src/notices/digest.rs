//! Mails to staff, put into words at the moment of sending: how many letters wait and which, by room, number and day.
//! Never a word of a letter, nor whose it is: mail boxes are not the house.

use super::{
    door::Kit,
    mornings::number,
    outcome::Outcome,
    staff::{CONFIRM, Hearer, MORNING, News, Open, Staff},
};
use crate::{
    kernel::{
        hears::{Often, StaffMail, over_at},
        id::{PersonId, RoomId, TextId},
        office::{Person, PersonCard},
        post::Post,
        room::{About, Header},
        text::Lang,
    },
    store::{CaseFilter, Parcel, StoreError},
};
use jiff::civil::Date;
use std::collections::HashMap;

/// Letters are counted no further: more is "99+".
const MOST: u32 = 100;

/// One mail.
pub(super) struct ToStaff {
    pub to: String,
    pub subject: String,
    pub body: String,
}

type Written = Result<ToStaff, Outcome>;

/// The mail of a parcel, or why there is none.
pub(super) async fn write(kit: &Kit, parcel: &Parcel, person: PersonId) -> Written {
    read(kit, parcel, person).await.map_err(|error| Outcome::Later(error.to_string()))?
}

async fn read(kit: &Kit, parcel: &Parcel, id: PersonId) -> Result<Written, StoreError> {
    let Some(person) = kit.db.person(id).await?.filter(|person| !person.disabled) else { return void("no-contact") };
    let Some(mail) = person.mail.clone() else { return void("no-contact") };
    let texts = kit.db.texts(&[mail.address.id, person.card.id]).await?;
    let body = |id: TextId| texts.get(&id).and_then(|row| row.body.clone());
    let Some(to) = body(mail.address.id) else { return void("no-contact") };
    let card = body(person.card.id).and_then(|body| serde_json::from_str::<PersonCard>(&body).ok());
    let name = card.map_or_else(|| person.login.clone(), |card| card.name);
    let words = Words { kit, lang: mail.hears.lang, name };
    let written = match (parcel.what.as_str(), News::parse(&parcel.what)) {
        (CONFIRM, _) => confirm(&words, parcel, &person, &mail),
        (MORNING, _) => morning(&words, parcel, id).await?,
        (_, Some(news)) => one(&words, parcel, id, news).await?,
        _ => Err(Outcome::Void("unknown")),
    };
    Ok(written.map(|(subject, body)| ToStaff { to, subject, body }))
}

fn void(code: &'static str) -> Result<Written, StoreError> {
    Ok(Err(Outcome::Void(code)))
}

/// Subject and body.
type Said = Result<(String, String), Outcome>;

/// In whose language and about whose desk.
struct Words<'a> {
    kit: &'a Kit,
    lang: Lang,
    name: String,
}

impl Words<'_> {
    fn say(&self, id: &str, values: &[(&'static str, String)]) -> String {
        (self.kit.say)(self.lang, id, values)
    }

    fn link(&self, path: &str) -> String {
        let speaks = if self.lang == Lang::En { "/en" } else { "" };
        format!("{}{speaks}{path}", self.kit.public_url)
    }

    /// The whole around what is told.
    fn around(&self, told: &str) -> String {
        let foot = [("desk", self.link("/desk/letters")), ("choose", self.link("/desk/mail"))];
        let hello = self.say("staff-mail-hello", &[("name", self.name.clone())]);
        format!("{hello}\n\n{told}\n\n{}\n", self.say("staff-mail-foot", &foot))
    }

    fn list(&self, open: &Open, names: &HashMap<PersonId, String>) -> String {
        let list = self.say(&format!("letters-pile-{}", open.pile.code()), &[]);
        let Some(of) = open.of else { return list };
        let whom = names.get(&of).cloned().unwrap_or_default();
        self.say("staff-mail-for", &[("list", list), ("whom", whom)])
    }

    /// A letter in one line, and below it where it is read.
    fn letter(&self, header: &Header, topic: &str, post: &Post, today: Date) -> String {
        let due = post.stage_due();
        let values = [
            ("room", topic.to_owned()),
            ("n", post.number.to_string()),
            ("date", due.map_or_else(String::new, |day| day.to_string())),
        ];
        let word = match due {
            None => "staff-mail-letter",
            Some(day) if day < today => "staff-mail-letter-late",
            Some(_) => "staff-mail-letter-due",
        };
        let link = self.link(&format!("/desk/r/{}/letter/{}", header.code, post.number));
        format!("· {}\n  {link}", self.say(word, &values))
    }
}

fn confirm(words: &Words<'_>, parcel: &Parcel, person: &Person, mail: &StaffMail) -> Said {
    let kit = words.kit;
    let over = over_at(person.mail_asked_at, kit.limits.link_ms) <= (kit.now)();
    // Asked again, the later mail has the code that is good.
    if mail.confirmed || over || parcel.made_at < person.mail_asked_at {
        return Err(Outcome::Void("no-longer-so"));
    }
    let code = (kit.mail_code)(person.id, mail.address.id);
    let link = words.link(&format!("/desk/mail?code={code}"));
    let values = [("name", words.name.clone()), ("code", code), ("link", link)];
    Ok((words.say("staff-mail-confirm", &[]), words.say("staff-mail-confirm-mail", &values)))
}

/// A letter that waits for them, if it still does, and they still want to hear of it at once.
async fn one(words: &Words<'_>, parcel: &Parcel, id: PersonId, news: News) -> Result<Said, StoreError> {
    let no_longer = Ok(Err(Outcome::Void("no-longer-so")));
    let staff = Staff::read(words.kit, Some(id), Often::Each).await?;
    let hearer = staff.hearers.first().filter(|hearer| news.often(&hearer.mail) == Often::Each);
    let (Some(hearer), Some(post)) = (hearer, parcel.post) else { return no_longer };
    let post = words.kit.db.posts_by_id(&[post]).await?.pop().map(|listed| listed.post);
    let found = post.and_then(|post| hearer.finds(news, &post, staff.today).map(|open| (post, open)));
    let Some((post, open)) = found else { return no_longer };
    let Some(header) = staff.room(post.room) else { return no_longer };
    let topics = topics(words.kit, [header]).await?;
    let topic = topics.get(&header.id).map(String::as_str).unwrap_or_default();
    let list = words.list(open, &names(words.kit, open.of.into_iter()).await?);
    let values = [("list", list.clone()), ("room", topic.to_owned()), ("n", post.number.to_string())];
    let told = format!("{list}\n{}", words.letter(header, topic, &post, staff.today));
    Ok(Ok((words.say("staff-mail-one", &values), words.around(&told))))
}

/// Whether a list is one of which they hear in the mornings.
fn is_told(hearer: &Hearer, open: &Open) -> bool {
    let hears = hearer.mail.hears;
    let wants = |often: Often| often == Often::Morning;
    (open.pile.is_to_do() && wants(hears.waits)) || (open.pile.is_above() && wants(hears.above))
}

/// Whether anything of this is on their lists.
pub(super) async fn waits(kit: &Kit, hearer: &Hearer, today: Date) -> Result<bool, StoreError> {
    for open in hearer.open.iter().filter(|open| is_told(hearer, open)) {
        if kit.db.count_cases(&CaseFilter::of(open.pile, open.over.clone(), today), 1).await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn morning(words: &Words<'_>, parcel: &Parcel, id: PersonId) -> Result<Said, StoreError> {
    let (kit, no_longer) = (words.kit, Ok(Err(Outcome::Void("no-longer-so"))));
    let staff = Staff::read(kit, Some(id), Often::Morning).await?;
    let Some(hearer) = staff.hearers.first().filter(|_| parcel.staff_at == number(staff.today)) else {
        return no_longer;
    };
    let lists: Vec<&Open> = hearer.open.iter().filter(|open| is_told(hearer, open)).collect();
    let names = names(kit, lists.iter().filter_map(|open| open.of)).await?;
    let topics = topics(kit, &staff.rooms).await?;
    let (mut told, mut all) = (Vec::new(), 0);
    for open in lists {
        let filter = CaseFilter::of(open.pile, open.over.clone(), staff.today);
        let count = kit.db.count_cases(&filter, MOST).await?;
        if count == 0 {
            continue;
        }
        all += count;
        let rows = kit.db.cases(&CaseFilter { limit: kit.limits.staff_mail_letters, ..filter }).await?;
        let n = if count >= MOST { format!("{}+", MOST - 1) } else { count.to_string() };
        told.push(words.say("staff-mail-list", &[("list", words.list(open, &names)), ("n", n)]));
        for row in &rows {
            let Some(header) = staff.room(row.listed.post.room) else { continue };
            let topic = topics.get(&header.id).map(String::as_str).unwrap_or_default();
            told.push(words.letter(header, topic, &row.listed.post, staff.today));
        }
        if count as usize > rows.len() {
            let link = words.link(&format!("/desk/letters?pile={}", open.pile.code()));
            told.push(words.say("staff-mail-more", &[("link", link)]));
        }
        told.push(String::new());
    }
    if all == 0 {
        return no_longer;
    }
    let subject = words.say("staff-mail-morning", &[("n", all.to_string())]);
    Ok(Ok((subject, words.around(told.join("\n").trim_end()))))
}

/// Shown names of those who are away.
async fn names(kit: &Kit, ids: impl Iterator<Item = PersonId>) -> Result<HashMap<PersonId, String>, StoreError> {
    let persons = kit.db.persons_by_id(&ids.collect::<Vec<_>>()).await?;
    let texts = kit.db.texts(&persons.iter().map(|person| person.card.id).collect::<Vec<_>>()).await?;
    let name = |person: Person| {
        let body = texts.get(&person.card.id).and_then(|row| row.body.as_deref());
        let card = body.and_then(|body| serde_json::from_str::<PersonCard>(body).ok());
        (person.id, card.map_or(person.login, |card| card.name))
    };
    Ok(persons.into_iter().map(name).collect())
}

/// What rooms are called.
async fn topics<'a>(
    kit: &Kit,
    rooms: impl IntoIterator<Item = &'a Header>,
) -> Result<HashMap<RoomId, String>, StoreError> {
    let rooms: Vec<(RoomId, TextId, String)> =
        rooms.into_iter().map(|header| (header.id, header.about.id, header.code.clone())).collect();
    let texts = kit.db.texts(&rooms.iter().map(|(_, about, _)| *about).collect::<Vec<_>>()).await?;
    let topic = |(id, about, code): (RoomId, TextId, String)| {
        let body = texts.get(&about).and_then(|row| row.body.as_deref());
        let about = body.and_then(|body| serde_json::from_str::<About>(body).ok());
        (id, about.map_or(code, |about| about.topic))
    };
    Ok(rooms.into_iter().map(topic).collect())
}
