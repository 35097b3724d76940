//! Sessions of users on one engine: the SDK dialect on it, and the frames that carry it over any byte stream.
//!
//! A [`Host`] opens a [`Session`] for calls with its [`Stream`] of what the user is told. A process that owns the engine uses them
//! as they are; others reach them through frames.

mod caught;
mod connection;
mod dialect;
mod doorman;
mod host;
mod pace;
mod refusal;
mod registry;
mod render;
mod seen;
mod session;
mod settings;
mod stream;

pub use caught::caught;
pub use connection::serve;
pub use dialect::Known;
pub use doorman::{Admitted, Doorman, Instances, Peer};
pub use host::Host;
pub use refusal::of_engine;
pub use registry::{Over, Registry, Seat, SessionInfo, Visitor};
pub use render::{AttributesSeen, Place, Rendered};
pub use session::{Session, Who, operation};
pub use settings::Settings;
pub use stream::{Stream, Told};
