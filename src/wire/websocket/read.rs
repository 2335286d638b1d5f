//! Frames of a client, read piece by piece. At rest a reader holds nothing but a null pointer.

use super::{
    fault::{Fault, is_close_code},
    head::{self, Head, MOST_CONTROL, MOST_HEAD, Opcode},
};

/// Bounds of what one client may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadLimits {
    /// One message, in bytes, over all its pieces.
    pub message_bytes: usize,
    /// Pieces of one message.
    pub pieces: u32,
}

impl Default for ReadLimits {
    fn default() -> Self {
        ReadLimits { message_bytes: 4 * 1024, pieces: 32 }
    }
}

/// A whole message or control frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message<'a> {
    /// Text, checked.
    Text(&'a str),
    /// Bytes.
    Binary(&'a [u8]),
    /// To be answered with the same bytes.
    Ping(&'a [u8]),
    /// The answer to a ping, asked for or not.
    Pong(&'a [u8]),
    /// The last thing a client may say; without a code where it gave none.
    Close(Option<u16>, &'a str),
}

/// One client's side of a connection.
#[derive(Debug, Default)]
pub struct Reader(Option<Box<Piece>>);

/// What is kept between two reads: an unfinished frame or message.
#[derive(Debug)]
struct Piece {
    head: [u8; MOST_HEAD],
    head_bytes: u8,
    frame: Option<Head>,
    /// Bytes of the frame's payload that have come.
    come: u64,
    control: [u8; MOST_CONTROL],
    message: Vec<u8>,
    /// Of a message that is still coming: whether it is text.
    text: Option<bool>,
    pieces: u32,
    /// Bytes of the message known to be whole characters.
    checked: usize,
    /// The message was handed out and may be forgotten.
    told: bool,
    fault: Option<Fault>,
}

impl Reader {
    /// Whether nothing is kept: between two messages.
    pub fn is_at_rest(&self) -> bool {
        self.0.is_none()
    }

    /// The next message in `input`, which is moved on; none when all of it was taken in.
    ///
    /// # Errors
    /// What the client did wrong; then nothing that comes after it can be understood, and the error stays.
    pub fn next<'a>(&'a mut self, input: &mut &[u8], limits: &ReadLimits) -> Result<Option<Message<'a>>, Fault> {
        if input.is_empty() {
            self.rest();
            return Ok(None);
        }
        let piece = self.0.get_or_insert_with(Piece::new);
        if let Some(fault) = piece.fault {
            return Err(fault);
        }
        let read = piece.read(input, limits);
        piece.fault = read.err();
        let Some(head) = read? else {
            self.rest();
            return Ok(None);
        };
        Ok(self.0.as_mut().map(|piece| piece.message(head)))
    }

    /// Lets go of the memory where nothing has to be kept.
    fn rest(&mut self) {
        if self.0.as_ref().is_some_and(|piece| piece.is_spent()) {
            self.0 = None;
        }
    }
}

impl Piece {
    fn new() -> Box<Piece> {
        Box::new(Piece {
            head: [0; MOST_HEAD],
            head_bytes: 0,
            frame: None,
            come: 0,
            control: [0; MOST_CONTROL],
            message: Vec::new(),
            text: None,
            pieces: 0,
            checked: 0,
            told: false,
            fault: None,
        })
    }

    fn is_spent(&self) -> bool {
        self.head_bytes == 0 && self.frame.is_none() && (self.text.is_none() || self.told)
    }

    /// Reads up to the end of a frame that makes something whole, and returns its head.
    fn read(&mut self, input: &mut &[u8], limits: &ReadLimits) -> Result<Option<Head>, Fault> {
        if std::mem::take(&mut self.told) {
            self.forget();
        }
        loop {
            let head = match self.frame {
                Some(head) => head,
                None => match self.read_head(input)? {
                    Some(head) => self.enter(head, limits)?,
                    None => return Ok(None),
                },
            };
            if !self.read_payload(head, input)? {
                return Ok(None);
            }
            if head.opcode == Opcode::Close {
                closing(&self.control[..(head.length as usize).min(MOST_CONTROL)])?;
            }
            (self.frame, self.come, self.head_bytes) = (None, 0, 0);
            if head.fin {
                return Ok(Some(head));
            }
        }
    }

    fn forget(&mut self) {
        (self.text, self.pieces, self.checked) = (None, 0, 0);
        self.message = Vec::new();
    }

    fn read_head(&mut self, input: &mut &[u8]) -> Result<Option<Head>, Fault> {
        let mut whole = 2;
        while let Some((&byte, rest)) = input.split_first() {
            *input = rest;
            self.head[usize::from(self.head_bytes)] = byte;
            self.head_bytes += 1;
            let have = usize::from(self.head_bytes);
            if have < 2 {
                continue;
            }
            let (opcode, bytes) = head::begin(self.head[0], self.head[1])?;
            whole = whole.max(bytes);
            if have == whole {
                return head::parse(&self.head[..whole], opcode).map(Some);
            }
        }
        Ok(None)
    }

    /// Checks a frame against the message it belongs to, before any of it is kept.
    fn enter(&mut self, head: Head, limits: &ReadLimits) -> Result<Head, Fault> {
        match head.opcode {
            Opcode::More if self.text.is_none() => return Err(Fault::Protocol("nothing to continue")),
            Opcode::Text | Opcode::Binary if self.text.is_some() => {
                return Err(Fault::Protocol("a message within a message"));
            }
            Opcode::Text => self.text = Some(true),
            Opcode::Binary => self.text = Some(false),
            _ => {}
        }
        if !head.opcode.is_control() {
            self.pieces += 1;
            if self.pieces > limits.pieces {
                return Err(Fault::Flood("too many pieces"));
            }
            let room = limits.message_bytes.saturating_sub(self.message.len()) as u64;
            if head.length > room {
                return Err(Fault::TooBig);
            }
        }
        self.frame = Some(head);
        Ok(head)
    }

    /// Takes what there is of the payload; whether that was all of it.
    fn read_payload(&mut self, head: Head, input: &mut &[u8]) -> Result<bool, Fault> {
        let (from, left) = (self.come as usize, (head.length - self.come) as usize);
        let (mine, rest) = input.split_at(left.min(input.len()));
        *input = rest;
        let plain = mine.iter().enumerate().map(|(at, byte)| byte ^ head.mask[(from + at) & 3]);
        self.come += mine.len() as u64;
        if head.opcode.is_control() {
            self.control[from..].iter_mut().zip(plain).for_each(|(place, byte)| *place = byte);
        } else {
            self.message.extend(plain);
            self.check_text(head.fin && self.come == head.length)?;
        }
        Ok(self.come == head.length)
    }

    /// Refuses text as soon as it cannot become UTF-8 any more.
    fn check_text(&mut self, last: bool) -> Result<(), Fault> {
        if self.text != Some(true) {
            return Ok(());
        }
        match std::str::from_utf8(&self.message[self.checked..]) {
            Ok(_) => self.checked = self.message.len(),
            Err(error) if error.error_len().is_some() || last => return Err(Fault::NotText),
            Err(error) => self.checked += error.valid_up_to(),
        }
        Ok(())
    }

    /// What was read up to the end of the frame with this head; it has been checked.
    fn message(&mut self, head: Head) -> Message<'_> {
        let control = &self.control[..(head.length as usize).min(MOST_CONTROL)];
        match head.opcode {
            Opcode::Ping => Message::Ping(control),
            Opcode::Pong => Message::Pong(control),
            Opcode::Close => closing(control).unwrap_or(Message::Close(None, "")),
            Opcode::More | Opcode::Text | Opcode::Binary => {
                self.told = true;
                match self.text {
                    Some(true) => Message::Text(std::str::from_utf8(&self.message).unwrap_or_default()),
                    _ => Message::Binary(&self.message),
                }
            }
        }
    }
}

fn closing(body: &[u8]) -> Result<Message<'_>, Fault> {
    match body {
        [] => Ok(Message::Close(None, "")),
        [high, low, reason @ ..] => {
            let code = u16::from_be_bytes([*high, *low]);
            if !is_close_code(code) {
                return Err(Fault::Protocol("no such close code"));
            }
            std::str::from_utf8(reason).map(|reason| Message::Close(Some(code), reason)).map_err(|_| Fault::NotText)
        }
        [_] => Err(Fault::Protocol("half a close code")),
    }
}
