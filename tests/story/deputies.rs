//! Deputies: somebody does another's work on some days, and nothing beyond it.

use crate::house::{House, Interview, MINUTE};
use jiff::{ToSpan, civil::Date};
use uuid::Uuid;
use wenzheng::{
    auth::{Auth, sha256},
    kernel::{
        calendar::today,
        command::{Command, OfficeCommand},
        deputy::Deputy,
        id::{LinkId, PersonId, UnitId},
        limits::Limits,
        policy::Policy,
        principal::{Grant, Principal, Reach, Role},
        refusal::Refusal,
    },
};

const DAY: i64 = 24 * 60 * MINUTE;

fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get("Asia/Shanghai").unwrap()
}

fn id(who: Principal) -> PersonId {
    let Principal::Staff(person) = who else { panic!("no account") };
    person
}

fn here(room: &Interview<'_>) -> Reach {
    Reach::Room { room: room.room, guest: None }
}

struct Office<'a> {
    house: &'a House,
}

impl Office<'_> {
    fn day(&self, days: i64) -> Date {
        today(self.house.now(), &zone()).checked_add(days.days()).unwrap()
    }

    fn named(&self, deputy: Principal, days: std::ops::RangeInclusive<i64>) -> Deputy {
        Deputy { person: id(deputy), from: self.day(*days.start()), to: self.day(*days.end()), grant: None }
    }

    async fn set(&self, by: Principal, of: Principal, deputy: Deputy) -> Result<(), Refusal> {
        self.house.desk.office(by, OfficeCommand::SetDeputy { person: id(of), deputy }).await.map(drop)
    }

    async fn drops(&self, by: Principal, of: Principal, deputy: Principal) -> Result<(), Refusal> {
        let command = OfficeCommand::DropDeputy { person: id(of), deputy: id(deputy) };
        self.house.desk.office(by, command).await.map(drop)
    }

    /// What pages are made for.
    async fn reads(&self, who: Principal) -> Vec<Role> {
        let auth = Auth::new(self.house.db.clone(), &Limits::default(), zone());
        let user = auth.staff(id(who), self.house.now()).await.unwrap().unwrap();
        user.grants.iter().map(|grant| grant.role).collect()
    }
}

/// Whether somebody may open the room: what a host does.
async fn hosts(room: &Interview<'_>, who: Principal) -> bool {
    let pause = Command::Pause { notice: String::new() };
    match room.act(who, pause).await {
        Ok(_) => {
            room.act(room.host, Command::Resume { notice: String::new() }).await.unwrap();
            true
        }
        Err(Refusal::NotAllowed) => false,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_deputy_does_the_work_on_the_days_that_were_named_and_on_no_other() {
    let house = House::new().await;
    let room = house.interview(Policy { close_after_ms: 30 * DAY, ..Policy::default() }).await;
    room.live().await;
    let (office, deputy) = (Office { house: &house }, house.staff("deputy", &[]).await);
    assert!(!hosts(&room, deputy).await);
    office.set(room.host, room.host, office.named(deputy, 1..=2)).await.unwrap();
    assert!(!hosts(&room, deputy).await, "not before the first day");
    assert_eq!(office.reads(deputy).await, []);
    house.turn(DAY);
    assert!(hosts(&room, deputy).await && hosts(&room, room.host).await);
    assert_eq!(office.reads(deputy).await, [Role::Host]);
    house.turn(DAY);
    assert!(hosts(&room, deputy).await, "the last day counts");
    house.turn(DAY);
    assert!(!hosts(&room, deputy).await, "and none after it");
    assert_eq!(office.reads(deputy).await, []);
}

#[tokio::test]
async fn what_is_lent_is_nobody_s_to_lend_and_a_ring_gives_nothing() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    let office = Office { house: &house };
    let (one, other) = (house.staff("one", &[]).await, house.staff("other", &[]).await);
    office.set(room.host, room.host, office.named(one, 0..=5)).await.unwrap();
    office.set(one, one, office.named(other, 0..=5)).await.unwrap();
    office.set(other, other, office.named(room.host, 0..=5)).await.unwrap();
    assert!(hosts(&room, one).await);
    assert!(!hosts(&room, other).await, "a deputy of a deputy has nothing");
    assert_eq!(office.reads(other).await, []);
}

#[tokio::test]
async fn what_is_taken_from_the_absent_is_taken_from_the_deputy() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    let (office, deputy) = (Office { house: &house }, house.staff("deputy", &[]).await);
    office.set(room.admin, room.host, office.named(deputy, 0..=5)).await.unwrap();
    assert!(hosts(&room, deputy).await);
    let grant = Grant { role: Role::Host, reach: here(&room) };
    let person = id(room.host);
    house.desk.office(room.admin, OfficeCommand::Revoke { person, grant }).await.unwrap();
    assert!(!hosts(&room, deputy).await);
    house.desk.office(room.admin, OfficeCommand::Grant { person, grant }).await.unwrap();
    assert!(hosts(&room, deputy).await);
    house.desk.office(room.admin, OfficeCommand::Disable { person }).await.unwrap();
    assert_eq!(office.reads(deputy).await, []);
    let refused = room.act(deputy, Command::Pause { notice: String::new() }).await;
    assert_eq!(refused.unwrap_err(), Refusal::NotAllowed);
}

