//! Administrators of units: a team is formed within the unit and never beyond it.

use crate::{
    house::{House, MINUTE},
    site::Site,
};
use uuid::Uuid;
use wenzheng::{
    auth::sha256,
    kernel::{
        command::{Command, Drawing, OfficeCommand},
        id::{GuestId, LinkId, PersonId, RoomId, UnitId},
        policy::{Policy, RoomKind},
        principal::{Grant, Principal, Reach, Role},
        refusal::Refusal,
        room::{About, Guest, Schedule},
        text::Lang,
    },
};

/// A city with a bureau, an office below it and another bureau; each has a room.
struct City {
    house: House,
    bureau: UnitId,
    below: UnitId,
    other: UnitId,
    governor: Principal,
    /// Administers the bureau.
    head: Principal,
    /// Administers the other bureau.
    rival: Principal,
}

fn person(who: Principal) -> PersonId {
    let Principal::Staff(person) = who else { panic!("no account") };
    person
}

fn about(topic: &str) -> About {
    let named =
        |name: &str| Guest { id: GuestId(Uuid::now_v7()), name: name.into(), office: "处长".into(), portrait: None };
    About {
        topic: topic.into(),
        units: vec!["市交通局".into()],
        guests: vec![named("周明远")],
        ..About::blank(Lang::Zh)
    }
}

impl City {
    async fn new() -> City {
        let house = House::new().await;
        let unit = async |name: &str, parent| {
            let unit = UnitId(Uuid::now_v7());
            let set = OfficeCommand::SetUnit { unit, name: name.into(), parent };
            house.desk.office(Principal::Operator, set).await.unwrap();
            unit
        };
        let bureau = unit("市交通局", None).await;
        let below = unit("公交处", Some(bureau)).await;
        let other = unit("市水务局", None).await;
        let everywhere = Reach::Installation;
        let governor = house.staff("governor", &[(Role::Administrator, everywhere)]).await;
        let head = house.staff("head", &[(Role::Administrator, Reach::Unit { unit: bureau })]).await;
        let rival = house.staff("rival", &[(Role::Administrator, Reach::Unit { unit: other })]).await;
        City { house, bureau, below, other, governor, head, rival }
    }

    async fn room(&self, who: Principal, units: &[UnitId]) -> Result<RoomId, Refusal> {
        self.room_in(who, units, 10 * MINUTE).await
    }

    async fn room_in(&self, who: Principal, units: &[UnitId], ahead: i64) -> Result<RoomId, Refusal> {
        let (room, now) = (RoomId(Uuid::now_v7()), self.house.now());
        let draw = Command::Draw(Drawing {
            kind: RoomKind::Interview,
            policy: Policy::default(),
            schedule: Schedule { collect_at: now, starts_at: now + ahead, ends_at: now + ahead + 60 * MINUTE },
            about: about("公交线网调整"),
            units: units.to_vec(),
            rehearsal: false,
            copied_from: None,
            workflow: None,
        });
        self.house.desk.room(who, room, draw).await.map(|_| room)
    }

    async fn add(&self, who: Principal, login: &str, unit: Option<UnitId>) -> Result<PersonId, Refusal> {
        let person = PersonId(Uuid::now_v7());
        let set = OfficeCommand::SetPerson { person, login: login.into(), name: login.into(), unit };
        self.house.desk.office(who, set).await.map(|_| person)
    }

    async fn grant(&self, who: Principal, person: PersonId, role: Role, reach: Reach) -> Result<(), Refusal> {
        let grant = OfficeCommand::Grant { person, grant: Grant { role, reach } };
        self.house.desk.office(who, grant).await.map(drop)
    }

    async fn link(&self, who: Principal, person: PersonId, room: Option<RoomId>) -> Result<LinkId, Refusal> {
        let link = LinkId(Uuid::now_v7());
        let issue = OfficeCommand::IssueLink { link, secret_sha256: sha256(&link.to_string()), person, room };
        self.house.desk.office(who, issue).await.map(|_| link)
    }

    async fn use_link(&self, link: LinkId) -> Result<(), Refusal> {
        let used = OfficeCommand::UseLink { link, secret_sha256: sha256(&link.to_string()) };
        self.house.desk.office(crate::house::citizen(), used).await.map(drop)
    }
}

const NO: Refusal = Refusal::NotAllowed;

fn in_room(room: RoomId) -> Reach {
    Reach::Room { room, guest: None }
}

