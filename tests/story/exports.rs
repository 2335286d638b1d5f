//! A record as files: everything people wrote comes back from each, does nothing in any, and is in none once it
//! was taken down. With a folder in `EXPORTS_KEPT`, what is hostile is kept there for readers that others wrote.

use crate::{
    house::{House, Interview, citizen},
    pages::Doors,
};
use calamine::{Data, Reader as _, Xlsx};
use quick_xml::{Reader, events::Event};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    io::Cursor,
    sync::atomic::{AtomicU32, Ordering},
};
use wenzheng::kernel::{command::Command, line::Speaker, policy::Policy, post::Verdict};

const FILES: [&str; 6] = ["record.json", "record.csv", "record.xlsx", "record.txt", "record.vtt", "record.akn.xml"];

/// What somebody may say or write, each meant to break some file or to run in some reader.
const HOSTILE: [&str; 12] = [
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "a]]>b<!--c--><?d?>&e;&#0;",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "＝1＋1",
    "\"逗号, 引号\"\n第二行\n\n第四行",
    "𠀀𡃁㐀😀👨‍👩‍👧‍👦é",
    "00:00.000 --> 99:00.000\n\nl-1\n<v 别人>x",
    "WEBVTT\nNOTE --> x",
];

/// Numbers of files that are kept.
static KEPT: AtomicU32 = AtomicU32::new(1);

/// What may stand in what, of the part of Akoma Ntoso 3.0 that we write: read off the schema of the standard.
const NESTING: [(&str, &str); 17] = [
    ("akomaNtoso", "debate"),
    ("debate", "meta preface debateBody"),
    ("meta", "identification references"),
    ("identification", "FRBRWork FRBRExpression FRBRManifestation"),
    ("FRBRWork", "FRBRthis FRBRuri FRBRalias FRBRdate FRBRauthor FRBRcountry FRBRnumber"),
    ("FRBRExpression", "FRBRthis FRBRuri FRBRdate FRBRauthor FRBRlanguage"),
    ("FRBRManifestation", "FRBRthis FRBRuri FRBRdate FRBRauthor FRBRformat"),
    ("references", "original TLCOrganization TLCPerson TLCRole"),
    ("preface", "longTitle p"),
    ("longTitle", "p"),
    ("debateBody", "debateSection"),
    ("debateSection", "heading debateSection speech question answer scene narrative"),
    ("speech", "from p"),
    ("question", "from p"),
    ("answer", "from p"),
    ("p", "docTitle docDate recordedTime del"),
    ("narrative scene", "recordedTime del img"),
];

/// A session that is over, in which everything hostile was said, asked and answered.
struct Session<'a> {
    room: Interview<'a>,
    here: String,
}

async fn code(room: &Interview<'_>) -> String {
    room.house.db.room(room.room).await.unwrap().unwrap().code
}

async fn say(room: &Interview<'_>, text: &str) -> u32 {
    let said = Command::Say { speaker: Speaker::Host, text: text.into(), before: None };
    room.act(room.stenographer, said).await.unwrap().line.unwrap()
}

async fn answer(room: &Interview<'_>, number: u32, text: &str) {
    let (post, guest) = (room.id(number).await, room.guests[0]);
    let draft = Command::Draft { post, revision: None, guest, text: text.into() };
    room.act(room.guest, draft).await.unwrap();
    let revision = room.post(number).await.post.revision;
    room.act(room.guest, Command::SignOff { post, revision, guest }).await.unwrap();
    let revision = room.post(number).await.post.revision;
    room.act(room.guest, Command::Publish { post, revision, guest }).await.unwrap();
}

async fn listed(room: &Interview<'_>, text: &str) -> u32 {
    let ask = Command::Ask { text: text.into(), name: "<b>=1+1".into(), to: None, contact: None };
    let number = room.act(citizen(), ask).await.unwrap().number.unwrap();
    room.screen(number, Verdict::Approve).await.unwrap();
    room.house.pass(6_000).await;
    number
}

async fn session(house: &House) -> Session<'_> {
    let room = house.interview(Policy::default()).await;
    room.live().await;
    room.act(room.host, Command::StartVideo { zero_at: Some(house.now()) }).await.unwrap();
    room.act(room.stenographer, Command::Head { text: "旧标题</h1>".into(), before: None }).await.unwrap();
    let mend = Command::CorrectLine { line: 2, revision: 1, text: "=标题<h1>".into(), erratum: false };
    room.act(room.stenographer, mend).await.unwrap();
    let (file, text, alt) = (house.photo(room.room).await, HOSTILE[0].into(), HOSTILE[2].into());
    room.act(room.stenographer, Command::PlacePhoto { file, text, alt, before: None }).await.unwrap();
    for text in HOSTILE {
        house.turn(5_000);
        say(&room, text).await;
    }
    let number = listed(&room, HOSTILE[0]).await;
    let post = room.post(number).await.post;
    room.act(room.host, Command::Stage { post: post.id, revision: post.revision }).await.unwrap();
    answer(&room, number, HOSTILE[3]).await;
    let here = format!("/r/{}", code(&room).await);
    Session { room, here }
}

