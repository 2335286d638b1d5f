//! How an entry about a post changes it.

use super::{
    appeal::Appeal,
    case::{self, Case},
    clock::Kept,
    erasure::Part,
    event::PostEvent,
    id::{GuestId, Millis, PostId, RoomId},
    post::{Erratum, Fate, Pending, Post, Reply, ReplyState, Verdict},
    principal::Card,
    rating::Rating,
    text::TextRef,
    workflow::Place,
};

pub(super) fn received(
    (room, version): (RoomId, u32),
    id: PostId,
    event: &PostEvent,
    card: Option<&Card>,
    at: Millis,
) -> Option<Post> {
    let PostEvent::Received { number, text, author, origin, to, marks, place, letter } = event else { return None };
    Some(Post {
        id,
        room,
        number: *number,
        revision: 1,
        stands_since: 1,
        text: text.clone(),
        worded: None,
        author: author.clone(),
        visitor: card.and_then(|card| card.visitor),
        origin: *origin,
        place: place.clone(),
        fate: Fate::Received,
        public: false,
        taken_down: None,
        rule: None,
        pending: None,
        marks: marks.clone(),
        to: *to,
        assigned: *to,
        merged_into: None,
        rank: f64::from(*number),
        at,
        listed_at: 0,
        answered_at: 0,
        replies: Vec::new(),
        spoken: 0,
        heard: false,
        erased: false,
        rating: None,
        stopped_by: None,
        appeal: None,
        clock: None,
        case: letter.clone().map(|letter| Box::new(Case::new(*letter, version, at))),
        reachable: card.is_some_and(Card::reaches),
    })
}

/// The next revision of a post. A change of words or fate is told by what they are, not by the entry's name.
pub(super) fn revise_post(post: &mut Post, event: &PostEvent, at: Millis) {
    let before = standing(post);
    post.revision += 1;
    change_post(post, event, at);
    if standing(post) != before {
        post.stands_since = post.revision;
    }
}

/// What somebody who puts it on stage must have seen.
fn standing(post: &Post) -> impl PartialEq + use<> {
    let words = (post.text.id, post.worded.as_ref().map(|text| text.id));
    (words, post.fate, post.public, post.pending.clone(), post.merged_into, post.taken_down.clone())
}

fn change_post(post: &mut Post, event: &PostEvent, at: Millis) {
    match event {
        PostEvent::Received { .. } | PostEvent::AuthorMuted { .. } => {}
        PostEvent::Edited { text, marks } => {
            post.text = text.clone();
            post.marks.clone_from(marks);
            post.pending = None;
            post.fate = Fate::Received;
        }
        PostEvent::Withdrawn => {
            post.fate = Fate::Withdrawn;
            post.pending = None;
            post.public = false;
        }
        PostEvent::Screened { verdict, due_at, by } => {
            post.pending = Some(Pending { verdict: verdict.clone(), due_at: *due_at, by: *by });
        }
        PostEvent::Undone => post.pending = None,
        PostEvent::Released { verdict, place, public } => release(post, verdict, place, *public, at),
        PostEvent::Unmerged => {
            post.merged_into = None;
            post.fate = if post.public { post.resting_fate() } else { Fate::Received };
        }
        PostEvent::Worded { text } => post.worded = Some(text.clone()),
        PostEvent::Assigned { guest } => post.assigned = *guest,
        PostEvent::Ranked { rank } => post.rank = *rank,
        PostEvent::TakenDown { rule } => {
            post.taken_down = Some(rule.clone());
            post.merged_into = None;
            post.rule = Some(rule.clone());
            post.public = false;
            post.pending = None;
            post.fate = Fate::ScreenedOut;
        }
        PostEvent::ReplyDrafted { guest, text } => draft(post, *guest, text),
        PostEvent::ReplyHandedOver { guest } => set_reply(post, *guest, |reply| reply.state = ReplyState::HandedOver),
        PostEvent::ReplySignedOff { guest } => set_reply(post, *guest, |reply| reply.state = ReplyState::SignedOff),
        PostEvent::ReplyPublished { guest, line, late } => publish(post, *guest, (*line, *late), at),
        PostEvent::ReplyBegun { guest, text, line, late } => {
            begin(post, *guest, text);
            publish(post, *guest, (*line, *late), at);
        }
        PostEvent::ReplyContinued { guest, text } => set_reply(post, *guest, |reply| reply.text = text.clone()),
        PostEvent::ReplyFinished { guest } => set_reply(post, *guest, close),
        PostEvent::ReplyCorrected { guest, text } => set_reply(post, *guest, |reply| {
            let old = std::mem::replace(&mut reply.text, text.clone());
            reply.errata.push(Erratum { old, at, confirmed: false });
        }),
        PostEvent::Erased { part, .. } => erase(post, *part),
        PostEvent::Rated { grade, text, marks } => {
            post.rating = Some(Rating { grade: *grade, text: text.clone(), marks: marks.clone(), at });
        }
        PostEvent::Appealed { text, marks } => {
            post.appeal = Some(Appeal { text: text.clone(), marks: marks.clone(), at, settled: None });
        }
        PostEvent::Case { event } => case::change(post, event, at),
        PostEvent::Counted { clock } => Kept::set(&mut post.clock, clock.clone(), at),
        PostEvent::AppealDismissed { reason } => post.settle_appeal(false, reason.clone(), at),
        PostEvent::AuthorForgotten { author } => {
            post.author = author.clone();
            post.visitor = None;
            post.reachable = false;
        }
        PostEvent::ReplyTakenDown { guest } => {
            set_reply(post, *guest, |reply| {
                reply.state = ReplyState::TakenDown;
                close(reply);
            });
            settle_answer(post, at);
        }
    }
}

