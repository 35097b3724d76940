//! The SDK runtime behind the addon and the C library: instances, sessions, data folders, and the way of a call.
//!
//! A [`Client`] is one instance of the SDK. Instances of one process with the same [`Settings`] share one session (what `TIMInit`
//! and `TIMLogin` did); sessions on one data folder share its open store. Calls of one session take effect in the order in which
//! they were made: those that change the session wait for those before them and are waited for by those after them.

mod backend;
mod backlog;
mod call;
mod client;
mod experimental;
mod folder;
mod life;
mod link;
mod listener;
mod log;
mod plain;
mod refusal;
mod runtime;
mod session;
mod settings;
mod usersig;

pub use backlog::{Backlog, WaitingCall};
pub use call::Argument;
pub use client::{Client, methods};
pub use folder::{engine_on, shut_down};
pub use listener::{EventListener, ListenerId};
pub use log::LogListener;
pub use opentim_wire::sdk::Event;
pub use runtime::runtime;
pub use settings::Settings;
pub use usersig::gen_test_usersig;
