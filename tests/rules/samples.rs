//! One of each kind of entry, with every field filled.

use crate::flows::{plain, unproposed, with_form};
use crate::staff_samples;
use uuid::Uuid;
use wenzheng::kernel::{
    calendar::Pause,
    case::{self, Arrival, Brought, Called, CaseEvent, End, NoteKind, Owing, PastAnswer, Reminded, Took},
    clock::Clock,
    cue::ReadyCue,
    erasure::{Act, ErasureEvent, Ground, Manner, Part, Target},
    event::{BlockEvent, CrewEvent, Event, LineEvent, OfficeEvent, PostEvent, RoomEvent},
    id::{FactorId, FileId, GuestId, LinkId, PassId, PersonId, PostId, RoomId, TemplateId, TextId, UnitId},
    letter::{Attached, Letter, LetterKind},
    line::{LineKind, Occasion, Photo, Speaker},
    policy::{Policy, RoomKind},
    post::{Mark, Origin, Verdict},
    principal::{Grant, Reach, Role},
    rating::Grade,
    record::RecordEvent,
    room::Schedule,
    text::TextRef,
    workflow::{Place, StepKind},
};

const fn id(nth: u128) -> Uuid {
    Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + nth)
}

const POST: PostId = PostId(id(1));
const GUEST: GuestId = GuestId(id(2));
const PERSON: PersonId = PersonId(id(3));
const ROOM: RoomId = RoomId(id(4));
const UNIT: UnitId = UnitId(id(5));
const LINK: LinkId = LinkId(id(6));
const TEMPLATE: TemplateId = TemplateId(id(9));
const SCHEDULE: Schedule =
    Schedule { collect_at: 1_795_395_600_000, starts_at: 1_795_399_200_000, ends_at: 1_795_402_800_000 };

fn text(nth: u128) -> TextRef {
    TextRef { id: TextId(id(0x100 + nth)), sha256: format!("{nth:064x}") }
}

fn place() -> Place {
    Place { stage: "answering".into(), step: StepKind::Handle }
}

/// Every kind; `every_kind_of_entry_has_a_sample` counts them in the source.
pub fn events() -> Vec<Event> {
    let room = room_events().into_iter().map(|event| Event::Room { event });
    let post = post_events().into_iter().map(|event| Event::Post { post: POST, event });
    let block = block_events().into_iter().map(|event| Event::Block { block: 7, event });
    let cue = Some(ReadyCue::DataComing);
    let crew = [CrewEvent::Cued { cue, text: Some(text(23)) }].into_iter().map(|event| Event::Crew { event });
    let line = line_events().into_iter().map(|event| Event::Line { line: 36, event });
    let erasure = erasure_events().into_iter().map(|event| Event::Erasure { event });
    let office = office_events().into_iter().map(|event| Event::Office { event });
    room.chain(post).chain(line).chain(block).chain(crew).chain(erasure).chain(office).collect()
}

fn room_events() -> Vec<RoomEvent> {
    vec![
        drafted(false, None),
        drafted(true, None),
        drafted(false, Some(PassId(id(12)))),
        amended(None),
        amended(Some(vec![UNIT])),
        filmed(),
        RoomEvent::Announced,
        RoomEvent::Opened,
        RoomEvent::WentLive,
        RoomEvent::Paused,
        RoomEvent::Resumed,
        RoomEvent::Extended { ends_at: 1_795_406_400_000 },
        RoomEvent::Postponed { schedule: SCHEDULE },
        RoomEvent::Cancelled,
        RoomEvent::AskingClosed,
        RoomEvent::Closed,
        RoomEvent::Discarded,
        RoomEvent::CrowdPaced { per_minute: 4 },
        RoomEvent::Staged { post: POST },
        RoomEvent::Unstaged { answered: false },
        RoomEvent::Unstaged { answered: true },
        RoomEvent::LetGo,
        RoomEvent::VideoStarted { zero_at: 1_795_399_205_000 },
        RoomEvent::Record { event: RecordEvent::Noted { notes: text(28) } },
        RoomEvent::Record { event: RecordEvent::HandedOver },
        RoomEvent::Record { event: RecordEvent::Returned { reason: text(29) } },
        RoomEvent::Record { event: RecordEvent::Confirmed },
        RoomEvent::Record { event: RecordEvent::Erased { act: act() } },
        RoomEvent::NoticeErased { act: act() },
        RoomEvent::WorkflowAdopted { workflow: unproposed() },
        RoomEvent::WorkflowAdopted { workflow: with_form() },
    ]
}

