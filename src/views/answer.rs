//! Answers to one question, written and spoken, in the order they were given.

use super::{
    cast::Cast,
    question::{Material, guest_of},
    reader::{Reader, Said, Stamp, Texts},
};
use crate::kernel::{
    id::{GuestId, Millis},
    line::Line,
    post::{Erratum, Post, Reply, ReplyState},
};

/// One reply, or one run of lines of one guest.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Whose it is.
    pub guest: GuestId,
    /// Who answers.
    pub name: String,
    /// In which office.
    pub office: String,
    /// When.
    pub at: Stamp,
    /// Its first line in the record.
    pub line: Option<u32>,
    /// Written rather than spoken.
    pub written: bool,
    /// Published after the session.
    pub late: bool,
    /// Published sentence by sentence, and more is to come.
    pub open: bool,
    /// Taken down: only the mark is shown.
    pub gone: bool,
    /// The words.
    pub parts: Vec<Part>,
    /// Whether something was cut.
    pub cut: bool,
}

/// A text with its old wordings.
#[derive(Clone, Debug)]
pub struct Part {
    /// The present wording.
    pub text: Said,
    /// Old wordings, oldest first.
    pub errata: Vec<OldWording>,
}

/// A wording that was corrected.
#[derive(Clone, Debug)]
pub struct OldWording {
    /// The words.
    pub text: Said,
    /// When they were replaced.
    pub at: Stamp,
    /// Replaced before the record was confirmed, which is no erratum.
    pub edited: bool,
}

/// The answers to `post`; with `brief`, each cut to so many characters.
pub(super) fn answers(
    post: &Post,
    reader: &Reader,
    cast: &Cast,
    material: &Material,
    brief: Option<usize>,
) -> Vec<Answer> {
    let written = post.replies.iter().filter_map(|reply| from_reply(reply, reader, cast, material));
    let mut all: Vec<(Millis, Answer)> = written.collect();
    let mine: Vec<&Line> =
        material.lines.iter().filter(|line| line.post == Some(post.id) && !line.taken_down).collect();
    for run in mine.chunk_by(|a, b| guest_of(a) == guest_of(b)) {
        all.extend(from_lines(run, reader, cast, material));
    }
    all.sort_by_key(|(at, _)| *at);
    let cut = |(_, answer)| match brief {
        Some(most) => shortened(answer, most),
        None => answer,
    };
    all.into_iter().map(cut).collect()
}

fn from_reply(reply: &Reply, reader: &Reader, cast: &Cast, material: &Material) -> Option<(Millis, Answer)> {
    let gone = reply.state == ReplyState::TakenDown;
    if !gone && reply.state != ReplyState::Published {
        return None;
    }
    // What an official has signed and published is corrected in the open, whenever that is.
    let errata = old_wordings(&reply.errata, reader, &material.texts).into_iter();
    let errata = errata.map(|old| OldWording { edited: false, ..old }).collect();
    let part = Part { text: material.texts.said(&reply.text), errata };
    let answer = Answer {
        line: reply.line,
        written: true,
        late: reply.late,
        open: reply.open,
        gone,
        parts: if gone { Vec::new() } else { vec![part] },
        ..empty(reply.guest, reply.published_at, reader, cast)
    };
    Some((reply.published_at, answer))
}

fn from_lines(run: &[&Line], reader: &Reader, cast: &Cast, material: &Material) -> Option<(Millis, Answer)> {
    let first = run.first()?;
    let part = |line: &&Line| {
        let text = line.text.as_ref().map(|text| material.texts.said(text)).unwrap_or_default();
        Part { text, errata: old_wordings(&line.errata, reader, &material.texts) }
    };
    let answer = Answer {
        line: Some(first.number),
        parts: run.iter().map(part).collect(),
        ..empty(guest_of(first)?, first.at, reader, cast)
    };
    Some((first.at, answer))
}

fn empty(guest: GuestId, at: Millis, reader: &Reader, cast: &Cast) -> Answer {
    let id = guest;
    let guest = cast.guest(id);
    Answer {
        guest: id,
        name: guest.map(|guest| guest.name.clone()).unwrap_or_default(),
        office: guest.map(|guest| guest.office.clone()).unwrap_or_default(),
        at: reader.stamp(at),
        line: None,
        written: false,
        late: false,
        open: false,
        gone: false,
        parts: Vec::new(),
        cut: false,
    }
}

/// Old wordings of a line or reply.
pub(super) fn old_wordings(errata: &[Erratum], reader: &Reader, texts: &Texts) -> Vec<OldWording> {
    let old = |erratum: &Erratum| OldWording {
        text: texts.said(&erratum.old),
        at: reader.stamp(erratum.at),
        edited: !erratum.confirmed,
    };
    errata.iter().map(old).collect()
}

fn shortened(mut answer: Answer, most: usize) -> Answer {
    let mut left = most;
    let mut parts = Vec::new();
    for part in answer.parts {
        if left == 0 {
            answer.cut = true;
            break;
        }
        let size = part.text.body.as_deref().map_or(0, |body| body.chars().count());
        let (text, cut) = part.text.shortened(left);
        answer.cut |= cut;
        left = left.saturating_sub(size);
        parts.push(Part { text, errata: part.errata });
    }
    Answer { parts, ..answer }
}
