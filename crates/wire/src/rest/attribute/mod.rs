//! The attributes of a group (rule book 4.5), under two services alike.
//!
//! Writes are unconditional unless they carry the number of the last change that the caller has seen, `MainSequence`, which is the
//! client's word for it (rule book 4.7): then of several writers one wins and the others get 10056.

pub mod get;
pub mod write;
