//! What an author is told, put into words at the moment of sending: from what is known of the question then.

use super::{door::Kit, outcome::Outcome};
use crate::{
    kernel::{
        post::{Fate, Post},
        principal::Card,
        receipt,
        room::{About, Header},
        text::Lang,
        told::Told,
    },
    store::{Parcel, StoreError},
};

/// Characters of a topic in a message.
const TOPIC_CHARS: usize = 60;

/// What an author is told.
pub(super) struct Letter {
    /// Where: the card is read for each message, so that whoever was forgotten gets none.
    pub card: Card,
    /// In which language.
    pub lang: Lang,
    /// What.
    pub told: Told,
    /// The question's number.
    pub number: u32,
    /// What the room is about.
    pub topic: String,
    /// Where to read on.
    pub link: String,
    /// Of a letter: its receipt, its query code, and the day until which it is answered, where one is known.
    case: Option<(String, String, String)>,
    /// Of a question that went over: the unit that answers, and until when, each empty where that is not known.
    over: (String, String),
}

impl Letter {
    /// The letter of a parcel, or why there is none.
    pub async fn write(kit: &Kit, parcel: &Parcel) -> Result<Letter, Outcome> {
        Letter::read(kit, parcel).await.map_err(|error| Outcome::Later(error.to_string()))?
    }

    async fn read(kit: &Kit, parcel: &Parcel) -> Result<Result<Letter, Outcome>, StoreError> {
        let (Some(told), Some(post)) = (Told::parse(&parcel.what), parcel.post) else { return void("unknown") };
        let header = kit.db.room(parcel.room).await?.filter(Header::is_public);
        let post = kit.db.posts_by_id(&[post]).await?.pop().map(|listed| listed.post);
        let (Some(header), Some(post)) = (header, post) else { return void("gone") };
        // whoever's question was joined to another hears of that one's answer
        let about = match post.merged_into.filter(|_| post.fate == Fate::Merged) {
            Some(head) => kit.db.posts_by_id(&[head]).await?.pop().map(|listed| listed.post),
            None => Some(post.clone()),
        };
        let Some(about) = about.filter(|about| told.stands(about)) else { return void("no-longer-so") };
        let texts = kit.db.texts(&[post.author.id, header.about.id]).await?;
        let body = |id| texts.get(&id).and_then(|row| row.body.as_deref());
        let card = body(post.author.id).and_then(|body| serde_json::from_str::<Card>(body).ok());
        let Some(card) = card else { return void("no-contact") };
        let notice = body(header.about.id).and_then(|body| serde_json::from_str::<About>(body).ok());
        let topic = notice.map(|notice| notice.topic).unwrap_or_default().chars().take(TOPIC_CHARS).collect();
        let lang = card.lang.unwrap_or(Lang::Zh);
        let link = link(kit, &header, &post, &about, lang);
        let case =
            post.is_letter().then(|| (receipt::number(&header.code, post.number), (kit.code)(post.id), due(&post)));
        let over = (unit(kit, &about).await?, due(&about));
        Ok(Ok(Letter { card, lang, told, number: post.number, topic, link, case, over }))
    }

    /// What stands above a mail.
    pub fn subject(&self, kit: &Kit) -> String {
        self.say(kit, &self.word())
    }

    /// What stands in it. Mails about letters differ in one sentence.
    pub fn mail(&self, kit: &Kit) -> String {
        match self.case {
            Some(_) => self.around(kit, "told-letter-mail"),
            None => self.say(kit, &format!("{}-mail", self.word())),
        }
    }

    /// A text message.
    pub fn sms(&self, kit: &Kit) -> String {
        match self.case {
            Some(_) => self.around(kit, "told-letter-sms"),
            None => self.say(kit, &format!("{}-sms", self.word())),
        }
    }

    /// `told-…`; a letter is not called a question where both hear of the same.
    fn word(&self) -> String {
        let code = self.told.code().replace('_', "-");
        if self.told == Told::WentOver && self.over.0.is_empty() {
            return format!("told-{code}-open");
        }
        let own = self.case.is_none() || code.starts_with("letter-");
        if own { format!("told-{code}") } else { format!("told-letter-{code}") }
    }

    fn around(&self, kit: &Kit, id: &str) -> String {
        let dated = self.case.as_ref().is_some_and(|(_, _, date)| !date.is_empty());
        let says = format!("{}-says", self.word());
        let mut says = self.say(kit, &says);
        if dated && matches!(self.told, Told::LetterReceived | Told::LetterTakenIn | Told::LetterExtended) {
            says.push_str(&self.say(kit, "told-letter-by"));
        }
        let mut values = self.values();
        values.push(("says", says));
        (kit.say)(self.lang, id, &values)
    }

    fn say(&self, kit: &Kit, id: &str) -> String {
        let mut values = self.values();
        values.push(("by", self.by(kit)));
        (kit.say)(self.lang, id, &values)
    }

    /// Until when what went over is answered, as a sentence.
    fn by(&self, kit: &Kit) -> String {
        let date = self.over.1.clone();
        let known = matches!(self.told, Told::WentOver | Told::MoreTime) && !date.is_empty();
        if known { (kit.say)(self.lang, "told-over-by", &[("date", date)]) } else { String::new() }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        let (receipt, code, date) = self.case.clone().unwrap_or_default();
        let (n, topic, link) = (self.number.to_string(), self.topic.clone(), self.link.clone());
        let mut values =
            vec![("n", n), ("topic", topic), ("link", link), ("receipt", receipt), ("code", code), ("date", date)];
        values.push(("unit", self.over.0.clone()));
        values
    }
}

/// The day by which it is answered; empty where none is promised.
fn due(post: &Post) -> String {
    post.clock.as_ref().and_then(|kept| kept.now.due).map_or_else(String::new, |day| day.to_string())
}

/// The unit that answers what went over; empty where there is none yet.
async fn unit(kit: &Kit, post: &Post) -> Result<String, StoreError> {
    let unit = post.case.as_ref().filter(|_| post.is_carried()).and_then(|case| case.unit);
    let Some(unit) = unit else { return Ok(String::new()) };
    let named = kit.db.units().await?.into_iter().find(|one| one.id == unit);
    let Some(name) = named.map(|unit| unit.name.id) else { return Ok(String::new()) };
    Ok(kit.db.texts(&[name]).await?.remove(&name).and_then(|row| row.body).unwrap_or_default())
}

fn void(code: &'static str) -> Result<Result<Letter, Outcome>, StoreError> {
    Ok(Err(Outcome::Void(code)))
}

/// The question's page as everybody sees it; where nobody but its author does, and for letters, which only their authors
/// read whole, the page that number and code open.
fn link(kit: &Kit, header: &Header, post: &Post, about: &Post, lang: Lang) -> String {
    let speaks = if lang == Lang::En { "/en" } else { "" };
    let path = if about.public && !about.is_letter() {
        format!("/r/{}/q/{}", header.code, about.number)
    } else {
        format!("/q/{}/{}", receipt::number(&header.code, post.number), (kit.code)(post.id))
    };
    format!("{}{speaks}{path}", kit.public_url)
}
