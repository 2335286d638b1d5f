//! The record of a room: its lines in order, as the public reads them.

use super::{
    answer::{OldWording, old_wordings},
    cast::Cast,
    question::{guest_of, origin_word, texts_of_line},
    reader::{Reader, Said, Stamp, Texts},
    room::notice_word,
};
use crate::{
    kernel::{
        file::SMALL_PX,
        id::{GuestId, Millis, PostId, TextId},
        line::{Line, LineKind, Photo, Speaker},
        post::Post,
        room::Header,
    },
    store::{Db, StoreError},
};
use std::collections::HashMap;

/// Lines on one page of a record.
pub const PAGE: u32 = 500;
/// Most lines of a record on one page that shows it whole.
pub const WHOLE: u32 = 5_000;
/// Lines shown before and after one that is looked at alone.
const AROUND: u32 = 3;
/// Headings in the table of contents.
const HEADINGS: u32 = 500;

/// One row of a record.
#[derive(Clone, Debug)]
pub struct Row {
    /// Number of the permanent link.
    pub number: u32,
    /// Place in the record: rows stand in the order of (place, number).
    pub place: f64,
    /// Who speaks and to which question; a row that says the same as the one before leaves it out.
    pub voice: String,
    /// Number of the question it belongs to; a row that belongs to the same as the one before leaves it out.
    pub question: Option<u32>,
    /// When it was said.
    pub at: Stamp,
    /// When it was added, where that was after the end.
    pub added: Option<Stamp>,
    /// A written answer that came after the end.
    pub late: bool,
    /// Where in the recording, in whole seconds; only where somebody or something begins.
    pub video_s: Option<Millis>,
    /// `speech`, `heading`, `asked`, `notice`, `reply` or `photo`.
    pub kind: &'static str,
    /// Who speaks; none where the row before says so.
    pub who: Option<Who>,
    /// The question put, or answered in writing.
    pub asked: Option<Asked>,
    /// Number of the question it answers, where that is news.
    pub bound: Option<u32>,
    /// `notice-…`.
    pub notice: Option<&'static str>,
    /// Words.
    pub text: Option<Said>,
    /// The picture the words belong to.
    pub picture: Option<Picture>,
    /// Taken down: only the mark is shown.
    pub gone: bool,
    /// Nor is the mark.
    pub left_out: bool,
    /// Old wordings.
    pub errata: Vec<OldWording>,
}

impl Row {
    /// Its place in the recording as a player shows it: `12:34`, `1:02:03`.
    pub fn video_clock(&self) -> String {
        let all = self.video_s.unwrap_or_default();
        let (hours, minutes, seconds) = (all / 3_600, all / 60 % 60, all % 60);
        if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
    }

    /// Whether it is of this kind.
    pub fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }
}

/// What was said last.
#[derive(Clone, Debug)]
pub struct Latest {
    /// Number of its row.
    pub number: u32,
    /// When.
    pub at: Stamp,
    /// Who.
    pub who: Who,
    /// The words.
    pub text: Said,
}

/// The last words of a speaker in `rows`. Who goes on speaking is named in an earlier row.
pub fn latest(rows: &[Row]) -> Option<Latest> {
    let has_words = |row: &&Row| !row.voice.is_empty() && row.text.as_ref().is_some_and(|text| text.body.is_some());
    let last = rows.iter().rev().find(|row| !row.gone && has_words(row))?;
    let who = rows.iter().rev().filter(|row| row.voice == last.voice).find_map(|row| row.who.clone())?;
    Some(Latest { number: last.number, at: last.at.clone(), who, text: last.text.clone()? })
}

/// A picture in the record.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Address of the file.
    pub src: String,
    /// Width of the smaller picture, in pixels, where there is one.
    pub small: Option<u32>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it shows.
    pub alt: Said,
}

/// A speaker.
#[derive(Clone, Debug, Default)]
pub struct Who {
    /// Name, where known.
    pub name: Option<String>,
    /// Office of a guest.
    pub office: Option<String>,
    /// Word for the part a host or citizen plays.
    pub part: Option<&'static str>,
}

/// A question in the record.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its number.
    pub number: u32,
    /// Chosen name.
    pub name: Option<String>,
    /// `origin-…`.
    pub origin: Option<&'static str>,
    /// Its words; none once taken down.
    pub text: Option<Said>,
}

/// A page of a record.
#[derive(Clone, Debug)]
pub struct RecordPage {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Lines before the page.
    pub skipped: u32,
    /// Lines of the whole record.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// Pages.
    pub pages: u32,
    /// Contents of the whole record.
    pub contents: Vec<Entry>,
}

/// An entry of the table of contents.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its line.
    pub number: u32,
    /// The page it is on.
    pub page: u32,
    /// When.
    pub at: Stamp,
    /// Words.
    pub text: Said,
}

/// The page on which a line with `before` lines before it stands.
pub fn page_of(before: u32) -> u32 {
    before / PAGE + 1
}

