//! What a command names and carries: the posts, the line, the files, the words.

use super::{
    case::CaseStep,
    clock::ClockStep,
    command::{Command, Drawing},
    contact::ContactForm,
    erasure::ErasureStep,
    id::{FileId, PostId, UnitId},
    letter::Writing,
    post::Verdict,
    record::{Notes, RecordStep},
    room::About,
    workflow::WorkflowStep,
};
use std::collections::BTreeMap;

impl Command {
    /// The posts the command names.
    pub fn posts(&self) -> Vec<PostId> {
        use Command::{
            Assign, Bind, CorrectReply, Draft, Edit, Finish, HandOver, Mute, Publish, PublishPart, Rank, Rate, Release,
            Screen, SignOff, Stage, TakeDown, TakeDownReply, Undo, Unmerge, Vote, Withdraw, Word,
        };
        match self {
            Screen { post, verdict: Verdict::Merge { into }, .. } => vec![*post, *into],
            Rank { post, before, .. } => std::iter::once(*post).chain(*before).collect(),
            Edit { post, .. }
            | Withdraw { post }
            | Vote { post }
            | Rate { post, .. }
            | Screen { post, .. }
            | Undo { post, .. }
            | Release { post }
            | Unmerge { post, .. }
            | Word { post, .. }
            | Assign { post, .. }
            | Stage { post, .. }
            | Mute { post, .. }
            | TakeDown { post, .. }
            | Draft { post, .. }
            | HandOver { post, .. }
            | SignOff { post, .. }
            | Publish { post, .. }
            | PublishPart { post, .. }
            | Finish { post, .. }
            | CorrectReply { post, .. }
            | TakeDownReply { post, .. }
            | Command::Case { post, .. } => vec![*post],
            Command::Appeal { step } => vec![step.post()],
            Command::Erase { step } => step.targets().iter().filter_map(|target| target.post()).collect(),
            Command::Clock { step: ClockStep::Forget { posts } } => posts.clone(),
            Command::Clock {
                step:
                    ClockStep::Count { post, .. }
                    | ClockStep::Carry { post }
                    | ClockStep::Lapse { post }
                    | ClockStep::Succeed { post }
                    | ClockStep::Remind { post },
            } => vec![*post],
            Command::Workflow { step: WorkflowStep::Move { post, .. } } => vec![*post],
            Bind { post, .. } => post.iter().copied().collect(),
            _ => Vec::new(),
        }
    }

    /// The units that a letter names.
    pub fn units(&self) -> Vec<UnitId> {
        match self {
            Command::Write(Writing { letter, past, .. }) => {
                letter.wish.into_iter().chain(past.as_ref().and_then(|past| past.unit)).collect()
            }
            Command::Case { step, .. } => step.units(),
            _ => Vec::new(),
        }
    }

    /// The matter of the catalogue that a letter is said to be.
    pub fn matter(&self) -> Option<&str> {
        match self {
            Command::Case { step: CaseStep::Route { matter, .. }, .. } => matter.as_deref(),
            _ => None,
        }
    }

    /// The number that a letter of before has where it comes from.
    pub fn reference(&self) -> Option<&str> {
        match self {
            Command::Write(Writing { past: Some(past), .. }) => Some(&past.reference),
            _ => None,
        }
    }

    /// The line the command is about.
    pub fn line(&self) -> Option<u32> {
        match self {
            Command::Bind { line, .. }
            | Command::PlaceLine { line, .. }
            | Command::CorrectLine { line, .. }
            | Command::Describe { line, .. }
            | Command::TakeDownLine { line } => Some(*line),
            _ => None,
        }
    }

    /// The line that something is to go directly before.
    pub fn before(&self) -> Option<u32> {
        match self {
            Command::PlaceLine { before, .. }
            | Command::Say { before, .. }
            | Command::Head { before, .. }
            | Command::PlacePhoto { before, .. }
            | Command::PreparePhoto { before, .. } => *before,
            _ => None,
        }
    }

    /// Whether it gives a line its place in the record.
    pub fn places_a_line(&self) -> bool {
        use Command::{Clock, Head, PlaceLine, PlacePhoto, Say, Show};
        let due = matches!(self, Clock { step: ClockStep::ShowDue { .. } });
        due || matches!(self, PlaceLine { .. } | Say { .. } | Head { .. } | PlacePhoto { .. } | Show { .. })
    }

