//! What the archive finds, how it follows the journals, and what it no longer finds.

use crate::{
    house::{House, Interview, ask, citizen},
    window::Window,
};
use axum::http::Method;
use std::fs;
use wenzheng::{
    archive::{Found, Query, Unaskable},
    kernel::{
        command::Command,
        id::PostId,
        line::Speaker,
        policy::Policy,
        post::Verdict,
        principal::{Reach, Role},
        record::{Notes, RecordStep},
        room::About,
        text::Lang,
    },
    store::search::{Among, Kind, Rank, Shelf},
};

impl House {
    async fn find(&self, text: &str) -> Found {
        self.find_among(text, Among::default()).await
    }

    async fn find_among(&self, text: &str, among: Among) -> Found {
        let query = Query { text: text.into(), among, rank: Rank::Relevance };
        self.archive.search(&query, 0, 50).await.unwrap().unwrap_or_else(|why| panic!("{text}: {why:?}"))
    }

    /// What was found, as its words.
    async fn words(&self, text: &str) -> Vec<String> {
        self.find(text)
            .await
            .hits
            .iter()
            .map(|hit| hit.passage.iter().map(|part| part.text.as_str()).collect())
            .collect()
    }
}

impl Interview<'_> {
    async fn guest_says(&self, text: &str) -> u32 {
        let speaker = Speaker::Guest { guest: self.guests[0] };
        let said =
            self.act(self.stenographer, Command::Say { speaker, text: text.into(), before: None }).await.unwrap();
        said.line.unwrap()
    }

    /// Comes on stage and is answered aloud.
    async fn answers(&self, number: u32, text: &str) -> u32 {
        let post = self.post(number).await.post;
        self.act(self.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
        self.guest_says(text).await
    }

    /// Answers in writing through hand-over, signature and publication.
    async fn replies(&self, number: u32, text: &str) {
        let (post, guest) = (self.id(number).await, self.guests[0]);
        let fresh = async || self.post(number).await.post.revision;
        let draft = Command::Draft { post, revision: None, guest, text: text.into() };
        self.act(self.aide, draft).await.unwrap();
        self.act(self.aide, Command::HandOver { post, guest }).await.unwrap();
        self.act(self.guest, Command::SignOff { post, revision: fresh().await, guest }).await.unwrap();
        self.act(self.guest, Command::Publish { post, revision: fresh().await, guest }).await.unwrap();
    }
}

fn numbers(found: &Found, kind: Kind) -> Vec<u32> {
    found.hits.iter().filter(|hit| hit.thing.kind == kind).map(|hit| hit.thing.number).collect()
}

#[tokio::test]
async fn words_are_found_in_everything_that_is_public_and_marked() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let asked = room.listed("请问２号线的末班车能不能延长到凌晨一点？").await;
    room.live().await;
    room.act(room.stenographer, Command::Head { text: "夜间出行".into(), before: None }).await.unwrap();
    let said = room.answers(asked, "我们正在研究把末班车延后，Night buses will run as well.").await;
    room.replies(asked, "书面补充：末班车时刻表下月公布。").await;
    let file = house.photo(room.room).await;
    let (text, alt) = ("现场".into(), "一辆绿色双层巴士停在站台".into());
    room.act(room.stenographer, Command::PlacePhoto { file, text, alt, before: None }).await.unwrap();
    house.archive.catch_up().await.unwrap();

    let found = house.find("末班车").await;
    assert_eq!((found.total, found.whole, found.more), (3, 3, false));
    assert_eq!((numbers(&found, Kind::Question), numbers(&found, Kind::Speech)), (vec![asked], vec![said]));
    assert_eq!(numbers(&found, Kind::Reply).len(), 1);
    for hit in &found.hits {
        assert!(hit.passage.iter().any(|part| part.hit && part.text.contains("末班车")), "{:?}", hit.passage);
    }
    // other forms of an English word, full-width figures, a heading, the notice
    assert_eq!(numbers(&house.find("NIGHT bus").await, Kind::Speech), [said]);
    assert_eq!(numbers(&house.find("2号线").await, Kind::Question), [asked]);
    assert_eq!(house.find("夜间出行").await.hits.first().map(|hit| hit.thing.kind), Some(Kind::Heading));
    assert_eq!(house.find("公交线网调整").await.hits.first().map(|hit| hit.thing.kind), Some(Kind::Notice));
    // the other script, in the question as in a phrase, and what a picture shows
    assert_eq!(house.find("書面補充 時刻表").await.hits.first().map(|hit| hit.thing.kind), Some(Kind::Reply));
    assert_eq!(house.find("“延長到凌晨”").await.total, 1);
    let shown = house.words("双层巴士").await;
    assert_eq!(shown, ["现场\n一辆绿色双层巴士停在站台"]);
    // a phrase stands as it is
    assert_eq!(house.find("“延长到凌晨”").await.total, 1);
    assert_eq!(house.find("“凌晨延长”").await.total, 0);
    // words that the record does not use, but for one
    let loose = house.find("末班车 水库").await;
    assert_eq!((loose.whole, loose.total), (0, 3));
}