/// One page of a room's record.
///
/// # Errors
/// `StoreError`.
pub async fn record(
    db: &Db,
    reader: &Reader,
    header: &Header,
    cast: &mut Cast,
    page: u32,
) -> Result<RecordPage, StoreError> {
    let total = header.lines;
    let pages = total.div_ceil(PAGE).max(1);
    let page = page.clamp(1, pages);
    let skipped = (page - 1) * PAGE;
    let lines = db.lines(header.id, skipped, PAGE).await?;
    let rows = rows(db, reader, header, cast, &lines).await?;
    let contents = contents(db, reader, header).await?;
    Ok(RecordPage { rows, skipped, total, page, pages, contents })
}

/// The whole record, or its first `WHOLE` lines; each row says where in the recording it is.
///
/// # Errors
/// `StoreError`.
pub async fn whole(db: &Db, reader: &Reader, header: &Header, cast: &mut Cast) -> Result<Vec<Row>, StoreError> {
    let lines = db.lines(header.id, 0, WHOLE).await?;
    let mut rows = rows(db, reader, header, cast, &lines).await?;
    for (row, line) in rows.iter_mut().zip(&lines) {
        row.video_s = line.video_ms(header.video_at).map(|ms| ms / 1_000);
    }
    rows.retain(|row| !row.left_out);
    Ok(rows)
}

/// The headings of a record.
///
/// # Errors
/// `StoreError`.
pub async fn contents(db: &Db, reader: &Reader, header: &Header) -> Result<Vec<Entry>, StoreError> {
    let headings = db.headings(header.id, HEADINGS).await?;
    let ids: Vec<TextId> = headings.iter().flat_map(|heading| heading.line.text.as_ref()).map(|text| text.id).collect();
    let texts = Texts::read(db, &ids).await?;
    let shown = headings.iter().filter(|heading| !heading.line.taken_down);
    let entry = |heading: &crate::store::Heading| {
        let text = texts.said(heading.line.text.as_ref()?);
        let (number, at) = (heading.line.number, reader.stamp(heading.line.told_at()));
        Some(Entry { number, page: page_of(heading.before), at, text })
    };
    Ok(shown.filter_map(entry).collect())
}

/// A line with those around it; how many lines stand before it.
///
/// # Errors
/// `StoreError`.
pub async fn around(
    db: &Db,
    reader: &Reader,
    header: &Header,
    cast: &mut Cast,
    number: u32,
) -> Result<Option<(Vec<Row>, u32)>, StoreError> {
    let Some(line) = db.line(header.id, number).await? else { return Ok(None) };
    let before = db.lines_before(&line).await?;
    let skip = before.saturating_sub(AROUND);
    let lines = db.lines(header.id, skip, before - skip + 1 + AROUND).await?;
    Ok(Some((rows(db, reader, header, cast, &lines).await?, before)))
}

/// Rows of `lines`, which stand next to each other in the record.
///
/// # Errors
/// `StoreError`.
pub async fn rows(
    db: &Db,
    reader: &Reader,
    header: &Header,
    cast: &mut Cast,
    lines: &[Line],
) -> Result<Vec<Row>, StoreError> {
    let (texts, posts) = named(db, header, cast, lines).await?;
    let before = std::iter::once(None).chain(lines.iter().map(Some));
    let row = |(line, before): (&Line, Option<&Line>)| row(line, before, (header, reader), cast, &texts, &posts);
    Ok(lines.iter().zip(before).map(row).collect())
}

/// Rows that each say everything, whatever stands before them, and the posts they belong to.
///
/// # Errors
/// `StoreError`.
pub async fn rows_alone(
    db: &Db,
    reader: &Reader,
    header: &Header,
    cast: &mut Cast,
    lines: &[Line],
) -> Result<(Vec<Row>, HashMap<PostId, Post>), StoreError> {
    let (texts, posts) = named(db, header, cast, lines).await?;
    let rows = lines.iter().map(|line| row(line, None, (header, reader), cast, &texts, &posts)).collect();
    Ok((rows, posts))
}

/// The texts and posts that lines name; their guests are made known to `cast`.
async fn named(
    db: &Db,
    header: &Header,
    cast: &mut Cast,
    lines: &[Line],
) -> Result<(Texts, HashMap<PostId, Post>), StoreError> {
    let ids: Vec<PostId> = lines.iter().filter_map(|line| line.post).collect();
    let posts: HashMap<PostId, Post> = match ids.is_empty() {
        true => HashMap::new(),
        false => db.posts_by_id(&ids).await?.into_iter().map(|listed| (listed.post.id, listed.post)).collect(),
    };
    let mut texts: Vec<TextId> = lines.iter().flat_map(texts_of_line).collect();
    texts.extend(posts.values().filter(|post| post.public).flat_map(|post| [shown(post), post.author.id]));
    let texts = Texts::read(db, &texts).await?;
    let guests: Vec<GuestId> = lines.iter().filter_map(guest_of).collect();
    cast.complete(db, header, &guests).await?;
    Ok((texts, posts))
}

