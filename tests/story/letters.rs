//! Letters: from a citizen over router, unit and approver to an answer that is published and rated, by working days.

use crate::{
    house::{House, citizen},
    survival::tables,
};
use jiff::{
    civil::{Date, date},
    tz::TimeZone,
};
use uuid::Uuid;
use wenzheng::{
    desk::{Answer, rebuild},
    jobs,
    kernel::{
        calendar::{Calendar, due, today},
        case::{Case, CaseStep, End, Manner, NoteKind},
        clock::ClockStep,
        command::{CalendarChange, Command, Drawing, OfficeCommand},
        contact::Contact,
        id::{RoomId, UnitId},
        letter::{Letter, LetterKind, Writing},
        policy::{Policy, Publication, RoomKind},
        post::{Fate, Origin, Post, Verdict},
        principal::{Principal, Reach, Role},
        rating::Grade,
        refusal::Refusal,
        room::{About, Schedule},
        text::Lang,
        workflow::{StepKind, Workflow},
    },
    store::CaseFilter,
};

const DAY: i64 = 24 * 3_600_000;

/// A mailbox with its people: two units below the city.
pub struct Mailbox<'a> {
    pub house: &'a House,
    pub room: RoomId,
    pub units: [UnitId; 2],
    pub moderator: Principal,
    pub router: Principal,
    pub handlers: [Principal; 2],
    pub approver: Principal,
    pub editor: Principal,
    pub supervisor: Principal,
    pub author: Principal,
}

pub fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

/// On the morning of Friday, 13 February 2026, before the days of the new year.
pub async fn opened() -> House {
    let morning = date(2026, 2, 13).at(9, 0, 0, 0).to_zoned(zone()).unwrap();
    House::opened_at(morning.timestamp().as_millisecond()).await
}

pub async fn unit(house: &House, name: &str, parent: Option<UnitId>) -> UnitId {
    let unit = UnitId(Uuid::now_v7());
    let set = OfficeCommand::SetUnit { unit, name: name.into(), parent };
    house.desk.office(Principal::Operator, set).await.unwrap();
    unit
}

pub async fn mailbox(house: &House, workflow: Workflow) -> Mailbox<'_> {
    mailbox_with(house, workflow, |_| {}).await
}

/// A mailbox with another policy.
pub async fn mailbox_with(house: &House, workflow: Workflow, change: impl FnOnce(&mut Policy)) -> Mailbox<'_> {
    let city = unit(house, "云汀市", None).await;
    let units = [unit(house, "市交通局", Some(city)).await, unit(house, "市住建局", Some(city)).await];
    let room = RoomId(Uuid::now_v7());
    let about = About { topic: "市长信箱".into(), ..About::blank(Lang::Zh) };
    let mut policy = Policy {
        standing: true,
        letters: LetterKind::ALL.to_vec(),
        title_chars: 30,
        publication: Publication::WithAnswer,
        undo_ms: 0,
        votes: false,
        post_every_ms: 0,
        contact: Contact::Optional,
        files_per_letter: 5,
        ..Policy::default()
    };
    change(&mut policy);
    let now = house.now();
    let schedule = Schedule { collect_at: now, starts_at: now, ends_at: now + 1 };
    let (kind, workflow) = (RoomKind::Mailbox, Some(workflow));
    let drawing =
        Drawing { kind, policy, schedule, about, units: vec![city], rehearsal: false, copied_from: None, workflow };
    house.desk.room(Principal::Operator, room, Command::Draw(drawing)).await.unwrap();
    house.desk.room(Principal::Operator, room, Command::Announce).await.unwrap();
    house.pass(1_000).await;
    let of = |unit| Reach::Unit { unit };
    Mailbox {
        house,
        room,
        units,
        moderator: house.staff("shou", &[(Role::Moderator, of(city))]).await,
        router: house.staff("fen", &[(Role::Router, of(city))]).await,
        handlers: [
            house.staff("ban-1", &[(Role::Handler, of(units[0]))]).await,
            house.staff("ban-2", &[(Role::Handler, of(units[1]))]).await,
        ],
        approver: house.staff("shen", &[(Role::Approver, of(units[0]))]).await,
        editor: house.staff("bian", &[(Role::Editor, of(city))]).await,
        supervisor: house.staff("du", &[(Role::Supervisor, of(city))]).await,
        author: citizen(),
    }
}

