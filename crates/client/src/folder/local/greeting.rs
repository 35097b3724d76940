//! The first words on the socket of a folder, before any frame: who has it, and what the other wants.
//!
//! The owner begins with `opentim VERSION protocol N pid PID`, the other answers with what it wants; each is one line.

use opentim_wire::frame;
use opentim_wire::sdk::VERSION;
use std::io::{Error, ErrorKind, Result};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Longest line in bytes.
const LONGEST: usize = 200;

/// Who has the folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Greeting {
    /// Version of its opentim.
    pub version: String,
    /// Version of the frames it speaks.
    pub protocol: u32,
    /// Number of its process.
    pub pid: u32,
}

impl Greeting {
    /// That of this process.
    fn own() -> Self {
        Self { version: VERSION.to_owned(), protocol: frame::VERSION, pid: std::process::id() }
    }

    fn line(&self) -> String {
        format!("opentim {} protocol {} pid {}", self.version, self.protocol, self.pid)
    }

    fn parse(line: &str) -> Option<Self> {
        // Words that a later version adds are passed over.
        let mut words = line.split(' ');
        let mut value_of = |name| (words.next() == Some(name)).then(|| words.next()).flatten();
        let version = value_of("opentim")?.to_owned();
        let protocol = value_of("protocol")?.parse().ok()?;
        Some(Self { version, protocol, pid: value_of("pid")?.parse().ok()? })
    }
}

/// What a process wants of the owner.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wish {
    /// To notice when the owner goes: nothing more is said.
    Watch,
    /// Frames of the gateway, for one login.
    Frames,
}

impl Wish {
    fn name(self) -> &'static str {
        match self {
            Self::Watch => "watch",
            Self::Frames => "frames",
        }
    }
}

/// The owner's part: greets and hears the wish.
pub(crate) async fn receive<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S) -> Result<Wish> {
    say(stream, &Greeting::own().line()).await?;
    let line = hear(stream).await?;
    let wish = [Wish::Watch, Wish::Frames].into_iter().find(|wish| wish.name() == line);
    wish.ok_or_else(|| Error::new(ErrorKind::InvalidData, "it wants what is not offered here"))
}

/// The other's part: hears who is there, and says its wish if both speak the same protocol.
pub(crate) async fn visit<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, wish: Wish) -> Result<Greeting> {
    let line = hear(stream).await?;
    let greeting = Greeting::parse(&line).ok_or_else(|| Error::new(ErrorKind::InvalidData, "it is not opentim that answers"))?;
    if greeting.speaks_as_we() {
        say(stream, wish.name()).await?;
    }
    Ok(greeting)
}

impl Greeting {
    /// Whether its frames are those of this version.
    pub(crate) fn speaks_as_we(&self) -> bool {
        self.protocol == frame::VERSION
    }
}

async fn say<S: AsyncWrite + Unpin>(stream: &mut S, line: &str) -> Result<()> {
    stream.write_all(format!("{line}\n").as_bytes()).await?;
    stream.flush().await
}

/// Byte by byte, because what follows the line is for somebody else.
async fn hear<S: AsyncRead + Unpin>(stream: &mut S) -> Result<String> {
    let mut line = Vec::new();
    loop {
        match stream.read_u8().await? {
            b'\n' => return String::from_utf8(line).map_err(|_| Error::new(ErrorKind::InvalidData, "the line is not text")),
            _ if line.len() == LONGEST => return Err(Error::new(ErrorKind::InvalidData, "the line does not end")),
            byte => line.push(byte),
        }
    }
}

#[cfg(test)]
mod tests;
