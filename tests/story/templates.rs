//! Rooms from templates: who keeps and changes which, and what a new room takes over.

use crate::{
    house::{House, MINUTE},
    site::Site,
    survival::tables,
};
use reqwest::StatusCode;
use uuid::Uuid;
use wenzheng::{
    desk::rebuild,
    kernel::{
        command::{Command, Drawing, OfficeCommand},
        id::{GuestId, RoomId, TemplateId, UnitId},
        limits::Limits,
        policy::{Policy, RoomKind},
        principal::{Grant, Principal, Reach, Role},
        refusal::Refusal,
        room::{About, Guest, Schedule},
        template::{Setup, Template},
        text::Lang,
    },
};

const NO: Refusal = Refusal::NotAllowed;

/// A bureau with an office below it, and another bureau.
struct City {
    house: House,
    bureau: UnitId,
    below: UnitId,
    other: UnitId,
    governor: Principal,
    /// Administers the bureau.
    head: Principal,
    /// Approves for the office below it.
    approver: Principal,
    /// Administers the other bureau.
    rival: Principal,
}

fn id() -> TemplateId {
    TemplateId(Uuid::now_v7())
}

impl City {
    async fn new(limits: Limits) -> City {
        let house = House::with(limits).await;
        let unit = async |name: &str, parent| {
            let unit = UnitId(Uuid::now_v7());
            let set = OfficeCommand::SetUnit { unit, name: name.into(), parent };
            house.desk.office(Principal::Operator, set).await.unwrap();
            unit
        };
        let bureau = unit("市交通局", None).await;
        let below = unit("公交处", Some(bureau)).await;
        let other = unit("市水务局", None).await;
        let of = |unit| Reach::Unit { unit };
        let governor = house.staff("governor", &[(Role::Administrator, Reach::Installation)]).await;
        let head = house.staff("head", &[(Role::Administrator, of(bureau))]).await;
        let approver = house.staff("approver", &[(Role::Approver, of(below))]).await;
        let rival = house.staff("rival", &[(Role::Administrator, of(other))]).await;
        City { house, bureau, below, other, governor, head, approver, rival }
    }

    async fn set(
        &self,
        who: Principal,
        template: TemplateId,
        unit: Option<UnitId>,
        seen: Option<u32>,
    ) -> Result<(), Refusal> {
        let setup = Setup { name: "月度访谈".into(), ..Setup::default() };
        let set = OfficeCommand::SetTemplate { template, setup, unit, seen };
        self.house.desk.office(who, set).await.map(drop)
    }

    async fn drop(&self, who: Principal, template: TemplateId) -> Result<(), Refusal> {
        self.house.desk.office(who, OfficeCommand::DropTemplate { template }).await.map(drop)
    }

    async fn kept(&self) -> Vec<Template> {
        self.house.db.office().await.unwrap().templates
    }

    /// A room of the bureau in which nothing is as usual.
    async fn room(&self) -> (RoomId, Policy) {
        let policy = Policy {
            post_chars: 345,
            votes: false,
            notice_days_least: 9,
            sign_off: false,
            by_sentence: true,
            ..Policy::default()
        };
        let guest =
            Guest { id: GuestId(Uuid::now_v7()), name: "周明远".into(), office: "处长".into(), portrait: None };
        let about = About {
            topic: "公交线网调整".into(),
            units: vec!["市交通运输局".into()],
            guests: vec![guest],
            host: "沈一舟".into(),
            background: "每月一次，谈谈出行。".into(),
            wanted: "线路和班次。".into(),
            ..About::blank(Lang::Zh)
        };
        let (room, now) = (RoomId(Uuid::now_v7()), self.house.now());
        let starts_at = now + 4 * 24 * 60 * MINUTE + 5 * 60 * MINUTE;
        let schedule = Schedule { collect_at: now + MINUTE, starts_at, ends_at: starts_at + 50 * MINUTE };
        let draw = Command::Draw(Drawing {
            kind: RoomKind::Interview,
            policy: policy.clone(),
            schedule,
            about,
            units: vec![self.bureau],
            rehearsal: false,
            copied_from: None,
            workflow: None,
        });
        self.house.desk.room(self.head, room, draw).await.unwrap();
        (room, policy)
    }
}

#[tokio::test]
async fn the_installation_s_templates_are_in_no_unit_s_hands() {
    let city = City::new(Limits::default()).await;
    let (all, own, below, theirs) = (id(), id(), id(), id());
    city.set(city.governor, all, None, None).await.unwrap();
    city.set(city.governor, theirs, Some(city.other), None).await.unwrap();
    city.set(city.head, own, Some(city.bureau), None).await.unwrap();
    city.set(city.head, below, Some(city.below), None).await.unwrap();
    for who in [city.head, city.rival, city.approver, crate::house::citizen()] {
        assert_eq!(city.set(who, id(), None, None).await, Err(NO));
        assert_eq!(city.set(who, all, None, Some(1)).await, Err(NO));
        assert_eq!(city.set(who, all, Some(city.bureau), Some(1)).await, Err(NO), "taken into one's own unit");
        assert_eq!(city.drop(who, all).await, Err(NO));
    }
    for who in [city.rival, city.approver] {
        assert_eq!(city.set(who, id(), Some(city.bureau), None).await, Err(NO));
        assert_eq!(city.set(who, own, Some(city.other), Some(1)).await, Err(NO));
        assert_eq!(city.drop(who, below).await, Err(NO));
    }
    assert_eq!(city.set(city.head, own, None, Some(1)).await, Err(NO), "given to the installation");
    assert_eq!(city.set(city.head, theirs, Some(city.bureau), Some(1)).await, Err(NO));
    assert_eq!(city.set(city.governor, id(), Some(UnitId(Uuid::now_v7())), None).await, Err(Refusal::NotFound));

    city.set(city.head, own, Some(city.below), Some(1)).await.unwrap();
    assert_eq!(city.set(city.governor, own, None, Some(1)).await, Err(Refusal::Stale { revision: 2 }));
    assert_eq!(city.set(city.governor, own, None, None).await, Err(Refusal::Stale { revision: 2 }));
    city.set(city.governor, own, None, Some(2)).await.unwrap();
    assert_eq!(city.drop(city.head, own).await, Err(NO), "it is the installation's now");
    city.drop(city.head, below).await.unwrap();
    assert_eq!(city.set(city.head, below, Some(city.below), Some(1)).await, Err(Refusal::NotFound));

    let Principal::Staff(person) = city.rival else { panic!("no account") };
    let grant = Grant { role: Role::Administrator, reach: Reach::Unit { unit: city.other } };
    city.house.desk.office(city.governor, OfficeCommand::Revoke { person, grant }).await.unwrap();
    assert_eq!(city.drop(city.rival, theirs).await, Err(NO), "a removed role refuses at once");
    assert_eq!(city.kept().await.len(), 3);

    let before = tables(&city.house).await;
    rebuild(&city.house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&city.house).await, before);
    assert_eq!(city.kept().await.iter().map(|held| held.revision).collect::<Vec<_>>(), [1, 1, 3]);
}

