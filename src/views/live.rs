//! What followers of a room get: present views of whatever entries changed, in no language, the same for every reader.

use super::{
    cast::{Cast, about},
    question::{Manner, Question, questions},
    reader::{Reader, Said, Texts},
    record::{Row, rows_alone},
    room::{NoticeView, one},
    whole::cast_of,
};
use crate::{
    kernel::{
        id::{Millis, PostId},
        line::{Line, LineKind, Speaker},
        post::Post,
        record::Stage,
        room::Header,
        text::Lang,
        touch::Touch,
    },
    store::{Db, Followed, Listed, Order, PostFilter, StoreError},
    wire::{
        frame::Snapshot,
        item::{self, Changed, Item},
        position::Position,
    },
};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Last lines of the record in a snapshot.
const LINES: u32 = 100;
/// Most endorsed questions in a snapshot.
pub const QUESTIONS: u32 = 50;
/// Characters of an answer.
const BRIEF: usize = 200;

/// What a run of entries changed, each thing with the last offset that changed it.
#[derive(Debug, Default)]
struct Touched {
    room: Option<u64>,
    posts: BTreeMap<PostId, u64>,
    lines: BTreeMap<u32, u64>,
    blocks: BTreeMap<u32, u64>,
    cues: Option<u64>,
}

impl Touched {
    /// The posts of these lines may differ too, from the later of both offsets on.
    fn answered(&mut self, lines: &[Line]) {
        for line in lines {
            let at = self.lines.get(&line.number).copied().unwrap_or_default();
            if let Some(post) = line.post {
                let known = self.posts.entry(post).or_default();
                *known = at.max(*known);
            }
        }
    }
}

/// A reader without language or past: the browser puts words and "mine" to what it gets.
fn anybody(now: Millis) -> Reader {
    Reader::of(Lang::Zh, TimeZone::UTC, now)
}

async fn touched(db: &Db, header: &Header, entries: &[Followed]) -> Result<Touched, StoreError> {
    let (mut all, mut reworded) = (Touched::default(), BTreeMap::new());
    for entry in entries {
        let Touch { room, posts, shown, line, block, cues, left } = entry.event.touch();
        let at = entry.at;
        all.room = if room { Some(at) } else { all.room };
        all.cues = if cues { Some(at) } else { all.cues };
        all.lines.extend(line.map(|line| (line, at)));
        all.blocks.extend(block.map(|block| (block, at)));
        all.posts.extend(posts.into_iter().map(|post| (post, at)));
        if let Some(left) = left {
            all.posts.extend(db.left(header.id, entry.staff_at, left).await?.map(|post| (post, at)));
        }
        reworded.extend(shown.map(|post| (post, at)));
    }
    let posts: Vec<PostId> = reworded.keys().copied().collect();
    for line in if posts.is_empty() { Vec::new() } else { db.lines_of(&posts).await? } {
        let since = line.post.and_then(|post| reworded.get(&post)).copied().unwrap_or_default();
        let at = all.lines.entry(line.number).or_default();
        *at = since.max(*at);
    }
    Ok(all)
}

/// Public items for `entries`, each thing once, with its offset, in the order of the last change.
///
/// # Errors
/// `StoreError`.
pub async fn items(
    db: &Db,
    now: Millis,
    header: &Header,
    entries: &[Followed],
) -> Result<Vec<(u64, Item)>, StoreError> {
    let mut touched = touched(db, header, entries).await?;
    let numbers: Vec<u32> = touched.lines.keys().copied().collect();
    let lines = db.lines_numbered(header.id, &numbers).await?;
    touched.answered(&lines);
    let reader = anybody(now);
    let mut cast = cast_of(db, header).await?;
    let posts: Vec<PostId> = touched.posts.keys().copied().collect();
    let mut posts = db.posts_by_id(&posts).await?;
    posts.retain(|listed| listed.post.public || listed.post.listed_at > 0);
    let mut items: Vec<(u64, Item)> = Vec::new();
    for question in shown_questions(db, &reader, header, &mut cast, &posts).await? {
        let at = touched.posts.get(&question.id).copied().unwrap_or_default();
        items.push((at, Item::Question(Box::new(question))));
    }
    for line in shown_lines(db, &reader, header, &mut cast, &lines).await? {
        let at = touched.lines.get(&line.number).copied().unwrap_or_default();
        items.push((at, Item::Line(Box::new(line))));
    }
    if let Some(at) = touched.room {
        items.push((at, Item::Room(Box::new(head(db, &reader, header).await?))));
    }
    items.sort_by_key(|(at, _)| *at);
    Ok(items)
}

