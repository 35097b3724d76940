//! The groups that every contestant creates; `lib/work.mjs` says the same in JavaScript.
//!
//! Group number `at` has an owner and four members out of a pool of users. The numbers stride through the pool, so that everybody
//! is in equally many groups and neighbours in time are not neighbours in any table.

/// Members besides the owner.
pub const MEMBERS: u64 = 4;
/// From one group's owner to the next one's; shares no factor with any pool.
const GROUP_STRIDE: u64 = 7919;
/// From one member of a group to the next.
const MEMBER_STRIDE: u64 = 104_729;

/// The introduction of every group.
pub const INTRODUCTION: &str = "Measured beside other systems";

/// The user at place `nth` of group number `at`; the owner's place is 0.
pub fn user(at: u64, nth: u64, pool: u64) -> String {
    format!("user{:06}", (at * GROUP_STRIDE + nth * MEMBER_STRIDE) % pool)
}

/// The name of group number `at`.
pub fn name(at: u64) -> String {
    format!("Bench group {at:08}")
}
