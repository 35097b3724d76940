//! What every store must do, checked the same way on each. A store without this suite does not exist.
//!
//! In a store's own tests: `opentim_store::conformance!(|clock| (my_empty_store(clock), guard));`

#![allow(missing_docs, reason = "the name of a case is the sentence that it checks")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test suite fails by panicking")]

mod applications;
mod asserts;
mod cases;
mod histories;
mod members;
mod news;
mod support;

pub use applications::*;
pub use asserts::*;
pub use cases::*;
pub use histories::*;
pub use members::*;
pub use news::*;
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
            seats_are_given_in_order_and_never_twice,
            a_new_group_of_a_buried_id_goes_on_counting_seats,
            a_changed_member_keeps_his_seat,
            admins_are_kept_in_step_with_roles,
            a_profile_is_replaced_and_nothing_else,
            changes_of_members_are_counted_once_a_commit,
            pages_of_members_go_on_where_they_ended,
            whoever_leaves_leaves_his_list,
            the_owner_is_read_whoever_he_is,
            the_last_one_who_leaves_can_end_the_group,
            a_failed_assertion_leaves_nothing_behind,
            what_demands_a_living_group_fails_without_one,
            whoever_relies_on_somebody_staying_is_told_when_nobody_does,
            the_last_places_are_given_once,
            an_application_is_read_back_and_replaced,
            applications_are_listed_to_those_who_decide,
            applications_of_one_millisecond_are_not_torn_apart,
            applications_to_ended_groups_are_gone,
            unread_applications_are_those_after_what_was_read,
            a_used_operation_on_a_users_home_gives_its_first_answer,
            sanctions_are_listed_while_they_count,
            notices_keep_what_they_carry,
            a_watcher_hears_of_every_commit_to_a_group,
            a_watcher_hears_of_nothing_else,
            a_watcher_hears_of_commits_before_their_answers_and_in_order,
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
