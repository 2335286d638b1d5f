//! The pages of letters as people fill them in, without script: author, router, unit, approver, editor, and anybody.

use crate::{
    house::citizen,
    letters::{mailbox, opened},
    site::{Page, Site},
};
use wenzheng::kernel::{
    case::{CaseStep, Manner},
    command::Command,
    post::Verdict,
    principal::{Reach, Role},
    rating::Grade,
    workflow::Workflow,
};

fn said(page: &Page, words: &[&str]) {
    for word in words {
        assert!(page.has(word), "no {word}: {}", page.body);
    }
}

/// What only the author and the unit may read.
const SECRETS: [&str; 3] = ["我的电话一三八", "承办人张三", "内部核实情况"];

#[tokio::test]
async fn a_letter_goes_from_a_form_to_a_published_answer_and_its_full_version_stays_inside() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let site = Site::open(&house);
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let (room, ask) = (format!("/r/{code}"), format!("/r/{code}/ask"));
    let author = site.fresh();
    said(&author.get(&room).await, &["市长信箱", "5 个工作日内答复", "还没有公开的来信", "119"]);
    let text = "信号灯三天不亮。我的电话一三八。";
    let wanting = author.press(&ask, &ask, &[("title", "红绿灯"), ("text", text)]).await;
    assert_eq!(wanting.status, 422, "no kind was chosen");
    said(&wanting, &["红绿灯", text]);
    let filled = [("kind", "help"), ("title", "红绿灯不亮"), ("text", text), ("may_publish", "1")];
    let sent = author.press(&ask, &ask, &filled).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    said(&author.get(&sent.to).await, &["来信已收到", "红绿灯不亮", "最迟", "收到来信"]);
    let own = sent.to.split('?').next().unwrap().to_owned();

    mail.screen(1, Verdict::Approve).await;
    let public = format!("{room}/q/1");
    assert_eq!(site.fresh().get(&public).await.status, 404, "nobody else knows of it");
    let desk = format!("/desk/r/{code}/letter/1");
    let outsider = site.signed(mail.handlers[1]).await;
    assert_eq!(outsider.get(&desk).await.status, 404, "nor a unit that has nothing to do with it");

    let router = site.signed(mail.router).await;
    said(&router.get("/desk/letters").await, &["待分办", "红绿灯不亮", &desk]);
    let unit = mail.units[0].to_string();
    let routed = router.press(&desk, &desk, &[("act", "route"), ("unit", &unit)]).await;
    assert_eq!(routed.to, format!("{desk}?done=route"), "{}", routed.body);
    let handler = site.signed(mail.handlers[0]).await;
    said(&handler.get("/desk/letters").await, &["待办理", "红绿灯不亮"]);
    said(&handler.press(&desk, &desk, &[("act", "take")]).await, &[]);
    handler.press(&desk, &desk, &[("act", "note"), ("kind", "contact"), ("text", "内部核实情况")]).await;
    let answer = "已修复。承办人张三。";
    let handed = handler.press(&desk, &desk, &[("act", "draft"), ("text", answer), ("then", "hand-up")]).await;
    assert_eq!(handed.to, format!("{desk}?done=hand-up"), "{}", handed.body);
    let approver = site.signed(mail.approver).await;
    said(&approver.get(&desk).await, &[answer, "同意并答复"]);
    approver.press(&desk, &desk, &[("act", "agree")]).await;
    let read = author.get(&own).await;
    said(&read, &[answer, "收信当日答复", "请评价"].map(|word| if word == "请评价" { "name=\"grade\"" } else { word }));
    assert!(!read.has("内部核实情况"), "notes are for staff");

    let editor = site.signed(mail.editor).await;
    let parts = [("title", "红绿灯不亮"), ("letter", "信号灯三天不亮。[略]"), ("answer", "已修复。")];
    let published = [[("act", "publish"), ("manner", "whole")].as_slice(), &parts].concat();
    let done = editor.press(&desk, &desk, &published).await;
    assert_eq!(done.to, format!("{desk}?done=publish"), "{}", done.body);
    let anybody = site.fresh();
    said(&anybody.get(&room).await, &["红绿灯不亮", "市交通局"]);
    said(&anybody.get(&public).await, &["信号灯三天不亮。[略]", "已修复。", "这是公开版本"]);
    let paths = [&public, &room, "/", "/search?q=信号灯", "/feed/records.atom", &format!("/r/{code}/ledger")];
    let api = [
        format!("/api/v1/rooms/{}/posts", mail.room),
        format!("{room}/feed.atom"),
        format!("{room}/export/record.json"),
    ];
    for path in paths.into_iter().map(ToOwned::to_owned).chain(api) {
        let page = anybody.get(&path).await;
        for secret in SECRETS {
            assert!(!page.has(secret), "{path} tells {secret}");
        }
    }
    said(&author.get(&own).await, &["我的电话一三八", "公开来信和答复"]);
}

