//! What a stranger who walks a mailbox must find: letters are called letters wherever somebody decides about them, sends
//! them or looks for them, and a form that was sent empty says all that is missing.

use crate::{
    house::MINUTE,
    letters::{Mailbox, mailbox, mailbox_with, opened},
    site::{Browser, Page, Site},
};
use wenzheng::kernel::{
    command::OfficeCommand,
    post::Verdict,
    principal::{Principal, Reach, Role},
    workflow::Workflow,
};

const FILLED: [(&str, &str); 4] = [("kind", "help"), ("title", "红绿灯不亮"), ("text", "灯三天不亮。"), ("name", "")];

fn said(page: &Page, words: &[&str]) {
    for word in words {
        assert!(page.has(word), "no {word}: {}", page.body);
    }
}

fn unsaid(page: &Page, words: &[&str]) {
    for word in words {
        assert!(!page.has(word), "there is {word}: {}", page.body);
    }
}

async fn code(mail: &Mailbox<'_>) -> String {
    mail.house.db.room(mail.room).await.unwrap().unwrap().code
}

/// A letter with a paper; where its author finds it.
async fn sent(author: &Browser, code: &str) -> String {
    let ask = format!("/r/{code}/ask");
    let sent = author.attach(&ask, &FILLED, &[("合同.pdf", b"%PDF-1.4\n")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.to.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_takes_letters_in_sees_what_a_letter_is_and_where_it_goes() {
    let house = opened().await;
    let mail = mailbox_with(&house, Workflow::letters(), |policy| policy.undo_ms = 60 * MINUTE).await;
    let (site, code) = (Site::open(&house), code(&mail).await);
    sent(&site.fresh(), &code).await;
    let (moderator, base) = (site.signed(mail.moderator).await, format!("/desk/r/{code}"));

    said(&moderator.get("/desk").await, &["待受理 1", "1 封待受理", "接收来信", "代录来信"]);
    let pile = moderator.get("/desk/letters").await;
    said(&pile, &["待受理", "红绿灯不亮", &format!("{base}/q/1")]);
    let cover = ["求助", "不同意公开", "本环节最迟", "最迟2月27日", "答复来信人", "附件 1 件", "合同.pdf"];
    let file = format!("{base}/letter/1/file/0");
    for path in [format!("{base}/queue"), format!("{base}/q/1")] {
        let page = moderator.get(&path).await;
        said(&page, &cover);
        said(&page, &[&file, &format!("{base}/letter/1\""), "不予受理"]);
        unsaid(&page, &["提问", "人想问", "嘉宾"]);
    }
    assert_eq!(moderator.bytes(&file).await.1, b"%PDF-1.4\n");
    said(&moderator.get(&format!("{base}/letter/1")).await, &["决定是否受理", &format!("{base}/q/1")]);
    let api = moderator.get(&format!("/api/v1/rooms/{code}/desk/queue")).await;
    said(&api, &["letter-help", "\"may_publish\":false", "合同.pdf"]);

    let queue = format!("{base}/queue?pile=waiting&page=0");
    let done = moderator.press(&queue, &format!("{base}/act"), &[("act", "approve")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let told = moderator.get(&format!("{base}/q/1?done=approve&n=1")).await;
    unsaid(&told, &["片刻后公布"]);
    house.pass(61 * MINUTE).await;
    let told = moderator.get(&format!("{base}/queue?pile=listed&done=approve&n=1")).await;
    said(&told, &["已决定受理", "转分办员", "信不会因此公开", "红绿灯不亮"]);
    said(&moderator.get(&format!("/en{base}/queue?done=approve&n=1")).await, &["to the router", "Take letters in"]);
}

#[tokio::test]
async fn an_empty_form_says_all_that_is_missing_at_once_and_keeps_what_is_there() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (site, code) = (Site::open(&house), code(&mail).await);
    let ask = format!("/r/{code}/ask");
    let fields = ["kind", "title", "text"];
    let empty = site.fresh().press(&ask, &ask, &[]).await;
    assert_eq!(empty.status, 422);
    for field in fields {
        said(&empty, &[&format!("href=\"#{field}\""), &format!("id=\"{field}-error\"")]);
    }
    let some = [("text", "写了一半"), ("name", "河西老李"), ("may_publish", "1")];
    let half = site.fresh().attach(&ask, &some, &[("合同.pdf", b"%PDF-1.4\n")]).await;
    assert_eq!(half.status, 422);
    said(&half, &["写了一半", "河西老李", "合同.pdf", "href=\"#kind\"", "href=\"#title\"", " checked"]);
    unsaid(&half, &["href=\"#text\""]);
    let english = site.fresh().press(&format!("/en{ask}"), &format!("/en{ask}"), &[]).await;
    said(&english, &["Choose what kind of letter it is", "Give it a title", "Write the letter itself"]);
    let (router, new) = (site.signed(mail.router).await, format!("/desk/r/{code}/letters/new"));
    let clerk = router.press(&new, &new, &[("origin", "phone")]).await;
    assert_eq!(clerk.status, 422);
    said(&clerk, &fields.map(|field| format!("id=\"{field}-error\"")).each_ref().map(String::as_str));
}

#[tokio::test]
async fn its_author_changes_a_letter_until_it_is_taken_in_and_is_told_why_not_after() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (site, code) = (Site::open(&house), code(&mail).await);
    let author = site.fresh();
    let own = sent(&author, &code).await;
    let edit = format!("{own}/edit");
    said(&author.get(&own).await, &["修改来信", "红绿灯不亮", "附件不能增减"]);
    let due = mail.post(1).await.clock.unwrap().now.due;
    for wrong in [[("title", ""), ("text", "灯四天不亮。")], [("title", "红绿灯还是不亮"), ("text", " ")]]
    {
        let page = author.press(&own, &edit, &wrong).await;
        assert_eq!(page.status, 422, "{}", page.body);
        said(&page, &[wrong[0].1, wrong[1].1]);
    }
    let long = "长".repeat(31);
    let page = author.press(&own, &edit, &[("title", &long), ("text", "灯四天不亮。")]).await;
    assert!(page.status == 422 && page.has("id=\"title-error\"") && page.has(&long), "{}", page.body);
    let changed = author.press(&own, &edit, &[("title", "红绿灯四天不亮"), ("text", "还有斑马线。")]).await;
    assert_eq!(changed.to, format!("{own}?done=edited"), "{}", changed.body);
    said(&author.get(&changed.to).await, &["修改已保存", "红绿灯四天不亮", "还有斑马线", "来信人修改", "合同.pdf"]);
    let moderator = site.signed(mail.moderator).await;
    said(&moderator.get(&format!("/desk/r/{code}/queue")).await, &["红绿灯四天不亮"]);
    assert_eq!(mail.post(1).await.clock.unwrap().now.due, due, "the day stays");

    mail.screen(1, Verdict::Approve).await;
    let page = author.get(&own).await;
    said(&page, &["文字不能再改", "请您补充", &format!("{code}-1-")]);
    unsaid(&page, &["/edit\""]);
}

#[tokio::test]
async fn letters_are_called_letters_where_they_are_looked_for() {
    let house = opened().await;
    let mail = mailbox_with(&house, Workflow::letters(), |policy| policy.post_every_ms = 60 * MINUTE).await;
    let (site, code) = (Site::open(&house), code(&mail).await);
    let (author, ask) = (site.fresh(), format!("/r/{code}/ask"));
    author.get("/mine").await;
    sent(&author, &code).await;
    said(&author.get("/mine").await, &["我提交的问题和来信", "来信</span>", "红绿灯不亮"]);
    let soon = author.press(&ask, &ask, &[("kind", "help"), ("title", "又一封"), ("text", "别的事。")]).await;
    assert_eq!(soon.status, 429);
    said(&soon, &["离上一封信太近了", "别的事。"]);
    said(&site.fresh().get("/find").await, &["查问题和来信"]);
    said(&site.fresh().get("/search?q=红绿灯").await, &["提问和来信"]);
}

#[tokio::test]
async fn where_no_matter_is_proposed_the_router_reads_why_and_chooses_one() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (site, code) = (Site::open(&house), code(&mail).await);
    sent(&site.fresh(), &code).await;
    mail.screen(1, Verdict::Approve).await;
    let (router, desk) = (site.signed(mail.router).await, format!("/desk/r/{code}/letter/1"));
    said(&router.get(&desk).await, &["事项目录还是空的", "/desk/office/matters\""]);
    let file = "编码,事项,牵头单位,关键词\nJT-01,交通出行/公交线路,市交通局,末班车\n".to_owned();
    house.desk.office(Principal::Operator, OfficeCommand::AmendMatters { file, seen: 0 }).await.unwrap();
    said(&router.get(&desk).await, &["没有推荐的事项", "JT-01", "交通出行/公交线路 · 市交通局"]);
    let catalogue = router.get("/desk/office/matters").await;
    said(&catalogue, &["公交线路", "末班车"]);
    unsaid(&catalogue, &["name=\"matters\"", "/desk/office/people"]);
    assert_eq!(site.signed(mail.handlers[0]).await.get("/desk/office/matters").await.status, 403);
    let governor = site.signed(house.staff("guan", &[(Role::Administrator, Reach::Installation)]).await).await;
    said(&governor.get("/desk/office/matters").await, &["name=\"matters\"", "/desk/office/people"]);
    let unit = mail.units[0].to_string();
    let routed = router.press(&desk, &desk, &[("act", "route"), ("unit", &unit), ("matter", "JT-01")]).await;
    assert_eq!(routed.to, format!("{desk}?done=route"), "{}", routed.body);
    assert_eq!(mail.post(1).await.case.unwrap().matter.as_deref(), Some("JT-01"));
}

#[tokio::test]
async fn a_letter_that_was_not_taken_in_is_appealed_against_on_its_own_page() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    let (site, code) = (Site::open(&house), code(&mail).await);
    let author = site.fresh();
    let own = sent(&author, &code).await;
    mail.screen(1, Verdict::Reject { rule: "insult".into() }).await;
    said(&author.get(&own).await, &["未予受理", "含有辱骂或人身攻击", "不同意这个决定", "这封信不违反"]);
    let appealed = author.press(&own, &format!("{own}/appeal"), &[("text", "我没有骂人。")]).await;
    assert_eq!(appealed.to, format!("{own}?done=appealed"), "{}", appealed.body);
    let page = author.get(&appealed.to).await;
    said(&page, &["申诉已经收到", "申诉待复核"]);
    unsaid(&page, &["/appeal\""]);
    let (moderator, base) = (site.signed(mail.moderator).await, format!("/desk/r/{code}"));
    said(&moderator.get(&format!("{base}/queue?pile=appealed")).await, &["红绿灯不亮", "申诉 1", "未予受理"]);
    said(&moderator.get(&format!("{base}/q/1")).await, &["来信人的申诉", "我没有骂人。"]);
    said(&author.get("/mine").await, &["未予受理"]);
}
