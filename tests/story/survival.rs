use crate::house::{House, citizen};
use wenzheng::{
    desk::rebuild,
    kernel::{command::Command, line::Speaker, policy::Policy, post::Verdict},
};

#[tokio::test]
async fn rebuilding_from_the_journal_gives_the_same_tables() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let numbers = [room.listed("甲").await, room.listed("乙").await, room.asked("丙").await];
    room.vote(citizen(), numbers[0]).await.unwrap();
    let into = room.id(numbers[0]).await;
    room.screen(numbers[1], Verdict::Merge { into }).await.unwrap();
    house.pass(6_000).await;
    room.live().await;
    let post = room.post(numbers[0]).await.post;
    room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    let speaker = Speaker::Guest { guest: room.guests[0] };
    let line = room.act(room.stenographer, Command::Say { speaker, text: "答".into() }).await.unwrap().line.unwrap();
    room.act(room.stenographer, Command::Bind { line, revision: 1, post: None }).await.unwrap();
    let id = room.id(numbers[2]).await;
    room.act(room.moderator, Command::Mute { post: id, for_ms: 1_000 }).await.unwrap();

    let before = tables(&house).await;
    assert!(before.len() > 10);
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before);
}

/// Every derived row, read past the store.
async fn tables(house: &House) -> Vec<String> {
    let url = format!("sqlite://{}?mode=ro", house.db.folder().join("wenzheng.db").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let mut rows = Vec::new();
    for sql in [
        "SELECT 'room ' || state FROM rooms ORDER BY id",
        "SELECT 'post ' || votes || head || public || coalesce(due_at, '') || state FROM posts ORDER BY id",
        "SELECT 'line ' || place || coalesce(post, '') || state FROM lines ORDER BY room, number",
        "SELECT 'block ' || open || coalesce(due_at, '') || state FROM blocks ORDER BY room, number",
        "SELECT 'mover ' || state FROM movers ORDER BY room, visitor",
        "SELECT 'office ' || state FROM office",
        "SELECT 'person ' || state FROM persons ORDER BY id",
        "SELECT 'link ' || state FROM links ORDER BY id",
        "SELECT 'unit ' || state FROM units ORDER BY id",
    ] {
        let found: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
        rows.extend(found.into_iter().map(|(row,)| row));
    }
    rows
}

#[tokio::test]
async fn a_decision_waiting_for_its_window_survives_a_restart() {
    let house = House::new().await;
    let (id, number) = {
        let room = house.interview(Policy::default()).await;
        let number = room.asked("重启之后呢？").await;
        room.screen(number, Verdict::Approve).await.unwrap();
        (room.room, number)
    };
    let house = house.restart().await;
    house.pass(10_000).await;
    assert!(house.db.post(id, number).await.unwrap().unwrap().post.public);
}

#[tokio::test]
async fn a_second_process_on_the_same_folder_is_refused() {
    let house = House::new().await;
    let options = wenzheng::store::OpenOptions::new(house.db.folder());
    let refused = wenzheng::store::Db::open(&options).await.err().unwrap();
    assert!(refused.to_string().contains("another process"));
}
