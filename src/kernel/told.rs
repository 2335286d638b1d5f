//! Of which entries people outside hear: the author of a post, and whoever follows a room from elsewhere.

use super::{
    appeal::Settled,
    case::{CaseEvent, Manner},
    event::{Event, LineEvent, PostEvent, RoomEvent},
    id::{Millis, PostId},
    line::{LineKind, Speaker},
    post::{Fate, Origin, Post, Verdict},
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
    /// What the session left open goes on: a unit answers it, or the router finds one.
    WentOver,
    /// The unit that answers what went over has more time.
    MoreTime,
    /// It is said why nobody answers what the session left open.
    Ended,
    /// A letter that staff wrote down is in the house: number and code.
    LetterReceived,
    /// A letter was let in.
    LetterTakenIn,
    /// A unit was given it.
    LetterRouted,
    /// The unit took it.
    LetterTaken,
    /// The unit sent it back to the router.
    LetterReturned,
    /// The unit asks its author something, and the clock stands still until it is told.
    LetterAsked,
    /// What was asked was not told in time; it goes on without.
    LetterUnheard,
    /// The unit has more time.
    LetterExtended,
    /// Its author has the answer.
    LetterAnswered,
    /// It was decided what the public sees of it.
    LetterPublished,
    /// Nothing more is done.
    LetterClosed,
}

impl Told {
    /// All of them.
    pub const ALL: [Told; 20] = [
        Told::Answered,
        Told::AnsweredAloud,
        Told::ScreenedOut,
        Told::TakenDown,
        Told::AppealGranted,
        Told::AppealDismissed,
        Told::WentOver,
        Told::MoreTime,
        Told::Ended,
        Told::LetterReceived,
        Told::LetterTakenIn,
        Told::LetterRouted,
        Told::LetterTaken,
        Told::LetterReturned,
        Told::LetterAsked,
        Told::LetterUnheard,
        Told::LetterExtended,
        Told::LetterAnswered,
        Told::LetterPublished,
        Told::LetterClosed,
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
            Told::WentOver => "went_over",
            Told::MoreTime => "more_time",
            Told::Ended => "ended",
            Told::LetterReceived => "letter_received",
            Told::LetterTakenIn => "letter_taken_in",
            Told::LetterRouted => "letter_routed",
            Told::LetterTaken => "letter_taken",
            Told::LetterReturned => "letter_returned",
            Told::LetterAsked => "letter_asked",
            Told::LetterUnheard => "letter_unheard",
            Told::LetterExtended => "letter_extended",
            Told::LetterAnswered => "letter_answered",
            Told::LetterPublished => "letter_published",
            Told::LetterClosed => "letter_closed",
        }
    }

    /// What a code stands for.
    pub fn parse(code: &str) -> Option<Told> {
        Told::ALL.into_iter().find(|told| told.code() == code)
    }

    /// Whether authors of questions joined to this one wait for it too: an answer, or where it is to come from.
    pub fn concerns_joined(self) -> bool {
        use Told::{Answered, AnsweredAloud, Ended, MoreTime, WentOver};
        matches!(self, Answered | AnsweredAloud | WentOver | MoreTime | Ended)
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
            Told::WentOver | Told::MoreTime => post.public && post.fate == Fate::CarriedOver,
            Told::Ended => post.public && post.fate == Fate::Ended,
            Told::LetterAsked => post.place.step == StepKind::Ask && !post.is_out(),
            Told::LetterAnswered => post.answered_at > 0 && !post.is_out(),
            Told::LetterReceived
            | Told::LetterTakenIn
            | Told::LetterRouted
            | Told::LetterTaken
            | Told::LetterReturned
            | Told::LetterUnheard
            | Told::LetterExtended
            | Told::LetterPublished
            | Told::LetterClosed => !post.is_out(),
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
    /// A letter is somebody else's to do with now: for the house's own programs only.
    Moved,
    /// Somebody is reminded of its day: for the house's own programs only.
    Reminded,
}

