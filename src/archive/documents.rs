//! What of a room is to be found, and by which words: read from the tables as they are now.

use super::tokens::line;
use crate::{
    kernel::{
        id::{GuestId, PostId, TextId, UnitId},
        line::{Line, LineKind, Speaker},
        post::{Post, ReplyState},
        record::Notes,
        room::{About, Header, Phase},
        text::Lang,
    },
    store::{
        Db, StoreError, TextRow,
        search::{Document, Facts, Kind, Thing},
    },
};
use std::collections::HashMap;

/// A room's notice and those before it, and what stands beside its record.
pub(super) struct Notices {
    /// The one in force.
    pub now: About,
    earlier: Vec<About>,
    /// What stands beside the record.
    pub notes: Option<Notes>,
}

impl Notices {
    pub async fn read(db: &Db, header: &Header) -> Result<Notices, StoreError> {
        let beside = header.record.notes.as_ref().map(|notes| notes.id);
        let ids: Vec<TextId> = header.earlier.iter().copied().chain([header.about.id]).chain(beside).collect();
        let texts = db.texts(&ids).await?;
        let about = |id: &TextId| {
            let body = texts.get(id).and_then(|row| row.body.as_deref());
            body.and_then(|body| serde_json::from_str(body).ok()).unwrap_or_else(|| About::blank(Lang::Zh))
        };
        let body = beside.and_then(|id| texts.get(&id)).and_then(|row| row.body.as_deref());
        let notes = body.and_then(|body| serde_json::from_str(body).ok());
        Ok(Notices { now: about(&header.about.id), earlier: header.earlier.iter().map(about).collect(), notes })
    }

    fn guest(&self, id: GuestId) -> Option<&str> {
        let all = std::iter::once(&self.now).chain(self.earlier.iter().rev());
        all.flat_map(|about| &about.guests).find(|guest| guest.id == id).map(|guest| guest.name.as_str())
    }

    /// What the index keeps of the room; `month` is that of its beginning.
    pub fn facts(&self, header: &Header, month: String) -> Facts {
        let all = || std::iter::once(&self.now).chain(&self.earlier);
        let mut guests: Vec<String> = all().flat_map(|about| &about.guests).map(|guest| guest.name.clone()).collect();
        let (mut units, mut subjects) = (self.now.units.clone(), self.now.subjects.clone());
        for names in [&mut guests, &mut units, &mut subjects] {
            names.retain(|name| !name.trim().is_empty());
            names.sort_unstable();
            names.dedup();
        }
        let closed = header.phase == Phase::Closed;
        Facts { starts_at: header.schedule.starts_at, month, closed, units, subjects, guests }
    }
}

/// The kind and the words of a line that is to be found, a picture's caption before what it shows; none for marks and
/// what was taken down.
pub(super) fn of_line(line: &Line) -> Option<(Kind, Vec<TextId>)> {
    let text = line.text.as_ref().filter(|_| !line.taken_down)?;
    let shows = line.photo.iter().map(|photo| photo.alt.id);
    Some((kind_of(line)?, std::iter::once(text.id).chain(shows).collect()))
}

