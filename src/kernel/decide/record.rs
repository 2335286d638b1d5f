//! The stage and the lines of the record: what is said, and which question it answers.

use super::{
    block::{CREW, known, most, written},
    preparation::{may_mend, unconfirmed},
    room::{Context, on, room},
};
use crate::kernel::{
    command::Command,
    event::{Event, LineEvent, PostEvent, RoomEvent},
    id::{FileId, PostId},
    line::{LineKind, Photo, Speaker},
    policy::Publication,
    post::{Fate, Verdict},
    principal::Role,
    refusal::Refusal,
    room::Phase,
    text::TextRef,
    workflow::{Stage, StepKind},
};

const LEAD: [Role; 2] = [Role::Moderator, Role::Host];
/// Who says which question words answer, and that they answer none.
const BINDERS: [Role; 4] = [Role::Stenographer, Role::Editor, Role::Moderator, Role::Host];

pub(super) fn decide(cx: &Context<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Stage { post, revision } => stage(cx, *post, *revision),
        Command::Unstage { post, answered } => unstage(cx, *post, *answered),
        Command::LetGo => let_go(cx),
        Command::Say { speaker, before, .. } => say(cx, *speaker, *before),
        Command::Head { before, .. } => head(cx, *before),
        Command::PlacePhoto { file, before, .. } => place_photo(cx, *file, *before),
        Command::Describe { line, revision, erratum, .. } => describe(cx, *line, *revision, *erratum),
        Command::Bind { line, revision, post } => bind(cx, *line, *revision, *post),
        Command::PlaceLine { line, revision, before } => place_line(cx, *line, *revision, *before),
        Command::CorrectLine { line, revision, erratum, .. } => correct(cx, *line, *revision, *erratum),
        Command::TakeDownLine { line } => take_down(cx, *line),
        _ => Err(Refusal::NotFound),
    }
}

/// Putting a post on stage approves it, whatever was pending: the crew has read it aloud. It is about words and fate;
/// a draft saved in the meantime is no reason to look again.
fn stage(cx: &Context<'_>, id: PostId, revision: u32) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&LEAD)?;
    let post = cx.post(id)?;
    if !post.stands_as_at(revision) {
        return Err(Refusal::Stale { revision: post.revision });
    }
    if cx.header.phase != Phase::Live {
        return Err(Refusal::WrongPhase);
    }
    if !matches!(post.fate, Fate::Received | Fate::Held | Fate::Listed | Fate::Answered) {
        return Err(Refusal::WrongStep);
    }
    let mut events = Vec::new();
    let screening = post.place.step == StepKind::Screen;
    if screening || post.pending.is_some() {
        // What a moderator has not let through becomes public by a moderator's hand only.
        if !cx.permit.holds(&[Role::Moderator]) {
            return Err(Refusal::NotScreened);
        }
        let handled = || {
            cx.header.workflow.next(&post.place.stage, &[StepKind::Handle]).map(Stage::place).ok_or(Refusal::WrongStep)
        };
        let place = if screening { handled()? } else { post.place.clone() };
        let public = post.public || cx.header.policy.publication != Publication::WithAnswer;
        events.push(on(id, PostEvent::Released { verdict: Verdict::Approve, place, public }));
    }
    events.push(room(RoomEvent::Staged { post: id }));
    events.push(Event::written(cx.next_line(), LineKind::Question, None, Some(id)));
    Ok(events)
}

/// Who means one post does not take another one down that a colleague has called up since.
fn unstage(cx: &Context<'_>, meant: Option<PostId>, answered: bool) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&LEAD)?;
    let stage = cx.header.on_stage.filter(|stage| meant.is_none_or(|meant| meant == *stage));
    Ok(stage.map(|_| room(RoomEvent::Unstaged { answered })).into_iter().collect())
}

fn let_go(cx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&BINDERS)?;
    Ok(cx.header.bound.map(|_| room(RoomEvent::LetGo)).into_iter().collect())
}

pub(super) fn is_recorded(cx: &Context<'_>) -> Result<(), Refusal> {
    let open = matches!(cx.header.phase, Phase::Live | Phase::Closed);
    if open { unconfirmed(cx) } else { Err(Refusal::WrongPhase) }
}

fn say(cx: &Context<'_>, speaker: Speaker, before: Option<u32>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&CREW)?;
    is_recorded(cx)?;
    known(cx, speaker)?;
    before.map(|before| cx.line(before)).transpose()?;
    let text = cx.given.words(cx.given.limits.reply_chars)?;
    Ok(written(cx, LineKind::Speech { speaker }, text, None, before))
}

fn head(cx: &Context<'_>, before: Option<u32>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&CREW)?;
    is_recorded(cx)?;
    before.map(|before| cx.line(before)).transpose()?;
    let text = cx.given.words(cx.given.limits.reply_chars)?;
    Ok(written(cx, LineKind::Heading, text, None, before))
}

