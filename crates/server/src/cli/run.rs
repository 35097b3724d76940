//! Runs the server from opening the folder to closing it.

use super::Stop;
use crate::config::{AppSettings, Durability, Settings};
use crate::{Drained, Patience, Server, logging, serve};
use opentim_store::{Clock, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// Memory for pages of the database, as suits a server.
const CACHE_MIB: u32 = 256;

pub(super) fn with_config(file: &Path) -> Result<(), Stop> {
    let settings = Settings::load(file).map_err(Stop::refused)?;
    logging::start().map_err(Stop::refused)?;
    let store = open(&settings.data_dir, settings.durability)?;
    run(settings.listen, store, settings.apps, |address| println!("opentim-server listens on http://{address}"))
}

pub(super) fn open(folder: &Path, durability: Durability) -> Result<SqliteStore, Stop> {
    let durability = match durability {
        Durability::Full => opentim_store_sqlite::Durability::Full,
        Durability::Relaxed => opentim_store_sqlite::Durability::Relaxed,
    };
    SqliteStore::open(folder, Options { durability, cache_mib: CACHE_MIB }, Arc::new(SystemClock)).map_err(Stop::failed)
}

/// Serves until a signal ends it. `ready` is told the address once calls are taken.
pub(super) fn run(
    listen: SocketAddr,
    store: SqliteStore,
    apps: Vec<AppSettings>,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Stop::failed)?;
    let store = Arc::new(store);
    let id_key = store.keys().id_key;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let server = Arc::new(Server::new(apps, store.clone(), clock, id_key, Patience::default()));
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

async fn until_signal(server: Arc<Server>, listen: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<Drained, Stop> {
    // The signals are caught before anybody can know that there is something to stop.
    let mut terminate = signal(SignalKind::terminate()).map_err(Stop::failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Stop::failed)?;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| Stop::failed(format!("cannot listen on {listen}: {error}; free the port or choose another")))?;
    let address = listener.local_addr().map_err(Stop::failed)?;
    let clean_up = tokio::spawn({
        let server = server.clone();
        async move { server.clean_up().await }
    });
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "listening");
    ready(address);
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    let drained = serve(server, listener, stop).await;
    clean_up.abort();
    Ok(drained)
}