#[tokio::test]
async fn a_unit_s_administrator_forms_a_team_in_the_unit_and_below_it() {
    let city = City::new().await;
    for unit in [city.bureau, city.below] {
        let room = city.room(city.head, &[unit]).await.unwrap();
        let host = city.add(city.head, &format!("host-{unit}"), Some(unit)).await.unwrap();
        city.grant(city.head, host, Role::Host, in_room(room)).await.unwrap();
        city.grant(city.head, host, Role::Moderator, Reach::Unit { unit }).await.unwrap();
        let link = city.link(city.head, host, Some(room)).await.unwrap();
        city.use_link(link).await.unwrap();
        let grant = Grant { role: Role::Host, reach: in_room(room) };
        city.house.desk.office(city.head, OfficeCommand::Revoke { person: host, grant }).await.unwrap();
        city.house.desk.room(city.head, room, Command::Announce).await.unwrap();
    }
}

#[tokio::test]
async fn nothing_beyond_the_unit_is_given_taken_or_opened() {
    let city = City::new().await;
    let (own, foreign) = (Some(city.bureau), Some(city.other));
    let theirs = city.room(city.rival, &[city.other]).await.unwrap();
    let nobodys = city.room(city.governor, &[]).await.unwrap();
    assert_eq!(city.room(city.head, &[city.other]).await, Err(NO));
    assert_eq!(city.room(city.head, &[city.bureau, city.other]).await, Err(NO));
    assert_eq!(city.room(city.head, &[]).await, Err(NO));

    assert_eq!(city.add(city.head, "stranger", foreign).await, Err(NO));
    assert_eq!(city.add(city.head, "stranger", None).await, Err(NO));
    assert_eq!(city.add(city.head, "stranger", Some(UnitId(Uuid::now_v7()))).await, Err(Refusal::NotFound));

    let mine = city.add(city.head, "mine", own).await.unwrap();
    for reach in [Reach::Installation, Reach::Unit { unit: city.other }, in_room(theirs), in_room(nobodys)] {
        assert_eq!(city.grant(city.head, mine, Role::Moderator, reach).await, Err(NO), "{reach:?}");
        city.grant(city.governor, mine, Role::Moderator, reach).await.unwrap();
        let grant = Grant { role: Role::Moderator, reach };
        let revoke = OfficeCommand::Revoke { person: mine, grant };
        assert_eq!(city.house.desk.office(city.head, revoke.clone()).await.err(), Some(NO), "{reach:?}");
        // Whoever opens this account now has more than the unit.
        assert_eq!(city.link(city.head, mine, None).await, Err(NO), "{reach:?}");
        city.house.desk.office(city.governor, revoke).await.unwrap();
    }
    city.link(city.head, mine, None).await.unwrap();
    assert_eq!(city.link(city.head, mine, Some(theirs)).await, Err(NO));
    for account in [city.governor, city.rival] {
        assert_eq!(city.link(city.head, person(account), None).await, Err(NO));
        let rename =
            OfficeCommand::SetPerson { person: person(account), login: "mine2".into(), name: "我".into(), unit: own };
        assert_eq!(city.house.desk.office(city.head, rename).await.err(), Some(NO));
    }
    let settings = OfficeCommand::SetUnit { unit: city.below, name: "改名".into(), parent: None };
    assert_eq!(city.house.desk.office(city.head, settings).await.err(), Some(NO));
}

#[tokio::test]
async fn a_link_opens_no_more_than_its_maker_governed() {
    let city = City::new().await;
    let mine = city.add(city.head, "mine", Some(city.bureau)).await.unwrap();
    let within = city.link(city.head, mine, None).await.unwrap();
    let beyond = city.link(city.head, mine, None).await.unwrap();
    city.grant(city.head, mine, Role::Host, Reach::Unit { unit: city.below }).await.unwrap();
    city.use_link(within).await.unwrap();
    city.grant(city.governor, mine, Role::Administrator, Reach::Installation).await.unwrap();
    assert_eq!(city.use_link(beyond).await, Err(Refusal::LinkSpent));
    let all = city.link(city.governor, mine, None).await.unwrap();
    city.use_link(all).await.unwrap();
}

#[tokio::test]
async fn a_unit_moved_elsewhere_takes_its_rights_along_and_never_stands_below_itself() {
    let city = City::new().await;
    let room = city.room(city.head, &[city.below]).await.unwrap();
    let set = |unit, parent| OfficeCommand::SetUnit { unit, name: "公交处".into(), parent };
    let ring = city.house.desk.office(city.governor, set(city.bureau, Some(city.below))).await;
    assert!(matches!(ring, Err(Refusal::Malformed { .. })), "{ring:?}");
    city.house.desk.office(city.governor, set(city.below, Some(city.other))).await.unwrap();
    assert_eq!(city.house.desk.room(city.head, room, Command::Announce).await.err(), Some(NO));
    city.house.desk.room(city.rival, room, Command::Announce).await.unwrap();
}

