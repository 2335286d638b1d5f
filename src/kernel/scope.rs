//! What a decision sees and how an entry changes it. The same fold serves writing and `rebuild`.

use super::{
    event::{Event, LineEvent, PostEvent, RoomEvent},
    id::{Millis, PostId, RoomId},
    line::Line,
    post::{Erratum, Fate, Post, Reply, ReplyState, Verdict},
    principal::Card,
    room::{Header, Phase},
    text::TextRef,
};
use std::collections::HashMap;

/// The room's header, and of its posts and lines those that are at hand.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// None until the room is drafted.
    pub header: Option<Header>,
    /// Posts at hand.
    pub posts: HashMap<PostId, Post>,
    /// Lines at hand, by number.
    pub lines: HashMap<u32, Line>,
}

/// Where an entry landed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landing {
    /// Offset on the staff stream.
    pub staff_at: u64,
    /// Offset on the public stream, where the public can see it.
    pub public_at: Option<u64>,
    /// The post it concerns, and its revision after it.
    pub post: Option<(PostId, u32)>,
}

impl Scope {
    /// Changes the state by one entry and says where the entry stands in the streams.
    /// `card` is the author's card where the event receives a post.
    pub fn apply(&mut self, room: RoomId, event: &Event, card: Option<&Card>, at: Millis) -> Landing {
        let seen_before = self.is_seen(event);
        match event {
            Event::Room { event } => self.apply_room(room, event, at),
            Event::Post { post, event } => self.apply_post(room, *post, event, card, at),
            Event::Line { line, event } => self.apply_line(room, *line, event, at),
            Event::Office { .. } => {}
        }
        let seen = (seen_before || self.is_seen(event)) && is_public_kind(event);
        self.land(event, seen)
    }

    fn land(&mut self, event: &Event, seen: bool) -> Landing {
        let post = match event {
            Event::Post { post, .. } => self.posts.get(post).map(|p| (*post, p.revision)),
            _ => None,
        };
        let Some(header) = &mut self.header else {
            return Landing { staff_at: 0, public_at: None, post };
        };
        header.staff_at += 1;
        header.public_at += u64::from(seen);
        Landing { staff_at: header.staff_at, public_at: seen.then_some(header.public_at), post }
    }

    /// Whether the public sees what the event is about.
    fn is_seen(&self, event: &Event) -> bool {
        let room = self.header.as_ref().is_some_and(Header::is_public);
        let thing = match event {
            Event::Post { post, .. } => {
                self.posts.get(post).is_some_and(|post| post.public || post.taken_down.is_some())
            }
            _ => true,
        };
        room && thing
    }

    fn apply_room(&mut self, room: RoomId, event: &RoomEvent, at: Millis) {
        if let RoomEvent::Drafted { .. } = event {
            self.header = drafted(room, event);
            return;
        }
        let left = match event {
            RoomEvent::Staged { .. } | RoomEvent::Unstaged => self.header.as_ref().and_then(|header| header.on_stage),
            _ => None,
        };
        if let Some(post) = left.and_then(|id| self.posts.get_mut(&id)) {
            post.fate = post.resting_fate();
        }
        if let RoomEvent::Staged { post } = event
            && let Some(post) = self.posts.get_mut(post)
        {
            post.fate = Fate::OnStage;
            make_public(post, at);
        }
        if let Some(header) = &mut self.header {
            header.revision += 1;
            change_header(header, event, at);
        }
    }

    fn apply_post(&mut self, room: RoomId, id: PostId, event: &PostEvent, card: Option<&Card>, at: Millis) {
        if let PostEvent::Received { number, .. } = event {
            if let Some(post) = received(room, id, event, card, at) {
                self.posts.insert(id, post);
            }
            if let Some(header) = &mut self.header {
                header.posts = *number;
            }
            return;
        }
        if let Some(post) = self.posts.get_mut(&id) {
            post.revision += 1;
            change_post(post, event, at);
        }
    }

