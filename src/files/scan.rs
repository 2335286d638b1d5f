//! A scanner for viruses that somebody else runs: a daemon that is sent the bytes (`INSTREAM`, as ClamAV's), or a command
//! that reads them. It only ever says yes, no, or nothing.

use serde::{Deserialize, Serialize};
use std::{
    io::Write,
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Bytes of one piece of a stream.
const PIECE_BYTES: usize = 64 * 1024;
/// How often it is looked whether a command has ended.
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// Bytes of an answer that are read.
const ANSWER_BYTES: u64 = 4 * 1024;

/// How files of citizens are looked at. Off while neither `address` nor `command` is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScannerSettings {
    /// Host and port of a scanner that speaks `INSTREAM`, such as ClamAV's daemon: "127.0.0.1:3310".
    pub address: String,
    /// A command that reads a file on its standard input, with its arguments: ["clamscan", "--no-summary", "-"]. It ends
    /// with 0 for a clean file and with 1 for one with a virus; anything else means that it could not look.
    pub command: Vec<String>,
    /// How long one file may take, in ms.
    pub timeout_ms: u64,
    /// How often files that could not be looked at are tried again, in ms.
    pub again_ms: u64,
}

impl Default for ScannerSettings {
    fn default() -> Self {
        ScannerSettings { address: String::new(), command: Vec::new(), timeout_ms: 20_000, again_ms: 60_000 }
    }
}

impl ScannerSettings {
    /// Whether one is set up.
    pub fn is_on(&self) -> bool {
        !self.address.is_empty() || !self.command.is_empty()
    }

    /// Whether these bytes are clean; none where nobody could say.
    pub(super) async fn is_clean(&self, bytes: &[u8]) -> Option<bool> {
        let most = Duration::from_millis(self.timeout_ms);
        let looked = timeout(most, async {
            match self.command.is_empty() {
                true => by_stream(&self.address, bytes).await,
                false => by_command(self.command.clone(), bytes.to_vec(), most).await,
            }
        });
        match looked.await {
            Ok(Ok(said)) => said,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the scanner could not be asked");
                None
            }
            Err(_) => {
                tracing::warn!("the scanner said nothing in time");
                None
            }
        }
    }
}

async fn by_stream(address: &str, bytes: &[u8]) -> std::io::Result<Option<bool>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"zINSTREAM\0").await?;
    for piece in bytes.chunks(PIECE_BYTES) {
        let length = u32::try_from(piece.len()).unwrap_or(u32::MAX);
        stream.write_all(&length.to_be_bytes()).await?;
        stream.write_all(piece).await?;
    }
    stream.write_all(&[0; 4]).await?;
    let mut said = Vec::new();
    stream.take(ANSWER_BYTES).read_to_end(&mut said).await?;
    Ok(verdict(&String::from_utf8_lossy(&said)))
}

/// `stream: OK`, `stream: Some-Name FOUND`; all else, such as a size that it does not take, says nothing of the file.
fn verdict(said: &str) -> Option<bool> {
    let said = said.trim_end_matches(['\0', '\n', '\r', ' ']);
    match said.rsplit_once(' ').map_or(said, |(_, last)| last) {
        "OK" => Some(true),
        "FOUND" => Some(false),
        _ => None,
    }
}

/// On a thread of its own, which ends with the command or kills it when its time is over.
async fn by_command(command: Vec<String>, bytes: Vec<u8>, most: Duration) -> std::io::Result<Option<bool>> {
    let ran = tokio::task::spawn_blocking(move || run(&command, bytes, most)).await;
    ran.unwrap_or_else(|error| Err(std::io::Error::other(error)))
}

fn run(command: &[String], bytes: Vec<u8>, most: Duration) -> std::io::Result<Option<bool>> {
    let Some((program, arguments)) = command.split_first() else { return Ok(None) };
    let mut command = Command::new(program);
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let feeding = child.stdin.take().map(|mut stdin| {
        // One that has seen enough closes before the end.
        std::thread::spawn(move || drop(stdin.write_all(&bytes)))
    });
    let begun = Instant::now();
    let ended = loop {
        match child.try_wait()? {
            Some(status) => break status.code(),
            None if begun.elapsed() > most => {
                child.kill()?;
                child.wait()?;
                break None;
            }
            None => std::thread::sleep(LOOK_EVERY),
        }
    };
    if let Some(feeding) = feeding {
        let _ = feeding.join();
    }
    Ok(match ended {
        Some(0) => Some(true),
        Some(1) => Some(false),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn only_a_plain_answer_says_something() {
        assert_eq!(verdict("stream: OK\0"), Some(true));
        assert_eq!(verdict("stream: Win.Test.EICAR_HDB-1 FOUND\0"), Some(false));
        for silent in ["", "\0", "INSTREAM size limit exceeded. ERROR\0", "stream: not OK at all\0", "OKAY"] {
            assert_eq!(verdict(silent), None, "{silent}");
        }
    }
}
