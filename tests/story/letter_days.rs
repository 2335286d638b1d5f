//! What a stranger to the mailbox found: urgency and matters that moved no day, a redo that had to wait for an editor,
//! a letter that repeated itself.

use crate::{
    house::citizen,
    letters::{Mailbox, mailbox, opened},
};
use jiff::civil::{Date, date};
use wenzheng::kernel::{
    calendar::due,
    case::CaseStep,
    command::{Command, OfficeCommand},
    letter::{Letter, LetterKind, Writing},
    post::Post,
    principal::Principal,
    rating::Grade,
    workflow::{Limit, StepKind, Workflow},
};

fn letter(text: &str) -> Command {
    let letter = Letter { kind: LetterKind::Help, may_publish: true, wish: None, files: Vec::new() };
    let (text, name) = (text.into(), String::new());
    Command::Write(Writing { text, name, letter, origin: None, contact: None, past: None })
}

fn grade(post: &Post, grade: Grade) -> Command {
    Command::Rate { post: post.id, grade, text: String::new() }
}

/// The working days of the citizen's clock, and its last day.
async fn promised(mail: &Mailbox<'_>, number: u32) -> (u16, Option<Date>) {
    let clock = mail.post(number).await.clock.unwrap().now;
    (clock.days, clock.due)
}

#[tokio::test]
async fn what_is_urgent_or_a_matter_of_fewer_days_is_answered_sooner_and_never_later() {
    let house = opened().await;
    let mut workflow = Workflow::letters();
    workflow.promise = Some(Limit { urgent: Some(3), ..Limit::of(5) });
    let mail = mailbox(&house, workflow).await;
    let sheet = String::from(
        "编码,事项,牵头单位,分区单位,时限,公开,关键词\nA,道路/信号灯,市交通局,,2,是,红绿灯 不亮\nB,道路/规划,市交通局,,20,是,规划",
    );
    let amend = OfficeCommand::AmendMatters { file: sheet, seen: 0 };
    house.desk.office(Principal::Operator, amend).await.unwrap();
    let route = |urgent: bool, matter: Option<&str>| CaseStep::Route {
        unit: mail.units[0],
        assisting: Vec::new(),
        matter: matter.map(str::to_owned),
        urgent,
        text: String::new(),
    };
    for (urgent, matter, days) in
        [(false, None, 5), (true, None, 3), (false, Some("A"), 2), (true, Some("A"), 2), (true, Some("B"), 3)]
    {
        let number = mail.taken_in(true).await;
        mail.step(mail.router, number, route(urgent, matter)).await.unwrap();
        let calendar = house.desk.current().get().calendar.clone();
        let last = due(&calendar, date(2026, 2, 13), days, &[]).date;
        assert_eq!(promised(&mail, number).await, (days, last), "{urgent} {matter:?}");
        mail.step(mail.handlers[0], number, CaseStep::Take).await.unwrap();
        assert_eq!(mail.post(number).await.stage_due(), last, "the unit answers by that day");
    }
    let hinted = house.desk.suggest_matters("路口红绿灯不亮\n三天了", None);
    assert_eq!(hinted.first().map(|one| one.code.as_str()), Some("A"));
    assert!(hinted[0].because.iter().any(|word| word == "不亮"), "as it is written: {:?}", hinted[0].because);
}

#[tokio::test]
async fn an_author_demands_a_redo_before_it_is_decided_what_the_public_sees() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let number = mail.answered(true).await;
    let post = mail.post(number).await;
    assert_eq!(post.place.step, StepKind::Publish);
    let rate = grade(&post, Grade::VeryDissatisfied);
    mail.act(mail.author, rate).await.unwrap();
    mail.step(mail.author, number, CaseStep::Redo { text: String::from("还是不亮") }).await.unwrap();
    let again = mail.post(number).await;
    assert_eq!(
        (again.place.step, again.stage_due()),
        (StepKind::Handle, Some(date(2026, 2, 27))),
        "five days from today"
    );
    for (who, step) in [
        (mail.handlers[0], CaseStep::Draft { text: String::from("又去修了一次。"), end: None }),
        (mail.handlers[0], CaseStep::HandUp),
        (mail.approver, CaseStep::Agree),
    ] {
        mail.step(who, number, step).await.unwrap();
    }
    assert_eq!(mail.post(number).await.case.unwrap().answers.len(), 2);
    let other = mail.answered(true).await;
    let rate = grade(&mail.post(other).await, Grade::Dissatisfied);
    mail.act(mail.author, rate).await.unwrap();
    mail.step(mail.handlers[0], other, CaseStep::Rework { text: String::from("再去看一次") }).await.unwrap();
    assert_eq!(mail.post(other).await.place.step, StepKind::Handle, "nor does the unit wait for the editor");
}

#[tokio::test]
async fn whoever_changes_a_letter_does_not_repeat_it() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let text = "滨江步道的路灯不亮\n从三号桥到五号桥一共十二盏，晚上走路看不清台阶。";
    let number = mail.act(mail.author, letter(text)).await.unwrap().number.unwrap();
    let post = mail.post(number).await;
    let edit = Command::Edit { post: post.id, text: format!("{text}昨天又灭了两盏。") };
    mail.act(mail.author, edit).await.unwrap();
    let repeats = |post: &Post| post.marks.iter().filter(|mark| mark.rule == "repeated").count();
    assert_eq!(repeats(&mail.post(number).await), 0, "{:?}", mail.post(number).await.marks);
    let again = mail.act(citizen(), letter(text)).await.unwrap().number.unwrap();
    assert!(!mail.post(again).await.marks.is_empty(), "the same by somebody else is");
}
