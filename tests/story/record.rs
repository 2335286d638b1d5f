//! After the end: the record is prepared, handed over and confirmed; then it stands, and what changes is told.

use crate::{
    house::{House, Interview},
    pages::Doors,
    site::Site,
};
use wenzheng::{
    desk::rebuild,
    kernel::{
        command::Command,
        id::FileId,
        line::Speaker,
        material::{Material, Source},
        policy::Policy,
        post::Verdict,
        principal::{Principal, Reach, Role},
        record::{Notes, RecordStep, Stage},
        refusal::Refusal,
        room::Header,
        text::Lang,
    },
};

const HOUR: i64 = 3_600_000;

/// An interview that is over, with its editor and its approver.
struct Over<'a> {
    room: Interview<'a>,
    editor: Principal,
    approver: Principal,
}

impl<'a> Over<'a> {
    async fn of(house: &'a House) -> Over<'a> {
        let room = house.interview(Policy::default()).await;
        let here = Reach::Room { room: room.room, guest: None };
        let editor = house.staff("editor", &[(Role::Editor, here)]).await;
        let approver = house.staff("approver", &[(Role::Approver, here)]).await;
        room.live().await;
        for text in ["各位网友好。", "今天谈公交线网。"] {
            let say = Command::Say { speaker: Speaker::Host, text: text.into(), before: None };
            room.act(room.stenographer, say).await.unwrap();
        }
        room.act(room.host, Command::Close).await.unwrap();
        Over { room, editor, approver }
    }

    async fn header(&self) -> Header {
        self.room.house.db.room(self.room.room).await.unwrap().unwrap()
    }

    async fn step(&self, who: Principal, step: RecordStep) -> Result<(), Refusal> {
        self.room.act(who, Command::Record { step }).await.map(drop)
    }

    async fn confirm(&self) -> Result<(), Refusal> {
        let seen = self.header().await.public_at;
        self.step(self.approver, RecordStep::Confirm { seen }).await
    }

    async fn note(&self, who: Principal, summary: &str, erratum: bool) -> Result<(), Refusal> {
        let revision = self.header().await.record.revision;
        let notes = Notes { summary: summary.into(), ..Notes::blank(Lang::Zh) };
        self.step(who, RecordStep::Note { revision, notes, erratum }).await
    }

    async fn correct(&self, who: Principal, text: &str, erratum: bool) -> Result<(), Refusal> {
        let revision = self.room.house.db.line(self.room.room, 2).await.unwrap().unwrap().revision;
        self.room.act(who, Command::CorrectLine { line: 2, revision, text: text.into(), erratum }).await.map(drop)
    }

    async fn order(&self) -> Vec<u32> {
        let lines = self.room.house.db.lines(self.room.room, 0, 500).await.unwrap();
        lines.iter().map(|line| line.number).collect()
    }
}

#[tokio::test]
async fn an_editor_prepares_it_and_the_approver_gives_it_back_once() {
    let house = House::new().await;
    let over = Over::of(&house).await;
    assert_eq!(over.header().await.stage(), Stage::Preparing);
    over.note(over.editor, "谈了线网，也谈了末班车。", false).await.unwrap();
    assert_eq!(over.note(over.room.stenographer, "我来写。", false).await, Err(Refusal::NotAllowed));
    assert_eq!(over.note(over.editor, "谈了线网，也谈了末班车。", false).await, Err(Refusal::Unchanged));
    assert_eq!(over.step(over.editor, RecordStep::Confirm { seen: 0 }).await, Err(Refusal::NotAllowed));
    over.step(over.editor, RecordStep::HandOver).await.unwrap();
    assert_eq!(over.step(over.editor, RecordStep::HandOver).await, Err(Refusal::AlreadyDone));
    assert_eq!(over.header().await.stage(), Stage::HandedOver);
    let back = |reason: &str| RecordStep::Return { reason: reason.into() };
    assert_eq!(over.step(over.approver, back(" ")).await, Err(Refusal::Empty));
    over.step(over.approver, back("第二段人名有误。")).await.unwrap();
    assert_eq!(over.header().await.stage(), Stage::Preparing);
    over.step(over.editor, RecordStep::HandOver).await.unwrap();
    over.confirm().await.unwrap();
    assert_eq!(over.header().await.stage(), Stage::Confirmed);
    assert_eq!(over.confirm().await, Err(Refusal::AlreadyDone));
}

#[tokio::test]
async fn what_is_confirmed_is_what_was_read() {
    let house = House::new().await;
    let over = Over::of(&house).await;
    let seen = over.header().await.public_at;
    // While the approver reads, the editor mends a line.
    over.correct(over.editor, "各位网友，大家好。", false).await.unwrap();
    let stale = over.step(over.approver, RecordStep::Confirm { seen }).await;
    assert!(matches!(stale, Err(Refusal::Stale { .. })), "{stale:?}");
    // Nor while words wait that could never be shown any more.
    let text = String::from("还没有定的一段。");
    over.room.act(over.editor, Command::Prepare { speaker: Some(Speaker::Host), text }).await.unwrap();
    assert_eq!(over.confirm().await, Err(Refusal::WordsWaiting { open: 1 }));
    over.room.act(over.editor, Command::Drop { block: 1, revision: 1 }).await.unwrap();
    over.confirm().await.unwrap();
}

#[tokio::test]
async fn a_confirmed_record_stands_and_an_erratum_is_meant() {
    let house = House::new().await;
    let over = Over::of(&house).await;
    over.note(over.editor, "旧的摘要。", false).await.unwrap();
    over.correct(over.editor, "各位网友，大家好。", false).await.unwrap();
    let before = over.header().await.record.revision;
    over.confirm().await.unwrap();
    let closed = Err(Refusal::RecordConfirmed);
    let (room, say) = (&over.room, Command::Say { speaker: Speaker::Host, text: "补一句。".into(), before: None });
    assert_eq!(room.act(over.editor, say).await.map(drop), closed);
    assert_eq!(room.act(over.editor, Command::Head { text: "标题".into(), before: Some(2) }).await.map(drop), closed);
    assert_eq!(
        room.act(over.editor, Command::PlaceLine { line: 3, revision: 1, before: Some(2) }).await.map(drop),
        closed
    );
    assert_eq!(room.act(over.editor, Command::Bind { line: 2, revision: 2, post: None }).await.map(drop), closed);
    // A form from before the confirmation does not become a public erratum unseen, neither a line's nor the summary's.
    assert_eq!(over.correct(over.editor, "各位好。", false).await, closed);
    assert_eq!(over.note(over.editor, "新的摘要。", false).await, closed);
    let notes = Notes { summary: "新的摘要。".into(), ..Notes::blank(Lang::Zh) };
    let old = RecordStep::Note { revision: before, notes, erratum: true };
    assert!(matches!(over.step(over.editor, old).await, Err(Refusal::Stale { .. })));
    assert_eq!(over.correct(room.stenographer, "各位好。", true).await, Err(Refusal::NotAllowed));
    over.correct(over.editor, "各位好。", true).await.unwrap();
    over.note(over.approver, "新的摘要。", true).await.unwrap();
    let line = house.db.line(room.room, 2).await.unwrap().unwrap();
    let errata: Vec<bool> = line.errata.iter().map(|erratum| erratum.confirmed).collect();
    assert_eq!(errata, [false, true], "edited while in preparation, then an erratum");
    assert_eq!(over.header().await.record.errata.len(), 1, "the old summary stays beside the new one");
    let kept = over.header().await;
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(over.header().await, kept);
    assert_eq!(house.db.line(room.room, 2).await.unwrap().unwrap(), line);
}

#[tokio::test]
async fn an_answer_that_comes_late_still_flows_back() {
    let house = House::new().await;
    let room = house.interview(Policy { sign_off: false, ..Policy::default() }).await;
    let number = room.listed("末班车能延长吗？").await;
    let waiting = room.asked("还有一个问题。").await;
    room.live().await;
    room.act(room.host, Command::Close).await.unwrap();
    let approver = house.staff("approver", &[(Role::Approver, Reach::Room { room: room.room, guest: None })]).await;
    let seen = house.db.room(room.room).await.unwrap().unwrap().public_at;
    room.act(approver, Command::Record { step: RecordStep::Confirm { seen } }).await.unwrap();
    house.pass(HOUR).await;
    let (post, guest) = (room.id(number).await, room.guests[0]);
    let draft = Command::Draft { post, revision: None, guest, text: "自下月起延长到零点。".into() };
    room.act(room.guest, draft).await.unwrap();
    let revision = room.post(number).await.post.revision;
    let line = room.act(room.guest, Command::Publish { post, revision, guest }).await.unwrap().line.unwrap();
    let reply = &room.post(number).await.post.replies[0];
    assert!(reply.late && reply.line == Some(line));
    assert_eq!(house.db.lines(room.room, 0, 500).await.unwrap().last().unwrap().number, line, "behind the end");
    let doors = Doors::of(&house);
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    for shown in ["record", "transcript"] {
        assert!(doors.words(&format!("/r/{code}/{shown}")).await.contains("会后答复"), "{shown} does not say so");
    }
    // Screening goes on too, and changes nothing that was said.
    assert_eq!(room.screen(waiting, Verdict::Approve).await.map(drop), Ok(()));
}

#[tokio::test]
async fn what_belongs_to_the_session_stands_before_its_end() {
    let house = House::new().await;
    let over = Over::of(&house).await;
    assert_eq!(over.order().await, [1, 2, 3, 4], "beginning, two lines, end");
    let say = |text: &str, before| Command::Say { speaker: Speaker::Host, text: text.into(), before };
    over.room.act(over.editor, say("补录一句。", None)).await.unwrap();
    assert_eq!(over.order().await, [1, 2, 3, 5, 4]);
    over.room.act(over.editor, Command::Head { text: "线网".into(), before: Some(3) }).await.unwrap();
    assert_eq!(over.order().await, [1, 2, 6, 3, 5, 4]);
    let line = async |number| over.room.house.db.line(over.room.room, number).await.unwrap().unwrap();
    assert_eq!(line(6).await.told_at(), line(3).await.at, "a heading stands at the time of what it is above");
    assert_eq!(line(5).await.told_at(), line(4).await.at);
    let moved = |line, revision, before| Command::PlaceLine { line, revision, before };
    over.room.act(over.editor, moved(2, 1, None)).await.unwrap();
    assert_eq!(over.order().await, [1, 6, 3, 5, 2, 4], "to the end, which is before the mark");
    assert_eq!(over.room.act(over.editor, moved(4, 1, Some(1))).await.map(drop), Err(Refusal::WrongStep));
    assert_eq!(over.room.act(over.editor, say("x", Some(99))).await.map(drop), Err(Refusal::NotFound));
}

#[tokio::test]
async fn papers_beside_the_record_are_kept_here_and_shown_while_they_are_named() {
    let house = House::new().await;
    let over = Over::of(&house).await;
    let file = house.photo(over.room.room).await;
    assert!(house.db.public_file(file).await.unwrap().is_none());
    let paper = |file| Material { title: "线网图".into(), note: String::new(), source: Source::File { file } };
    let with = |materials: Vec<Material>, revision| {
        let notes = Notes { materials, ..Notes::blank(Lang::Zh) };
        RecordStep::Note { revision, notes, erratum: false }
    };
    let unknown = FileId([7; 32]);
    assert_eq!(
        over.step(over.editor, with(vec![paper(unknown)], 0)).await,
        Err(Refusal::UnknownFile { file: unknown })
    );
    over.step(over.editor, with(vec![paper(file)], 0)).await.unwrap();
    assert!(house.db.public_file(file).await.unwrap().is_some());
    let names = house.db.all_files().await.unwrap();
    rebuild(&house.db, |_| {}).await.unwrap();
    assert_eq!(house.db.all_files().await.unwrap(), names);
    assert!(house.db.public_file(file).await.unwrap().is_some());
    over.step(over.editor, with(vec![], 1)).await.unwrap();
    assert!(house.db.public_file(file).await.unwrap().is_none(), "no longer named");
}

#[tokio::test]
async fn two_editors_at_once_do_not_overwrite_each_other() {
    let house = House::new().await;
    let over = Over::of(&house).await;
    let note = |summary: &str| RecordStep::Note {
        revision: 0,
        notes: Notes { summary: summary.into(), ..Notes::blank(Lang::Zh) },
        erratum: false,
    };
    let (one, other) =
        tokio::join!(over.step(over.editor, note("甲的摘要。")), over.step(over.approver, note("乙的摘要。")));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert!(matches!(one.and(other), Err(Refusal::Stale { revision: 1 })));
}

#[tokio::test]
async fn the_form_of_a_room_sets_its_days_and_leaves_alone_what_it_does_not_ask() {
    let house = House::new().await;
    let stored = Policy {
        record_ms: 10 * 24 * HOUR,
        rate_days: 14,
        contacts_days: 0,
        notice_days_least: 7,
        soon_ms: HOUR / 2,
        close_after_ms: 3 * HOUR,
        ..Policy::default()
    };
    let room = house.interview(stored.clone()).await;
    let policy = async || house.db.room(room.room).await.unwrap().unwrap().policy;
    let code = house.db.room(room.room).await.unwrap().unwrap().code;
    let site = Site::open(&house);
    let (browser, page) = (site.signed(room.admin).await, format!("/desk/r/{code}/room/amend"));
    assert_eq!(browser.press(&page, &page, &[]).await.status, 303);
    assert_eq!(policy().await, stored);
    let short = browser.press(&page, &page, &[("rate_days", "30"), ("contacts_days", "7")]).await;
    assert!(short.status == 422 && short.has("比评价期限还短"), "{}", short.body);
    browser.press(&page, &page, &[("record_days", "3"), ("rate_days", "30")]).await;
    assert_eq!(policy().await, Policy { record_ms: 3 * 24 * HOUR, rate_days: 30, ..stored });
}

#[tokio::test]
async fn a_heading_taken_away_in_preparation_leaves_nothing_and_later_a_mark() {
    let house = House::new().await;
    let over = Over::of(&house).await;
    let mut lines = Vec::new();
    for text in ["线网怎么改", "末班车到几点"] {
        let head = Command::Head { text: text.into(), before: Some(3) };
        lines.push(over.room.act(over.editor, head).await.unwrap().line.unwrap());
    }
    let site = Site::open(&house);
    let browser = site.fresh();
    let code = over.header().await.code;
    let pages =
        ["record", "transcript", "export/record.json", "export/record.txt"].map(|page| format!("/r/{code}/{page}"));
    let pages = [pages.as_slice(), &[format!("/r/{code}"), format!("/api/v1/rooms/{code}/lines")]].concat();
    over.room.act(over.editor, Command::TakeDownLine { line: lines[0] }).await.unwrap();
    for page in &pages {
        let shown = browser.get(page).await;
        assert_eq!(shown.status, 200, "{page}");
        let marked = ["这一条已撤下", "\"taken_down\":true", "已撤下"].iter().any(|mark| shown.has(mark));
        assert!(shown.has("今天谈公交线网") && shown.has("末班车到几点"), "{page}: {}", shown.body);
        assert!(!shown.has("线网怎么改") && !marked, "{page}: {}", shown.body);
    }
    over.confirm().await.unwrap();
    over.room.act(over.editor, Command::TakeDownLine { line: lines[1] }).await.unwrap();
    assert!(browser.get(&pages[0]).await.has("这一条已撤下"), "the record stood, and what changed is told");
    assert_eq!(browser.get(&format!("/r/{code}/l/{}", lines[0])).await.status, 200, "an address stays");
}