fn letter(text: &str, may_publish: bool) -> Command {
    let letter = Letter { kind: LetterKind::Help, may_publish, wish: None, files: Vec::new() };
    Command::Write(Writing {
        text: text.into(),
        name: "河西老李".into(),
        letter,
        origin: None,
        contact: None,
        past: None,
    })
}

impl Mailbox<'_> {
    pub async fn act(&self, who: Principal, command: Command) -> Result<Answer, Refusal> {
        self.house.desk.room(who, self.room, command).await
    }

    pub async fn post(&self, number: u32) -> Post {
        self.house.db.post(self.room, number).await.unwrap().unwrap().post
    }

    async fn case(&self, number: u32) -> Case {
        *self.post(number).await.case.unwrap()
    }

    pub async fn step(&self, who: Principal, number: u32, step: CaseStep) -> Result<Answer, Refusal> {
        let post = self.post(number).await;
        self.act(who, Command::Case { post: post.id, revision: post.revision, step }).await
    }

    /// A new letter that has been let in.
    pub async fn taken_in(&self, may_publish: bool) -> u32 {
        let text = format!("河西路口红绿灯不亮\n已经三天了，早高峰很危险。{}", Uuid::now_v7());
        let number = self.act(self.author, letter(&text, may_publish)).await.unwrap().number.unwrap();
        if self.post(number).await.place.step == StepKind::Screen {
            self.screen(number, Verdict::Approve).await;
        }
        number
    }

    pub async fn screen(&self, number: u32, verdict: Verdict) {
        let Post { id: post, revision, .. } = self.post(number).await;
        self.act(self.moderator, Command::Screen { post, revision, verdict }).await.unwrap();
    }

    async fn routed(&self, number: u32) {
        self.step(self.router, number, self.to(0)).await.unwrap();
    }

    pub fn to(&self, nth: usize) -> CaseStep {
        let (unit, assisting) = (self.units[nth], vec![self.units[1 - nth]]);
        CaseStep::Route { unit, assisting, matter: None, urgent: false, text: String::new() }
    }

    /// In the hands of the first unit.
    pub async fn in_hand(&self, may_publish: bool) -> u32 {
        let number = self.taken_in(may_publish).await;
        self.routed(number).await;
        self.step(self.handlers[0], number, CaseStep::Take).await.unwrap();
        number
    }

    pub async fn answered(&self, may_publish: bool) -> u32 {
        let number = self.in_hand(may_publish).await;
        self.step(self.handlers[0], number, draft("已抢修，今晚恢复。承办人张三，电话 138。")).await.unwrap();
        self.step(self.handlers[0], number, CaseStep::HandUp).await.unwrap();
        self.step(self.approver, number, CaseStep::Agree).await.unwrap();
        number
    }

    /// What the first unit was given is answered.
    pub async fn answer_in_hand(&self, number: u32) {
        self.step(self.handlers[0], number, CaseStep::Take).await.unwrap();
        self.step(self.handlers[0], number, draft("已修复。")).await.unwrap();
        self.step(self.handlers[0], number, CaseStep::HandUp).await.unwrap();
        self.step(self.approver, number, CaseStep::Agree).await.unwrap();
    }

    /// Lets days pass and the jobs look.
    async fn wait_until(&self, day: Date) {
        let noon = day.at(12, 0, 0, 0).to_zoned(zone()).unwrap().timestamp().as_millisecond();
        self.house.pass(noon - self.house.now()).await;
        jobs::count(&self.house.db, &self.house.desk, &zone()).await.unwrap();
        jobs::lapse(&self.house.db, &self.house.desk, &zone()).await.unwrap();
    }

    async fn to_do(&self, units: Option<Vec<UnitId>>, steps: &[StepKind]) -> Vec<u32> {
        let wanted = CaseFilter { units, steps: steps.to_vec(), limit: 50, ..CaseFilter::default() };
        let cases = self.house.db.cases(&wanted).await.unwrap();
        cases.iter().map(|row| row.listed.post.number).collect()
    }
}