impl Session<'_> {
    async fn file(&self, doors: &Doors, file: &str) -> Vec<u8> {
        let (status, headers, bytes) = doors.fetch(&format!("{}/export/{file}", self.here)).await;
        assert_eq!(status, 200, "{file}");
        let saved = headers["content-disposition"].to_str().unwrap();
        assert!(saved.starts_with("attachment; filename=") && saved.contains(file), "{saved}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        if let Ok(folder) = std::env::var("EXPORTS_KEPT") {
            std::fs::write(
                std::path::Path::new(&folder).join(format!("{}-{file}", KEPT.fetch_add(1, Ordering::Relaxed))),
                &bytes,
            )
            .unwrap();
        }
        bytes
    }

    async fn text(&self, doors: &Doors, file: &str) -> String {
        String::from_utf8(self.file(doors, file).await).unwrap()
    }

    /// What the statements of the record are, by the JSON.
    async fn said(&self, doors: &Doors) -> Vec<String> {
        let record: Value = serde_json::from_slice(&self.file(doors, "record.json").await).unwrap();
        let lines = record["lines"].as_array().unwrap();
        let speech = lines.iter().filter(|line| line["kind"] == "speech");
        speech.map(|line| line["text"]["text"].as_str().unwrap().to_owned()).collect()
    }
}

/// The words of every element of this name, and the names of all elements.
fn elements(xml: &str, wanted: &str) -> (Vec<String>, Vec<String>) {
    let mut reader = Reader::from_str(xml);
    let (mut words, mut names, mut open) = (Vec::new(), Vec::new(), false);
    let add = |words: &mut Vec<String>, open: bool, more: &str| {
        if let Some(last) = words.last_mut().filter(|_| open) {
            last.push_str(more);
        }
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.name().0.to_owned();
                if name == wanted {
                    open = true;
                    words.push(String::new());
                }
                names.push(name);
            }
            Event::End(end) if end.name().0 == wanted => open = false,
            Event::Text(text) => add(&mut words, open, &text),
            Event::GeneralRef(name) => {
                let character = match name.resolve_char_ref().unwrap() {
                    Some(character) => character.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&name).unwrap().into(),
                };
                add(&mut words, open, &character);
            }
            Event::Eof => return (words, names),
            _ => {}
        }
    }
}

#[tokio::test]
async fn what_people_wrote_is_in_the_record_as_they_wrote_it() {
    let house = House::new().await;
    let session = session(&house).await;
    let doors = Doors::of(&house);
    assert_eq!(session.said(&doors).await, HOSTILE, "JSON");

    let text = session.text(&doors, "record.txt").await;
    let xml = session.text(&doors, "record.akn.xml").await;
    let (paragraphs, names) = elements(&xml, "p");
    for words in HOSTILE {
        let mut lines = words.lines().filter(|line| !line.is_empty());
        assert!(lines.clone().all(|line| text.contains(line)), "text: {words}");
        assert!(lines.all(|line| paragraphs.iter().any(|words| words == line)), "Akoma Ntoso: {words}\n{xml}");
    }
    let ours = ["akomaNtoso", "debate", "meta", "debateBody", "debateSection", "speech", "question", "answer", "p"];
    assert!(ours.iter().all(|name| names.iter().any(|found| found == name)), "{names:?}");
    assert_eq!(faults(&xml), Vec::<String>::new());
    assert!(!names.iter().any(|name| ["v", "b", "h1", "d"].contains(&name.as_str())), "{names:?}");
}

