//! Canned phrases: a unit's and one's own stand beside the draft, in their order, and nobody loses a colleague's change.

use crate::{
    house::House,
    letters::{mailbox, opened},
    site::Site,
    survival::tables,
};
use wenzheng::{
    desk::rebuild,
    kernel::{
        case::CaseStep,
        command::OfficeCommand,
        phrase::{Phrase, Shelf},
        principal::{Principal, Reach, Role},
        refusal::Refusal,
        workflow::Workflow,
    },
};

fn phrase(title: &str, text: &str) -> Phrase {
    Phrase { title: title.into(), text: text.into() }
}

async fn set(house: &House, by: Principal, shelf: Shelf, phrases: Vec<Phrase>, seen: u32) -> Result<(), Refusal> {
    house.desk.office(by, OfficeCommand::SetPhrases { shelf, phrases, seen }).await.map(drop)
}

#[tokio::test]
async fn a_phrase_belongs_to_a_unit_or_a_person() {
    let house = opened().await;
    let mailbox = mailbox(&house, Workflow::letters()).await;
    let (handler, head) = (mailbox.handlers[0], mailbox.approver);
    let Principal::Staff(person) = handler else { panic!() };
    let (own, unit) = (Shelf::Person { person }, Shelf::Unit { unit: mailbox.units[0] });
    let one = || vec![phrase("开头", "感谢您的来信。")];
    assert_eq!(set(&house, handler, unit, one(), 0).await, Err(Refusal::NotAllowed), "heads change the unit's");
    assert_eq!(set(&house, head, own, one(), 0).await, Err(Refusal::NotAllowed), "and nobody another's");
    set(&house, head, unit, one(), 0).await.unwrap();
    let twice = set(&house, head, unit, Vec::new(), 0).await;
    assert_eq!(twice, Err(Refusal::Stale { revision: 1 }), "what a colleague wrote meanwhile is not lost");
    let many = (0..41).map(|nth| phrase("", &format!("第{nth}条"))).collect();
    assert_eq!(set(&house, handler, own, many, 0).await, Err(Refusal::Full { most: 40 }));
    let long = vec![phrase("长", &"字".repeat(501))];
    assert!(matches!(set(&house, handler, own, long, 0).await, Err(Refusal::TooLong { .. })));
    assert_eq!(set(&house, handler, own, vec![phrase("只有标题", "")], 0).await, Err(Refusal::Empty));
    set(&house, handler, own, vec![phrase("", "已转有关科室。"), phrase("", "")], 0).await.unwrap();
    // Renaming a unit keeps what is kept for it.
    let rename = OfficeCommand::SetUnit { unit: mailbox.units[0], name: "交通局".into(), parent: None };
    house.desk.office(Principal::Operator, rename).await.unwrap();
    let before = tables(&house).await;
    assert!(before.iter().any(|row| row.starts_with("unit ") && row.contains("phrases")));
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(tables(&house).await, before);
}

#[tokio::test]
async fn phrases_stand_beside_the_draft_and_are_kept_by_a_form() {
    let house = opened().await;
    let mailbox = mailbox(&house, Workflow::letters()).await;
    let number = mailbox.in_hand(true).await;
    let other = mailbox.in_hand(true).await;
    let site = Site::open(&house);
    let (handler, head) = (site.signed(mailbox.handlers[0]).await, site.signed(mailbox.approver).await);
    let unit = format!("/desk/phrases/{}", mailbox.units[0]);
    assert_eq!(handler.get(&unit).await.status, 404);
    assert!(head.get("/desk/phrases").await.has(&unit), "whoever is head finds the unit's");
    let send = async |browser: &crate::site::Browser, path: &str, rows: &[(&str, &str, &str)]| {
        let form = browser.get(path).await.form(path).unwrap();
        let form: Vec<(String, String)> =
            form.into_iter().filter(|(name, _)| !["place", "title", "text"].contains(&name.as_str())).collect();
        let rows: Vec<(&str, &str)> = rows
            .iter()
            .flat_map(|(place, title, text)| [("place", *place), ("title", *title), ("text", *text)])
            .collect();
        browser.send(path, &form, &rows).await
    };
    let sent = send(&head, &unit, &[("2", "结尾", "如有疑问请致电。"), ("1", "开头", "感谢您的来信。")]).await;
    assert_eq!(sent.to, format!("{unit}?done=phrases"));
    send(&handler, "/desk/phrases", &[("", "", "<b>已转</b>\n有关科室。")]).await;
    let wrong = send(&handler, "/desk/phrases", &[("1", "只有标题", "")]).await;
    assert!(wrong.status == 422 && wrong.has("只有标题"), "what was typed stays: {}", wrong.body);
    let code = house.db.room(mailbox.room).await.unwrap().unwrap().code;
    for path in [
        format!("/desk/r/{code}/letter/{number}"),
        format!("/desk/letters/together?case={code}/{number}&case={code}/{other}"),
    ] {
        let page = handler.get(&path).await;
        let at = |text: &str| page.body.find(text).unwrap_or_else(|| panic!("{path} has no {text}"));
        assert!(at("&#60;b&#62;已转&#60;/b&#62;\n有关科室。") < at("感谢您的来信。"), "one's own first");
        assert!(at("感谢您的来信。") < at("如有疑问请致电。"), "in their order");
        assert!(page.has("市交通局") && page.has("data-insert=\"phrase-1\""));
    }
    let third = house.staff("ban-3", &[(Role::Handler, Reach::Unit { unit: mailbox.units[0] })]).await;
    let page = site.signed(third).await.get(&format!("/desk/r/{code}/letter/{number}")).await;
    assert!(page.has("感谢您的来信。") && !page.has("有关科室"), "the unit's, and nobody else's own");
    mailbox.step(mailbox.handlers[0], number, CaseStep::Draft { text: "稿".into(), end: None }).await.unwrap();
    mailbox.step(mailbox.handlers[0], number, CaseStep::HandUp).await.unwrap();
    let read = head.get(&format!("/desk/r/{code}/letter/{number}")).await;
    assert!(!read.has("data-insert"), "where nothing is drafted nothing is offered");
}
