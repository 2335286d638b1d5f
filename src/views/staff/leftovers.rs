//! What a session left open: what nobody decided about yet, what became of the rest, and words that may have answered.

use super::row::Setting;
use crate::{
    kernel::{
        calendar::{Calendar, today},
        case::Case,
        id::{GuestId, Millis, PostId, TextId, UnitId},
        line::Line,
        post::{Post, ReplyState},
        room::Header,
    },
    store::{Db, Listed, StoreError},
    views::{
        letter::UnitNames,
        question::{fate_word, guest_of, origin_word, texts_of_line},
        reader::{Reader, Said, Stamp, Texts},
        workdays::date_words,
    },
};

/// Questions shown at once; the most endorsed come first, and what is decided makes room for the others.
const MOST: u32 = 300;
/// Lines that are looked through for an answer.
const LINES: u32 = 5_000;

/// The desk of leftovers.
#[derive(Clone, Debug)]
pub struct Leftovers {
    /// Nobody decided about these, the most endorsed first.
    pub open: Vec<Open>,
    /// What became of the others.
    pub done: Vec<Done>,
    /// How many the session left open.
    pub total: u32,
    /// How many of them are decided about.
    pub decided: u32,
    /// The first day on which what is left goes over by itself, in words; none where it does not, or did.
    pub goes_on: Option<String>,
    /// A way leads from here to a unit.
    pub has_way: bool,
    /// Words of guests that answer no question.
    pub spoken: Vec<Spoken>,
    /// Units, by name.
    pub units: Vec<(UnitId, String)>,
}

/// A question that waits for a decision.
#[derive(Clone, Debug)]
pub struct Open {
    /// Identity.
    pub id: PostId,
    /// Number in its room.
    pub number: u32,
    /// Revision, for what is sent about it.
    pub revision: u32,
    /// Its words.
    pub text: Said,
    /// Chosen name.
    pub name: Option<String>,
    /// `origin-…`, where a citizen did not write it.
    pub origin: Option<&'static str>,
    /// When it came.
    pub at: Stamp,
    /// Endorsements.
    pub votes: u32,
    /// Somebody writes an answer.
    pub writing: bool,
    /// When it became public.
    pub listed_at: Millis,
}

/// A question that was decided about.
#[derive(Clone, Debug)]
pub struct Done {
    /// Identity.
    pub id: PostId,
    /// Number in its room.
    pub number: u32,
    /// Revision.
    pub revision: u32,
    /// Its words.
    pub text: Said,
    /// Code of the fate.
    pub fate: &'static str,
    /// `fate-…`.
    pub fate_word: &'static str,
    /// `step-…`, where a unit or the router has it.
    pub step: Option<String>,
    /// The unit that has it.
    pub unit: Option<String>,
    /// Why it needs no answer.
    pub why: Option<Said>,
    /// It can still be given to a unit.
    pub comment: bool,
    /// It has a page as a case.
    pub case: bool,
}

/// Words of a guest that answer no question so far.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// Number of the line.
    pub number: u32,
    /// Its revision.
    pub revision: u32,
    /// Who spoke.
    pub who: String,
    /// When.
    pub at: Stamp,
    /// When, UTC ms.
    pub at_ms: Millis,
    /// The words.
    pub text: Said,
}

/// Reads it.
///
/// # Errors
/// `StoreError`.
pub async fn leftovers(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    calendar: &Calendar,
) -> Result<Leftovers, StoreError> {
    let found = db.leftovers(header.id, MOST).await?;
    let (total, waiting) = db.count_leftovers(header.id).await?;
    let lines = db.lines(header.id, 0, LINES).await?;
    let lines: Vec<Line> = lines.into_iter().filter(|line| line.is_guests() && is_free(line)).collect();
    let guests: Vec<GuestId> = lines.iter().filter_map(guest_of).collect();
    setting.know(db, header, &guests).await?;
    let words: Vec<TextId> =
        found.iter().flat_map(|listed| texts_of(&listed.post)).chain(lines.iter().flat_map(texts_of_line)).collect();
    let (texts, units) = (Texts::read(db, &words).await?, UnitNames::read(db).await?);
    let last = header.leftovers_until(calendar, today(header.closed_at, &reader.zone));
    let next = last.filter(|last| today(reader.now, &reader.zone) <= *last).and_then(|last| last.tomorrow().ok());
    let (open, done): (Vec<_>, Vec<_>) = found.iter().partition(|listed| listed.post.was_left_open());
    Ok(Leftovers {
        open: open.into_iter().map(|listed| open_row(listed, reader, &texts)).collect(),
        done: done.into_iter().map(|listed| done_row(&listed.post, &texts, &units)).collect(),
        total,
        decided: total.saturating_sub(waiting),
        goes_on: next.map(|day| date_words(reader, day)),
        has_way: header.workflow.carries_over().is_some(),
        spoken: lines.iter().filter_map(|line| spoken(line, reader, setting, &texts)).collect(),
        units: units.sorted(),
    })
}

fn is_free(line: &Line) -> bool {
    !line.taken_down && !line.erased && line.post.is_none()
}

fn texts_of(post: &Post) -> Vec<TextId> {
    let why = post.told_why().map(|answer| answer.text.id);
    [post.text.id, post.author.id].into_iter().chain(post.worded.iter().map(|text| text.id)).chain(why).collect()
}

fn said(post: &Post, texts: &Texts) -> Said {
    texts.said(post.worded.as_ref().unwrap_or(&post.text))
}

fn open_row(listed: &Listed, reader: &Reader, texts: &Texts) -> Open {
    let post = &listed.post;
    let writing = |state| matches!(state, ReplyState::Draft | ReplyState::HandedOver | ReplyState::SignedOff);
    Open {
        id: post.id,
        number: post.number,
        revision: post.revision,
        text: said(post, texts),
        name: texts.name(&post.author),
        origin: origin_word(post.origin),
        at: reader.stamp(post.at),
        votes: listed.votes,
        writing: post.replies.iter().any(|reply| writing(reply.state)),
        listed_at: post.listed_at,
    }
}

fn done_row(post: &Post, texts: &Texts, units: &UnitNames) -> Done {
    let case: Option<&Case> = post.case.as_deref();
    let why = post.told_why();
    Done {
        id: post.id,
        number: post.number,
        revision: post.revision,
        text: said(post, texts),
        fate: post.fate.code(),
        fate_word: fate_word(post),
        step: post.awaits_unit().then(|| format!("step-{}", post.place.step.code())),
        unit: case.and_then(|case| units.of(case.unit?)),
        why: why.map(|answer| texts.said(&answer.text)),
        comment: fate_word(post) == "fate-comment",
        case: case.is_some_and(|case| case.unit.is_some()) || post.awaits_unit(),
    }
}

fn spoken(line: &Line, reader: &Reader, setting: &Setting, texts: &Texts) -> Option<Spoken> {
    Some(Spoken {
        number: line.number,
        revision: line.revision,
        who: setting.guest(guest_of(line)?).unwrap_or_default(),
        at: reader.stamp(line.told_at()),
        at_ms: line.told_at(),
        text: texts.said(line.text.as_ref()?),
    })
}
