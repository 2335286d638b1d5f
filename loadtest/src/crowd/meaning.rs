//! What a message of the server means to a reader. The same bytes go to thousands, so each is read once.

use serde::Deserialize;
use std::collections::VecDeque;
use wenzheng::wire::frame::Frame;

/// Messages remembered with their meaning.
const KEPT: usize = 16;

/// What a message means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The beginning of a stream.
    Hello {
        /// Its epoch.
        epoch: u64,
        /// Where it stands.
        at: u64,
        /// When to come back after a loss, from and to, in ms.
        retry_ms: (u32, u32),
    },
    /// Everything, as of a position.
    Snapshot {
        /// Of the stream.
        epoch: u64,
        /// The position.
        at: u64,
    },
    /// What changed in (from, to].
    Batch {
        /// Everything up to here is left out.
        from: u64,
        /// The position after it.
        to: u64,
        /// When the floor made it, in µs since 1970; the server's own batches carry none.
        made_us: Option<u64>,
    },
    /// A question whether anybody is there.
    Ping,
    /// The end is near.
    Bye,
    /// Values of the moment, news for one asker, what a later protocol may add.
    Other,
}

#[derive(Deserialize)]
struct Stamp {
    made_us: Option<u64>,
}

/// Reads messages, and remembers the last ones.
#[derive(Debug, Default)]
pub struct Reader {
    known: VecDeque<(Vec<u8>, Meaning)>,
}

impl Reader {
    /// What the message means.
    ///
    /// # Errors
    /// When it is not a frame of the wire.
    pub fn read(&mut self, message: &[u8]) -> Result<Meaning, serde_json::Error> {
        if let Some((_, meaning)) = self.known.iter().find(|(bytes, _)| bytes == message) {
            return Ok(*meaning);
        }
        let meaning = meaning(message)?;
        self.known.truncate(KEPT - 1);
        self.known.push_front((message.to_vec(), meaning));
        Ok(meaning)
    }
}

fn meaning(message: &[u8]) -> Result<Meaning, serde_json::Error> {
    Ok(match serde_json::from_slice(message)? {
        Frame::Hello(hello) => {
            Meaning::Hello { epoch: hello.epoch, at: hello.at, retry_ms: (hello.retry_least_ms, hello.retry_most_ms) }
        }
        Frame::Snapshot(snapshot) => Meaning::Snapshot { epoch: snapshot.epoch, at: snapshot.at },
        Frame::Batch(batch) => {
            let Stamp { made_us } = serde_json::from_slice(message)?;
            Meaning::Batch { from: batch.from, to: batch.to, made_us }
        }
        Frame::Ping {} => Meaning::Ping,
        Frame::Bye(_) => Meaning::Bye,
        Frame::Latest(_) | Frame::Mine {} => Meaning::Other,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn votes_by_number_are_no_fault() {
        let latest = br#"{"type":"latest","viewers":2,"tallies":{"7":31}}"#;
        assert!(matches!(Reader::default().read(latest), Ok(Meaning::Other)));
    }

    #[test]
    fn a_message_is_read_once_however_often_it_comes() {
        let mut reader = Reader::default();
        let batch = br#"{"type":"batch","from":3,"to":4,"items":[],"made_us":9}"#;
        let first = reader.read(batch).unwrap();
        assert_eq!(first, Meaning::Batch { from: 3, to: 4, made_us: Some(9) });
        assert_eq!((reader.read(batch).unwrap(), reader.known.len()), (first, 1));
        for nth in 0..100 {
            reader.read(format!(r#"{{"type":"batch","from":{nth},"to":{nth},"items":[]}}"#).as_bytes()).unwrap();
        }
        assert_eq!(reader.known.len(), KEPT);
        assert!(reader.read(b"{").is_err());
    }
}