fn draft(text: &str) -> CaseStep {
    CaseStep::Draft { text: text.into(), end: None }
}

fn said(text: &str) -> String {
    text.to_owned()
}

#[tokio::test]
async fn a_letter_becomes_a_published_and_rated_answer() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.taken_in(true).await;
    let promised = mail.post(number).await.clock.unwrap().now;
    assert_eq!((promised.received, promised.due), (date(2026, 2, 13), Some(date(2026, 2, 27))), "over the new year");
    assert_eq!(mail.post(number).await.stage_due(), Some(date(2026, 2, 14)), "a Saturday that is worked");
    assert_eq!(mail.to_do(None, &[StepKind::Route]).await, [number]);

    mail.routed(number).await;
    let unit = Some(vec![mail.units[0]]);
    assert_eq!(mail.to_do(unit.clone(), &[StepKind::Take, StepKind::Handle]).await, [number]);
    assert_eq!(mail.to_do(Some(vec![mail.units[1]]), &[StepKind::Take]).await, Vec::<u32>::new());
    mail.step(mail.handlers[0], number, CaseStep::Take).await.unwrap();
    assert_eq!(mail.post(number).await.stage_due(), promised.due, "the unit answers by the citizen's day");
    mail.step(mail.handlers[0], number, draft("初稿")).await.unwrap();
    mail.step(mail.handlers[0], number, CaseStep::HandUp).await.unwrap();
    assert_eq!(mail.step(mail.handlers[0], number, CaseStep::Agree).await.unwrap_err(), Refusal::NotAllowed);
    mail.step(mail.approver, number, CaseStep::SendBack { text: said("请写明恢复时间") }).await.unwrap();
    mail.step(mail.handlers[0], number, draft("已抢修，今晚恢复。")).await.unwrap();
    mail.step(mail.handlers[0], number, CaseStep::HandUp).await.unwrap();
    mail.step(mail.approver, number, CaseStep::Agree).await.unwrap();

    let post = mail.post(number).await;
    assert_eq!((post.fate, post.public, post.place.step), (Fate::Answered, false, StepKind::Publish));
    let manner = Manner::Whole;
    let publish =
        CaseStep::Publish {
            manner, letter: said("红绿灯不亮\n某路口"), answer: said("已修复。"), files: Vec::new()
        };
    mail.step(mail.editor, number, publish).await.unwrap();
    let post = mail.post(number).await;
    assert!(post.public);
    assert_ne!(post.worded, Some(post.text.clone()), "the public reads another text than the letter");
    let rate = Command::Rate { post: post.id, grade: Grade::Satisfied, text: String::new() };
    mail.act(mail.author, rate).await.unwrap();
    mail.wait_until(date(2026, 4, 30)).await;
    assert_eq!(mail.post(number).await.place.step, StepKind::Close);
    let before = tables(&house).await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(tables(&house).await, before);
}

#[tokio::test]
async fn a_unit_sends_a_letter_back_once_in_time_and_then_the_router_has_decided() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.taken_in(true).await;
    mail.routed(number).await;
    let back = || CaseStep::Return { text: said("属住建局职责") };
    assert_eq!(mail.step(mail.handlers[1], number, back()).await.unwrap_err(), Refusal::NotAllowed, "who only assists");
    mail.step(mail.handlers[0], number, back()).await.unwrap();
    assert_eq!(mail.to_do(None, &[StepKind::Route]).await, [number]);
    mail.step(mail.router, number, mail.to(1)).await.unwrap();
    assert_eq!(mail.step(mail.handlers[1], number, back()).await.unwrap_err(), Refusal::Arbitrated);
    let late = mail.taken_in(true).await;
    mail.routed(late).await;
    let day = mail.post(late).await.stage_due().unwrap().tomorrow().unwrap();
    house.turn(13 * DAY);
    assert!(day < today(house.now(), &zone()));
    assert_eq!(mail.step(mail.handlers[0], late, back()).await.unwrap_err(), Refusal::TimeOver);
    jobs::lapse(&house.db, &house.desk, &zone()).await.unwrap();
    assert_eq!(mail.post(late).await.place.step, StepKind::Handle, "who says nothing in time has taken it");
}

