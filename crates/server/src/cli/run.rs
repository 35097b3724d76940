//! Runs the server from opening the folder to closing it.

use super::Stop;
use crate::config::{AppSettings, Durability, Settings};
use crate::{Drained, Patience, Server, Tls, logging, serve};
use opentim_store::{Clock, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Files that are open besides connections: the data, the log, the runtime.
const FILES: u64 = 64;
/// Memory for pages of the database, as suits a server.
const CACHE_MIB: u32 = 256;

pub(super) fn with_config(file: &Path) -> Result<(), Stop> {
    let settings = Settings::load(file).map_err(Stop::refused)?;
    logging::start().map_err(Stop::refused)?;
    let tls = settings.tls.map(Tls::load).transpose().map_err(Stop::refused)?;
    let (scheme, tls) = match tls {
        Some((tls, warnings)) => {
            warn(&warnings);
            ("https", Some(tls))
        }
        None => ("http", None),
    };
    let store = open(&settings.data_dir, settings.durability)?;
    let with = |server: Server| {
        let server = server.with_gateway(settings.gateway).with_metrics(settings.metrics_token).behind(settings.trusted_proxies);
        match tls {
            Some(tls) => server.with_tls(tls),
            None => server,
        }
    };
    let ready = |address| super::say(&format!("opentim-server listens on {scheme}://{address}"));
    run(settings.listen, store, settings.apps, with, ready)
}

fn warn(warnings: &[String]) {
    warnings.iter().for_each(|warning| tracing::warn!("{warning}"));
}

pub(super) fn open(folder: &Path, durability: Durability) -> Result<SqliteStore, Stop> {
    let durability = match durability {
        Durability::Full => opentim_store_sqlite::Durability::Full,
        Durability::Relaxed => opentim_store_sqlite::Durability::Relaxed,
    };
    SqliteStore::open(folder, Options { durability, cache_mib: CACHE_MIB }, Arc::new(SystemClock)).map_err(Stop::failed)
}

/// Serves until a signal ends it. `with` gives the server what is configured beyond its apps; `ready` is told the address once
/// calls are taken.
pub(super) fn run(
    listen: SocketAddr,
    store: SqliteStore,
    apps: Vec<AppSettings>,
    with: impl FnOnce(Server) -> Server,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Stop::failed)?;
    let store = Arc::new(store);
    let id_key = store.keys().id_key;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let server = Arc::new(with(Server::new(apps, store.clone(), clock, id_key, Patience::default())));
    allow_files(server.most_connections() as u64 + FILES);
    let served = runtime.block_on(until_signal(server, listen, ready));
    // Nothing may still hold the store when it is closed.
    drop(runtime);
    store.close();
    let Drained { cut_off } = served?;
    if cut_off > 0 {
        tracing::warn!(cut_off, "calls took too long and were cut off");
    }
    tracing::info!("stopped");
    Ok(())
}

/// Has the system allow so many open files and connections, as far as it lets us: few systems do by themselves.
fn allow_files(wanted: u64) {
    match rlimit::increase_nofile_limit(wanted) {
        Ok(allowed) if allowed >= wanted => {}
        Ok(allowed) => tracing::warn!(
            allowed,
            wanted,
            "fewer open files are allowed than connections and sessions are configured: raise LimitNOFILE (`ulimit -Hn`)"
        ),
        Err(error) => tracing::warn!(%error, "how many files may be open could not be found out"),
    }
}

async fn until_signal(server: Arc<Server>, listen: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<Drained, Stop> {
    // The signals are caught before anybody can know that there is something to stop.
    let stop = stop_signal().map_err(Stop::failed)?;
    let reloading = reloading(&server).map_err(Stop::failed)?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| Stop::failed(format!("cannot listen on {listen}: {error}; free the port or choose another")))?;
    let address = listener.local_addr().map_err(Stop::failed)?;
    let clean_up = tokio::spawn({
        let server = server.clone();
        async move { server.clean_up().await }
    });
    let (stopped, told) = oneshot::channel::<()>();
    let deliver = tokio::spawn({
        let server = server.clone();
        async move {
            // That the other end is gone says the same.
            server.deliver(async move { _ = told.await }).await;
        }
    });
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "listening");
    ready(address);
    let drained = serve(server, listener, stop).await;
    clean_up.abort();
    drop(stopped);
    if let Err(error) = deliver.await {
        tracing::error!(%error, "how far webhooks were told may not be kept; some are told twice");
    }
    reloading.abort();
    Ok(drained)
}

/// Reads the files of TLS anew with every SIGHUP. Without TLS the signal ends the process, as it does by itself.
#[cfg(unix)]
fn reloading(server: &Arc<Server>) -> io::Result<JoinHandle<()>> {
    use tokio::signal::unix::{SignalKind, signal};
    if !server.is_secure() {
        return Ok(tokio::spawn(std::future::ready(())));
    }
    let mut hangup = signal(SignalKind::hangup())?;
    let server = server.clone();
    Ok(tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            match server.reload() {
                Ok(warnings) => {
                    warn(&warnings);
                    tracing::info!("the certificate was read anew; later connections get it");
                }
                Err(faults) => tracing::error!(%faults, "the certificate was not taken; the one before stays in use"),
            }
        }
    }))
}

/// There is no such signal here.
#[cfg(not(unix))]
fn reloading(_server: &Arc<Server>) -> io::Result<JoinHandle<()>> {
    Ok(tokio::spawn(std::future::ready(())))
}

/// SIGXFSZ, which has this number on Linux and macOS.
#[cfg(unix)]
const FILE_TOO_LARGE: i32 = 25;

/// Comes when the process is asked to end. The signals are caught from this call on.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    // A file at its allowed size is a write that fails, not the end of the process: the calls are refused until it is mended.
    let _file_too_large = signal(SignalKind::from_raw(FILE_TOO_LARGE))?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Comes when the process is asked to end.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without the signal the process can only be ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
