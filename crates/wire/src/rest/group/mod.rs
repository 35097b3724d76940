//! The commands about groups as a whole (rule book 4.3), one file each.

pub mod all;
pub mod create;
pub mod destroy;
pub mod import;
pub mod info;
pub mod joined;
mod new;
mod profile;

pub use new::Made;
