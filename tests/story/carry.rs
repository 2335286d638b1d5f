//! What a session leaves open: a comment, an answer that was spoken after all, or a case of a unit whose answer comes
//! back into the record.

use crate::{
    house::{House, Interview, citizen},
    letters::{opened, unit, zone},
    site::Site,
    survival::tables,
};
use jiff::civil::{Date, date};
use wenzheng::{
    desk::{Answer, rebuild},
    jobs,
    kernel::{
        case::{CaseStep, End},
        clock::ClockStep,
        command::Command,
        id::UnitId,
        line::{LineKind, Speaker},
        policy::Policy,
        post::{Fate, Post},
        principal::{Principal, Reach, Role},
        refusal::Refusal,
        room::Phase,
        workflow::{StepKind, Workflow},
    },
    store::CaseFilter,
};

/// A session that is over, and those who go on with what it left open.
pub struct After<'a> {
    pub room: Interview<'a>,
    pub code: String,
    pub unit: UnitId,
    pub router: Principal,
    pub handler: Principal,
    pub approver: Principal,
}

impl After<'_> {
    pub async fn post(&self, number: u32) -> Post {
        self.room.post(number).await.post
    }

    pub async fn step(&self, who: Principal, number: u32, step: CaseStep) -> Result<Answer, Refusal> {
        let Post { id: post, revision, .. } = self.post(number).await;
        self.room.act(who, Command::Case { post, revision, step }).await
    }

    /// Noon of a day, and the jobs look.
    pub async fn wait_until(&self, day: Date) {
        let (house, noon) = (self.room.house, day.at(12, 0, 0, 0).to_zoned(zone()).unwrap().timestamp());
        house.pass(noon.as_millisecond() - house.now()).await;
        jobs::count(&house.db, &house.desk, &zone()).await.unwrap();
        jobs::carry(&house.db, &house.desk, &zone()).await.unwrap();
        jobs::lapse(&house.db, &house.desk, &zone()).await.unwrap();
    }

    /// The unit answers in writing, and its approver agrees.
    pub async fn answer(&self, number: u32, text: &str) {
        self.step(self.handler, number, CaseStep::Take).await.unwrap();
        self.step(self.handler, number, CaseStep::Draft { text: text.into(), end: None }).await.unwrap();
        self.step(self.handler, number, CaseStep::HandUp).await.unwrap();
        self.step(self.approver, number, CaseStep::Agree).await.unwrap();
    }

    async fn fates(&self) -> Vec<Fate> {
        let mut fates = Vec::new();
        for number in 1..=6 {
            fates.push(self.post(number).await.fate);
        }
        fates
    }
}

/// On Friday 13 February 2026: one answered, one put and not answered, four only listed.
pub async fn over(house: &House) -> After<'_> {
    let policy = Policy { sign_off: false, undo_ms: 0, ..Policy::default() };
    let room = house.interview(policy).await;
    for text in [
        "票价会涨吗？",
        "站牌什么时候换？",
        "末班车能延长到十点半吗？",
        "希望公交越办越好，辛苦了。",
        "末班车能不能延长到十一点？",
        "夜间专线什么时候开通？",
    ] {
        room.listed(text).await;
    }
    room.vote(citizen(), 3).await.unwrap();
    room.live().await;
    for number in [1, 2] {
        let Post { id: post, revision, .. } = room.post(number).await.post;
        room.act(room.host, Command::Stage { post, revision }).await.unwrap();
        let speaker = if number == 1 { Speaker::Guest { guest: room.guests[0] } } else { Speaker::Host };
        let say = Command::Say { speaker, text: format!("关于第{number}个问题。"), before: None };
        room.act(room.stenographer, say).await.unwrap();
    }
    room.act(room.stenographer, Command::LetGo).await.unwrap();
    let speaker = Speaker::Guest { guest: room.guests[1] };
    let say = Command::Say { speaker, text: "夜间专线下月开通，共四条。".into(), before: None };
    room.act(room.stenographer, say).await.unwrap();
    over_from(house, room).await
}

