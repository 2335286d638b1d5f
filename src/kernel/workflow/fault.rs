//! What can be wrong with a workflow, told apart so that it can be said in any language.

/// Stages of one workflow.
pub const STAGES_MOST: usize = 40;
/// Working days of one limit.
pub const DAYS_MOST: u16 = 250;
/// People who must agree at one stage.
pub const APPROVALS_MOST: u16 = 5;
/// Fields of one stage's form.
pub const FIELDS_MOST: usize = 12;
/// Fields of all forms of a workflow, with their options.
pub const FORM_FIELDS_MOST: usize = 120;
/// Options of one field.
pub const OPTIONS_MOST: usize = 20;
/// The name of a stage, a workflow or a field, in bytes.
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
    /// Nobody of the staff ends this step, so nothing is filled in there.
    FormAstray,
    /// More fields at one stage than people fill in.
    TooManyFields,
    /// More fields and options in all than a workflow may have.
    TooManyFormFields,
    /// A field's name is not of small letters, digits and underlines.
    FieldName,
    /// Two fields of one name.
    FieldTwice,
    /// What a field asks is empty in one language, or too long.
    FieldTitle,
    /// A choice without at least two options.
    NoOptions,
    /// Options of a field that is no choice.
    OptionsAstray,
    /// More options than people look through.
    TooManyOptions,
    /// Two options of one name.
    OptionTwice,
    /// An option's name or its name for people cannot be used.
    OptionName,
}

impl FaultKind {
    /// All of them.
    pub const ALL: [FaultKind; 40] = {
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
            FormAstray,
            TooManyFields,
            TooManyFormFields,
            FieldName,
            FieldTwice,
            FieldTitle,
            NoOptions,
            OptionsAstray,
            TooManyOptions,
            OptionTwice,
            OptionName,
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
            FaultKind::FormAstray => "form-astray",
            FaultKind::TooManyFields => "too-many-fields",
            FaultKind::TooManyFormFields => "too-many-form-fields",
            FaultKind::FieldName => "field-name",
            FaultKind::FieldTwice => "field-twice",
            FaultKind::FieldTitle => "field-title",
            FaultKind::NoOptions => "no-options",
            FaultKind::OptionsAstray => "options-astray",
            FaultKind::TooManyOptions => "too-many-options",
            FaultKind::OptionTwice => "option-twice",
            FaultKind::OptionName => "option-name",
        }
    }

    /// Whether what else it is about is a field of the stage's form, called by its title; its name may be what is wrong.
    pub fn is_of_field(self) -> bool {
        use FaultKind::{NoOptions, OptionName, OptionTwice, OptionsAstray, TooManyOptions};
        matches!(self, NoOptions | OptionName | OptionTwice | OptionsAstray | TooManyOptions)
    }

    /// About the workflow as a whole.
    pub(super) fn whole(self) -> Fault {
        let with = match self {
            FaultKind::TooManyStages => STAGES_MOST.to_string(),
            FaultKind::TooManyFormFields => FORM_FIELDS_MOST.to_string(),
            _ => String::new(),
        };
        Fault { stage: None, kind: self, with }
    }

    /// About one stage.
    pub(super) fn at(self, stage: &str) -> Fault {
        let with = match self {
            FaultKind::Days => DAYS_MOST.to_string(),
            FaultKind::Approvals => APPROVALS_MOST.to_string(),
            FaultKind::TooManyFields => FIELDS_MOST.to_string(),
            _ => String::new(),
        };
        Fault { stage: Some(stage.to_owned()), kind: self, with }
    }

    /// About one stage and another.
    pub(super) fn between(self, stage: &str, other: &str) -> Fault {
        Fault { stage: Some(stage.to_owned()), kind: self, with: other.to_owned() }
    }
}
