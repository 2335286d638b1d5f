//! What happened: the entries of the journal. Versioned, never edited, upcast on read.

use super::{
    case::CaseEvent,
    clock::Clock,
    cue::ReadyCue,
    erasure::{Act, ErasureEvent, Part},
    id::{FileId, GuestId, Millis, PassId, PersonId, PostId, RoomId, UnitId},
    letter::Letter,
    line::{LineKind, Occasion, Photo},
    policy::{Policy, RoomKind},
    post::{Mark, Origin, Verdict},
    rating::Grade,
    record::RecordEvent,
    room::Schedule,
    text::TextRef,
    workflow::{Place, Workflow},
};
use serde::{Deserialize, Serialize};

pub use super::{block::BlockEvent, office_event::OfficeEvent};

/// The version that is written now.
pub const VERSION: u32 = 1;

/// One entry's content: about the room, a post, a line, or the office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "snake_case", deny_unknown_fields)]
#[expect(clippy::large_enum_variant, reason = "a few live for the time of one decision")]
pub enum Event {
    /// About the room itself.
    Room {
        /// What happened.
        event: RoomEvent,
    },
    /// About one post.
    Post {
        /// Which one.
        post: PostId,
        /// What happened.
        event: PostEvent,
    },
    /// About one line.
    Line {
        /// Its number in the room.
        line: u32,
        /// What happened.
        event: LineEvent,
    },
    /// About words of the crew that are not in the record yet.
    Block {
        /// Their number in the room.
        block: u32,
        /// What happened.
        event: BlockEvent,
    },
    /// Among the crew.
    Crew {
        /// What happened.
        event: CrewEvent,
    },
    /// About words that are to go by law.
    Erasure {
        /// What happened.
        event: ErasureEvent,
    },
    /// About the installation.
    Office {
        /// What happened.
        event: OfficeEvent,
    },
}

/// What can happen to a room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum RoomEvent {
    /// It was made, as a draft.
    Drafted {
        /// Short code.
        code: String,
        /// Noun.
        kind: RoomKind,
        /// Rules.
        policy: Policy,
        /// Workflow, whole, as it was then.
        workflow: Workflow,
        /// Times.
        schedule: Schedule,
        /// Notice.
        about: TextRef,
        /// Units for permits.
        units: Vec<UnitId>,
        /// Guests who can be asked.
        guests: Vec<GuestId>,
        /// To be thrown away.
        rehearsal: bool,
        /// The room it was copied from.
        copied_from: Option<RoomId>,
        /// The notice names moving pictures.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        video: bool,
        /// What lets citizens into a rehearsal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pass: Option<PassId>,
    },
    /// Its notice, rules or times were changed.
    Amended {
        /// Rules.
        policy: Policy,
        /// Times.
        schedule: Schedule,
        /// Notice.
        about: TextRef,
        /// Guests who can be asked.
        guests: Vec<GuestId>,
        /// Units for permits, where they were changed too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        units: Option<Vec<UnitId>>,
        /// The notice names moving pictures.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        video: bool,
    },
    /// It became public.
    Announced,
    /// Posts are taken from now on.
    Opened,
    /// The host began.
    WentLive,
    /// Interrupted.
    Paused,
    /// Goes on.
    Resumed,
    /// The planned end moved.
    Extended {
        /// New end.
        ends_at: Millis,
    },
    /// Moved to another time.
    Postponed {
        /// New times.
        schedule: Schedule,
    },
    /// Called off.
    Cancelled,
    /// No more posts are taken.
    AskingClosed,
    /// Over.
    Closed,
    /// A rehearsal was thrown away.
    Discarded,
    /// Scripted citizens ask in a rehearsal, at this pace; 0 sends them home.
    CrowdPaced {
        /// Questions in a minute.
        per_minute: u32,
    },
    /// A post came on stage; lines of guests bind to it.
    Staged {
        /// Which one.
        post: PostId,
    },
    /// Nothing is on stage.
    Unstaged {
        /// It was answered aloud, and lines of guests go on binding to it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        answered: bool,
    },
    /// Lines bind to nothing until the next post comes on stage.
    LetGo,
    /// Something happened to its record after the end.
    Record {
        /// What.
        event: RecordEvent,
    },
    /// Another workflow took effect; what began with an earlier one goes on with it.
    WorkflowAdopted {
        /// The whole of it.
        workflow: Workflow,
    },
    /// A notice before the present one was erased.
    NoticeErased {
        /// What was done.
        act: Act,
    },
    /// When the recording begins became known, or was put right.
    VideoStarted {
        /// That moment.
        zero_at: Millis,
    },
}

