//! The binary as a child process.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

pub struct Server {
    child: Child,
    pub port: u16,
    /// Held, so that the server can go on writing its log.
    _log: BufReader<ChildStdout>,
}

/// `wenzheng serve` with every rate of the door off: all clients share one address here.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenzheng"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder).current_dir(folder);
    for rate in ["READS", "WRITES", "CONNECTION", "PUBLIC", "STAFF"] {
        command.env(format!("WENZHENG_DOOR__{rate}_PER_SECOND"), "0");
    }
    command.env("WENZHENG_LOG_FILTER", "info,wenzheng::http=warn").stdin(Stdio::null());
    command
}

impl Server {
    pub fn start(folder: &Path) -> Server {
        Server::of(&mut command(folder))
    }

    /// Started by this command.
    pub fn of(command: &mut Command) -> Server {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        log.read_line(&mut line).unwrap();
        let first: serde_json::Value = serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line:?}"));
        let port = first["port"].as_u64().unwrap_or_else(|| panic!("no port in the first line {line:?}"));
        Server { child, port: u16::try_from(port).unwrap(), _log: log }
    }

    /// kill -9.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM; how it ended and after how long.
    pub fn stop(mut self) -> (ExitStatus, Duration) {
        let began = Instant::now();
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        (self.wait(Duration::from_secs(60)), began.elapsed())
    }

    /// How it ended by itself, and what it said on its standard error if that is piped.
    pub fn ended(&mut self, patience: Duration) -> (ExitStatus, String) {
        let (status, mut said) = (self.wait(patience), String::new());
        if let Some(mut stderr) = self.child.stderr.take() {
            stderr.read_to_string(&mut said).unwrap();
        }
        (status, said)
    }

    fn wait(&mut self, patience: Duration) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < patience, "it does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
