//! What the simulation looks for.

use std::fmt;

/// Something that must never be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation(pub String);

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns a [`Violation`] with these words unless the condition holds.
macro_rules! must {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err($crate::violation::Violation(format!($($words)+)));
        }
    };
}

pub(crate) use must;
