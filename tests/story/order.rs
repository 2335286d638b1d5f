//! The crew's list as it is sorted during a session: at the desk, together, and over a restart.

use crate::house::{House, Interview};
use wenzheng::{
    desk::rebuild,
    kernel::{command::Command, id::PostId, policy::Policy, post::Fate, refusal::Refusal},
    store::{Order, PostFilter},
};

impl Interview<'_> {
    async fn list(&self) -> Vec<PostId> {
        let filter = PostFilter { fates: vec![Fate::Listed], ..PostFilter::default() };
        let listed = self.house.db.posts(self.room, &filter, Order::Rank, 0, 100).await.unwrap();
        listed.iter().map(|listed| listed.post.id).collect()
    }

    async fn shift(&self, post: PostId, before: Option<PostId>) -> Result<(), Refusal> {
        loop {
            let revision = self.house.db.posts_by_id(&[post]).await.unwrap()[0].post.revision;
            match self.act(self.host, Command::Rank { post, revision, before }).await {
                // Room was made by moving it too.
                Err(Refusal::Stale { .. }) => {}
                outcome => return outcome.map(drop),
            }
        }
    }
}

#[tokio::test]
async fn a_list_sorted_hundreds_of_times_is_in_the_order_that_was_asked_for() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    for nth in 0..6 {
        room.listed(&format!("第 {nth} 个问题，问的是不同的事情：{}", "甲乙丙丁戊己".chars().nth(nth).unwrap())).await;
    }
    let mut wanted = room.list().await;
    assert_eq!(wanted.len(), 6);
    // Always into the same gap, from below and from above: room for that would end after some fifty moves.
    for nth in 0..150 {
        let from = if nth % 2 == 0 { 5 } else { 0 };
        let post = wanted.remove(from);
        room.shift(post, Some(wanted[1])).await.unwrap();
        wanted.insert(1, post);
        assert_eq!(room.list().await, wanted, "after {} moves", nth + 1);
    }
    let last = wanted.remove(0);
    room.shift(last, None).await.unwrap();
    wanted.push(last);
    assert_eq!(room.list().await, wanted);

    // What is not on the list, or is itself, is nothing to move before.
    let waiting = room.id(room.asked("还没有审核的问题？").await).await;
    assert_eq!(room.shift(wanted[0], Some(waiting)).await.unwrap_err(), Refusal::WrongStep);
    assert_eq!(room.shift(waiting, Some(wanted[0])).await.unwrap_err(), Refusal::WrongStep);
    assert_eq!(room.shift(wanted[0], Some(wanted[0])).await.unwrap_err(), Refusal::WrongStep);
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(room.list().await, wanted, "the journal says the same");
}

#[tokio::test]
async fn moves_decided_together_see_each_other() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    for text in ["第一个问题？", "第二件事情？", "第三样东西？", "第四回请教？"] {
        room.listed(text).await;
    }
    for _ in 0..40 {
        let list = room.list().await;
        // Both before the same one: whoever comes second stands nearer to it.
        let (one, other) = tokio::join!(room.shift(list[2], Some(list[1])), room.shift(list[3], Some(list[1])));
        one.unwrap();
        other.unwrap();
        let now = room.list().await;
        assert_eq!((now[0], now[3]), (list[0], list[1]));
        assert!(now[1..3].contains(&list[2]) && now[1..3].contains(&list[3]));
    }
}
