//! A mailbox of the invented city: letters at every stage, sent and handled through the ordinary desk.

use super::{
    cast::{Cast, PASSWORD},
    portrait::{Hair, hall},
};
use crate::{
    app::House,
    auth::hash_password,
    kernel::{
        case::{CaseStep, Manner, NoteKind},
        command::{Command, Drawing, OfficeCommand},
        contact::Contact,
        id::{Millis, PersonId, PostId, RoomId, UnitId, VisitorId},
        letter::{Attached, Letter, LetterKind, Writing},
        phrase::{Phrase, Shelf},
        policy::{Policy, Publication, RoomKind},
        post::{Origin, Verdict},
        principal::{Grant, Principal, Reach, Role},
        rating::Grade,
        room::{About, Schedule},
        text::Lang,
        workflow::{FieldKind, FormField, Title, Workflow, WorkflowStep},
    },
};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::{
    cell::Cell,
    collections::{BTreeMap, HashMap},
};
use uuid::Uuid;

const FILE: &str = include_str!("letters.toml");
const HOUR: Millis = 3_600_000;
const DAY: Millis = 24 * HOUR;

/// Log-in name, shown name, role of those who work on letters.
const CREW: [(&str, &str, Role); 3] = [
    ("router", "分办员·苏合", Role::Router),
    ("handler", "承办人·丁一鸣", Role::Handler),
    ("supervisor", "督办员·梁书", Role::Supervisor),
];

/// Title and words.
const PHRASES: [(&str, &str); 2] = [
    ("开头", "您好！您的来信收悉，感谢您对我市工作的关心和支持。"),
    ("结尾", "如有疑问，欢迎在工作时间来电。再次感谢您的来信。"),
];

#[derive(Deserialize)]
struct Letters {
    letter: Vec<Told>,
}

/// A letter as the file tells it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    kind: String,
    title: String,
    text: String,
    name: String,
    may_publish: bool,
    days: Millis,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    ask: String,
    #[serde(default)]
    title_public: String,
    #[serde(default)]
    letter_public: String,
    #[serde(default)]
    answer_public: String,
    /// What was said where it was asked whether somebody went there: `yes` or `no`.
    #[serde(default)]
    visited: String,
    #[serde(default)]
    grade: String,
    #[serde(default)]
    urge: String,
    /// Written down by the router for somebody who rang up.
    #[serde(default)]
    phone: bool,
    /// A photo goes with it.
    #[serde(default)]
    photo: bool,
    state: String,
}

/// The mailbox, and who works on it.
pub(super) struct Mailbox<'a> {
    house: &'a House,
    room: RoomId,
    units: HashMap<String, UnitId>,
    crew: HashMap<Role, Principal>,
}

