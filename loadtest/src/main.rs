//! Measures a running server from outside: durable posts and pages per second, each beside what the
//! machine itself can do. It never starts a server and knows nothing of its insides.
//! Called by `.ci/bench.sh`, and by hand. Its tests are beside what they test.

mod connection;
mod fleet;
mod floor;
mod options;
mod pages;
mod posts;
mod process;
mod report;
mod rooms;
mod runs;
mod tally;
mod wording;

use anyhow::Result;
use clap::Parser;
use options::{Options, Task};
use std::{io::Write, process::ExitCode};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell when even this cannot be written.
            let _ = writeln!(std::io::stderr(), "wenzheng-loadtest: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    // One thread: the clients have one core, the server the other.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match Options::parse().task {
            Task::Posts(load) => posts::measure(&load).await,
            Task::Pages(load) => pages::measure(&load).await,
            Task::Rooms { base } => rooms::list(&base).await,
        }
    })
}