fn drafted(video: bool, pass: Option<PassId>) -> RoomEvent {
    RoomEvent::Drafted {
        code: "482913".into(),
        kind: RoomKind::Interview,
        policy: Policy { answer_days: 0, ..Policy::default() },
        workflow: plain(),
        schedule: SCHEDULE,
        about: text(1),
        units: vec![UNIT],
        guests: vec![GUEST],
        rehearsal: pass.is_some(),
        copied_from: Some(ROOM),
        video,
        pass,
    }
}

fn amended(units: Option<Vec<UnitId>>) -> RoomEvent {
    RoomEvent::Amended {
        policy: Policy { answer_days: 0, ..Policy::default() },
        schedule: SCHEDULE,
        about: text(2),
        guests: vec![GUEST],
        units,
        video: false,
    }
}

fn filmed() -> RoomEvent {
    let mut event = amended(None);
    if let RoomEvent::Amended { video, .. } = &mut event {
        *video = true;
    }
    event
}

fn received_letter() -> PostEvent {
    PostEvent::Received {
        number: 43,
        text: text(33),
        author: text(34),
        origin: Origin::Web,
        to: None,
        marks: Vec::new(),
        place: Place { stage: "intake".into(), step: StepKind::Screen },
        letter: Some(Box::new(Letter {
            kind: LetterKind::Help,
            may_publish: true,
            wish: Some(UnitId(id(0x40))),
            files: Vec::new(),
        })),
    }
}

fn received_with_files() -> PostEvent {
    PostEvent::Received {
        number: 44,
        text: text(53),
        author: text(54),
        origin: Origin::Web,
        to: None,
        marks: Vec::new(),
        place: Place { stage: "intake".into(), step: StepKind::Screen },
        letter: Some(Box::new(Letter {
            kind: LetterKind::Complaint,
            may_publish: false,
            wish: None,
            files: vec![
                Attached { file: FileId([0x5b; 32]), shown: Some(FileId([0x5c; 32])) },
                Attached { file: FileId([0x5d; 32]), shown: None },
            ],
        })),
    }
}

fn post_events() -> Vec<PostEvent> {
    let marks = vec![Mark { rule: "link".into(), hold: true, start: 3, end: 21 }];
    let verdicts = [
        Verdict::Approve,
        Verdict::Hold,
        Verdict::Reject { rule: "advertising".into() },
        Verdict::Merge { into: PostId(id(9)) },
    ];
    let mut events = vec![
        PostEvent::Received {
            number: 42,
            text: text(3),
            author: text(4),
            origin: Origin::Phone,
            to: Some(GUEST),
            marks: marks.clone(),
            place: Place { stage: "screening".into(), step: StepKind::Screen },
            letter: None,
        },
        PostEvent::Edited { text: text(5), marks },
        PostEvent::Withdrawn,
        PostEvent::Undone,
        PostEvent::Unmerged,
        PostEvent::Worded { text: text(6) },
        PostEvent::Assigned { guest: Some(GUEST) },
        PostEvent::Ranked { rank: 1.5 },
        PostEvent::AuthorMuted { until: 1_795_402_800_000 },
        PostEvent::TakenDown { rule: "privacy".into() },
        PostEvent::ReplyDrafted { guest: GUEST, text: text(7) },
        PostEvent::ReplyHandedOver { guest: GUEST },
        PostEvent::ReplySignedOff { guest: GUEST },
        PostEvent::ReplyPublished { guest: GUEST, line: 36, late: true },
        PostEvent::ReplyBegun { guest: GUEST, text: text(24), line: 37, late: true },
        PostEvent::ReplyContinued { guest: GUEST, text: text(25) },
        PostEvent::ReplyFinished { guest: GUEST },
        PostEvent::ReplyCorrected { guest: GUEST, text: text(8) },
        PostEvent::ReplyTakenDown { guest: GUEST },
        PostEvent::Erased { part: Part::Reply { guest: GUEST }, act: act() },
        PostEvent::AuthorForgotten { author: text(28) },
        rated(None),
        PostEvent::Appealed { text: text(31), marks: Vec::new() },
        PostEvent::Counted {
            clock: Clock {
                received: jiff::civil::date(2026, 2, 13),
                days: 5,
                due: Some(jiff::civil::date(2026, 2, 27)),
                edition: 0,
                extended: 0,
                pauses: Vec::new(),
            },
        },
        PostEvent::AppealDismissed { reason: None },
        PostEvent::AppealDismissed { reason: Some(text(32)) },
        rated(Some(text(30))),
    ];
    for verdict in verdicts {
        events.push(PostEvent::Screened { verdict: verdict.clone(), due_at: 1_795_395_605_000, by: Some(PERSON) });
        events.push(PostEvent::Released { verdict, place: place(), public: true });
    }
    events.extend([received_letter(), received_with_files()]);
    events.extend(case_events().into_iter().map(|event| PostEvent::Case { event }));
    events
}

