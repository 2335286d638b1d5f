//! A sync that fails, a disk that is full.

use crate::{
    house::{ask, citizen},
    load::crowd,
    place::{Furnished, copy, opened},
    promise::kept,
};
use std::time::Duration;
use tokio::time::timeout;
use wenzheng::kernel::{command::Command, post::Verdict, principal::Principal, refusal::Refusal};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_failed_sync_nothing_is_acknowledged_and_the_desk_asks_to_end() {
    let furnished = Furnished::new().await;
    let (house, switch) = furnished.on_disk("fsync-full", false).await;
    let sent = crowd(&house.desk, &furnished.cast).await;
    assert!(sent.iter().all(|one| one.answer.is_some()) && house.desk.is_healthy());
    switch.fail_fsync(true);
    let room = furnished.cast.room;
    let mut late = tokio::task::JoinSet::new();
    for nth in 0..20 {
        let desk = house.desk.clone();
        late.spawn(async move { desk.room(citizen(), room, ask(&format!("失败之后的第{nth}问"))).await });
    }
    for answer in late.join_all().await {
        assert_eq!(answer, Err(Refusal::StorageFailed));
    }
    assert!(!house.desk.is_healthy());
    timeout(Duration::from_secs(5), house.desk.failed()).await.expect("the roof is told to end");
    // As on Linux, the disk says yes again and has forgotten: it must not be believed.
    switch.fail_fsync(false);
    assert_eq!(house.desk.room(citizen(), room, ask("磁盘又说好了")).await, Err(Refusal::StorageFailed));
    assert_eq!(house.desk.room(Principal::Clock, room, Command::Advance).await, Err(Refusal::StorageFailed));
    switch.crash(None);
    let house = opened(copy(house.db.folder()), furnished.cast.now).await;
    assert_eq!(kept(&house, &furnished.cast, &sent).await, Ok(()));
}

/// The control: a store that does not ask for syncs never learns that they fail.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_sync_a_failing_disk_goes_unnoticed() {
    let furnished = Furnished::new().await;
    let (house, switch) = furnished.on_disk("fsync-off", true).await;
    switch.fail_fsync(true);
    let sent = crowd(&house.desk, &furnished.cast).await;
    assert!(sent.iter().all(|one| one.answer.is_some()) && house.desk.is_healthy());
    switch.crash(None);
    let house = opened(copy(house.db.folder()), furnished.cast.now).await;
    assert!(kept(&house, &furnished.cast, &sent).await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_keeps_reading_and_heals_by_itself() {
    let furnished = Furnished::new().await;
    let (house, switch) = furnished.on_disk("disk-full", false).await;
    let (room, cast) = (furnished.cast.room, furnished.cast);
    for round in 0..3 {
        let before = house.db.room(room).await.unwrap().unwrap();
        switch.disk_full(true);
        let screen = Command::Screen { post: cast.waiting[round], revision: 1, verdict: Verdict::Approve };
        let (asked, voted, decided) = tokio::join!(
            house.desk.room(citizen(), room, ask("没有地方了")),
            house.desk.room(citizen(), room, Command::Vote { post: cast.listed[0] }),
            house.desk.room(cast.moderator, room, screen.clone()),
        );
        for answer in [asked, voted, decided] {
            assert_eq!(answer, Err(Refusal::StorageFull), "round {round}");
        }
        assert!(house.db.sweep(0, 0).await.is_ok(), "what changes nothing needs no room");
        assert!(house.desk.is_healthy(), "a full disk is no reason to end");
        assert_eq!(house.db.room(room).await.unwrap().unwrap(), before, "reading goes on");
        assert_eq!(house.db.posts_by_id(&cast.listed).await.unwrap().len(), 4);
        switch.disk_full(false);
        house.desk.room(cast.moderator, room, screen).await.expect("it heals by itself");
        let answer = house.desk.room(citizen(), room, ask(&format!("又有地方了 {round}"))).await.unwrap();
        assert_eq!(answer.number, Some(before.posts + 1), "nothing refused was kept");
    }
    switch.crash(None);
    let house = opened(copy(house.db.folder()), furnished.cast.now).await;
    assert_eq!(house.db.room(room).await.unwrap().unwrap().posts, 8 + 3);
    assert!(house.db.scrub().await.unwrap().is_empty());
}