#[tokio::test]
async fn a_room_changes_hands_only_where_both_units_are_held() {
    let city = City::new().await;
    let room = city.room(city.head, &[city.bureau]).await.unwrap();
    let amend = async |who, units: Option<Vec<UnitId>>| {
        let header = city.house.db.room(room).await.unwrap().unwrap();
        let (revision, policy, schedule) = (header.revision, header.policy, header.schedule);
        let amend = Command::Amend { revision, policy, schedule, about: about("公交线网调整"), units };
        city.house.desk.room(who, room, amend).await.map(drop)
    };
    let units = async || city.house.db.room(room).await.unwrap().unwrap().units;
    for taken in [vec![city.other], vec![city.bureau, city.other], vec![]] {
        assert_eq!(amend(city.head, Some(taken.clone())).await, Err(NO), "{taken:?}");
        assert_eq!(amend(city.rival, Some(taken)).await, Err(NO));
    }
    amend(city.head, Some(vec![city.below])).await.unwrap();
    assert_eq!(units().await, [city.below]);
    amend(city.head, None).await.unwrap();
    assert_eq!(units().await, [city.below], "left as they were");
    amend(city.governor, Some(vec![city.below, city.other])).await.unwrap();
    amend(city.rival, Some(vec![city.other, city.below])).await.unwrap();
    assert_eq!(amend(city.rival, Some(vec![city.other])).await, Err(NO), "the other one is not theirs to drop");
    amend(city.head, Some(vec![city.other])).await.unwrap();
    assert_eq!(amend(city.head, None).await, Err(NO), "it is out of these hands now");
}

#[tokio::test]
async fn a_link_to_a_session_lives_until_the_day_after_it() {
    const DAY: i64 = 24 * 60 * MINUTE;
    let city = City::new().await;
    let host = city.add(city.head, "host", Some(city.bureau)).await.unwrap();
    let life = async |room| {
        let link = city.link(city.head, host, room).await.unwrap();
        let held = city.house.db.link_by_secret(&sha256(&link.to_string())).await.unwrap().unwrap();
        held.expires_at - city.house.now()
    };
    for (ahead, lives) in [(10 * MINUTE, 3 * DAY), (12 * DAY, 13 * DAY + 60 * MINUTE), (60 * DAY, 30 * DAY)] {
        let room = city.room_in(city.head, &[city.bureau], ahead).await.unwrap();
        let lived = life(Some(room)).await;
        assert!((lived - lives).abs() < MINUTE, "{ahead}: {lived} for {lives}");
    }
    assert!((life(None).await - 3 * DAY).abs() < MINUTE, "no session, no longer life");
}

