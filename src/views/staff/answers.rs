//! The answering desk: questions to be answered, and one of them with its written answers.

use super::{
    may::May,
    past::{Past, past},
    row::{Row, Setting, rows},
    rules::Rules,
    sentence,
};
use crate::{
    kernel::{
        id::{GuestId, PostId},
        line::Line,
        post::{Erratum, Reply, ReplyState},
        room::Header,
        text::TextRef,
    },
    store::{Asked, Db, Listed, StoreError},
    views::reader::{Reader, Said, Stamp, Texts},
};

/// Rows of one page.
pub const PAGE: u32 = 30;

/// Questions to be answered.
#[derive(Clone, Debug)]
pub struct Tasks {
    /// One page of them.
    pub rows: Vec<Task>,
    /// How many there are, and how many are not answered yet: to be signed, mine, anybody's, all.
    pub counts: [(u32, u32); 4],
    /// How many the chosen list holds.
    pub of: u32,
}

/// A question in the list, and how far its written answers are.
#[derive(Clone, Debug)]
pub struct Task {
    /// As in lists.
    pub row: Row,
    /// Name of the guest and `reply-…` for each written answer.
    pub replies: Vec<(String, &'static str)>,
}

/// One written answer, or the empty place for it.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Whose.
    pub guest: GuestId,
    /// By name.
    pub name: String,
    /// Office held.
    pub office: String,
    /// `reply-…`; none while nothing was written.
    pub word: Option<&'static str>,
    /// The words; empty while nothing was written.
    pub text: Said,
    /// Old wordings since publication, oldest first.
    pub errata: Vec<(Said, Stamp)>,
    /// Its line in the record.
    pub line: Option<u32>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// Published after the session.
    pub late: bool,
    /// Can be written or changed.
    pub draft: bool,
    /// What is being written may be saved by itself: nobody has signed it or asked for a signature.
    pub keeps: bool,
    /// More sentences are to come.
    pub open: bool,
    /// The next sentence can be published; what the draft offers for it.
    pub part: Option<String>,
    /// Can be handed to the guest.
    pub hand_over: bool,
    /// Can be signed off.
    pub sign_off: bool,
    /// Can be published.
    pub publish: bool,
    /// Waits for the guest's signature before it can be published.
    pub awaits: bool,
    /// Can be corrected.
    pub correct: bool,
    /// Can be taken down.
    pub take_down: bool,
}

/// One question to be answered.
#[derive(Clone, Debug)]
pub struct Answering {
    /// As in lists.
    pub row: Row,
    /// As it came, where the editor worded it.
    pub original: Option<Said>,
    /// Written answers.
    pub sheets: Vec<Sheet>,
    /// What guests said: name, words, line.
    pub spoken: Vec<(String, Said, u32)>,
    /// Answered before.
    pub past: Vec<Past>,
}

/// Reads one page (from 0) of questions to be answered.
///
/// # Errors
/// `StoreError`.
pub async fn tasks(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    may: &May,
    (asked, page): (&Asked, u32),
) -> Result<Tasks, StoreError> {
    let mut counts = [(0, 0); 4];
    let lists = [Asked::ToSign(may.signs.clone()), Asked::These(may.writes.clone()), Asked::Anybody, Asked::All];
    for (count, list) in counts.iter_mut().zip(&lists) {
        *count = db.count_to_answer(header.id, list).await?;
    }
    let of = lists.iter().zip(counts).find(|(list, _)| *list == asked).map_or(0, |(_, (all, _))| all);
    let posts = db.to_answer(header.id, asked, page.saturating_mul(PAGE), PAGE).await?;
    setting.know(db, header, &named(&posts)).await?;
    let found = rows(db, reader, setting, &Rules::default(), &posts).await?;
    let replies = |listed: &Listed| {
        let one = |reply: &Reply| (setting.guest(reply.guest).unwrap_or_default(), word(reply.state));
        listed.post.replies.iter().map(one).collect()
    };
    let rows = found.into_iter().zip(&posts).map(|(row, listed)| Task { row, replies: replies(listed) }).collect();
    Ok(Tasks { rows, counts, of })
}