fn shown(post: &Post) -> TextId {
    post.worded.as_ref().unwrap_or(&post.text).id
}

fn row(
    line: &Line,
    before: Option<&Line>,
    (header, reader): (&Header, &Reader),
    cast: &Cast,
    texts: &Texts,
    posts: &HashMap<PostId, Post>,
) -> Row {
    let post = line.post.and_then(|id| posts.get(&id));
    let follows = before.is_some_and(|before| before.post == line.post);
    let shows_question = match line.kind {
        LineKind::Question => true,
        LineKind::Reply { .. } => !follows,
        _ => false,
    };
    let (kind, notice) = match line.kind {
        LineKind::Speech { .. } => ("speech", None),
        LineKind::Heading => ("heading", None),
        LineKind::Reply { .. } => ("reply", None),
        LineKind::Notice { occasion } => ("notice", Some(notice_word(occasion))),
        LineKind::Question => ("asked", None),
        LineKind::Photo => ("photo", None),
    };
    let same_speaker = before.is_some_and(|before| before.kind == line.kind && follows);
    let begins = header.video && !same_speaker && !matches!(line.kind, LineKind::Notice { .. });
    Row {
        number: line.number,
        place: line.place,
        voice: voice(line, kind, post),
        question: post.map(|post| post.number),
        at: reader.stamp(line.told_at()),
        added: added(line, header).then(|| reader.stamp(line.at)),
        late: header.closed_at > 0 && line.at > header.closed_at && matches!(line.kind, LineKind::Reply { .. }),
        video_s: line.video_ms(header.video_at).filter(|_| begins).map(|ms| ms / 1_000),
        kind,
        who: if same_speaker { None } else { who(line, cast) },
        asked: post.filter(|_| shows_question).map(|post| asked(post, texts)),
        bound: post.filter(|_| !follows && line.is_guests()).map(|post| post.number),
        notice,
        text: line.text.as_ref().filter(|_| !line.taken_down).map(|text| texts.said(text)),
        picture: line.photo.as_ref().filter(|_| !line.taken_down).map(|photo| picture(photo, texts)),
        gone: line.taken_down,
        left_out: line.left_out,
        errata: if line.taken_down { Vec::new() } else { old_wordings(&line.errata, reader, texts) },
    }
}

/// Whether the crew added it to a session that was over.
fn added(line: &Line, header: &Header) -> bool {
    let said = matches!(line.kind, LineKind::Speech { .. } | LineKind::Photo);
    said && header.closed_at > 0 && line.at > header.closed_at && line.said_at.is_some()
}

/// The picture of a photo, with what it shows.
pub(super) fn picture(photo: &Photo, texts: &Texts) -> Picture {
    let (src, alt, side) = (format!("/files/{}", photo.file), texts.said(&photo.alt), photo.width.max(photo.height));
    let small = (side > SMALL_PX).then(|| (photo.width * SMALL_PX / side).max(1));
    Picture { src, small, width: photo.width, height: photo.height, alt }
}

fn voice(line: &Line, kind: &str, post: Option<&Post>) -> String {
    let number = post.map(|post| post.number.to_string()).unwrap_or_default();
    match line.kind {
        LineKind::Speech { speaker: Speaker::Guest { guest } } | LineKind::Reply { guest } => {
            format!("{kind} guest {guest} {number}")
        }
        LineKind::Speech { speaker: Speaker::Host } => format!("{kind} host  {number}"),
        LineKind::Speech { speaker: Speaker::Citizen } => format!("{kind} citizen  {number}"),
        LineKind::Heading | LineKind::Notice { .. } | LineKind::Question | LineKind::Photo => String::new(),
    }
}

fn asked(post: &Post, texts: &Texts) -> Asked {
    let open = post.public;
    Asked {
        number: post.number,
        name: texts.name(&post.author).filter(|_| open),
        origin: origin_word(post.origin),
        text: open.then(|| texts.said(post.worded.as_ref().unwrap_or(&post.text))),
    }
}

fn who(line: &Line, cast: &Cast) -> Option<Who> {
    match line.kind {
        LineKind::Speech { speaker } => Some(speaker_of(speaker, cast)),
        LineKind::Reply { guest } => Some(speaker_of(Speaker::Guest { guest }, cast)),
        LineKind::Heading | LineKind::Notice { .. } | LineKind::Question | LineKind::Photo => None,
    }
}

/// How a speaker is called.
pub fn speaker_of(speaker: Speaker, cast: &Cast) -> Who {
    match speaker {
        Speaker::Guest { guest } => {
            let guest = cast.guest(guest);
            Who { name: guest.map(|g| g.name.clone()), office: guest.map(|g| g.office.clone()), part: None }
        }
        Speaker::Host => {
            let name = Some(cast.host.clone()).filter(|name| !name.is_empty());
            Who { name, office: None, part: Some("public-speaker-host") }
        }
        Speaker::Citizen => Who { name: None, office: None, part: Some("public-speaker-citizen") },
    }
}
