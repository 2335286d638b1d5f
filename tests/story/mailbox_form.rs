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