/// Several texts as one, without those that are gone; none where none is left.
pub(super) fn joined(texts: &HashMap<TextId, TextRow>, ids: &[TextId]) -> Option<String> {
    let said: Vec<&str> = ids.iter().filter_map(|id| texts.get(id)?.body.as_deref()).collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

/// The words of a question that is to be found, as they are shown; none where it is not public. A letter is found by the
/// answer that the public reads and by its unit too: it has no line of the record that would be found for it.
pub(super) fn of_post(post: &Post, units: &UnitTexts) -> Option<Vec<TextId>> {
    let shown = post.public && post.taken_down.is_none();
    let Some(case) = &post.case else { return shown.then(|| vec![post.worded.as_ref().unwrap_or(&post.text).id]) };
    // Of a letter there is nothing to be found but its public version, even where that is missing.
    let words = post.worded.as_ref().filter(|_| shown)?;
    let answers = post.replies.iter().filter(|reply| reply.state == ReplyState::Published).map(|reply| reply.text.id);
    let unit = case.answer().and_then(|answer| units.get(&answer.unit?).copied());
    Some(std::iter::once(words.id).chain(answers).chain(unit).collect())
}

/// Names of units, each a text.
pub(super) type UnitTexts = HashMap<UnitId, TextId>;

/// The names of all units, where one of these posts is a letter.
pub(super) async fn unit_texts(db: &Db, posts: &[Post]) -> Result<UnitTexts, StoreError> {
    if posts.iter().all(|post| post.case.is_none()) {
        return Ok(UnitTexts::new());
    }
    Ok(db.units().await?.into_iter().map(|unit| (unit.id, unit.name.id)).collect())
}

/// Whose words a line holds.
pub(super) fn guest_of(line: &Line) -> Option<GuestId> {
    match line.kind {
        LineKind::Speech { speaker: Speaker::Guest { guest } } | LineKind::Reply { guest } => Some(guest),
        _ => None,
    }
}

/// Things that changed: those to be found with their words, those no longer to be found.
#[derive(Default)]
pub(super) struct Changed {
    pub documents: Vec<Document>,
    pub gone: Vec<Thing>,
}

impl Changed {
    /// Looks at posts and lines of one room as they are now; their words still have to be `cut`.
    pub async fn read(db: &Db, notices: &Notices, posts: &[Post], lines: &[Line]) -> Result<Changed, StoreError> {
        let units = unit_texts(db, posts).await?;
        let asked = posts.iter().filter_map(|post| of_post(post, &units)).flatten();
        let ids: Vec<TextId> = asked.chain(lines.iter().filter_map(of_line).flat_map(|(_, ids)| ids)).collect();
        let texts = db.texts(&ids).await?;
        let mut changed = Changed::default();
        for post in posts {
            let thing = Thing { kind: Kind::Question, number: post.number };
            let at = if post.listed_at > 0 { post.listed_at } else { post.at };
            let answered = post.is_answered_in_writing() || post.is_answered_in_speech();
            let words = of_post(post, &units).and_then(|ids| joined(&texts, &ids));
            changed.take(thing, words, |tokens| Document { thing, at, guest: None, answered, tokens });
        }
        for line in lines {
            let Some(kind) = kind_of(line) else { continue };
            let (thing, at) = (Thing { kind, number: line.number }, line.told_at());
            let words = of_line(line).and_then(|(_, ids)| joined(&texts, &ids));
            let guest = guest_of(line).and_then(|id| notices.guest(id)).map(str::to_owned);
            changed.take(thing, words, |tokens| Document { thing, at, guest, answered: false, tokens });
        }
        Ok(changed)
    }

    /// What a session came to; nothing to be found where nobody has written it.
    pub fn summary(&mut self, header: &Header, notes: Option<&Notes>) {
        let thing = Thing { kind: Kind::Summary, number: 0 };
        let words = notes.map(|notes| notes.summary.clone()).filter(|summary| !summary.is_empty());
        let document = |tokens| Document { thing, at: header.closed_at, guest: None, answered: false, tokens };
        self.take(thing, words, document);
    }

    /// The notice of a room.
    pub fn notice(&mut self, header: &Header, notices: &Notices) {
        let thing = Thing { kind: Kind::Notice, number: 0 };
        let (at, words) = (header.schedule.starts_at, notices.now.words());
        let document = |tokens| Document { thing, at, guest: None, answered: false, tokens };
        self.take(thing, Some(words), document);
    }

    fn take(&mut self, thing: Thing, words: Option<String>, document: impl FnOnce(String) -> Document) {
        match words {
            Some(words) => self.documents.push(document(words)),
            None => self.gone.push(thing),
        }
    }

    /// Makes tokens of the words, away from the threads that answer requests.
    pub async fn cut(mut self) -> Result<Changed, StoreError> {
        let cut = move || {
            self.documents.iter_mut().for_each(|document| document.tokens = line(&document.tokens));
            self
        };
        tokio::task::spawn_blocking(cut).await.map_err(|error| StoreError::Sql(format!("cutting words: {error}")))
    }
}

fn kind_of(line: &Line) -> Option<Kind> {
    match line.kind {
        LineKind::Speech { .. } => Some(Kind::Speech),
        LineKind::Reply { .. } => Some(Kind::Reply),
        LineKind::Heading => Some(Kind::Heading),
        LineKind::Photo => Some(Kind::Photo),
        LineKind::Question | LineKind::Notice { .. } => None,
    }
}

/// The posts that these lines answer.
pub(super) fn answered_by(lines: &[Line]) -> impl Iterator<Item = PostId> + '_ {
    lines.iter().filter_map(|line| line.post)
}
