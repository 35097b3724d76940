//! Load on an HTTP server over keep-alive connections: each sends its next request when it has its reply. Prints one line of JSON.

use clap::Parser;
use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[derive(Parser)]
struct Arguments {
    /// Where the server listens
    #[arg(long)]
    address: SocketAddr,
    /// Path with query
    #[arg(long)]
    path: String,
    /// One request body per line; used in turn
    #[arg(long)]
    bodies: PathBuf,
    #[arg(long)]
    connections: usize,
    /// Requests in all, not counting the warm-up
    #[arg(long)]
    requests: usize,
    /// Requests before the measurement
    #[arg(long, default_value_t = 0)]
    warm_up: usize,
}

struct Work {
    address: SocketAddr,
    requests: Vec<Vec<u8>>,
    next: AtomicUsize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let bodies = std::fs::read_to_string(&arguments.bodies)?;
    let requests = bodies.lines().map(|body| request(&arguments, body)).collect();
    let work = Arc::new(Work { address: arguments.address, requests, next: AtomicUsize::new(0) });
    let mut streams = Vec::new();
    for _ in 0..arguments.connections {
        let stream = TcpStream::connect(work.address).await?;
        stream.set_nodelay(true)?;
        streams.push(stream);
    }
    if arguments.warm_up > 0 {
        (streams, ..) = round(&work, streams, arguments.warm_up).await?;
    }
    let start = Instant::now();
    let (_, mut times, refused) = round(&work, streams, arguments.requests).await?;
    let seconds = start.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!(
        "{}",
        serde_json::json!({
            "requests": times.len(), "refused": refused, "seconds": seconds, "rate": times.len() as f64 / seconds,
            "p50": at(0.5), "p99": at(0.99), "max": at(1.0),
        })
    );
    Ok(())
}

fn request(arguments: &Arguments, body: &str) -> Vec<u8> {
    format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        arguments.path,
        arguments.address,
        body.len()
    )
    .into_bytes()
}

/// Sends that many requests over all connections; gives these back with the time of each and the number of refusals.
async fn round(
    work: &Arc<Work>,
    streams: Vec<TcpStream>,
    count: usize,
) -> Result<(Vec<TcpStream>, Vec<Duration>, usize), Box<dyn Error>> {
    let left = Arc::new(AtomicUsize::new(count));
    let tasks: Vec<_> = streams.into_iter().map(|stream| tokio::spawn(one(work.clone(), left.clone(), stream))).collect();
    let (mut streams, mut times, mut refused) = (Vec::new(), Vec::with_capacity(count), 0);
    for task in tasks {
        let (stream, own, bad) = task.await?.map_err(|error| format!("a connection broke: {error}"))?;
        streams.push(stream);
        times.extend(own);
        refused += bad;
    }
    Ok((streams, times, refused))
}

async fn one(
    work: Arc<Work>,
    left: Arc<AtomicUsize>,
    mut stream: TcpStream,
) -> Result<(TcpStream, Vec<Duration>, usize), std::io::Error> {
    let (mut times, mut refused) = (Vec::new(), 0);
    let mut buffer = vec![0; 16 * 1024];
    while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
        let at = work.next.fetch_add(1, Ordering::Relaxed);
        let start = Instant::now();
        stream.write_all(&work.requests[at % work.requests.len()]).await?;
        let reply = reply(&mut stream, &mut buffer).await?;
        times.push(start.elapsed());
        let good = reply.windows(GOOD.len()).any(|part| part == GOOD);
        if !good && refused == 0 {
            eprintln!("refused: {}", String::from_utf8_lossy(reply));
        }
        refused += usize::from(!good);
    }
    Ok((stream, times, refused))
}

const GOOD: &[u8] = b"\"ErrorCode\":0";

/// Reads one reply and gives its body.
async fn reply<'b>(stream: &mut TcpStream, buffer: &'b mut [u8]) -> Result<&'b [u8], std::io::Error> {
    let broken = |what| std::io::Error::new(std::io::ErrorKind::InvalidData, what);
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        if read == 0 {
            return Err(broken("the server closed the connection"));
        }
        filled += read;
        let Some(head) = buffer[..filled].windows(4).position(|part| part == b"\r\n\r\n") else { continue };
        let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
        let length = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
        let end = head + 4 + length.ok_or_else(|| broken("the reply has no Content-Length"))?;
        if filled >= end {
            return Ok(&buffer[head + 4..end]);
        }
    }
}