#[tokio::test]
async fn a_summary_is_found_as_it_reads_now() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    room.act(room.host, Command::Close).await.unwrap();
    let here = Reach::Room { room: room.room, guest: None };
    let editor = house.staff("editor", &[(Role::Editor, here)]).await;
    let note = async |revision, summary: &str| {
        let notes = Notes { summary: summary.into(), ..Notes::blank(Lang::Zh) };
        let step = RecordStep::Note { revision, notes, erratum: false };
        room.act(editor, Command::Record { step }).await.unwrap();
        house.archive.catch_up().await.unwrap();
    };
    note(0, "局里答应延长末班车。").await;
    let found = house.find("延长末班车").await;
    assert_eq!(found.hits.iter().map(|hit| hit.thing.kind).collect::<Vec<_>>(), [Kind::Summary]);
    note(1, "局里答应改造站台。").await;
    assert_eq!((house.find("末班车").await.total, house.find("改造站台").await.total), (0, 1));
}

#[tokio::test]
async fn what_is_sought_can_be_narrowed_down() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let asked = room.listed("末班车能不能延长").await;
    room.live().await;
    let said = room.answers(asked, "末班车会延长。").await;
    let host = Command::Say { speaker: Speaker::Host, text: "下一个问题也是末班车。".into(), before: None };
    room.act(room.stenographer, host).await.unwrap();
    house.archive.catch_up().await.unwrap();
    let of = async |among: Among| house.find_among("末班车", among).await;
    assert_eq!(of(Among::default()).await.total, 3);
    assert_eq!(of(Among { kind: Some(Kind::Question), ..Among::default() }).await.total, 1);
    let guest = of(Among { guest: Some("周明远".into()), ..Among::default() }).await;
    assert_eq!((guest.total, numbers(&guest, Kind::Speech)), (1, vec![said]));
    assert_eq!(of(Among { unit: Some("市交通局".into()), ..Among::default() }).await.total, 3);
    assert_eq!(of(Among { unit: Some("市水务局".into()), ..Among::default() }).await.total, 0);
    let now = house.now();
    assert_eq!(of(Among { from: Some(now - 60_000 * 60), ..Among::default() }).await.total, 3);
    assert_eq!(of(Among { until: Some(now - 60_000 * 60), ..Among::default() }).await.total, 0);
}

#[tokio::test]
async fn what_was_taken_down_is_gone_at_once_and_then_from_the_file() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let asked = room.listed("琉璃瓦厂的烟囱什么时候拆除").await;
    room.live().await;
    let said = room.guest_says("琉璃瓦厂下周停产 zirconium").await;
    house.archive.catch_up().await.unwrap();
    assert_eq!(house.find("琉璃瓦").await.hits.len(), 2);
    let folder = house.db.folder().to_owned();
    let holds = || {
        ["search.db", "search.db-wal"].iter().any(|file| {
            let bytes = fs::read(folder.join(file)).unwrap_or_default();
            bytes.windows(9).any(|part| part == b"zirconium")
        })
    };
    assert!(holds(), "the token is there as long as the line is");

    room.act(room.moderator, Command::TakeDownLine { line: said }).await.unwrap();
    assert_eq!(numbers(&house.find("琉璃瓦").await, Kind::Speech), [0; 0], "the index has not even looked");
    let post = room.id(asked).await;
    room.act(room.moderator, Command::TakeDown { post, rule: "insult".into() }).await.unwrap();
    assert!(house.find("琉璃瓦").await.hits.is_empty());
    assert_eq!(house.find("琉璃瓦").await.total, 2, "so the index still counts them");
    house.archive.catch_up().await.unwrap();
    assert_eq!(house.find("琉璃瓦").await.total, 0);
    assert!(!holds(), "no token is left in free space");
}

