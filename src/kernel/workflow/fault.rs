//! What can be wrong with a workflow, told apart so that it can be said in any language.

/// Stages of one workflow.
pub const STAGES_MOST: usize = 40;
/// Working days of one limit.
pub const DAYS_MOST: u16 = 250;
/// People who must agree at one stage.
pub const APPROVALS_MOST: u16 = 5;
/// The name of a stage or workflow, in bytes.
pub const NAME_BYTES: usize = 40;
/// A name for people, in characters.
pub const TITLE_CHARS: usize = 40;

/// As word files name the one thing that is wrong only in a room: things stand at a stage that would go.
pub const WOULD_LOSE: &str = "kept";

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The stage it is about; none for the whole.
    pub stage: Option<String>,
    /// What is wrong.
    pub kind: FaultKind,
    /// What else it is about: another stage's name, or a bound; empty where nothing.
    pub with: String,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// Nothing happens in it.
    NoStages,
    /// More stages than people can follow.
    TooManyStages,
    /// Versions count from 1.
    Version,
    /// A name is not of small letters, digits and underlines.
    Name,
    /// A name for people is empty in one language, or too long.
    Title,
    /// Two stages of one name.
    Twice,
    /// It is followed by a stage that does not exist.
    NextUnknown,
    /// It is followed by itself.
    NextSelf,
    /// The same stage follows twice.
    NextTwice,
    /// Nothing ever leads from this step to that one.
    NextAstray,
    /// Nothing can begin at the first stage.
    Start,
    /// No stage in which anybody answers.
    Unanswered,
    /// No way leads to it from the first stage.
    Unreached,
    /// Nothing follows, though nothing ends here.
    DeadEnd,
    /// Stages that only lead to each other.
    Trap,
    /// The role does not fit the step.
    Owner,
    /// No limit of its own, and no promise that would be one.
    NoLimit,
    /// Days outside what a limit may be.
    Days,
    /// What is urgent has more time than what is not.
    UrgentSlower,
    /// A right that this step does not have.
    Right,
    /// More people must agree than may be asked for.
    Approvals,
    /// Whoever screens must be able to pass on and to end.
    ScreenNext,
    /// Whoever routes must reach a unit.
    RouteNext,
    /// Whoever is to take it must be able to take it and to send it back.
    TakeNext,
    /// What is answered must go on.
    HandleNext,
    /// What was asked comes back to whoever asked.
    AskNext,
    /// Whoever approves must be able to agree and to send it back.
    ApproveNext,
    /// What is decided about publication must go on.
    PublishNext,
    /// What is never rated must end.
    RateNext,
}

impl FaultKind {
    /// All of them.
    pub const ALL: [FaultKind; 29] = {
        use FaultKind::*;
        [
            NoStages,
            TooManyStages,
            Version,
            Name,
            Title,
            Twice,
            NextUnknown,
            NextSelf,
            NextTwice,
            NextAstray,
            Start,
            Unanswered,
            Unreached,
            DeadEnd,
            Trap,
            Owner,
            NoLimit,
            Days,
            UrgentSlower,
            Right,
            Approvals,
            ScreenNext,
            RouteNext,
            TakeNext,
            HandleNext,
            AskNext,
            ApproveNext,
            PublishNext,
            RateNext,
        ]
    };

    /// As word files name it (`workflow-fault-…`).
    pub fn code(self) -> &'static str {
        match self {
            FaultKind::NoStages => "no-stages",
            FaultKind::TooManyStages => "too-many-stages",
            FaultKind::Version => "version",
            FaultKind::Name => "name",
            FaultKind::Title => "title",
            FaultKind::Twice => "twice",
            FaultKind::NextUnknown => "next-unknown",
            FaultKind::NextSelf => "next-self",
            FaultKind::NextTwice => "next-twice",
            FaultKind::NextAstray => "next-astray",
            FaultKind::Start => "start",
            FaultKind::Unanswered => "unanswered",
            FaultKind::Unreached => "unreached",
            FaultKind::DeadEnd => "dead-end",
            FaultKind::Trap => "trap",
            FaultKind::Owner => "owner",
            FaultKind::NoLimit => "no-limit",
            FaultKind::Days => "days",
            FaultKind::UrgentSlower => "urgent-slower",
            FaultKind::Right => "right",
            FaultKind::Approvals => "approvals",
            FaultKind::ScreenNext => "screen-next",
            FaultKind::RouteNext => "route-next",
            FaultKind::TakeNext => "take-next",
            FaultKind::HandleNext => "handle-next",
            FaultKind::AskNext => "ask-next",
            FaultKind::ApproveNext => "approve-next",
            FaultKind::PublishNext => "publish-next",
            FaultKind::RateNext => "rate-next",
        }
    }

    /// About the workflow as a whole.
    pub(super) fn whole(self) -> Fault {
        let with = match self {
            FaultKind::TooManyStages => STAGES_MOST.to_string(),
            _ => String::new(),
        };
        Fault { stage: None, kind: self, with }
    }

    /// About one stage.
    pub(super) fn at(self, stage: &str) -> Fault {
        let with = match self {
            FaultKind::Days => DAYS_MOST.to_string(),
            FaultKind::Approvals => APPROVALS_MOST.to_string(),
            _ => String::new(),
        };
        Fault { stage: Some(stage.to_owned()), kind: self, with }
    }

    /// About one stage and another.
    pub(super) fn between(self, stage: &str, other: &str) -> Fault {
        Fault { stage: Some(stage.to_owned()), kind: self, with: other.to_owned() }
    }
}