/// What stands in their place is told by the texts themselves.
fn erase(post: &mut Post, part: Part) {
    match part {
        Part::Author => {
            post.visitor = None;
            post.reachable = false;
        }
        Part::Words => {
            post.erased = true;
            // Files that came with the words go with them.
            if let Some(case) = &mut post.case {
                case.letter.files.clear();
                case.shown.clear();
            }
        }
        Part::Reply { guest } => set_reply(post, guest, |reply| reply.erased = true),
    }
}

fn release(post: &mut Post, verdict: &Verdict, place: &Place, public: bool, at: Millis) {
    let by = post.pending.take().and_then(|pending| pending.by);
    post.place = place.clone();
    match verdict {
        Verdict::Approve => {
            post.fate = post.resting_fate();
            post.settle_appeal(true, None, at);
        }
        Verdict::Hold => post.fate = Fate::Held,
        Verdict::Reject { rule } => {
            post.fate = Fate::ScreenedOut;
            post.rule = Some(rule.clone());
            post.stopped_by = by;
        }
        Verdict::Merge { into } => {
            post.fate = Fate::Merged;
            post.merged_into = Some(*into);
        }
    }
    if public {
        make_public(post, at);
    } else {
        post.public = false;
    }
}

pub(super) fn make_public(post: &mut Post, at: Millis) {
    if !post.public {
        post.public = true;
        post.listed_at = at;
    }
}

/// Brings fate and time in line with whether the post is answered.
pub(super) fn settle_answer(post: &mut Post, at: Millis) {
    // A letter is answered when its author has the answer, whatever the public sees of it.
    if post.is_letter() {
        return;
    }
    let answered = post.is_answered_in_writing() || post.is_answered_in_speech();
    if answered && post.answered_at == 0 {
        post.answered_at = at;
    }
    post.heard &= !answered;
    if !answered {
        post.answered_at = 0;
    }
    if matches!(post.fate, Fate::Listed | Fate::Answered | Fate::CarriedOver) {
        post.fate = post.resting_fate();
    }
}

fn draft(post: &mut Post, guest: GuestId, text: &TextRef) {
    match post.replies.iter_mut().find(|reply| reply.guest == guest) {
        Some(reply) => {
            reply.text = text.clone();
            reply.state = ReplyState::Draft;
        }
        None => post.replies.push(Reply::new(guest, text.clone())),
    }
}

/// The first sentence takes the draft's place; the draft stays at hand.
fn begin(post: &mut Post, guest: GuestId, text: &TextRef) {
    match post.replies.iter_mut().find(|reply| reply.guest == guest) {
        Some(reply) => {
            let drafted = reply.state != ReplyState::TakenDown;
            let old = std::mem::replace(&mut reply.text, text.clone());
            reply.draft = drafted.then_some(old);
        }
        None => post.replies.push(Reply::new(guest, text.clone())),
    }
    set_reply(post, guest, |reply| reply.open = true);
}

fn publish(post: &mut Post, guest: GuestId, (line, late): (u32, bool), at: Millis) {
    set_reply(post, guest, |reply| {
        reply.state = ReplyState::Published;
        reply.line = Some(line);
        reply.published_at = at;
        reply.late = late;
    });
    make_public(post, at);
    settle_answer(post, at);
}

fn close(reply: &mut Reply) {
    reply.open = false;
    reply.draft = None;
}

fn set_reply(post: &mut Post, guest: GuestId, change: impl FnOnce(&mut Reply)) {
    if let Some(reply) = post.replies.iter_mut().find(|reply| reply.guest == guest) {
        change(reply);
    }
}
