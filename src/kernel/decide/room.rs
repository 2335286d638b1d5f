//! Sends each command to the rules that know it.

use super::{answer, appeal, ask, block, case, clock, crew, erasure, life, preparation, record, screen, workflow};
use crate::kernel::{
    command::Command,
    event::{Event, PostEvent, RoomEvent},
    given::Given,
    id::PostId,
    line::Line,
    post::Post,
    principal::Permit,
    refusal::Refusal,
    room::Header,
    scope::Scope,
};

/// What the rules of one command work with.
pub(super) struct Context<'a> {
    pub scope: &'a Scope,
    pub header: &'a Header,
    pub permit: &'a Permit,
    pub given: &'a Given,
}

/// What follows from the command, in order; nothing for a command that is already fulfilled.
/// A vote yields no event: it is a row of its own.
///
/// # Errors
/// Any `Refusal`; then nothing may be written.
pub fn decide(scope: &Scope, command: &Command, permit: &Permit, given: &Given) -> Result<Vec<Event>, Refusal> {
    if let Command::Draw(_) = command {
        return life::draw(scope, command, permit, given);
    }
    let header = scope.header.as_ref().ok_or(Refusal::NotFound)?;
    if permit.visitor().is_ok() && !header.is_open_to(permit.pass) {
        return Err(Refusal::NotFound);
    }
    let cx = Context { scope, header, permit, given };
    use Command as C;
    match command {
        C::Write(writing) => ask::write(&cx, writing),
        C::Case { post, revision, step } => case::decide(&cx, (*post, *revision), step),
        C::Ask { .. } | C::Edit { .. } | C::Withdraw { .. } | C::Vote { .. } | C::Rate { .. } | C::Enter { .. } => {
            ask::decide(&cx, command)
        }
        C::Screen { .. }
        | C::Undo { .. }
        | C::Release { .. }
        | C::Unmerge { .. }
        | C::Word { .. }
        | C::Assign { .. }
        | C::Rank { .. }
        | C::Mute { .. }
        | C::TakeDown { .. } => screen::decide(&cx, command),
        C::Draft { .. }
        | C::HandOver { .. }
        | C::SignOff { .. }
        | C::Publish { .. }
        | C::PublishPart { .. }
        | C::Finish { .. }
        | C::CorrectReply { .. }
        | C::TakeDownReply { .. } => answer::decide(&cx, command),
        C::Stage { .. }
        | C::Unstage { .. }
        | C::LetGo
        | C::Say { .. }
        | C::Head { .. }
        | C::PlacePhoto { .. }
        | C::Describe { .. }
        | C::Bind { .. }
        | C::PlaceLine { .. }
        | C::CorrectLine { .. }
        | C::TakeDownLine { .. } => record::decide(&cx, command),
        C::Prepare { .. }
        | C::PreparePhoto { .. }
        | C::Reword { .. }
        | C::Hold { .. }
        | C::Show { .. }
        | C::Drop { .. } => block::decide(&cx, command),
        C::Cue { .. } => crew::decide(&cx, command),
        C::Record { step } => preparation::decide(&cx, step),
        C::Appeal { step } => appeal::decide(&cx, step),
        C::Erase { step } => erasure::decide(&cx, step),
        C::Clock { step } => clock::decide(&cx, step),
        C::Workflow { step } => workflow::decide(&cx, step),
        _ => life::decide(&cx, command),
    }
}

impl Context<'_> {
    /// The post, which must be of this room.
    pub fn post(&self, id: PostId) -> Result<&Post, Refusal> {
        let post = self.scope.posts.get(&id).filter(|post| post.room == self.header.id);
        post.ok_or(Refusal::NotFound)
    }

    /// The post at the revision the sender saw.
    pub fn fresh(&self, id: PostId, revision: u32) -> Result<&Post, Refusal> {
        let post = self.post(id)?;
        if post.revision == revision { Ok(post) } else { Err(Refusal::Stale { revision: post.revision }) }
    }

    /// The line of this room.
    pub fn line(&self, number: u32) -> Result<&Line, Refusal> {
        self.scope.lines.get(&number).ok_or(Refusal::NotFound)
    }

    /// The number the next line gets.
    pub fn next_line(&self) -> u32 {
        self.header.lines + 1
    }
}

/// An entry about a post.
pub(super) fn on(post: PostId, event: PostEvent) -> Event {
    Event::Post { post, event }
}

/// An entry about the room.
pub(super) fn room(event: RoomEvent) -> Event {
    Event::Room { event }
}
