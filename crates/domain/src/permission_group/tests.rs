//! Rule tests of permission groups.

mod groups;
mod members;
mod rights;
mod topics;
