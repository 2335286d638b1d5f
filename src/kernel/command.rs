//! What people ask the house to do. The same shapes travel as JSON to `/api/v1`.

use super::{
    appeal::AppealStep,
    case::CaseStep,
    clock::ClockStep,
    contact::ContactForm,
    cue::ReadyCue,
    erasure::ErasureStep,
    id::{FileId, GuestId, Millis, PostId, UnitId},
    letter::Writing,
    line::Speaker,
    policy::Policy,
    post::{Origin, Verdict},
    rating::Grade,
    record::RecordStep,
    room::{About, Schedule},
    workflow::WorkflowStep,
};
use serde::{Deserialize, Serialize};

pub use super::drawing::Drawing;
pub use super::office_command::{CalendarChange, Emblem, OfficeCommand, Site};

/// A command to one room. Staff commands about a post or line carry the revision they saw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// A citizen asks.
    Ask {
        /// The words.
        text: String,
        /// The name to show; empty for none.
        #[serde(default)]
        name: String,
        /// Whom to ask.
        to: Option<GuestId>,
        /// Where to be told.
        contact: Option<ContactForm>,
    },
    /// The author changes the words while it waits.
    Edit {
        /// Which post.
        post: PostId,
        /// New words.
        text: String,
    },
    /// The author takes it back while it waits.
    Withdraw {
        /// Which post.
        post: PostId,
    },
    /// A visitor endorses somebody else's post.
    Vote {
        /// Which post.
        post: PostId,
    },
    /// Staff enter a post for somebody.
    Enter {
        /// The words.
        text: String,
        /// The name to show; empty for none.
        #[serde(default)]
        name: String,
        /// How it came.
        origin: Origin,
        /// Whom it asks.
        to: Option<GuestId>,
        /// Where its author is to be told.
        contact: Option<ContactForm>,
    },
    /// A citizen writes a letter, or staff write it down for one.
    Write(Writing),
    /// Something is done with a letter.
    Case {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
        /// What.
        step: CaseStep,
    },
    /// A moderator decides.
    Screen {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
        /// What is decided.
        verdict: Verdict,
    },
    /// A moderator takes the decision back in time.
    Undo {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
    },
    /// The schedule lets a decision take effect.
    Release {
        /// Which post.
        post: PostId,
    },
    /// A moderator takes a merge back.
    Unmerge {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
    },
    /// A moderator words it lightly.
    Word {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
        /// The wording to show.
        text: String,
    },
    /// A moderator assigns it to a guest, or to nobody.
    Assign {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
        /// Whom.
        guest: Option<GuestId>,
    },
    /// A moderator or host moves it in the crew's list.
    Rank {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
        /// The listed post that it goes directly before; none for the end of the list.
        before: Option<PostId>,
    },
    /// A moderator or host puts it on stage.
    Stage {
        /// Which post.
        post: PostId,
        /// The revision seen; a later one is as good where words and fate are still the same.
        revision: u32,
    },
    /// Nothing is on stage any more.
    Unstage {
        /// The post that is meant; where another one is on stage by now, that one stays. None for whichever it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        post: Option<PostId>,
        /// It was answered aloud: lines of guests go on binding to it, until the next one comes on stage.
        #[serde(default)]
        answered: bool,
    },
    /// Further lines answer nothing until the next post comes on stage.
    LetGo,
    /// A moderator mutes the author of a post in this room.
    Mute {
        /// A post of the author.
        post: PostId,
        /// For how long, in ms; 0 lifts it.
        for_ms: Millis,
    },
    /// A moderator takes a public post down.
    TakeDown {
        /// Which post.
        post: PostId,
        /// By which rule.
        rule: String,
    },
    /// A guest or staff draft an answer.
    Draft {
        /// Which post.
        post: PostId,
        /// The revision seen; may be left out for a first draft only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        revision: Option<u32>,
        /// Whose answer.
        guest: GuestId,
        /// The words.
        text: String,
    },
    /// Staff hand the draft to the guest.
    HandOver {
        /// Which post.
        post: PostId,
        /// Whose answer.
        guest: GuestId,
    },
    /// The guest signs it off.
    SignOff {
        /// Which post.
        post: PostId,
        /// The revision seen: what is signed is what was read.
        revision: u32,
        /// Whose answer.
        guest: GuestId,
    },
    /// It is published.
    Publish {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
        /// Whose answer.
        guest: GuestId,
    },
    /// One more sentence of an answer is published.
    PublishPart {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
        /// Whose answer.
        guest: GuestId,
        /// The sentence.
        text: String,
    },
    /// An answer that was published sentence by sentence is complete.
    Finish {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
        /// Whose answer.
        guest: GuestId,
    },
    /// A published answer is corrected in the open.
    CorrectReply {
        /// Which post.
        post: PostId,
        /// The revision seen.
        revision: u32,
        /// Whose answer.
        guest: GuestId,
        /// New words.
        text: String,
    },
    /// A published answer is taken down.
    TakeDownReply {
        /// Which post.
        post: PostId,
        /// Whose answer.
        guest: GuestId,
    },
    /// The stenographer writes what somebody says.
    Say {
        /// Who.
        speaker: Speaker,
        /// What.
        text: String,
        /// The line that it goes directly before; none for the end of the record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<u32>,
    },
    /// The stenographer or editor sets a heading.
    Head {
        /// The words.
        text: String,
        /// The line that it goes directly before; none for the end of the record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<u32>,
    },
    /// The crew prepares what is going to be said, or a heading.
    Prepare {
        /// Who will say it; none for a heading.
        #[serde(default)]
        speaker: Option<Speaker>,
        /// What.
        text: String,
    },
    /// Words that are not shown yet are changed, which leaves no trace in public.
    Reword {
        /// Which block.
        block: u32,
        /// The revision seen.
        revision: u32,
        /// New words.
        text: String,
        /// What a photo shows, where that is said anew too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alt: Option<String>,
    },
    /// Words that were to be shown by themselves wait for somebody to show them.
    Hold {
        /// Which block.
        block: u32,
        /// The revision seen.
        revision: u32,
    },
    /// Words become a line.
    Show {
        /// Which block.
        block: u32,
        /// The revision seen.
        revision: u32,
    },
    /// Words are given up.
    Drop {
        /// Which block.
        block: u32,
        /// The revision seen.
        revision: u32,
    },
    /// A photo takes its place in the record.
    PlacePhoto {
        /// The stored file.
        file: FileId,
        /// The caption.
        text: String,
        /// What it shows, for those who cannot see it.
        alt: String,
        /// The line that it goes directly before; none for the end of the record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<u32>,
    },
    /// A photo waits with its words until somebody shows it.
    PreparePhoto {
        /// The stored file.
        file: FileId,
        /// The caption.
        text: String,
        /// What it shows, for those who cannot see it.
        alt: String,
        /// The line that it will go directly before; none for the end of the record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<u32>,
    },
    /// What a photo shows is said anew.
    Describe {
        /// Which line.
        line: u32,
        /// The revision seen.
        revision: u32,
        /// New words.
        alt: String,
        /// Whether it is known that this is a public erratum.
        #[serde(default)]
        erratum: bool,
    },
    /// A line is moved to another post, or to none.
    Bind {
        /// Which line.
        line: u32,
        /// The revision seen.
        revision: u32,
        /// Which post.
        post: Option<PostId>,
    },
    /// A line goes to another place in the record.
    PlaceLine {
        /// Which line.
        line: u32,
        /// The revision seen.
        revision: u32,
        /// The line that it goes directly before; none for the end of the record.
        before: Option<u32>,
    },
    /// A line is corrected in the open.
    CorrectLine {
        /// Which line.
        line: u32,
        /// The revision seen.
        revision: u32,
        /// New words.
        text: String,
        /// Whether it is known that this is a public erratum.
        #[serde(default)]
        erratum: bool,
    },
    /// A line is taken down.
    TakeDownLine {
        /// Which line.
        line: u32,
    },
    /// Somebody of the crew gives the others a cue: a ready one, own words, or both.
    Cue {
        /// A ready one.
        #[serde(default)]
        cue: Option<ReadyCue>,
        /// Own words; may be empty beside a ready one.
        #[serde(default)]
        text: String,
    },
    /// A room is drafted; its id is the room the command is sent to.
    Draw(Drawing),
    /// How posts are handled changes.
    Workflow {
        /// Which step.
        step: WorkflowStep,
    },
    /// A draft or announced room is changed.
    Amend {
        /// The header's revision seen.
        revision: u32,
        /// Rules.
        policy: Policy,
        /// Times.
        schedule: Schedule,
        /// Notice.
        about: About,
        /// Units for permits; none leaves them.
        #[serde(default)]
        units: Option<Vec<UnitId>>,
    },
    /// It is made public.
    Announce,
    /// The schedule does whatever is due.
    Advance,
    /// The host begins.
    GoLive,
    /// The host interrupts, with a line to readers.
    Pause {
        /// The line.
        notice: String,
    },
    /// The host goes on.
    Resume {
        /// The line; may be empty.
        #[serde(default)]
        notice: String,
    },
    /// The host moves the planned end.
    Extend {
        /// New end.
        ends_at: Millis,
        /// The end that was in force when somebody decided this; refused where it has been moved since.
        #[serde(default)]
        seen: Option<Millis>,
        /// The line; may be empty.
        #[serde(default)]
        notice: String,
    },
    /// It is moved to another time.
    Postpone {
        /// New times.
        schedule: Schedule,
        /// The line.
        notice: String,
    },
    /// It is called off.
    Cancel {
        /// The line.
        notice: String,
    },
    /// Somebody else answers.
    ReplaceGuest {
        /// The header's revision seen.
        revision: u32,
        /// The notice with the new guest.
        about: About,
        /// The line.
        notice: String,
    },
    /// The crew says when the recording begins, so that each line knows its place in it.
    StartVideo {
        /// That moment; now if left out.
        #[serde(default)]
        zero_at: Option<Millis>,
    },
    /// The host closes.
    Close,
    /// The record is prepared, handed over, confirmed.
    Record {
        /// What is done with it.
        step: RecordStep,
    },
    /// A rehearsal is thrown away.
    Discard,
    /// The author of an answered post rates the answer, once.
    Rate {
        /// Which post.
        post: PostId,
        /// How.
        grade: Grade,
        /// A sentence for staff; may be empty.
        #[serde(default)]
        text: String,
    },
    /// Against a decision that stopped a post.
    Appeal {
        /// Which step of it.
        step: AppealStep,
    },
    /// Words are erased by law, by two people.
    Erase {
        /// Which step of it.
        step: ErasureStep,
    },
    /// The schedule does what is due.
    Clock {
        /// Which step.
        step: ClockStep,
    },
    /// Scripted citizens ask and endorse in a rehearsal; 0 sends them home.
    PaceCrowd {
        /// Questions in a minute.
        per_minute: u32,
    },
}
