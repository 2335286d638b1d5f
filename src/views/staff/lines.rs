//! The stenographer's desk: what is on stage, where lines go, the last lines.

use super::{
    blocks::{self, BlockRow},
    row::Setting,
};
use crate::{
    kernel::{
        id::PostId,
        line::{Line, LineKind, Speaker},
        post::Post,
        room::Header,
        text::TextRef,
    },
    store::{Db, Listed, StoreError},
    views::{
        question::{guest_of, texts_of_line},
        reader::{Reader, Said, Stamp, Texts},
        room::notice_word,
    },
};
use std::collections::{HashMap, HashSet};

/// Lines that are shown at once.
pub const LAST: u32 = 30;
/// Characters of the question on stage that stay in view.
const BRIEF: usize = 80;
/// Blocks that are shown; more cannot be prepared, but can be said within the time for reading over.
const BLOCKS: u32 = 400;

/// Which lines the desk shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The last ones, or those up to an older one; newest first, as they are written.
    Until(Option<u32>),
    /// From this one on, or from the beginning where there is no such line; in the order of the record, as it is read.
    From(u32),
}

/// The desk of the record.
#[derive(Clone, Debug)]
pub struct Record {
    /// The question on stage.
    pub stage: Option<Staged>,
    /// The question that guests' lines answer now.
    pub bound: Option<u32>,
    /// What was typed as it was said and waits to be read over, oldest first.
    pub waiting: Vec<BlockRow>,
    /// What was prepared ahead, oldest first.
    pub ahead: Vec<BlockRow>,
    /// The lines of the window, in its order.
    pub lines: Vec<LineRow>,
    /// The line that the window before this one is named by.
    pub earlier: Option<u32>,
    /// In the order of the record.
    pub reads: bool,
    /// Whether newer lines stand after these.
    pub is_old: bool,
    /// The line that the window after this one is named by; none where these are the last.
    pub later: Option<u32>,
}

/// The question on stage.
#[derive(Clone, Debug)]
pub struct Staged {
    /// Its number.
    pub number: u32,
    /// Chosen name.
    pub name: Option<String>,
    /// Its words.
    pub text: Said,
    /// Their beginning, where they are long.
    pub brief: Option<Said>,
}

/// The question of a line that says it came on stage.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its number.
    pub number: u32,
    /// Chosen name.
    pub name: Option<String>,
    /// The first words.
    pub text: Said,
}

/// A line of the record.
#[derive(Clone, Debug)]
pub struct LineRow {
    /// Its number, for good.
    pub number: u32,
    /// The revision shown.
    pub revision: u32,
    /// When.
    pub at: Stamp,
    /// Name of the guest who speaks.
    pub guest: Option<String>,
    /// Word of who or what it is where it is no guest: `desk-line-…` or `notice-…`.
    pub word: Option<&'static str>,
    /// The words.
    pub text: Option<Said>,
    /// The question that was put.
    pub asked: Option<Asked>,
    /// The question it belongs to, where it is not the question itself.
    pub post: Option<u32>,
    /// A heading.
    pub heading: bool,
    /// Corrected before.
    pub corrected: bool,
    /// Only a mark is left.
    pub gone: bool,
    /// Can be corrected.
    pub correct: bool,
    /// Can be bound to another question.
    pub bind: bool,
    /// Can be moved.
    pub place: bool,
    /// Stands first in the record.
    pub first: bool,
    /// Stands last in the record, or last before its close.
    pub last: bool,
    /// Can be taken down.
    pub take_down: bool,
}

impl Record {
    /// What names a window in its address: the line it goes up to, or the one it begins with.
    pub fn by(&self) -> &'static str {
        if self.reads { "from" } else { "to" }
    }
}

impl LineRow {
    /// Its words, for changing them.
    pub fn words(&self) -> &str {
        self.text.as_ref().and_then(|text| text.body.as_deref()).unwrap_or_default()
    }

    /// Number of the question it belongs to, for changing it.
    pub fn answers(&self) -> String {
        self.post.map(|post| post.to_string()).unwrap_or_default()
    }
}

/// Reads the desk, with the lines of `window`.
///
/// # Errors
/// `StoreError`.
pub async fn record(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    window: Window,
) -> Result<Record, StoreError> {
    let Cut { lines, next, earlier, later, is_old } = cut(db, header, window).await?;
    let blocks = db.open_blocks(header.id, BLOCKS).await?;
    let guests: Vec<_> = lines.iter().filter_map(guest_of).chain(blocks.iter().filter_map(blocks::guest_of)).collect();
    setting.know(db, header, &guests).await?;
    let named = lines.iter().filter_map(|line| line.post);
    let ids: Vec<PostId> = named.chain(header.on_stage).chain(header.bound).collect();
    let posts = db.posts_by_id(&ids).await?;
    let numbers: HashMap<PostId, u32> = posts.iter().map(|listed| (listed.post.id, listed.post.number)).collect();
    let staged = posts.iter().find(|listed| Some(listed.post.id) == header.on_stage);
    let asked: HashSet<PostId> = lines.iter().filter_map(question_of).chain(header.on_stage).collect();
    let asked = posts.iter().filter(|listed| asked.contains(&listed.post.id));
    let asked = asked.flat_map(|listed| [words_of(&listed.post).id, listed.post.author.id]);
    let waiting = blocks.iter().map(|block| block.text.id);
    let ids: Vec<_> = lines.iter().flat_map(texts_of_line).chain(asked).chain(waiting).collect();
    let texts = Texts::read(db, &ids).await?;
    let (waiting, ahead) =
        blocks.iter().map(|block| blocks::row(block, reader, setting, &texts)).partition(|block| block.said);
    let mut rows: Vec<_> = lines.iter().map(|line| row(line, reader, setting, &texts, &posts)).collect();
    let next = std::iter::once(next.as_ref()).chain(lines.iter().map(Some));
    for (row, next) in rows.iter_mut().zip(next) {
        row.last = next.is_none_or(Line::is_close);
    }
    rows.last_mut().filter(|_| earlier.is_none()).into_iter().for_each(|row| row.first = true);
    let reads = matches!(window, Window::From(_));
    if reads {
        rows.reverse();
    }
    Ok(Record {
        stage: staged.map(|listed| stage(listed, &texts)),
        bound: header.bound.and_then(|post| numbers.get(&post)).copied(),
        waiting,
        ahead,
        lines: rows,
        reads,
        earlier,
        is_old,
        later,
    })
}