/// What desks are told of `entries`: numbers and revisions.
///
/// # Errors
/// `StoreError`.
pub async fn changes(db: &Db, header: &Header, entries: &[Followed]) -> Result<Vec<(u64, Changed)>, StoreError> {
    let mut touched = touched(db, header, entries).await?;
    let numbers: Vec<u32> = touched.lines.keys().copied().collect();
    let lines = db.lines_numbered(header.id, &numbers).await?;
    touched.answered(&lines);
    let posts: Vec<PostId> = touched.posts.keys().copied().collect();
    let mut all = Vec::new();
    for Listed { post, .. } in db.posts_by_id(&posts).await? {
        let at = touched.posts.get(&post.id).copied().unwrap_or_default();
        all.push((at, Changed::Post { post: post.id, number: post.number, revision: post.revision }));
    }
    for line in lines {
        let at = touched.lines.get(&line.number).copied().unwrap_or_default();
        all.push((at, Changed::Line { line: line.number, revision: line.revision }));
    }
    for (number, at) in touched.blocks {
        let revision = db.block(header.id, number).await?.map_or(0, |block| block.revision);
        all.push((at, Changed::Block { block: number, revision }));
    }
    all.extend(touched.cues.map(|at| (at, Changed::Cue { at })));
    all.extend(touched.room.map(|at| (at, Changed::Room { revision: header.revision })));
    all.sort_by_key(|(at, _)| *at);
    Ok(all)
}

/// The room whole, as its page shows it at first.
///
/// # Errors
/// `StoreError`.
pub async fn snapshot(db: &Db, now: Millis, header: &Header, position: Position) -> Result<Snapshot, StoreError> {
    let reader = anybody(now);
    let mut cast = cast_of(db, header).await?;
    let mut lines = db.last_lines(header.id, LINES).await?;
    lines.reverse();
    let filter = PostFilter { public_only: true, ..PostFilter::default() };
    let mut posts = db.posts(header.id, &filter, Order::Votes, 0, QUESTIONS).await?;
    if let Some(stage) = header.on_stage.filter(|stage| posts.iter().all(|listed| listed.post.id != *stage)) {
        posts.extend(db.posts_by_id(&[stage]).await?);
    }
    Ok(Snapshot {
        epoch: position.epoch,
        at: position.at,
        room: head(db, &reader, header).await?,
        lines_before: header.lines.saturating_sub(LINES),
        lines: shown_lines(db, &reader, header, &mut cast, &lines).await?,
        questions: shown_questions(db, &reader, header, &mut cast, &posts).await?,
    })
}

async fn shown_questions(
    db: &Db,
    reader: &Reader,
    header: &Header,
    cast: &mut Cast,
    posts: &[Listed],
) -> Result<Vec<item::Question>, StoreError> {
    let manner = Manner { brief: Some(BRIEF), own: false };
    let views = questions(db, reader, header, cast, posts, manner).await?;
    Ok(views.into_iter().zip(posts).map(|(view, listed)| question(view, &listed.post, cast)).collect())
}

fn question(view: Question, post: &Post, cast: &Cast) -> item::Question {
    let (votable, gone) = (view.can_vote(), view.gone);
    item::Question {
        id: view.id,
        number: view.number,
        at: post.at,
        fate: post.fate,
        written: post.is_answered_in_writing(),
        spoken: post.is_answered_in_speech(),
        gone,
        votable,
        votes: view.votes,
        joined: view.joined,
        into: view.into,
        origin: post.origin,
        text: (!gone).then(|| text(view.text)),
        original: view.original.map(text),
        name: view.name,
        to: post.to.filter(|_| !gone).and_then(|id| guest(id, cast)),
        answers: view.answers.into_iter().filter_map(|answer| answered(answer, cast)).collect(),
    }
}

fn answered(view: super::answer::Answer, cast: &Cast) -> Option<item::Answer> {
    let part = |part: super::answer::Part| item::Part { text: text(part.text), errata: errata(part.errata) };
    Some(item::Answer {
        guest: guest(view.guest, cast)?,
        at: view.at.ms,
        line: view.line,
        written: view.written,
        late: view.late,
        open: view.open,
        gone: view.gone,
        cut: view.cut,
        parts: view.parts.into_iter().map(part).collect(),
    })
}

fn guest(id: crate::kernel::id::GuestId, cast: &Cast) -> Option<item::Guest> {
    let card = cast.guest(id)?;
    Some(item::Guest { id, name: card.name.clone(), office: card.office.clone(), face: card.face.clone() })
}

