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
mod kept;
mod live;
mod operations;
mod people;
mod permissions;
mod races;
mod reading;
mod support;
