//! What only the crew may see is on no page that the public can reach, whatever pages there are.

use crate::{
    house::{House, Interview},
    reader::{Reader, where_is},
};
use tokio_util::sync::CancellationToken;
use wenzheng::kernel::{command::Command, line::Speaker, policy::Policy};

async fn secrets(room: &Interview<'_>) -> Vec<&'static str> {
    let guest = Speaker::Guest { guest: room.guests[0] };
    let steno = room.stenographer;
    let prepare = |speaker, text: &str| Command::Prepare { speaker, text: text.into() };
    room.act(steno, prepare(Some(guest), "秘稿甲，嘉宾还没有说。")).await.unwrap();
    room.act(steno, prepare(None, "秘稿乙，小标题")).await.unwrap();
    room.act(steno, Command::Say { speaker: Speaker::Host, text: "秘稿丙，等着校对。".into(), before: None })
        .await
        .unwrap();
    room.act(steno, Command::Reword { block: 3, revision: 1, text: "秘稿丁，已经改过。".into(), alt: None })
        .await
        .unwrap();
    let cue = Command::Cue { cue: None, text: "秘稿戊，请收尾".into() };
    room.act(room.host, cue).await.unwrap();
    vec!["秘稿戊", "秘稿甲", "秘稿乙", "秘稿丙", "秘稿丁"]
}

#[tokio::test]
async fn words_of_the_crew_are_on_no_public_page_until_they_are_shown() {
    let house = House::new().await;
    let room = house.interview(Policy { proof_ms: 600_000, ..Policy::default() }).await;
    let number = room.listed("票价会涨吗？").await;
    room.live().await;
    let post = room.post(number).await.post;
    room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    let secrets = secrets(&room).await;
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;

    let pages = reader.all(&code).await;
    assert!(where_is(&pages, "票价会涨吗？").len() > 4, "hardly a page was read");
    for secret in secrets {
        assert_eq!(where_is(&pages, secret), Vec::<String>::new(), "{secret}");
    }
    // The control: once shown they are found by the same look.
    room.act(room.stenographer, Command::Show { block: 1, revision: 1 }).await.unwrap();
    room.act(room.stenographer, Command::Show { block: 3, revision: 2 }).await.unwrap();
    let pages = reader.all(&code).await;
    for (shown, least) in [("秘稿甲", 3), ("秘稿丁", 3)] {
        let found = where_is(&pages, shown);
        assert!(found.len() >= least, "{shown} is only on {found:?}");
    }
    assert_eq!(where_is(&pages, "秘稿丙"), Vec::<String>::new(), "what was corrected in time");
    stop.cancel();
}
