//! Pages of figures of letters: every figure opens its letters, the month prints, files and open data say the same, and
//! whoever may not see does not.

use crate::{
    house::House,
    letters::{Mailbox, mailbox, opened},
    site::Site,
};
use wenzheng::kernel::{
    case::{CaseStep, Manner},
    limits::Limits,
    principal::{Reach, Role},
    workflow::Workflow,
};

const DAY: i64 = 24 * 3_600_000;

async fn handled(mail: &Mailbox<'_>) {
    let number = mail.answered(true).await;
    let publish = CaseStep::Publish {
        manner: Manner::Whole,
        letter: "红绿灯\n不亮".into(),
        answer: "已修".into(),
        files: vec![],
    };
    mail.step(mail.editor, number, publish).await.unwrap();
    let hidden = mail.answered(false).await;
    let nothing =
        CaseStep::Publish { manner: Manner::Nothing, letter: String::new(), answer: String::new(), files: vec![] };
    mail.step(mail.editor, hidden, nothing).await.unwrap();
    mail.in_hand(true).await;
}

fn links(page: &str) -> Vec<(String, String)> {
    let plain = |href: &str| href.replace("&amp;", "&").replace("&#38;", "&");
    let link = |rest: &str| {
        let (href, rest) = rest.split_once('"')?;
        Some((plain(href), rest.strip_prefix('>')?.split_once("</a>")?.0.to_owned()))
    };
    page.split("href=\"").filter_map(link).collect()
}

#[tokio::test]
async fn every_figure_opens_its_letters() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    handled(&mail).await;
    house.turn(40 * DAY);
    let site = Site::open(&house);
    let browser = site.signed(mail.supervisor).await;
    let page = browser.get("/desk/office/letters?from=2026-02-01&to=2026-02-28").await;
    assert_eq!(page.status, 200, "{}", page.body);
    let lists: Vec<_> =
        links(&page.body).into_iter().filter(|(to, _)| to.starts_with("/desk/office/letters/list?")).collect();
    assert!(lists.len() > 20, "{lists:?}");
    for (href, figure) in lists.iter().filter(|(_, figure)| !figure.contains('.')) {
        let list = browser.get(href).await;
        let rows = list.body.matches("<tr data-counted>").count();
        assert!(list.status == 200 && rows.to_string() == *figure, "{href}: {}", list.body);
    }
    let open = lists.iter().find(|(href, _)| href.ends_with("what=open_late")).unwrap();
    assert_eq!(open.1, "1");
    let auditor = house.staff("shenji", &[(Role::Auditor, Reach::Installation)]).await;
    assert!(
        site.signed(auditor).await.get(&open.0).await.has("河西路口红绿灯不亮"),
        "who may see the letter sees its title"
    );
    let approver =
        site.signed(house.staff("bie", &[(Role::Approver, Reach::Unit { unit: mail.units[1] })]).await).await;
    let list = approver.get(&open.0).await;
    assert!(list.has("data-counted") && list.has("河西路口"), "an assisting unit sees it");
    assert_eq!(site.signed(mail.handlers[0]).await.get("/desk/office/letters").await.status, 403);
    assert_eq!(browser.get("/desk/office/letters/list?what=everything").await.status, 404);

    for sort in ["received", "answered", "average", "open_late", "satisfied"] {
        let page = browser.get(&format!("/desk/office/letters?sort={sort}")).await;
        assert!(page.status == 200 && page.has("aria-sort"), "{sort}");
    }
    let english = browser.get("/en/desk/office/letters?from=2026-02-01&to=2026-02-28&origin=phone").await;
    assert!(english.has("No letters were received"), "{}", english.body);
    let table = browser.get("/desk/office/letters/file/letters.csv?from=2026-02-01&to=2026-02-28").await;
    assert!(table.has("市交通局,3,3,"), "{}", table.body);
    assert_eq!(browser.get("/desk/office/letters/file/letters.xlsx").await.status, 200);
    let bulletin = browser.get("/desk/office/letters/month/2026-02").await;
    assert!(bulletin.has("2026 年 2月来信办理情况通报") && bulletin.has("市交通局"), "{}", bulletin.body);
    assert_eq!(browser.get("/desk/office/letters/month/2026-13").await.status, 404);
}

