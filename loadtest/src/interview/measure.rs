//! The interview from the first log-in to the last word compared, and its report.

use super::{
    compare::{Compared, compare},
    play::{Players, play},
    read::read,
    room::open,
    rows::{Row, rows},
    told::Refusal,
};
use crate::{acts::Act, connection::Target, crew::Member, options::InterviewLoad, page, sources};
use anyhow::{Context, Result, ensure};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    time::Instant,
};
use wenzheng::kernel::command::Command;

/// Connections of one session.
const LANES: usize = 4;
/// Refused rows named on the terminal; the JSON names all.
const NAMED: usize = 10;

/// Those of the staff who do one thing at a time.
pub struct Crew {
    /// Draws and announces.
    pub admin: Member,
    /// Begins and closes.
    pub host: Member,
}

/// What came of it.
#[derive(Debug, Serialize)]
struct Report {
    room: String,
    rows: usize,
    /// Longer than a thousand characters as people count them: the limit of a room by default.
    rows_long: usize,
    rows_without_answer: usize,
    rows_clipped_in_file: usize,
    asked: usize,
    approved: u64,
    answered: u64,
    refused: Vec<Refusal>,
    pages_of_record: u32,
    compared: Compared,
    acts: Vec<Act>,
    play_s: f64,
    read_s: f64,
    whole_s: f64,
}

/// Plays, closes, reads, compares, reports.
///
/// # Errors
/// When the server cannot be reached, or anything acknowledged is not there once and word by word.
pub async fn measure(load: &InterviewLoad) -> Result<()> {
    let began = Instant::now();
    let (target, rows) = (Target::parse(&load.base)?, rows(load)?);
    ensure!(!rows.is_empty(), "there is nothing to ask");
    let crew = |login: &'static str, named: &Option<String>| named.clone().unwrap_or_else(|| login.to_owned());
    let enter = async |login: String| Member::log_in(&target, None, &login, &load.password).await;
    let mut crew_at_work =
        Crew { admin: enter(crew("admin", &load.admin)).await?, host: enter(crew("host", &load.host)).await? };
    let players = Players {
        citizens: load.citizens,
        sources: sources::parse(&load.sources)?,
        moderators: desks(&target, load, &crew("moderator", &load.moderator)).await?,
        guests: desks(&target, load, &crew("guest", &load.guest)).await?,
    };
    let room = open(load, &target, &mut crew_at_work).await?;
    let counted = counts(&rows);
    let played = Instant::now();
    let told = play(&target, &room, players, rows).await?;
    let play_s = played.elapsed().as_secs_f64();
    if room.is_own || load.close {
        crew_at_work.host.insist(&room.code, &Command::Close).await?.context("the closing")?;
    }
    let reading = Instant::now();
    let found = read(&mut Member::citizen(&target, None), &room.code).await?;
    let compared = compare(&told, &found);
    let report = Report {
        room: room.code,
        rows: counted[0],
        rows_long: counted[1],
        rows_without_answer: counted[2],
        rows_clipped_in_file: counted[3],
        asked: told.asked.len(),
        acts: told.acts.times(),
        approved: told.approved,
        answered: told.answered,
        refused: told.refused,
        pages_of_record: found.pages,
        compared,
        play_s,
        read_s: reading.elapsed().as_secs_f64(),
        whole_s: began.elapsed().as_secs_f64(),
    };
    io::stdout().write_all(text(&report).as_bytes())?;
    if let Some(file) = &load.json {
        fs::write(file, serde_json::to_string_pretty(&report)? + "\n").with_context(|| file.display().to_string())?;
    }
    if let Some(file) = &load.html {
        fs::write(file, page(&report)?).with_context(|| file.display().to_string())?;
    }
    ensure!(report.compared.is_whole(), "not everything that was acknowledged was read back");
    Ok(())
}

/// One log-in after another, each with a few connections.
async fn desks(target: &Target, load: &InterviewLoad, login: &str) -> Result<Vec<Member>> {
    let mut seats = Vec::new();
    for _ in 0..load.sessions {
        let member = Member::log_in(target, None, login, &load.password).await?;
        seats.extend((0..LANES).map(|_| member.again()));
    }
    Ok(seats)
}

/// All rows; those too long, without answer, clipped.
fn counts(rows: &[Row]) -> [usize; 4] {
    let many = |is: fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    [rows.len(), many(|row| row.chars() > 1_000), many(|row| row.answer.is_none()), many(|row| row.is_clipped)]
}

fn page(report: &Report) -> Result<String> {
    let acts = report.acts.iter().map(|act| (act.act, act.curve.as_slice()));
    page::words("interview", &text(report), acts, serde_json::to_string_pretty(report)?)
}

fn text(report: &Report) -> String {
    let compared = &report.compared;
    let mut why: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for refusal in &report.refused {
        *why.entry((refusal.act, &refusal.why)).or_default() += 1;
    }
    let why: Vec<String> = why.iter().map(|((act, why), many)| format!("{act} {why} ×{many}")).collect();
    let mut text = format!(
        "\ninterview in room {}\n\
         rows                     {} ({} over 1,000 characters, {} without answer, {} answers clipped in the file)\n\
         refused                  {}{}\n\
         acknowledged             {} questions, {} let through, {} answers\n\
         read back, interface     {} of {} questions, {} of {} answers word by word\n\
         read back, record pages  {} of {} answers, {} of {} lines once, on {} pages\n\
         doubled                  {}\n\
         time                     {:.1} s to play, {:.1} s to read back, {:.1} s in all\n",
        report.room,
        report.rows,
        report.rows_long,
        report.rows_without_answer,
        report.rows_clipped_in_file,
        report.refused.len(),
        if why.is_empty() { String::new() } else { format!(" ({})", why.join(", ")) },
        report.asked,
        report.approved,
        report.answered,
        compared.questions_whole,
        compared.questions,
        compared.answers_whole,
        compared.answers,
        compared.answers_in_record,
        compared.answers,
        compared.lines_in_record,
        compared.lines,
        report.pages_of_record,
        compared.doubled,
        report.play_s,
        report.read_s,
        report.whole_s,
    );
    text.extend(report.acts.iter().map(Act::line));
    for refusal in report.refused.iter().take(NAMED) {
        text += &format!("  row {}: {} {}, {} characters\n", refusal.row, refusal.act, refusal.why, refusal.chars);
    }
    for difference in &compared.differences {
        text += &format!("  {difference}\n");
    }
    text
}
