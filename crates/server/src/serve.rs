//! The listening socket, its connections, and a clean end.

use crate::compose::Server;
use crate::exchange::exchange;
use crate::gateway::{self, Opened, Opening};
use crate::tls::{self, Tls};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::server::TlsStream;

/// Room for the head of a request in bytes: a UserSig of 8 KiB and everything around it.
const HEAD_BYTES: usize = 32 * 1024;
/// How long accepting rests after the system refused, for instance because no file number was free.
const ACCEPT_REST: Duration = Duration::from_millis(50);

/// How serving ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drained {
    /// Connections that were cut off because their calls took too long.
    pub cut_off: usize,
}

/// Serves until `stop` is there, then finishes the calls under way.
pub async fn serve(server: Arc<Server>, listener: TcpListener, stop: impl Future<Output = ()>) -> Drained {
    let mut stop = pin!(stop);
    let (stopping, stopped) = watch::channel(false);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            accepted = accept(&listener, &server.places) => match accepted {
                Ok((place, stream, peer)) => {
                    connections.spawn(connection(server.clone(), place, stream, peer, stopped.clone()));
                }
                Err(error) => accept_failed(&error).await,
            },
        }
    }
    drop(listener);
    tracing::info!(connections = connections.len(), "stopping: calls under way are finished");
    // Nobody listening means that there is no connection.
    let _ = stopping.send(true);
    let drained = timeout(server.patience.drain, async { while connections.join_next().await.is_some() {} }).await;
    let cut_off = if drained.is_err() { connections.len() } else { 0 };
    connections.shutdown().await;
    Drained { cut_off }
}

/// The next connection, once there is room for it.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((place, stream, peer))
}

async fn accept_failed(error: &io::Error) {
    // These say that this one caller went away; the others say that the system is short of something.
    let gone = [io::ErrorKind::ConnectionAborted, io::ErrorKind::ConnectionReset];
    if !gone.contains(&error.kind()) {
        tracing::warn!(%error, "a connection could not be accepted");
        sleep(ACCEPT_REST).await;
    }
}

async fn connection(
    server: Arc<Server>,
    place: OwnedSemaphorePermit,
    stream: TcpStream,
    peer: SocketAddr,
    mut stopped: watch::Receiver<bool>,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY could not be set");
    }
    let Some(tls) = &server.tls else { return talk(server, place, stream, peer, stopped).await };
    let handshake = Box::pin(secured(tls, stream));
    let secured = tokio::select! {
        secured = timeout(server.patience.handshake, handshake) => secured,
        () = told(&mut stopped) => return,
    };
    match secured {
        Ok(Ok(Some(stream))) => talk(server, place, stream, peer, stopped).await,
        Ok(Ok(None)) => tracing::debug!(%peer, "plain HTTP came to the TLS port"),
        Ok(Err(error)) => tracing::debug!(%peer, %error, "a TLS handshake failed"),
        Err(_) => tracing::debug!(%peer, "a TLS handshake took too long"),
    }
}

/// The secure stream, in a box because it is large and moves on, or nothing for a caller who speaks plain HTTP and was told so.
async fn secured(tls: &Tls, mut stream: TcpStream) -> io::Result<Option<Box<TlsStream<TcpStream>>>> {
    const REFUSAL: &[u8] = b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n\
        This port takes TLS only: write https:// (or wss://) in the place of http:// (ws://).\n";
    let mut first = [0];
    if stream.peek(&mut first).await? == 0 || first[0] == tls::HANDSHAKE || !first[0].is_ascii_uppercase() {
        return tls.acceptor().accept(stream).await.map(|stream| Some(Box::new(stream)));
    }
    // What was sent is read, or closing would take the refusal away with it.
    let _ = stream.read(&mut [0; 8192]).await?;
    stream.write_all(REFUSAL).await?;
    stream.shutdown().await?;
    Ok(None)
}

/// Requests, and the session that one of them may open. Both are boxed, so that a session, which may last, does not keep the memory
/// of what came before.
async fn talk<S>(server: Arc<Server>, place: OwnedSemaphorePermit, stream: S, peer: SocketAddr, mut stopped: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let opening = Box::pin(http(&server, stream, peer, &mut stopped)).await;
    drop(place);
    if let Some(opening) = opening {
        Box::pin(gateway::session::<S>(server, opening, stopped)).await;
    }
}

async fn http<S>(server: &Server, stream: S, peer: SocketAddr, stopped: &mut watch::Receiver<bool>) -> Option<Opening>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let opened = Opened::new();
    requests(server, stream, peer, stopped, &opened).await;
    opened.into_inner()
}

async fn requests<S>(server: &Server, stream: S, peer: SocketAddr, stopped: &mut watch::Receiver<bool>, opened: &Opened)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let answer = service_fn(|request| exchange(server, peer.ip(), request, opened));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(server.patience.head)
        .max_buf_size(HEAD_BYTES)
        // A caller may close his side once he has sent everything and still wait for the reply.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), answer)
        .with_upgrades();
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told(stopped) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%peer, %error, "a connection ended early");
    }
}

/// Comes back when the server stops.
async fn told(stopped: &mut watch::Receiver<bool>) {
    // The sender only goes away after it has told.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