impl Mailbox<'_> {
    /// Opens the mailbox of the mayor.
    ///
    /// # Errors
    /// When the desk refuses.
    pub async fn open<'a>(
        house: &'a House,
        cast: &Cast,
        units: HashMap<String, UnitId>,
        now: Millis,
    ) -> Result<Mailbox<'a>> {
        let mut crew = hire(house).await?;
        for role in [Role::Moderator, Role::Approver] {
            crew.insert(role, cast.who(role));
        }
        // Whoever screens also edits, as in interviews of this city.
        crew.insert(Role::Editor, cast.who(Role::Moderator));
        let room = RoomId(Uuid::now_v7());
        let about = About {
            topic: "市长信箱".into(),
            units: vec!["云汀市人民政府办公室".into()],
            background: "有事想问、有困难想求助、有意见想提，都可以写到这里。来信由市政府办公室统一受理，交有关单位办理，并由督办员跟踪到底。".into(),
            ..About::blank(Lang::Zh)
        };
        let policy = Policy {
            standing: true,
            letters: LetterKind::ALL.to_vec(),
            title_chars: 40,
            contact: Contact::Optional,
            files_per_letter: 5,
            publication: Publication::WithAnswer,
            post_chars: 2_000,
            votes: false,
            ..Policy::default()
        };
        let schedule = Schedule { collect_at: now, starts_at: now, ends_at: now + HOUR };
        let drawing = Drawing {
            kind: RoomKind::Mailbox,
            policy,
            schedule,
            about,
            units: Vec::new(),
            rehearsal: false,
            copied_from: None,
            workflow: Some(Workflow::letters()),
        };
        let owner = cast.who(Role::Administrator);
        house.desk.room(owner, room, Command::Draw(drawing)).await?;
        let step = WorkflowStep::Adopt { workflow: with_form(), seen: 1 };
        house.desk.room(owner, room, Command::Workflow { step }).await?;
        house.desk.room(owner, room, Command::Announce).await?;
        house.desk.room(Principal::Clock, room, Command::Advance).await?;
        Ok(Mailbox { house, room, units, crew })
    }

    /// Sends and handles the letters that came between so many days ago; `set` moves the clock.
    ///
    /// # Errors
    /// When the desk refuses.
    pub async fn fill(&self, between: (Millis, Millis), now: Millis, clock: impl Fn(Millis)) -> Result<()> {
        // Letters overlap, the clock does not go back.
        let last = Cell::new(0);
        let set = |at: Millis| {
            last.set(at.max(last.get() + 10_000));
            clock(last.get());
        };
        let letters: Letters = toml::from_str(FILE).context("the letters of the demonstration")?;
        for told in letters.letter.iter().filter(|told| (between.1..=between.0).contains(&told.days)) {
            // What is from today has just come.
            let at = if told.days == 0 { now - HOUR / 2 } else { now - told.days * DAY };
            self.letter(told, at, &set).await.with_context(|| told.title.clone())?;
        }
        Ok(())
    }

    async fn letter(&self, told: &Told, at: Millis, set: &impl Fn(Millis)) -> Result<()> {
        set(at);
        let author = if told.phone { self.who(Role::Router) } else { Principal::Visitor(VisitorId(Uuid::now_v7())) };
        let kind = LetterKind::parse(&told.kind).context("no such kind of letter")?;
        let letter = Letter { kind, may_publish: told.may_publish, wish: None, files: self.photo(told.photo).await? };
        let origin = told.phone.then_some(Origin::Phone);
        let text = format!("{}\n{}", told.title, told.text);
        let writing = Writing { text, name: told.name.clone(), letter, origin, contact: None, past: None };
        let answer = self.house.desk.room(author, self.room, Command::Write(writing)).await?;
        let post = answer.post.context("no post")?;
        if told.state == "new" {
            return Ok(());
        }
        let screen = Command::Screen { post, revision: self.revision(post).await?, verdict: Verdict::Approve };
        self.house.desk.room(self.who(Role::Moderator), self.room, screen).await?;
        set(at + HOUR / 2);
        self.house.desk.room(Principal::Clock, self.room, Command::Release { post }).await?;
        for (nth, (role, step)) in (1..).zip(self.steps(told)?) {
            set(at + nth * HOUR);
            self.step(self.who(role), post, step).await?;
        }
        if !told.urge.is_empty() {
            let urge = CaseStep::Note { kind: NoteKind::Urge, text: told.urge.clone() };
            self.step(self.who(Role::Supervisor), post, urge).await?;
        }
        if let Some(grade) = Grade::parse(&told.grade) {
            self.house.desk.room(author, self.room, Command::Rate { post, grade, text: String::new() }).await?;
        }
        Ok(())
    }

    async fn photo(&self, has_one: bool) -> Result<Vec<Attached>> {
        if !has_one {
            return Ok(Vec::new());
        }
        let bytes = hall(&[("窗口", Hair::Tied), ("来人", Hair::Short)])?;
        let kept = self.house.files.attach(self.room, "办事窗口.png".into(), bytes).await?;
        Ok(vec![Attached { file: kept.own.id, shown: kept.shown.map(|file| file.id) }])
    }

    /// Everything that was done with it, and by whom.
    fn steps(&self, told: &Told) -> Result<Vec<(Role, CaseStep)>> {
        let mut steps = Vec::new();
        if told.state == "taken-in" {
            return Ok(steps);
        }
        let unit = *self.units.get(&told.unit).with_context(|| format!("no unit {}", told.unit))?;
        let (assisting, matter) = (Vec::new(), None);
        steps.push((Role::Router, CaseStep::Route { unit, assisting, matter, urgent: false, text: String::new() }));
        if told.state == "routed" {
            return Ok(steps);
        }
        steps.push((Role::Handler, CaseStep::Take));
        if !told.ask.is_empty() {
            steps.push((Role::Handler, CaseStep::Ask { text: told.ask.clone() }));
        }
        if told.answer.is_empty() {
            return Ok(steps);
        }
        if !told.visited.is_empty() {
            let values = BTreeMap::from([("visited".to_owned(), told.visited.clone())]);
            steps.push((Role::Handler, CaseStep::Fill { values }));
        }
        steps.push((Role::Handler, CaseStep::Draft { text: told.answer.clone(), end: None }));
        steps.push((Role::Handler, CaseStep::HandUp));
        if told.state == "handed-up" {
            return Ok(steps);
        }
        steps.push((Role::Approver, CaseStep::Agree));
        let whole = told.state == "published";
        let letter =
            if whole { format!("{}\n{}", told.title_public, told.letter_public) } else { told.title_public.clone() };
        let manner = if whole { Manner::Whole } else { Manner::Outcome };
        steps.push((
            Role::Editor,
            CaseStep::Publish { manner, letter, answer: told.answer_public.clone(), files: Vec::new() },
        ));
        Ok(steps)
    }

    async fn step(&self, who: Principal, post: PostId, step: CaseStep) -> Result<()> {
        let command = Command::Case { post, revision: self.revision(post).await?, step };
        self.house.desk.room(who, self.room, command).await?;
        Ok(())
    }

    async fn revision(&self, post: PostId) -> Result<u32> {
        let listed = self.house.db.posts_by_id(&[post]).await?.pop().context("the letter is gone")?;
        Ok(listed.post.revision)
    }

    /// The unit of this name.
    pub(super) fn unit(&self, name: &str) -> Option<UnitId> {
        self.units.get(name).copied()
    }

    /// Who works in this role.
    pub(super) fn who(&self, role: Role) -> Principal {
        self.crew.get(&role).copied().unwrap_or(Principal::Operator)
    }
}