#[tokio::test]
async fn the_index_follows_changed_words_and_never_a_rehearsal_or_a_draft() {
    let house = House::new().await;
    let rehearsal = house.rehearsal().await;
    let pass = house.db.room(rehearsal.room).await.unwrap().unwrap().pass;
    let asked = rehearsal.let_in(pass, citizen(), ask("排练里的孔雀石")).await.unwrap().number.unwrap();
    rehearsal.screen(asked, Verdict::Approve).await.unwrap();
    house.pass(6_000).await;
    assert!(rehearsal.post(asked).await.post.public, "its own citizens see it");
    let room = house.interview(Policy::default()).await;
    room.asked("还没有审核的孔雀石").await;
    let shown = room.listed("老街的孔雀石铺面").await;
    house.archive.catch_up().await.unwrap();
    assert_eq!(house.words("孔雀石").await, ["老街的孔雀石铺面"]);
    assert_eq!(house.archive.size().await.unwrap().rooms, 1);

    let post = room.post(shown).await.post;
    let worded = Command::Word { post: post.id, revision: post.revision, text: "老街的翡翠铺面".into() };
    room.act(room.moderator, worded).await.unwrap();
    house.archive.catch_up().await.unwrap();
    assert_eq!(house.find("孔雀石").await.total, 0);
    assert_eq!(house.words("翡翠").await, ["老街的翡翠铺面"]);
}

#[tokio::test]
async fn it_goes_on_where_it_stopped_and_begins_anew_when_it_must() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    for n in 0..300 {
        room.guest_says(&format!("第{n}句讲的是苜蓿")).await;
    }
    house.archive.catch_up().await.unwrap();
    let size = house.archive.size().await.unwrap();
    let (id, code) = (room.room, room.house.db.room(room.room).await.unwrap().unwrap().code);
    let stenographer = room.stenographer;
    // stopped between what was written and what was read of it
    let speaker = Speaker::Host;
    house
        .desk
        .room(stenographer, id, Command::Say { speaker, text: "最后一句苜蓿".into(), before: None })
        .await
        .unwrap();
    let house = house.restart().await;
    assert_eq!(house.archive.size().await.unwrap().documents, size.documents, "nothing was lost");
    house.archive.catch_up().await.unwrap();
    house.archive.catch_up().await.unwrap();
    assert_eq!(house.archive.size().await.unwrap().documents, size.documents + 1, "each once");
    assert_eq!(house.find("苜蓿").await.total, 301);

    // a file that is none, as if the disk had lied
    let folder = house.db.folder().to_owned();
    house.archive.close().await;
    fs::write(folder.join("search.db"), b"this is no database at all, not even nearly one").unwrap();
    let house = house.restart().await;
    assert_eq!(house.archive.size().await.unwrap().documents, 0);
    house.archive.catch_up().await.unwrap();
    assert_eq!(house.find("苜蓿").await.total, 301);
    assert_eq!(house.find("苜蓿").await.hits.first().map(|hit| hit.header.code.clone()), Some(code));

    // months are told by another calendar: the version differs
    let utc = wenzheng::archive::Archive::open(house.db.clone(), jiff::tz::TimeZone::UTC).await.unwrap();
    assert_eq!(utc.size().await.unwrap().documents, 0);
    utc.catch_up().await.unwrap();
    assert_eq!(utc.size().await.unwrap().documents, size.documents + 1);
}

#[tokio::test]
async fn whatever_is_typed_is_words_and_never_a_query_language() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.listed("NEAR 的意思是附近 AND OR NOT").await;
    house.archive.catch_up().await.unwrap();
    assert_eq!(house.find("NEAR(附近, 3)").await.whole, 0);
    assert_eq!(house.find("near 附近").await.whole, 1);
    let search = async |text: &str| {
        let query = Query { text: text.into(), ..Query::default() };
        house.archive.search(&query, 0, 20).await.unwrap()
    };
    let typed = [
        "\"",
        "\"\"\"",
        "* ^ - + :",
        "words:附近",
        "marks : k1",
        "{words marks}: \"附近\"",
        "附近*",
        "NEAR(",
        ") OR (",
        "a\" OR \"b",
        "附近\u{0}意思",
        "'; DROP TABLE docs; --",
        "\\",
        "%_",
        "AND",
        "NOT NOT NOT",
        "\u{202e}近附",
        "🙂",
    ];
    for text in typed {
        match search(text).await {
            Ok(found) => assert!(found.total <= 2, "{text}: {}", found.total),
            Err(why) => assert_eq!(why, Unaskable::Wordless, "{text}"),
        }
    }
    assert!(matches!(search(&"附".repeat(10_000)).await, Err(Unaskable::TooLong)));
    assert!(matches!(search(" ").await, Err(Unaskable::Empty)));
    let window = Window::new(&house);
    let stranger = window.stranger();
    for text in typed.iter().filter(|text| !text.contains('\u{0}')) {
        let field = serde_urlencoded::to_string([("q", text)]).unwrap();
        assert_eq!(stranger.call(Method::GET, &format!("/search?{field}")).await.0, 200, "{text}");
    }
    let long = "x".repeat(10_000);
    assert_eq!(stranger.call(Method::GET, &format!("/search?q={long}")).await.0, 422);
    for (path, status) in
        [("?q=", 422), (&format!("?q={long}"), 422), ("?q=%22%28", 422), ("", 400), ("?q=a&kind=no", 400)]
    {
        assert_eq!(
            stranger.refused(&format!("/api/v1/search{path}")).await.0,
            status,
            "{}",
            &path[..path.len().min(20)]
        );
    }
    assert_eq!(stranger.refused("/api/v1/search?q=%00").await.0, 400);
}

