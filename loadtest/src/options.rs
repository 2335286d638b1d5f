//! The command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Measures a running Wenzheng server.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Options {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Citizens ask as fast as the server acknowledges; every post comes from a new visitor.
    Posts(PostLoad),
    /// The home page, the room's page and its record, each read alone.
    Pages(PageLoad),
    /// The public rooms: short code, phase, topic.
    Rooms {
        /// The server, such as http://127.0.0.1:8080.
        #[arg(long)]
        base: String,
    },
}

/// The load of posts.
#[derive(Debug, Args)]
pub struct PostLoad {
    /// What all loads share.
    #[command(flatten)]
    pub load: Load,
    /// Folder on the server's disk in which this machine's fsync is timed before and after each run.
    #[arg(long)]
    pub data: Option<PathBuf>,
}

/// The load of pages.
#[derive(Debug, Args)]
pub struct PageLoad {
    /// What all loads share.
    #[command(flatten)]
    pub load: Load,
    /// Ask for compressed pages, as browsers do.
    #[arg(long)]
    pub gzip: bool,
}

/// What all loads share.
#[derive(Debug, Args)]
pub struct Load {
    /// The server, such as http://127.0.0.1:8080.
    #[arg(long)]
    pub base: String,
    /// Short code of the room.
    #[arg(long)]
    pub room: String,
    /// Connections kept open, each with one request under way.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub connections: u16,
    /// Length of one counted run, in seconds.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    pub seconds: u64,
    /// Load before the counted part of each run, in seconds.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(0..=600))]
    pub warm_up: u64,
    /// Runs; the one in the middle is the figure.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=15))]
    pub runs: u8,
    /// The server's process, for its processor time and memory.
    #[arg(long)]
    pub pid: Option<u32>,
    /// Where the figures of all runs go as JSON.
    #[arg(long)]
    pub json: Option<PathBuf>,
}
