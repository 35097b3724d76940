//! The engine on the memory store, with faults where they matter.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accounts;
mod asking;
mod between;
mod cleaning;
mod drawing;
mod erasing;
mod feed_cuts;
mod feeding;
mod hearing;
mod live;
mod operations;
mod people;
mod races;
mod reading;
mod support;
