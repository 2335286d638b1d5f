//! Every part of the room's page once, with all its slots and no words: script clones and fills them.

use super::{
    answer::{Answer, OldWording, Part},
    question::{Question, Vote},
    reader::{Said, Stamp},
    record::{Asked, Picture, Row, Who},
    room::NoticeView,
};
use crate::kernel::{
    id::{GuestId, PostId},
    line::Occasion,
};
use uuid::Uuid;

/// Parts without content.
#[derive(Clone, Debug)]
pub struct Specimen {
    /// One row of each kind.
    pub rows: Vec<Row>,
    /// A question that can be endorsed.
    pub question: Question,
    /// The same, endorsed.
    pub voted: Question,
    /// An answer without texts.
    pub answer: Answer,
    /// A text of an answer.
    pub part: Part,
    /// An old wording that was corrected.
    pub old: OldWording,
    /// One that was edited.
    pub edited: OldWording,
    /// A notice about the session.
    pub notice: NoticeView,
}

impl Default for Specimen {
    fn default() -> Self {
        let voted = Question { vote: Vote::Done, ..question() };
        let part = Part { text: said(), errata: vec![old()] };
        let notice = NoticeView {
            occasion: Occasion::Opened,
            word: "notice-opened",
            grave: false,
            text: Some(said()),
            at: stamp(),
        };
        let rows = ["speech", "heading", "asked", "reply", "notice", "photo"].map(row).into();
        Specimen {
            rows,
            question: question(),
            voted,
            answer: answer(),
            part,
            old: old(),
            edited: OldWording { edited: true, ..old() },
            notice,
        }
    }
}

fn said() -> Said {
    Said { body: Some(String::new()), lang: "zh-CN", erased: None }
}

fn stamp() -> Stamp {
    let empty = String::new;
    Stamp {
        ms: 0,
        iso: "1970-01-01T00:00:00Z".into(),
        exact: empty(),
        clock: empty(),
        day: empty(),
        moment: empty(),
        fresh: false,
        age: None,
    }
}

fn old() -> OldWording {
    OldWording { text: said(), at: stamp(), edited: false }
}

fn row(kind: &'static str) -> Row {
    let spoken = matches!(kind, "speech" | "reply");
    let empty = || Some(String::new());
    let who = Who { name: empty(), office: empty(), part: Some("public-speaker-host") };
    let asked = Asked { number: 0, name: empty(), origin: Some("origin-phone"), text: Some(said()) };
    Row {
        number: 0,
        place: 0.0,
        voice: String::new(),
        question: None,
        at: stamp(),
        added: None,
        late: false,
        video_s: (kind != "notice").then_some(0),
        kind,
        who: spoken.then_some(who),
        asked: matches!(kind, "asked" | "reply").then_some(asked),
        bound: (kind == "speech").then_some(0),
        notice: (kind == "notice").then_some("notice-opened"),
        text: (kind != "asked").then(said),
        gone: false,
        left_out: false,
        picture: (kind == "photo").then(|| Picture {
            src: String::new(),
            small: None,
            width: 1,
            height: 1,
            alt: said(),
        }),
        errata: vec![old()],
    }
}

fn question() -> Question {
    Question {
        id: PostId(Uuid::nil()),
        number: 0,
        text: said(),
        original: Some(said()),
        name: Some(String::new()),
        origin: Some("origin-phone"),
        citizens: true,
        to: Some(String::new()),
        at: stamp(),
        fate: "listed",
        fate_word: "fate-listed",
        joined: 1,
        into: None,
        answers: Vec::new(),
        votes: 0,
        vote: Vote::Open,
        own: true,
        stage: false,
        gone: false,
    }
}

fn answer() -> Answer {
    Answer {
        guest: GuestId(Uuid::nil()),
        name: String::new(),
        office: " ".into(),
        at: stamp(),
        line: Some(0),
        written: true,
        late: true,
        open: true,
        gone: false,
        parts: Vec::new(),
        cut: true,
    }
}
