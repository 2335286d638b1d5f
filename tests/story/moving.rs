//! Another version of a workflow: tried on past cases before it takes effect, and open cases moved to it by an explicit
//! act.

use crate::{
    letters::{Mailbox, mailbox, opened, zone},
    site::Site,
    survival::tables,
};
use jiff::civil::{Date, date};
use wenzheng::{
    desk::rebuild,
    jobs,
    kernel::{
        case::{CaseStep, Manner},
        command::Command,
        principal::{Principal, Reach, Role},
        refusal::Refusal,
        workflow::{Limit, StepKind, Title, Workflow, WorkflowStep},
    },
};

async fn wait_until(mail: &Mailbox<'_>, day: Date) {
    let noon = day.at(12, 0, 0, 0).to_zoned(zone()).unwrap().timestamp().as_millisecond();
    mail.house.pass(noon - mail.house.now()).await;
    jobs::lapse(&mail.house.db, &mail.house.desk, &zone()).await.unwrap();
}

/// Answered on the given day, published and, weeks later, closed.
async fn closed(mail: &Mailbox<'_>, answered: Date) -> u32 {
    let number = mail.in_hand(true).await;
    wait_until(mail, answered).await;
    mail.step(mail.handlers[0], number, CaseStep::Draft { text: "已办。".into(), end: None }).await.unwrap();
    mail.step(mail.handlers[0], number, CaseStep::HandUp).await.unwrap();
    mail.step(mail.approver, number, CaseStep::Agree).await.unwrap();
    let publish =
        CaseStep::Publish { manner: Manner::Nothing, letter: String::new(), answer: String::new(), files: vec![] };
    mail.step(mail.editor, number, publish).await.unwrap();
    number
}

/// With a promise of so many working days, and a stage of handling under another name.
fn next(promise: u16, version: u32) -> Workflow {
    let mut workflow = Workflow { version, promise: Some(Limit::of(promise)), ..Workflow::letters() };
    for stage in &mut workflow.stages {
        for name in std::iter::once(&mut stage.name).chain(&mut stage.next).filter(|name| *name == "handling") {
            "answering".clone_into(name);
        }
        if stage.name == "answering" {
            stage.title = Some(Title { zh: "承办".into(), en: "At work".into() });
        }
    }
    workflow
}

async fn adopt(mail: &Mailbox<'_>, admin: Principal, workflow: Workflow) {
    let seen = workflow.version - 1;
    let step = WorkflowStep::Adopt { workflow, seen };
    mail.act(admin, Command::Workflow { step }).await.unwrap();
}

#[tokio::test]
async fn a_change_is_tried_on_cases_that_are_over() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let admin = house.staff("guan", &[(Role::Administrator, Reach::Installation)]).await;
    // Received on the 13th of February, due on the 27th; received on the 24th and answered two weeks later.
    let early = closed(&mail, date(2026, 2, 24)).await;
    let last = closed(&mail, date(2026, 3, 10)).await;
    assert_eq!((early, last), (1, 2));
    let open = mail.in_hand(true).await;
    wait_until(&mail, date(2026, 5, 30)).await;
    assert_eq!(mail.post(last).await.place.step, StepKind::Close);

    let site = Site::open(&house);
    let browser = site.signed(admin).await;
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let page = format!("/desk/office/r/{code}/workflow");
    let file = format!("{page}/file");
    let tried = async |days: u16| {
        let written = Workflow { version: 2, promise: Some(Limit::of(days)), ..Workflow::letters() }.written();
        browser.press(&page, &file, &[("workflow_file", &written), ("press", "try")]).await
    };
    let strict = tried(1).await;
    assert!(strict.has("最近办结的 2 件"), "the open one is none of them: {}", strict.body);
    assert!(strict.has("答复来信人") && strict.has("2 件中 2 件"), "{}", strict.body);
    let mild = tried(60).await;
    assert!(mild.has("按试看的期限有 0 件会超期；按现行期限是 1 件"), "{}", mild.body);
    assert_eq!(mail.post(open).await.case.unwrap().version, 1);
}

#[tokio::test]
async fn open_cases_are_moved_one_by_one_with_their_clocks_and_a_reason() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let admin = house.staff("guan", &[(Role::Administrator, Reach::Installation)]).await;
    let (one, other) = (mail.in_hand(true).await, mail.in_hand(true).await);
    adopt(&mail, admin, next(7, 2)).await;
    let before = mail.post(one).await;
    let step = |from: &str, to: &str, text: &str| {
        let (from, to, text) = (from.to_owned(), to.to_owned(), text.to_owned());
        Command::Workflow { step: WorkflowStep::Move { post: before.id, version: 2, from, to, text } }
    };
    let refused = [
        (mail.router, step("handling", "answering", "改名"), Refusal::NotAllowed),
        (admin, step("handling", "approval", "改名"), Refusal::WrongStep),
        (admin, step("taking", "answering", "改名"), Refusal::WrongStep),
        (admin, step("handling", "answering", " "), Refusal::Empty),
    ];
    for (who, command, refusal) in refused {
        assert_eq!(mail.act(who, command).await.unwrap_err(), refusal);
    }

    let site = Site::open(&house);
    let browser = site.signed(admin).await;
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let page = format!("/desk/office/r/{code}/workflow");
    assert!(browser.get(&page).await.has("第 1 版“办理”：2 件，转到"));
    let without = browser.press(&page, &format!("{page}/move"), &[("reason", "")]).await;
    assert_eq!(without.status, 422, "{}", without.body);
    let done = browser.press(&page, &format!("{page}/move"), &[("reason", "环节改名。")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    for number in [one, other] {
        let post = mail.post(number).await;
        assert_eq!((post.place.stage.as_str(), post.case.as_ref().unwrap().version), ("answering", 2));
    }
    let now = mail.post(one).await;
    assert_eq!(
        (now.clock, now.case.clone().unwrap().clock),
        (before.clock.clone(), before.case.clone().unwrap().clock)
    );
    assert!(!browser.get(&page).await.has("仍按旧版办理的"));
    let kept = tables(&house).await;
    mail.act(admin, step("handling", "answering", "再来一次")).await.unwrap();
    assert_eq!(tables(&house).await, kept, "sent again it says nothing");
    // It goes on by the new version.
    mail.step(mail.handlers[0], one, CaseStep::Draft { text: "已办。".into(), end: None }).await.unwrap();
    mail.step(mail.handlers[0], one, CaseStep::HandUp).await.unwrap();
    let supervisor = site.signed(mail.supervisor).await;
    let case = supervisor.get(&format!("/desk/r/{code}/letter/{one}")).await;
    assert!(case.has("环节改名。") && case.has("进入“承办”"), "{}", case.body);
    assert!(supervisor.get("/desk/letters?pile=all").await.has("承办"), "called as the workflow calls it");
    let kept = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, kept);
}

#[tokio::test]
async fn what_is_proposed_to_the_public_is_the_stage_s_own() {
    let mut shy = Workflow::letters();
    shy.stages.iter_mut().for_each(|stage| stage.rights.publish_by_default = false);
    for (workflow, manner) in [(Workflow::letters(), "whole"), (shy, "outcome")] {
        let house = opened().await;
        let mail = mailbox(&house, workflow).await;
        let number = mail.answered(true).await;
        let code = house.db.room(mail.room).await.unwrap().unwrap().code;
        let page = Site::open(&house).signed(mail.editor).await.get(&format!("/desk/r/{code}/letter/{number}")).await;
        let chosen = format!("value=\"{manner}\" checked");
        assert!(page.body.contains(&chosen), "{}", page.body);
    }
}
