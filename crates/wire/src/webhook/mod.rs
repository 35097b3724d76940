//! Webhooks: what an app's back end is asked before something is done and told after it was (rule book 7).
//!
//! [`Callback`] is the table of all of them; [`before`], [`after`] and [`passing`] make their bodies, [`address`] the query of their
//! URL, [`Answer`] reads what the back end says.

mod address;
mod after;
mod answer;
mod before;
mod body;
mod callback;
mod passing;
#[cfg(test)]
mod tests;

pub use address::{Signature, address, platform};
pub use after::{Happened, after, callbacks};
pub use answer::{Answer, REFUSED};
pub use before::{Owned, before, callback};
pub use body::{Body, EventTime, Form, TypeNames};
pub use callback::{Callback, Field, When};
pub use passing::{full, over_limit, presence, quota_alarm};