#[tokio::test]
async fn the_clock_stands_still_once_while_the_author_is_asked() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.in_hand(true).await;
    let ask = || CaseStep::Ask { text: said("哪一个路口？") };
    mail.step(mail.handlers[0], number, ask()).await.unwrap();
    assert_eq!(mail.post(number).await.clock.unwrap().now.due, None, "no day while it stands still");
    // Worked: Sat 14, Tue 24, Wed 25 … February.
    mail.wait_until(date(2026, 2, 24)).await;
    let stranger = mail.step(citizen(), number, CaseStep::Add { text: said("我也不知道") }).await;
    assert_eq!(stranger.unwrap_err(), Refusal::NotFound);
    mail.step(mail.author, number, CaseStep::Add { text: said("河西路与滨江道") }).await.unwrap();
    let clock = mail.post(number).await.clock.unwrap().now;
    assert_eq!(clock.due, Some(date(2026, 3, 2)), "five working days from 25 February on, a Saturday among them");
    assert_eq!(clock.received, date(2026, 2, 13), "the clock does not begin anew");
    assert_eq!(mail.step(mail.handlers[0], number, ask()).await.unwrap_err(), Refusal::AskedBefore);

    let silent = mail.in_hand(true).await;
    let unclear = CaseStep::Draft { text: said("看不明白"), end: Some(End::Unclear) };
    assert_eq!(mail.step(mail.handlers[0], silent, unclear.clone()).await.unwrap_err(), Refusal::WrongStep);
    mail.step(mail.handlers[0], silent, ask()).await.unwrap();
    mail.wait_until(date(2026, 3, 20)).await;
    let post = mail.post(silent).await;
    assert_eq!(post.place.step, StepKind::Handle, "after five working days without a word");
    assert_eq!(post.clock.unwrap().now.pauses.len(), 1);
    mail.step(mail.handlers[0], silent, unclear).await.unwrap();
}

#[tokio::test]
async fn more_time_is_asked_for_before_the_day_and_given_by_somebody_else() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.in_hand(true).await;
    let extend = |days| CaseStep::Extend { days, text: said("要请设备厂家") };
    assert_eq!(mail.step(mail.handlers[0], number, extend(11)).await.unwrap_err(), Refusal::Full { most: 10 });
    mail.in_hand(true).await;
    let waiting = async || -> Vec<u32> {
        let steps = vec![StepKind::Handle, StepKind::Approve];
        let wanted =
            CaseFilter { rooms: Some(vec![mail.room]), steps, waiting: true, limit: 50, ..CaseFilter::default() };
        let cases = house.db.cases(&wanted).await.unwrap();
        cases.iter().map(|row| row.listed.post.number).collect()
    };
    assert_eq!(waiting().await, Vec::<u32>::new());
    mail.step(mail.handlers[0], number, extend(10)).await.unwrap();
    assert_eq!(waiting().await, [number], "and no other that is open");
    let judge = |days| CaseStep::Judge { days, text: String::new() };
    assert_eq!(mail.step(mail.handlers[0], number, judge(Some(3))).await.unwrap_err(), Refusal::NotAllowed);
    assert_eq!(mail.step(mail.router, number, judge(None)).await.unwrap_err(), Refusal::Empty, "no without a reason");
    mail.step(mail.supervisor, number, judge(Some(3))).await.unwrap();
    assert_eq!(waiting().await, Vec::<u32>::new());
    let clock = mail.post(number).await.clock.unwrap();
    let right = due(&Calendar::shipped().unwrap(), date(2026, 2, 13), 8, &[]).date;
    assert_eq!((clock.now.due, clock.moved.len()), (right, 1), "and what it was stands beside it");
    assert_eq!(mail.step(mail.handlers[0], number, extend(2)).await.unwrap_err(), Refusal::AlreadyDone, "once");
    let late = mail.in_hand(true).await;
    house.turn(30 * DAY);
    assert_eq!(mail.step(mail.handlers[0], late, extend(2)).await.unwrap_err(), Refusal::TimeOver);
}