/// The session of this room ends, live already or not.
pub async fn over_from<'a>(house: &'a House, room: Interview<'a>) -> After<'a> {
    let bureau = unit(house, "市交通局", None).await;
    if house.db.room(room.room).await.unwrap().unwrap().phase != Phase::Live {
        room.live().await;
    }
    room.act(room.host, Command::Close).await.unwrap();
    jobs::count(&house.db, &house.desk, &zone()).await.unwrap();
    let of = Reach::Unit { unit: bureau };
    After {
        code: house.db.room(room.room).await.unwrap().unwrap().code,
        unit: bureau,
        router: house.staff("fen", &[(Role::Router, Reach::Installation)]).await,
        handler: house.staff("ban", &[(Role::Handler, of)]).await,
        approver: house.staff("shen", &[(Role::Approver, of)]).await,
        room,
    }
}

#[tokio::test]
async fn what_nobody_touched_goes_over_after_one_working_day_as_it_is() {
    let house = opened().await;
    let after = over(&house).await;
    let before = after.post(3).await;
    let (post, guest) = (after.post(6).await.id, after.room.guests[0]);
    let draft = Command::Draft { post, revision: None, guest, text: "正在核实。".into() };
    after.room.act(after.room.guest, draft).await.unwrap();
    after.wait_until(date(2026, 2, 13)).await;
    after.wait_until(date(2026, 2, 14)).await;
    let open = [Fate::Answered, Fate::Listed, Fate::Listed, Fate::Listed, Fate::Listed, Fate::Listed];
    assert_eq!(after.fates().await, open, "the Saturday is worked in exchange for a holiday");
    after.wait_until(date(2026, 2, 15)).await;
    let mut gone = open.map(|fate| if fate == Fate::Listed { Fate::CarriedOver } else { fate });
    gone[5] = Fate::Listed;
    assert_eq!(after.fates().await, gone, "all but the one that somebody is answering");

    let post = after.post(3).await;
    assert_eq!((post.id, post.number, &post.text), (before.id, 3, &before.text), "no second post");
    assert_eq!((after.room.post(3).await.votes, post.public), (1, true));
    let clock = post.clock.as_ref().unwrap();
    assert_eq!((clock.now.received, clock.now.due), (date(2026, 2, 13), Some(date(2026, 2, 27))), "from the end on");
    assert_eq!((post.place.step, post.stage_due()), (StepKind::Route, Some(date(2026, 2, 24))), "over the new year");
    let wanted = CaseFilter { steps: vec![StepKind::Route], limit: 9, ..CaseFilter::default() };
    assert_eq!(house.db.cases(&wanted).await.unwrap().len(), 4, "as any other case");

    let kept = tables(&house).await;
    after.wait_until(date(2026, 2, 15)).await;
    assert_eq!(tables(&house).await, kept, "nothing goes over twice");
    after.wait_until(date(2026, 2, 28)).await;
    assert_eq!(after.post(6).await.fate, Fate::CarriedOver, "the day was over and the draft had become nothing");
    let kept = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, kept);
}

