//! What was found, looked up in the tables as they are now: the index may lag, a page may not.

use super::{
    documents::{UnitTexts, joined, of_line, of_post},
    index::Shared,
    passage::Stretch,
};
use crate::{
    kernel::{
        id::{GuestId, Millis, RoomId, TextId},
        line::{Line, LineKind, Speaker},
        post::Post,
        record::Notes,
        room::{About, Header},
        text::Lang,
    },
    store::{
        StoreError, TextRow,
        search::{Kind, Place, Thing},
    },
};
use std::collections::{HashMap, HashSet};

/// Something that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its room.
    pub header: Header,
    /// What it is.
    pub thing: Thing,
    /// When it was said or became public; of a notice, when the session begins.
    pub at: Millis,
    /// Who says it, where somebody does.
    pub speaker: Option<Speaker>,
    /// The question.
    pub post: Option<Post>,
    /// The part of it that was found, with what was looked for marked.
    pub passage: Vec<Stretch>,
    /// Language tag of the words.
    pub lang: &'static str,
}

/// Something that may be shown, with all its words.
pub(super) struct Seen {
    pub header: Header,
    pub thing: Thing,
    pub at: Millis,
    pub speaker: Option<Speaker>,
    pub post: Option<Post>,
    pub text: String,
    pub lang: Lang,
}

impl Shared {
    /// What stands at these places and may be shown, in their order.
    pub async fn seen(&self, places: &[Place]) -> Result<Vec<Seen>, StoreError> {
        let headers = self.headers(places).await?;
        let of = |wanted: fn(Kind) -> bool| -> Vec<(RoomId, u32)> {
            let wanted = places.iter().filter(|place| wanted(place.thing.kind));
            wanted.map(|place| (place.room, place.thing.number)).collect()
        };
        let posts = self.db.posts_at(&of(|kind| kind == Kind::Question)).await?;
        let lines =
            self.db.lines_at(&of(|kind| !matches!(kind, Kind::Question | Kind::Notice | Kind::Summary))).await?;
        let posts: HashMap<_, _> = posts.into_iter().map(|post| ((post.room, post.number), post)).collect();
        let lines: HashMap<_, _> = lines.into_iter().map(|line| ((line.room, line.number), line)).collect();
        let mut seen: Vec<(Seen, Vec<TextId>)> = Vec::new();
        for place in places {
            let Some(header) = headers.get(&place.room) else { continue };
            let (key, thing) = ((place.room, place.thing.number), place.thing);
            seen.extend(match thing.kind {
                Kind::Notice => Some(notice(header, thing)),
                Kind::Summary => summary(header, thing),
                Kind::Question => posts.get(&key).and_then(|post| question(header, thing, post)),
                _ => lines.get(&key).and_then(|line| said(header, thing, line)),
            });
        }
        let ids: Vec<TextId> = seen.iter().flat_map(|(_, ids)| ids).copied().collect();
        let texts = self.db.texts(&ids).await?;
        Ok(seen.into_iter().filter_map(|(seen, ids)| with_words(seen, &texts, &ids)).collect())
    }

    async fn headers(&self, places: &[Place]) -> Result<HashMap<RoomId, Header>, StoreError> {
        let rooms: HashSet<RoomId> = places.iter().map(|place| place.room).collect();
        let mut headers = HashMap::new();
        for room in rooms {
            let header = self.db.room(room).await?.filter(Header::is_public);
            headers.extend(header.map(|header| (room, header)));
        }
        Ok(headers)
    }
}

fn blank(header: &Header, thing: Thing, at: Millis) -> Seen {
    let (header, text) = (header.clone(), String::new());
    Seen { header, thing, at, speaker: None, post: None, text, lang: Lang::Zh }
}

fn notice(header: &Header, thing: Thing) -> (Seen, Vec<TextId>) {
    (blank(header, thing, header.schedule.starts_at), vec![header.about.id])
}

fn summary(header: &Header, thing: Thing) -> Option<(Seen, Vec<TextId>)> {
    Some((blank(header, thing, header.closed_at), vec![header.record.notes.as_ref()?.id]))
}

fn question(header: &Header, thing: Thing, post: &Post) -> Option<(Seen, Vec<TextId>)> {
    // A letter is found by its unit too, which is told beside its words.
    let ids = of_post(post, &UnitTexts::new())?;
    let at = if post.listed_at > 0 { post.listed_at } else { post.at };
    // A letter is shown with the unit that answered it; everybody calls it by the id that its answer has.
    let unit = post.case.as_ref().and_then(|case| case.answer()?.unit);
    let speaker = unit.map(|unit| Speaker::Guest { guest: GuestId(unit.0) });
    Some((Seen { post: Some(post.clone()), speaker, ..blank(header, thing, at) }, ids))
}

fn said(header: &Header, thing: Thing, line: &Line) -> Option<(Seen, Vec<TextId>)> {
    let (_, ids) = of_line(line)?;
    let speaker = match line.kind {
        LineKind::Speech { speaker } => Some(speaker),
        LineKind::Reply { guest } => Some(Speaker::Guest { guest }),
        _ => None,
    };
    Some((Seen { speaker, ..blank(header, thing, line.told_at()) }, ids))
}

/// Nothing where the words were sealed or destroyed.
fn with_words(seen: Seen, texts: &HashMap<TextId, TextRow>, ids: &[TextId]) -> Option<Seen> {
    let body = joined(texts, ids)?;
    if seen.thing.kind == Kind::Notice {
        let about: About = serde_json::from_str(&body).ok()?;
        return Some(Seen { text: about.words(), lang: about.lang, ..seen });
    }
    if seen.thing.kind == Kind::Summary {
        let notes: Notes = serde_json::from_str(&body).ok()?;
        return Some(Seen { text: notes.summary, lang: notes.lang, ..seen });
    }
    let lang = ids.iter().find_map(|id| texts.get(id)).map_or(seen.lang, |row| row.lang);
    Some(Seen { text: body, lang, ..seen })
}