/// The shipped workflow, with one thing that this city wants to know of whoever handles a letter.
fn with_form() -> Workflow {
    let mut workflow = Workflow { version: 2, ..Workflow::letters() };
    let title = Title { zh: "是否到过现场".into(), en: "Somebody went to the place".into() };
    let (name, kind, options) = ("visited".into(), FieldKind::YesNo, Vec::new());
    let field = FormField { name, title, kind, required: false, public: true, options };
    let handling = workflow.stages.iter_mut().filter(|stage| stage.name == "handling");
    handling.for_each(|stage| stage.form = vec![field.clone()]);
    workflow
}

pub(super) async fn hire(house: &House) -> Result<HashMap<Role, Principal>> {
    let hash = hash_password(PASSWORD.to_owned()).await?;
    let mut crew = HashMap::new();
    for (login, name, role) in CREW {
        let person = PersonId(Uuid::now_v7());
        let office = |command| house.desk.office(Principal::Operator, command);
        office(OfficeCommand::SetPerson { person, login: login.into(), name: name.into(), unit: None }).await?;
        let grant = Grant { role, reach: Reach::Installation };
        office(OfficeCommand::Grant { person, grant }).await?;
        office(OfficeCommand::SetPassword { person, hash: hash.clone() }).await?;
        if role == Role::Handler {
            let shelf = Shelf::Person { person };
            house
                .desk
                .office(Principal::Staff(person), OfficeCommand::SetPhrases { shelf, phrases: phrases(), seen: 0 })
                .await?;
        }
        crew.insert(role, Principal::Staff(person));
    }
    Ok(crew)
}

/// What the handler writes again and again.
fn phrases() -> Vec<Phrase> {
    let phrase = |(title, text): (&str, &str)| Phrase { title: title.into(), text: text.into() };
    PHRASES.into_iter().map(phrase).collect()
}