#[tokio::test]
async fn only_so_many_templates_are_kept_and_each_has_a_name() {
    let city = City::new(Limits { templates: 1, ..Limits::default() }).await;
    let first = id();
    let nameless = OfficeCommand::SetTemplate { template: first, setup: Setup::default(), unit: None, seen: None };
    assert_eq!(city.house.desk.office(city.governor, nameless).await.err(), Some(Refusal::Empty));
    city.set(city.governor, first, None, None).await.unwrap();
    assert_eq!(city.set(city.governor, id(), None, None).await, Err(Refusal::Full { most: 1 }));
    city.set(city.governor, first, None, Some(1)).await.unwrap();
    city.drop(city.governor, first).await.unwrap();
    city.set(city.governor, id(), None, None).await.unwrap();
}

#[tokio::test]
async fn a_room_drafted_from_a_template_takes_over_what_sessions_have_in_common() {
    let city = City::new(Limits::default()).await;
    let (room, policy) = city.room().await;
    let code = city.house.db.room(room).await.unwrap().unwrap().code;
    let site = Site::open(&city.house);
    let head = site.signed(city.head).await;
    let keep = format!("/desk/r/{code}/room/template");
    let unnamed = head.press(&keep, &keep, &[("template_name", " ")]).await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let bureau = city.bureau.to_string();
    let kept = head.press(&keep, &keep, &[("template_name", "月度访谈"), ("for_unit", &bureau)]).await;
    assert_eq!(kept.to, "/desk/office/templates?done=template", "{}", kept.body);
    let template = city.kept().await[0].id;

    let new = format!("/desk/rooms/new?template={template}");
    let below = site.signed(city.approver).await;
    for reader in [&head, &below] {
        assert!(reader.get("/desk/rooms/new").await.body.contains("月度访谈"));
        let form = reader.get(&new).await.body;
        for common in ["沈一舟", "每月一次，谈谈出行。", "线路和班次。", "市交通运输局", "value=\"345\""]
        {
            assert!(form.contains(common), "{common}");
        }
        for own in ["公交线网调整", "周明远"] {
            assert!(!form.contains(own), "{own}");
        }
    }
    let rival = site.signed(city.rival).await;
    assert!(!rival.get("/desk/rooms/new").await.body.contains("月度访谈"));
    assert!(!rival.get("/desk/office/templates").await.body.contains("月度访谈"));
    assert_eq!(rival.get(&new).await.status, StatusCode::NOT_FOUND);
    assert_eq!(below.get(&format!("/desk/office/templates/{template}")).await.status, StatusCode::FORBIDDEN);

    let filled = [("topic", "十二月谈出行"), ("unit", bureau.as_str())];
    let drawn = head.press(&new, "/desk/rooms/new", &filled).await;
    let code = drawn.to.split('/').nth(3).unwrap_or_default().to_owned();
    let made = city.house.db.room_by_code(&code).await.unwrap().expect(&drawn.body);
    assert_eq!((made.policy, made.units), (policy, vec![city.bureau]));
    // Questions from 09:01 four days before; at 14:00 for fifty minutes; a week from Monday 09:00 at the earliest.
    let (now, day) = (city.house.now(), 24 * 60 * MINUTE);
    assert_eq!(made.schedule.starts_at, now + 7 * day + 5 * 60 * MINUTE);
    assert_eq!(made.schedule.collect_at, now + 3 * day + MINUTE);
    assert_eq!(made.schedule.ends_at - made.schedule.starts_at, 50 * MINUTE);

    let edit = format!("/desk/office/templates/{template}");
    head.press(&edit, &edit, &[("template_name", "每月谈出行")]).await;
    let list = head.get("/desk/office/templates").await.body;
    assert!(list.contains("每月谈出行") && !list.contains("月度访谈"), "{list}");
    let gone = format!("{edit}/drop");
    assert_eq!(head.press(&edit, &gone, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    head.press(&edit, &gone, &[("sure", "yes")]).await;
    let log = site.signed(city.governor).await.get("/desk/log").await.body;
    assert!(log.contains("月度访谈") && log.matches("每月谈出行").count() == 2, "{log}");
    assert_eq!(city.house.db.room_by_code(&code).await.unwrap().map(|room| room.units), Some(vec![city.bureau]));
}
