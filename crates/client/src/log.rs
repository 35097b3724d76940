//! Log lines: to standard error and to listeners. Nothing is written to standard output, and no key and no UserSig is logged.
//!
//! Both sinks count for the whole process, as in the incumbent. What goes to standard error is decided by `OPENTIM_LOG` where it
//! is set ("info", "warn,opentim_engine=debug"), else by the SDK's own settings; warnings and errors at first.

use opentim_wire::sdk::base::{JsonConfig, LogLevel};
use std::fmt::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Once, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets, filter_fn};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry, fmt as lines};

/// Takes a log line: its level as in `TIMLogLevel`, and its text. Called from any thread.
pub type LogListener = Arc<dyn Fn(i32, String) + Send + Sync>;

/// Variable that decides what goes to standard error.
const VARIABLE: &str = "OPENTIM_LOG";

/// What goes where.
struct Sinks {
    /// `OPENTIM_LOG` decides about standard error.
    fixed: bool,
    console: bool,
    stderr: Targets,
    heard: LevelFilter,
    listeners: Vec<(u64, LogListener)>,
}

static SINKS: LazyLock<RwLock<Sinks>> = LazyLock::new(|| {
    let named = std::env::var(VARIABLE).ok().filter(|text| !text.is_empty());
    let wished = named.as_deref().map(Targets::from_str);
    if let Some(Err(error)) = &wished {
        let advice = format!("opentim: {VARIABLE} is not understood ({error}); write a level or target=level, parted by commas\n");
        // Where stderr is closed `eprintln!` would panic, and with it every later log line.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), advice.as_bytes());
    }
    let wished = wished.and_then(Result::ok);
    RwLock::new(Sinks {
        fixed: wished.is_some(),
        console: true,
        stderr: wished.unwrap_or_else(|| ours(LevelFilter::WARN)),
        heard: LevelFilter::INFO,
        listeners: Vec::new(),
    })
});

fn sinks() -> RwLockReadGuard<'static, Sinks> {
    SINKS.read().unwrap_or_else(PoisonError::into_inner)
}

fn sinks_mut() -> RwLockWriteGuard<'static, Sinks> {
    SINKS.write().unwrap_or_else(PoisonError::into_inner)
}

fn ours(level: LevelFilter) -> Targets {
    Targets::new().with_target("opentim", level)
}

/// Begins to collect log lines, once per process. A host that collects them already keeps doing so.
pub(crate) fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let stderr = lines::layer().with_writer(std::io::stderr).with_ansi(false).with_filter(filter_fn(to_stderr));
        let subscriber = Registry::default().with(stderr).with(ToListeners.with_filter(filter_fn(to_listeners)));
        // Somebody else's subscriber stays; then only he decides what is shown.
        let _ = tracing::subscriber::set_global_default(subscriber);
    });
}

fn to_stderr(line: &Metadata<'_>) -> bool {
    let sinks = sinks();
    sinks.console && sinks.stderr.would_enable(line.target(), line.level())
}

fn to_listeners(line: &Metadata<'_>) -> bool {
    let sinks = sinks();
    !sinks.listeners.is_empty() && *line.level() <= sinks.heard && line.target().starts_with("opentim")
}

/// Takes over the log settings of a `TIMSetConfig`.
pub(crate) fn configure(config: &JsonConfig) {
    change(|sinks| {
        if let Some(level) = config.set_config_log_level.filter(|_| !sinks.fixed) {
            sinks.stderr = ours(filter(level));
        }
        if let Some(level) = config.set_config_callback_log_level {
            sinks.heard = filter(level);
        }
        if let Some(console) = config.set_config_is_log_output_console.filter(|_| !sinks.fixed) {
            sinks.console = console;
        }
    });
}

/// Takes over `electron_log` of a `TIMInit`.
pub(crate) fn electron(all: Option<bool>) {
    if all == Some(true) {
        change(|sinks| {
            if !sinks.fixed {
                sinks.stderr = ours(LevelFilter::TRACE);
            }
        });
    }
}

fn change(how: impl FnOnce(&mut Sinks)) {
    how(&mut sinks_mut());
    // What a place in the code found out about its sinks is kept there; it must be found out again.
    tracing::callsite::rebuild_interest_cache();
}

fn filter(level: LogLevel) -> LevelFilter {
    match level {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Test | LogLevel::Verbose => LevelFilter::TRACE,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Error | LogLevel::Assert => LevelFilter::ERROR,
    }
}

fn number(level: Level) -> i32 {
    let level = match level {
        Level::TRACE => LogLevel::Verbose,
        Level::DEBUG => LogLevel::Debug,
        Level::INFO => LogLevel::Info,
        Level::WARN => LogLevel::Warn,
        Level::ERROR => LogLevel::Error,
    };
    level as i32
}

/// The place of one instance's listener; it is given up with the instance.
pub(crate) struct Slot(u64);

impl Default for Slot {
    fn default() -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        Self(MADE.fetch_add(1, Ordering::Relaxed))
    }
}

impl Slot {
    /// Puts a listener in place of the one there was.
    pub(crate) fn set(&self, listener: Option<LogListener>) {
        change(|sinks| {
            sinks.listeners.retain(|(slot, _)| *slot != self.0);
            sinks.listeners.extend(listener.map(|listener| (self.0, listener)));
        });
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if sinks().listeners.iter().any(|(slot, _)| *slot == self.0) {
            self.set(None);
        }
    }
}

struct ToListeners;

impl<S: Subscriber> Layer<S> for ToListeners {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut text = Text(event.metadata().target().to_owned());
        event.record(&mut text);
        let level = number(*event.metadata().level());
        let listeners: Vec<LogListener> = sinks().listeners.iter().map(|(_, listener)| listener.clone()).collect();
        for listener in listeners {
            // A listener's panic must not end the work that was only logging.
            let _ = catch_unwind(AssertUnwindSafe(|| listener(level, text.0.clone())));
        }
    }
}

/// One line: target, message, fields.
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a String cannot fail.
        let _ = match field.name() {
            "message" => write!(self.0, ": {value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}

#[cfg(test)]
mod tests;
