//! What the room's page tells its script: where it stands in the stream, and its parts, once empty.

use crate::{
    http::{
        App,
        assets::{Loads, loads},
    },
    kernel::{
        id::Millis,
        room::{Header, Phase},
    },
    views::{question::Question, reader::Reader, specimen::Specimen},
    wire::position::{Stream, epoch},
};
use serde::Serialize;

/// So long after its end a room's page still listens for late answers, in ms.
const LATE_MS: Millis = 24 * 3_600_000;

/// Everything script needs.
pub(super) struct Live {
    pub loads: Loads,
    /// JSON that is safe within `<script>`.
    pub told: String,
    pub specimen: Specimen,
}

#[derive(Serialize)]
struct Told<'a> {
    code: &'a str,
    here: &'a str,
    epoch: u64,
    at: u64,
    zone: &'a str,
    own: Vec<u32>,
    voted: Vec<u32>,
}

/// None without the web bundle, or where nothing is awaited any more.
pub(super) fn live<'a>(
    app: &App,
    header: &Header,
    reader: &Reader,
    here: &str,
    questions: impl Iterator<Item = &'a Question> + Clone,
) -> Option<Live> {
    let over = match header.phase {
        Phase::Closed => reader.now - header.closed_at > LATE_MS,
        phase => phase == Phase::Cancelled,
    };
    if over {
        return None;
    }
    let numbers = |of: fn(&Question) -> bool| questions.clone().filter(|q| of(q)).map(|q| q.number).collect();
    let told = Told {
        code: &header.code,
        here,
        epoch: epoch(app.db.epoch(), header.id, Stream::Public),
        at: header.public_at,
        zone: reader.zone.iana_name().unwrap_or("UTC"),
        own: numbers(|question| question.own),
        voted: numbers(Question::voted),
    };
    let told = serde_json::to_string(&told).ok()?.replace('<', "\\u003c");
    Some(Live { loads: loads("live/live.ts")?, told, specimen: Specimen::default() })
}
