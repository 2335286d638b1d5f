//! An office is furnished from a spreadsheet: looked at first, then taken, each row told what became of it.

use crate::{house::House, site::Site};
use wenzheng::{
    kernel::principal::{Grant, Reach, Role},
    views::office_units::units,
};

const UNITS: &str = "单位\t上级\n市教育局\t\n招生处\t市教育局\n体卫处\t没有的局\n市教育局\t\n";
const PEOPLE: &str =
    "登录名,姓名,单位,角色\nheyu,何雨,招生处,\"审核员、editor\"\nwuming,,招生处,\nlin,林溪,招生处,局长\n";

async fn names(house: &House) -> Vec<(String, usize)> {
    units(&house.db).await.unwrap().into_iter().map(|unit| (unit.name, unit.depth)).collect()
}

#[tokio::test]
async fn units_are_looked_at_taken_and_not_taken_twice() {
    let house = House::new().await;
    let admin = house.staff("admin", &[(Role::Administrator, Reach::Installation)]).await;
    let site = Site::open(&house);
    let browser = site.signed(admin).await;
    let send = async |press| {
        browser.press("/desk/office/import", "/desk/office/import", &[("sheet", UNITS), ("press", press)]).await
    };
    let looked = send("try").await;
    assert!(
        looked.has("将导入") && looked.has("没有这个上级单位") && looked.has("共 4 行，其中 1 行"),
        "{}",
        looked.body
    );
    assert!(names(&house).await.is_empty(), "nothing was changed by looking");
    let taken = send("take").await;
    assert!(taken.has("已导入") && taken.has("没有这个上级单位"));
    let tree = [("市教育局".to_owned(), 0), ("招生处".to_owned(), 1)];
    assert_eq!(names(&house).await, tree);
    assert!(!send("take").await.has("<p>已导入</p>"));
    assert_eq!(names(&house).await, tree);
}

#[tokio::test]
async fn people_come_with_their_unit_and_roles() {
    let house = House::new().await;
    let admin = house.staff("admin", &[(Role::Administrator, Reach::Installation)]).await;
    let site = Site::open(&house);
    let browser = site.signed(admin).await;
    browser.press("/desk/office/import", "/desk/office/import", &[("sheet", UNITS), ("press", "take")]).await;
    let page = "/desk/office/import?of=people";
    let send = async |press| browser.press(page, "/desk/office/import", &[("sheet", PEOPLE), ("press", press)]).await;
    let taken = send("take").await;
    assert!(taken.has("登录名和姓名都要写") && taken.has("没有“局长”这个角色"), "{}", taken.body);
    let unit = units(&house.db).await.unwrap().into_iter().find(|unit| unit.name == "招生处").unwrap().id;
    let person = house.db.person_by_login("heyu").await.unwrap().unwrap();
    let grant = |role| Grant { role, reach: Reach::Unit { unit } };
    assert_eq!(
        (person.unit, person.grants.as_slice()),
        (Some(unit), [grant(Role::Moderator), grant(Role::Editor)].as_slice())
    );
    assert!(house.db.person_by_login("lin").await.unwrap().is_none(), "a row is taken whole or not at all");
    assert!(send("take").await.has("已经有了，不变"));
}

#[tokio::test]
async fn a_log_in_of_somebody_else_is_a_fault_and_gives_nobody_a_role() {
    let house = House::new().await;
    let admin = house.staff("admin", &[(Role::Administrator, Reach::Installation)]).await;
    let site = Site::open(&house);
    let browser = site.signed(admin).await;
    browser.press("/desk/office/import", "/desk/office/import", &[("sheet", UNITS), ("press", "take")]).await;
    let page = "/desk/office/import?of=people";
    let send = async |sheet: &str, press| {
        browser.press(page, "/desk/office/import", &[("sheet", sheet), ("press", press)]).await
    };
    send("login,name,unit,roles\nfang,方可,招生处,moderator\n", "take").await;
    let sheet = "login,name,unit,roles\nfang,方颖,,administrator\nFANG,方可,市教育局,editor\n\
                 gu,顾青,招生处,moderator\ngu,谷青,,administrator\ngu,顾青,,\ngu,顾青,市教育局,editor\n";
    for press in ["try", "take"] {
        let page = send(sheet, press).await;
        assert!(page.has("登录名已属于 方可，姓名不同"), "{press}: {}", page.body);
        assert!(page.has("账号已有，姓名相同；加上：编辑，市教育局的访谈"), "{press}: {}", page.body);
        assert!(page.has("与第 4 行的登录名重复") && page.has("共 6 行，其中 3 行"), "{press}: {}", page.body);
    }
    let grants = async |login| house.db.person_by_login(login).await.unwrap().unwrap().grants;
    let unit = async |name| units(&house.db).await.unwrap().into_iter().find(|unit| unit.name == name).unwrap().id;
    let grant = async |role, name| Grant { role, reach: Reach::Unit { unit: unit(name).await } };
    let both = [grant(Role::Moderator, "招生处").await, grant(Role::Editor, "市教育局").await];
    assert_eq!((grants("fang").await.as_slice(), grants("gu").await.as_slice()), (both.as_slice(), both.as_slice()));
}