    fn apply_line(&mut self, room: RoomId, number: u32, event: &LineEvent, at: Millis) {
        if let LineEvent::Written { kind, text, post } = event {
            let line = Line {
                room,
                number,
                revision: 1,
                kind: *kind,
                text: text.clone(),
                post: *post,
                place: f64::from(number),
                at,
                taken_down: false,
                errata: Vec::new(),
            };
            self.count_spoken(&line, 1, at);
            self.lines.insert(number, line);
            if let Some(header) = &mut self.header {
                header.lines = number;
            }
            return;
        }
        let Some(mut line) = self.lines.remove(&number) else { return };
        self.count_spoken(&line, -1, at);
        line.revision += 1;
        match event {
            LineEvent::Bound { post } => line.post = *post,
            LineEvent::Corrected { text } => {
                if let Some(old) = line.text.replace(text.clone()) {
                    line.errata.push(Erratum { old, at });
                }
            }
            LineEvent::TakenDown => line.taken_down = true,
            LineEvent::Written { .. } => {}
        }
        self.count_spoken(&line, 1, at);
        self.lines.insert(number, line);
    }

    /// Counts a guest's line for the post it answers.
    fn count_spoken(&mut self, line: &Line, by: i32, at: Millis) {
        if !line.is_guests() || line.taken_down {
            return;
        }
        if let Some(post) = line.post.and_then(|id| self.posts.get_mut(&id)) {
            post.spoken = post.spoken.saturating_add_signed(by);
            settle_answer(post, at);
        }
    }
}

/// Events that stay inside even when they concern something public.
fn is_public_kind(event: &Event) -> bool {
    use PostEvent::{Assigned, AuthorMuted, Ranked, ReplyDrafted, ReplyHandedOver, ReplySignedOff, Screened, Undone};
    match event {
        Event::Post { event, .. } => !matches!(
            event,
            AuthorMuted { .. }
                | Assigned { .. }
                | Ranked { .. }
                | ReplyDrafted { .. }
                | ReplyHandedOver { .. }
                | ReplySignedOff { .. }
                | Screened { .. }
                | Undone
        ),
        Event::Room { event } => !matches!(event, RoomEvent::LetGo),
        Event::Line { .. } => true,
        Event::Office { .. } => false,
    }
}

fn drafted(room: RoomId, event: &RoomEvent) -> Option<Header> {
    let RoomEvent::Drafted { code, kind, policy, workflow, schedule, about, units, guests, rehearsal, .. } = event
    else {
        return None;
    };
    Some(Header {
        id: room,
        code: code.clone(),
        kind: *kind,
        phase: Phase::Draft,
        policy: policy.clone(),
        workflow: workflow.clone(),
        schedule: *schedule,
        about: about.clone(),
        units: units.clone(),
        guests: guests.clone(),
        rehearsal: *rehearsal,
        revision: 1,
        staff_at: 0,
        public_at: 0,
        posts: 0,
        lines: 0,
        on_stage: None,
        bound: None,
        paused: false,
        asking_closed: false,
        live_at: 0,
        closed_at: 0,
    })
}

fn change_header(header: &mut Header, event: &RoomEvent, at: Millis) {
    match event {
        RoomEvent::Drafted { .. } => {}
        RoomEvent::Amended { policy, schedule, about, guests } => {
            header.policy = policy.clone();
            header.schedule = *schedule;
            header.about = about.clone();
            header.guests.clone_from(guests);
        }
        RoomEvent::Announced => header.phase = Phase::Announced,
        RoomEvent::Opened => header.phase = Phase::Collecting,
        RoomEvent::WentLive => {
            header.phase = Phase::Live;
            header.live_at = at;
        }
        RoomEvent::Paused => header.paused = true,
        RoomEvent::Resumed => header.paused = false,
        RoomEvent::Extended { ends_at } => {
            header.schedule.ends_at = *ends_at;
            header.asking_closed = false;
        }
        RoomEvent::Postponed { schedule } => {
            header.schedule = *schedule;
            header.phase = Phase::Announced;
            header.asking_closed = false;
        }
        RoomEvent::Cancelled => header.phase = Phase::Cancelled,
        RoomEvent::AskingClosed => header.asking_closed = true,
        RoomEvent::Closed => {
            header.phase = Phase::Closed;
            header.asking_closed = true;
            header.paused = false;
            header.closed_at = at;
        }
        RoomEvent::Discarded => header.phase = Phase::Discarded,
        RoomEvent::Staged { post } => {
            header.on_stage = Some(*post);
            header.bound = Some(*post);
        }
        RoomEvent::Unstaged => {
            header.on_stage = None;
            header.bound = None;
        }
        RoomEvent::LetGo => header.bound = None,
    }
}

