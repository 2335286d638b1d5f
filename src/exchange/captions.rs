//! Captions of the recording (WebVTT): what was said and asked, at the place it has in the video.

use super::{format::Say, table};
use crate::{
    kernel::id::Millis,
    wire::document::{Document, Line},
};
use std::fmt::Write;

/// How long a character is shown, in ms, and the bounds of that for one cue.
const CHAR_MS: Millis = 250;
const SHORTEST_MS: Millis = 1_500;
const LONGEST_MS: Millis = 30_000;

/// The file. A cue lasts until the next one, but no longer than its words take to read.
pub(super) fn file(document: &Document, say: Say<'_>) -> String {
    let is_said = |line: &&Line| matches!(line.kind, "speech" | "question") && !line.taken_down;
    let placed = |line| video(line).map(|ms| (ms, line));
    let mut cues: Vec<(Millis, &Line)> = document.lines.iter().filter(is_said).filter_map(placed).collect();
    cues.sort_by_key(|(ms, line)| (*ms, line.number));
    let mut file = format!("WEBVTT\n\nNOTE\n{}\n", document.address);
    let nexts = cues.iter().skip(1).map(|(ms, _)| Some(*ms)).chain([None]);
    for ((begins, line), next) in cues.iter().zip(nexts) {
        let words = escaped(&table::words(line, say));
        let ends = end(*begins, words.chars().count(), next);
        let voice = line.speaker.as_ref().map(|speaker| escaped(&table::name(speaker, say)).replace('\n', " "));
        let voice = voice.map(|name| format!("<v {name}>")).unwrap_or_default();
        // Writing to a string does not fail.
        let _ = write!(file, "\nl-{}\n{} --> {}\n{voice}{words}\n", line.number, clock(*begins), clock(ends));
    }
    file
}

fn video(line: &Line) -> Option<Millis> {
    line.video_ms.filter(|_| line.text.as_ref().is_some_and(|text| !text.words().trim().is_empty()))
}

fn end(begins: Millis, chars: usize, next: Option<Millis>) -> Millis {
    let reading = (CHAR_MS * Millis::try_from(chars).unwrap_or(LONGEST_MS)).clamp(SHORTEST_MS, LONGEST_MS);
    match next {
        Some(next) if next > begins => next.min(begins + reading),
        _ => begins + reading,
    }
}

/// `00:12:34.500`; hours as many as there are.
fn clock(ms: Millis) -> String {
    let seconds = ms / 1_000;
    format!("{:02}:{:02}:{:02}.{:03}", seconds / 3_600, seconds / 60 % 60, seconds % 60, ms % 1_000)
}

/// Words as the text of a cue: no tag, no arrow, no blank line, which would end it.
fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "\n");
    words.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_words_ends_or_begins_a_cue() {
        assert_eq!(escaped("a\r\n\r\n00:00 --> 99:00\n<v x>b & c"), "a\n00:00 --&gt; 99:00\n&lt;v x&gt;b &amp; c");
    }

    #[test]
    fn a_cue_lasts_until_the_next_or_as_long_as_it_takes_to_read() {
        assert_eq!(end(1_000, 1_000, Some(4_000)), 4_000);
        assert_eq!(end(1_000, 4, Some(60_000)), 2_500);
        assert_eq!(end(1_000, 1_000, None), 31_000);
        assert_eq!(end(1_000, 20, Some(1_000)), 6_000);
        assert_eq!(clock(3_661_042), "01:01:01.042");
    }
}
