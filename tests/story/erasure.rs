//! Erasure by two people: what it takes, what is left of it nowhere, and what must not change.

use crate::{
    house::{House, Interview, citizen},
    reader::{Reader, where_is},
    survival::tables,
};
use std::{fs, path::Path};
use tokio_util::sync::CancellationToken;
use wenzheng::{
    desk::{Answer, rebuild},
    jobs,
    kernel::{
        clock::ClockStep,
        command::Command,
        erasure::{ErasureStep, Ground, Manner, Target},
        id::PostId,
        line::Speaker,
        material::{Material, Source},
        policy::Policy,
        principal::{Principal, Reach, Role},
        record::{Notes, RecordStep},
        refusal::Refusal,
        text::Lang,
    },
};

const DAY: i64 = 86_400_000;

pub fn propose(targets: Vec<Target>, manner: Manner) -> Command {
    let (ground, reason) = (Ground::PersonalData, "当事人书面申请".into());
    Command::Erase { step: ErasureStep::Propose { targets, manner, ground, reason } }
}

pub fn agree(erasure: u32) -> Command {
    Command::Erase { step: ErasureStep::Agree { erasure } }
}

/// A second person, who may agree.
pub async fn approver(house: &House) -> Principal {
    house.staff("approver", &[(Role::Approver, Reach::Installation)]).await
}

/// Proposed by the administrator, agreed by the approver.
async fn erase(room: &Interview<'_>, second: Principal, targets: Vec<Target>) -> Answer {
    let before = room.house.db.room(room.room).await.unwrap().unwrap().erasures;
    room.act(room.admin, propose(targets, Manner::Destroy)).await.unwrap();
    room.act(second, agree(before + 1)).await.unwrap()
}

#[tokio::test]
async fn erasing_takes_two_people() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let number = room.listed("我的电话是 13800001111").await;
    let (post, second) = (room.id(number).await, approver(&house).await);
    let targets = vec![Target::Post { post }];
    for stranger in [room.host, room.stenographer, room.guest, second, citizen()] {
        let refused = room.act(stranger, propose(targets.clone(), Manner::Destroy)).await;
        assert_eq!(refused, Err(Refusal::NotAllowed));
    }
    room.act(room.admin, propose(targets.clone(), Manner::Destroy)).await.unwrap();
    assert_eq!(
        room.act(room.admin, agree(1)).await,
        Err(Refusal::SamePerson),
        "an administrator may agree, but not here"
    );
    assert_eq!(room.act(room.moderator, agree(1)).await, Err(Refusal::NotAllowed));
    assert_eq!(room.act(second, agree(2)).await, Err(Refusal::NotFound));
    assert!(said(&house, post, &room).await.is_some(), "a proposal erases nothing");
    room.act(second, agree(1)).await.unwrap();
    assert_eq!(said(&house, post, &room).await, None);
    assert_eq!(room.act(second, agree(1)).await, Err(Refusal::AlreadyDone));
    assert_eq!(room.act(room.admin, propose(targets, Manner::Destroy)).await, Err(Refusal::AlreadyErased));
    let unknown = vec![Target::Post { post: PostId(uuid::Uuid::now_v7()) }];
    assert_eq!(room.act(room.admin, propose(unknown, Manner::Destroy)).await, Err(Refusal::NotFound));
    assert_eq!(room.act(room.admin, propose(vec![], Manner::Destroy)).await, Err(Refusal::Empty));
}

/// The question's own words.
async fn said(house: &House, post: PostId, room: &Interview<'_>) -> Option<String> {
    let text = room.house.db.posts_by_id(&[post]).await.unwrap()[0].post.text.id;
    house.db.texts(&[text]).await.unwrap()[&text].body.clone()
}

