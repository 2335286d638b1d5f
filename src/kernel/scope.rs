//! What a decision sees and how an entry changes it. The same fold serves writing and `rebuild`.

use super::{
    block::Block,
    erasure::{Erasure, ErasureEvent},
    event::{BlockEvent, Event, LineEvent, PostEvent, RoomEvent},
    fold_post::{make_public, received, revise_post, settle_answer},
    fold_room::{change_header, drafted},
    id::{Millis, PostId, RoomId},
    line::{Line, LineKind},
    post::{Erratum, Fate, Post},
    principal::Card,
    room::Header,
    tally::Tally,
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
    /// Blocks at hand, by number.
    pub blocks: HashMap<u32, Block>,
    /// Erasures at hand, by number.
    pub erasures: HashMap<u32, Erasure>,
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
        let (seen_before, touched) = (self.is_seen(event), self.touched(event));
        let before = self.counted(touched);
        match event {
            Event::Room { event } => self.apply_room(room, event, at),
            Event::Post { post, event } => self.apply_post(room, *post, event, card, at),
            Event::Line { line, event } => self.apply_line(room, *line, event, at),
            Event::Block { block, event } => self.apply_block(room, *block, event, at),
            Event::Erasure { event } => self.apply_erasure(room, event, at),
            Event::Crew { .. } | Event::Office { .. } => {}
        }
        let after = self.counted(touched);
        if let Some(header) = &mut self.header {
            header.tally = header.tally.plus(after).minus(before);
        }
        let seen = (seen_before || self.is_seen(event)) && is_told(event);
        self.land(event, seen)
    }

    /// The line that something goes directly before, where it was to go before `wish` or to the end: never behind the
    /// mark of the session's end. That mark must be at hand.
    pub fn spot(&self, wish: Option<u32>) -> Option<u32> {
        let closing = self.header.as_ref().map(|header| header.closing).filter(|closing| *closing > 0);
        let place = |line: u32| self.lines.get(&line).map(|line| line.place);
        let beyond = |wish: &u32| closing.and_then(place).zip(place(*wish)).is_some_and(|(end, wish)| wish > end);
        wish.filter(|wish| !beyond(wish)).or(closing)
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

    /// Whether the public sees what the event is about, or what that is joined to.
    fn is_seen(&self, event: &Event) -> bool {
        let room = self.header.as_ref().is_some_and(Header::is_shown);
        let seen = |post: &Post| post.public || post.taken_down.is_some();
        let thing = match event {
            Event::Post { post, .. } => self.posts.get(post).is_some_and(|post| {
                let head = post.merged_into.and_then(|head| self.posts.get(&head));
                seen(post) || head.is_some_and(seen)
            }),
            _ => true,
        };
        room && thing
    }

    /// The posts that an event can change.
    pub fn touched(&self, event: &Event) -> [Option<PostId>; 2] {
        let on_stage = self.header.as_ref().and_then(|header| header.on_stage);
        let bound = |line: &u32| self.lines.get(line).and_then(|line| line.post);
        match event {
            Event::Post { post, .. } => [Some(*post), None],
            Event::Room { event: RoomEvent::Staged { post } } => [Some(*post), on_stage],
            Event::Room { event: RoomEvent::Unstaged { .. } } => [on_stage, None],
            Event::Line { event: LineEvent::Written { post, .. }, .. } => [*post, None],
            Event::Line { line, event: LineEvent::Bound { post } } => [*post, bound(line)],
            Event::Line { line, .. } => [bound(line), None],
            Event::Room { .. }
            | Event::Block { .. }
            | Event::Crew { .. }
            | Event::Erasure { .. }
            | Event::Office { .. } => [None, None],
        }
    }

    /// What these posts count for now.
    fn counted(&self, [one, other]: [Option<PostId>; 2]) -> Tally {
        let posts = [one, other.filter(|_| other != one)].into_iter().flatten();
        posts.filter_map(|id| self.posts.get(&id)).map(Tally::of).fold(Tally::default(), Tally::plus)
    }

    fn apply_room(&mut self, room: RoomId, event: &RoomEvent, at: Millis) {
        if let RoomEvent::Drafted { .. } = event {
            self.header = drafted(room, event);
            return;
        }
        let left = match event {
            RoomEvent::Staged { .. } | RoomEvent::Unstaged { .. } => {
                self.header.as_ref().and_then(|header| header.on_stage)
            }
            _ => None,
        };
        if let Some(post) = left.and_then(|id| self.posts.get_mut(&id)) {
            post.fate = post.resting_fate();
            let answered = matches!(event, RoomEvent::Unstaged { answered: true });
            post.heard = answered && post.fate == Fate::Listed;
        }
        if let RoomEvent::Staged { post } = event
            && let Some(post) = self.posts.get_mut(post)
        {
            post.fate = Fate::OnStage;
            post.heard = false;
            make_public(post, at);
        }
        if let Some(header) = &mut self.header {
            header.revision += 1;
            change_header(header, event, at);
        }
    }

    fn apply_post(&mut self, room: RoomId, id: PostId, event: &PostEvent, card: Option<&Card>, at: Millis) {
        if let PostEvent::Received { number, .. } = event {
            let version = self.header.as_ref().map_or(0, |header| header.workflow.version);
            if let Some(post) = received((room, version), id, event, card, at) {
                self.posts.insert(id, post);
            }
            if let Some(header) = &mut self.header {
                header.posts = *number;
            }
            return;
        }
        if let Some(post) = self.posts.get_mut(&id) {
            revise_post(post, event, at);
        }
        let stands = self.posts.get(&id).is_some_and(Post::takes_answers);
        if let Some(header) = &mut self.header {
            header.forgotten |= matches!(event, PostEvent::AuthorForgotten { .. });
            // No words go to what was taken down, joined or withdrawn.
            header.bound = header.bound.filter(|bound| *bound != id || stands);
        }
    }

    fn apply_line(&mut self, room: RoomId, number: u32, event: &LineEvent, at: Millis) {
        if let LineEvent::Written { kind, text, post, photo, said_at, place } = event {
            let line = Line {
                room,
                number,
                revision: 1,
                kind: *kind,
                text: text.clone(),
                photo: photo.clone(),
                post: *post,
                place: place.unwrap_or(f64::from(number)),
                at,
                said_at: *said_at,
                taken_down: false,
                left_out: false,
                erased: false,
                errata: Vec::new(),
            };
            if let Some(header) = &mut self.header {
                header.lines = number;
                header.closing = if line.is_close() { number } else { header.closing };
            }
            self.count_spoken(&line, 1, at);
            self.lines.insert(number, line);
            return;
        }
        let confirmed = self.header.as_ref().is_some_and(|header| header.record.is_confirmed());
        let Some(mut line) = self.lines.remove(&number) else { return };
        // Elsewhere in the record and in other words it answers what it answered, since when it did.
        let counts = matches!(event, LineEvent::Bound { .. } | LineEvent::TakenDown);
        if counts {
            self.count_spoken(&line, -1, at);
        }
        line.revision += 1;
        match event {
            LineEvent::Placed { place } => line.place = *place,
            LineEvent::Bound { post } => line.post = *post,
            LineEvent::Corrected { text } => {
                if let Some(old) = line.text.replace(text.clone()) {
                    line.errata.push(Erratum { old, at, confirmed });
                }
            }
            LineEvent::Continued { text } => line.text = Some(text.clone()),
            LineEvent::Described { alt } => line.photo.iter_mut().for_each(|photo| photo.alt = alt.clone()),
            LineEvent::TakenDown => {
                line.taken_down = true;
                line.left_out = line.kind == LineKind::Heading && !confirmed;
            }
            LineEvent::Erased { .. } => (line.photo, line.erased) = (None, true),
            LineEvent::Written { .. } => {}
        }
        if counts {
            self.count_spoken(&line, 1, at);
        }
        self.lines.insert(number, line);
    }

    fn apply_block(&mut self, room: RoomId, number: u32, event: &BlockEvent, at: Millis) {
        if let BlockEvent::Prepared { kind, text, photo, due_at, before } = event {
            let (kind, text, photo, due_at, before) = (*kind, text.clone(), photo.clone(), *due_at, *before);
            let said_at = due_at.map(|_| at);
            let (revision, line, dropped) = (1, None, false);
            let block = Block { room, number, revision, kind, text, photo, before, said_at, due_at, at, line, dropped };
            self.blocks.insert(number, block);
            if let Some(header) = &mut self.header {
                header.blocks = number;
                header.open_blocks += 1;
            }
            return;
        }
        let Some(block) = self.blocks.get_mut(&number) else { return };
        block.revision += 1;
        let was_open = block.is_open();
        match event {
            BlockEvent::Prepared { .. } => {}
            BlockEvent::Reworded { text, alt } => {
                block.text = text.clone();
                for (photo, alt) in block.photo.iter_mut().zip(alt) {
                    photo.alt = alt.clone();
                }
            }
            BlockEvent::Held => block.due_at = None,
            BlockEvent::Shown { line } => (block.line, block.due_at) = (Some(*line), None),
            BlockEvent::Dropped => (block.dropped, block.due_at) = (true, None),
            BlockEvent::Erased { .. } => block.photo = None,
        }
        if let (true, false, Some(header)) = (was_open, block.is_open(), &mut self.header) {
            header.open_blocks = header.open_blocks.saturating_sub(1);
        }
    }

    fn apply_erasure(&mut self, room: RoomId, event: &ErasureEvent, at: Millis) {
        if let Some(erasure) = Erasure::proposed(room, event, at) {
            if let Some(header) = &mut self.header {
                header.erasures = erasure.number;
            }
            self.erasures.insert(erasure.number, erasure);
        } else if let Some(erasure) = self.erasures.get_mut(&event.number()) {
            erasure.change(event, at);
        }
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

/// Whether the author of what it concerns, and the public if that is public, is to know; the rest stays inside.
pub fn is_told(event: &Event) -> bool {
    use PostEvent::{
        Assigned, AuthorForgotten, AuthorMuted, Ranked, ReplyDrafted, ReplyHandedOver, ReplySignedOff, Screened, Undone,
    };
    match event {
        Event::Post { event: PostEvent::Case { event }, .. } => event.is_told(),
        Event::Post { event, .. } => !matches!(
            event,
            AuthorForgotten { .. }
                | AuthorMuted { .. }
                | Assigned { .. }
                | Ranked { .. }
                | ReplyDrafted { .. }
                | ReplyHandedOver { .. }
                | ReplySignedOff { .. }
                | Screened { .. }
                | Undone
        ),
        Event::Room { event: RoomEvent::Record { event } } => event.is_told(),
        Event::Room { event } => {
            !matches!(event, RoomEvent::LetGo | RoomEvent::CrowdPaced { .. } | RoomEvent::WorkflowAdopted { .. })
        }
        Event::Line { .. } => true,
        Event::Block { .. } | Event::Crew { .. } | Event::Erasure { .. } | Event::Office { .. } => false,
    }
}
