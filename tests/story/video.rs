//! Moving pictures of a session: where they may come from, and where in them each line stands.

use crate::{
    house::{House, Interview, MINUTE},
    reader::Reader,
};
use tokio_util::sync::CancellationToken;
use wenzheng::kernel::{
    command::Command,
    limits::Limits,
    line::Speaker,
    policy::Policy,
    refusal::Refusal,
    room::{About, Header},
};

async fn header(room: &Interview<'_>) -> Header {
    room.house.db.room(room.room).await.unwrap().unwrap()
}

async fn amend(room: &Interview<'_>, change: impl Fn(&mut About)) -> Result<wenzheng::desk::Answer, Refusal> {
    let header = header(room).await;
    let texts = room.house.db.texts(&[header.about.id]).await.unwrap();
    let mut about: About = serde_json::from_str(texts[&header.about.id].body.as_ref().unwrap()).unwrap();
    change(&mut about);
    let (revision, policy, schedule) = (header.revision, header.policy, header.schedule);
    room.act(room.admin, Command::Amend { revision, policy, schedule, about, units: None }).await
}

#[tokio::test]
async fn each_line_knows_its_place_in_the_recording() {
    let house = House::new().await;
    let room = house.interview(Policy { proof_ms: 30_000, ..Policy::default() }).await;
    let start = |zero_at| Command::StartVideo { zero_at };
    assert_eq!(room.act(room.stenographer, start(None)).await, Err(Refusal::WrongPhase));
    room.live().await;
    let zero = house.now();
    assert_eq!(room.act(room.moderator, start(None)).await, Err(Refusal::NotAllowed));
    for never in [zero + 1, 0, i64::MIN, i64::MAX] {
        assert_eq!(room.act(room.host, start(Some(never))).await, Err(Refusal::BadTimes), "{never}");
    }
    let said = Command::Say { speaker: Speaker::Host, text: "欢迎各位。".into(), before: None };
    house.turn(5_000);
    room.act(room.stenographer, said).await.unwrap();
    house.pass(30_000).await;
    let line = house.db.line(room.room, 2).await.unwrap().unwrap();
    assert_eq!(line.video_ms(header(&room).await.video_at), None, "no recording yet");
    room.act(room.host, start(Some(zero))).await.unwrap();
    assert_eq!(line.video_ms(header(&room).await.video_at), Some(5_000), "when it was said, not when it was shown");
    house.turn(MINUTE);
    room.act(room.stenographer, start(None)).await.unwrap();
    assert_eq!(line.video_ms(header(&room).await.video_at), None, "said before the recording began");
}

#[tokio::test]
async fn only_hosts_that_the_operator_named_are_shown_and_only_in_rooms_with_video() {
    let limits = Limits { video_hosts: vec!["live.example.org".into()], ..Limits::default() };
    let house = House::with(limits).await;
    let (with, without) = (house.interview(Policy::default()).await, house.interview(Policy::default()).await);
    let other = amend(&with, |about| about.video = "https://evil.example/live.m3u8".into()).await;
    assert_eq!(other, Err(Refusal::VideoHost { host: "evil.example".into() }));
    let bad = amend(&with, |about| about.sign_video = "http://live.example.org/sign".into()).await;
    assert_eq!(bad, Err(Refusal::BadLink));
    amend(&with, |about| {
        about.video = "https://live.example.org/live.m3u8".into();
        about.sign_video = "https://live.example.org/embed/sign".into();
    })
    .await
    .unwrap();

    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let policy = async |room: &Interview<'_>, tag: Option<&str>| {
        let answer = reader.page(&format!("/r/{}", header(room).await.code), tag).await;
        let text = |name: &str| answer.headers().get(name).unwrap().to_str().unwrap().to_owned();
        let (policy, tag, status) = (text("content-security-policy"), text("etag"), answer.status().as_u16());
        (policy, tag, status, answer.text().await.unwrap())
    };
    let (watched, tag, _, body) = policy(&with, None).await;
    for part in [
        "; connect-src 'self' https://live.example.org;",
        "; media-src https://live.example.org blob:;",
        "; frame-src https://live.example.org",
    ] {
        assert!(watched.contains(part), "{part} is not in {watched}");
    }
    // Nothing of theirs stands in the page where there is script.
    let shown: Vec<&str> =
        body.split("<noscript>").skip(1).filter_map(|rest| rest.split("</noscript>").next()).collect();
    assert!(shown.len() == 2 && shown[0].contains("<video") && shown[1].contains("<iframe"), "{shown:?}");
    assert_eq!((body.matches("<video").count(), body.matches("<iframe").count()), (1, 1));
    // A browser takes over the headers of "not modified".
    let (again, _, status, _) = policy(&with, Some(&tag)).await;
    assert_eq!((again, status), (watched, 304));
    let (plain, _, _, body) = policy(&without, None).await;
    for part in ["example.org", "frame-src", "media-src", "blob:"] {
        assert!(!plain.contains(part), "{part} is in {plain}");
    }
    assert!(!body.contains("<video") && !body.contains("<iframe"));
    stop.cancel();
}