#[tokio::test]
async fn each_is_decided_about_by_whoever_ran_the_session() {
    let house = opened().await;
    let after = over(&house).await;
    let comment = || CaseStep::Comment { text: "这是一句鼓励的话，谢谢您。".into() };
    let over = |unit| CaseStep::GoOver { unit };
    for stranger in [after.router, after.handler, after.room.guest, after.room.stenographer] {
        assert_eq!(after.step(stranger, 4, comment()).await.unwrap_err(), Refusal::NotAllowed);
    }
    assert_eq!(
        after.step(after.room.host, 4, CaseStep::Comment { text: " ".into() }).await.unwrap_err(),
        Refusal::Empty
    );
    after.step(after.room.moderator, 4, comment()).await.unwrap();
    let post = after.post(4).await;
    assert_eq!((post.fate, post.answered_at), (Fate::Ended, 0), "a comment is no answer");
    assert_eq!(post.told_why().unwrap().end, Some(End::Comment));
    assert_eq!(after.step(after.room.host, 4, comment()).await.unwrap_err(), Refusal::WrongStep);
    assert_eq!(after.step(after.room.host, 1, comment()).await.unwrap_err(), Refusal::WrongStep, "it was answered");

    // Words that came near answer another, unless they answer one already.
    let lines = house.db.lines(after.room.room, 0, 50).await.unwrap();
    let spoken = lines.iter().find(|line| line.is_guests() && line.post.is_none()).unwrap();
    let bind = Command::Bind { line: spoken.number, revision: spoken.revision, post: Some(after.post(6).await.id) };
    after.room.act(after.room.host, bind).await.unwrap();
    assert_eq!(after.post(6).await.fate, Fate::Answered);

    let nowhere = UnitId(uuid::Uuid::now_v7());
    assert_eq!(after.step(after.room.host, 3, over(Some(nowhere))).await.unwrap_err(), Refusal::UnknownUnit);
    after.step(after.room.host, 3, over(Some(after.unit))).await.unwrap();
    after.step(after.room.moderator, 5, over(None)).await.unwrap();
    assert_eq!((after.post(3).await.place.step, after.post(5).await.place.step), (StepKind::Take, StepKind::Route));
    let bound =
        Command::Bind { line: spoken.number, revision: spoken.revision + 1, post: Some(after.post(3).await.id) };
    assert_eq!(after.room.act(after.room.host, bound).await.unwrap_err(), Refusal::WrongStep, "the unit has it");
    // What was taken for a comment is given to somebody after all.
    after.step(after.room.host, 4, over(Some(after.unit))).await.unwrap();
    assert_eq!(after.post(4).await.fate, Fate::CarriedOver);
    let by_hand = Command::Clock { step: ClockStep::Carry { post: after.post(2).await.id } };
    assert_eq!(after.room.act(after.room.host, by_hand).await.unwrap_err(), Refusal::NotAllowed);
    let kept = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, kept);
}

#[tokio::test]
async fn the_answer_comes_back_into_the_record_at_its_place_with_its_date() {
    let house = opened().await;
    let after = over(&house).await;
    for number in [2, 3] {
        after.step(after.room.host, number, CaseStep::GoOver { unit: Some(after.unit) }).await.unwrap();
    }
    after.wait_until(date(2026, 2, 24)).await;
    after.answer(2, "站牌三月底前全部换完。").await;
    after.answer(3, "四月起延长到二十二点半。").await;
    let (put, only) = (after.post(2).await, after.post(3).await);
    assert_eq!((put.fate, only.fate, put.place.step), (Fate::Answered, Fate::Answered, StepKind::Close));
    assert_eq!(put.answered_at, house.now());
    let lines = house.db.lines(after.room.room, 0, 50).await.unwrap();
    let at = |what: &dyn Fn(&wenzheng::kernel::line::Line) -> bool| lines.iter().position(what).unwrap();
    let reply = |post: &Post| at(&|line| line.post == Some(post.id) && matches!(line.kind, LineKind::Reply { .. }));
    let asked = at(&|line| line.post == Some(put.id) && line.kind == LineKind::Question);
    assert_eq!(reply(&put), asked + 1, "where it was put");
    assert!(reply(&only) > at(&|line| line.is_close()), "what was never put stands behind the end");

    let site = Site::open(&house);
    let reader = site.fresh();
    let base = format!("/r/{}", after.code);
    for path in ["record", "transcript", "q/2", "export/record.json", "export/record.akn.xml", "export/record.csv"] {
        let page = reader.get(&format!("{base}/{path}")).await;
        assert!(page.has("站牌三月底前全部换完。") && page.has("市交通局"), "{path}: {}", page.body);
    }
    assert!(reader.get(&format!("{base}/transcript")).await.has("2月24日"));
    let kept = tables(&house).await;
    rebuild(&house.db, |_| ()).await.unwrap();
    assert_eq!(tables(&house).await, kept);
}

