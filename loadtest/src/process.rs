//! The server's processor time and memory, as the kernel tells them (Linux: clock_getcpuclockid(3), proc(5)).

use anyhow::{Context, Result};
use nix::{time::clock_getcpuclockid, unistd::Pid};
use std::{fs, time::Duration};

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
        let what = || format!("process {pid}");
        let status = fs::read_to_string(format!("/proc/{pid}/status")).with_context(what)?;
        let spent =
            clock_getcpuclockid(Pid::from_raw(pid.try_into()?)).and_then(|clock| clock.now()).with_context(what)?;
        let rss_mib = rss_mib(&status).context("/proc/PID/status has another form")?;
        Ok(Process { cpu_s: Duration::from(spent).as_secs_f64(), rss_mib })
    }
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
    fn memory_is_found_among_other_lines() {
        assert_eq!(rss_mib("VmPeak:\t 9 kB\nVmRSS:\t  2048 kB\n"), Some(2.0));
        assert_eq!(rss_mib("VmPeak: 1 kB"), None);
    }

    #[test]
    fn this_process_is_there() {
        let here = Process::look(std::process::id()).unwrap();
        assert!(here.rss_mib > 0.5 && here.cpu_s > 0.0);
        assert!(Process::look(u32::MAX).is_err());
    }
}