#[tokio::test]
async fn a_proposal_can_be_declined_or_taken_back_and_then_erases_nothing() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let number = room.listed("留着的文字").await;
    let (post, second) = (room.id(number).await, approver(&house).await);
    let decline = |erasure| Command::Erase { step: ErasureStep::Decline { erasure } };
    for (nth, who) in [(1, second), (2, room.moderator)] {
        let proposal = propose(vec![Target::Post { post }], Manner::Destroy);
        room.act(room.moderator, proposal).await.unwrap();
        assert_eq!(room.act(room.host, decline(nth)).await, Err(Refusal::NotAllowed));
        room.act(who, decline(nth)).await.unwrap();
        assert_eq!(room.act(second, agree(nth)).await, Err(Refusal::AlreadyDone));
    }
    assert!(said(&house, post, &room).await.is_some());
}

/// A session in which every kind of thing has several wordings; each word to be erased begins with 龘.
async fn furnished<'a>(house: &'a House, reader: &Reader) -> (Interview<'a>, Vec<Target>) {
    let policy = Policy { undo_ms: 0, post_every_ms: 0, sign_off: false, ..Policy::default() };
    let room = house.interview(policy).await;
    let author = citizen();
    let asked = Command::Ask { text: "龘甲初稿".into(), name: "龘名字".into(), to: None, contact: None };
    let number = room.act(author, asked).await.unwrap().number.unwrap();
    let post = room.id(number).await;
    room.act(author, Command::Edit { post, text: "龘甲改稿".into() }).await.unwrap();
    let revision = room.post(number).await.post.revision;
    room.act(room.moderator, Command::Word { post, revision, text: "龘甲编辑稿".into() }).await.unwrap();
    room.screen(number, wenzheng::kernel::post::Verdict::Approve).await.unwrap();
    room.ask(author, "留下的另一个问题").await.unwrap();
    room.live().await;
    let post_now = room.post(number).await.post;
    room.act(room.host, Command::Stage { post, revision: post_now.revision }).await.unwrap();
    let guest = room.guests[0];
    for text in ["龘乙初稿", "龘乙二稿"] {
        let revision = Some(room.post(number).await.post.revision);
        room.act(room.guest, Command::Draft { post, revision, guest, text: text.into() }).await.unwrap();
    }
    let revision = room.post(number).await.post.revision;
    room.act(room.guest, Command::Publish { post, revision, guest }).await.unwrap();
    let revision = room.post(number).await.post.revision;
    let correct = Command::CorrectReply { post, revision, guest, text: "龘乙更正稿".into() };
    room.act(room.guest, correct).await.unwrap();
    let speaker = Speaker::Guest { guest };
    let block = Command::Prepare { speaker: Some(speaker), text: "龘丙底稿".into() };
    let block = room.act(room.stenographer, block).await.unwrap().block.unwrap();
    let reword = Command::Reword { block, revision: 1, text: "龘丙上屏稿".into(), alt: None };
    room.act(room.stenographer, reword).await.unwrap();
    let line = room.act(room.stenographer, Command::Show { block, revision: 2 }).await.unwrap().line.unwrap();
    let correct = Command::CorrectLine { line, revision: 1, text: "龘丙更正稿".into(), erratum: false };
    room.act(room.stenographer, correct).await.unwrap();
    let file = house.photo(room.room).await;
    let (text, alt) = ("龘丁图注".into(), "龘丁说明".into());
    let photo = Command::PlacePhoto { file, text, alt, before: None };
    let photo = room.act(room.stenographer, photo).await.unwrap().line.unwrap();
    let alt = Command::Describe { line: photo, revision: 1, alt: "龘丁新说明".into(), erratum: false };
    room.act(room.stenographer, alt).await.unwrap();
    room.act(room.stenographer, Command::Say { speaker, text: "留下的话".into(), before: None }).await.unwrap();
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let pages = reader.all(&code).await;
    for shown in [
        "龘甲编辑稿",
        "龘甲改稿",
        "龘名字",
        "龘乙更正稿",
        "龘乙二稿",
        "龘丙更正稿",
        "龘丁图注",
        "龘丁新说明",
        &file.to_string(),
    ] {
        assert!(!where_is(&pages, shown).is_empty(), "{shown} was shown nowhere");
    }
    let targets = vec![
        Target::Post { post },
        Target::Author { post },
        Target::Reply { post, guest },
        Target::Line { line },
        Target::Line { line: photo },
    ];
    (room, targets)
}

