//! The command line.

use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

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
    /// Citizens ask, at a rate or as fast as the server acknowledges; every question comes from a new visitor.
    Ask(AskLoad),
    /// The home page, the room's page and its record, each read alone.
    Pages(PageLoad),
    /// Readers of a live room, told what others say.
    Fanout(LiveLoad),
    /// All readers of a live room lose the connection at once and come back.
    Storm(LiveLoad),
    /// Readers of a live room, some of whom stop reading.
    Slow(SlowLoad),
    /// A whole interview: asked, screened, answered, closed, and read back word by word.
    Interview(InterviewLoad),
    /// Letters from writing to publication, one decision after another, each timed.
    Letters(LettersLoad),
    /// The machine's own price of a fan-out, for `fanout`, `storm` and `slow`.
    Floor(FloorLoad),
    /// Files of figures beside each other, with the ratio of the last to the first.
    Beside {
        /// Files that `--json` wrote.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// The public rooms: short code, phase, topic.
    Rooms {
        /// The server, such as http://127.0.0.1:8080.
        #[arg(long)]
        base: String,
    },
}

/// The load of questions.
#[derive(Debug, Args)]
pub struct AskLoad {
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
    /// Pages to read instead, such as "search=/search?q=%E5%85%AC%E4%BA%A4"; several are several figures.
    #[arg(long = "path", value_name = "NAME=PATH")]
    pub paths: Vec<String>,
    /// Read them as this member of staff.
    #[arg(long)]
    pub login: Option<String>,
    /// The password; that of the demonstration.
    #[arg(long, default_value = "yunting-demo")]
    pub password: String,
}

/// The load of letters.
#[derive(Debug, Args)]
pub struct LettersLoad {
    /// The server, such as http://127.0.0.1:8080.
    #[arg(long)]
    pub base: String,
    /// Short code of the mailbox.
    #[arg(long)]
    pub room: String,
    /// Letters.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub letters: u16,
    /// Their password; that of the demonstration.
    #[arg(long, default_value = "yunting-demo")]
    pub password: String,
    /// Where the figures go as JSON.
    #[arg(long)]
    pub json: Option<PathBuf>,
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
    /// Requests a second over all connections, each timed from the moment it was due; 0: as fast as they are
    /// answered.
    #[arg(long, default_value_t = 0.0)]
    pub rate: f64,
    /// New connections a second; 0: all at once.
    #[arg(long, default_value_t = 0.0)]
    pub ramp: f64,
    /// Own addresses to come from, such as 127.0.0.2-127.0.0.21; a server counts by address.
    #[arg(long, default_value = "")]
    pub sources: String,
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
    /// Where they go as one page with plots.
    #[arg(long)]
    pub html: Option<PathBuf>,
}

/// The load of readers.
#[derive(Clone, Debug, Args)]
pub struct LiveLoad {
    /// The server, such as http://127.0.0.1:8080.
    #[arg(long)]
    pub base: String,
    /// Short code of a room that is live.
    #[arg(long)]
    pub room: String,
    /// Readers.
    #[arg(long, default_value_t = 1_000)]
    pub viewers: usize,
    /// Events a second: lines of a stenographer, each acknowledged by the server.
    #[arg(long, default_value_t = 8.0)]
    pub rate: f64,
    /// New readers a second.
    #[arg(long, default_value_t = 1_000.0)]
    pub ramp: f64,
    /// Handshakes under way at most.
    #[arg(long, default_value_t = 256)]
    pub at_once: usize,
    /// Length of the counted part, in seconds.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    pub seconds: u64,
    /// Events before the counted part, in seconds.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u64).range(0..=600))]
    pub warm_up: u64,
    /// Rest between coming in and the first event, in seconds; the idle processor time is measured in it.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(0..=600))]
    pub idle: u64,
    /// Events without readers before everything, in seconds, to know what the commands alone cost.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(0..=600))]
    pub alone: u64,
    /// After a cut, readers come back within this time, in ms.
    #[arg(long, default_value_t = 0)]
    pub spread_ms: u64,
    /// Characters of one line.
    #[arg(long, default_value_t = 60)]
    pub chars: usize,
    /// Own addresses to come from, such as 127.0.0.2-127.0.0.21; a server counts by address.
    #[arg(long, default_value = "")]
    pub sources: String,
    /// The server's process, for its processor time and memory.
    #[arg(long)]
    pub pid: Option<u32>,
    /// Log-in name of a stenographer; that of the demonstration.
    #[arg(long, default_value = "steno")]
    pub login: String,
    /// The password; that of the demonstration.
    #[arg(long, default_value = "yunting-demo")]
    pub password: String,
    /// Sessions that speak in turn; as many as the server's limit of one session demands.
    #[arg(long)]
    pub sessions: Option<usize>,
    /// Without the machine's own price beside the server's.
    #[arg(long)]
    pub no_floor: bool,
    /// The core on which the floor runs: that of the server.
    #[arg(long)]
    pub core: Option<u16>,
    /// Where the figures go as JSON.
    #[arg(long)]
    pub json: Option<PathBuf>,
    /// Where the figures go as one page with plots.
    #[arg(long)]
    pub html: Option<PathBuf>,
}