/// Reads one question with its written answers.
///
/// # Errors
/// `StoreError`.
pub async fn answering(
    db: &Db,
    reader: &Reader,
    header: &Header,
    setting: &mut Setting,
    (listed, may): (&Listed, &May),
) -> Result<Answering, StoreError> {
    let post = &listed.post;
    let lines = spoken(db, post.id).await?;
    setting.know(db, header, &named(std::slice::from_ref(listed))).await?;
    let mut own = rows(db, reader, setting, &Rules::default(), std::slice::from_ref(listed)).await?;
    let past = past(db, header, setting, (post.id, &may.writes)).await?;
    let Some(row) = own.pop() else { return Err(StoreError::Sql("a post without a row".into())) };
    let words = |r: &Reply| [Some(r.text.id), r.draft.as_ref().map(|draft| draft.id)].into_iter().flatten();
    let replies = post.replies.iter().flat_map(|r| words(r).chain(r.errata.iter().map(|e| e.old.id)));
    let said = lines.iter().filter_map(|line| line.text.as_ref()).map(|text| text.id);
    let ids: Vec<_> = [post.text.id].into_iter().chain(replies).chain(said).collect();
    let texts = Texts::read(db, &ids).await?;
    let mut guests = may.writes.clone();
    guests.extend(post.replies.iter().map(|reply| reply.guest).filter(|guest| !may.writes.contains(guest)));
    let sheet = |guest: &GuestId| sheet(*guest, post.reply(*guest), (reader, setting, may), &texts);
    let line = |line: &Line| {
        let name = crate::views::question::guest_of(line).and_then(|guest| setting.guest(guest)).unwrap_or_default();
        Some((name, texts.said(line.text.as_ref()?), line.number))
    };
    Ok(Answering {
        original: post.worded.as_ref().map(|_| texts.said(&post.text)),
        sheets: guests.iter().map(sheet).collect(),
        spoken: lines.iter().filter_map(line).collect(),
        past,
        row,
    })
}

async fn spoken(db: &Db, post: PostId) -> Result<Vec<Line>, StoreError> {
    let lines = db.lines_of(&[post]).await?;
    Ok(lines.into_iter().filter(|line| line.is_guests() && !line.taken_down).collect())
}

fn named(posts: &[Listed]) -> Vec<GuestId> {
    let asked = posts.iter().flat_map(|listed| [listed.post.to, listed.post.assigned]).flatten();
    asked.chain(posts.iter().flat_map(|listed| listed.post.replies.iter().map(|reply| reply.guest))).collect()
}

fn sheet(
    guest: GuestId,
    reply: Option<&Reply>,
    (reader, setting, may): (&Reader, &Setting, &May),
    texts: &Texts,
) -> Sheet {
    let card = setting.cast.guest(guest);
    let state = reply.map(|reply| reply.state);
    let (writes, signs) = (may.writes.contains(&guest), may.signs.contains(&guest));
    let (published, open) = (state == Some(ReplyState::Published), is_open(state));
    let ready = state == Some(ReplyState::SignedOff) || (!may.sign_off && open);
    let releasing = reply.is_some_and(|reply| reply.open);
    let part = (may.releases.contains(&guest) && (releasing || !published)).then(|| next(reply, texts));
    let erratum = |erratum: &Erratum| (texts.said(&erratum.old), reader.stamp(erratum.at));
    Sheet {
        guest,
        name: card.map(|card| card.name.clone()).unwrap_or_default(),
        office: card.map(|card| card.office.clone()).unwrap_or_default(),
        word: state.map(word),
        text: reply.map(|reply| texts.said(&reply.text)).unwrap_or_default(),
        errata: reply.map(|reply| reply.errata.iter().map(erratum).collect()).unwrap_or_default(),
        line: reply.and_then(|reply| reply.line),
        published: reply.and_then(|reply| reader.stamp_if(reply.published_at)),
        late: reply.is_some_and(|reply| reply.late),
        draft: writes && !published,
        keeps: writes
            && (matches!(state, None | Some(ReplyState::Draft)) || (signs && state == Some(ReplyState::HandedOver))),
        open: releasing,
        part,
        hand_over: writes && state == Some(ReplyState::Draft) && may.sign_off,
        sign_off: signs && may.sign_off && matches!(state, Some(ReplyState::Draft | ReplyState::HandedOver)),
        publish: writes && ready,
        awaits: writes && !signs && open && !ready,
        correct: published
            && reply.is_none_or(|reply| !reply.erased)
            && (may.edit || signs || (writes && !may.sign_off)),
        take_down: published && may.take_down,
    }
}

/// What the draft offers as the next sentence.
fn next(reply: Option<&Reply>, texts: &Texts) -> String {
    let words = |text: &TextRef| texts.said(text).body.unwrap_or_default();
    match reply {
        Some(Reply { draft: Some(draft), text, .. }) => sentence::next(&words(draft), &words(text)),
        Some(Reply { state: ReplyState::Published | ReplyState::TakenDown, .. }) | None => String::new(),
        Some(reply) => sentence::next(&words(&reply.text), ""),
    }
}

fn is_open(state: Option<ReplyState>) -> bool {
    matches!(state, Some(ReplyState::Draft | ReplyState::HandedOver | ReplyState::SignedOff))
}

fn word(state: ReplyState) -> &'static str {
    match state {
        ReplyState::Draft => "reply-draft",
        ReplyState::HandedOver => "reply-handed-over",
        ReplyState::SignedOff => "reply-signed-off",
        ReplyState::Published => "reply-published",
        ReplyState::TakenDown => "reply-taken-down",
    }
}
