//! The record as plain text: to be read, sent or read aloud without anything but an editor.

use super::{format::Say, table};
use crate::wire::document::{Document, Line, Question, Wording, video_clock};
use std::fmt::Write;

/// The file. Every line of the record begins with its number and its time.
pub(super) fn file(document: &Document, say: Say<'_>) -> String {
    let mut file = String::new();
    for row in table::facts(document, say).rows {
        if let [name, value] = row.as_slice() {
            put(&mut file, &format!("{name}{}{}", say("export-colon"), flat(value, "\n    ")));
        }
    }
    if let Some(background) = &document.background {
        put(&mut file, &format!("\n{}\n\n{}", say("public-background"), table::shown(background, say)));
    }
    put(&mut file, &format!("\n{}\n", say("export-sheet-record")));
    for line in &document.lines {
        put(&mut file, &of_line(line, say));
    }
    if !document.questions.is_empty() {
        put(&mut file, &format!("{}\n", say("export-sheet-questions")));
        for question in &document.questions {
            put(&mut file, &of_question(question, say));
        }
    }
    file
}

fn put(file: &mut String, words: &str) {
    file.push_str(words);
    file.push('\n');
}

/// Words whose own line ends are followed by `gap`, so that they do not look like a line of the file.
fn flat(words: &str, gap: &str) -> String {
    words.lines().collect::<Vec<_>>().join(gap)
}

fn of_line(line: &Line, say: Say<'_>) -> String {
    let words = flat(&table::words(line, say), "\n    ");
    if line.kind == "heading" && !line.taken_down {
        return format!("\n== {words}\n");
    }
    let mut told = format!("[{}] {}", line.number, line.at.clock());
    if let Some(ms) = line.video_ms {
        // Writing to a string does not fail, here and below.
        let _ = write!(told, " ({})", video_clock(ms));
    }
    told.push_str("  ");
    told.push_str(&voice(line, say));
    told.push_str(&words);
    if let Some(photo) = &line.photo {
        let _ = write!(told, "\n    {} {}", flat(&table::shown(&photo.alt, say), " "), photo.address);
    }
    for old in &line.corrected {
        let _ = write!(told, "\n    {}", of_old(old, say));
    }
    told.push('\n');
    told
}

fn of_old(old: &Wording, say: Say<'_>) -> String {
    format!("{} {} {}", old.replaced_at.written(), say(old.word()), flat(&table::shown(&old.text, say), "\n    "))
}

fn voice(line: &Line, say: Say<'_>) -> String {
    let Some(speaker) = &line.speaker else { return String::new() };
    let mut about: Vec<String> = speaker.office.iter().filter(|office| !office.is_empty()).cloned().collect();
    if speaker.part == "host" && speaker.name.is_some() {
        about.push(say("public-speaker-host"));
    }
    if matches!(line.kind, "question" | "reply") {
        about.push(say(table::kind(line)));
    }
    about.extend(line.question.map(|number| format!("#{number}")));
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    format!("{}{about}{}", table::name(speaker, say), say("export-colon"))
}

fn of_question(question: &Question, say: Say<'_>) -> String {
    let name = question.name.clone().unwrap_or_else(|| say("public-unnamed"));
    let fate = say(&format!("fate-{}", question.fate.replace('_', "-")));
    let words = table::shown(&question.text, say);
    let mut told = format!("#{} {name}{}{}", question.number, say("export-colon"), flat(&words, "\n    "));
    let _ = write!(told, "\n    {fate}");
    for answer in &question.answers {
        let line = answer.line.map(|line| format!(" [{line}]")).unwrap_or_default();
        let words = if answer.taken_down { say("public-answer-gone") } else { table::answered(answer, say) };
        let how = say(if answer.written { "public-how-written" } else { "public-how-spoken" });
        let _ = write!(told, "\n    {} ({how}){line}{}{}", answer.name, say("export-colon"), flat(&words, "\n    "));
    }
    told.push('\n');
    told
}
