//! The server's processor time and memory, as the kernel tells them (Linux, proc(5)).

use anyhow::{Context, Result};
use std::fs;

/// What the kernel calls USER_HZ, which is 100 on every Linux that people run.
const TICKS_PER_SECOND: f64 = 100.0;

/// A process at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Process {
    /// Processor time since its start, in seconds.
    pub cpu_s: f64,
    /// Memory in use (resident), in MiB.
    pub rss_mib: f64,
}

impl Process {
    /// Looks at a process.
    ///
    /// # Errors
    /// When there is no such process.
    pub fn look(pid: u32) -> Result<Process> {
        let read = |name| fs::read_to_string(format!("/proc/{pid}/{name}")).with_context(|| format!("process {pid}"));
        let (stat, status) = (read("stat")?, read("status")?);
        let cpu_s = cpu_s(&stat).context("/proc/PID/stat has another form")?;
        Ok(Process { cpu_s, rss_mib: rss_mib(&status).context("/proc/PID/status has another form")? })
    }
}

/// Fields 14 and 15. The name in parentheses may hold blanks.
fn cpu_s(stat: &str) -> Option<f64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / TICKS_PER_SECOND)
}

fn rss_mib(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1_024.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn fields_are_found_behind_an_odd_name() {
        let stat = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 250 150 0 0 20 0 1 0";
        assert_eq!(cpu_s(stat), Some(4.0));
        assert_eq!(rss_mib("VmPeak:\t 9 kB\nVmRSS:\t  2048 kB\n"), Some(2.0));
        assert_eq!((cpu_s("42 (a"), rss_mib("VmPeak: 1 kB")), (None, None));
    }

    #[test]
    fn this_process_is_there() {
        assert!(Process::look(std::process::id()).unwrap().rss_mib > 0.5);
        assert!(Process::look(u32::MAX).is_err());
    }
}
