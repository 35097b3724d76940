//! A seeded simulation of the engine: many users, one thread, a store that delays, loses replies and crashes.
//!
//! One schedule is one seed: it decides who does what, whose turn it is at every await, what the store loses and when the
//! process dies. The same seed gives the same run. Users go through whole lives of a few groups together and listen meanwhile.
//!
//! Every commit is entered in a ledger as it happens. From the event log alone the ledger keeps what each group must look like,
//! and compares it with what the store shows; it asks of every event whether its actor was allowed to cause it at that moment.
//! Pages of members must neither miss nor repeat anybody, and every answer must be true. Devices are cut off at random and come back
//! with the cursors they kept: whatever is cut, lost or dies, each hears every tip and notice in order and once, and nothing of a
//! time when its user was no member.
//!
//! In some schedules quotas are small, midnight passes, the app's back end takes its time and refuses, links let people in, and
//! persons are erased: no quota is ever exceeded and none refuses while it has room, the back end is asked once and its verdict
//! kept, and nothing is known of who was erased. Somebody follows the app's log as webhooks do, and the audit of every group is
//! recomputed at the end.
//!
//! The store, the devices and the way of commands can be given a [`Planted`] bug; the tests demand that the simulation finds each of them.

mod actors;
mod answers;
mod chronicle;
mod clock;
mod counts;
mod dice;
mod erasures;
mod faulty;
mod follower;
mod judge;
mod ledger;
mod listener;
mod log;
mod planted;
mod presence;
mod reader;
mod refusals;
mod schedule;
mod scheduler;
mod spans;
mod tailer;
mod violation;
mod wish;

pub use planted::Planted;
pub use schedule::{Report, run};
pub use violation::Violation;

#[cfg(test)]
mod tests;
