//! A record as tables: the same for CSV and for workbooks. Nothing here is defused yet.

use super::format::Say;
use crate::wire::document::{Answer, Document, Line, Question, Speaker, Text, Wording, video_clock};

/// A table with its name and the words above its columns.
pub(super) struct Table {
    /// The id of its name.
    pub name: &'static str,
    /// Ids of the words above the columns.
    pub heads: &'static [&'static str],
    /// Rows, each as long as `heads`.
    pub rows: Vec<Vec<String>>,
}

/// The record, a row a line, in its order.
pub(super) fn lines(document: &Document, say: Say<'_>) -> Table {
    const HEADS: [&str; 9] = [
        "export-col-line",
        "export-col-time",
        "export-col-video",
        "export-col-kind",
        "export-col-speaker",
        "export-col-office",
        "export-col-question",
        "export-col-text",
        "export-col-address",
    ];
    let rows = document.lines.iter().map(|line| row_of_line(line, say)).collect();
    Table { name: "export-sheet-record", heads: &HEADS, rows }
}

fn row_of_line(line: &Line, say: Say<'_>) -> Vec<String> {
    let speaker = line.speaker.as_ref();
    vec![
        line.number.to_string(),
        line.at.written(),
        line.video_ms.map(video_clock).unwrap_or_default(),
        say(kind(line)),
        speaker.map(|speaker| name(speaker, say)).unwrap_or_default(),
        speaker.and_then(|speaker| speaker.office.clone()).unwrap_or_default(),
        line.question.map(|number| number.to_string()).unwrap_or_default(),
        words(line, say),
        line.address.clone(),
    ]
}

/// The id of the word for what a line is.
pub(super) fn kind(line: &Line) -> &'static str {
    match line.kind {
        "heading" => "export-kind-heading",
        "question" => "export-kind-question",
        "reply" => "export-kind-reply",
        "notice" => "export-kind-notice",
        "photo" => "export-kind-photo",
        _ => "export-kind-speech",
    }
}

/// How a speaker is called: by name, else by the part played.
pub(super) fn name(speaker: &Speaker, say: Say<'_>) -> String {
    match (&speaker.name, speaker.part) {
        (Some(name), _) => name.clone(),
        (None, "host") => say("public-speaker-host"),
        (None, "citizen") => say("public-speaker-citizen"),
        (None, "asker") => say("public-unnamed"),
        (None, _) => say("public-people"),
    }
}

/// What a line says: its words, or why there are none.
/// Words, or the mark in their place: that they went by law, when and by what right.
pub(super) fn shown(text: &Text, say: Say<'_>) -> String {
    match (&text.text, &text.erased) {
        (Some(words), _) => words.clone(),
        (None, Some(gone)) => {
            let ground = say(&format!("erased-ground-{}", gone.ground.replace('_', "-")));
            format!("{}{}{} · {ground}", say("export-erased"), say("export-colon"), gone.at.date())
        }
        (None, None) => say("public-text-gone"),
    }
}

/// All words of an answer, a piece a paragraph.
pub(super) fn answered(answer: &Answer, say: Say<'_>) -> String {
    answer.parts.iter().map(|part| shown(&part.text, say)).collect::<Vec<_>>().join("\n")
}

pub(super) fn words(line: &Line, say: Say<'_>) -> String {
    if line.taken_down {
        return say(if line.kind == "question" { "public-question-gone" } else { "public-line-gone" });
    }
    let said = line.text.as_ref().map(|text| shown(text, say));
    match (line.notice, said) {
        (Some(occasion), Some(said)) => format!("{}\n{said}", say(notice(occasion).as_str())),
        (Some(occasion), None) => say(notice(occasion).as_str()),
        (None, said) => said.unwrap_or_default(),
    }
}

fn notice(occasion: &str) -> String {
    format!("notice-{}", occasion.replace('_', "-"))
}

/// Public questions with what became of them.
pub(super) fn questions(document: &Document, say: Say<'_>) -> Table {
    const HEADS: [&str; 9] = [
        "export-col-question",
        "export-col-asked",
        "export-col-asker",
        "export-col-origin",
        "export-col-fate",
        "export-col-joined",
        "export-col-votes",
        "export-col-text",
        "export-col-address",
    ];
    let row = |question: &Question| {
        vec![
            question.number.to_string(),
            question.asked_at.written(),
            question.name.clone().unwrap_or_else(|| say("public-unnamed")),
            say(&format!("origin-{}", question.origin)),
            say(&format!("fate-{}", question.fate.replace('_', "-"))),
            question.joined.to_string(),
            question.votes.to_string(),
            question.text.text.clone().unwrap_or_else(|| say("public-text-gone")),
            question.address.clone(),
        ]
    };
    Table { name: "export-sheet-questions", heads: &HEADS, rows: document.questions.iter().map(row).collect() }
}

/// Answers, each with the number of its question.
pub(super) fn answers(document: &Document, say: Say<'_>) -> Table {
    const HEADS: [&str; 7] = [
        "export-col-question",
        "export-col-time",
        "export-col-guest",
        "export-col-office",
        "export-col-how",
        "export-col-text",
        "export-col-line",
    ];
    let row = |question: &Question, answer: &Answer| {
        let gone = answer.taken_down;
        vec![
            question.number.to_string(),
            answer.at.written(),
            answer.name.clone(),
            answer.office.clone(),
            say(if answer.written { "public-how-written" } else { "public-how-spoken" }),
            if gone { say("public-answer-gone") } else { answered(answer, say) },
            answer.line.map(|line| line.to_string()).unwrap_or_default(),
        ]
    };
    let rows = document.questions.iter().flat_map(|question| {
        let of_one = question.answers.iter().map(|answer| row(question, answer));
        of_one.collect::<Vec<_>>()
    });
    Table { name: "export-sheet-answers", heads: &HEADS, rows: rows.collect() }
}

/// Wordings that were replaced.
pub(super) fn corrections(document: &Document) -> Table {
    const HEADS: [&str; 3] = ["export-col-line", "export-col-replaced", "export-col-old"];
    let row = |line: &Line, old: &Wording| {
        vec![line.number.to_string(), old.replaced_at.written(), old.text.words().to_owned()]
    };
    let rows = document.lines.iter().flat_map(|line| line.corrected.iter().map(|old| row(line, old)));
    Table { name: "export-sheet-corrections", heads: &HEADS, rows: rows.collect() }
}

/// What the record is of.
pub(super) fn facts(document: &Document, say: Say<'_>) -> Table {
    let guests = document.guests.iter().map(|guest| format!("{} {}", guest.name, guest.office));
    let times = &document.times;
    let mut facts = vec![
        ("export-fact-topic", document.topic.clone()),
        ("public-fact-units", document.units.join("、")),
        ("public-people", guests.collect::<Vec<_>>().join("\n")),
        ("public-speaker-host", document.host.clone()),
        ("public-fact-time", format!("{} – {}", times.starts_at.written(), times.ends_at.written())),
        ("export-fact-zone", times.zone.clone()),
        ("export-fact-status", say(&document.status_word())),
        ("export-fact-address", document.address.clone()),
    ];
    let summary = document.summary.as_ref().map(|text| shown(text, say));
    facts.extend(summary.map(|summary| ("export-fact-summary", summary)));
    let materials = document.materials.iter().map(|material| format!("{} {}", material.title, material.address));
    facts.push(("public-tab-materials", materials.collect::<Vec<_>>().join("\n")));
    let rows = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let rows = rows.map(|(word, value)| vec![say(word), value]).collect();
    Table { name: "export-sheet-facts", heads: &["export-col-fact", "export-col-value"], rows }
}
