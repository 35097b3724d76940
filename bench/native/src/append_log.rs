//! What the disk and the HTTP layer allow: bodies are appended to a file, synced together, and answered. The connection is set
//! up as the server's own (crates/server/src/serve.rs), one thread writes as the store's writer does.

use clap::Parser;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::fs::{File, OpenOptions};
use std::io::{Error, Result, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

/// Bodies written with one sync, as in the store.
const BATCH: usize = 1024;

#[derive(Parser)]
struct Arguments {
    /// The file to append to
    #[arg(long)]
    file: PathBuf,
}

struct Entry {
    body: Bytes,
    written: oneshot::Sender<()>,
}

fn main() -> Result<()> {
    let file = OpenOptions::new().create(true).append(true).open(Arguments::parse().file)?;
    let (log, entries) = sync_channel(8192);
    std::thread::Builder::new().name("writer".into()).spawn(move || append(file, &entries).expect("the log can be written"))?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(log))
}

/// Appends all waiting bodies, syncs once, answers all of them.
fn append(mut file: File, entries: &Receiver<Entry>) -> Result<()> {
    let (mut text, mut waiting) = (Vec::new(), Vec::new());
    while let Ok(first) = entries.recv() {
        let mut next = Some(first);
        while let Some(Entry { body, written }) = next {
            text.extend_from_slice(&body);
            text.push(b'\n');
            waiting.push(written);
            next = if waiting.len() < BATCH { entries.try_recv().ok() } else { None };
        }
        file.write_all(&text)?;
        file.sync_data()?;
        text.clear();
        for written in waiting.drain(..) {
            // Whoever went away does not want to know.
            let _ = written.send(());
        }
    }
    Ok(())
}

async fn serve(log: SyncSender<Entry>) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(connection(log.clone(), stream));
    }
}

async fn connection(log: SyncSender<Entry>, stream: TcpStream) {
    // Without it only the latency would change.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(|request| exchange(&log, request));
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(60))
        .max_buf_size(32 * 1024)
        .half_close(true)
        .serve_connection(TokioIo::new(stream), answer)
        .await;
    drop(served);
}

async fn exchange(log: &SyncSender<Entry>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>> {
    let body = request.into_body().collect().await.map_err(Error::other)?.to_bytes();
    let (written, on_disk) = oneshot::channel();
    log.send(Entry { body, written }).map_err(Error::other)?;
    on_disk.await.map_err(Error::other)?;
    let text = r#"{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","GroupId":"@TGS#2ABCDEFGH"}"#;
    let mut reply = Response::new(Full::new(text.into()));
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(reply)
}
