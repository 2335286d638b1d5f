//! Flags and commands, and which of them does what.

use crate::{
    config::{self, Config},
    http::Words,
    kernel::text::Lang,
    store::StoreError,
    telemetry,
};
use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use serde_json::Value as Json;
use std::{
    io::{Write, stderr, stdout},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
};
use toml::{Table, Value};

/// Officials answer the public, live and by letter.
#[derive(Debug, Parser)]
#[command(name = "wenzheng", version)]
struct Line {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

/// Settings that win over the file and the environment.
#[derive(Debug, Args)]
struct Flags {
    /// Settings file; wenzheng.toml in the working folder is read without it
    #[arg(long, global = true, env = "WENZHENG_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of the database, the files and the secret key
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, global = true, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// Address under which browsers find this site
    #[arg(long, global = true, value_name = "URL")]
    public_url: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves until SIGTERM
    Serve,
    /// Serves an invented city with an interview in progress
    Demo {
        /// Only furnish the data folder
        #[arg(long)]
        seed_only: bool,
        /// What to furnish it with: yunting, the city; bench, a room of 10,000 questions; past, years of sessions;
        /// letters, a mailbox with years of letters
        #[arg(long, default_value = "yunting")]
        script: String,
        /// Lines of the record that `--script past` writes; letters that `--script letters` does
        #[arg(long, default_value_t = 100_000)]
        lines: usize,
    },
    /// Looks at folder, database, texts, files and staff
    Doctor,
    /// Copies everything that cannot be recomputed to a new folder; the server may be running
    Backup {
        /// The new folder
        target: PathBuf,
    },
    /// Puts a backup into an empty data folder
    Restore {
        /// The backup's folder
        source: PathBuf,
        /// The list erased.txt of a later backup: what it names is erased again
        #[arg(long, value_name = "FILE")]
        erased: Option<PathBuf>,
    },
    /// Recomputes every table that is not truth; the server must be stopped
    Rebuild,
    /// Throws the search index away and makes it anew; the server must be stopped
    Reindex,
    /// Checks every journal from its first entry on; the server may be running
    Verify(super::verify::Verify),
    /// Makes a one-time link for an account and takes its second factor away; the server must be stopped
    Link {
        /// Log-in name
        login: String,
    },
    /// Imports from a file through the desk; the server must be stopped
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Exports to a file; the server must be stopped
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// Prints the settings in force
    Config {
        /// Print every setting with its default and what it is for
        #[arg(long)]
        defaults: bool,
    },
}

#[derive(Debug, Subcommand)]
enum Import {
    /// Questions of a CSV file into one room
    Questions(super::import::Questions),
    /// Letters of before, with their own dates, of a CSV file into one mailbox; started again it goes on
    Letters(super::letters::Incoming),
}

#[derive(Debug, Subcommand)]
enum Export {
    /// Letters of one mailbox, whole, as a CSV file that can be imported again
    Letters(super::letters::Outgoing),
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let line = Line::parse();
    match run(line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell when even this cannot be written.
            let _ = writeln!(stderr(), "{}", reason(&error));
            ExitCode::FAILURE
        }
    }
}

/// Why it ends. Of a folder that cannot be used, which is the first thing a stranger meets, the code and both languages.
fn reason(error: &anyhow::Error) -> String {
    let store = error.chain().find_map(|error| error.downcast_ref::<StoreError>());
    let Some(StoreError::Folder(fault)) = store else { return format!("wenzheng: {error:#}") };
    let Ok(Json::Object(facts)) = serde_json::to_value(fault) else { return format!("wenzheng: {fault}") };
    let code = facts.get("code").and_then(Json::as_str).unwrap_or_default();
    let said = [Lang::Zh, Lang::En].map(|lang| Words::of(lang).told(code, facts.clone()));
    format!("wenzheng: {code}\n  {}\n  {}", said[0], said[1])
}

fn run(line: Line) -> Result<()> {
    if let Command::Config { defaults: true } = line.command {
        return say(&config::defaults_toml()?);
    }
    let settings = config::load(line.flags.config.as_deref(), std::env::vars(), line.flags.table())?;
    settings.check()?;
    if let Command::Config { .. } = line.command {
        return say(&in_force(&settings)?);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(carry_out(line.command, &settings))
}

async fn carry_out(command: Command, settings: &Config) -> Result<()> {
    let metrics = telemetry::init(settings.log, &settings.log_filter)?;
    match command {
        Command::Serve => super::serve::serve(settings, metrics).await,
        Command::Demo { seed_only, script, lines } if script == "past" => {
            super::serve::remember(settings, metrics, seed_only, lines).await
        }
        Command::Demo { seed_only, script, lines } if script == "letters" => {
            super::serve::collect(settings, metrics, seed_only, lines).await
        }
        Command::Demo { seed_only, script, .. } => {
            super::serve::demonstrate(settings, metrics, seed_only, &script).await
        }
        Command::Config { .. } => Ok(()),
        Command::Doctor => super::doctor::doctor(settings).await,
        Command::Backup { target } => super::keep::backup(settings, &target).await,
        Command::Restore { source, erased } => super::keep::restore(settings, &source, erased.as_deref()).await,
        Command::Rebuild => super::keep::rebuild(settings).await,
        Command::Reindex => super::reindex::reindex(settings).await,
        Command::Verify(asked) => super::verify::verify(settings, &asked).await,
        Command::Link { login } => super::keep::link(settings, &login).await,
        Command::Import { what: Import::Questions(questions) } => super::import::questions(settings, &questions).await,
        Command::Import { what: Import::Letters(letters) } => super::letters::import(settings, &letters).await,
        Command::Export { what: Export::Letters(letters) } => super::letters::export(settings, &letters).await,
    }
}

fn in_force(settings: &Config) -> Result<String> {
    Ok(toml::to_string(settings)?)
}

/// Writes a line for the person at the terminal.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn say(line: &str) -> Result<()> {
    Ok(writeln!(stdout(), "{line}")?)
}

impl Flags {
    fn table(&self) -> Table {
        let given = [
            ("data", self.data.as_ref().map(|dir| dir.display().to_string())),
            ("listen", self.listen.map(|address| address.to_string())),
            ("public_url", self.public_url.clone()),
        ];
        let texts =
            given.into_iter().filter_map(|(name, text)| text.map(|text| (name.to_owned(), Value::String(text))));
        texts.collect()
    }
}
