//! One kept-open HTTP/1.1 connection that sends ready-made bytes and reads just enough of the answer.

use anyhow::{Context, Result, ensure};
use std::{
    io,
    net::{IpAddr, SocketAddr},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream, lookup_host},
    time::timeout,
};

const HEAD_BYTES: usize = 64 * 1024;
const BODY_BYTES: usize = 256 * 1024 * 1024;
const READ_BYTES: usize = 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the server is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `host:port`, for connecting and for the Host header.
    pub authority: String,
}

impl Target {
    /// From `http://host[:port]`.
    ///
    /// # Errors
    /// In words, when the address is of another form.
    pub fn parse(base: &str) -> Result<Target> {
        let rest = base.strip_prefix("http://").with_context(|| format!("{base} does not begin with http://"))?;
        let authority = rest.trim_end_matches('/');
        ensure!(!authority.is_empty() && !authority.contains('/'), "{base} is not of the form http://host:port");
        let port = authority.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
        Ok(Target { authority: if port { authority.to_owned() } else { format!("{authority}:80") } })
    }

    /// Where to connect to.
    ///
    /// # Errors
    /// When the name is not known.
    pub async fn address(&self) -> io::Result<SocketAddr> {
        let mut found = lookup_host(&self.authority).await?;
        found.next().ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the name leads nowhere"))
    }
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Bytes of the body as they travelled.
    pub bytes: usize,
    /// The body itself, where it was to be kept.
    pub body: Vec<u8>,
    /// Whether the server lets the connection stay.
    pub stays: bool,
    /// Cookies that were set, as `name=value`.
    pub cookies: Vec<String>,
    /// Where to go instead.
    pub location: Option<String>,
    /// After how many seconds to come back.
    pub retry_after_s: Option<u64>,
}

/// How the end of a body is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Known(usize),
    Chunked,
}

/// An open connection.
pub struct Connection {
    stream: TcpStream,
    held: Vec<u8>,
    /// Bytes of `held` that were used already.
    used: usize,
}

impl Connection {
    /// Connects, at most 30 s.
    ///
    /// # Errors
    /// What the system says.
    pub async fn open(target: &Target) -> io::Result<Connection> {
        Connection::open_from(target, None).await
    }

    /// The same from one of this machine's own addresses.
    ///
    /// # Errors
    /// What the system says.
    pub async fn open_from(target: &Target, source: Option<IpAddr>) -> io::Result<Connection> {
        let stream = match source {
            None => timeout(PATIENCE, TcpStream::connect(&target.authority)).await??,
            Some(source) => {
                let socket = if source.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
                socket.bind(SocketAddr::new(source, 0))?;
                timeout(PATIENCE, socket.connect(target.address().await?)).await??
            }
        };
        stream.set_nodelay(true)?;
        Ok(Connection { stream, held: Vec::with_capacity(READ_BYTES), used: 0 })
    }

    /// Sends one request and reads its answer, at most 30 s; `keep` keeps the body.
    ///
    /// # Errors
    /// When the connection breaks or the answer is not HTTP/1.1; it must then be dropped.
    pub async fn exchange(&mut self, request: &[u8], keep: bool) -> io::Result<Reply> {
        timeout(PATIENCE, async {
            self.stream.write_all(request).await?;
            self.read(keep).await
        })
        .await?
    }

    async fn read(&mut self, keep: bool) -> io::Result<Reply> {
        let status = parse_status(&self.line().await?)?;
        let mut reply = Reply { status, stays: true, ..Reply::default() };
        let (mut length, mut head) = (Length::Known(0), 0);
        loop {
            let line = self.line().await?;
            head += line.len();
            if head > HEAD_BYTES {
                return Err(odd("the head is too long"));
            }
            let Some((name, value)) = line.split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => {
                    length = Length::Known(value.parse().map_err(|_| odd("a length that is no number"))?)
                }
                "transfer-encoding" => length = Length::Chunked,
                "set-cookie" => reply.cookies.extend(value.split(';').next().map(str::to_owned)),
                "location" => reply.location = Some(value.to_owned()),
                "retry-after" => reply.retry_after_s = value.parse().ok(),
                "connection" => reply.stays = !value.eq_ignore_ascii_case("close"),
                _ => {}
            }
        }
        match length {
            Length::Known(bytes) => self.take(bytes, keep, &mut reply).await?,
            Length::Chunked => self.chunks(keep, &mut reply).await?,
        }
        Ok(reply)
    }

    async fn chunks(&mut self, keep: bool, reply: &mut Reply) -> io::Result<()> {
        loop {
            let line = self.line().await?;
            let size = line.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16).map_err(|_| odd("a chunk without size"))?;
            if size == 0 {
                while !self.line().await?.is_empty() {}
                return Ok(());
            }
            self.take(size, keep, reply).await?;
            self.line().await?;
        }
    }

    /// The next so many bytes belong to the body.
    async fn take(&mut self, bytes: usize, keep: bool, reply: &mut Reply) -> io::Result<()> {
        reply.bytes += bytes;
        if reply.bytes > BODY_BYTES {
            return Err(odd("the body is too long"));
        }
        let mut missing = bytes;
        while missing > 0 {
            if self.used == self.held.len() {
                self.fill().await?;
            }
            let here = missing.min(self.held.len() - self.used);
            if keep {
                reply.body.extend(self.held.iter().skip(self.used).take(here));
            }
            self.used += here;
            missing -= here;
        }
        Ok(())
    }

    /// The next line without its end.
    async fn line(&mut self) -> io::Result<String> {
        let mut seen = self.used;
        loop {
            let fresh = self.held.get(seen..).unwrap_or_default();
            if let Some(at) = fresh.iter().position(|byte| *byte == b'\n') {
                let end = seen + at;
                let line = self.held.get(self.used..end).unwrap_or_default();
                let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line)).into_owned();
                self.used = end + 1;
                return Ok(line);
            }
            let waiting = self.held.len() - self.used;
            if waiting > HEAD_BYTES {
                return Err(odd("a line is too long"));
            }
            self.fill().await?;
            seen = self.used + waiting;
        }
    }

    /// Reads what has come; what was used is forgotten first.
    async fn fill(&mut self) -> io::Result<()> {
        self.held.drain(..self.used);
        self.used = 0;
        self.held.reserve(READ_BYTES);
        match self.stream.read_buf(&mut self.held).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

fn parse_status(line: &str) -> io::Result<u16> {
    let rest = line.strip_prefix("HTTP/1.1 ").ok_or_else(|| odd("not an HTTP/1.1 answer"))?;
    rest.get(..3).and_then(|code| code.parse().ok()).ok_or_else(|| odd("an answer without status"))
}

fn odd(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
#[path = "connection_test.rs"]
mod tests;
