//! What every store must do, checked the same way on each. A store without this suite does not exist.
//!
//! In a store's own tests: `opentim_store::conformance!(|clock| (my_empty_store(clock), guard));`

#![allow(missing_docs, reason = "the name of a case is the sentence that it checks")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test suite fails by panicking")]

mod accounts;
mod applications;
mod asserts;
mod cases;
mod claims;
mod histories;
mod log;
mod members;
mod news;
mod records;
mod support;

pub use accounts::*;
pub use applications::*;
pub use asserts::*;
pub use cases::*;
pub use claims::*;
pub use histories::*;
pub use log::*;
pub use members::*;
pub use news::*;
pub use records::*;
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
            a_record_of_every_class_is_read_back_replaced_and_removed,
            records_are_read_whole_and_counted_where_a_command_asks,
            changes_of_attributes_are_counted_and_nothing_else_is,
            records_are_listed_in_the_order_of_places_and_by_their_beginning,
            records_of_a_kind_go_together,
            assertions_about_records_hold_or_nothing_is_written,
            what_goes_with_a_member_goes_when_he_does,
            records_end_with_their_group,
            no_increase_of_a_counter_is_lost,
            groups_are_counted_by_the_day_and_given_back_on_it,
            living_groups_of_a_type_are_counted,
            memberships_of_a_user_are_counted,
            what_does_not_hold_is_a_conflict_before_it_is_over,
            no_quota_is_exceeded_however_many_claim_at_once,
            a_users_own_home_claims_nothing,
            an_account_is_read_back_replaced_and_removed,
            accounts_under_erasure_are_found,
            notices_go_with_an_account_and_begin_anew,
            events_of_all_groups_are_logged_in_the_order_of_commits,
            an_event_keeps_the_type_of_its_group_in_the_log,
            the_log_misses_nothing_when_many_commit_at_once,
            a_back_end_is_told_up_to_a_place,
            hashes_chain_the_events_of_an_id_over_all_its_groups,
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
