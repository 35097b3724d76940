//! Counters of a group.

use crate::sdk::described::described;
use crate::sdk::number::CounterValue;
use serde::{Deserialize, Serialize};

described! {
    /// A counter of a group.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
    pub struct GroupCounter as "GroupCounter" {
        /// The key: 1 to 128 bytes of UTF-8 (10004). A group holds 20 keys (10063).
        pub group_counter_key: String,
        /// The value: a whole number from -2^63 to 2^63 - 1. Beyond 2^53 - 1, where JavaScript numbers are not exact, answers and
        /// events hold decimal text; given are a number up to there, and decimal text or a BigInt up to the end.
        pub group_counter_value: CounterValue,
    }
}

impl GroupCounter {
    pub(in crate::sdk) fn of(key: &str, value: i64) -> Self {
        Self { group_counter_key: key.to_owned(), group_counter_value: CounterValue(value) }
    }
}
