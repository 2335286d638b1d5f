//! What desks read and send, in TypeScript: `web/src/wire/desk.ts` and `commands.ts`.

use super::{
    claims::ClaimTold,
    news::News,
    post::{Earlier, OnePost},
    queue::QueuePage,
};
use crate::{
    desk::Answer,
    http::{
        api::commands::{Receipt, Told},
        pages::DeskData,
    },
    kernel::{
        appeal::AppealStep,
        case::{self, Called, CaseStep, End, NoteKind},
        clock::ClockStep,
        command::{Command, Drawing},
        contact::{Contact, ContactForm},
        cue::ReadyCue,
        erasure::{Erased, ErasureStep, Ground, Manner, Target},
        id::{FileId, GuestId, PersonId, PostId, RoomId, TextId, UnitId},
        letter::{Attached, Letter, LetterKind, Past, Writing},
        line::Speaker,
        material::{Material, Source},
        policy::{Identity, Policy, Publication, RoomKind},
        post::{Fate, Origin, Verdict},
        principal::Role,
        rating::Grade,
        record::{Notes, RecordStep},
        room::{About, Guest, Phase, Schedule},
        text::Lang,
        workflow::{self, FieldKind, FieldOption, FormField, Limit, Rights, StepKind, Title, Workflow, WorkflowStep},
    },
    similar::{Like, Stretch},
    store::Piles,
    views::{
        cast::GuestCard,
        reader::{Said, Stamp},
        staff::{
            changes::Change,
            cover::{Cover, Enclosed, Until},
            list::List,
            may::May,
            pieces::{Finding, Piece},
            row::{Decided, Held, Row, Spot},
            rules::Rule,
            whole::{Acts, Appealed, Rated, Whole},
        },
    },
    wire::{
        frame::Claimed,
        problem::{FieldNote, Problem},
        typescript::{declare, keep},
    },
};

#[test]
fn the_web_has_the_commands_of_today() -> Result<(), std::io::Error> {
    let mut out = "// Made from src/kernel/command.rs and what it names; never edited.\n".to_owned();
    declare!(out: Command, Told, Receipt, Answer, Problem, FieldNote);
    declare!(out: Speaker, Origin, Verdict, RoomKind, Policy, Publication, Identity, Contact, ContactForm, Schedule, About, Guest, Lang);
    declare!(out: Drawing, Writing, Past, Attached, Letter, CaseStep, case::Manner, Called, End, NoteKind, Workflow, WorkflowStep, Title, Limit, Rights, workflow::Stage, FormField, FieldOption, FieldKind, StepKind, LetterKind, Role);
    declare!(out: Material, Source, ReadyCue, RecordStep, Notes, ErasureStep, AppealStep, ClockStep, Target, Manner, Ground, Grade);
    declare!(out: PostId, GuestId, RoomId, UnitId, FileId, TextId);
    keep("commands.ts", &out)
}

#[test]
fn the_web_has_the_views_of_today() -> Result<(), std::io::Error> {
    let mut out = "// Made from src/views/staff and src/http/api/desk; never edited.\n".to_owned();
    declare!(out: DeskData, QueuePage, OnePost, Earlier, News, ClaimTold, List, Row, Cover, Until, Enclosed, Spot, Decided, Held, Whole, Acts, Piece);
    declare!(out: Finding, Change, Rule, May, GuestCard, Like, Stretch, Said, Stamp, Piles, Claimed, Fate, Phase);
    declare!(out: PostId, GuestId, PersonId, Erased, Ground, Grade, Rated, Appealed);
    keep("desk.ts", &out)
}