/// Every byte of every file of the data folder.
pub fn raw(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => all.extend(raw(&path)),
            false => all.push((path.display().to_string(), fs::read(&path).unwrap())),
        }
    }
    all
}

/// Waits for the index, which follows by itself, and names the files in which a word that was to go still stands.
async fn left_at_last(folder: &Path) -> Vec<String> {
    for _ in 0..100 {
        if left(folder).is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    left(folder)
}

/// Files in which a word that was to go still stands.
fn left(folder: &Path) -> Vec<String> {
    let holds = |bytes: &[u8]| bytes.windows("龘".len()).any(|part| part == "龘".as_bytes());
    raw(folder).into_iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name).collect()
}

pub async fn washed(house: &House) {
    for _ in 0..50 {
        if house.db.wash().await.unwrap() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the log could not be cut off");
}

#[tokio::test]
async fn nothing_of_what_was_erased_is_anywhere() {
    let house = House::new().await;
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let (room, targets) = furnished(&house, &reader).await;
    let second = approver(&house).await;
    let header = house.db.room(room.room).await.unwrap().unwrap();
    assert!(!left(house.db.folder()).is_empty(), "the control: it is there before");
    let pictures = raw(&house.db.folder().join("files")).len();
    let (posts, lines) = (header.posts, header.lines);
    let answered_at = room.post(1).await.post.answered_at;
    house.turn(60_000);

    erase(&room, second, targets.clone()).await;
    washed(&house).await;
    let pages = reader.all(&header.code).await;
    assert_eq!(where_is(&pages, "龘"), Vec::<String>::new());
    assert!(!where_is(&pages, "此处文字已于 2026年11月23日 依法抹去；依据：应当事人请求").is_empty());
    for stays in ["留下的话", "/q/1", "/l/1"] {
        assert!(!where_is(&pages, stays).is_empty(), "{stays} is gone");
    }
    assert_eq!(left_at_last(house.db.folder()).await, Vec::<String>::new(), "in the files themselves");
    assert!(raw(&house.db.folder().join("files")).len() < pictures, "the picture is still there");
    let after = house.db.room(room.room).await.unwrap().unwrap();
    assert_eq!((after.posts, after.lines), (posts, lines), "order and numbers stay");
    assert_eq!(house.db.scrub().await.unwrap(), Vec::new(), "the chain still fits");
    assert_eq!(room.post(1).await.post.visitor, None);

    let before = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before);
    for target in targets {
        let again = room.act(room.admin, propose(vec![target], Manner::Destroy)).await;
        assert_eq!(again, Err(Refusal::AlreadyErased), "{target:?}");
    }
    // Nobody alone puts other words in their place, and since when it is answered stays what it was.
    let post = room.post(1).await.post;
    let word = Command::Word { post: post.id, revision: post.revision, text: "别的话".into() };
    assert_eq!(room.act(room.moderator, word).await, Err(Refusal::WrongStep));
    let (id, revision, guest) = (post.id, post.revision, room.guests[0]);
    let correct = Command::CorrectReply { post: id, revision, guest, text: "别的答复".into() };
    assert_eq!(room.act(room.guest, correct).await, Err(Refusal::WrongStep));
    for line in house.db.lines(room.room, 0, 50).await.unwrap().into_iter().filter(|line| line.erased) {
        let correct =
            Command::CorrectLine {
                line: line.number, revision: line.revision, text: "别的话".into(), erratum: false
            };
        assert_eq!(room.act(room.stenographer, correct).await, Err(Refusal::WrongStep), "{line:?}");
    }
    assert_eq!(post.answered_at, answered_at);
    for file in ["record.txt", "record.csv", "record.akn.xml"] {
        let file = reader.read(&format!("/r/{}/export/{file}", header.code)).await;
        assert!(file.contains("此处文字已依法抹去：2026-11-23 · 应当事人请求"), "{file}");
    }
    let file = reader.read(&format!("/r/{}/export/record.json", header.code)).await;
    assert!(file.contains("\"ground\": \"personal_data\"") || file.contains("\"ground\":\"personal_data\""), "{file}");
    drop(stop);
}

