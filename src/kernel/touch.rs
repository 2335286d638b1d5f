//! What an entry changes for those who follow a room, as far as the entry itself can say.

use super::{
    event::{Event, LineEvent, PostEvent, RoomEvent},
    id::PostId,
    line::LineKind,
    post::Verdict,
    record::RecordEvent,
};

/// Things whose views may differ after an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touch {
    /// The room's head.
    pub room: bool,
    /// Posts.
    pub posts: Vec<PostId>,
    /// Of these, one whose words, name or mark in the record may differ too.
    pub shown: Option<PostId>,
    /// A line. If it answers a post, that post's view may differ too.
    pub line: Option<u32>,
    /// A block of the crew.
    pub block: Option<u32>,
    /// The cues of the crew.
    pub cues: bool,
    /// A post that the entry does not name, because it is what was there before.
    pub left: Option<Left>,
}

/// What was there before an entry, to be looked up in those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// The post that was on stage.
    Stage,
    /// The post that the line was bound to.
    Binding(u32),
    /// The post that this one was joined to.
    Head(PostId),
}

impl Event {
    /// What it changes.
    pub fn touch(&self) -> Touch {
        match self {
            Event::Room { event } => room(event),
            Event::Post { post, event } => of_post(*post, event),
            Event::Line { line, event } => of_line(*line, event),
            Event::Block { block, .. } => Touch { block: Some(*block), ..Touch::default() },
            Event::Crew { .. } => Touch { cues: true, ..Touch::default() },
            Event::Erasure { .. } | Event::Office { .. } => Touch::default(),
        }
    }

    /// Whether, where the public saw what it is about, something is no longer to be shown.
    pub fn takes_out_of_sight(&self) -> bool {
        use PostEvent::{Erased, Released, ReplyTakenDown, TakenDown, Withdrawn};
        match self {
            // joining hides nothing: what was public stays so
            Event::Post { event: Released { verdict, public, .. }, .. } => {
                !public && !matches!(verdict, Verdict::Merge { .. })
            }
            Event::Post { event: Erased { .. } | TakenDown { .. } | ReplyTakenDown { .. } | Withdrawn, .. } => true,
            Event::Line { event: LineEvent::TakenDown | LineEvent::Erased { .. }, .. } => true,
            Event::Room { event: RoomEvent::NoticeErased { .. } } => true,
            Event::Room { event: RoomEvent::Record { event: RecordEvent::Erased { .. } } } => true,
            _ => false,
        }
    }
}

fn room(event: &RoomEvent) -> Touch {
    let touch = Touch { room: true, ..Touch::default() };
    match event {
        RoomEvent::Staged { post } => Touch { posts: vec![*post], left: Some(Left::Stage), ..touch },
        RoomEvent::Unstaged { .. } => Touch { left: Some(Left::Stage), ..touch },
        _ => touch,
    }
}

fn of_post(post: PostId, event: &PostEvent) -> Touch {
    let touch = Touch { posts: vec![post], ..Touch::default() };
    match event {
        PostEvent::Released { verdict: Verdict::Merge { into }, .. } => {
            Touch { posts: vec![post, *into], shown: Some(post), ..touch }
        }
        PostEvent::Released { .. }
        | PostEvent::Worded { .. }
        | PostEvent::Edited { .. }
        | PostEvent::Erased { .. }
        | PostEvent::Withdrawn => Touch { shown: Some(post), ..touch },
        PostEvent::TakenDown { .. } => Touch { shown: Some(post), left: Some(Left::Head(post)), ..touch },
        PostEvent::Unmerged => Touch { left: Some(Left::Head(post)), ..touch },
        _ => touch,
    }
}

fn of_line(line: u32, event: &LineEvent) -> Touch {
    let touch = Touch { line: Some(line), ..Touch::default() };
    match event {
        LineEvent::Written { kind, post, .. } => {
            let room = matches!(kind, LineKind::Notice { .. });
            Touch { room, posts: post.iter().copied().collect(), ..touch }
        }
        LineEvent::Bound { post } => {
            Touch { posts: post.iter().copied().collect(), left: Some(Left::Binding(line)), ..touch }
        }
        LineEvent::Placed { .. }
        | LineEvent::Corrected { .. }
        | LineEvent::Continued { .. }
        | LineEvent::Described { .. }
        | LineEvent::Erased { .. }
        | LineEvent::TakenDown => touch,
    }
}