fn case_events() -> Vec<CaseEvent> {
    use CaseEvent as C;
    let day = |day| jiff::civil::date(2026, 2, day);
    let pauses = vec![Pause { from: day(24), to: Some(day(25)) }, Pause { from: day(27), to: None }];
    let clock = Clock { received: day(13), days: 5, due: Some(day(27)), edition: 1, extended: 2, pauses };
    let to = Arrival { place: Place { stage: "taking".into(), step: StepKind::Take }, clock: Some(clock.clone()) };
    let own = clock.clone();
    let (unit, assisting) = (UnitId(id(0x41)), vec![UnitId(id(0x42))]);
    let (matter, end, by) = (Some("traffic-3".into()), Some(End::Unclear), PERSON);
    let took = Took { day: day(26), days: 4, in_time: Some(true), unit_in_time: Some(false) };
    vec![
        C::Carried { version: 3, to: to.clone() },
        C::Moved { version: 2, place: to.place.clone(), text: text(39) },
        C::Timed { clock },
        C::Routed { unit, assisting, matter, urgent: true, text: Some(text(40)), to: to.clone() },
        C::Taken { to: to.clone() },
        C::Returned { text: text(41), to: to.clone() },
        C::Drafted { text: text(42), end, by: Some(by) },
        C::Filled {
            stage: "handling".into(),
            version: 2,
            text: text(57),
            fields: vec!["visited".into(), "cost".into()],
            public: vec!["visited".into()],
            by: Some(by),
        },
        C::HandedUp { to: to.clone() },
        C::Agreed { by },
        C::SentBack { text: text(43), to: to.clone() },
        C::Asked { text: text(44), to: to.clone() },
        C::Added { text: text(45), to: to.clone() },
        C::Unheard { to: to.clone() },
        C::ExtensionAsked { days: 10, text: text(46) },
        C::ExtensionJudged { days: Some(5), text: Some(text(47)) },
        C::Answered { text: text(48), end, took: None, to: to.clone() },
        C::Answered { text: text(48), end, took: Some(took), to: to.clone() },
        C::Dated { received: day(13) },
        C::Brought { brought: Box::new(brought(took)) },
        C::Published {
            manner: case::Manner::Whole,
            letter: Some(text(49)),
            answer: Some(text(50)),
            files: Vec::new(),
            to: to.clone(),
        },
        C::Published {
            manner: case::Manner::Whole,
            letter: Some(text(55)),
            answer: Some(text(56)),
            files: vec![FileId([0x5c; 32])],
            to: to.clone(),
        },
        C::Reopened { text: text(51), by_unit: false, to: to.clone() },
        C::Reopened { text: text(53), by_unit: true, to: to.clone() },
        C::Closed { to },
        C::Noted { kind: NoteKind::CallBack, text: text(52) },
        C::Owed { why: Owing::Poor, clock: own },
        C::CalledBack { called: Called::Discontent, text: Some(text(54)) },
        C::ActedFor { person: by },
        C::Reminded { who: Reminded::Head },
        C::Inherited { unit: UNIT, assisting: vec![UnitId(id(7))] },
    ]
}