#[tokio::test]
async fn governing_and_auditing_are_never_lent() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let office = Office { house: &house };
    let everywhere = Reach::Installation;
    let all = [(Role::Administrator, everywhere), (Role::Auditor, everywhere), (Role::Moderator, everywhere)];
    let (head, deputy) = (house.staff("head", &all).await, house.staff("deputy", &[]).await);
    office.set(head, head, office.named(deputy, 0..=5)).await.unwrap();
    assert_eq!(office.reads(deputy).await, [Role::Moderator]);
    let step = room.act(deputy, Command::Discard).await.unwrap_err();
    assert_eq!(step, Refusal::NotAllowed);
    let grant = OfficeCommand::Grant { person: id(deputy), grant: Grant { role: Role::Host, reach: everywhere } };
    assert_eq!(house.desk.office(deputy, grant).await.unwrap_err(), Refusal::NotAllowed);
    let asked =
        Deputy { grant: Some(Grant { role: Role::Administrator, reach: everywhere }), ..office.named(deputy, 0..=5) };
    assert_eq!(office.set(head, head, asked).await, Err(Refusal::BadDeputy));
}

#[tokio::test]
async fn one_role_can_be_lent_alone_and_only_one_that_is_held() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    let office = Office { house: &house };
    let both = [(Role::Host, here(&room)), (Role::Moderator, here(&room))];
    let (busy, deputy) = (house.staff("busy", &both).await, house.staff("deputy", &[]).await);
    let only = |role| Deputy { grant: Some(Grant { role, reach: here(&room) }), ..office.named(deputy, 0..=5) };
    assert_eq!(office.set(busy, busy, only(Role::Editor)).await, Err(Refusal::BadDeputy));
    office.set(busy, busy, only(Role::Moderator)).await.unwrap();
    assert_eq!(office.reads(deputy).await, [Role::Moderator]);
    assert!(!hosts(&room, deputy).await);
    office.set(busy, busy, only(Role::Host)).await.unwrap();
    assert_eq!(office.reads(deputy).await, [Role::Host], "the same person is named once");
    office.drops(busy, busy, deputy).await.unwrap();
    assert_eq!(office.reads(deputy).await, []);
}

#[tokio::test]
async fn only_the_person_and_whoever_administers_the_account_name_a_deputy_and_only_a_sound_one() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let (office, deputy) = (Office { house: &house }, house.staff("deputy", &[]).await);
    for who in [room.moderator, deputy] {
        assert_eq!(office.set(who, room.host, office.named(deputy, 0..=5)).await, Err(Refusal::NotAllowed));
        assert_eq!(office.drops(who, room.host, deputy).await, Err(Refusal::NotAllowed));
    }
    let gone = house.staff("gone", &[]).await;
    house.desk.office(room.admin, OfficeCommand::Disable { person: id(gone) }).await.unwrap();
    for nobody in [room.host, gone] {
        assert_eq!(office.set(room.host, room.host, office.named(nobody, 0..=5)).await, Err(Refusal::BadDeputy));
    }
    for (first, last) in [(-3, -1), (3, 2), (0, 400)] {
        let days = first..=last;
        assert_eq!(office.set(room.host, room.host, office.named(deputy, days)).await, Err(Refusal::BadTimes));
    }
    let most = Limits::default().deputies;
    for nth in 0..most {
        let other = house.staff(&format!("other-{nth}"), &[]).await;
        office.set(room.host, room.host, office.named(other, 0..=5)).await.unwrap();
    }
    assert_eq!(office.set(room.host, room.host, office.named(deputy, 0..=5)).await, Err(Refusal::Full { most }));
}

#[tokio::test]
async fn a_link_to_a_deputy_s_account_opens_nothing_that_its_maker_does_not_govern() {
    let house = House::new().await;
    let office = Office { house: &house };
    let unit = UnitId(Uuid::now_v7());
    let set = OfficeCommand::SetUnit { unit, name: "市交通局".into(), parent: None };
    house.desk.office(Principal::Operator, set).await.unwrap();
    let governor = house.staff("governor", &[(Role::Administrator, Reach::Installation)]).await;
    let head = house.staff("head", &[(Role::Administrator, Reach::Unit { unit })]).await;
    let busy = house.staff("busy", &[(Role::Moderator, Reach::Installation)]).await;
    let mine = PersonId(Uuid::now_v7());
    let add = OfficeCommand::SetPerson { person: mine, login: "mine".into(), name: "我".into(), unit: Some(unit) };
    house.desk.office(head, add).await.unwrap();
    let grant = Grant { role: Role::Handler, reach: Reach::Unit { unit } };
    house.desk.office(head, OfficeCommand::Grant { person: mine, grant }).await.unwrap();
    let link = async |who| {
        let link = LinkId(Uuid::now_v7());
        let secret_sha256 = sha256(&link.to_string());
        let issue = OfficeCommand::IssueLink { link, secret_sha256, person: mine, room: None };
        house.desk.office(who, issue).await.map(|_| link)
    };
    let used = async |link: LinkId| {
        let used = OfficeCommand::UseLink { link, secret_sha256: sha256(&link.to_string()) };
        house.desk.office(crate::house::citizen(), used).await.map(drop)
    };
    let before = link(head).await.unwrap();
    office.set(busy, busy, office.named(Principal::Staff(mine), 3..=5)).await.unwrap();
    assert_eq!(link(head).await, Err(Refusal::NotAllowed), "from the day it is known, not only on its days");
    assert_eq!(used(before).await, Err(Refusal::LinkSpent));
    used(link(governor).await.unwrap()).await.unwrap();
    office.drops(busy, busy, Principal::Staff(mine)).await.unwrap();
    used(link(head).await.unwrap()).await.unwrap();
}
