use crate::house::House;
use wenzheng::kernel::{command::Command, id::FileId, line::LineKind, policy::Policy, refusal::Refusal};

#[tokio::test]
async fn a_photo_needs_its_words_and_is_corrected_and_taken_down_like_a_line() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let place = |text: &str, alt: &str| {
        let (file, text, alt) = (FileId([7; 32]), text.into(), alt.into());
        Command::PlacePhoto { file, width: 1_600, height: 1_200, text, alt }
    };
    let photo = || place("周明远回答提问", "一位穿深色西装的男子手持话筒");
    assert_eq!(room.act(room.stenographer, photo()).await, Err(Refusal::WrongPhase), "not before the session");
    room.live().await;
    assert_eq!(room.act(room.host, photo()).await, Err(Refusal::NotAllowed));
    for wordless in [place("", "一位男子"), place("周明远回答提问", "  ")] {
        assert_eq!(room.act(room.stenographer, wordless).await, Err(Refusal::Empty));
    }
    let long = "长".repeat(201);
    assert!(matches!(room.act(room.stenographer, place("说明", &long)).await, Err(Refusal::TooLong { .. })));
    let mut none = photo();
    if let Command::PlacePhoto { width, .. } = &mut none {
        *width = 0;
    }
    assert!(matches!(room.act(room.stenographer, none).await, Err(Refusal::Malformed { .. })));

    let line = room.act(room.stenographer, photo()).await.unwrap().line.unwrap();
    let correct = |revision| Command::CorrectLine { line, revision, text: "林若溪回答提问".into() };
    let describe = |line, revision| Command::Describe { line, revision, alt: "一位短发女子".into() };
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