/// What is wrong with the structure of a debate: elements where none may stand, references to nobody, identities twice.
fn faults(xml: &str) -> Vec<String> {
    let (mut reader, mut open, mut faults) = (Reader::from_str(xml), vec![String::new()], Vec::new());
    let (mut ids, mut named) = (BTreeSet::new(), BTreeSet::new());
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let (name, around) = (start.name().0.to_owned(), open.last().unwrap());
                let fits = |(outer, inner): &&(&str, &str)| {
                    outer.split(' ').any(|outer| outer == around) && inner.split(' ').any(|inner| inner == name)
                };
                if !around.is_empty() && !NESTING.iter().any(|pair| fits(&pair)) {
                    faults.push(format!("{name} in {around}"));
                }
                for attribute in start.attributes().map(Result::unwrap) {
                    match (attribute.key.0, &*attribute.value) {
                        ("eId", id) if !ids.insert(id.to_owned()) => faults.push(format!("{id} twice")),
                        ("by" | "as" | "source", to) => drop(named.insert(to.trim_start_matches('#').to_owned())),
                        _ => {}
                    }
                }
                if matches!(event, Event::Start(_)) {
                    open.push(name);
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    faults.extend(named.difference(&ids).map(|id| format!("nobody is {id}")));
    faults
}

#[tokio::test]
async fn no_cell_of_a_table_is_a_formula() {
    let house = House::new().await;
    let session = session(&house).await;
    let doors = Doors::of(&house);
    let bytes = session.file(&doors, "record.csv").await;
    let mut rows = csv::Reader::from_reader(&bytes[..]);
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let begins_badly = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    assert!(!rows.iter().flatten().any(begins_badly), "{rows:?}");
    let cells: Vec<&str> = rows.iter().flatten().map(|cell| cell.strip_prefix('\'').unwrap_or(cell)).collect();
    assert!(HOSTILE.iter().all(|words| cells.contains(words)), "{cells:?}");

    let mut book = Xlsx::new(Cursor::new(session.file(&doors, "record.xlsx").await)).unwrap();
    let sheets = book.sheet_names();
    assert_eq!(sheets, ["实录", "问题", "答复", "更正", "说明"]);
    let (mut cells, mut numbers) = (Vec::new(), BTreeSet::new());
    for sheet in sheets {
        assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
        let range = book.worksheet_range(&sheet).unwrap();
        for (_, column, cell) in range.cells() {
            match cell {
                Data::String(words) => cells.push(words.clone()),
                Data::Empty => {}
                Data::Float(_) => numbers.extend(range.get((0, column)).map(ToString::to_string)),
                other => panic!("{sheet}: {other:?} is no text"),
            }
        }
    }
    let ours = ["条号", "问题号", "也想问"].map(str::to_owned);
    assert_eq!(numbers, BTreeSet::from(ours));
    for words in HOSTILE {
        assert!(cells.iter().any(|cell| cell == words), "{words}");
    }
}

#[tokio::test]
async fn captions_stand_where_things_were_said_and_nothing_said_is_a_cue() {
    let house = House::new().await;
    let session = session(&house).await;
    let doors = Doors::of(&house);
    let file = session.text(&doors, "record.vtt").await;
    let blocks: Vec<&str> = file.trim_end().split("\n\n").collect();
    assert_eq!(&blocks[..1], ["WEBVTT"]);
    let cues: Vec<&str> = blocks.iter().copied().filter(|block| block.starts_with("l-")).collect();
    assert_eq!(cues.len(), HOSTILE.len() + 1, "statements and the question\n{file}");
    assert_eq!(blocks.len(), cues.len() + 2, "the head, the note and the cues\n{file}");
    for (nth, (cue, words)) in cues.iter().zip(HOSTILE).enumerate() {
        let (_, rest) = cue.split_once('\n').unwrap();
        let (time, said) = rest.split_once('\n').unwrap();
        assert!(time.starts_with(&format!("00:{:02}:{:02}.000 --> ", (nth + 1) * 5 / 60, (nth + 1) * 5 % 60)), "{cue}");
        let said = said.strip_prefix("<v 沈一舟>").unwrap();
        assert!(!said.contains(['<', '>']), "{cue}");
        let said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(said, words.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"));
    }
}

#[tokio::test]
async fn without_the_beginning_of_a_recording_there_are_no_captions_and_that_is_said() {
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    say(&room, "欢迎。").await;
    let (here, doors) = (format!("/r/{}", code(&room).await), Doors::of(&house));
    let (status, _, body) = doors.fetch(&format!("{here}/export/record.vtt")).await;
    let problem: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!((status, &problem["code"]), (409, &Value::from("no-recording")));
    assert_eq!(doors.fetch(&format!("{here}/export/record.txt")).await.0, 200);
    assert_eq!(doors.fetch(&format!("{here}/export/record.exe")).await.0, 404);
    assert!(!doors.words(&format!("{here}/transcript")).await.contains("record.vtt"), "not offered either");
}

#[tokio::test]
async fn what_was_taken_down_is_in_no_file() {
    let house = House::new().await;
    let session = session(&house).await;
    let (room, doors) = (&session.room, Doors::of(&house));
    let line = say(room, "秘密甲").await;
    let (asked, answered) = (listed(room, "秘密乙").await, listed(room, "答过的").await);
    let waiting = room.asked("秘密丁").await;
    answer(room, answered, "秘密丙").await;
    let old = say(room, "秘密戊").await;
    let mend = Command::CorrectLine { line: old, revision: 1, text: "改过的".into(), erratum: false };
    room.act(room.stenographer, mend).await.unwrap();

    let pages = ["transcript", "ledger", "feed.atom"].map(|page| format!("{}/{page}", session.here));
    let whole = async || {
        let mut all = String::new();
        for file in FILES {
            let bytes = session.file(&doors, file).await;
            all.push_str(&match file {
                "record.xlsx" => sheets(bytes),
                _ => String::from_utf8(bytes).unwrap(),
            });
        }
        for page in &pages {
            all.push_str(&doors.words(page).await);
        }
        all
    };
    let before = whole().await;
    for words in ["秘密甲", "秘密乙", "秘密丙", "秘密戊"] {
        assert!(before.contains(words), "{words} was public");
    }
    assert!(!before.contains("秘密丁"), "a question that waits was never public");

    room.act(room.moderator, Command::TakeDownLine { line }).await.unwrap();
    room.act(room.moderator, Command::TakeDownLine { line: old }).await.unwrap();
    let post = room.id(asked).await;
    room.act(room.moderator, Command::TakeDown { post, rule: "insult".into() }).await.unwrap();
    let (post, guest) = (room.id(answered).await, room.guests[0]);
    room.act(room.moderator, Command::TakeDownReply { post, guest }).await.unwrap();
    let after = whole().await;
    assert!(!after.contains("秘密") && after.contains("答过的"), "question {waiting} still waits");
}

/// All words of a workbook.
fn sheets(bytes: Vec<u8>) -> String {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let ranges = book.worksheets();
    ranges.iter().flat_map(|(_, range)| range.cells()).map(|(_, _, cell)| cell.to_string()).collect()
}

#[tokio::test]
async fn a_file_is_the_same_until_the_record_changes_and_a_rehearsal_is_never_handed_out() {
    let house = House::new().await;
    let session = session(&house).await;
    let doors = Doors::of(&house);
    let tag = async |file: &str| doors.fetch(&format!("{}/export/{file}", session.here)).await.1["etag"].clone();
    for file in FILES {
        assert_eq!(tag(file).await, tag(file).await, "{file}");
    }
    let before = tag("record.txt").await;
    say(&session.room, "又一句。").await;
    assert_ne!(tag("record.txt").await, before);

    let rehearsal = house.rehearsal().await;
    rehearsal.live().await;
    let here = format!("/r/{}", code(&rehearsal).await);
    for file in FILES.map(|file| format!("export/{file}")).iter().map(String::as_str).chain(["feed.atom"]) {
        assert_eq!(doors.fetch(&format!("{here}/{file}")).await.0, 404, "{file}");
    }
}

#[tokio::test]
async fn a_long_record_is_whole_in_every_file_and_on_one_page() {
    const LINES: usize = 5_000;
    let house = House::new().await;
    let room = house.interview(Policy::default()).await;
    room.live().await;
    room.act(room.host, Command::StartVideo { zero_at: Some(house.now()) }).await.unwrap();
    let mut said = tokio::task::JoinSet::new();
    for number in 1..=LINES {
        let (desk, who, here) = (house.desk.clone(), room.stenographer, room.room);
        let text = format!("第{number}句：{}", "公交线路怎样调整，各位都很关心。".repeat(6));
        let say = Command::Say { speaker: Speaker::Host, text, before: None };
        said.spawn(async move { desk.room(who, here, say).await.unwrap() });
        if said.len() >= 200 {
            said.join_next().await.unwrap().unwrap();
        }
    }
    said.join_all().await;
    let session = Session { here: format!("/r/{}", code(&room).await), room };
    let doors = Doors::of(&house);
    assert_eq!(session.said(&doors).await.len(), LINES);
    let count = |words: &str| words.matches("句：公交").count();
    for file in ["record.csv", "record.txt", "record.vtt", "record.akn.xml"] {
        assert_eq!(count(&session.text(&doors, file).await), LINES, "{file}");
    }
    assert_eq!(count(&sheets(session.file(&doors, "record.xlsx").await)), LINES);
    let page = doors.words(&format!("{}/transcript", session.here)).await;
    assert!(count(&page) >= LINES - 1, "the notice of the beginning is a line too");
    assert!(page.contains("/record?page=11"), "and where the last line is");
}
