//! One reader as values: bytes come in, what is to be done comes out. No socket, no clock.

use super::{
    frames::{self, Kind},
    meaning::{Meaning, Reader},
    place::{Flaw, Place},
    upgrade::{self, Answer},
};

/// Where a reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Not connected.
    #[default]
    Away,
    /// The connection is being made.
    Connecting,
    /// The handshake was sent.
    Asked,
    /// The stream is open.
    Open,
}

/// Why a connection ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The handshake was refused.
    Refused {
        /// With this status.
        status: u16,
        /// When to come back, in s.
        retry_after_s: Option<u32>,
    },
    /// The server closed with this code.
    Closed(u16),
    /// The connection broke, or what came made no sense.
    Broken(String),
}

/// What came to pass.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The stream is open.
    Opened,
    /// The first position of this connection is known.
    Told,
    /// A message, as read.
    Said(Meaning, Result<(), Flaw>, usize),
    /// To be sent to the server.
    Reply(Vec<u8>),
    /// It is over.
    Ended(End),
}

/// One reader. At rest it holds no buffer.
#[derive(Debug, Default)]
pub struct Viewer {
    /// Where it is.
    pub state: State,
    /// Where it stands in the stream.
    pub place: Place,
    /// Whether this connection was told a position.
    pub is_told: bool,
    /// Beginning of a head or frame that is not whole.
    rest: Vec<u8>,
}

impl Viewer {
    /// Forgets the connection, keeps the place.
    pub fn leave(&mut self) {
        *self = Viewer { place: self.place, ..Viewer::default() };
    }

    /// Takes what came and adds to `news` what follows from it.
    pub fn take(&mut self, bytes: &[u8], reader: &mut Reader, news: &mut Vec<News>) {
        if self.rest.is_empty() {
            let used = self.use_up(bytes, reader, news);
            self.rest = bytes.get(used..).unwrap_or_default().to_vec();
        } else {
            let mut whole = std::mem::take(&mut self.rest);
            whole.extend_from_slice(bytes);
            let used = self.use_up(&whole, reader, news);
            self.rest = whole.split_off(used);
        }
    }

    /// Reads as much as is whole; how many bytes that was.
    fn use_up(&mut self, bytes: &[u8], reader: &mut Reader, news: &mut Vec<News>) -> usize {
        let mut used = 0;
        if self.state == State::Asked {
            match upgrade::answer(bytes) {
                Ok(None) => return 0,
                Ok(Some(Answer::Open(head))) => {
                    (self.state, used) = (State::Open, head);
                    news.push(News::Opened);
                }
                Ok(Some(Answer::Refused { status, retry_after_s })) => {
                    news.push(News::Ended(End::Refused { status, retry_after_s }));
                    return bytes.len();
                }
                Err(odd) => {
                    news.push(News::Ended(End::Broken(odd.into())));
                    return bytes.len();
                }
            }
        }
        loop {
            let rest = bytes.get(used..).unwrap_or_default();
            match frames::first(rest) {
                Ok(None) => return used,
                Ok(Some((kind, begin, end))) => {
                    used += end;
                    self.frame(kind, rest.get(begin..end).unwrap_or_default(), reader, news);
                }
                Err(odd) => {
                    news.push(News::Ended(End::Broken(odd.into())));
                    return bytes.len();
                }
            }
        }
    }

    fn frame(&mut self, kind: Kind, payload: &[u8], reader: &mut Reader, news: &mut Vec<News>) {
        match kind {
            Kind::Text => match reader.read(payload) {
                Ok(meaning) => self.message(meaning, payload.len(), news),
                Err(error) => news.push(News::Ended(End::Broken(format!("no frame of the wire: {error}")))),
            },
            Kind::Ping => news.push(News::Reply(frames::client(Kind::Pong, payload))),
            Kind::Pong => {}
            Kind::Close => {
                news.push(News::Reply(frames::client(Kind::Close, payload)));
                news.push(News::Ended(End::Closed(frames::farewell(payload).0)));
            }
        }
    }

    fn message(&mut self, meaning: Meaning, bytes: usize, news: &mut Vec<News>) {
        let mut flaw = Ok(());
        match meaning {
            Meaning::Hello { epoch, at, .. } => self.place.hello(epoch, at),
            Meaning::Snapshot { epoch, at } => self.place.snapshot(epoch, at),
            Meaning::Batch { from, to, .. } => flaw = self.place.batch(from, to),
            Meaning::Ping => news.push(News::Reply(frames::client(Kind::Text, br#"{"type":"pong"}"#))),
            Meaning::Bye | Meaning::Other => {}
        }
        news.push(News::Said(meaning, flaw, bytes));
        if self.place.is_known && !std::mem::replace(&mut self.is_told, true) {
            news.push(News::Told);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened() -> Vec<u8> {
        let head = format!("HTTP/1.1 101 x\r\nSec-WebSocket-Accept: {}\r\n\r\n", upgrade::ACCEPT);
        let hello = r#"{"type":"hello","protocol":1,"epoch":7,"at":3,"now":0,"silence_ms":1,"retry_least_ms":2,"retry_most_ms":3}"#;
        let batch =
            |from, to| frames::server_text(&format!(r#"{{"type":"batch","from":{from},"to":{to},"items":[]}}"#));
        [head.into_bytes(), frames::server_text(hello), batch(3, 4), batch(4, 6), batch(8, 9)].concat()
    }

    fn flaws(news: &[News]) -> Vec<Flaw> {
        news.iter().filter_map(|one| if let News::Said(_, Err(flaw), _) = one { Some(*flaw) } else { None }).collect()
    }

    #[test]
    fn whatever_the_pieces_the_story_is_the_same() {
        let bytes = opened();
        for size in [1, 2, 7, 100, bytes.len()] {
            let (mut viewer, mut news) = (Viewer { state: State::Asked, ..Viewer::default() }, Vec::new());
            let mut reader = Reader::default();
            bytes.chunks(size).for_each(|piece| viewer.take(piece, &mut reader, &mut news));
            assert_eq!(news.first(), Some(&News::Opened));
            assert_eq!(news.iter().filter(|one| matches!(one, News::Said(..))).count(), 4);
            assert_eq!(news.iter().filter(|one| **one == News::Told).count(), 1);
            assert_eq!(flaws(&news), [Flaw::Lost(2)]);
            assert_eq!((viewer.place.at, viewer.rest.capacity()), (9, 0), "nothing is kept at rest");
        }
    }

    #[test]
    fn pings_are_answered_and_an_end_is_told_with_its_code() {
        let (mut viewer, mut news) = (Viewer { state: State::Open, ..Viewer::default() }, Vec::new());
        let ends = [frames::server_text(r#"{"type":"ping"}"#), vec![0x89, 1, b'x'], vec![0x88, 2, 0x0f, 0xa1]].concat();
        viewer.take(&ends, &mut Reader::default(), &mut news);
        let replies = news.iter().filter(|one| matches!(one, News::Reply(_))).count();
        assert_eq!((replies, news.last()), (3, Some(&News::Ended(End::Closed(4001)))));
    }
}
