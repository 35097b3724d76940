//! Sessions of users on one engine: the SDK dialect on it, and the frames that carry it over any byte stream.
//!
//! A [`Host`] opens a [`Session`] for calls with its [`Stream`] of what the user is told. A process that owns the engine uses them
//! as they are; others reach them through frames.

mod caught;
mod dialect;
mod host;
mod refusal;
mod render;
mod session;
mod stream;

pub use caught::caught;
pub use dialect::Known;
pub use host::Host;
pub use refusal::of_engine;
pub use render::{Place, Rendered};
pub use session::{Session, Who, operation};
pub use stream::{Stream, Told};
