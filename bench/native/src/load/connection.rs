//! One keep-alive connection with at most one request under way.

use mio::net::TcpStream;
use mio::{Interest, Registry, Token};
use opentim_bench::{INTRODUCTION, MEMBERS, name, user};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// A connection.
pub struct Connection {
    stream: TcpStream,
    address: SocketAddr,
    request: Vec<u8>,
    body: Vec<u8>,
    reply: Vec<u8>,
    sent_at: Instant,
}

impl Connection {
    /// Connects; the connection is known by `at`.
    pub fn open(address: SocketAddr, registry: &Registry, at: usize) -> Result<Self> {
        let stream = std::net::TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        registry.register(&mut stream, Token(at), Interest::READABLE)?;
        Ok(Self { stream, address, request: Vec::new(), body: Vec::new(), reply: Vec::new(), sent_at: Instant::now() })
    }

    /// Asks for group number `number`.
    pub fn send(&mut self, path: &str, number: u64, pool: u64) -> Result<()> {
        self.body.clear();
        write!(
            self.body,
            r#"{{"Owner_Account":"{}","Type":"Public","Name":"{}","Introduction":"{}","MemberList":["#,
            user(number, 0, pool),
            name(number),
            INTRODUCTION
        )?;
        for place in 1..=MEMBERS {
            let comma = if place == 1 { "" } else { "," };
            write!(self.body, r#"{comma}{{"Member_Account":"{}"}}"#, user(number, place, pool))?;
        }
        self.body.extend_from_slice(b"]}");
        self.request.clear();
        write!(
            self.request,
            "POST {path}&random={} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            number % u64::from(u32::MAX),
            self.address,
            self.body.len()
        )?;
        self.request.extend_from_slice(&self.body);
        self.sent_at = Instant::now();
        // A request is smaller than any socket buffer and nothing else is under way.
        self.stream.write_all(&self.request)
    }

    /// Reads what has come; gives the time since sending once the reply is whole.
    pub fn ready(&mut self) -> Result<Option<Duration>> {
        let mut chunk = [0; 4096];
        loop {
            match self.stream.read(&mut chunk) {
                Ok(0) => return Err(Error::new(ErrorKind::UnexpectedEof, "the server closed a connection")),
                Ok(count) => {
                    self.reply.extend_from_slice(&chunk[..count]);
                    // A reply fits into one chunk: what was read less than that is all there is, and asking again is a call more.
                    if count < chunk.len() {
                        break;
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error),
            }
        }
        if !self.whole()? {
            return Ok(None);
        }
        let taken = self.sent_at.elapsed();
        self.reply.clear();
        Ok(Some(taken))
    }

    /// Whether the reply is whole; a refusal ends the measurement.
    fn whole(&self) -> Result<bool> {
        let Some(head) = find(&self.reply, b"\r\n\r\n") else { return Ok(false) };
        let body = &self.reply[head + 4..];
        if body.len() < length(&self.reply[..head])? {
            return Ok(false);
        }
        if self.reply.starts_with(b"HTTP/1.1 200") && find(body, br#""ErrorCode":0"#).is_some() {
            return Ok(true);
        }
        Err(Error::other(format!("the server refused: {}", String::from_utf8_lossy(&self.reply))))
    }
}

fn length(head: &[u8]) -> Result<usize> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    value
        .and_then(|value| value.trim().parse().ok())
        .ok_or_else(|| Error::other(format!("a reply without Content-Length: {head}")))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