fn brought(took: Took) -> Brought {
    let (end, grade, manner) = (Some(End::HandedOn), Some(Grade::Dissatisfied), Some(case::Manner::Whole));
    Brought {
        reference: "青-2008-17".into(),
        received_at: 1_770_955_200_000,
        received: jiff::civil::date(2026, 2, 13),
        unit: Some(UnitId(id(0x41))),
        matter: Some("traffic-3".into()),
        answer: Some(PastAnswer { text: text(53), at: 1_772_078_400_000, took, end, grade, manner }),
    }
}

fn line_events() -> Vec<LineEvent> {
    let kinds = [
        LineKind::Speech { speaker: Speaker::Guest { guest: GUEST } },
        LineKind::Heading,
        LineKind::Reply { guest: GUEST },
        LineKind::Notice { occasion: Occasion::GuestReplaced },
        LineKind::Question,
    ];
    let written = |kind| LineEvent::Written {
        kind,
        text: Some(text(9)),
        post: Some(POST),
        photo: None,
        said_at: None,
        place: None,
    };
    let mut events: Vec<LineEvent> = kinds.into_iter().map(written).collect();
    let (kind, said_at) = (LineKind::Speech { speaker: Speaker::Citizen }, Some(1_795_395_600_000));
    events.push(LineEvent::Written { kind, text: Some(text(22)), post: None, photo: None, said_at, place: None });
    for place in [None, Some(34.5)] {
        let (kind, photo) = (LineKind::Photo, Some(photo()));
        events.push(LineEvent::Written { kind, text: Some(text(9)), post: None, photo, said_at: None, place });
    }
    events.extend([
        LineEvent::Placed { place: 34.25 },
        LineEvent::Bound { post: Some(POST) },
        LineEvent::Corrected { text: text(10) },
        LineEvent::Continued { text: text(26) },
        LineEvent::Described { alt: text(18) },
        LineEvent::TakenDown,
        LineEvent::Erased { act: act(), file: Some(FileId([0x5a; 32])) },
    ]);
    events
}

fn photo() -> Photo {
    Photo { file: FileId([0x5a; 32]), width: 1_600, height: 1_200, alt: text(17) }
}

fn block_events() -> Vec<BlockEvent> {
    let due_at = Some(1_795_395_630_000);
    let kind = LineKind::Speech { speaker: Speaker::Host };
    vec![
        BlockEvent::Prepared { kind, text: text(19), photo: None, due_at: None, before: None },
        pictured(due_at, None),
        pictured(None, None),
        pictured(None, Some(35)),
        BlockEvent::Reworded { text: text(21), alt: None },
        BlockEvent::Reworded { text: text(21), alt: Some(text(27)) },
        BlockEvent::Held,
        BlockEvent::Shown { line: 37 },
        BlockEvent::Dropped,
        BlockEvent::Erased { act: act() },
    ]
}

fn pictured(due_at: Option<i64>, before: Option<u32>) -> BlockEvent {
    BlockEvent::Prepared { kind: LineKind::Photo, text: text(20), photo: Some(photo()), due_at, before }
}

fn rated(text: Option<TextRef>) -> PostEvent {
    let marks = text.iter().map(|_| Mark { rule: "link".into(), hold: true, start: 3, end: 21 }).collect();
    PostEvent::Rated { grade: Grade::MostlySatisfied, text, marks }
}

fn act() -> Act {
    let texts = vec![TextId(id(0x101)), TextId(id(0x102))];
    Act { erasure: 3, manner: Manner::Destroy, ground: Ground::ThirdParty, texts }
}

fn erasure_events() -> Vec<ErasureEvent> {
    let targets = vec![
        Target::Post { post: POST },
        Target::Author { post: POST },
        Target::Reply { post: POST, guest: GUEST },
        Target::Line { line: 36 },
    ];
    let (erasure, by, reason) = (3, Some(PERSON), text(29));
    let proposed =
        ErasureEvent::Proposed { erasure, targets, manner: Manner::Seal, ground: Ground::PersonalData, reason, by };
    vec![
        proposed,
        ErasureEvent::Agreed { erasure, by },
        ErasureEvent::Declined { erasure, by },
        ErasureEvent::CarriedOut { erasure },
    ]
}

