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
        let case = post.case.is_some().then(|| {
            let due = post.clock.as_ref().and_then(|kept| kept.now.due);
            let date = due.map_or_else(String::new, |day| day.to_string());
            (receipt::number(&header.code, post.number), (kit.code)(post.id), date)
        });
        Ok(Ok(Letter { card, lang, told, number: post.number, topic, link, case }))
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
        (kit.say)(self.lang, id, &self.values())
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        let (receipt, code, date) = self.case.clone().unwrap_or_default();
        let (n, topic, link) = (self.number.to_string(), self.topic.clone(), self.link.clone());
        vec![("n", n), ("topic", topic), ("link", link), ("receipt", receipt), ("code", code), ("date", date)]
    }
}

fn void(code: &'static str) -> Result<Result<Letter, Outcome>, StoreError> {
    Ok(Err(Outcome::Void(code)))
}

/// The question's page as everybody sees it; where nobody but its author does, and for letters, which only their authors
/// read whole, the page that number and code open.
fn link(kit: &Kit, header: &Header, post: &Post, about: &Post, lang: Lang) -> String {
    let speaks = if lang == Lang::En { "/en" } else { "" };
    let path = if about.public && about.case.is_none() {
        format!("/r/{}/q/{}", header.code, about.number)
    } else {
        format!("/q/{}/{}", receipt::number(&header.code, post.number), (kit.code)(post.id))
    };
    format!("{}{speaks}{path}", kit.public_url)
}