async fn shown_lines(
    db: &Db,
    reader: &Reader,
    header: &Header,
    cast: &mut Cast,
    lines: &[Line],
) -> Result<Vec<item::Line>, StoreError> {
    let (rows, posts) = rows_alone(db, reader, header, cast, lines).await?;
    let line = |(row, line): (Row, &Line)| line_of(row, line, line.post.and_then(|id| posts.get(&id)));
    Ok(rows.into_iter().zip(lines).map(line).collect())
}

fn line_of(row: Row, line: &Line, post: Option<&Post>) -> item::Line {
    let (kind, notice) = match line.kind {
        LineKind::Speech { .. } => (item::RowKind::Speech, None),
        LineKind::Heading => (item::RowKind::Heading, None),
        LineKind::Question => (item::RowKind::Asked, None),
        LineKind::Reply { .. } => (item::RowKind::Reply, None),
        LineKind::Notice { occasion } => (item::RowKind::Notice, Some(occasion)),
        LineKind::Photo => (item::RowKind::Photo, None),
    };
    let asked = row.asked.zip(post).map(|(asked, post)| item::Asked {
        number: asked.number,
        origin: post.origin,
        name: asked.name,
        text: asked.text.map(text),
    });
    let (role, of) = match line.kind {
        LineKind::Speech { speaker: Speaker::Host } => (Some(item::Role::Host), None),
        LineKind::Speech { speaker: Speaker::Citizen } => (Some(item::Role::Citizen), None),
        LineKind::Speech { speaker: Speaker::Guest { guest } } | LineKind::Reply { guest } => {
            (Some(item::Role::Guest), Some(guest))
        }
        _ => (None, None),
    };
    let (name, office) = row.who.map(|who| (who.name, who.office)).unwrap_or_default();
    item::Line {
        number: line.number,
        place: line.place,
        at: line.told_at(),
        kind,
        gone: row.gone,
        left_out: line.left_out.then_some(true),
        speaker: role.map(|role| item::Speaker { role, guest: of, name, office }),
        asked,
        answers: row.bound,
        notice,
        photo: row.picture.map(|one| item::Photo {
            src: one.src,
            width: one.width,
            height: one.height,
            alt: text(one.alt),
        }),
        text: row.text.map(text),
        video_s: row.video_s,
        errata: errata(row.errata),
    }
}

async fn head(db: &Db, reader: &Reader, header: &Header) -> Result<item::Room, StoreError> {
    let texts = Texts::read(db, &[header.about.id]).await?;
    let about = about(&texts, &header.about);
    let view = one(db, reader, header).await?;
    let stage = match header.on_stage {
        Some(post) => db.posts_by_id(&[post]).await?.pop().map(|listed| listed.post.number),
        None => None,
    };
    let (notice, background, wanted) = view.map_or((None, None, None), |v| (v.notice, v.background, v.wanted));
    let cast = Cast::of(&about);
    let topic = Some(about.topic.clone()).filter(|topic| !topic.is_empty()).unwrap_or_else(|| header.code.clone());
    Ok(item::Room {
        phase: header.phase,
        paused: header.paused,
        asking_closed: header.asking_closed,
        collect_at: header.schedule.collect_at,
        starts_at: header.schedule.starts_at,
        ends_at: header.schedule.ends_at,
        soon_ms: header.policy.soon_ms,
        stage,
        notice: notice.map(told),
        record: standing(header),
        topic: item::Text { body: Some(topic), lang: about.lang.tag().into(), erased: None },
        units: about.units.clone(),
        guests: cast.guests.iter().filter_map(|card| guest(card.id, &cast)).collect(),
        host: about.host.clone(),
        background: background.map(text),
        wanted: wanted.map(text),
        publication: header.policy.publication,
        votes: header.policy.votes,
        post_chars: u32::try_from(header.policy.post_chars).unwrap_or(u32::MAX),
    })
}

fn standing(header: &Header) -> Option<item::Standing> {
    let stage = header.stage();
    let at = if stage == Stage::Confirmed { header.record.confirmed_at } else { header.record_due_at() };
    (stage != Stage::Open).then_some(item::Standing { stage, at })
}

fn told(notice: NoticeView) -> item::Notice {
    item::Notice { occasion: notice.occasion, text: notice.text.map(text), at: notice.at.ms }
}

fn text(said: Said) -> item::Text {
    item::Text { body: said.body, lang: said.lang.into(), erased: said.erased }
}

fn errata(old: Vec<super::answer::OldWording>) -> Vec<item::Erratum> {
    old.into_iter().map(|old| item::Erratum { text: text(old.text), at: old.at.ms, edited: old.edited }).collect()
}
