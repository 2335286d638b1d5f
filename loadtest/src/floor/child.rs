//! The floor as a process of its own, so that its processor time is counted like the server's.

use anyhow::{Context, Result};
use std::{
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    process::{Child as Process, Command, Stdio},
};

/// The floor, until it is dropped.
pub struct Child {
    process: Process,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Child {
    /// Starts it, on this core if one is named.
    ///
    /// # Errors
    /// When this program cannot be started again.
    pub fn start(bytes: usize, rate: f64, core: Option<u16>) -> Result<Child> {
        let own = std::env::current_exe()?;
        let mut command = match core {
            Some(core) => {
                let mut pinned = Command::new("taskset");
                pinned.arg("-c").arg(core.to_string()).arg(own);
                pinned
            }
            None => Command::new(own),
        };
        command.args(["floor", "--bytes", &bytes.to_string(), "--rate", &rate.to_string()]);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("the floor")?;
        let mut said = String::new();
        BufReader::new(process.stdout.take().context("the floor is silent")?).read_line(&mut said)?;
        let address = said.trim().parse().with_context(|| format!("the floor said {said:?}"))?;
        Ok(Child { process, address })
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Begins the events.
    ///
    /// # Errors
    /// When it is gone.
    pub fn begin(&mut self) -> Result<()> {
        let stdin = self.process.stdin.as_mut().context("the floor does not listen")?;
        Ok(writeln!(stdin, "begin")?)
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
