//! What a past session left open: some of it is being answered, one is a comment, one was answered by its unit.

use super::{
    letters::Mailbox,
    play::Stage,
    script::{Question, Session},
    seed::MINUTE,
};
use crate::kernel::{
    case::CaseStep,
    command::Command,
    id::{Millis, UnitId},
    principal::Role,
};
use anyhow::{Context, Result};

impl Mailbox<'_> {
    /// Decides as the script has it; `pass` moves the clock on.
    ///
    /// # Errors
    /// When the desk refuses.
    pub async fn leftovers(&self, stage: &Stage, session: &Session, pass: impl Fn(Millis)) -> Result<()> {
        let unit = session.units.first().and_then(|name| self.unit(name)).context("the session has no unit")?;
        for question in session.question.iter().filter(|question| !question.after.is_empty()) {
            pass(5 * MINUTE);
            self.leftover(stage, question, unit, &pass).await.with_context(|| question.text.clone())?;
        }
        Ok(())
    }

    async fn leftover(&self, stage: &Stage, question: &Question, unit: UnitId, pass: &impl Fn(Millis)) -> Result<()> {
        let post = stage.find(&question.text).await?.context("it is not there")?;
        let text = question.words.clone();
        if question.after == "draft" {
            let guest = *stage.guests.first().context("nobody answers")?;
            let draft = Command::Draft { post, revision: None, guest, text };
            return stage.act(stage.cast.who(Role::GuestStaff), draft).await.map(drop);
        }
        let steps = match question.after.as_str() {
            "comment" => vec![(Role::Host, CaseStep::Comment { text })],
            _ => vec![
                (Role::Host, CaseStep::GoOver { unit: Some(unit) }),
                (Role::Handler, CaseStep::Take),
                (Role::Handler, CaseStep::Draft { text, end: None }),
                (Role::Handler, CaseStep::HandUp),
                (Role::Approver, CaseStep::Agree),
            ],
        };
        for (role, step) in steps {
            pass(30 * MINUTE);
            let who = if role == Role::Host { stage.cast.who(role) } else { self.who(role) };
            let revision = stage.revision(post).await?;
            stage.act(who, Command::Case { post, revision, step }).await?;
        }
        Ok(())
    }
}