/// The load of readers some of whom stop reading.
#[derive(Clone, Debug, Args)]
pub struct SlowLoad {
    /// What all loads of readers share.
    #[command(flatten)]
    pub live: LiveLoad,
    /// How many of a hundred stop reading once they are in.
    #[arg(long, default_value_t = 1.0)]
    pub stalled_percent: f64,
}

/// The floor.
#[derive(Clone, Debug, Args)]
pub struct FloorLoad {
    /// Where it listens; its first line says which port it got.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub listen: SocketAddr,
    /// Length of a message, in bytes.
    #[arg(long, default_value_t = 300)]
    pub bytes: usize,
    /// Events a second, once a line came on its standard input.
    #[arg(long, default_value_t = 8.0)]
    pub rate: f64,
}

/// The load of an interview.
#[derive(Clone, Debug, Args)]
pub struct InterviewLoad {
    /// The server, such as http://127.0.0.1:8080.
    #[arg(long)]
    pub base: String,
    /// Short code of a room that is collecting or live; without one, a room is drawn and closed at the end.
    #[arg(long)]
    pub room: Option<String>,
    /// Close the named room at the end.
    #[arg(long)]
    pub close: bool,
    /// Questions: so many rows of the file, or so many of our own.
    #[arg(long, default_value_t = 1_000)]
    pub questions: usize,
    /// A CSV file with a header row; without one, words of our own.
    #[arg(long)]
    pub file: Option<PathBuf>,
    /// Rows of the file to pass over.
    #[arg(long, default_value_t = 0)]
    pub skip: usize,
    /// Column with the question.
    #[arg(long, default_value = "question")]
    pub question: String,
    /// Column with the answer.
    #[arg(long)]
    pub answer: Option<String>,
    /// Column that says whether the answer was cut in the file.
    #[arg(long)]
    pub clipped: Option<String>,
    /// Citizens at a time; each question comes from a new visitor.
    #[arg(long, default_value_t = 32)]
    pub citizens: usize,
    /// Own addresses they come from, such as 127.0.0.2-127.0.0.9; a server counts by address.
    #[arg(long, default_value = "")]
    pub sources: String,
    /// Sessions each of moderators and guests; a name may log in six times a minute.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=6))]
    pub sessions: u8,
    /// Log-in name that draws and announces (admin).
    #[arg(long)]
    pub admin: Option<String>,
    /// Log-in name that screens (moderator).
    #[arg(long)]
    pub moderator: Option<String>,
    /// Log-in name that answers (guest).
    #[arg(long)]
    pub guest: Option<String>,
    /// Log-in name that begins and closes (host).
    #[arg(long)]
    pub host: Option<String>,
    /// Their password; that of the demonstration.
    #[arg(long, default_value = "yunting-demo")]
    pub password: String,
    /// Where the report goes as JSON.
    #[arg(long)]
    pub json: Option<PathBuf>,
    /// Where the report goes as one page with a plot.
    #[arg(long)]
    pub html: Option<PathBuf>,
}
