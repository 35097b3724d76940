//! What every store must do, checked the same way on each. A store without this suite does not exist.
//!
//! In a store's own tests: `opentim_store::conformance!(|clock| (my_empty_store(clock), guard));`

#![allow(missing_docs, reason = "the name of a case is the sentence that it checks")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test suite fails by panicking")]

mod cases;
mod histories;
mod support;

pub use cases::*;
pub use histories::*;
pub use support::{FixedClock, wait};

/// Makes one test of every case of the suite. The argument makes an empty store that uses the given clock; it may return a
/// guard beside the store that is dropped after it.
#[macro_export]
macro_rules! conformance {
    ($make:expr) => {
        $crate::conformance! { @tests $make;
            a_created_group_is_loaded_with_its_members,
            an_unknown_id_is_free,
            a_taken_id_conflicts_and_changes_nothing,
            a_used_operation_gives_its_first_answer,
            events_are_numbered_without_gaps,
            notices_reach_every_user_in_order,
            joined_lists_are_filtered_counted_and_paged,
            all_groups_are_listed_in_order_of_creation,
            members_are_paged_in_order_of_joining,
            a_disbanded_group_is_gone_for_readers_at_once,
            a_buried_id_continues_its_numbers,
            large_groups_are_stored_whole,
            a_changed_roster_fails_the_member_assertion,
            random_histories_agree_with_the_oracle,
        }
    };
    (@tests $make:expr; $($case:ident,)*) => {
        $(
            #[test]
            fn $case() {
                let clock = ::std::sync::Arc::new($crate::conformance::FixedClock::default());
                let (store, _guard) = $make(clock.clone());
                $crate::conformance::$case(&store, &clock);
            }
        )*
    };
}

#[cfg(test)]
mod memory {
    conformance!(|clock| (crate::MemoryStore::new(clock), ()));
}