fn received(room: RoomId, id: PostId, event: &PostEvent, card: Option<&Card>, at: Millis) -> Option<Post> {
    let PostEvent::Received { number, text, author, origin, to, marks, place } = event else { return None };
    Some(Post {
        id,
        room,
        number: *number,
        revision: 1,
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
    })
}

fn change_post(post: &mut Post, event: &PostEvent, at: Millis) {
    match event {
        PostEvent::Received { .. } => {}
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
            post.pending = Some(super::post::Pending { verdict: verdict.clone(), due_at: *due_at, by: *by });
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
        PostEvent::AuthorMuted { .. } => {}
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
        PostEvent::ReplyPublished { guest, line, late } => {
            set_reply(post, *guest, |reply| {
                reply.state = ReplyState::Published;
                reply.line = Some(*line);
                reply.published_at = at;
                reply.late = *late;
            });
            make_public(post, at);
            settle_answer(post, at);
        }
        PostEvent::ReplyCorrected { guest, text } => set_reply(post, *guest, |reply| {
            let old = std::mem::replace(&mut reply.text, text.clone());
            reply.errata.push(Erratum { old, at });
        }),
        PostEvent::ReplyTakenDown { guest } => {
            set_reply(post, *guest, |reply| reply.state = ReplyState::TakenDown);
            settle_answer(post, at);
        }
    }
}

fn release(post: &mut Post, verdict: &Verdict, place: &super::workflow::Place, public: bool, at: Millis) {
    post.pending = None;
    post.place = place.clone();
    match verdict {
        Verdict::Approve => post.fate = post.resting_fate(),
        Verdict::Hold => post.fate = Fate::Held,
        Verdict::Reject { rule } => {
            post.fate = Fate::ScreenedOut;
            post.rule = Some(rule.clone());
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

fn make_public(post: &mut Post, at: Millis) {
    if !post.public {
        post.public = true;
        post.listed_at = at;
    }
}

/// Brings fate and time in line with whether the post is answered.
fn settle_answer(post: &mut Post, at: Millis) {
    let answered = post.is_answered_in_writing() || post.is_answered_in_speech();
    if answered && post.answered_at == 0 {
        post.answered_at = at;
    }
    if !answered {
        post.answered_at = 0;
    }
    if matches!(post.fate, Fate::Listed | Fate::Answered) {
        post.fate = post.resting_fate();
    }
}

fn draft(post: &mut Post, guest: super::id::GuestId, text: &TextRef) {
    match post.replies.iter_mut().find(|reply| reply.guest == guest) {
        Some(reply) => {
            reply.text = text.clone();
            reply.state = ReplyState::Draft;
        }
        None => post.replies.push(Reply {
            guest,
            text: text.clone(),
            state: ReplyState::Draft,
            line: None,
            published_at: 0,
            late: false,
            errata: Vec::new(),
        }),
    }
}

fn set_reply(post: &mut Post, guest: super::id::GuestId, change: impl FnOnce(&mut Reply)) {
    if let Some(reply) = post.replies.iter_mut().find(|reply| reply.guest == guest) {
        change(reply);
    }
}
