//! Every scenario of `fixtures/scenarios`, a test each.

use opentim_scenarios::Way;
use std::collections::BTreeSet;

fn here() -> Way {
    Way::Embedded
}

fn attached() -> Way {
    Way::Attached { program: vec![env!("CARGO_BIN_EXE_puppet").into()] }
}

fn remote() -> Way {
    Way::Remote
}

macro_rules! scenarios {
    ($($name:ident)*) => {
        /// Users whose process owns the folder.
        mod embedded {
            $(#[test] fn $name() { opentim_scenarios::play(stringify!($name), &super::here()); })*
        }

        /// Users in another process than the one that owns the folder.
        mod attached {
            $(#[test] fn $name() { opentim_scenarios::play(stringify!($name), &super::attached()); })*
        }

        /// Users who speak with a server.
        mod remote {
            $(#[test] fn $name() { opentim_scenarios::play(stringify!($name), &super::remote()); })*
        }

        const PLAYED: &[&str] = &[$(stringify!($name)),*];
    };
}

scenarios! {
    a_banned_user_applies_in_vain
    a_banned_user_stays_outside
    a_community_has_topics
    a_community_is_open
    a_deleted_account_leaves_its_groups
    a_disbanded_group_is_gone
    a_disbanded_id_is_free_again
    a_former_member_changes_nothing
    a_free_group_is_joined_and_left
    a_full_group_takes_nobody
    a_group_ends_while_users_join
    a_group_is_handed_over
    a_kick_with_a_time_is_a_ban
    a_live_group_ends_while_users_join
    a_live_group_has_who_is_there
    a_member_leaves_while_he_is_kicked
    a_mute_outlives_the_membership
    a_permission_group_forgets_who_left
    a_profile_is_changed_by_parts
    a_refused_applicant_applies_again
    a_silent_kick_tells_only_the_kicked
    a_user_joins_while_he_is_banned
    an_application_is_decided_once
    an_imported_group_goes_on_living
    an_invitation_waits_for_an_admin
    an_invite_link_lets_in_so_many
    an_invite_link_may_ask_first
    an_outsider_invites_nobody
    applications_are_decided_together
    applications_end_with_the_group
    attributes_are_set_and_deleted
    attributes_of_a_group_end_with_it
    cards_and_fields_of_members
    counters_count
    counters_lose_nothing
    explaining_changes_nothing
    groups_that_take_no_applications
    ids_with_blanks_and_names_in_any_script
    invitations_can_be_disabled
    marks_and_mutes_in_a_live_group
    members_of_a_live_group_are_kicked_and_banned
    members_of_a_work_group_invite
    nobody_is_muted_in_a_work_group
    one_link_for_many
    one_of_many_gets_the_last_place
    one_of_many_is_added_to_the_last_place
    only_communities_have_topics
    only_those_below_are_kicked
    owners_stay
    parallel_changes_all_land
    permission_groups_rule_a_community
    the_app_appoints_in_a_live_group
    the_last_member_ends_a_work_group
    the_last_two_leave_together
    the_owner_appoints_and_dismisses
    the_same_appointment_twice_at_once
    the_same_value_again_is_no_news
    two_admins_decide_at_the_same_time
    writers_of_attributes_race
}

#[test]
fn every_scenario_is_played() {
    let files = std::fs::read_dir(opentim_scenarios::folder()).expect("the folder is there");
    let files = files.filter_map(|file| file.ok()?.file_name().into_string().ok()?.strip_suffix(".json").map(str::to_owned));
    let played: BTreeSet<String> = PLAYED.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files.collect::<BTreeSet<String>>(), played, "the folder and the list in this file differ");
}
