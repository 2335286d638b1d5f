//! Open data: the public letters of a month, without their words and without anything about their authors. What an
//! author thought of the answer is public as a count only, so no grade stands here.

use super::period::month;
use crate::{
    exchange::grid::{Grid, csv},
    http::{App, Failure, Visit, pages::public::told, seat::read},
    kernel::{figures::Figure, id::RoomId, post::Post, refusal::Refusal},
    store::{Among, Behind, CaseList},
    views::letter::{UnitNames, Values, open_values},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// Letters of one file; a month has fewer.
const MOST: usize = 20_000;
/// Letters read at a time.
const PAGE: u32 = 500;

/// A public letter.
#[derive(Serialize)]
struct OpenLetter {
    /// Its public number.
    number: String,
    /// The unit that answered.
    unit: Option<String>,
    /// The matter of the catalogue.
    matter: Option<String>,
    /// What it is.
    kind: &'static str,
    /// Day of receipt.
    received: String,
    /// Day of the answer.
    answered: Option<String>,
    /// Working days the answer took.
    working_days: Option<u16>,
    /// On the citizen's last day or before.
    in_time: Option<bool>,
    /// Nothing was done, for this reason.
    end: Option<&'static str>,
    /// How much of it is public.
    published: Option<&'static str>,
    /// What was filled in at its stages and is public, as `stage.field`.
    #[serde(skip_serializing_if = "Values::is_empty")]
    fields: Values,
}

/// `/letters/data/2026-02.csv`, `/letters/data/2026-02.json`.
pub(in crate::http::pages) async fn open_data(
    visit: Visit,
    State(app): State<App>,
    Path(file): Path<String>,
) -> Result<Response, Failure> {
    let (code, kind) = file.split_once('.').ok_or(Refusal::NotFound)?;
    let letters = letters(&app, code).await?;
    let name = format!("letters-{file}");
    match kind {
        "json" => {
            let json = serde_json::to_vec(&letters);
            let json = json.map_err(|error| Failure::internal("open data could not be written", &error))?;
            Ok(told(&visit, json, "application/json", &name))
        }
        "csv" => {
            let bytes = csv(&grid(&letters));
            let bytes = bytes.map_err(|error| Failure::internal("open data could not be written", &error))?;
            Ok(told(&visit, bytes, "text/csv; charset=utf-8; header=present", &name))
        }
        _ => Err(Refusal::NotFound.into()),
    }
}

async fn letters(app: &App, code: &str) -> Result<Vec<OpenLetter>, Failure> {
    let filter = month(code).ok_or(Refusal::NotFound)?;
    let names = read(UnitNames::read(&app.db).await)?;
    let among = Among::Figures(vec![Figure::Whole, Figure::Outcome]);
    let (mut all, mut behind, mut rooms) = (Vec::new(), None::<Behind>, HashMap::new());
    loop {
        let list = CaseList { filter: filter.clone(), among: among.clone(), behind, limit: PAGE };
        let page = read(app.db.counted_cases(&list).await)?;
        let Some((last, _)) = page.last() else { return Ok(all) };
        behind = Some(last.clone());
        let posts: Vec<&Post> = page.iter().map(|(_, listed)| &listed.post).collect();
        let mut fields = read(open_values(&app.db, &posts).await)?;
        for (_, listed) in page {
            let code = code_of(app, &mut rooms, listed.post.room).await?;
            // A mailbox that is not public, such as one called off, gives nothing away.
            let fields = fields.remove(&listed.post.id).unwrap_or_default();
            all.extend(code.and_then(|code| open_letter(&listed.post, &code, &names, fields)));
        }
        if all.len() >= MOST {
            return Err(Refusal::TooLargeToExport.into());
        }
    }
}

async fn code_of(
    app: &App,
    rooms: &mut HashMap<RoomId, Option<String>>,
    room: RoomId,
) -> Result<Option<String>, Failure> {
    if let Some(known) = rooms.get(&room) {
        return Ok(known.clone());
    }
    let header = read(app.db.room(room).await)?;
    let code = header.filter(|header| header.is_public()).map(|header| header.code);
    rooms.insert(room, code.clone());
    Ok(code)
}

fn open_letter(post: &Post, code: &str, names: &UnitNames, fields: Values) -> Option<OpenLetter> {
    let case = post.case.as_deref().filter(|_| post.public)?;
    let took = case.answers.first().and_then(|answer| answer.took);
    Some(OpenLetter {
        number: format!("{code}-{}", post.number),
        unit: case.unit.and_then(|unit| names.of(unit)),
        matter: case.matter.clone(),
        kind: case.letter.kind.code(),
        received: post.received_on().to_string(),
        answered: took.map(|took| took.day.to_string()),
        working_days: took.map(|took| took.days),
        in_time: took.and_then(|took| took.in_time),
        end: case.answer().and_then(|answer| answer.end).map(|end| end.code()),
        published: case.publication.map(|publication| publication.manner.code()),
        fields,
    })
}

/// Column names are those of the JSON: programs read both. Fields of stages come last, a column for each that any letter
/// of the month has.
fn grid(letters: &[OpenLetter]) -> Grid {
    const HEADS: [&str; 10] =
        ["number", "unit", "matter", "kind", "received", "answered", "working_days", "in_time", "end", "published"];
    let fields: BTreeSet<&String> = letters.iter().flat_map(|letter| letter.fields.keys()).collect();
    let row = |letter: &OpenLetter| {
        let mut row = vec![
            letter.number.clone(),
            letter.unit.clone().unwrap_or_default(),
            letter.matter.clone().unwrap_or_default(),
            letter.kind.to_owned(),
            letter.received.clone(),
            letter.answered.clone().unwrap_or_default(),
            letter.working_days.map(|days| days.to_string()).unwrap_or_default(),
            letter.in_time.map(|in_time| in_time.to_string()).unwrap_or_default(),
            letter.end.unwrap_or_default().to_owned(),
            letter.published.unwrap_or_default().to_owned(),
        ];
        row.extend(fields.iter().map(|name| letter.fields.get(*name).cloned().unwrap_or_default()));
        row
    };
    let heads = HEADS.iter().map(|head| (*head).to_owned()).chain(fields.iter().map(|name| (*name).clone()));
    Grid { name: String::new(), heads: heads.collect(), rows: letters.iter().map(row).collect() }
}
