//! A seeded simulation of the engine: many users, one thread, a store that delays, loses replies and crashes.
//!
//! One schedule is one seed: it decides who does what, whose turn it is at every await, what the store loses and when the
//! process dies. The same seed gives the same run. When all is at rest, the invariants of the rule book's state must hold and
//! every answer that was given must be true.
//!
//! The store can be given a [`Planted`] bug; the tests demand that the simulation finds each of them.

mod actors;
mod dice;
mod faulty;
mod invariants;
mod schedule;
mod scheduler;

pub use faulty::Planted;
pub use invariants::Violation;
pub use schedule::{Report, run};

#[cfg(test)]
mod tests;
