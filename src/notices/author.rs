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
        Ok(Ok(Letter { card, lang, told, number: post.number, topic, link }))
    }

    /// Words of the word files about this.
    pub fn say(&self, kit: &Kit, id: &str) -> String {
        let values = [("n", self.number.to_string()), ("topic", self.topic.clone()), ("link", self.link.clone())];
        (kit.say)(self.lang, id, &values)
    }
}

fn void(code: &'static str) -> Result<Result<Letter, Outcome>, StoreError> {
    Ok(Err(Outcome::Void(code)))
}

/// The question's page as everybody sees it; where nobody but its author does, the page that number and code open.
fn link(kit: &Kit, header: &Header, post: &Post, about: &Post, lang: Lang) -> String {
    let speaks = if lang == Lang::En { "/en" } else { "" };
    let path = if about.public {
        format!("/r/{}/q/{}", header.code, about.number)
    } else {
        format!("/q/{}/{}", receipt::number(&header.code, post.number), (kit.code)(post.id))
    };
    format!("{}{speaks}{path}", kit.public_url)
}
