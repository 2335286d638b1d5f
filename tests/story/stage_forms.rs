//! Forms of stages: filled in by whoever acts there, there before a letter goes on, and read by whom the workflow says.

use crate::{
    erasure::{agree, approver, propose},
    letters::{Mailbox, mailbox, opened},
    site::{Page, Site},
};
use std::collections::BTreeMap;
use wenzheng::{
    desk::rebuild,
    kernel::{
        case::{CaseStep, Manner},
        erasure::{Manner as Erased, Target},
        principal::{Principal, Reach, Role},
        refusal::Refusal,
        workflow::{FieldKind, FieldOption, FormField, Title, ValueFault, Workflow},
    },
};

fn titled(zh: &str, en: &str) -> Title {
    Title { zh: zh.into(), en: en.into() }
}

fn field(name: &str, zh: &str, kind: FieldKind) -> FormField {
    let title = titled(zh, name);
    FormField { name: name.into(), title, kind, required: false, public: false, options: Vec::new() }
}

/// Letters with a form where they are handled.
fn formed() -> Workflow {
    let option = |name: &str, zh: &str| FieldOption { name: name.into(), title: titled(zh, name) };
    let options = vec![option("call", "打电话"), option("visit", "上门查看")];
    let mut workflow = Workflow::letters();
    let handling = workflow.stages.iter_mut().find(|stage| stage.name == "handling").unwrap();
    handling.form = vec![
        FormField { required: true, public: true, ..field("visited", "是否到过现场", FieldKind::YesNo) },
        FormField { public: true, options, ..field("how", "核实方式", FieldKind::Choice) },
        field("cost", "维修费用（元）", FieldKind::Number),
        field("inside", "内部情况", FieldKind::LongText),
        FormField { public: true, ..field("day", "核实日期", FieldKind::Date) },
    ];
    workflow
}

fn fill(values: &[(&str, &str)]) -> CaseStep {
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    CaseStep::Fill { values: values.collect::<BTreeMap<_, _>>() }
}

fn said(page: &Page, words: &[&str]) {
    for word in words {
        assert!(page.has(word), "no {word}: {}", page.body);
    }
}

fn unsaid(page: &Page, words: &[&str]) {
    for word in words {
        assert!(!page.has(word), "{word} is told: {}", page.body);
    }
}

const DRAFT: &str = "已修复。";

async fn handed_up(mail: &Mailbox<'_>, number: u32) -> Result<(), Refusal> {
    let draft = CaseStep::Draft { text: DRAFT.into(), end: None };
    mail.step(mail.handlers[0], number, draft).await.unwrap();
    mail.step(mail.handlers[0], number, CaseStep::HandUp).await.map(drop)
}

async fn published(mail: &Mailbox<'_>, number: u32, manner: Manner) {
    let (letter, answer) = match manner {
        Manner::Whole => ("红绿灯不亮\n三天了。[略]".to_owned(), "已修复。".to_owned()),
        _ => ("红绿灯不亮".to_owned(), String::new()),
    };
    mail.step(mail.editor, number, CaseStep::Publish { manner, letter, answer, files: Vec::new() }).await.unwrap();
}

#[tokio::test]
async fn a_letter_does_not_go_on_before_its_form_is_filled_in_by_whoever_has_it() {
    let house = opened().await;
    let mail = mailbox(&house, formed()).await;
    let number = mail.in_hand(true).await;
    let unfilled = Refusal::FormUnfilled { fields: vec!["visited".into()] };
    assert_eq!(handed_up(&mail, number).await.unwrap_err(), unfilled);
    let some = || fill(&[("cost", "120.5"), ("inside", "内部核实情况"), ("how", "  ")]);
    for stranger in [mail.handlers[1], mail.approver, mail.router, mail.author] {
        assert!(mail.step(stranger, number, some()).await.is_err(), "{stranger:?}");
    }
    mail.step(mail.handlers[0], number, some()).await.unwrap();
    assert_eq!(handed_up(&mail, number).await.unwrap_err(), unfilled, "saved, and still wanting");
    let wrong = fill(&[("visited", "maybe"), ("how", "letter"), ("cost", "十元"), ("day", "2026-02-30"), ("x", "1")]);
    let Refusal::BadForm { fields } = mail.step(mail.handlers[0], number, wrong).await.unwrap_err() else { panic!() };
    let told: Vec<(&str, ValueFault)> = fields.iter().map(|(name, fault)| (name.as_str(), *fault)).collect();
    use ValueFault::{NotADate, NotANumber, NotAnOption, NotYesOrNo, UnknownField};
    let each = [("cost", NotANumber), ("day", NotADate), ("how", NotAnOption), ("visited", NotYesOrNo)];
    assert_eq!(told, [each.as_slice(), &[("x", UnknownField)]].concat());
    let post = mail.post(number).await;
    let form = post.case.as_ref().unwrap().form("handling").unwrap();
    assert_eq!((form.fields.as_slice(), form.public.len()), (["cost".to_owned(), "inside".into()].as_slice(), 0));
    mail.step(mail.handlers[0], number, fill(&[("visited", "yes")])).await.unwrap();
    handed_up(&mail, number).await.unwrap();
    let late = mail.step(mail.handlers[0], number, fill(&[("visited", "no")])).await.unwrap_err();
    assert!(matches!(late, Refusal::WrongStep | Refusal::NotAllowed), "{late:?}");
    let before = crate::survival::tables(&house).await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(crate::survival::tables(&house).await, before, "the journal holds all of it");
}