#[tokio::test]
async fn a_replaced_notice_and_what_stands_beside_the_record_can_go_too() {
    let house = House::new().await;
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let room = house.interview(Policy::default()).await;
    let (second, portrait, stays) =
        (approver(&house).await, house.portrait(room.room, 400).await, house.portrait(room.room, 380).await);
    let paper = |file, title: &str| {
        vec![Material { title: title.into(), note: "龘说明".into(), source: Source::File { file } }]
    };
    let (plain, mut named) = (room.about().await, room.about().await);
    named.background = "龘戊背景".into();
    named.guests[0].portrait = Some(portrait);
    named.guests[1].portrait = Some(stays);
    room.amend(named.clone()).await.unwrap();
    let replaced = room.header().await.about.id;
    let refused = room.act(room.admin, propose(vec![Target::Notice { text: replaced }], Manner::Destroy)).await;
    assert_eq!(refused, Err(Refusal::NotFound), "it is in force");
    named.background = plain.background;
    named.guests[0].portrait = None;
    room.amend(named).await.unwrap();
    room.live().await;
    room.act(room.host, Command::Close).await.unwrap();
    let note = async |revision, summary: &str, materials: Vec<Material>| {
        let notes = Notes { summary: summary.into(), materials, ..Notes::blank(Lang::Zh) };
        room.act(second, Command::Record { step: RecordStep::Note { revision, notes, erratum: false } }).await
    };
    let file = house.paper(room.room).await;
    note(0, "龘己小结", paper(file, "龘庚附件")).await.unwrap();
    note(1, "龘己改过的小结", paper(file, "龘庚附件")).await.unwrap();
    house.archive.catch_up().await.unwrap();
    let code = room.header().await.code;
    assert!(!where_is(&reader.all(&code).await, "龘己改过的小结").is_empty(), "the control: it is shown before");

    let targets = vec![Target::Notice { text: replaced }, Target::Notes];
    let sealed = room.act(room.admin, propose(targets.clone(), Manner::Seal)).await;
    assert_eq!(sealed, Err(Refusal::NoSeal));
    erase(&room, second, targets.clone()).await;
    house.archive.catch_up().await.unwrap();
    washed(&house).await;
    let pages = reader.all(&code).await;
    assert_eq!(where_is(&pages, "龘"), Vec::<String>::new());
    assert!(!where_is(&pages, "此处文字已于 2026年11月23日 依法抹去；依据：应当事人请求").is_empty());
    assert_eq!(left_at_last(house.db.folder()).await, Vec::<String>::new(), "in the files themselves");
    let on_disk = [portrait, file, stays].map(|file| house.lies_on_disk(file));
    assert_eq!(on_disk, [false, false, true], "only what the present notice names");
    assert_eq!(house.db.scrub().await.unwrap(), Vec::new());
    let before = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before);
    for target in targets {
        let again = room.act(room.admin, propose(vec![target], Manner::Destroy)).await;
        assert_eq!(again, Err(Refusal::AlreadyErased), "{target:?}");
    }
    let stale = note(2, "龘己小结又来了", vec![]).await;
    assert_eq!(stale, Err(Refusal::Stale { revision: 3 }), "a form from before does not bring it back");
    note(3, "新的小结", vec![]).await.unwrap();
    assert!(!where_is(&reader.all(&code).await, "新的小结").is_empty());
    drop(stop);
}

