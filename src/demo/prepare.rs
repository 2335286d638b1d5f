//! What an editor and an approver do with the record of a session that is over.

use super::{play::Stage, script::Session};
use crate::kernel::{
    command::Command,
    line::LineKind,
    principal::Role,
    record::{Notes, RecordStep},
    text::Lang,
};
use anyhow::{Context, Result};

impl Stage {
    /// A heading before each question; the summary, where the script has one, and then the approver confirms. Without
    /// one the record stays in preparation.
    pub async fn prepare(&self, session: &Session) -> Result<()> {
        let editor = self.cast.who(Role::Moderator);
        let lines = self.house.db.lines(self.room, 0, 500).await?;
        let asked = lines.iter().filter(|line| line.kind == LineKind::Question);
        for (line, question) in asked.zip(session.question.iter().filter(|question| !question.title.is_empty())) {
            let head = Command::Head { text: question.title.clone(), before: Some(line.number) };
            self.act(editor, head).await?;
        }
        if session.summary.is_empty() {
            return Ok(());
        }
        let (summary, recording) = (session.summary.clone(), session.recording.clone());
        let notes = Notes { summary, recording, ..Notes::blank(Lang::Zh) };
        let note = RecordStep::Note { revision: 0, notes, erratum: false };
        for step in [note, RecordStep::HandOver] {
            self.act(editor, Command::Record { step }).await?;
        }
        let header = self.house.db.room(self.room).await?.context("the room is gone")?;
        let confirm = RecordStep::Confirm { seen: header.public_at };
        self.act(self.cast.who(Role::Approver), Command::Record { step: confirm }).await?;
        Ok(())
    }
}