#[tokio::test]
async fn what_lapses_or_comes_back_asks_for_no_form() {
    let house = opened().await;
    let mut workflow = formed();
    let taking = workflow.stages.iter_mut().find(|stage| stage.name == "taking").unwrap();
    taking.form = vec![FormField { required: true, ..field("seen", "看过来信", FieldKind::YesNo) }];
    let mail = mailbox(&house, workflow).await;
    let number = mail.taken_in(true).await;
    mail.step(mail.router, number, mail.to(0)).await.unwrap();
    let unfilled = mail.step(mail.handlers[0], number, CaseStep::Take).await.unwrap_err();
    assert_eq!(unfilled, Refusal::FormUnfilled { fields: vec!["seen".into()] });
    mail.step(mail.handlers[0], number, CaseStep::Return { text: "属住建局".into() }).await.unwrap();
}

#[tokio::test]
async fn a_form_is_filled_in_without_script_and_each_field_told_what_is_wrong() {
    let house = opened().await;
    let mail = mailbox(&house, formed()).await;
    let (number, site) = (mail.in_hand(true).await, Site::open(&house));
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let (desk, handler) = (format!("/desk/r/{code}/letter/{number}"), site.signed(mail.handlers[0]).await);
    let page = handler.get(&desk).await;
    said(
        &page,
        &["本环节要填的内容", "是否到过现场", "还有 1 项必填没有填", "必填 · 随答复公开", "可不填 · 只在内部看"],
    );
    let typed = [("act", "fill"), ("field-visited", "yes"), ("field-cost", "十元"), ("field-inside", "内部核实情况")];
    let wrong = handler.press(&desk, &desk, &typed).await;
    assert_eq!(wrong.status, 422);
    said(&wrong, &["有几项填得不对", "href=\"#field-cost\"", "请只写数字", "十元", "内部核实情况", "aria-invalid"]);
    let draft = [("act", "draft"), ("text", DRAFT), ("then", "hand-up")];
    let early = handler.press(&desk, &desk, &draft).await;
    assert_eq!(early.status, 409);
    said(&early, &["本环节还有必填项没有填", "href=\"#field-visited\"", DRAFT]);
    // The fields alone are saved, and what else was typed stays.
    let alone = [("act", "draft"), ("text", DRAFT), ("press", "fill"), ("field-cost", "9"), ("field-visited", "")];
    let saved = handler.press(&desk, &desk, &alone).await;
    assert_eq!(saved.status, 200);
    said(&saved, &["已保存", DRAFT, "各环节填写的内容"]);
    // With the step that ends the stage they are saved first; sent twice nothing is done twice.
    let fields = [("field-visited", "yes"), ("field-cost", "１２０．５"), ("field-inside", "内部核实情况")];
    let form = handler.get(&desk).await.form(&desk).unwrap();
    for _ in 0..2 {
        let sent = handler.send(&desk, &form, &[draft.as_slice(), &fields].concat()).await;
        assert_eq!(sent.to, format!("{desk}?done=hand-up"), "{}", sent.body);
    }
    let page = handler.get(&desk).await;
    said(&page, &["各环节填写的内容", "120.5", "内部核实情况", "填写本环节内容"]);
    assert_eq!(page.body.matches("填写本环节内容").count(), 2, "once alone, once with the step");
    unsaid(&handler.get(&desk).await, &["本环节要填的内容"]);
    let auditor = site.signed(house.staff("shenji", &[(Role::Auditor, Reach::Installation)]).await).await;
    said(&auditor.get(&desk).await, &["120.5"]);
}

