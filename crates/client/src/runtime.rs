//! The one tokio runtime of the process.

use std::sync::OnceLock;
use tokio::runtime::{Builder, Runtime};

/// Threads that run calls, at least.
const FEWEST_WORKERS: usize = 2;

/// The runtime that every instance shares. It is never shut down: environments that use it come and go.
///
/// # Panics
/// When the system gives no threads at all; nothing could work then.
pub fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let cores = std::thread::available_parallelism().map_or(FEWEST_WORKERS, usize::from);
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(cores.max(FEWEST_WORKERS)).thread_name("opentim").enable_all();
        builder.build().unwrap_or_else(|error| panic!("opentim: no threads could be started: {error}"))
    })
}