#[tokio::test]
async fn an_author_is_asked_adds_and_demands_a_redo_by_the_code_alone() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let site = Site::open(&house);
    let number = mail.in_hand(true).await;
    mail.step(mail.handlers[0], number, CaseStep::Ask { text: "哪一个路口？".into() }).await.unwrap();
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let router = site.signed(mail.router).await;
    let new = format!("/desk/r/{code}/letters/new");
    let entered = router
        .press(&new, &new, &[("origin", "phone"), ("kind", "help"), ("title", "电话来信"), ("text", "来电人说的话")])
        .await;
    assert_eq!(entered.status, 303, "{}", entered.body);
    said(&router.get(&entered.to).await, &["已录入", "查询码"]);
    assert_eq!(site.signed(mail.handlers[0]).await.get(&new).await.status, 404);
    assert_eq!(mail.act(citizen(), crate::house::ask("提问")).await.unwrap_err().code(), "no-such-letters");
    let late = format!("/desk/r/{code}/letter/{number}");
    let handler = site.signed(mail.handlers[0]).await;
    said(&handler.get(&late).await, &["请来信人补充", "期限暂停计算"]);
    let auditor = site.signed(house.staff("shenji", &[(Role::Auditor, Reach::Installation)]).await).await;
    assert!(!auditor.get(&late).await.has("method=\"post\" action=\"/desk"), "an auditor reads and presses nothing");
}

/// What staff write to staff on the way of a letter.
const ASIDES: [&str; 3] = ["交办的私语", "退回的私语", "延期的私语"];

#[tokio::test]
async fn what_staff_write_to_staff_never_reaches_the_author_who_still_sees_every_step() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let site = Site::open(&house);
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let number = mail.taken_in(true).await;
    let (own, desk) = (format!("/r/{code}/q/{number}"), format!("/desk/r/{code}/letter/{number}"));
    let route = |text: &str| {
        let (unit, text) = (mail.units[0], text.to_owned());
        CaseStep::Route { unit, assisting: Vec::new(), matter: None, urgent: false, text }
    };
    mail.step(mail.router, number, route(ASIDES[0])).await.unwrap();
    mail.step(mail.handlers[0], number, CaseStep::Return { text: ASIDES[1].into() }).await.unwrap();
    let router = site.signed(mail.router).await;
    let page = router.get(&desk).await;
    assert_eq!(page.body.matches(ASIDES[1]).count(), 2, "at the top and on the way: {}", page.body);
    let unit = page.form(&desk).unwrap().into_iter().find(|(name, _)| name == "unit").unwrap().1;
    assert_eq!(unit, "", "the unit that sent it back is not proposed again");
    said(&page, &["市交通局 · 已退回过"]);
    mail.step(mail.router, number, route("")).await.unwrap();
    mail.step(mail.handlers[0], number, CaseStep::Take).await.unwrap();
    assert_eq!(router.get(&desk).await.body.matches(ASIDES[1]).count(), 1, "on the way alone");
    mail.step(mail.handlers[0], number, CaseStep::Extend { days: 3, text: "要请厂家".into() }).await.unwrap();
    mail.step(mail.router, number, CaseStep::Judge { days: Some(3), text: ASIDES[2].into() }).await.unwrap();
    said(&router.get(&desk).await, &ASIDES);
    let read = site.visitor(mail.author).get(&own).await;
    said(&read, &["退回重新分办"]);
    for aside in ASIDES {
        assert!(!read.has(aside), "{aside}: {}", read.body);
    }
}

#[tokio::test]
async fn a_form_of_a_case_that_is_refused_names_the_field_and_words_with_a_grade_are_read_by_staff() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let site = Site::open(&house);
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let number = mail.in_hand(true).await;
    let desk = format!("/desk/r/{code}/letter/{number}");
    let handler = site.signed(mail.handlers[0]).await;
    let asked = handler.press(&desk, &desk, &[("act", "ask"), ("text", "")]).await;
    said(&asked, &["请写明需要来信人补充什么", "id=\"ask-text-error\"", "<title>有错误："]);
    let extend = async |days: &str| {
        handler.press(&desk, &desk, &[("act", "extend"), ("days", days), ("text", "要请厂家")]).await
    };
    said(&extend("三天").await, &["延期的天数请用数字写", "id=\"extend-days-error\"", "要请厂家"]);
    said(&extend("99").await, &["最多可延 10 个工作日"]);

    let rated = mail.answered(true).await;
    let nothing =
        CaseStep::Publish { manner: Manner::Nothing, letter: String::new(), answer: String::new(), files: Vec::new() };
    mail.step(mail.editor, rated, nothing).await.unwrap();
    let rate =
        Command::Rate { post: mail.post(rated).await.id, grade: Grade::Satisfied, text: "师傅很耐心".into() };
    mail.act(mail.author, rate).await.unwrap();
    let supervisor = site.signed(mail.supervisor).await;
    said(&supervisor.get(&format!("/desk/r/{code}/letter/{rated}")).await, &["来信人评价：满意", "师傅很耐心"]);
}
