//! The engine on the memory store, with faults where they matter.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accounts;
mod asking;
mod cleaning;
mod drawing;
mod feed_cuts;
mod feeding;
mod hearing;
mod live;
mod operations;
mod people;
mod reading;
mod support;