    /// The block the command names.
    pub fn block(&self) -> Option<u32> {
        match self {
            Command::Reword { block, .. }
            | Command::Hold { block, .. }
            | Command::Show { block, .. }
            | Command::Drop { block, .. }
            | Command::Clock { step: ClockStep::ShowDue { block } } => Some(*block),
            _ => None,
        }
    }

    /// The words it carries that become a text of their own.
    pub fn words(&self) -> Option<&str> {
        use Command::{
            Ask, CorrectLine, CorrectReply, Cue, Draft, Edit, Enter, Head, PlacePhoto, Prepare, PreparePhoto,
            PublishPart, Rate, Reword, Say, Word,
        };
        match self {
            Command::Write(Writing { text, .. })
            | Ask { text, .. }
            | Edit { text, .. }
            | Enter { text, .. }
            | Word { text, .. }
            | Draft { text, .. }
            | PublishPart { text, .. }
            | CorrectReply { text, .. }
            | Say { text, .. }
            | Rate { text, .. }
            | Head { text, .. }
            | Cue { text, .. }
            | PlacePhoto { text, .. }
            | PreparePhoto { text, .. }
            | Prepare { text, .. }
            | Reword { text, .. }
            | CorrectLine { text, .. } => Some(text),
            Command::Pause { notice }
            | Command::Resume { notice }
            | Command::Extend { notice, .. }
            | Command::Postpone { notice, .. }
            | Command::Cancel { notice }
            | Command::ReplaceGuest { notice, .. } => Some(notice),
            Command::Record { step: RecordStep::Return { reason } } => Some(reason),
            Command::Appeal { step } => Some(step.words()),
            Command::Case { step, .. } => step.words(),
            Command::Workflow { step: WorkflowStep::Move { text, .. } } => Some(text),
            Command::Erase { step: ErasureStep::Propose { reason, .. } } => Some(reason),
            _ => None,
        }
    }

    /// What is filled into the form of a stage.
    pub fn values(&self) -> Option<&BTreeMap<String, String>> {
        match self {
            Command::Case { step, .. } => step.values(),
            _ => None,
        }
    }

    /// The answer to a letter as the public is to read it.
    pub fn public_answer(&self) -> Option<&str> {
        match self {
            Command::Case { step, .. } => step.public_answer(),
            Command::Write(Writing { past, .. }) => past.as_ref().map(|past| past.answer.as_str()),
            _ => None,
        }
    }

    /// What a picture shows, where it says so.
    pub fn alt(&self) -> Option<&str> {
        match self {
            Command::PlacePhoto { alt, .. } | Command::PreparePhoto { alt, .. } | Command::Describe { alt, .. } => {
                Some(alt)
            }
            Command::Reword { alt, .. } => alt.as_deref(),
            _ => None,
        }
    }

    /// The files it names.
    pub fn files(&self) -> Vec<FileId> {
        let noticed = self.about().map(About::files).unwrap_or_default();
        let placed = match self {
            Command::PlacePhoto { file, .. } | Command::PreparePhoto { file, .. } => Some(*file),
            _ => None,
        };
        let lettered: Vec<FileId> = match self {
            Command::Write(Writing { letter, .. }) => letter.file_ids().collect(),
            Command::Case { step, .. } => step.files().to_vec(),
            _ => Vec::new(),
        };
        let noted = self.notes().map(Notes::file_ids).unwrap_or_default();
        noticed.into_iter().map(|naming| naming.file).chain(placed).chain(noted).chain(lettered).collect()
    }

    /// The notice it carries.
    pub fn about(&self) -> Option<&About> {
        match self {
            Command::Draw(Drawing { about, .. })
            | Command::Amend { about, .. }
            | Command::ReplaceGuest { about, .. } => Some(about),
            _ => None,
        }
    }

    /// What is to stand beside the lines of the record.
    pub fn notes(&self) -> Option<&Notes> {
        match self {
            Command::Record { step: RecordStep::Note { notes, .. } } => Some(notes),
            _ => None,
        }
    }

    /// The name a citizen is to be shown by, for posts being entered.
    pub fn name(&self) -> Option<&str> {
        match self {
            Command::Ask { name, .. } | Command::Enter { name, .. } | Command::Write(Writing { name, .. }) => {
                Some(name)
            }
            _ => None,
        }
    }

    /// Where its author wants to be told, for posts being entered.
    pub fn contact(&self) -> Option<&ContactForm> {
        match self {
            Command::Ask { contact, .. } | Command::Enter { contact, .. } | Command::Write(Writing { contact, .. }) => {
                contact.as_ref().filter(|contact| !contact.is_empty())
            }
            _ => None,
        }
    }
}
