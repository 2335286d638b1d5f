//! What search engines are told: every public address, and where not to look.

use super::{given::told, here::read};
use crate::{
    exchange::sitemap::{MEDIA_TYPE, MOST, Plan, file, index, plan, rooms_of_part},
    http::{App, Failure, Visit},
    kernel::{
        refusal::Refusal,
        room::{Header, Phase},
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};

/// Rooms with an address.
const PHASES: [Phase; 5] = [Phase::Announced, Phase::Collecting, Phase::Live, Phase::Closed, Phase::Cancelled];
/// Most addresses of one room.
const EACH: u32 = 4;
/// Pages of the house itself.
const HOUSE: [&str; 4] = ["/", "/archive", "/rules", "/accessibility"];
/// Where nothing for search engines is: desks, own questions, receipts, programs' doors.
const BARRED: [&str; 9] = ["/desk", "/api/", "/live/", "/mine", "/find", "/enter", "/link/", "/q/", "/speak/"];

/// `/robots.txt`.
pub(super) async fn robots(visit: Visit) -> Result<Response, Failure> {
    let barred: String = BARRED.iter().map(|path| format!("Disallow: {path}\nDisallow: /en{path}\n")).collect();
    let words = format!("User-agent: *\n{barred}Sitemap: {}/sitemap.xml\n", visit.own_origin());
    Ok(told(&visit, words.into_bytes(), "text/plain; charset=utf-8", "robots.txt"))
}

/// `/sitemap.xml`: all addresses, or an index where they are too many for one file.
pub(super) async fn sitemap(visit: Visit, State(app): State<App>) -> Result<Response, Failure> {
    let bytes = match planned(&app).await? {
        Plan::One => {
            let mut addresses: Vec<String> = HOUSE.iter().map(|path| address(&visit, path)).collect();
            addresses.extend(of_rooms(&app, &visit, 0, MOST).await?);
            addresses.extend(of_questions(&app, &visit, 0, MOST).await?);
            file(&addresses)
        }
        Plan::Parts { rooms, questions } => {
            let part = |of: &str, number: u32| address(&visit, &format!("/sitemap/{of}-{number}.xml"));
            let rooms = (1..=rooms).map(|number| part("rooms", number));
            index(&rooms.chain((1..=questions).map(|number| part("questions", number))).collect::<Vec<_>>())
        }
    };
    Ok(told(&visit, bytes, MEDIA_TYPE, "sitemap.xml"))
}

/// `/sitemap/rooms-1.xml`, `/sitemap/questions-1.xml`.
pub(super) async fn part(visit: Visit, State(app): State<App>, Path(name): Path<String>) -> Result<Response, Failure> {
    let numbered = |of: &str| name.strip_prefix(of)?.strip_suffix(".xml")?.parse::<u32>().ok()?.checked_sub(1);
    let Plan::Parts { rooms, questions } = planned(&app).await? else { return Err(Refusal::NotFound.into()) };
    let addresses = match (numbered("rooms-"), numbered("questions-")) {
        (Some(at), _) if at < rooms => {
            let size = rooms_of_part(EACH, MOST);
            of_rooms(&app, &visit, at * size, size).await?
        }
        (_, Some(at)) if at < questions => of_questions(&app, &visit, at * MOST, MOST).await?,
        _ => return Err(Refusal::NotFound.into()),
    };
    Ok(told(&visit, file(&addresses), MEDIA_TYPE, &name))
}

async fn planned(app: &App) -> Result<Plan, Failure> {
    let rooms = read(app.db.count_public_rooms(&PHASES).await)?;
    let questions = read(app.db.count_open_posts(&PHASES).await)?;
    let house = u32::try_from(HOUSE.len()).unwrap_or_default();
    Ok(plan(rooms, EACH, questions.saturating_add(house), MOST))
}

fn address(visit: &Visit, path: &str) -> String {
    format!("{}{path}", visit.own_origin())
}

async fn of_rooms(app: &App, visit: &Visit, skip: u32, limit: u32) -> Result<Vec<String>, Failure> {
    let headers = read(app.db.public_rooms(&PHASES, false, skip, limit).await)?;
    Ok(headers.iter().flat_map(|header| of_room(visit, header)).collect())
}

fn of_room(visit: &Visit, header: &Header) -> Vec<String> {
    let parts: &[&str] = if header.lines > 0 { &["", "/record", "/transcript", "/ledger"] } else { &[""] };
    parts.iter().map(|part| address(visit, &format!("/r/{}{part}", header.code))).collect()
}

async fn of_questions(app: &App, visit: &Visit, skip: u32, limit: u32) -> Result<Vec<String>, Failure> {
    let posts = read(app.db.open_posts(&PHASES, skip, limit).await)?;
    Ok(posts.iter().map(|(code, number)| address(visit, &format!("/r/{code}/q/{number}"))).collect())
}
