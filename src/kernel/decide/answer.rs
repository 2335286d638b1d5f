//! Written answers: drafted by guests or their staff, signed off, published, corrected.

use super::room::{Context, on};
use crate::kernel::{
    command::Command,
    event::{Event, LineEvent, PostEvent},
    id::{GuestId, PostId},
    line::LineKind,
    post::{Post, Reply, ReplyState},
    principal::Role,
    refusal::Refusal,
    room::Phase,
    workflow::StepKind,
};

pub(super) fn decide(cx: &Context<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Draft { post, revision, guest, .. } => draft(cx, *post, *revision, *guest),
        Command::HandOver { post, guest } => hand_over(cx, *post, *guest),
        Command::SignOff { post, revision, guest } => sign_off(cx, *post, *revision, *guest),
        Command::Publish { post, revision, guest } => publish(cx, *post, *revision, *guest),
        Command::PublishPart { post, revision, guest, .. } => publish_part(cx, *post, *revision, *guest),
        Command::Finish { post, revision, guest } => finish(cx, *post, *revision, *guest),
        Command::CorrectReply { post, revision, guest, .. } => correct(cx, *post, *revision, *guest),
        Command::TakeDownReply { post, guest } => take_down(cx, *post, *guest),
        _ => Err(Refusal::NotFound),
    }
}

