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