fn office_events() -> Vec<OfficeEvent> {
    let reaches = [Reach::Installation, Reach::Unit { unit: UNIT }, Reach::Room { room: ROOM, guest: Some(GUEST) }];
    let mut events = vec![
        OfficeEvent::SiteSet { text: text(11) },
        OfficeEvent::RulebookAdopted { text: text(12) },
        OfficeEvent::CalendarAmended { text: text(33) },
        OfficeEvent::MattersAmended { text: text(34) },
        OfficeEvent::ReadOnlySet { message: Some(text(13)) },
        OfficeEvent::UnitSet { unit: UNIT, name: text(14), parent: Some(UnitId(id(7))) },
        OfficeEvent::UnitClosed { unit: UNIT, into: UnitId(id(7)) },
        OfficeEvent::UnitOpened { unit: UNIT },
        OfficeEvent::TemplateSet { template: TEMPLATE, text: text(30), unit: None },
        OfficeEvent::TemplateSet { template: TEMPLATE, text: text(30), unit: Some(UNIT) },
        OfficeEvent::TemplateDropped { template: TEMPLATE, text: text(30) },
        OfficeEvent::PersonSet { person: PERSON, card: text(15), unit: None },
        OfficeEvent::PersonSet { person: PERSON, card: text(15), unit: Some(UNIT) },
        OfficeEvent::PasswordSet { person: PERSON, hash: text(16) },
        OfficeEvent::FactorSet { person: PERSON, factor: FactorId(id(8)), step: 59_855_160 },
        OfficeEvent::FactorUsed { person: PERSON, step: 59_855_161 },
        OfficeEvent::FactorDropped { person: PERSON },
        OfficeEvent::Disabled { person: PERSON },
        issued(vec![]),
        issued(vec![UNIT]),
        OfficeEvent::LinkUsed { link: LINK },
    ];
    events.extend(staff_samples::events((PERSON, PersonId(id(13))), UNIT, text));
    for reach in reaches {
        let grant = Grant { role: Role::Guest, reach };
        events.extend([OfficeEvent::Granted { person: PERSON, grant }, OfficeEvent::Revoked { person: PERSON, grant }]);
    }
    events
}

fn issued(within: Vec<UnitId>) -> OfficeEvent {
    let (secret_sha256, room) = ("ab".repeat(32), Some(ROOM));
    OfficeEvent::LinkIssued { link: LINK, secret_sha256, person: PERSON, room, expires_at: 1_795_654_800_000, within }
}

/// The variants of an enum as the source lists them, in snake case.
fn variants(of: &str) -> Vec<String> {
    let source = concat!(
        include_str!("../../src/kernel/event.rs"),
        include_str!("../../src/kernel/block.rs"),
        include_str!("../../src/kernel/case/event.rs"),
        include_str!("../../src/kernel/erasure.rs"),
        include_str!("../../src/kernel/office_event.rs")
    );
    let (_, body) = source.split_once(&format!("pub enum {of} {{\n")).unwrap();
    let (body, _) = body.split_once("\n}").unwrap();
    let own = |line: &&str| line.starts_with("    ") && line.chars().nth(4).is_some_and(char::is_uppercase);
    let name = |line: &str| line.trim().trim_end_matches([',', '{', ' ']).to_owned();
    let snake = |name: String| {
        let word = |c: char| if c.is_uppercase() { format!("_{}", c.to_lowercase()) } else { c.to_string() };
        name.chars().map(word).collect::<String>().trim_start_matches('_').to_owned()
    };
    body.lines().filter(own).map(name).map(snake).collect()
}

#[test]
fn every_kind_of_entry_has_a_sample() {
    let sampled: Vec<String> = events().iter().map(Event::name).collect();
    let mut kinds = 0;
    for (on, of) in [
        ("room", "RoomEvent"),
        ("post", "PostEvent"),
        ("line", "LineEvent"),
        ("block", "BlockEvent"),
        ("crew", "CrewEvent"),
        ("erasure", "ErasureEvent"),
        ("office", "OfficeEvent"),
        ("case", "CaseEvent"),
    ] {
        let own = |variant: &String| variant != "case";
        for variant in variants(of).into_iter().filter(own) {
            kinds += 1;
            assert!(sampled.contains(&format!("{on}.{variant}")), "no sample of {of}::{variant}");
        }
    }
    assert_eq!(variants("Event"), ["room", "post", "line", "block", "crew", "erasure", "office"]);
    assert!(kinds > 40);
}
