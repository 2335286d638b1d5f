use crate::house::{House, citizen};
use wenzheng::kernel::{command::Command, id::OFFICE, policy::Policy, principal::Principal};

fn visitor(who: Principal) -> wenzheng::kernel::id::VisitorId {
    let Principal::Visitor(visitor) = who else { panic!("not a citizen") };
    visitor
}

#[tokio::test]
async fn what_is_committed_is_announced_before_it_is_answered() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let ear = house.desk.bus().listen(room.room);
    let who = citizen();
    let answer = room.ask(who, "夜班公交几点收班？").await.unwrap();
    let heard = ear.take();
    assert_eq!((heard.public_at, heard.staff_at), (answer.public_at, answer.staff_at), "waiting is for the crew");
    let number = answer.number.unwrap();
    room.screen(number, wenzheng::kernel::post::Verdict::Approve).await.unwrap();
    assert!(ear.take().nudged.is_empty(), "the author learns of it when the undo window ends");
    house.pass(5_000).await;
    let heard = ear.take();
    assert!(heard.public_at > answer.public_at);
    assert_eq!(heard.nudged, [visitor(who)].into());
    assert_eq!(ear.redactions().count(), 0);

    room.vote(citizen(), number).await.unwrap();
    let heard = ear.take();
    assert_eq!(heard.tallies, [room.id(number).await].into());
    let post = room.id(number).await;
    room.act(room.moderator, Command::TakeDown { post, rule: "advertising".into() }).await.unwrap();
    assert_eq!(ear.redactions().count(), 1, "known as soon as it is acknowledged");
    assert_eq!(ear.take().redactions, 1);
    assert!(room.act(room.moderator, Command::TakeDown { post, rule: "advertising".into() }).await.is_err());
    assert_eq!(ear.take(), wenzheng::bus::Heard { redactions: 1, ..Default::default() }, "a refusal tells nobody");
}

#[tokio::test]
async fn the_office_is_announced_and_claims_are_signals() {
    let house = House::new().await;
    let ear = house.desk.bus().listen(OFFICE);
    let room = house.interview(Policy::default()).await;
    assert!(ear.take().staff_at > 0);
    let number = room.asked("谁在看？").await;
    let post = room.id(number).await;
    let ear = house.desk.bus().listen(room.room);
    let Principal::Staff(moderator) = room.moderator else { panic!("not staff") };
    house.desk.claim(room.room, post, moderator, "审核员").unwrap();
    house.desk.let_go(room.room, post, moderator);
    let heard = ear.take();
    assert_eq!((heard.signals.len(), heard.staff_at), (1, 0), "the last of each subject, and nothing in the journal");
}
