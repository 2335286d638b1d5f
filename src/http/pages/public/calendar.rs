//! A session for people's own calendars.

use super::here::{self, reader, view};
use crate::{
    http::{App, Failure, Frame, Visit},
    kernel::room::Phase,
    wire::calendar::Entry,
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
