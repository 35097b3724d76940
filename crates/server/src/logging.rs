//! The log: to stderr, as much as `OPENTIM_LOG` says. Keys, UserSigs and query strings never go there.

use tracing_subscriber::filter::LevelFilter;

/// The environment variable with the level.
pub(crate) const LEVEL: &str = "OPENTIM_LOG";

/// Starts the log. Levels: off, error, warn, info (default), debug, trace.
///
/// # Errors
/// A sentence when the level is none of these.
pub(crate) fn start() -> Result<(), String> {
    let level = match std::env::var(LEVEL) {
        Err(_) => LevelFilter::INFO,
        Ok(text) if text.is_empty() => LevelFilter::INFO,
        Ok(text) => {
            text.parse().map_err(|_| format!("{LEVEL} must be off, error, warn, info, debug or trace; {text:?} was given"))?
        }
    };
    let log = tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_ansi(false).with_target(false);
    // A line that cannot be written is lost; telling of it on the same stderr would end the server with a panic.
    log.log_internal_errors(false).try_init().map_err(|error| error.to_string())
}
