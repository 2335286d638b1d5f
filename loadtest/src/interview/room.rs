//! The room of the interview: drawn through the office's form, announced, opened, made live.

use super::{
    form::{fields, set},
    measure::Crew,
};
use crate::{connection::Target, crew::Member, options::InterviewLoad};
use anyhow::{Context, Result, bail, ensure};
use jiff::{ToSpan, civil::DateTime};
use serde_json::Value;
use std::time::Duration;
use tokio::time::sleep;
use wenzheng::kernel::{command::Command, id::GuestId};

/// How long the schedule may take to open the room.
const PATIENCE: u32 = 120;
const PAUSE: Duration = Duration::from_millis(250);
const FORM: &str = "/desk/rooms/new";

/// A room that is live.
#[derive(Clone, Debug)]
pub struct Room {
    /// Short code.
    pub code: String,
    /// Who answers.
    pub guests: Vec<GuestId>,
    /// Whether it was drawn for this interview.
    pub is_own: bool,
}

/// The room that was named, or one of our own; live at the end.
///
/// # Errors
/// When the crew may not do this, or the room cannot be opened.
pub async fn open(load: &InterviewLoad, target: &Target, crew: &mut Crew) -> Result<Room> {
    let code = match &load.room {
        Some(code) => code.clone(),
        None => draw(crew).await?,
    };
    let mut reader = Member::citizen(target, None);
    if load.room.is_none() {
        crew.admin.insist(&code, &Command::Announce).await?.context("the announcement")?;
    }
    for _ in 0..PATIENCE {
        let room: Value =
            serde_json::from_slice(&reader.read(&format!("/api/v1/rooms/{code}"), "application/json").await?)?;
        match room.get("phase").and_then(Value::as_str) {
            Some("live") => {
                let guests = guests(&room);
                ensure!(!guests.is_empty(), "nobody answers in room {code}");
                return Ok(Room { code, guests, is_own: load.room.is_none() });
            }
            Some("collecting") => {
                crew.host.insist(&code, &Command::GoLive).await?.context("the beginning")?;
            }
            Some("announced") => sleep(PAUSE).await,
            phase => bail!("room {code} is {}", phase.unwrap_or("unknown")),
        }
    }
    bail!("room {code} did not open by its schedule")
}

fn guests(room: &Value) -> Vec<GuestId> {
    let guests = room.pointer("/about/guests").and_then(Value::as_array);
    let id = |guest: &Value| guest.get("id")?.as_str()?.parse().ok();
    guests.into_iter().flatten().filter_map(id).collect()
}

/// Fills in the office's form: open since yesterday, until the day after tomorrow, nothing to wait for.
async fn draw(crew: &mut Crew) -> Result<String> {
    let page = String::from_utf8(crew.admin.read(FORM, "text/html").await?)?;
    let mut fields = fields(&page, FORM).context("the office has no form for a new room")?;
    let first = fields.iter().find(|(name, _)| name == "collect_at").map(|(_, value)| value.clone());
    let first: DateTime = first.context("the form asks for no time")?.parse().context("the form's time")?;
    let moment = |days: i64| first.checked_add(days.days()).map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string());
    for (name, value) in [
        ("topic", "测量：一场完整的访谈"),
        ("units", "市政务公开办公室"),
        ("host", "主持人"),
        ("guest_name", "周明远"),
        ("guest_office", "市交通局局长"),
        ("guest_name", "林若溪"),
        ("guest_office", "公交集团总经理"),
        ("collect_at", &moment(-2)?),
        ("starts_at", &moment(0)?),
        ("ends_at", &moment(1)?),
        ("undo_s", "0"),
    ] {
        set(&mut fields, name, value);
    }
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let reply = crew.admin.form(FORM, &pairs).await?;
    let code =
        reply.location.as_deref().and_then(|place| place.split('/').find(|part| is_code(part)).map(str::to_owned));
    code.with_context(|| format!("the office answered the new room with {}", reply.status))
}

fn is_code(part: &str) -> bool {
    part.len() == 6 && part.bytes().all(|byte| byte.is_ascii_digit())
}