#[tokio::test]
async fn programs_page_through_what_was_found_each_hit_once() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    for n in 0..7 {
        room.guest_says(&format!("第{n}句讲的是苜蓿")).await;
    }
    house.archive.catch_up().await.unwrap();
    let window = Window::new(&house);
    let (stranger, mut seen, mut cursor) = (window.stranger(), Vec::new(), Some(0));
    while let Some(at) = cursor {
        let page =
            stranger.reads(&format!("/api/v1/search?q=%E8%8B%9C%E8%93%BF&limit=3&cursor={at}&order=newest")).await;
        assert_eq!(page["total"].as_u64(), Some(7));
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|item| item["url"].as_str().unwrap().to_owned()));
        assert!(items.iter().all(|item| item["name"] == "周明远" && item["kind"] == "speech"));
        cursor = page["next"].as_u64();
    }
    let each: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), each.len()), (7, 7));
}

#[tokio::test]
async fn closed_rooms_stand_on_their_shelves() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    let about = About { subjects: vec!["交通出行".into(), "老年人".into()], ..room.about().await };
    room.amend(about).await.unwrap();
    room.live().await;
    house.archive.catch_up().await.unwrap();
    assert_eq!(house.archive.shelf(Shelf::Unit, 0, 10).await.unwrap().1, 0, "it is not over");
    room.act(room.host, Command::Close).await.unwrap();
    house.archive.catch_up().await.unwrap();
    let named = [(Shelf::Month, "2026-11"), (Shelf::Unit, "市交通局"), (Shelf::Guest, "林若溪")];
    for (shelf, name) in named.into_iter().chain([(Shelf::Subject, "交通出行"), (Shelf::Subject, "老年人")]) {
        let (names, _) = house.archive.shelf(shelf, 0, 10).await.unwrap();
        assert!(names.iter().any(|counted| counted.name == name && counted.rooms == 1), "{names:?}");
        let (rooms, all) = house.archive.on((shelf, name), 0, 10).await.unwrap();
        assert_eq!((rooms.first().map(|header| header.id), all), (Some(room.room), 1));
    }
}

#[tokio::test]
async fn what_was_answered_elsewhere_is_told_where_it_is_asked_again() {
    let house = House::new().await;
    let before = house.interview(Policy::default()).await;
    let answered = before.listed("二号线什么时候能延长到机场？").await;
    before.listed("二号线延长到机场的站点怎么设置").await;
    before.live().await;
    before.answers(answered, "后年开工。").await;
    let room = house.interview(Policy::default()).await;
    let here = room.listed("请问机场什么时候能坐二号线，延长线开工了吗").await;
    house.archive.catch_up().await.unwrap();
    let like = async |text: &str| house.archive.answered(text, Some(room.room), 3).await.unwrap();
    let found = like("二号线延长到机场要等到什么时候").await;
    assert_eq!(found.iter().map(|one| one.hit.thing.number).collect::<Vec<_>>(), [answered], "only what was answered");
    assert!(like("公园的路灯太暗").await.is_empty());
    assert!(
        house.archive.answered("二号线延长到机场", Some(before.room), 3).await.unwrap().is_empty(),
        "not the own room"
    );

    let window = Window::new(&house);
    let moderator = window.staff(room.moderator).await;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let one = moderator.reads(&format!("/api/v1/rooms/{code}/desk/posts/{here}")).await;
    assert_eq!(one["earlier"].as_array().unwrap().len(), 1);
    assert!(one["earlier"][0]["path"].as_str().unwrap().ends_with(&format!("/q/{answered}")));
    // gone before the index knows
    let post: PostId = before.id(answered).await;
    before.act(before.moderator, Command::TakeDown { post, rule: "insult".into() }).await.unwrap();
    assert!(like("二号线延长到机场要等到什么时候").await.is_empty());
}