/// What can happen to a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum PostEvent {
    /// It came in.
    Received {
        /// Running number.
        number: u32,
        /// Words.
        text: TextRef,
        /// Author's card.
        author: TextRef,
        /// How it came.
        origin: Origin,
        /// Whom it asks.
        to: Option<GuestId>,
        /// What screening noticed.
        marks: Vec<Mark>,
        /// First stage.
        place: Place,
        /// What goes with the words of a letter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<Box<Letter>>,
    },
    /// The author changed the words; what was decided in between no longer counts.
    Edited {
        /// New words.
        text: TextRef,
        /// What screening noticed in them.
        marks: Vec<Mark>,
    },
    /// The author took it back.
    Withdrawn,
    /// A decision whose undo window opens.
    Screened {
        /// What was decided.
        verdict: Verdict,
        /// When it takes effect.
        due_at: Millis,
        /// Who decided; none for the schedule.
        by: Option<PersonId>,
    },
    /// The decision was undone in time.
    Undone,
    /// The decision took effect.
    Released {
        /// What was decided.
        verdict: Verdict,
        /// Where the post stands now.
        place: Place,
        /// Whether the public sees it from now on.
        public: bool,
    },
    /// A merge was taken back.
    Unmerged,
    /// The editor worded it.
    Worded {
        /// The wording shown.
        text: TextRef,
    },
    /// A guest is to answer, or nobody in particular.
    Assigned {
        /// Whom.
        guest: Option<GuestId>,
    },
    /// Its place in the crew's list changed.
    Ranked {
        /// Smaller is sooner.
        rank: f64,
    },
    /// Its author may not post here until then.
    AuthorMuted {
        /// End of the mute; in the past lifts it.
        until: Millis,
    },
    /// No longer public; a mark stays.
    TakenDown {
        /// Rule of the rulebook.
        rule: String,
    },
    /// A reply was begun or its draft changed.
    ReplyDrafted {
        /// Whose reply.
        guest: GuestId,
        /// Words.
        text: TextRef,
    },
    /// Staff handed the draft to the guest.
    ReplyHandedOver {
        /// Whose reply.
        guest: GuestId,
    },
    /// The guest signed it off.
    ReplySignedOff {
        /// Whose reply.
        guest: GuestId,
    },
    /// It became public.
    ReplyPublished {
        /// Whose reply.
        guest: GuestId,
        /// Its line in the record.
        line: u32,
        /// After the room had closed.
        late: bool,
    },
    /// Its first sentence became public; more is to come.
    ReplyBegun {
        /// Whose reply.
        guest: GuestId,
        /// The sentence.
        text: TextRef,
        /// Its line in the record.
        line: u32,
        /// After the room had closed.
        late: bool,
    },
    /// One more sentence became public.
    ReplyContinued {
        /// Whose reply.
        guest: GuestId,
        /// All of it so far.
        text: TextRef,
    },
    /// Nothing more is to come.
    ReplyFinished {
        /// Whose reply.
        guest: GuestId,
    },
    /// A public reply was corrected; the old wording stays as an erratum.
    ReplyCorrected {
        /// Whose reply.
        guest: GuestId,
        /// New words.
        text: TextRef,
    },
    /// A public reply was taken down; a mark stays.
    ReplyTakenDown {
        /// Whose reply.
        guest: GuestId,
    },
    /// Words of it went by law; a mark stays.
    Erased {
        /// Which.
        part: Part,
        /// How and why.
        act: Act,
    },
    /// Its author rated the answer.
    Rated {
        /// How.
        grade: Grade,
        /// A sentence, for staff only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
        /// What screening noticed in it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
    /// Its author appealed against the decision that stopped it.
    Appealed {
        /// Why, for staff only.
        text: TextRef,
        /// What screening noticed in it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
    /// It is a letter, and something happened on its way.
    Case {
        /// What.
        event: CaseEvent,
    },
    /// Its deadline was counted.
    Counted {
        /// The deadline.
        clock: Clock,
    },
    /// That decision stands.
    AppealDismissed {
        /// Why, for its author and staff.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
    },
    /// By which browser it came is no longer kept.
    AuthorForgotten {
        /// The author's card without it.
        author: TextRef,
    },
}

/// What can happen to a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum LineEvent {
    /// It was written.
    Written {
        /// What kind of row.
        kind: LineKind,
        /// Words.
        text: Option<TextRef>,
        /// The post it belongs to.
        post: Option<PostId>,
        /// The picture of a photo.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photo: Option<Photo>,
        /// When it was said, where that was before it was shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said_at: Option<Millis>,
        /// Its place in the record, where that is not the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<f64>,
    },
    /// Its place in the record changed.
    Placed {
        /// Smaller is earlier.
        place: f64,
    },
    /// It belongs to another post, or none.
    Bound {
        /// Which one.
        post: Option<PostId>,
    },
    /// It was corrected; the old wording stays.
    Corrected {
        /// New words.
        text: TextRef,
    },
    /// A reply that is published sentence by sentence went on.
    Continued {
        /// All of it so far.
        text: TextRef,
    },
    /// What a photo shows was said anew.
    Described {
        /// New words.
        alt: TextRef,
    },
    /// No longer public; a mark stays.
    TakenDown,
    /// Its words went by law; a mark stays.
    Erased {
        /// How and why.
        act: Act,
        /// The picture that went with them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileId>,
    },
}

/// What happens among the crew. None of it is public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CrewEvent {
    /// Somebody gave a cue.
    Cued {
        /// A ready one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cue: Option<ReadyCue>,
        /// Own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
    },
}

impl Event {
    /// A line without a picture.
    pub fn written(line: u32, kind: LineKind, text: Option<TextRef>, post: Option<PostId>) -> Event {
        Event::Line { line, event: LineEvent::Written { kind, text, post, photo: None, said_at: None, place: None } }
    }

    /// The occasion of a notice line.
    pub fn notice(line: u32, occasion: Occasion, text: Option<TextRef>) -> Event {
        Event::written(line, LineKind::Notice { occasion }, text, None)
    }

    /// The word an auditor sees, such as `post.screened` (`entry-…` in the word files).
    pub fn name(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        let on = value.get("on").and_then(|v| v.as_str()).unwrap_or_default();
        let word = |path| value.pointer(path).and_then(|v| v.as_str());
        if let (Some("case"), Some(kind)) = (word("/event/type"), word("/event/event/type")) {
            return format!("case.{kind}");
        }
        let kind = word("/event/type").unwrap_or_default();
        format!("{on}.{kind}")
    }
}
