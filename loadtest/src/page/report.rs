//! What is reported: where, when, how, and the figures of each crowd.

use crate::{live::Figures, options::LiveLoad};
use serde::Serialize;
use std::fs;

/// A report.
#[derive(Debug, Serialize)]
pub struct Report {
    /// What was measured.
    pub title: String,
    /// The command line.
    pub command: String,
    /// Processors, their name, the kernel.
    pub machine: String,
    /// Readers that were asked for.
    pub viewers: usize,
    /// One after another; the floor last.
    pub runs: Vec<Figures>,
}

impl Report {
    /// Without figures yet.
    pub fn new(title: &str, load: &LiveLoad) -> Report {
        Report {
            title: title.to_owned(),
            command: command(std::env::args()),
            machine: machine(),
            viewers: load.viewers,
            runs: Vec::new(),
        }
    }

    /// Adds the figures of one crowd.
    pub fn add(&mut self, figures: Figures) {
        self.runs.push(figures);
    }

    /// The floor, if it was measured.
    pub fn floor(&self) -> Option<&Figures> {
        self.runs.iter().find(|run| run.what == "floor")
    }
}

/// The command line without what nobody should read in a report.
pub(super) fn command(words: impl Iterator<Item = String>) -> String {
    let mut shown: Vec<String> = Vec::new();
    for word in words {
        let hidden = shown.last().is_some_and(|last| last == "--password");
        shown.push(match word.split_once('=') {
            _ if hidden => "…".into(),
            Some(("--password", _)) => "--password=…".into(),
            _ => word,
        });
    }
    shown.join(" ")
}

/// Processors, their name, the kernel.
pub(super) fn machine() -> String {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let cpu = read("/proc/cpuinfo");
    let name =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("", |(_, name)| name);
    format!("{cores} processors for this program, {name}, Linux {}", read("/proc/sys/kernel/osrelease").trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_reported() {
        let words = ["x", "--password", "a", "--login", "b", "--password=c"].map(String::from);
        assert_eq!(command(words.into_iter()), "x --password … --login b --password=…");
        assert!(machine().contains("Linux"));
    }
}
