//! Figures as an aligned table on the terminal and as JSON in a file.

use crate::{fleet::Run, options::Load, page, tally::SHARES};
use anyhow::{Context, Result};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
};

/// The figures of one run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Accepted (status 200) in the counted part.
    pub accepted: u64,
    /// Answers with other statuses.
    pub refused: BTreeMap<u16, u64>,
    /// Connections that broke.
    pub broken: u64,
    /// Accepted per second.
    pub per_second: f64,
    /// Half were faster, in ms.
    pub p50_ms: f64,
    /// Nine of ten were faster, in ms.
    pub p90_ms: f64,
    /// 99 of 100 were faster, in ms.
    pub p99_ms: f64,
    /// The slowest, in ms.
    pub max_ms: f64,
    /// (share, ms) of the way to the answer.
    pub curve: Vec<(f64, f64)>,
    /// Mean size of a body as it travelled, in bytes.
    pub bytes: u64,
    /// The server's processor time for one, in µs.
    pub cpu_us: Option<f64>,
    /// Processors the server kept busy.
    pub cores: Option<f64>,
    /// The server's resident memory at the end, in MiB.
    pub rss_mib: Option<f64>,
    /// Median of writing 4 KiB and fdatasync, in ms.
    pub fsync_ms: Option<f64>,
    /// Its 99th percentile, in ms.
    pub fsync_p99_ms: Option<f64>,
}

impl Figures {
    /// The figures of a run, without the floor.
    pub fn of(run: &Run) -> Figures {
        let (tally, accepted) = (&run.tally, run.tally.accepted());
        let each = |total: f64| if accepted == 0 { 0.0 } else { total / accepted as f64 };
        let cpu_s = run.server.map(|(before, after)| after.cpu_s - before.cpu_s);
        Figures {
            accepted,
            refused: tally.refused.clone(),
            broken: tally.broken,
            per_second: accepted as f64 / run.seconds,
            p50_ms: tally.ms_at(0.5),
            p90_ms: tally.ms_at(0.9),
            p99_ms: tally.ms_at(0.99),
            max_ms: tally.longest_ms(),
            curve: SHARES.iter().map(|share| (*share, tally.ms_at(*share))).collect(),
            bytes: tally.bytes.checked_div(accepted).unwrap_or(0),
            cpu_us: cpu_s.map(|cpu_s| each(cpu_s * 1e6)),
            cores: cpu_s.map(|cpu_s| cpu_s / run.seconds),
            rss_mib: run.server.map(|(_, after)| after.rss_mib),
            fsync_ms: None,
            fsync_p99_ms: None,
        }
    }

    /// Names and values, for people.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let ms = |value: f64| format!("{value:.2}");
        let refused: Vec<String> = self.refused.iter().map(|(status, many)| format!("{status}×{many}")).collect();
        let mut rows = vec![
            ("accepted", self.accepted.to_string()),
            ("refused", if refused.is_empty() { "0".into() } else { refused.join(" ") }),
            ("connections broken", self.broken.to_string()),
            ("per second", format!("{:.0}", self.per_second)),
            ("p50 ms", ms(self.p50_ms)),
            ("p90 ms", ms(self.p90_ms)),
            ("p99 ms", ms(self.p99_ms)),
            ("max ms", ms(self.max_ms)),
            ("bytes each", self.bytes.to_string()),
        ];
        let mut add = |name, value: Option<f64>, digits| {
            rows.extend(value.map(|value| (name, format!("{value:.digits$}"))));
        };
        add("server CPU µs each", self.cpu_us, 0);
        add("server cores busy", self.cores, 2);
        add("server RSS MiB", self.rss_mib, 1);
        add("fsync median ms", self.fsync_ms, 3);
        add("fsync p99 ms", self.fsync_p99_ms, 3);
        add("p99 ÷ fsync p99", self.fsync_p99_ms.map(|floor| self.p99_ms / floor), 1);
        add("accepted per fsync's time", self.fsync_ms.map(|floor| self.per_second * floor / 1_000.0), 2);
        rows
    }
}

/// One thing measured: all its runs, the middle one last.
#[derive(Debug, Serialize)]
pub struct Section {
    /// What was measured.
    pub title: String,
    /// In order.
    pub runs: Vec<Figures>,
    /// The run in the middle by its rate.
    pub median: Figures,
}

/// The run in the middle by its rate.
pub fn median(runs: &[Figures]) -> Figures {
    let mut runs = runs.to_vec();
    runs.sort_by(|a, b| a.per_second.total_cmp(&b.per_second));
    runs.get(runs.len() / 2).cloned().unwrap_or_default()
}

/// Prints the table.
///
/// # Errors
/// When nobody reads it.
pub fn print(section: &Section) -> Result<()> {
    Ok(io::stdout().write_all(table(section).as_bytes())?)
}

fn table(section: &Section) -> String {
    let mut heads: Vec<String> = (1..=section.runs.len()).map(|nth| format!("run {nth}")).collect();
    heads.push("median run".into());
    let columns: Vec<_> = section.runs.iter().chain([&section.median]).map(Figures::rows).collect();
    let row = |name: &str, cells: Vec<&str>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>14}")).collect();
        format!("{name:<26}{cells}\n")
    };
    let mut table = format!("\n{}\n", section.title) + &row("", heads.iter().map(String::as_str).collect());
    for (nth, (name, _)) in columns.first().into_iter().flatten().enumerate() {
        table += &row(name, columns.iter().filter_map(|rows| Some(rows.get(nth)?.1.as_str())).collect());
    }
    table
}

/// Writes all sections to the files that were asked for.
///
/// # Errors
/// When one cannot be written.
pub fn save(sections: &[Section], load: &Load) -> Result<()> {
    if let Some(file) = &load.json {
        fs::write(file, serde_json::to_string_pretty(sections)? + "\n").with_context(|| file.display().to_string())?;
    }
    if let Some(file) = &load.html {
        fs::write(file, page::requests(sections)?).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(per_second: f64) -> Figures {
        Figures { per_second, ..Figures::default() }
    }

    #[test]
    fn the_middle_run_is_one_that_happened() {
        assert_eq!(median(&[at(3.0), at(1.0), at(2.0)]), at(2.0));
        assert_eq!(median(&[at(7.0)]), at(7.0));
    }

    #[test]
    fn columns_stand_under_each_other() {
        let figures = Figures { fsync_ms: Some(0.5), fsync_p99_ms: Some(2.0), p99_ms: 10.0, ..at(4_000.0) };
        let section = Section { title: "posts".into(), runs: vec![figures.clone()], median: figures };
        let table = table(&section);
        let lines: Vec<&str> = table.lines().skip(2).collect();
        assert!(lines.iter().all(|line| line.chars().count() == 26 + 2 * 14), "{table}");
        assert!(table.contains("p99 ÷ fsync p99                      5.0"), "{table}");
        assert!(table.contains("accepted per fsync's time           2.00"), "{table}");
    }
}