/// Lines of a window, newest first, and what stands around them.
struct Cut {
    lines: Vec<Line>,
    /// The line that follows them in the record.
    next: Option<Line>,
    earlier: Option<u32>,
    later: Option<u32>,
    is_old: bool,
}

async fn cut(db: &Db, header: &Header, window: Window) -> Result<Cut, StoreError> {
    let until = match window {
        Window::From(from) => return read_from(db, header, from).await,
        Window::Until(until) => until,
    };
    // One more than shown says whether the last of them is the record's first.
    let (mut lines, mut newer) = (Vec::new(), Vec::new());
    if let Some(until) = until {
        lines = db.lines_until(header.id, until, LAST + 1).await?;
        newer = db.lines_after(header.id, until, LAST).await?;
    }
    if lines.is_empty() {
        lines = db.last_lines(header.id, LAST + 1).await?;
    }
    let earlier = lines.get(LAST as usize).map(|line| line.number);
    lines.truncate(LAST as usize);
    let later = newer.get(LAST as usize - 1).map(|line| line.number);
    Ok(Cut { lines, earlier, later, is_old: !newer.is_empty(), next: newer.into_iter().next() })
}

async fn read_from(db: &Db, header: &Header, from: u32) -> Result<Cut, StoreError> {
    let start = match db.line(header.id, from).await? {
        Some(line) => db.lines_before(&line).await?,
        None => 0,
    };
    let before = start.saturating_sub(LAST);
    let mut ahead = db.lines(header.id, before, start - before + LAST + 1).await?;
    let mut lines = ahead.split_off(ahead.len().min((start - before) as usize));
    let next = (lines.len() > LAST as usize).then(|| lines.pop()).flatten();
    let earlier = ahead.first().map(|line| line.number);
    lines.reverse();
    Ok(Cut { lines, earlier, later: next.as_ref().map(|line| line.number), next, is_old: true })
}

fn stage(listed: &Listed, texts: &Texts) -> Staged {
    let post = &listed.post;
    let text = texts.said(words_of(post));
    let (brief, is_long) = text.clone().shortened(BRIEF);
    Staged { number: post.number, name: texts.name(&post.author), text, brief: is_long.then_some(brief) }
}

fn words_of(post: &Post) -> &TextRef {
    post.worded.as_ref().unwrap_or(&post.text)
}

/// The question that a line says was put.
fn question_of(line: &Line) -> Option<PostId> {
    line.post.filter(|_| line.kind == LineKind::Question)
}

fn asked(post: &Post, texts: &Texts) -> Asked {
    let (text, _) = texts.said(words_of(post)).shortened(BRIEF);
    Asked { number: post.number, name: texts.name(&post.author), text }
}

fn row(line: &Line, reader: &Reader, setting: &Setting, texts: &Texts, posts: &[Listed]) -> LineRow {
    let post = line.post.and_then(|id| posts.iter().map(|listed| &listed.post).find(|post| post.id == id));
    let question = question_of(line).is_some();
    let speech = matches!(line.kind, LineKind::Speech { .. });
    let heading = line.kind == LineKind::Heading;
    LineRow {
        number: line.number,
        revision: line.revision,
        at: reader.stamp(line.told_at()),
        guest: guest_of(line).and_then(|guest| setting.guest(guest)),
        word: word(line.kind),
        text: line.text.as_ref().map(|text| texts.said(text)),
        asked: post.filter(|_| question).map(|post| asked(post, texts)),
        post: post.filter(|_| !question).map(|post| post.number),
        heading,
        corrected: !line.errata.is_empty(),
        gone: line.taken_down,
        correct: line.text.is_some()
            && !line.taken_down
            && !line.erased
            && !matches!(line.kind, LineKind::Reply { .. }),
        bind: speech && !line.taken_down,
        place: !matches!(line.kind, LineKind::Notice { .. }),
        first: false,
        last: false,
        take_down: line.is_crews() && !line.taken_down,
    }
}

pub(super) fn word(kind: LineKind) -> Option<&'static str> {
    match kind {
        LineKind::Speech { speaker: Speaker::Guest { .. } } => None,
        LineKind::Speech { speaker: Speaker::Host } => Some("desk-line-host"),
        LineKind::Speech { speaker: Speaker::Citizen } => Some("desk-line-citizen"),
        LineKind::Heading => Some("desk-line-heading"),
        LineKind::Reply { .. } => Some("desk-line-reply"),
        LineKind::Notice { occasion } => Some(notice_word(occasion)),
        LineKind::Question => Some("desk-line-question"),
        LineKind::Photo => Some("desk-line-photo"),
    }
}
