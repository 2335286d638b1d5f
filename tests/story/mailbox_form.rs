//! A mailbox is set up by its form, opened, and changed while letters come in, without losing what the form does not ask.

use crate::{
    house::{House, citizen},
    letters::opened,
    site::Site,
};
use uuid::Uuid;
use wenzheng::kernel::{
    command::{Command, OfficeCommand},
    id::UnitId,
    letter::{Letter, LetterKind, Writing},
    policy::RoomKind,
    principal::{Principal, Reach, Role},
};

async fn unit(house: &House, name: &str) -> UnitId {
    let unit = UnitId(Uuid::now_v7());
    let set = OfficeCommand::SetUnit { unit, name: name.into(), parent: None };
    house.desk.office(Principal::Operator, set).await.unwrap();
    unit
}

#[tokio::test]
async fn a_mailbox_is_drafted_opened_and_changed() {
    let house = opened().await;
    let (traffic, water) = (unit(&house, "市交通局").await, unit(&house, "市水务局").await);
    let admin = house.staff("guan", &[(Role::Administrator, Reach::Installation)]).await;
    let site = Site::open(&house);
    let office = site.signed(admin).await;
    let new = "/desk/rooms/mailbox";
    let empty = office.press(new, new, &[("box_days", "0")]).await;
    assert_eq!(empty.status, 422, "{}", empty.body);
    for word in ["请写信箱的名称", "room-box_days-error"] {
        assert!(empty.has(word), "no {word}: {}", empty.body);
    }
    let wish = traffic.to_string();
    let filled = [
        ("box_topic", "区长信箱"),
        ("box_background", "有事请写。"),
        ("box_wanted", "水电费请到营业厅。"),
        ("box_flow", "two_steps"),
        ("box_days", "7"),
        ("box_files", "2"),
        ("box_every_s", "0"),
        ("box_wishes", &wish),
    ];
    let drawn = office.press(new, new, &filled).await;
    assert_eq!(drawn.status, 303, "{}", drawn.body);
    let desk = drawn.to.split('?').next().unwrap().to_owned();
    let code = desk.split('/').nth(3).unwrap().to_owned();
    let header = house.db.room_by_code(&code).await.unwrap().unwrap();
    let policy = &header.policy;
    assert_eq!((header.kind, policy.standing, policy.files_per_letter), (RoomKind::Mailbox, true, 2));
    assert_eq!((policy.letters.len(), policy.wishes.as_slice()), (5, [traffic].as_slice()));
    assert_eq!((header.workflow.id.as_str(), header.workflow.promise.as_ref().unwrap().days), ("two_steps", 7));

    house.desk.room(admin, header.id, Command::Announce).await.unwrap();
    house.pass(1_000).await;
    let page = site.fresh().get(&format!("/r/{code}/ask")).await;
    for word in ["区长信箱", "7 个工作日内答复", "水电费请到营业厅。", &wish, "最多 2 个"] {
        assert!(page.has(word), "no {word}: {}", page.body);
    }
    assert!(!page.has(&water.to_string()), "no other unit can be wished");
    let write = |unit| {
        let letter = Letter { kind: LetterKind::Help, may_publish: false, wish: Some(unit), files: Vec::new() };
        Command::Write(Writing {
            text: "标题\n正文".into(),
            name: String::new(),
            letter,
            origin: None,
            contact: None,
            past: None,
        })
    };
    let refused = house.desk.room(citizen(), header.id, write(water)).await.unwrap_err();
    assert_eq!(refused.code(), "unknown-unit");
    house.desk.room(citizen(), header.id, write(traffic)).await.unwrap();

    let amend = format!("{desk}/amend");
    assert!(office.get(&amend).await.has("区长信箱"));
    let amended = office.press(&amend, &amend, &[("box_topic", "区长热线信箱"), ("box_files", "0")]).await;
    assert_eq!(amended.status, 303, "{}", amended.body);
    let after = house.db.room_by_code(&code).await.unwrap().unwrap();
    assert_eq!((after.policy.files_per_letter, after.policy.standing), (0, true));
    assert_eq!((after.policy.letters.len(), after.workflow), (5, header.workflow));
    let page = site.fresh().get(&format!("/r/{code}/ask")).await;
    assert!(page.has("区长热线信箱") && !page.has("type=\"file\""), "{}", page.body);
    let outsider = house.staff("luren", &[(Role::Handler, Reach::Unit { unit: water })]).await;
    assert_eq!(site.signed(outsider).await.get(new).await.status, 403);
}

