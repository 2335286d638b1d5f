//! The pages of the office's papers: workflows, matters and deputies as people fill them in, without script.

use crate::{
    house::House,
    site::{Page, Site},
};
use wenzheng::kernel::{
    command::OfficeCommand,
    id::{PersonId, UnitId},
    policy::Policy,
    principal::{Principal, Reach, Role},
    workflow::Workflow,
};

fn person(who: Principal) -> PersonId {
    let Principal::Staff(person) = who else { panic!("no account") };
    person
}

fn said(page: &Page, words: &[&str]) {
    for word in words {
        assert!(page.has(word), "no {word}: {}", page.body);
    }
}

#[tokio::test]
async fn a_workflow_is_changed_by_form_and_by_file_and_tried_before_it_takes_effect() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let site = Site::open(&house);
    let admin = site.signed(room.admin).await;
    let header = async || house.db.room(room.room).await.unwrap().unwrap();
    let code = header().await.code;
    let (page, file) = (format!("/desk/office/r/{code}/workflow"), format!("/desk/office/r/{code}/workflow/file"));
    said(&admin.get(&format!("/desk/r/{code}/room")).await, &["办理流程", &page]);
    let first = admin.get(&page).await;
    said(&first, &["现行第 1 版", "<svg class=\"flow\"", "审核", "历次版本"]);

    let download = admin.get(&file).await.body;
    assert_eq!(Workflow::read(&download), Ok(Workflow::interview()));
    // By file, with a fault of its writing, one of its sense, then sound.
    let written = Workflow { version: 2, ..Workflow::letters() }.written();
    let torn =
        admin.press(&page, &file, &[("workflow_file", &written.replace("router", "postman")), ("press", "try")]).await;
    assert_eq!(torn.status, 422);
    said(&torn, &["第 15 行", "postman"]);
    let trapped = written.replace("next = [\"closed\", \"handling\"]", "next = [\"handling\"]");
    let tried = admin.press(&page, &file, &[("workflow_file", &trapped), ("press", "try")]).await;
    said(&tried, &["还有 2 处要改", "“评价”之后要能办结", "打转"]);
    let tried = admin.press(&page, &file, &[("workflow_file", &written), ("press", "try")]).await;
    said(&tried, &["检查通过，可以启用", "新增环节“评价”", "试看：来信办理流程"]);
    assert_eq!(header().await.workflow, Workflow::interview(), "a look changes nothing");
    let done = admin.press(&page, &file, &[("workflow_file", &written)]).await;
    assert_eq!((done.status.as_u16(), done.to.as_str()), (303, format!("{page}?done=workflow").as_str()));
    assert_eq!(header().await.workflow, Workflow { version: 2, ..Workflow::letters() });

    // By form: the form as it stands is the workflow as it stands.
    let same = admin.press(&page, &page, &[]).await;
    said(&same, &["与现行版本没有不同"]);
    let changed = admin.press(&page, &page, &[("promise_days", "7"), ("press", "try")]).await;
    said(&changed, &["检查通过", "承诺的期限：5 个工作日 → 7 个工作日"]);
    let wrong = admin.press(&page, &page, &[("promise_days", "七"), ("press", "try")]).await;
    assert_eq!(wrong.status, 422);
    said(&wrong, &["请写整数"]);
    let done = admin.press(&page, &page, &[("promise_days", "7")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let now = header().await.workflow;
    assert_eq!((now.version, now.promise.unwrap().days, now.stages), (3, 7, Workflow::letters().stages));
    let history = admin.get(&page).await;
    said(&history, &["下载第 1 版", "下载第 2 版", "下载第 3 版", "现行第 3 版"]);
    let second = admin.get(&format!("{file}?version=2")).await.body;
    assert_eq!(Workflow::read(&second).unwrap().version, 2);

    let auditor = site.signed(house.staff("auditor", &[(Role::Auditor, Reach::Installation)]).await).await;
    let read = auditor.get(&page).await;
    assert!(read.status == 200 && !read.has("<form class=\"form\""), "an auditor reads it");
    let moderator = site.signed(room.moderator).await;
    assert_eq!(moderator.get(&page).await.status, 403);
}

#[tokio::test]
async fn a_catalogue_of_matters_is_tried_adopted_and_asked() {
    let house = House::new().await;
    let site = Site::open(&house);
    let governor = site.signed(house.staff("governor", &[(Role::Administrator, Reach::Installation)]).await).await;
    for name in ["市交通局", "市水务局"] {
        let unit = UnitId(uuid::Uuid::now_v7());
        let set = OfficeCommand::SetUnit { unit, name: name.into(), parent: None };
        house.desk.office(Principal::Operator, set).await.unwrap();
    }
    let page = "/desk/office/matters";
    said(&governor.get(page).await, &["还没有事项目录", "还没有事项"]);
    let sheet = "编码,事项,牵头单位,公开,关键词\nJT-01,交通出行/公交班次,市交通局,是,末班车\nSW-01,供水排水/道路积水,市水务局,否,积水\n";
    let bad = governor.press(page, page, &[("matters", &sheet.replace("市水务局", "市水利局"))]).await;
    assert_eq!(bad.status, 422);
    said(&bad, &["第 3 行写的单位不在单位列表里", "市水利局"]);
    let tried = governor.press(page, page, &[("matters", sheet), ("press", "try")]).await;
    said(&tried, &["新增：交通出行/公交班次（JT-01）", "目录还没有改变"]);
    assert_eq!(house.desk.current().get().matters.edition, 0);
    let done = governor.press(page, page, &[("matters", sheet)]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    said(&governor.get(page).await, &["现行第 1 版", "共 2 项", "道路积水"]);
    let asked = governor.press(page, &format!("{page}/ask"), &[("letter", "末班车太早了\n雨天路口积水。")]).await;
    said(&asked, &["交通出行/公交班次", "因为：末班 末班车"]);
    assert!(governor.get(&format!("{page}/file")).await.body.contains("JT-01"));
    let clerk = site.signed(house.staff("clerk", &[(Role::Handler, Reach::Installation)]).await).await;
    assert_eq!(clerk.get(page).await.status, 403);
}

#[tokio::test]
async fn people_name_their_own_deputies_and_administrators_those_of_others() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let site = Site::open(&house);
    let (own, page) = (site.signed(room.host).await, "/desk/deputies");
    let deputy = house.staff("deputy", &[]).await;
    said(&own.get(page).await, &["没有指定代办人"]);
    let filled = |login| [("deputy_login", login), ("deputy_from", "2026-11-23"), ("deputy_to", "2026-11-27")];
    let nobody = own.press(page, page, &filled("nobody")).await;
    assert_eq!(nobody.status, 422);
    said(&nobody, &["没有这个登录名"]);
    let over = own.press(page, page, &[("deputy_login", "deputy"), ("deputy_to", "2026-11-20")]).await;
    said(&over, &["最后一天不能早于第一天"]);
    let done = own.press(page, page, &filled("deputy")).await;
    assert_eq!(done.status, 303, "{}", done.body);
    said(&own.get(page).await, &["deputy", "代办中", "全部能代的角色"]);
    said(&site.signed(deputy).await.get(page).await, &["代这些人办"]);

    let admin = site.signed(room.admin).await;
    let of_host = format!("/desk/office/people/{}", person(room.host));
    said(&admin.get(&of_host).await, &["代办中"]);
    let dropped = admin.press(&of_host, &format!("{of_host}/deputies/drop"), &[]).await;
    assert_eq!(dropped.status, 303, "{}", dropped.body);
    said(&own.get(page).await, &["没有指定代办人"]);
}
