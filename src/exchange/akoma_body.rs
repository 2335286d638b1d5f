//! The words of a debate: a section from heading to heading, in it statements, questions, answers, pictures and what
//! happened. Each has the number of its line as identity.

use super::{akoma::paragraphs, format::Say, table, xml::Xml};
use crate::wire::document::{Document, Line, Photo, Speaker, Wording};
use std::collections::BTreeMap;

/// Everybody who speaks, by the identity the file gives them.
pub(super) struct Voices {
    /// People and their names.
    pub people: BTreeMap<String, String>,
    /// Roles and their words.
    pub roles: BTreeMap<String, String>,
}

impl Voices {
    /// All of a document.
    pub fn of(document: &Document, say: Say<'_>) -> Voices {
        let mut voices = Voices { people: BTreeMap::new(), roles: BTreeMap::new() };
        for line in &document.lines {
            let Some(speaker) = &line.speaker else { continue };
            voices.people.insert(id(document, line, speaker), table::name(speaker, say));
            let office = match (&speaker.office, speaker.part) {
                (Some(office), _) if !office.is_empty() => office.clone(),
                (_, "host") => say("public-speaker-host"),
                (_, "guest") => say("public-guests"),
                _ => say("public-speaker-citizen"),
            };
            voices.roles.insert(role(document, line, speaker), office);
        }
        voices
    }
}

/// The identity of a speaker: a guest's place among the guests, or the part played.
fn id(document: &Document, line: &Line, speaker: &Speaker) -> String {
    let known = document.guests.iter().position(|guest| Some(&guest.id) == speaker.guest.as_ref());
    match (known, speaker.part, line.question) {
        (Some(place), _, _) => format!("guest-{}", place + 1),
        (None, "asker", Some(number)) => format!("asker-{number}"),
        (None, part, _) => part.to_owned(),
    }
}

fn role(document: &Document, line: &Line, speaker: &Speaker) -> String {
    match speaker.part {
        "guest" => format!("office-{}", id(document, line, speaker)),
        "host" => "office-host".to_owned(),
        _ => "office-citizen".to_owned(),
    }
}

/// The body.
pub(super) fn body(xml: &mut Xml, document: &Document, voices: &Voices, say: Say<'_>) {
    xml.open("debateBody", &[]);
    xml.open("debateSection", &[("name", "record"), ("eId", "lines")]);
    let mut in_part = false;
    for line in &document.lines {
        if line.kind == "heading" && !line.taken_down {
            if in_part {
                xml.close("debateSection");
            }
            in_part = true;
            xml.open("debateSection", &[("name", "part"), ("eId", &format!("part-{}", line.number))]);
            let words = table::words(line, say).lines().collect::<Vec<_>>().join(" ");
            xml.holding("heading", &[("eId", &eid(line))], &words);
            mended(xml, line, say);
        } else {
            row(xml, document, line, voices, say);
        }
    }
    if in_part {
        xml.close("debateSection");
    }
    xml.close("debateSection");
    xml.close("debateBody");
}

fn eid(line: &Line) -> String {
    format!("l-{}", line.number)
}

fn row(xml: &mut Xml, document: &Document, line: &Line, voices: &Voices, say: Say<'_>) {
    match (&line.speaker, &line.photo, line.taken_down) {
        (Some(speaker), _, false) => speech(xml, document, line, speaker, voices, say),
        (_, Some(photo), false) => {
            scene(xml, line, photo, say);
            mended(xml, line, say);
        }
        _ => happening(xml, line, say),
    }
}

fn speech(xml: &mut Xml, document: &Document, line: &Line, speaker: &Speaker, voices: &Voices, say: Say<'_>) {
    let element = match line.kind {
        "question" => "question",
        "reply" => "answer",
        // What a guest says to a question answers it.
        _ if speaker.part == "guest" && line.question.is_some() => "answer",
        _ => "speech",
    };
    let (by, role) = (id(document, line, speaker), role(document, line, speaker));
    let from = voices.people.get(&by).cloned().unwrap_or_default();
    let office = voices.roles.get(&role).cloned().unwrap_or_default();
    let (by, role, at) = (format!("#{by}"), format!("#{role}"), line.at.utc());
    xml.open(element, &[("eId", &eid(line)), ("by", &by), ("as", &role), ("startTime", &at)]);
    xml.holding("from", &[], &format!("{from} {office}"));
    paragraphs(xml, &table::words(line, say));
    for old in &line.corrected {
        erratum(xml, "p", old, say);
    }
    xml.close(element);
}

/// Old wordings of what has no paragraphs.
fn mended(xml: &mut Xml, line: &Line, say: Say<'_>) {
    for old in &line.corrected {
        erratum(xml, "narrative", old, say);
    }
}

fn erratum(xml: &mut Xml, element: &str, old: &Wording, say: Say<'_>) {
    xml.open(element, &[("class", "erratum")]);
    xml.holding("recordedTime", &[("time", &old.replaced_at.utc())], &old.replaced_at.written());
    xml.words(&say(old.word()));
    xml.holding("del", &[], &table::shown(&old.text, say));
    xml.close(element);
}

fn scene(xml: &mut Xml, line: &Line, photo: &Photo, say: Say<'_>) {
    let (width, height) = (photo.width.to_string(), photo.height.to_string());
    let alt = table::shown(&photo.alt, say);
    xml.open("scene", &[("eId", &eid(line))]);
    xml.leaf("img", &[("src", &photo.address), ("alt", &alt), ("width", &width), ("height", &height)]);
    xml.words(&table::words(line, say));
    xml.close("scene");
}

fn happening(xml: &mut Xml, line: &Line, say: Say<'_>) {
    xml.open("narrative", &[("eId", &eid(line))]);
    xml.holding("recordedTime", &[("time", &line.at.utc())], &line.at.clock());
    xml.words(&table::words(line, say));
    xml.close("narrative");
}