/// A photo without words for those who cannot see it is not placed.
fn place_photo(cx: &Context<'_>, id: FileId, before: Option<u32>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&CREW)?;
    is_recorded(cx)?;
    before.map(|before| cx.line(before)).transpose()?;
    let (text, photo) = photo(cx, id)?;
    Ok(written(cx, LineKind::Photo, text, Some(photo), before))
}

/// A picture with its caption. Its size is what the house measured.
pub(super) fn photo(cx: &Context<'_>, id: FileId) -> Result<(TextRef, Photo), Refusal> {
    let file = cx.given.file(id, true)?;
    let (width, height) = file.size.ok_or(Refusal::UnknownFile { file: id })?;
    let text = cx.given.words(cx.given.limits.caption_chars)?;
    Ok((text, Photo { file: id, width, height, alt: cx.given.alt()? }))
}

fn describe(cx: &Context<'_>, number: u32, revision: u32, erratum: bool) -> Result<Vec<Event>, Refusal> {
    may_mend(cx, &CREW, erratum)?;
    fresh_line(cx, number, revision)?;
    let line = cx.line(number)?;
    if line.taken_down || line.erased || line.photo.is_none() {
        return Err(Refusal::WrongStep);
    }
    Ok(vec![Event::Line { line: number, event: LineEvent::Described { alt: cx.given.alt()? } }])
}

fn fresh_line(cx: &Context<'_>, number: u32, revision: u32) -> Result<(), Refusal> {
    let line = cx.line(number)?;
    if line.revision == revision { Ok(()) } else { Err(Refusal::Stale { revision: line.revision }) }
}

fn bind(cx: &Context<'_>, number: u32, revision: u32, post: Option<PostId>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&BINDERS)?;
    unconfirmed(cx)?;
    fresh_line(cx, number, revision)?;
    if let Some(post) = post {
        let post = cx.post(post)?;
        // What a unit has in hand is the unit's to answer.
        if !post.public || post.is_carried() {
            return Err(Refusal::WrongStep);
        }
    }
    if !matches!(cx.line(number)?.kind, LineKind::Speech { .. }) {
        return Err(Refusal::WrongStep);
    }
    Ok(vec![Event::Line { line: number, event: LineEvent::Bound { post } }])
}

/// What somebody said, showed, asked or answered can be told elsewhere; when the session began, paused or closed cannot.
fn place_line(cx: &Context<'_>, number: u32, revision: u32, before: Option<u32>) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&CREW)?;
    is_recorded(cx)?;
    fresh_line(cx, number, revision)?;
    before.map(|before| cx.line(before)).transpose()?;
    if before == Some(number) {
        return Err(Refusal::Unchanged);
    }
    if matches!(cx.line(number)?.kind, LineKind::Notice { .. }) {
        return Err(Refusal::WrongStep);
    }
    let (place, mut events) = room_for(cx);
    let own = place.map(|place| Event::Line { line: number, event: LineEvent::Placed { place } });
    events.extend(own);
    Ok(events)
}

/// The place that was looked up for a line, and what makes room for it; none where it stands there already, or goes to
/// the end as any new one does.
pub(super) fn room_for(cx: &Context<'_>) -> (Option<f64>, Vec<Event>) {
    let Some(((_, own), others)) = cx.given.places.split_last() else { return (None, Vec::new()) };
    let placed = |(line, place): &(u32, f64)| Event::Line { line: *line, event: LineEvent::Placed { place: *place } };
    (Some(*own), others.iter().map(placed).collect())
}

fn correct(cx: &Context<'_>, number: u32, revision: u32, erratum: bool) -> Result<Vec<Event>, Refusal> {
    may_mend(cx, &CREW, erratum)?;
    fresh_line(cx, number, revision)?;
    let line = cx.line(number)?;
    // A reply is corrected where it is kept, with its post.
    if line.text.is_none() || line.taken_down || line.erased || matches!(line.kind, LineKind::Reply { .. }) {
        return Err(Refusal::WrongStep);
    }
    if line.errata.len() >= cx.given.limits.corrections {
        return Err(Refusal::Full { most: cx.given.limits.corrections });
    }
    let text = cx.given.words(most(cx, line.kind))?;
    Ok(vec![Event::Line { line: number, event: LineEvent::Corrected { text } }])
}

fn take_down(cx: &Context<'_>, number: u32) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Moderator, Role::Editor])?;
    let line = cx.line(number)?;
    if line.taken_down || !line.is_crews() {
        return Err(Refusal::WrongStep);
    }
    Ok(vec![Event::Line { line: number, event: LineEvent::TakenDown }])
}