#[tokio::test]
async fn another_calendar_moves_both_clocks_of_what_is_open_and_leaves_what_is_answered() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let answered = mail.answered(true).await;
    let open = mail.taken_in(true).await;
    let holiday = said("from,day,name\n2026-02-14,off,停工");
    let set = OfficeCommand::AmendCalendar { change: CalendarChange::Set { file: holiday }, seen: 0 };
    house.desk.office(Principal::Operator, set).await.unwrap();
    mail.wait_until(date(2026, 2, 13)).await;
    let calendar = house.desk.current().get().calendar.clone();
    let post = mail.post(open).await;
    let counted = |days| due(&calendar, date(2026, 2, 13), days, &[]).date;
    assert_eq!((post.clock.as_ref().unwrap().now.due, post.stage_due()), (counted(5), counted(1)));
    assert_eq!(post.clock.unwrap().moved[0].due, Some(date(2026, 2, 27)), "what it was");
    let kept = mail.post(answered).await.clock.unwrap();
    assert_eq!((kept.now.edition, kept.moved.len()), (0, 0));
    assert!(house.db.outdated_cases(1, 10).await.unwrap().is_empty(), "and nothing is left to count");
}

#[tokio::test]
async fn without_consent_nothing_of_a_letter_is_public() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.answered(false).await;
    let publish = |manner, letter: &str| CaseStep::Publish {
        manner,
        letter: letter.into(),
        answer: said("已修复"),
        files: Vec::new(),
    };
    let whole = mail.step(mail.editor, number, publish(Manner::Whole, "路灯\n全文")).await;
    assert_eq!(whole.unwrap_err(), Refusal::NoConsent);
    let more = mail.step(mail.editor, number, publish(Manner::Outcome, "路灯\n其实是全文")).await;
    assert_eq!(more.unwrap_err(), Refusal::NoConsent, "a title is one line");
    assert_eq!(
        mail.step(mail.handlers[0], number, publish(Manner::Outcome, "路灯")).await.unwrap_err(),
        Refusal::NotAllowed
    );
    mail.step(mail.editor, number, publish(Manner::Outcome, "路灯")).await.unwrap();
    let post = mail.post(number).await;
    assert!(post.public && post.replies.is_empty() && post.worded.is_some());
    let other = mail.answered(false).await;
    mail.step(mail.editor, other, publish(Manner::Nothing, "")).await.unwrap();
    assert!(!mail.post(other).await.public);
}

#[tokio::test]
async fn a_router_ends_what_no_unit_answers_and_its_author_demands_a_redo_once() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.taken_in(true).await;
    let end = CaseStep::End { end: End::NotOurs, text: said("属省级事权，请拨打……") };
    assert_eq!(mail.step(mail.handlers[0], number, end.clone()).await.unwrap_err(), Refusal::NotAllowed);
    mail.step(mail.router, number, end).await.unwrap();
    let post = mail.post(number).await;
    assert_eq!((post.fate, post.place.step), (Fate::Ended, StepKind::Close));

    let answered = mail.answered(true).await;
    mail.step(
        mail.editor,
        answered,
        CaseStep::Publish { manner: Manner::Nothing, letter: said(""), answer: said(""), files: Vec::new() },
    )
    .await
    .unwrap();
    let redo = || CaseStep::Redo { text: said("并没有修好") };
    mail.step(mail.author, answered, redo()).await.unwrap();
    let post = mail.post(answered).await;
    assert_eq!((post.place.step, post.clock.unwrap().now.received), (StepKind::Handle, date(2026, 2, 13)));
    mail.step(mail.handlers[0], answered, draft("已再次抢修")).await.unwrap();
    mail.step(mail.handlers[0], answered, CaseStep::HandUp).await.unwrap();
    mail.step(mail.approver, answered, CaseStep::Agree).await.unwrap();
    mail.step(
        mail.editor,
        answered,
        CaseStep::Publish { manner: Manner::Nothing, letter: said(""), answer: said(""), files: Vec::new() },
    )
    .await
    .unwrap();
    assert_eq!(mail.step(mail.author, answered, redo()).await.unwrap_err(), Refusal::AlreadyDone);
    assert_eq!(mail.case(answered).await.answers.len(), 2);
}