#[tokio::test]
async fn pages_of_the_office_show_a_unit_s_administrator_what_they_may_do() {
    let city = City::new().await;
    let site = Site::open(&city.house);
    let room = city.room(city.head, &[city.below]).await.unwrap();
    let code = city.house.db.room(room).await.unwrap().unwrap().code;
    let head = site.signed(city.head).await;
    let people = head.get("/desk/office/people").await;
    assert!(people.has("head") && !people.has("rival") && !people.has("governor"));
    let added =
        head.press("/desk/office/people", "/desk/office/people", &[("login", "lin"), ("person_name", "林一")]).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let lin = added.to.split('?').next().unwrap().to_owned();
    let page = head.get(&lin).await;
    assert!(page.form(&format!("{lin}/disable")).is_none() && page.form(&format!("{lin}/name")).is_some());
    let places = page.body.split("<option").filter(|option| option.contains("value=\"unit:")).count();
    assert_eq!((places, page.has("value=\"all\""), page.has("市水务局")), (2, false, false));
    let granted = head
        .press(&lin, &format!("{lin}/grants"), &[("role", "moderator"), ("place", &format!("unit:{}", city.below))])
        .await;
    assert_eq!(granted.to, format!("{lin}?done=granted"));
    let issued = head.press(&lin, &format!("{lin}/link"), &[]).await;
    assert!(issued.status == 200 && issued.has("/link/"), "{}", issued.body);

    let desk = format!("/desk/r/{code}/room");
    let invited = head
        .press(&desk, &format!("{desk}/team"), &[("duty", "host"), ("whom", "new"), ("invited_name", "沈一舟")])
        .await;
    assert!(invited.status == 200 && invited.has("/link/"), "{}", invited.body);
    let again = head.press(&desk, &format!("{desk}/team/link"), &[]).await;
    assert!(again.status == 200 && again.has("/link/") && again.has("沈一舟"), "{}", again.body);
    let hosts = head.get(&desk).await.body.matches("沈一舟").count();
    assert_eq!(hosts, 1, "another link is no second person");
    assert!(head.get(&desk).await.has("尚未登录，链接有效到"));
    let secret = again.body.split("/link/").nth(1).unwrap().split('"').next().unwrap();
    let way = format!("/link/{secret}");
    assert_eq!(site.fresh().press(&way, &way, &[]).await.status, 303);
    let team = head.get(&desk).await;
    assert!(team.has("最近登录") && !team.has("尚未登录，链接有效到"), "{}", team.body);
    let known = head
        .press(&desk, &format!("{desk}/team"), &[("duty", "editor"), ("whom", "known"), ("invited_login", "rival")])
        .await;
    assert_eq!(known.to, format!("{desk}?done=granted-own"), "no link opens what the other unit gave");
    let page = head.get(&desk).await;
    assert!(page.form(&format!("{desk}/team/revoke")).is_some());
    assert!(page.has("公告里还没有：背景介绍"), "said before it is announced: {}", page.body);

    let rival = site.signed(city.rival).await;
    assert_eq!(rival.get(&lin).await.status, 404, "who has no say here does not learn of it");
    assert_eq!(rival.get("/desk/office/rules").await.status, 403);
    assert!(!rival.get("/desk/office/people").await.has("林一"));
}

#[tokio::test]
async fn the_form_of_a_room_moves_it_between_units() {
    let city = City::new().await;
    let site = Site::open(&city.house);
    let room = city.room(city.governor, &[city.bureau, city.other]).await.unwrap();
    let code = city.house.db.room(room).await.unwrap().unwrap().code;
    let units = async || city.house.db.room(room).await.unwrap().unwrap().units;
    let (path, head) = (format!("/desk/r/{code}/room/amend"), site.signed(city.head).await);
    let page = head.get(&path).await;
    assert!(page.has("公交处") && !page.has("市水务局"));
    let moved = head.press(&path, &path, &[("unit", &city.below.to_string())]).await;
    assert_eq!(moved.status, 303, "{}", moved.body);
    assert_eq!(units().await, [city.other, city.below], "what is in other hands stays");
}

#[tokio::test]
async fn an_auditor_reads_the_office_and_finds_nothing_that_changes_it() {
    let city = City::new().await;
    let site = Site::open(&city.house);
    let room = city.room(city.head, &[city.below]).await.unwrap();
    let code = city.house.db.room(room).await.unwrap().unwrap().code;
    let auditor = city.house.staff("auditor", &[(Role::Auditor, Reach::Installation)]).await;
    let browser = site.signed(auditor).await;
    let (desk, head) = (format!("/desk/r/{code}/room"), format!("/desk/office/people/{}", person(city.head)));
    let read =
        ["/desk/office", "/desk/office/people", "/desk/office/templates", "/desk/office/rules", "/desk/office/site"];
    for path in read.into_iter().chain([desk.as_str(), head.as_str()]) {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let main = page.body.split("<main").nth(1).unwrap_or_default().split("</main>").next().unwrap_or_default();
        assert!(!main.contains("method=\"post\""), "{path}: {main}");
    }
    assert!(browser.get("/desk/office/people").await.has("rival") && browser.get("/desk").await.has("/desk/office\""));
    let form = browser.get("/desk/password").await.form("/desk/password").unwrap();
    for path in ["/desk/office/people", "/desk/office/rules", "/desk/office/site", "/desk/office/read-only"] {
        assert_eq!(browser.send(path, &form, &[]).await.status, 403, "{path}");
    }
    for act in ["disable", "name", "link"] {
        let path = format!("{head}/{act}");
        assert_eq!(browser.send(&path, &form, &[("sure", "yes")]).await.status, 403, "{path}");
    }
    let near = city.house.staff("near", &[(Role::Auditor, Reach::Unit { unit: city.below })]).await;
    let near = site.signed(near).await;
    for path in read {
        assert_eq!(near.get(path).await.status, 403, "{path}: who audits one unit does not read the whole office");
    }
}