impl Fact {
    /// All of them.
    pub const ALL: [Fact; 11] = [
        Fact::Announced,
        Fact::Live,
        Fact::Postponed,
        Fact::Cancelled,
        Fact::Closed,
        Fact::Answered,
        Fact::Received,
        Fact::ScreenedOut,
        Fact::Appealed,
        Fact::Moved,
        Fact::Reminded,
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
            Fact::Moved => "case.moved",
            Fact::Reminded => "case.reminded",
        }
    }

    /// What a code stands for.
    pub fn parse(code: &str) -> Option<Fact> {
        Fact::ALL.into_iter().find(|fact| fact.code() == code)
    }

    /// Whether the public does not know it.
    pub fn is_inner(self) -> bool {
        matches!(self, Fact::Received | Fact::ScreenedOut | Fact::Appealed | Fact::Moved | Fact::Reminded)
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
                    PostEvent::Case { event: CaseEvent::Published { manner: Manner::Whole, .. } } => Fact::Answered,
                    // What was over before it came is no news.
                    PostEvent::Received { place, .. } if place.step == StepKind::Close => return None,
                    PostEvent::Received { .. } => Fact::Received,
                    PostEvent::Released { verdict: Verdict::Reject { .. }, .. } => Fact::ScreenedOut,
                    PostEvent::Appealed { .. } => Fact::Appealed,
                    PostEvent::Case { event: CaseEvent::Reminded { .. } } => Fact::Reminded,
                    PostEvent::Case { event: CaseEvent::Inherited { .. } } => Fact::Moved,
                    PostEvent::Case { event } if event.arrival().is_some() => Fact::Moved,
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
        // Whoever writes on a page has the receipt there; and nobody makes the house write to strangers' addresses
        // before somebody of it has looked at the letter.
        PostEvent::Received { letter: Some(_), origin, .. } if *origin != Origin::Web => Some(Told::LetterReceived),
        PostEvent::Case { event } => of_case(event),
        _ => None,
    }
}

/// All that its author is to know, but for what only the author does.
fn of_case(event: &CaseEvent) -> Option<Told> {
    Some(match event {
        CaseEvent::Carried { .. } => Told::WentOver,
        CaseEvent::Routed { .. } => Told::LetterRouted,
        CaseEvent::Taken { .. } => Told::LetterTaken,
        CaseEvent::Returned { .. } => Told::LetterReturned,
        CaseEvent::Asked { .. } => Told::LetterAsked,
        CaseEvent::Unheard { .. } => Told::LetterUnheard,
        CaseEvent::ExtensionJudged { days: Some(_), .. } => Told::LetterExtended,
        CaseEvent::Answered { .. } => Told::LetterAnswered,
        CaseEvent::Published { .. } => Told::LetterPublished,
        CaseEvent::Closed { .. } => Told::LetterClosed,
        _ => return None,
    })
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
    /// What its author hears of `told` at this moment, if anything.
    pub fn hears(&self, told: Told, at: Millis) -> Option<Told> {
        match told {
            Told::AppealGranted => self.told_of_approval(at),
            told if self.is_carried() => self.hears_gone_over(told),
            told => Some(told),
        }
    }

    /// A question that went over is no letter: its author hears who answers until when, and the answer where everybody
    /// reads it. Who takes it or hands it on inside the house is no news.
    fn hears_gone_over(&self, told: Told) -> Option<Told> {
        use Told::{LetterAnswered, LetterExtended, LetterRouted, WentOver};
        let case = self.case.as_ref()?;
        match told {
            // Where it was given to a unit at once, or to nobody, the next entry says so.
            WentOver => Some(told).filter(|_| case.unit.is_none() && case.end().is_none()),
            LetterRouted => Some(WentOver),
            LetterExtended => Some(Told::MoreTime),
            LetterAnswered => case.end().map(|_| Told::Ended),
            told if told.code().starts_with("letter_") => None,
            told => Some(told),
        }
    }

    /// What its author hears of an approval at this moment: that an appeal was granted, that a letter is in; of a question
    /// nothing, for it is on the list.
    fn told_of_approval(&self, at: Millis) -> Option<Told> {
        if self.was_granted_at(at) {
            return Some(Told::AppealGranted);
        }
        // Whoever had it written down has been told already.
        (self.case.is_some() && self.origin == Origin::Web).then_some(Told::LetterTakenIn)
    }

    /// Whether its appeal was granted by the entry of this moment: an approval says nothing of it by itself.
    fn was_granted_at(&self, at: Millis) -> bool {
        settled(self).is_some_and(|settled| settled.granted && settled.at == at)
    }
}