/// Whoever writes for `guest`: the guest or the guest's staff.
fn may_write(cx: &Context<'_>, guest: GuestId) -> Result<(), Refusal> {
    if !cx.header.guests.contains(&guest) {
        return Err(Refusal::UnknownGuest { guest });
    }
    let may = cx.permit.speaks_for(guest, &[Role::Guest, Role::GuestStaff]);
    if may { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// Whoever corrects in the open: an editor, or who could have published these words. Where guests sign, their staff
/// cannot put other words under a signature.
fn may_correct(cx: &Context<'_>, guest: GuestId) -> Result<(), Refusal> {
    let signs = cx.permit.speaks_for(guest, &[Role::Guest]);
    match cx.header.policy.sign_off && !signs {
        _ if cx.permit.holds(&[Role::Editor]) => Ok(()),
        true => Err(Refusal::NotAllowed),
        false => may_write(cx, guest),
    }
}

/// Whoever signs for `guest`: the guest alone.
fn may_sign(cx: &Context<'_>, guest: GuestId) -> Result<(), Refusal> {
    let own = cx.header.guests.contains(&guest) && cx.permit.speaks_for(guest, &[Role::Guest]);
    if own { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// A post that can be answered: handled in the workflow and neither hidden nor joined.
fn answerable<'a>(cx: &'a Context<'_>, id: PostId) -> Result<&'a Post, Refusal> {
    let post = cx.post(id)?;
    let open = post.takes_answers();
    let phase = matches!(cx.header.phase, Phase::Announced | Phase::Collecting | Phase::Live | Phase::Closed);
    if open && phase && post.place.step != StepKind::Close { Ok(post) } else { Err(Refusal::WrongStep) }
}

fn reply<'a>(post: &'a Post, guest: GuestId, states: &[ReplyState]) -> Result<&'a Reply, Refusal> {
    let reply = post.reply(guest).ok_or(Refusal::NotFound)?;
    if states.contains(&reply.state) { Ok(reply) } else { Err(Refusal::WrongStep) }
}

/// A draft is never written over words that its author has not seen.
fn draft(cx: &Context<'_>, id: PostId, revision: Option<u32>, guest: GuestId) -> Result<Vec<Event>, Refusal> {
    may_write(cx, guest)?;
    let post = answerable(cx, id)?;
    match revision {
        Some(revision) => drop(cx.fresh(id, revision)?),
        None if post.reply(guest).is_some_and(|reply| reply.state != ReplyState::Published) => {
            return Err(Refusal::Stale { revision: post.revision });
        }
        None => {}
    }
    may_begin(cx, post, guest)?;
    let text = cx.given.words(cx.given.limits.reply_chars)?;
    Ok(vec![on(id, PostEvent::ReplyDrafted { guest, text })])
}

/// Whether a reply that is not public can be written: there is none of this guest yet, or it is a draft.
fn may_begin(cx: &Context<'_>, post: &Post, guest: GuestId) -> Result<(), Refusal> {
    let most = cx.given.limits.replies_per_post;
    match post.reply(guest) {
        Some(reply) if reply.state == ReplyState::Published => Err(Refusal::WrongStep),
        None if post.replies.len() >= most => Err(Refusal::Full { most }),
        _ => Ok(()),
    }
}

fn hand_over(cx: &Context<'_>, id: PostId, guest: GuestId) -> Result<Vec<Event>, Refusal> {
    may_write(cx, guest)?;
    reply(answerable(cx, id)?, guest, &[ReplyState::Draft])?;
    Ok(vec![on(id, PostEvent::ReplyHandedOver { guest })])
}

fn sign_off(cx: &Context<'_>, id: PostId, revision: u32, guest: GuestId) -> Result<Vec<Event>, Refusal> {
    may_sign(cx, guest)?;
    cx.fresh(id, revision)?;
    reply(answerable(cx, id)?, guest, &[ReplyState::Draft, ReplyState::HandedOver])?;
    Ok(vec![on(id, PostEvent::ReplySignedOff { guest })])
}

fn publish(cx: &Context<'_>, id: PostId, revision: u32, guest: GuestId) -> Result<Vec<Event>, Refusal> {
    may_write(cx, guest)?;
    cx.fresh(id, revision)?;
    let post = answerable(cx, id)?;
    let states: &[ReplyState] = if cx.header.policy.sign_off {
        &[ReplyState::SignedOff]
    } else {
        &[ReplyState::Draft, ReplyState::HandedOver, ReplyState::SignedOff]
    };
    let reply = reply(post, guest, states)?;
    let (line, late) = (cx.next_line(), cx.header.phase == Phase::Closed);
    let written = Event::written(line, LineKind::Reply { guest }, Some(reply.text.clone()), Some(id));
    Ok(vec![on(id, PostEvent::ReplyPublished { guest, line, late }), written])
}

/// Where a guest must sign off, each sentence is the guest's own act: there is nothing to sign apart from it.
fn may_release(cx: &Context<'_>, guest: GuestId) -> Result<(), Refusal> {
    if !cx.header.policy.by_sentence {
        return Err(Refusal::NotAllowed);
    }
    if cx.header.policy.sign_off { may_sign(cx, guest) } else { may_write(cx, guest) }
}

/// The words given are all of the answer so far; they must continue what is public now.
fn publish_part(cx: &Context<'_>, id: PostId, revision: u32, guest: GuestId) -> Result<Vec<Event>, Refusal> {
    may_release(cx, guest)?;
    let post = cx.fresh(id, revision)?;
    answerable(cx, id)?;
    let begun = post.reply(guest).filter(|reply| reply.state == ReplyState::Published && reply.open);
    if cx.given.continues.as_ref() != begun.map(|reply| &reply.text) {
        return Err(Refusal::Stale { revision: post.revision });
    }
    let text = cx.given.words(cx.given.limits.reply_chars)?;
    if let Some(reply) = begun {
        let line = reply.line.map(|line| Event::Line { line, event: LineEvent::Continued { text: text.clone() } });
        return Ok([on(id, PostEvent::ReplyContinued { guest, text })].into_iter().chain(line).collect());
    }
    may_begin(cx, post, guest)?;
    let (line, late) = (cx.next_line(), cx.header.phase == Phase::Closed);
    let written = Event::written(line, LineKind::Reply { guest }, Some(text.clone()), Some(id));
    Ok(vec![on(id, PostEvent::ReplyBegun { guest, text, line, late }), written])
}

fn finish(cx: &Context<'_>, id: PostId, revision: u32, guest: GuestId) -> Result<Vec<Event>, Refusal> {
    may_release(cx, guest)?;
    let post = cx.fresh(id, revision)?;
    let reply = reply(post, guest, &[ReplyState::Published])?;
    if reply.open { Ok(vec![on(id, PostEvent::ReplyFinished { guest })]) } else { Err(Refusal::WrongStep) }
}

fn correct(cx: &Context<'_>, id: PostId, revision: u32, guest: GuestId) -> Result<Vec<Event>, Refusal> {
    may_correct(cx, guest)?;
    let post = cx.fresh(id, revision)?;
    let reply = reply(post, guest, &[ReplyState::Published])?;
    if reply.erased {
        return Err(Refusal::WrongStep);
    }
    if reply.errata.len() >= cx.given.limits.corrections {
        return Err(Refusal::Full { most: cx.given.limits.corrections });
    }
    let text = cx.given.words(cx.given.limits.reply_chars)?;
    let mut events = vec![on(id, PostEvent::ReplyCorrected { guest, text: text.clone() })];
    events.extend(reply.line.map(|line| Event::Line { line, event: LineEvent::Corrected { text } }));
    Ok(events)
}

fn take_down(cx: &Context<'_>, id: PostId, guest: GuestId) -> Result<Vec<Event>, Refusal> {
    cx.permit.require(&[Role::Moderator, Role::Editor])?;
    let reply = reply(cx.post(id)?, guest, &[ReplyState::Published])?;
    let mut events = vec![on(id, PostEvent::ReplyTakenDown { guest })];
    events.extend(reply.line.map(|line| Event::Line { line, event: LineEvent::TakenDown }));
    Ok(events)
}