#[tokio::test]
async fn two_who_work_on_one_letter_never_write_over_each_other() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.in_hand(true).await;
    let Post { id: post, revision, .. } = mail.post(number).await;
    let write = |text: &str| Command::Case { post, revision, step: draft(text) };
    let (one, other) =
        (mail.act(mail.handlers[0], write("甲稿")).await, mail.act(mail.handlers[0], write("乙稿")).await);
    assert!(one.is_ok());
    assert_eq!(other.unwrap_err(), Refusal::Stale { revision: revision + 1 });
}

#[tokio::test]
async fn letters_are_bounded_and_their_authors_take_them_back() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let long = format!("{}\n正文", "长".repeat(31));
    let refused = mail.act(mail.author, letter(&long, true)).await.unwrap_err();
    assert!(matches!(refused, Refusal::TooLong { chars: 31, max_chars: 30, .. }), "{refused}");
    assert_eq!(mail.act(mail.author, letter("只有标题", true)).await.unwrap_err(), Refusal::Empty);
    let question = Command::Ask { text: said("提问"), name: String::new(), to: None, contact: None };
    assert_eq!(mail.act(mail.author, question).await.unwrap_err(), Refusal::NoSuchLetters);
    let number = mail.in_hand(true).await;
    let post = mail.post(number).await.id;
    assert_eq!(mail.act(citizen(), Command::Withdraw { post }).await.unwrap_err(), Refusal::NotFound);
    mail.act(mail.author, Command::Withdraw { post }).await.unwrap();
    assert_eq!(mail.step(mail.handlers[0], number, draft("晚了")).await.unwrap_err(), Refusal::WrongStep);
    assert!(mail.to_do(None, &StepKind::ALL).await.is_empty());
    let Command::Write(writing) = letter("代录的信\n来电人说的话", true) else { unreachable!() };
    let by_phone = || Command::Write(Writing { origin: Some(Origin::Phone), ..writing.clone() });
    assert_eq!(mail.act(mail.handlers[0], by_phone()).await.unwrap_err(), Refusal::NotAllowed);
    mail.act(mail.router, by_phone()).await.unwrap();
}

#[tokio::test]
async fn in_two_steps_whoever_handles_it_answers() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::two_steps()).await;
    let number = mail.taken_in(true).await;
    mail.routed(number).await;
    mail.step(mail.handlers[0], number, draft("已修复")).await.unwrap();
    mail.step(mail.handlers[0], number, CaseStep::HandUp).await.unwrap();
    let post = mail.post(number).await;
    assert_eq!((post.fate, post.place.step), (Fate::Answered, StepKind::Close));
    let urge = CaseStep::Note { kind: NoteKind::Urge, text: said("请尽快") };
    assert_eq!(mail.step(mail.handlers[0], number, urge.clone()).await.unwrap_err(), Refusal::NotAllowed);
    mail.step(mail.supervisor, number, urge).await.unwrap();
    let lapse = Command::Clock { step: ClockStep::Lapse { post: post.id } };
    assert_eq!(mail.act(mail.supervisor, lapse).await.unwrap_err(), Refusal::NotAllowed, "time passes by itself");
}