#[tokio::test]
async fn sealed_words_are_kept_and_shown_to_nobody() {
    let house = House::new().await;
    let stop = CancellationToken::new();
    let reader = Reader::of(&house, &stop).await;
    let (room, mut targets) = furnished(&house, &reader).await;
    let second = approver(&house).await;
    let picture = targets.pop().unwrap();
    let refused = room.act(room.admin, propose(vec![picture], Manner::Seal)).await;
    assert_eq!(refused, Err(Refusal::NoSeal));
    room.act(room.admin, propose(targets.clone(), Manner::Seal)).await.unwrap();
    room.act(second, agree(1)).await.unwrap();
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let pages = reader.all(&code).await;
    for gone in ["龘甲", "龘名字", "龘乙", "龘丙"] {
        assert_eq!(where_is(&pages, gone), Vec::<String>::new());
    }
    assert!(!left(house.db.folder()).is_empty());
    assert_eq!(house.db.scrub().await.unwrap(), Vec::new(), "sealed words still fit their digests");
    let before = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before);
    // What is sealed can still be destroyed.
    room.act(room.admin, propose(targets, Manner::Destroy)).await.unwrap();
    room.act(second, agree(2)).await.unwrap();
    erase(&room, second, vec![picture]).await;
    washed(&house).await;
    assert_eq!(left_at_last(house.db.folder()).await, Vec::<String>::new());
}

#[tokio::test]
async fn authors_are_forgotten_when_their_time_is_over_and_their_names_stay() {
    let house = House::new().await;
    let policy = Policy { contacts_days: 30, ..Policy::default() };
    let room = house.interview(policy).await;
    let author = citizen();
    let named = Command::Ask { text: "问".into(), name: "河西老李".into(), to: None, contact: None };
    room.act(author, named).await.unwrap();
    for _ in 0..3 {
        room.asked("又问").await;
    }
    room.live().await;
    room.act(room.host, Command::Close).await.unwrap();
    let known = async || house.db.remembered_posts(room.room, 100).await.unwrap().len();
    house.turn(30 * DAY - 1);
    jobs::forget(&house.db, &house.desk).await.unwrap();
    assert_eq!(known().await, 4, "a moment too early");
    house.turn(1);
    let posts = house.db.remembered_posts(room.room, 100).await.unwrap();
    let meddling = room.act(room.admin, Command::Clock { step: ClockStep::Forget { posts } }).await;
    assert_eq!(meddling, Err(Refusal::NotAllowed), "nobody but the schedule");
    jobs::forget(&house.db, &house.desk).await.unwrap();
    assert_eq!(known().await, 0);
    let Principal::Visitor(visitor) = author else { panic!("no citizen") };
    assert_eq!(house.db.mover(room.room, visitor).await.unwrap(), None);
    washed(&house).await;
    let token = visitor.to_string();
    let holds = |bytes: &[u8]| bytes.windows(token.len()).any(|part| part == token.as_bytes());
    let left: Vec<String> =
        raw(house.db.folder()).into_iter().filter(|(_, b)| holds(b)).map(|(name, _)| name).collect();
    assert_eq!(left, Vec::<String>::new(), "the token is in no file");
    let card = room.post(1).await.post.author.id;
    assert!(house.db.texts(&[card]).await.unwrap()[&card].body.as_ref().unwrap().contains("河西老李"));
    let entries = house.db.room(room.room).await.unwrap().unwrap().staff_at;
    jobs::forget(&house.db, &house.desk).await.unwrap();
    assert_eq!(house.db.room(room.room).await.unwrap().unwrap().staff_at, entries, "done twice it does nothing");
    assert_eq!(house.db.scrub().await.unwrap(), Vec::new());
    let before = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, before);
}
