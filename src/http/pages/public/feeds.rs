//! Feeds: sessions to come, new records, and what a room answered.

use super::{
    given::told,
    here::{self, read, reader_as, view},
};
use crate::{
    exchange::atom::{Entry, Feed, MEDIA_TYPE},
    http::{App, Failure, Frame, Visit},
    kernel::{
        id::Millis,
        letter::title_and_body,
        refusal::Refusal,
        room::{Header, Phase},
    },
    store::Moments,
    views::{
        answer::Answer,
        question::{Manner, Question, questions},
        room::{RoomView, rooms},
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};

/// Most entries of a feed.
const MOST: u32 = 50;
/// Characters of a question in a title.
const TITLE_CHARS: usize = 40;
const DAY_MS: Millis = 24 * 3_600_000;

/// Which rooms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Sessions,
    Records,
}

/// `/feed/sessions.atom`: sessions announced, going on and called off.
pub(super) async fn sessions(visit: Visit, frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    of_rooms(&app, &visit, &frame, Of::Sessions).await
}

/// `/feed/records.atom`: records of sessions that are over.
pub(super) async fn records(visit: Visit, frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    of_rooms(&app, &visit, &frame, Of::Records).await
}

async fn of_rooms(app: &App, visit: &Visit, frame: &Frame, of: Of) -> Result<Response, Failure> {
    let (phases, name, title, page): (&[Phase], _, _, _) = match of {
        Of::Sessions => {
            let phases = &[Phase::Announced, Phase::Collecting, Phase::Live, Phase::Cancelled];
            (phases, "sessions.atom", "feed-sessions", "/")
        }
        Of::Records => (&[Phase::Closed], "records.atom", "feed-records", "/archive"),
    };
    let reader = reader_as(app, visit, None);
    let headers = read(app.db.public_rooms(phases, false, 0, MOST).await)?;
    let moments = read(app.db.moments(&headers).await)?;
    let views = read(rooms(&app.db, &reader, &headers).await)?;
    let entry = |(header, room): (&Header, RoomView)| {
        let moments = moments.get(&header.id).copied().unwrap_or_default();
        entry(visit, frame, header, &room, moments, of)
    };
    let mut entries: Vec<Entry> = headers.iter().zip(views).map(entry).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated_at));
    let feed = Feed {
        address: visit.absolute(&format!("/feed/{name}")),
        page: visit.absolute(page),
        title: format!("{} · {}", frame.t(title), frame.site_name),
        author: frame.site_name.clone(),
        lang: frame.lang,
        updated_at: reader.now / DAY_MS * DAY_MS,
        entries,
    };
    Ok(told(visit, feed.file(), MEDIA_TYPE, name))
}

fn entry(visit: &Visit, frame: &Frame, header: &Header, room: &RoomView, moments: Moments, of: Of) -> Entry {
    let here = format!("/r/{}", header.code);
    let (path, published_at, updated_at) = match of {
        Of::Records => (format!("{here}/transcript"), header.closed_at, moments.last.max(header.closed_at)),
        Of::Sessions if header.live_at > 0 => (here, moments.first, header.live_at),
        Of::Sessions => (here, moments.first, moments.notice.max(moments.first)),
    };
    let when = format!("{}–{}", begins(room), room.ends.clock);
    let guests =
        if room.names.is_empty() { String::new() } else { format!("{} {}", frame.t("public-guests"), room.names) };
    let counts = match of {
        Of::Records => frame.t2("public-received-answered", "n", room.tally.received, "answered", room.tally.answered),
        Of::Sessions => frame.t(room.phase_word),
    };
    let said = [room.units.clone(), when, guests, counts];
    let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
    Entry {
        id: format!("{}{path}", visit.own_origin()),
        address: visit.absolute(&path),
        title: room.topic.clone(),
        published_at,
        updated_at,
        authors: Vec::new(),
        words: said.join("\n"),
    }
}

/// The day with its year: what stands in a feed is read much later.
fn begins(room: &RoomView) -> String {
    let exact = &room.starts.exact;
    exact.strip_suffix(":00").unwrap_or(exact).to_owned()
}

/// `/r/{code}/feed.atom`: published answers of a room.
pub(super) async fn answers(
    visit: Visit,
    frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let header = here::room(&app, &visit, &code).await?;
    if !header.is_public() {
        return Err(Refusal::NotFound.into());
    }
    let reader = reader_as(&app, &visit, None);
    let mut room = view(&app, &reader, &header).await?;
    let posts = read(app.db.answered_last(header.id, MOST).await)?;
    let shown = read(questions(&app.db, &reader, &header, &mut room.cast, &posts, Manner::default()).await)?;
    let (here, letters) = (format!("/r/{}", header.code), !header.policy.letters.is_empty());
    let feed = Feed {
        address: visit.absolute(&format!("{here}/feed.atom")),
        page: visit.absolute(&here),
        title: format!("{} · {}", frame.t("feed-answers"), room.topic),
        author: frame.site_name.clone(),
        lang: frame.lang,
        updated_at: header.schedule.collect_at,
        entries: shown.iter().filter_map(|question| answered(&visit, &frame, (&here, letters), question)).collect(),
    };
    Ok(told(&visit, feed.file(), MEDIA_TYPE, &format!("{code}.atom")))
}

fn answered(visit: &Visit, frame: &Frame, (here, letters): (&str, bool), question: &Question) -> Option<Entry> {
    let answers: Vec<&Answer> = question.answers.iter().filter(|answer| !answer.gone).collect();
    let first = answers.first()?;
    let path = format!("{here}/q/{}", question.number);
    // A letter has a title of its own: its first line.
    let mut title = question.text.clone();
    title.body = title.body.map(|body| if letters { title_and_body(&body).0.to_owned() } else { body });
    let (brief, _) = title.shortened(TITLE_CHARS);
    let brief = brief.body.unwrap_or_else(|| frame.t("public-text-gone"));
    let corrected = answers.iter().flat_map(|answer| &answer.parts).flat_map(|part| &part.errata).map(|old| old.at.ms);
    let updated_at = answers.iter().map(|answer| answer.at.ms).chain(corrected).max()?;
    let mut authors: Vec<String> = answers.iter().map(|answer| answer.name.clone()).collect();
    authors.retain(|name| !name.is_empty());
    authors.dedup();
    Some(Entry {
        id: format!("{}{path}", visit.own_origin()),
        address: visit.absolute(&path),
        title: if letters {
            brief
        } else {
            format!("{} {brief}", frame.t1("public-number-title", "n", question.number))
        },
        published_at: first.at.ms,
        updated_at,
        authors,
        words: words(frame, question, &answers),
    })
}

fn words(frame: &Frame, question: &Question, answers: &[&Answer]) -> String {
    let gone = || frame.t("public-text-gone");
    let mut words = question.text.body.clone().unwrap_or_else(gone);
    for answer in answers {
        let parts = answer.parts.iter().map(|part| part.text.body.clone().unwrap_or_else(gone));
        let parts = parts.collect::<Vec<_>>().join("\n");
        let who = format!("{} {}", answer.name, answer.office);
        words.push_str(&format!("\n\n{}\n{parts}", who.trim()));
    }
    words
}
