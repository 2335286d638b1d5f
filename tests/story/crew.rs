use crate::house::{House, citizen};
use wenzheng::{
    kernel::{
        command::Command,
        cue::ReadyCue,
        event::{CrewEvent, Event},
        id::FileId,
        line::LineKind,
        policy::Policy,
        refusal::Refusal,
    },
    views::{reader::Reader, staff::backstage::cues},
};

#[tokio::test]
async fn a_photo_needs_its_words_and_is_corrected_and_taken_down_like_a_line() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let file = house.photo(room.room).await;
    let place = |text: &str, alt: &str| Command::PlacePhoto { file, text: text.into(), alt: alt.into(), before: None };
    let photo = || place("周明远回答提问", "一位穿深色西装的男子手持话筒");
    assert_eq!(room.act(room.stenographer, photo()).await, Err(Refusal::WrongPhase), "not before the session");
    room.live().await;
    assert_eq!(room.act(room.host, photo()).await, Err(Refusal::NotAllowed));
    for wordless in [place("", "一位男子"), place("周明远回答提问", "  ")] {
        assert_eq!(room.act(room.stenographer, wordless).await, Err(Refusal::Empty));
    }
    let long = "长".repeat(201);
    assert!(matches!(room.act(room.stenographer, place("说明", &long)).await, Err(Refusal::TooLong { .. })));
    let unknown =
        Command::PlacePhoto { file: FileId([7; 32]), text: "说明".into(), alt: "说明".into(), before: None };
    assert_eq!(room.act(room.stenographer, unknown).await, Err(Refusal::UnknownFile { file: FileId([7; 32]) }));

    let line = room.act(room.stenographer, photo()).await.unwrap().line.unwrap();
    let correct =
        |revision| Command::CorrectLine { line, revision, text: "林若溪回答提问".into(), erratum: false };
    let describe =
        |line, revision| Command::Describe { line, revision, alt: "一位短发女子".into(), erratum: false };
    room.act(room.stenographer, correct(1)).await.unwrap();
    assert_eq!(room.act(room.stenographer, describe(line, 1)).await, Err(Refusal::Stale { revision: 2 }));
    room.act(room.stenographer, describe(line, 2)).await.unwrap();
    assert_eq!(room.act(room.stenographer, describe(1, 1)).await, Err(Refusal::WrongStep), "a notice shows nothing");
    let kept = house.db.line(room.room, line).await.unwrap().unwrap();
    assert_eq!((kept.kind, kept.errata.len(), kept.post), (LineKind::Photo, 1, None));
    let alt = house.db.texts(&[kept.photo.unwrap().alt.id]).await.unwrap();
    assert_eq!(alt.into_values().next().unwrap().body.as_deref(), Some("一位短发女子"));
    room.act(room.moderator, Command::TakeDownLine { line }).await.unwrap();
    assert!(house.db.line(room.room, line).await.unwrap().unwrap().taken_down);
}

