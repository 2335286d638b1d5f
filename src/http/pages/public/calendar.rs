//! A session for people's own calendars.

use super::{
    given::told,
    here::{self, read, reader, reader_as, view},
};
use crate::{
    http::{App, Failure, Frame, Visit},
    kernel::{
        id::Millis,
        room::{Header, Phase},
    },
    views::room::{RoomView, rooms},
    wire::calendar::{self, Entry},
};
use axum::{
    extract::{Path, State},
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};

/// `/r/{code}/calendar.ics`: a calendar that fetches it again follows every change of the plan.
pub(super) async fn calendar(
    visit: Visit,
    mut frame: Frame,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let reader = reader(&app, &visit, &mut frame).await?;
    let header = here::room(&app, &visit, &code).await?;
    let room = view(&app, &reader, &header).await?;
    let address = visit.way_in(&header.code, header.pass);
    let guests = (!room.names.is_empty()).then(|| format!("{} {}", frame.t("public-guests"), room.names));
    let code = format!("{} {}", frame.t("public-join-code"), header.code);
    let said: Vec<String> = [Some(room.units), guests, Some(code), Some(address.clone())]
        .into_iter()
        .flatten()
        .filter(|line| !line.is_empty())
        .collect();
    let entry = Entry {
        uid: &header.id.to_string(),
        sequence: header.revision,
        written_at: reader.now,
        starts_at: header.schedule.starts_at,
        ends_at: header.schedule.ends_at,
        summary: &room.topic,
        description: &said.join("\n"),
        address: &address,
        cancelled: header.phase == Phase::Cancelled,
    };
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("inline; filename=\"{}.ics\"", header.code)),
        (CACHE_CONTROL, if header.is_public() { "no-cache" } else { "private, no-cache" }.to_owned()),
    ];
    Ok((headers, entry.file()).into_response())
}

/// Sessions of the calendar of the house.
const MOST: u32 = 200;

/// `/calendar.ics`: every session that was announced, going on, over or called off, newest first.
pub(super) async fn all(visit: Visit, frame: Frame, State(app): State<App>) -> Result<Response, Failure> {
    let phases = [Phase::Announced, Phase::Collecting, Phase::Live, Phase::Closed, Phase::Cancelled];
    let headers = read(app.db.public_rooms(&phases, false, 0, MOST).await)?;
    let moments = read(app.db.moments(&headers).await)?;
    let views = read(rooms(&app.db, &reader_as(&app, &visit, None), &headers).await)?;
    let said = |header: &Header| (header.id.to_string(), visit.absolute(&format!("/r/{}", header.code)));
    let said: Vec<(String, String)> = headers.iter().map(said).collect();
    let written = |header: &Header| moments.get(&header.id).map_or(0, |moments| moments.notice);
    let listed = headers.iter().zip(&views).zip(&said);
    let entries = listed.map(|((header, room), (uid, address))| entry(header, room, written(header), uid, address));
    let entries: Vec<Entry<'_>> = entries.collect();
    let file = calendar::calendar(Some(&frame.site_name), &entries);
    Ok(told(&visit, file.into_bytes(), "text/calendar; charset=utf-8", "calendar.ics"))
}

fn entry<'a>(header: &Header, room: &'a RoomView, written_at: Millis, uid: &'a str, address: &'a str) -> Entry<'a> {
    Entry {
        uid,
        sequence: header.revision,
        written_at,
        starts_at: header.schedule.starts_at,
        ends_at: header.schedule.ends_at,
        summary: &room.topic,
        description: &room.units,
        address,
        cancelled: header.phase == Phase::Cancelled,
    }
}
