//! The dialect of the native SDK and its Electron wrapper.
//!
//! A call is a method name and one JSON argument; the answer is JSON text. [`Request::parse`] does the checks that the SDK does
//! at once (-3, -4). What is inside a well-shaped argument is decoded afterwards, when the caller has looked at its own state.

pub mod base;
pub mod codes;
pub mod community;
mod decode;
mod described;
pub mod event;
pub mod explain;
pub mod group;
mod legacy;
mod method;
mod number;
mod operation;
pub mod reply;
mod request;
#[cfg(feature = "typings")]
pub mod typings;
pub mod user;

pub use codes::Failure;
pub use event::Event;
pub use legacy::Generation;
pub use method::{Answer, Changes, Does, METHODS, Method, Needs, Plain, Uses};
pub use number::{AddOption, ApproveOption, Bits, Flags, GroupType, ReceiveOption, RoleNumber, Switch};
pub use operation::OwnOperation;
pub use reply::UserData;
pub use request::{MOST_ARGUMENT_BYTES, Refused, Request};

/// Version that answers and refusals name: that of this package.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