#[tokio::test]
async fn a_photo_waits_with_its_words_until_somebody_shows_it() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let file = house.photo(room.room).await;
    let prepare =
        |text: &str, alt: &str| Command::PreparePhoto { file, text: text.into(), alt: alt.into(), before: None };
    assert_eq!(room.act(room.stenographer, prepare("会场", " ")).await, Err(Refusal::Empty));
    let block = room.act(room.stenographer, prepare("会场", "三个人")).await.unwrap().block.unwrap();
    let reword = |revision, alt: Option<&str>| {
        let alt = alt.map(str::to_owned);
        Command::Reword { block, revision, text: "会场全景".into(), alt }
    };
    assert_eq!(room.act(room.stenographer, reword(1, Some(""))).await, Err(Refusal::Empty));
    room.act(room.stenographer, reword(1, Some("四个人坐在桌边"))).await.unwrap();
    room.act(room.stenographer, reword(2, None)).await.unwrap();
    let show = Command::Show { block, revision: 3 };
    assert_eq!(room.act(room.stenographer, show.clone()).await, Err(Refusal::WrongPhase), "not before the session");
    assert!(house.db.public_file(file).await.unwrap().is_none());
    room.live().await;
    let line = room.act(room.stenographer, show).await.unwrap().line.unwrap();
    let line = house.db.line(room.room, line).await.unwrap().unwrap();
    let (text, photo) = (line.text.unwrap(), line.photo.unwrap());
    let said = house.db.texts(&[text.id, photo.alt.id]).await.unwrap();
    assert_eq!(said[&text.id].body.as_deref(), Some("会场全景"));
    assert_eq!(said[&photo.alt.id].body.as_deref(), Some("四个人坐在桌边"));
    assert!(house.db.public_file(file).await.unwrap().is_some());

    let heading = Command::Prepare { speaker: None, text: "小标题".into() };
    let block = room.act(room.stenographer, heading).await.unwrap().block.unwrap();
    let described = Command::Reword { block, revision: 1, text: "标题".into(), alt: Some("没有图".into()) };
    assert_eq!(room.act(room.stenographer, described).await, Err(Refusal::WrongStep), "a heading shows nothing");
}

#[tokio::test]
async fn a_photo_without_words_waits_for_them_a_day_or_until_it_is_let_go() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let files = house.files();
    let (file, other) = (house.photo(room.room).await, FileId([9; 32]));
    let waits = async || files.unnamed_photos(room.room, 10).await.unwrap().iter().map(|f| f.id).collect::<Vec<_>>();
    assert_eq!(waits().await, [file]);
    assert_eq!(files.let_go(room.room, other).await, Err(Refusal::NotFound));
    let prepare = Command::PreparePhoto { file, text: "会场".into(), alt: "三个人".into(), before: None };
    room.act(room.stenographer, prepare).await.unwrap();
    assert_eq!(waits().await, []);
    assert_eq!(files.let_go(room.room, file).await, Err(Refusal::NotFound), "what is named stays");
}

#[tokio::test]
async fn cues_reach_the_crew_newest_first_and_move_nothing_public() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    let header = async || house.db.room(room.room).await.unwrap().unwrap();
    let before = header().await;
    let cue = |cue, text: &str| Command::Cue { cue, text: text.into() };
    assert_eq!(room.act(citizen(), cue(None, "我是谁")).await, Err(Refusal::NotAllowed));
    assert_eq!(room.act(room.host, cue(None, " ")).await, Err(Refusal::Empty));
    assert!(matches!(room.act(room.host, cue(None, &"长".repeat(101))).await, Err(Refusal::TooLong { .. })));
    for nth in 0..60 {
        room.act(room.moderator, cue(None, &format!("第{nth}条"))).await.unwrap();
    }
    room.act(room.aide, cue(Some(ReadyCue::DataComing), "")).await.unwrap();
    let after = header().await;
    assert_eq!((after.public_at, after.revision), (before.public_at, before.revision));
    assert_eq!(after.staff_at, before.staff_at + 61);

    let wenzheng::kernel::principal::Principal::Staff(me) = room.aide else { panic!("not staff") };
    let zone = jiff::tz::TimeZone::UTC;
    let reader = Reader { lang: wenzheng::kernel::text::Lang::Zh, zone, now: house.now(), visitor: None, pass: None };
    let seen = cues(&house.db, &reader, &after, me).await.unwrap();
    assert_eq!(seen.len(), 50);
    let (last, first) = (&seen[0], &seen[49]);
    assert_eq!(first.text.as_ref().unwrap().body.as_deref(), Some("第11条"));
    assert!(first.by.as_ref().unwrap().starts_with("mod-") && !first.own);
    assert_eq!((last.cue, last.own, last.text.is_none()), (Some(ReadyCue::DataComing), true, true));
    let entries = house.db.cues(room.room, 1).await.unwrap();
    assert!(matches!(&entries[0].event, Event::Crew { event: CrewEvent::Cued { text: None, .. } }));
}
