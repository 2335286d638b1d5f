//! Of which entries people outside hear: the author of a post, and whoever follows a room from elsewhere.

use super::{
    appeal::Settled,
    event::{Event, LineEvent, PostEvent, RoomEvent},
    id::{Millis, PostId},
    line::{LineKind, Speaker},
    post::{Fate, Post, Verdict},
    workflow::StepKind,
};

/// What an author hears about a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A written answer is public.
    Answered,
    /// It was answered in speech.
    AnsweredAloud,
    /// It was not let through.
    ScreenedOut,
    /// It is no longer public.
    TakenDown,
    /// It was let through after all.
    AppealGranted,
    /// The decision stands.
    AppealDismissed,
}

impl Told {
    /// All of them.
    pub const ALL: [Told; 6] = [
        Told::Answered,
        Told::AnsweredAloud,
        Told::ScreenedOut,
        Told::TakenDown,
        Told::AppealGranted,
        Told::AppealDismissed,
    ];

    /// The word of the database and the word files (`told-…`).
    pub fn code(self) -> &'static str {
        match self {
            Told::Answered => "answered",
            Told::AnsweredAloud => "answered_aloud",
            Told::ScreenedOut => "screened_out",
            Told::TakenDown => "taken_down",
            Told::AppealGranted => "appeal_granted",
            Told::AppealDismissed => "appeal_dismissed",
        }
    }

    /// What a code stands for.
    pub fn parse(code: &str) -> Option<Told> {
        Told::ALL.into_iter().find(|told| told.code() == code)
    }

    /// Whether it is an answer, which authors of questions joined to this one wait for too.
    pub fn is_answer(self) -> bool {
        matches!(self, Told::Answered | Told::AnsweredAloud)
    }

    /// Whether one telling is enough, however many entries say it: speech is many lines.
    pub fn is_told_once(self) -> bool {
        self == Told::AnsweredAloud
    }

    /// Whether it is still so. What was taken back in the meantime is not told.
    pub fn stands(self, post: &Post) -> bool {
        match self {
            Told::Answered => post.public && post.is_answered_in_writing(),
            Told::AnsweredAloud => post.public && post.is_answered_in_speech(),
            Told::ScreenedOut | Told::AppealDismissed => post.fate == Fate::ScreenedOut && post.taken_down.is_none(),
            Told::TakenDown => post.taken_down.is_some() && !post.public,
            Told::AppealGranted => {
                settled(post).is_some_and(|settled| settled.granted) && post.fate != Fate::ScreenedOut
            }
        }
    }
}

fn settled(post: &Post) -> Option<&Settled> {
    post.appeal.as_ref()?.settled.as_ref()
}

/// What happened, for programs elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A room became public.
    Announced,
    /// A session began.
    Live,
    /// It was moved.
    Postponed,
    /// It was called off.
    Cancelled,
    /// It ended.
    Closed,
    /// A written answer became public.
    Answered,
    /// A post came in: for the house's own programs only.
    Received,
    /// A post was not let through: for the house's own programs only.
    ScreenedOut,
    /// Its author appeals: for the house's own programs only.
    Appealed,
}

impl Fact {
    /// All of them.
    pub const ALL: [Fact; 9] = [
        Fact::Announced,
        Fact::Live,
        Fact::Postponed,
        Fact::Cancelled,
        Fact::Closed,
        Fact::Answered,
        Fact::Received,
        Fact::ScreenedOut,
        Fact::Appealed,
    ];

    /// The word of the wire, the database and the settings.
    pub fn code(self) -> &'static str {
        match self {
            Fact::Announced => "room.announced",
            Fact::Live => "room.live",
            Fact::Postponed => "room.postponed",
            Fact::Cancelled => "room.cancelled",
            Fact::Closed => "room.closed",
            Fact::Answered => "post.answered",
            Fact::Received => "post.received",
            Fact::ScreenedOut => "post.screened_out",
            Fact::Appealed => "post.appealed",
        }
    }

    /// What a code stands for.
    pub fn parse(code: &str) -> Option<Fact> {
        Fact::ALL.into_iter().find(|fact| fact.code() == code)
    }

    /// Whether the public does not know it.
    pub fn is_inner(self) -> bool {
        matches!(self, Fact::Received | Fact::ScreenedOut | Fact::Appealed)
    }
}

impl Event {
    /// What the author of a post may have to hear.
    pub fn told(&self) -> Option<(PostId, Told)> {
        match self {
            Event::Post { post, event } => Some((*post, of_post(event)?)),
            Event::Line { event: LineEvent::Written { kind, post: Some(post), .. }, .. } => {
                let spoken = matches!(kind, LineKind::Speech { speaker: Speaker::Guest { .. } });
                spoken.then_some((*post, Told::AnsweredAloud))
            }
            Event::Line { event: LineEvent::Bound { post: Some(post) }, .. } => Some((*post, Told::AnsweredAloud)),
            _ => None,
        }
    }

    /// What programs elsewhere may hear, and about which post.
    pub fn fact(&self) -> Option<(Option<PostId>, Fact)> {
        let fact = match self {
            Event::Room { event } => (None, of_room(event)?),
            Event::Post { post, event } => {
                let fact = match event {
                    PostEvent::ReplyPublished { .. } | PostEvent::ReplyFinished { .. } => Fact::Answered,
                    // What was over before it came is no news.
                    PostEvent::Received { place, .. } if place.step == StepKind::Close => return None,
                    PostEvent::Received { .. } => Fact::Received,
                    PostEvent::Released { verdict: Verdict::Reject { .. }, .. } => Fact::ScreenedOut,
                    PostEvent::Appealed { .. } => Fact::Appealed,
                    _ => return None,
                };
                (Some(*post), fact)
            }
            _ => return None,
        };
        Some(fact)
    }
}

fn of_post(event: &PostEvent) -> Option<Told> {
    match event {
        PostEvent::ReplyPublished { .. } | PostEvent::ReplyFinished { .. } => Some(Told::Answered),
        PostEvent::Released { verdict: Verdict::Reject { .. }, .. } => Some(Told::ScreenedOut),
        PostEvent::Released { verdict: Verdict::Approve, .. } => Some(Told::AppealGranted),
        PostEvent::TakenDown { .. } => Some(Told::TakenDown),
        PostEvent::AppealDismissed { .. } => Some(Told::AppealDismissed),
        _ => None,
    }
}

fn of_room(event: &RoomEvent) -> Option<Fact> {
    match event {
        RoomEvent::Announced => Some(Fact::Announced),
        RoomEvent::WentLive => Some(Fact::Live),
        RoomEvent::Postponed { .. } => Some(Fact::Postponed),
        RoomEvent::Cancelled => Some(Fact::Cancelled),
        RoomEvent::Closed => Some(Fact::Closed),
        _ => None,
    }
}

impl Post {
    /// Whether its appeal was granted by the entry of this moment: an approval says nothing of it by itself.
    pub fn was_granted_at(&self, at: Millis) -> bool {
        settled(self).is_some_and(|settled| settled.granted && settled.at == at)
    }
}