#[tokio::test]
async fn others_than_staff_read_only_what_is_public_and_only_with_the_answer() {
    let house = opened().await;
    let mail = mailbox(&house, formed()).await;
    let (number, site) = (mail.in_hand(true).await, Site::open(&house));
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let public = format!("/r/{code}/q/{number}");
    let (author, post) = (site.visitor(mail.author), mail.post(number).await.id);
    let filled = [("visited", "yes"), ("how", "visit"), ("cost", "120.5"), ("inside", "内部核实情况")];
    mail.step(mail.handlers[0], number, fill(&filled)).await.unwrap();
    unsaid(&author.get(&public).await, &["是否到过现场", "上门查看", "120.5", "填写本环节内容"]);
    handed_up(&mail, number).await.unwrap();
    unsaid(&author.get(&public).await, &["是否到过现场"]);
    mail.step(mail.approver, number, CaseStep::Agree).await.unwrap();
    said(&author.get(&public).await, &["办理情况", "是否到过现场", "上门查看"]);
    unsaid(&author.get(&public).await, &["120.5", "内部核实情况"]);
    published(&mail, number, Manner::Whole).await;
    said(&site.fresh().get(&public).await, &["办理情况", "是否到过现场", "上门查看"]);
    unsaid(&site.fresh().get(&public).await, &["120.5", "内部核实情况", "维修费用"]);
    let data = site.fresh().get("/letters/data/2026-02.json").await;
    said(&data, &["\"handling.visited\":\"yes\"", "\"handling.how\":\"visit\""]);
    unsaid(&data, &["120.5", "inside"]);
    let table = site.fresh().get("/letters/data/2026-02.csv").await;
    said(&table, &["published,handling.how,handling.visited", "visit,yes"]);
    // While it is done again, what is filled in anew waits for the next answer.
    mail.step(mail.author, number, CaseStep::Redo { text: "还是不亮".into() }).await.unwrap();
    mail.step(mail.handlers[0], number, fill(&[("visited", "no"), ("how", "call")])).await.unwrap();
    for page in [author.get(&public).await, site.fresh().get(&public).await] {
        said(&page, &["上门查看"]);
        unsaid(&page, &["打电话"]);
    }
    let second = approver(&house).await;
    mail.act(Principal::Operator, propose(vec![Target::Post { post }], Erased::Destroy)).await.unwrap();
    mail.act(second, agree(1)).await.unwrap();
    let desk = site.signed(mail.supervisor).await.get(&format!("/desk/r/{code}/letter/{number}")).await;
    unsaid(&desk, &["上门查看", "打电话", "120.5", "内部核实情况"]);
}

#[tokio::test]
async fn a_letter_of_which_only_the_outcome_is_public_shows_no_fields() {
    let house = opened().await;
    let mail = mailbox(&house, formed()).await;
    let (number, site) = (mail.in_hand(false).await, Site::open(&house));
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    mail.step(mail.handlers[0], number, fill(&[("visited", "yes"), ("how", "visit")])).await.unwrap();
    handed_up(&mail, number).await.unwrap();
    mail.step(mail.approver, number, CaseStep::Agree).await.unwrap();
    published(&mail, number, Manner::Outcome).await;
    let page = site.fresh().get(&format!("/r/{code}/q/{number}")).await;
    said(&page, &["红绿灯不亮", "市交通局"]);
    unsaid(&page, &["是否到过现场", "上门查看", "办理情况", DRAFT]);
    unsaid(&site.fresh().get("/letters/data/2026-02.json").await, &["visited"]);
}

#[tokio::test]
async fn what_a_stage_asks_is_changed_on_the_page_of_the_workflow() {
    let house = opened().await;
    let mail = mailbox(&house, formed()).await;
    let code = house.db.room(mail.room).await.unwrap().unwrap().code;
    let (page, site) = (format!("/desk/office/r/{code}/workflow"), Site::open(&house));
    let admin = site.signed(house.staff("guan", &[(Role::Administrator, Reach::Installation)]).await).await;
    let shown = admin.get(&page).await;
    said(&shown, &["是否到过现场（是或否 · 必填 · 随答复公开）", "打电话 / 上门查看", "现由ban-1、ban-2担任"]);
    said(&shown, &["现由bian担任", "<summary>用文件修改</summary>"]);
    said(&admin.press(&page, &page, &[]).await, &["与现行版本没有不同"]);

    // The blank row of the stage of handling stands behind its five fields.
    let mut form = shown.form(&page).unwrap();
    let rows: Vec<String> = form.iter().filter(|(name, _)| name == "field_of").map(|(_, of)| of.clone()).collect();
    let blank = rows.iter().rposition(|of| of == "3").unwrap();
    let mut set = |name: &str, value: &str| {
        let held = form.iter_mut().filter(|(held, _)| held == name).nth(blank).unwrap();
        value.clone_into(&mut held.1);
    };
    set("field_zh", "去了几次");
    set("field_en", "How often");
    set("field_name", "visited");
    set("field_kind", "number");
    let wrong = admin.send(&page, &form, &[("press", "try")]).await;
    said(&wrong, &["“办理”的表单里有两项都叫“visited”"]);
    form.iter_mut().filter(|(held, _)| held == "field_name").nth(blank).unwrap().1 = "times".into();
    form.extend([("field_required".to_owned(), blank.to_string()), ("field_drop".into(), (blank - 2).to_string())]);
    let done = admin.send(&page, &form, &[]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let now = house.db.room(mail.room).await.unwrap().unwrap().workflow;
    let asked = &now.stage("handling").unwrap().form;
    let names: Vec<(&str, bool)> = asked.iter().map(|field| (field.name.as_str(), field.required)).collect();
    assert_eq!(names, [("visited", true), ("how", false), ("cost", false), ("day", false), ("times", true)]);
    assert_eq!(asked[1], formed().stage("handling").unwrap().form[1], "what was not touched is as it was");
}
