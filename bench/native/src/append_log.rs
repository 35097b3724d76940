//! The same HTTP layer as the server's with the least durable work there is: each body goes to the end of one file, and is answered
//! after fdatasync. Requests that wait while the disk works share the next sync.

use clap::Parser;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

/// Bodies in one sync at most.
const BATCH: usize = 1024;

#[derive(Parser)]
struct Arguments {
    /// The file to append to
    #[arg(long)]
    file: PathBuf,
}

type Entry = (Bytes, oneshot::Sender<()>);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let file = OpenOptions::new().create(true).append(true).open(arguments.file)?;
    let (queue, waiting) = mpsc::channel(BATCH * 4);
    std::thread::spawn(move || write(file, waiting));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let queue = queue.clone();
        tokio::spawn(async move {
            let answer = service_fn(|request| answer(request, queue.clone()));
            // A connection that breaks ends its own task only.
            let _ = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

async fn answer(request: Request<Incoming>, queue: mpsc::Sender<Entry>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let body = request.into_body().collect().await?.to_bytes();
    let (written, done) = oneshot::channel();
    let sent = queue.send((body, written)).await.is_ok() && done.await.is_ok();
    let text: &'static str = if sent {
        r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"GroupId":"@TGS#2J4SZEAEL"}"#
    } else {
        r#"{"ActionStatus":"FAIL","ErrorInfo":"not written","ErrorCode":10002}"#
    };
    Ok(Response::new(Full::new(Bytes::from_static(text.as_bytes()))))
}

fn write(mut file: File, mut waiting: mpsc::Receiver<Entry>) {
    let mut batch = Vec::with_capacity(BATCH);
    let mut bytes = Vec::new();
    while waiting.blocking_recv_many(&mut batch, BATCH) > 0 {
        bytes.clear();
        for (body, _) in &batch {
            bytes.extend_from_slice(&(body.len() as u32).to_le_bytes());
            bytes.extend_from_slice(body);
        }
        let written = file.write_all(&bytes).and_then(|()| file.sync_data());
        if let Err(error) = written {
            eprintln!("append-log: {error}");
            return;
        }
        for (_, done) in batch.drain(..) {
            // Whoever went away does not want to know.
            let _ = done.send(());
        }
    }
}
