//! The rows of a report, and how they stand on a terminal.

use super::Report;
use crate::live::Figures;

/// A row: its name, its value in each run, and the first run's value against the floor's.
pub struct Row {
    /// With its unit.
    pub name: &'static str,
    /// One for each run.
    pub cells: Vec<String>,
    /// How many times the floor's.
    pub ratio: String,
}

type Number = (&'static str, usize, fn(&Figures) -> Option<f64>);

const COMPARED: [Number; 12] = [
    ("CPU µs per delivery", 2, |f| f.cpu_us_per_delivery),
    ("  without the commands", 2, |f| f.cpu_us_per_delivery_net),
    ("CPU µs per batch", 2, |f| f.cpu_us_per_batch_net),
    ("deliveries per CPU-second", 0, |f| f.deliveries_per_cpu_s),
    ("p50 ms", 2, |f| Some(f.p50_ms)),
    ("p90 ms", 2, |f| Some(f.p90_ms)),
    ("p99 ms", 2, |f| Some(f.p99_ms)),
    ("p99.9 ms", 2, |f| Some(f.p999_ms)),
    ("max ms", 2, |f| Some(f.max_ms)),
    ("joins per second", 0, |f| Some(f.joins_per_second)),
    ("CPU µs per join", 1, |f| f.cpu_us_per_join),
    ("join p99 ms", 1, |f| Some(f.join_ms[1])),
];

const ALONE: [Number; 16] = [
    ("viewers", 0, |f| Some(f.viewers as f64)),
    ("stalled", 0, |f| Some(f.stalled as f64)),
    ("counted seconds", 1, |f| Some(f.seconds)),
    ("events", 0, |f| Some(f.events as f64)),
    ("events per second", 1, |f| Some(f.rate)),
    ("deliveries", 0, |f| Some(f.deliveries as f64)),
    ("events per batch", 2, |f| Some(f.events_per_batch)),
    ("bytes per batch", 0, |f| Some(f.bytes_per_batch)),
    ("cores busy", 3, |f| f.cores),
    ("CPU µs per command alone", 0, |f| f.cpu_us_per_event),
    ("acknowledged p50 ms", 1, |f| f.ack_ms.map(|ms| ms[0])),
    ("acknowledged p99 ms", 1, |f| f.ack_ms.map(|ms| ms[1])),
    ("RSS KiB per viewer", 2, |f| f.rss_kib_per_viewer),
    ("idle CPU µs per viewer and s", 2, |f| f.idle_us),
    ("join p50 ms", 1, |f| Some(f.join_ms[0])),
    ("snapshots", 0, |f| Some(f.snapshots as f64)),
];

type Say = (&'static str, fn(&Figures) -> String);

const WORDS: [Say; 6] = [
    ("lost / doubled / senseless", |f| format!("{} / {} / {}", f.lost, f.doubled, f.senseless)),
    ("behind / away at the end", |f| format!("{} / {}", f.behind, f.away)),
    ("handshakes refused", |f| counts(f.refused.iter())),
    ("closed by code", |f| counts(f.closed.iter())),
    ("broken", |f| counts(f.broken.iter())),
    ("commands refused", |f| counts(f.commands_refused.iter())),
];

fn counts<K: std::fmt::Display>(counts: impl Iterator<Item = (K, impl std::fmt::Display)>) -> String {
    let parts: Vec<String> = counts.map(|(what, many)| format!("{what}×{many}")).collect();
    if parts.is_empty() { "0".into() } else { parts.join(" ") }
}

/// All rows of a report.
pub fn rows(report: &Report) -> Vec<Row> {
    let compared = COMPARED.iter().map(|(name, digits, value)| {
        let ratio = report.runs.first().and_then(value).zip(report.floor().and_then(value));
        let ratio = ratio.filter(|(_, floor)| *floor > 0.0 && report.runs.len() > 1);
        Row {
            name,
            cells: cells(report, *digits, value),
            ratio: ratio.map(|(server, floor)| format!("{:.2}×", server / floor)).unwrap_or_default(),
        }
    });
    let alone = ALONE.iter().map(|(name, digits, value)| Row {
        name,
        cells: cells(report, *digits, value),
        ratio: String::new(),
    });
    let words = WORDS.iter().map(|(name, say)| Row {
        name,
        cells: report.runs.iter().map(say).collect(),
        ratio: String::new(),
    });
    compared.chain(alone).chain(words).collect()
}

fn cells(report: &Report, digits: usize, value: &fn(&Figures) -> Option<f64>) -> Vec<String> {
    let cell = |run: &Figures| value(run).map_or_else(|| "–".into(), |value| format!("{value:.digits$}"));
    report.runs.iter().map(cell).collect()
}

/// The rows as lines of text.
pub fn text(report: &Report) -> String {
    let line = |name: &str, cells: &[String], ratio: &str| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>20}")).collect();
        format!("{name:<30}{cells}{ratio:>12}\n")
    };
    let heads: Vec<String> = report.runs.iter().map(|run| run.what.clone()).collect();
    let ratio = if report.floor().is_some() { "÷ floor" } else { "" };
    let rows = rows(report).into_iter().map(|row| line(row.name, &row.cells, &row.ratio));
    format!("\n{}\n{}\n", report.title, report.machine) + &line("", &heads, ratio) + &rows.collect::<String>()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A report with a server and a floor.
    pub fn sample() -> Report {
        let server = Figures {
            what: "server".into(),
            cpu_us_per_delivery: Some(6.0),
            p99_ms: 50.0,
            curve: vec![(0.5, 10.0), (0.99, 50.0), (1.0, 80.0)],
            course: vec![(0, 0, 500, 0.0, 0.0), (1, 8_000, 0, 9.0, 40.0), (2, 8_000, 0, 9.0, 50.0)],
            ..Figures::default()
        };
        let floor = Figures { what: "floor".into(), cpu_us_per_delivery: Some(5.0), p99_ms: 40.0, ..server.clone() };
        let (title, command, machine) = ("fan-out".into(), "x <y>".into(), "m".into());
        Report { title, command, machine, viewers: 500, runs: vec![server, floor] }
    }

    #[test]
    fn the_first_run_stands_against_the_floor() {
        let rows = rows(&sample());
        let ratio = |name| rows.iter().find(|row| row.name == name).map(|row| row.ratio.as_str());
        assert_eq!(
            (ratio("CPU µs per delivery"), ratio("p99 ms"), ratio("viewers")),
            (Some("1.20×"), Some("1.25×"), Some(""))
        );
        let text = text(&sample());
        let wide = |line: &str| line.chars().count() == 30 + 2 * 20 + 12;
        assert!(text.lines().skip(3).all(wide), "{text}");
    }
}