#[tokio::test]
async fn whoever_administers_a_unit_imports_its_people_alone() {
    let house = House::new().await;
    let admin = house.staff("admin", &[(Role::Administrator, Reach::Installation)]).await;
    let site = Site::open(&house);
    site.signed(admin)
        .await
        .press("/desk/office/import", "/desk/office/import", &[("sheet", UNITS), ("press", "take")])
        .await;
    let unit = units(&house.db).await.unwrap().into_iter().find(|unit| unit.name == "招生处").unwrap().id;
    let own = house.staff("own", &[(Role::Administrator, Reach::Unit { unit })]).await;
    let browser = site.signed(own).await;
    let send = async |of: &str, sheet: &str| {
        let page = format!("/desk/office/import?of={of}");
        browser.press(&page, "/desk/office/import", &[("sheet", sheet), ("press", "take")]).await
    };
    assert!(send("units", "unit\tparent\n招生一科\t招生处\n").await.has("不能导入"), "units are the installation's");
    let people =
        "login,name,unit,roles\nwang,王岚,招生处,moderator\nzhao,赵衡,市教育局,moderator\nqian,钱越,,moderator\n";
    assert!(send("people", people).await.has("共 3 行，其中 2 行"));
    assert!(house.db.person_by_login("wang").await.unwrap().is_some());
    assert!(
        house.db.person_by_login("zhao").await.unwrap().is_none()
            && house.db.person_by_login("qian").await.unwrap().is_none()
    );
    let stranger = house.staff("guest", &[(Role::Moderator, Reach::Installation)]).await;
    assert_eq!(site.signed(stranger).await.get("/desk/office/import").await.status, 403);
}

#[tokio::test]
async fn links_for_all_who_came_by_a_sheet_are_made_at_once_for_those_who_have_never_been_in() {
    let house = House::new().await;
    let admin = house.staff("admin", &[(Role::Administrator, Reach::Installation)]).await;
    let site = Site::open(&house);
    let browser = site.signed(admin).await;
    let (page, links) = ("/desk/office/import?of=people", "/desk/office/import/links");
    let sheet = "登录名,姓名\nheyu,何雨\nlin,林溪\n";
    let send = async |press| browser.press(page, "/desk/office/import", &[("sheet", sheet), ("press", press)]).await;
    assert!(send("try").await.form(links).is_none(), "nobody is there yet");
    let taken = send("take").await;
    assert!(taken.has("生成 2 人的登录链接"), "{}", taken.body);
    let form = taken.form(links).unwrap();
    let made = browser.send(links, &form, &[]).await;
    let secrets = |body: &str| -> Vec<String> {
        let found = body.split(">http").skip(1).filter_map(|rest| rest.split('<').next()?.split("/link/").nth(1));
        found.map(str::to_owned).collect()
    };
    let first = secrets(&made.body);
    assert!(first.len() == 2 && first[0] != first[1] && made.has("有效到"), "{}", made.body);
    assert!(made.body.find("何雨").unwrap() < made.body.find("林溪").unwrap(), "as in the sheet");
    assert_eq!(secrets(&browser.send(links, &form, &[]).await.body), first, "a repeat shows the same");

    let way = format!("/link/{}", first[1]);
    assert_eq!(site.fresh().press(&way, &way, &[]).await.status, 303);
    let again = send("take").await;
    assert!(again.has("生成 1 人的登录链接"), "{}", again.body);
    let rest = browser.send(links, &form, &[]).await;
    assert!(rest.has("何雨") && !rest.has("林溪"), "who was in is not given another: {}", rest.body);
    let other = house.staff("other", &[(Role::Moderator, Reach::Installation)]).await;
    assert_ne!(site.signed(other).await.send(links, &form, &[]).await.status, 200);
}