#[tokio::test]
async fn where_no_way_leads_on_nothing_goes_over() {
    let house = opened().await;
    let after = over(&house).await;
    let mut plain = Workflow::interview();
    plain.stages.retain(|stage| ["screening", "answering", "done"].contains(&stage.name.as_str()));
    plain.stages[1].next = vec!["done".into()];
    assert_eq!(plain.carries_over(), None);
    assert!(plain.check().is_ok() && Workflow::interview().carries_over().is_some());
    assert_eq!(Workflow::letters().carries_over().or(Workflow::two_steps().carries_over()), None);
    let mut untimed = Workflow::interview();
    untimed.stages.iter_mut().filter(|stage| stage.name == "approval").for_each(|stage| stage.limit = None);
    assert!(untimed.check().is_err(), "what a unit has in hand has its time");
    drop(after);
}

/// The desk of leftovers, as whoever ran the session presses it without script.
#[tokio::test]
async fn on_one_page_many_are_decided_about_and_everybody_reads_what_became_of_them() {
    let house = opened().await;
    let after = over(&house).await;
    let site = Site::open(&house);
    let path = format!("/desk/r/{}/leftovers", after.code);
    let host = site.signed(after.room.host).await;
    let page = host.get(&path).await;
    assert!(page.has("共 5 个，已处理 0 个") && page.has("2月15日 周日起自动转给分办员"), "{}", page.body);
    assert!(page.has("2 个意思相近的问题") && page.has("可能已经答复"), "{}", page.body);
    assert!(host.get("/desk").await.has("5 个问题待答复"));
    assert_eq!(site.signed(after.router).await.get(&path).await.status, 403);

    let none = host.press(&path, &path, &[("act", "over")]).await;
    assert!(none.status == 422 && none.has("没有处理任何问题"), "{}", none.body);
    let reason = "这是一句鼓励的话，谢谢您。";
    let told = host.press(&path, &path, &[("act", "comment"), ("pick", "4"), ("text", "")]).await;
    assert!(told.status == 409 && told.has("第 4 号"), "a reason is asked for: {}", told.body);
    let told = host.press(&path, &path, &[("act", "comment"), ("pick", "4"), ("text", reason)]).await;
    assert_eq!(told.status, 303, "{}", told.body);
    let spoken = house.db.lines(after.room.room, 0, 50).await.unwrap();
    let spoken = spoken.iter().find(|line| line.is_guests() && line.post.is_none()).unwrap().number;
    let bound = host.press(&path, &path, &[("one", &format!("line 6 {spoken}"))]).await;
    assert_eq!(bound.status, 303, "{}", bound.body);
    let unit = after.unit.to_string();
    let given = host.press(&path, &path, &[("act", "unit"), ("unit", &unit), ("pick", "3")]).await;
    assert_eq!(given.status, 303, "{}", given.body);
    let page = host.get(&path).await;
    assert!(page.has("共 5 个，已处理 3 个") && page.has(reason) && page.has("市交通局"), "{}", page.body);
    let after_all = host.press(&path, &path, &[("one", "over 4 -")]).await;
    assert_eq!(after_all.status, 303, "{}", after_all.body);
    assert_eq!(after.post(4).await.place.step, StepKind::Route);

    let reader = site.fresh();
    let open = reader.get(&format!("/r/{}/q/3", after.code)).await;
    assert!(open.has("已转给市交通局书面答复") && open.has("最迟2月27日"), "{}", open.body);
    assert!(open.has("已转书面答复") && !open.has("张三"), "{}", open.body);
    assert!(reader.get(&format!("/r/{}/q/4", after.code)).await.has("正在确定由哪个单位办理"));
    let to_do = site.signed(after.router).await.get("/desk/letters?pile=route").await;
    assert!(to_do.has("希望公交越办越好") && to_do.has("访谈遗留问题"), "{}", to_do.body);
    let handler = site.signed(after.handler).await;
    let case = handler.get(&format!("/desk/r/{}/letter/3", after.code)).await;
    assert!(case.has("这是访谈遗留的问题") && case.has("签收"), "{}", case.body);
    let ledger = reader.get(&format!("/r/{}/ledger?fate=carried_over", after.code)).await;
    assert!(ledger.has("已转书面答复"), "{}", ledger.body);
}
