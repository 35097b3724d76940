//! The REST server: HTTP in front of the engine.
//!
//! A call comes in through [`serve`], one [`exchange`](serve) at a time; [`gate`] decides whether it may go on; `rest` takes it
//! through the dialect and the engine. [`Server`] holds what all calls share; [`config`] says what may be set.

mod body;
pub mod cli;
mod compose;
pub mod config;
mod exchange;
mod gate;
mod guard;
mod health;
mod logging;
mod request_id;
mod rest;
mod serve;

pub use compose::{Patience, Server, ServerRandom};
pub use serve::{Drained, serve};
