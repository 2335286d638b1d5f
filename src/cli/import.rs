//! Import: questions of a CSV file into one room, through the desk, one command a row.

use super::line::say;
use crate::{
    app::{House, machine_clock},
    auth::sha256,
    config::Config,
    desk::{Act, Key, Submission},
    kernel::{command::Command, id::RoomId, post::Origin, principal::Principal, refusal::Refusal},
};
use anyhow::{Context, Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};
use tokio::task::JoinSet;

/// Rows on their way at one time, so that they share commits.
const AT_ONCE: usize = 128;

/// What to import and from which columns.
#[derive(Clone, Debug, clap::Args)]
pub struct Questions {
    /// The CSV file, UTF-8 with a header row.
    pub file: PathBuf,
    /// Short code of the room.
    #[arg(long)]
    pub room: String,
    /// Column with the question.
    #[arg(long, default_value = "question")]
    pub text: String,
    /// Column with the asker's name as it may be shown.
    #[arg(long)]
    pub name: Option<String>,
    /// How the questions came: phone, radio, hall, letter, prepared, host.
    #[arg(long, default_value = "letter")]
    pub origin: String,
    /// Only the first so many rows.
    #[arg(long)]
    pub limit: Option<usize>,
    /// Where refused rows are listed.
    #[arg(long, default_value = "refused.csv")]
    pub report: PathBuf,
}

/// One row that was not taken.
struct Refused {
    row: usize,
    refusal: Refusal,
}

/// Enters the rows. Running it again enters nothing twice: each row has its own key.
///
/// # Errors
/// When the file, a column or the room is not there; refused rows are no error.
pub async fn questions(config: &Config, args: &Questions) -> Result<()> {
    let origin = Origin::parse(&args.origin).ok_or_else(|| anyhow!("unknown origin {}", args.origin))?;
    let rows = read(&args.file, &args.text, args.name.as_deref(), args.limit)?;
    let house = House::open(config, machine_clock()).await?;
    let header = house.db.room_by_code(&args.room).await?.with_context(|| format!("no room {}", args.room))?;
    let file = sha256(&args.file.file_name().unwrap_or_default().to_string_lossy());
    let bar =
        ProgressBar::new(rows.len() as u64).with_style(ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}")?);
    let (mut waiting, mut refused, mut taken) = (JoinSet::new(), Vec::new(), 0_usize);
    for (nth, (text, name)) in rows.into_iter().enumerate() {
        if waiting.len() >= AT_ONCE {
            settle(waiting.join_next().await, &mut taken, &mut refused)?;
            bar.inc(1);
        }
        let key = Key { key: format!("import:{file}:{nth}"), request: sha256(&format!("{text}\0{name}")) };
        waiting.spawn(enter(
            house.clone(),
            header.id,
            nth + 2,
            key,
            Command::Enter { text, name, origin, to: None, contact: None },
        ));
    }
    while let Some(done) = waiting.join_next().await {
        settle(Some(done), &mut taken, &mut refused)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    house.close().await;
    refused.sort_by_key(|refused| refused.row);
    report(&args.report, &refused)?;
    say(&format!("{taken} questions are in room {}", args.room))?;
    if !refused.is_empty() {
        say(&format!("{} rows were refused, listed with the reason in {}", refused.len(), args.report.display()))?;
    }
    Ok(())
}

async fn enter(house: House, room: RoomId, row: usize, key: Key, command: Command) -> Option<Refused> {
    let act = Act::Room(room, Box::new(command));
    let submission = Submission { principal: Principal::Operator, act, key: Some(key), pass: None };
    house.desk.submit(submission).await.err().map(|refusal| Refused { row, refusal })
}

fn settle(
    done: Option<Result<Option<Refused>, tokio::task::JoinError>>,
    taken: &mut usize,
    refused: &mut Vec<Refused>,
) -> Result<()> {
    match done {
        Some(Ok(Some(row))) if row.refusal == Refusal::StorageFailed || row.refusal == Refusal::StorageFull => {
            bail!("row {}: {}; start the import again to go on", row.row, row.refusal)
        }
        Some(Ok(Some(row))) => refused.push(row),
        Some(Ok(None)) => *taken += 1,
        Some(Err(error)) => return Err(error.into()),
        None => {}
    }
    Ok(())
}

fn read(file: &Path, text: &str, name: Option<&str>, limit: Option<usize>) -> Result<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_path(file).with_context(|| format!("cannot read {}", file.display()))?;
    let headers = reader.headers()?.clone();
    let column = |wanted: &str| {
        let found = headers.iter().position(|header| header == wanted);
        found.ok_or_else(|| anyhow!("no column {wanted}; there are: {}", headers.iter().collect::<Vec<_>>().join(", ")))
    };
    let text = column(text)?;
    let name = name.map(column).transpose()?;
    let mut rows = Vec::new();
    for record in reader.records().take(limit.unwrap_or(usize::MAX)) {
        let record = record?;
        let field = |nth: usize| record.get(nth).unwrap_or_default().to_owned();
        rows.push((field(text), name.map(field).unwrap_or_default()));
    }
    Ok(rows)
}

fn report(path: &Path, refused: &[Refused]) -> Result<()> {
    if refused.is_empty() {
        return Ok(());
    }
    let mut writer = csv::Writer::from_path(path).with_context(|| format!("cannot write {}", path.display()))?;
    writer.write_record(["row", "code", "why"])?;
    for Refused { row, refusal } in refused {
        writer.write_record([row.to_string(), refusal.code().into(), refusal.to_string()])?;
    }
    Ok(writer.flush()?)
}
