//! Measures a running server from outside: posts, pages and readers of live rooms, each beside what the
//! machine itself can do. It never starts a server; of its insides it knows the shapes on the wire.
//! Called by `.ci/bench.sh`, and by hand. Its tests are beside what they test.

mod acts;
mod ask;
mod beside;
mod chance;
mod connection;
mod crew;
mod crowd;
mod fleet;
mod floor;
mod interview;
mod letters;
mod live;
mod options;
mod page;
mod pages;
mod process;
mod report;
mod rooms;
mod runs;
mod sources;
mod tally;
mod watch;
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
    let task = Options::parse().task;
    if let Task::Floor(load) = task {
        return floor::serve(&floor::Broadcast { listen: load.listen, bytes: load.bytes, rate: load.rate });
    }
    // One thread: the clients have one core, the server the other.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match task {
            Task::Fanout(load) => live::fanout(&load).await,
            Task::Storm(load) => live::storm(&load).await,
            Task::Slow(load) => live::slow(&load).await,
            Task::Interview(load) => interview::measure(&load).await,
            Task::Floor(_) => Ok(()),
            Task::Beside { files } => beside::print(&files),
            Task::Ask(load) => ask::measure(&load).await,
            Task::Pages(load) => pages::measure(&load).await,
            Task::Letters(load) => letters::measure(&load).await,
            Task::Rooms { base } => rooms::list(&base).await,
        }
    })
}
