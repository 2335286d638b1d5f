//! The crowded room of the benchmark is what it says, because its figures are quoted.

use wenzheng::{
    app::{House, machine_clock},
    config::Config,
    demo::furnish,
    store::{Order, PostFilter},
};

#[tokio::test]
async fn a_crowded_room_is_public_voted_on_and_answered_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { data: folder.path().to_path_buf(), ..Config::default() };
    let house = House::open(&config, machine_clock()).await.unwrap();
    let code = furnish(&house, 300).await.unwrap();
    let room = house.db.room_by_code(&code).await.unwrap().unwrap();
    let public = PostFilter { public_only: true, ..PostFilter::default() };
    let posts = house.db.posts(room.id, &public, Order::Oldest, 0, 500).await.unwrap();

    let numbers: Vec<u32> = posts.iter().map(|listed| listed.post.number).collect();
    assert_eq!(numbers, (1..=300).collect::<Vec<u32>>());
    assert_eq!(posts.iter().map(|listed| listed.votes).sum::<u32>(), 600, "0, 2, 4, 1, 3 votes in turn");
    let answered: Vec<u32> =
        posts.iter().filter(|listed| listed.post.is_answered_in_speech()).map(|listed| listed.post.number).collect();
    assert_eq!(answered, (1..=300).step_by(5).collect::<Vec<u32>>());
    assert!(room.on_stage.is_none());
    // One notice, then a question and a statement for each.
    assert_eq!(room.lines, 1 + 2 * 60);
}
