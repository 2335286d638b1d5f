//! What an entry gives reason to send, and through which doors.

use super::door::{Door, Shared};
use crate::{
    kernel::{id::PostId, post::Post, principal::Card, told::Told},
    store::{Audited, Outgoing, StoreError},
};
use uuid::Uuid;

impl Shared {
    /// Everything that one entry gives reason to send.
    pub async fn tell(&self, entry: &Audited) -> Result<Vec<Outgoing>, StoreError> {
        let mut outgoing = match entry.event.told() {
            Some((post, told)) => self.tell_authors(entry, post, told).await?,
            None => Vec::new(),
        };
        if let Some((post, fact)) = entry.event.fact() {
            let hearing = self.doors.iter().filter(|door| matches!(door, Door::Webhook(hook) if hook.hears(fact)));
            outgoing.extend(hearing.map(|door| parcel(entry, post, fact.code(), door)));
        }
        Ok(outgoing)
    }

    /// The author, and those whose questions were joined to this one, where they left word how.
    async fn tell_authors(&self, entry: &Audited, about: PostId, told: Told) -> Result<Vec<Outgoing>, StoreError> {
        let db = &self.kit.db;
        let Some(listed) = db.posts_by_id(&[about]).await?.pop() else { return Ok(Vec::new()) };
        let Some(told) = listed.post.hears(told, entry.at) else { return Ok(Vec::new()) };
        let mut posts = vec![listed.post];
        if told.concerns_joined() {
            posts.extend(db.joined_to(about).await?.into_iter().map(|listed| listed.post));
        }
        let cards = self.cards(&posts).await?;
        let told_to = |(post, card): &(PostId, Card)| {
            self.doors
                .iter()
                .filter(|door| reaches(door, card))
                .map(|door| self.told_by(entry, *post, told, door))
                .collect()
        };
        Ok(cards.iter().flat_map(|card| -> Vec<Outgoing> { told_to(card) }).collect())
    }

    /// The cards of those of these authors who left one that says anything.
    async fn cards(&self, posts: &[Post]) -> Result<Vec<(PostId, Card)>, StoreError> {
        let ids: Vec<_> = posts.iter().map(|post| post.author.id).collect();
        let texts = self.kit.db.texts(&ids).await?;
        let card = |post: &Post| {
            let body = texts.get(&post.author.id)?.body.as_deref()?;
            Some((post.id, serde_json::from_str::<Card>(body).ok()?))
        };
        Ok(posts.iter().filter_map(card).collect())
    }

    /// An answer in speech is told once, and when what was said is in the record.
    fn told_by(&self, entry: &Audited, post: PostId, told: Told, door: &Door) -> Outgoing {
        let once = told.is_told_once();
        let pause = if once { self.kit.limits.notices_spoken_ms } else { 0 };
        let outgoing = parcel(entry, Some(post), told.code(), door);
        Outgoing { next_at: entry.at + pause, once, ..outgoing }
    }
}

fn parcel(entry: &Audited, post: Option<PostId>, what: &'static str, door: &Door) -> Outgoing {
    let (door, target) = door.key();
    Outgoing {
        id: Uuid::now_v7(),
        door,
        target: target.to_owned(),
        room: entry.room,
        staff_at: entry.staff_at,
        post,
        person: None,
        what,
        made_at: entry.at,
        next_at: entry.at,
        once: false,
    }
}

/// Whether the author can be told through this door.
fn reaches(door: &Door, card: &Card) -> bool {
    match door {
        Door::Mail(_) => !card.mail.is_empty(),
        Door::Sms(_) => !card.phone.is_empty(),
        Door::Webhook(_) => false,
    }
}
