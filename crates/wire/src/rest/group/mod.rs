//! The commands about groups as a whole (rule book 4.3), one file each.

pub mod all;
pub mod create;
pub mod destroy;
pub mod import;
pub mod info;
pub mod joined;
pub mod modify;
mod new;
pub mod online;
pub(super) mod profile;
pub mod transfer;

use serde::Serialize;

pub use new::Made;
pub(super) use new::{Custom, custom};

/// The reply of commands that only say that they did it.
#[derive(Serialize)]
pub struct Done {}
