use crate::house::{House, Interview, citizen};
use wenzheng::{
    desk::rebuild,
    kernel::{
        command::Command,
        line::Speaker,
        policy::Policy,
        post::{Fate, Origin, Post, Verdict},
        tally::Tally,
    },
    store::{Listed, Order, PostFilter},
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
    let line = room
        .act(room.stenographer, Command::Say { speaker, text: "答".into(), before: None })
        .await
        .unwrap()
        .line
        .unwrap();
    room.act(room.stenographer, Command::Bind { line, revision: 1, post: None }).await.unwrap();
    let id = room.id(numbers[2]).await;
    room.act(room.moderator, Command::Mute { post: id, for_ms: 1_000 }).await.unwrap();

    let before = tables(&house).await;
    assert!(before.len() > 10);
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before);
    // What was brought up to date from an older schema is the same too.
    migrate_again(&house).await;
    assert_eq!(tables(&house).await, before);
}

async fn migrate_again(house: &House) {
    let pool = open(house, "rwc").await;
    let forgotten = "UPDATE rooms SET state = json_remove(state, '$.tally', '$.votes', '$.earlier')";
    let (backfill, _) = include_str!("../../src/store/sqlite/0004_tallies.sql").split_once("DROP").unwrap();
    for sql in [forgotten, backfill] {
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&pool).await.unwrap();
    }
    pool.close().await;
}

/// Every change of a post by which a count could move, and after each the tally against posts counted one by one.
#[tokio::test]
async fn a_rooms_tally_is_what_counting_its_posts_gives() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let enter =
        |origin, text: &str| Command::Enter { text: text.into(), name: String::new(), to: None, origin, contact: None };
    let numbers = [room.listed("甲").await, room.listed("乙").await, room.listed("丙").await, room.asked("丁").await];
    counted(&room, Tally { received: 4, public: 3, answered: 0, prepared: 0, ..Tally::default() }).await;
    let prepared = room.act(room.moderator, enter(Origin::Prepared, "自备")).await.unwrap().number.unwrap();
    room.screen(prepared, Verdict::Approve).await.unwrap();
    let by_phone = room.act(room.moderator, enter(Origin::Phone, "来电")).await.unwrap().number.unwrap();
    room.screen(by_phone, Verdict::Reject { rule: "insult".into() }).await.unwrap();
    let into = room.id(numbers[0]).await;
    room.screen(numbers[1], Verdict::Merge { into }).await.unwrap();
    house.pass(6_000).await;
    counted(&room, Tally { received: 5, public: 2, answered: 0, prepared: 1, ..Tally::default() }).await;

    room.live().await;
    let stage = |post: Listed| Command::Stage { post: post.post.id, revision: post.post.revision };
    room.act(room.host, stage(room.post(numbers[0]).await)).await.unwrap();
    let speaker = Speaker::Guest { guest: room.guests[0] };
    let say = Command::Say { speaker, text: "答".into(), before: None };
    let line = room.act(room.stenographer, say).await.unwrap().line.unwrap();
    counted(&room, Tally { received: 5, public: 2, answered: 0, prepared: 1, ..Tally::default() }).await;
    room.act(room.host, stage(room.post(prepared).await)).await.unwrap();
    counted(&room, Tally { received: 5, public: 2, answered: 1, prepared: 1, ..Tally::default() }).await;
    let other = Some(room.id(numbers[2]).await);
    room.act(room.stenographer, Command::Bind { line, revision: 1, post: other }).await.unwrap();
    counted(&room, Tally { received: 5, public: 2, answered: 1, prepared: 1, ..Tally::default() }).await;
    room.act(room.stenographer, Command::Bind { line, revision: 2, post: None }).await.unwrap();
    counted(&room, Tally { received: 5, public: 2, answered: 0, prepared: 1, ..Tally::default() }).await;
    let post = room.post(numbers[2]).await.post;
    let take_down = Command::TakeDown { post: post.id, rule: "insult".into() };
    room.act(room.moderator, take_down).await.unwrap();
    counted(&room, Tally { received: 5, public: 1, answered: 0, prepared: 1, ..Tally::default() }).await;
    let joined = room.post(numbers[1]).await.post;
    room.act(room.moderator, Command::Unmerge { post: joined.id, revision: joined.revision }).await.unwrap();
    counted(&room, Tally { received: 5, public: 2, answered: 0, prepared: 1, ..Tally::default() }).await;
}

async fn counted(room: &Interview<'_>, tally: Tally) {
    let all = room.house.db.posts(room.room, &PostFilter::default(), Order::Oldest, 0, 100).await.unwrap();
    let header = room.house.db.room(room.room).await.unwrap().unwrap();
    let by_hand = |keep: fn(&Post) -> bool| all.iter().filter(|listed| keep(&listed.post)).count() as u32;
    assert_eq!(header.tally, tally);
    assert_eq!(by_hand(|post| post.origin.is_citizens()), tally.received);
    assert_eq!(
        by_hand(|post| post.public && post.fate != Fate::Merged),
        tally.public + tally.prepared,
        "what the list shows"
    );
    assert_eq!(by_hand(|post| post.public && post.fate == Fate::Answered), tally.answered);
}

pub async fn open(house: &House, mode: &str) -> sqlx::SqlitePool {
    let url = format!("sqlite://{}?mode={mode}", house.db.folder().join("wenzheng.db").display());
    sqlx::SqlitePool::connect(&url).await.unwrap()
}

/// Every derived row, read past the store.
pub async fn tables(house: &House) -> Vec<String> {
    let pool = open(house, "ro").await;
    let mut rows = Vec::new();
    for sql in [
        "SELECT 'room ' || state FROM rooms ORDER BY id",
        "SELECT 'post ' || votes || head || public || coalesce(due_at, '') || state FROM posts ORDER BY id",
        "SELECT 'line ' || place || coalesce(post, '') || state FROM lines ORDER BY room, number",
        "SELECT 'block ' || open || coalesce(due_at, '') || state FROM blocks ORDER BY room, number",
        "SELECT 'erasure ' || state FROM erasures ORDER BY room, number",
        "SELECT 'naming ' || room || place || thing || file || shown FROM namings ORDER BY 1",
        "SELECT 'mover ' || state FROM movers ORDER BY room, visitor",
        "SELECT 'office ' || state FROM office",
        "SELECT 'person ' || state FROM persons ORDER BY id",
        "SELECT 'link ' || state FROM links ORDER BY id",
        "SELECT 'unit ' || state FROM units ORDER BY id",
        "SELECT 'case ' || json_array(post, unit, step, open, due, promised, edition, waits, kind, at, answered_at, day,
          matter, origin, marks, reference) FROM cases ORDER BY post",
        "SELECT 'count ' || json_array(span, first, unit, matter, origin, room, received, valid, answered, in_time, late,
          days, published_whole, rated, satisfied, days_5, days_61) FROM letter_counts ORDER BY 1",
        "SELECT 'assists ' || unit || post FROM assisting ORDER BY 1",
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