#[tokio::test]
async fn a_unit_takes_in_those_below_it_and_a_row_is_its_own() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    handled(&mail).await;
    let other = mail.taken_in(true).await;
    mail.step(mail.router, other, mail.to(1)).await.unwrap();
    let site = Site::open(&house);
    let browser = site.signed(mail.supervisor).await;
    let city = house.db.units().await.unwrap().into_iter().find(|unit| unit.parent.is_none()).unwrap().id;
    let at = |unit, more: &str| format!("/desk/office/letters?from=2026-02-01&to=2026-02-28&unit={unit}{more}");
    let whole = browser.get(&at(city, "")).await;
    assert!(whole.has("这里包括下属单位的来信。") && whole.has("收到来信 4 封"), "{}", whole.body);
    let alone = browser.get(&at(city, "&alone=1")).await;
    assert!(alone.has("这里只有本单位的来信") && alone.has("这段时间没有收到来信"), "{}", alone.body);
    let mut own = 0;
    for (href, figure) in
        links(&whole.body).iter().filter(|(to, figure)| to.contains("/list?") && !figure.contains('.'))
    {
        let list = browser.get(href).await;
        assert_eq!(list.body.matches("<tr data-counted>").count().to_string(), *figure, "{href}");
        own += usize::from(href.contains("alone=1"));
    }
    assert_eq!(own, 4, "rows of the table count each unit by itself");
    // Page by page over several units, each letter once.
    let list = format!("/desk/office/letters/list?from=2026-02-01&to=2026-02-28&unit={city}&what=received");
    assert_eq!(browser.get(&list).await.body.matches("<tr data-counted>").count(), 4);
    for measure in ["in-time", "satisfied", "days"] {
        let page = browser.get(&at(city, &format!("&rank={measure}"))).await;
        assert!(
            page.has(&format!("rank={measure}#rank\" aria-current")) && page.has("还没有单位达到 20 件"),
            "{measure}: {}",
            page.body
        );
    }
    assert!(whole.has("不满 20 件，不排名") && !whole.has("丁一鸣"));
}

#[tokio::test]
async fn an_inspection_finds_what_waits_too_long_and_what_is_missing() {
    let house = opened().await;
    let mail = mailbox(&house, Workflow::letters()).await;
    handled(&mail).await;
    let site = Site::open(&house);
    let page = site.signed(mail.supervisor).await.get("/desk/office/letters/inspection").await;
    assert!(page.has("没有超过 3 个月未答复的来信") && page.has("信箱没有写受理说明"), "{}", page.body);
    assert!(page.has("没有填写联系电话"));
    house.turn(100 * DAY);
    let page = site.signed(mail.router).await.get("/desk/office/letters/inspection").await;
    assert!(page.has("有来信超过 3 个月未答复"), "{}", page.body);
}

#[tokio::test]
async fn the_public_sees_a_month_only_where_the_installation_says_so_and_data_only_of_what_is_public() {
    for public in [false, true] {
        let house = House::with(Limits { letters_by_unit_public: public, ..Limits::default() }).await;
        let mail = mailbox(&house, Workflow::letters()).await;
        handled(&mail).await;
        let month = mail.post(1).await.received_on().strftime("%Y-%m").to_string();
        let site = Site::open(&house);
        let visitor = site.fresh();
        let page = visitor.get(&format!("/letters/{month}")).await;
        assert_eq!(page.status, if public { 200 } else { 404 });
        assert!(!public || (page.has("市交通局") && !page.has("/desk/")), "{}", page.body);
        let data = visitor.get(&format!("/letters/data/{month}.json")).await;
        let letters: serde_json::Value = serde_json::from_str(&data.body).unwrap();
        assert_eq!(letters.as_array().unwrap().len(), 1, "{}", data.body);
        assert_eq!((&letters[0]["unit"], &letters[0]["working_days"]), (&"市交通局".into(), &0.into()));
        assert!(!data.has("红绿灯") && !data.has("老李"));
        let table = visitor.get(&format!("/letters/data/{month}.csv")).await;
        assert_eq!(table.body.lines().count(), 2, "{}", table.body);
        assert_eq!(visitor.get(&format!("/letters/data/{month}.pdf")).await.status, 404);
    }
}