#[tokio::test]
async fn a_mailbox_is_copied_and_begun_from_a_template_with_the_form_of_mailboxes() {
    let house = opened().await;
    let traffic = unit(&house, "市交通局").await;
    let admin = house.staff("guan", &[(Role::Administrator, Reach::Installation)]).await;
    let site = Site::open(&house);
    let (office, new) = (site.signed(admin).await, "/desk/rooms/mailbox");
    let wish = traffic.to_string();
    let filled = [("box_topic", "区长信箱"), ("box_flow", "two_steps"), ("box_days", "7"), ("box_wishes", &wish)];
    let drawn = office.press(new, new, &filled).await;
    let room = drawn.to.split('?').next().unwrap().to_owned();
    let code = room.split('/').nth(3).unwrap().to_owned();

    let copy = format!("/desk/rooms/mailbox?copy={code}");
    assert!(office.get(&room).await.has(&copy), "its own page leads to the form of mailboxes");
    let elsewhere = office.get(&format!("/desk/rooms/new?copy={code}")).await;
    assert_eq!((elsewhere.status.as_u16(), elsewhere.to.as_str()), (303, copy.as_str()));
    let form = office.get(&copy).await;
    assert!(form.has("复制信箱") && form.has("区长信箱") && !form.has("name=\"box_flow\""), "{}", form.body);
    let copied = office.press(&copy, new, &[("box_topic", "县长信箱"), ("box_days", "4")]).await;
    assert_eq!(copied.status, 303, "{}", copied.body);
    let of = |to: &str| to.split('/').nth(3).unwrap().split('?').next().unwrap().to_owned();
    let source = house.db.room_by_code(&code).await.unwrap().unwrap();
    let header = house.db.room_by_code(&of(&copied.to)).await.unwrap().unwrap();
    assert_eq!(
        (header.kind, header.workflow.id.as_str(), header.workflow.version),
        (RoomKind::Mailbox, "two_steps", 1)
    );
    assert_eq!(header.workflow.promise.as_ref().unwrap().days, 4);
    assert_eq!((&header.policy, header.units), (&source.policy, source.units), "with its rules");

    let keep = format!("{room}/template");
    let kept = office.press(&keep, &keep, &[("template_name", "信箱模板")]).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    let templates = office.get("/desk/office/templates").await;
    let begun = templates.body.split("/desk/rooms/mailbox?template=").nth(1).unwrap().split('"').next().unwrap();
    let begun = format!("/desk/rooms/mailbox?template={begun}");
    let drawn = office.press(&begun, new, &[("box_topic", "镇长信箱")]).await;
    let header = house.db.room_by_code(&of(&drawn.to)).await.unwrap().unwrap();
    assert_eq!((header.kind, header.policy.wishes), (RoomKind::Mailbox, vec![traffic]));
    let desk = office.get(&format!("/desk/r/{}/room", header.code)).await;
    assert!(desk.has("value=\"router\"") && !desk.has("value=\"stenographer\""), "whom letters need: {}", desk.body);
}

#[tokio::test]
async fn departments_have_long_names_and_citizens_short_ones() {
    let house = opened().await;
    let name = "Housing and Urban-Rural Development Bureau of the City of Yunting and its Districts";
    assert!(name.len() > 40);
    unit(&house, name).await;
    let set = |name: String| OfficeCommand::SetUnit { unit: UnitId(Uuid::now_v7()), name, parent: None };
    let refused = house.desk.office(Principal::Operator, set("长".repeat(101))).await.unwrap_err();
    assert_eq!(refused.code(), "too-long");
    let room = house.interview(wenzheng::kernel::policy::Policy::default()).await;
    let ask = |name: String| Command::Ask { text: "问？".into(), name, to: None, contact: None };
    assert_eq!(room.act(citizen(), ask("长".repeat(41))).await.unwrap_err().code(), "too-long");
    room.act(citizen(), ask("长".repeat(40))).await.unwrap();
}
