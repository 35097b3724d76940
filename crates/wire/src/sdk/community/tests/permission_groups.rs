use super::{code, permission_group, permission_group_id, request, said, shown, town, user};
use crate::sdk::community::{
    add_permission_members, added_permission_members, create_permission_group, delete_permission_groups, deleted_permission_groups,
    joined_permission_groups_asked, modify_permission_group, permission_groups_asked, permission_groups_found,
    permission_groups_listed, permission_members_asked, permission_members_found, remove_permission_members,
    removed_permission_members,
};
use crate::sdk::user::Accounts;
use opentim_domain::permission_group::PermissionGroupPatch;
use opentim_domain::{Limits, Outcome, Secs, Target};
use serde_json::{Value, json};

const LIMITS: Limits = Limits::RECOMMENDED;

#[test]
fn a_permission_group_is_created_with_all_that_is_given() {
    let info = json!({
        "community_group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "permission_group_name": "Guards",
        "permission_custom_data": "c", "group_permission": "9007199254740993", "permission_group_member_count": 7,
        "permission_group_modify_info_flag": 0,
    });
    let argument = json!({ "json_permission_group_info": info });
    let command =
        create_permission_group(&request("TIMCommunityCreatePermissionGroupInCommunity", &argument), |_| panic!()).unwrap();
    assert_eq!((command.group, command.id, command.chosen), (town(), permission_group_id("guards"), true));
    assert_eq!((command.name.as_str(), command.custom.as_str(), command.permissions), ("Guards", "c", 9_007_199_254_740_993));
}

#[test]
fn a_permission_group_without_an_id_gets_a_drawn_one() {
    let argument = json!({ "json_permission_group_info": { "community_group_id": "@TGS#_town" } });
    let request = request("TIMCommunityCreatePermissionGroupInCommunity", &argument);
    let command = create_permission_group(&request, |_| permission_group_id("drawn")).unwrap();
    assert_eq!((command.id, command.chosen, command.permissions), (permission_group_id("drawn"), false, 0));
}

#[test]
fn an_id_without_its_prefix_is_refused() {
    let info = json!({ "community_group_id": "@TGS#_town", "permission_group_id": "guards" });
    let argument = json!({ "json_permission_group_info": info });
    let refused = said(create_permission_group(&request("TIMCommunityCreatePermissionGroupInCommunity", &argument), |_| panic!()));
    assert_eq!(refused, (10004, "permission_group_id must start with @PMG#_".to_owned()));
}

#[test]
fn a_permission_group_changes_in_what_the_flag_names() {
    let patch = |flag: u32| {
        let info = json!({
            "community_group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "permission_group_name": "n",
            "permission_custom_data": "c", "group_permission": 3, "permission_group_modify_info_flag": flag,
        });
        let argument = json!({ "json_permission_group_info": info });
        let command = modify_permission_group(&request("TIMCommunityModifyPermissionGroupInfoInCommunity", &argument)).unwrap();
        assert_eq!((command.group, command.id), (town(), permission_group_id("guards")));
        command.patch
    };
    let none = PermissionGroupPatch::default;
    assert_eq!(patch(0), none());
    assert_eq!(patch(1), PermissionGroupPatch { name: Some("n".into()), ..none() });
    assert_eq!(patch(2), PermissionGroupPatch { permissions: Some(3), ..none() });
    assert_eq!(patch(4), PermissionGroupPatch { custom: Some("c".into()), ..none() });
}

/// A good id, a malformed one, and one that nobody has.
fn three() -> Value {
    json!({ "group_id": "@TGS#_town", "json_permission_group_id_array": ["@PMG#_guards", "guards", "@PMG#_other"] })
}

#[test]
fn each_permission_group_of_a_deletion_is_answered_by_itself() {
    let asked = delete_permission_groups(&request("TIMCommunityDeletePermissionGroupFromCommunity", &three()), &LIMITS).unwrap();
    assert_eq!(asked.parsed(), [permission_group_id("guards"), permission_group_id("other")]);
    let answers = shown(deleted_permission_groups(asked, &[Outcome::Done, Outcome::Already]));
    let of = |key: &str| answers.as_array().unwrap().iter().map(|one| one[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("permission_group_operation_result_error_code"), [0, 10004, 10004]);
    assert_eq!(of("permission_group_operation_result_id"), ["@PMG#_guards", "guards", "@PMG#_other"]);
    assert_eq!(answers[0]["permission_group_operation_result_error_message"], "");
}

#[test]
fn a_permission_group_is_shown_with_the_number_of_its_members() {
    let asked = permission_groups_asked(&request("TIMCommunityGetPermissionGroupListInCommunity", &three()), &LIMITS).unwrap();
    let answers = shown(permission_groups_found(asked, &[Some((permission_group("guards"), 3)), None]));
    let expected = json!({
        "community_group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "permission_group_name": "Guards",
        "permission_custom_data": "c", "group_permission": 1056, "permission_group_member_count": 3,
    });
    assert_eq!(answers[0]["permission_group_info_result"], expected);
    assert_eq!(answers[1]["permission_group_info_result_error_code"], 10004);
    assert_eq!(
        answers[2]["permission_group_info_result"],
        json!({ "community_group_id": "@TGS#_town", "permission_group_id": "@PMG#_other" })
    );
    let listed = shown(permission_groups_listed(&town(), &[(permission_group("guards"), 3)]));
    assert_eq!(listed[0], answers[0]);
}

#[test]
fn rights_beyond_what_a_number_holds_are_shown_as_text() {
    let mut wide = permission_group("guards");
    wide.permissions = 1 << 53;
    let listed = shown(permission_groups_listed(&town(), &[(wide, 0)]));
    assert_eq!(listed[0]["permission_group_info_result"]["group_permission"], "9007199254740992");
}

#[test]
fn all_permission_groups_are_asked_for_without_ids() {
    for argument in [json!({ "group_id": "@TGS#_town" }), json!({ "group_id": "@TGS#_town", "json_permission_group_id_array": [] })]
    {
        let asked = permission_groups_asked(&request("TIMCommunityGetPermissionGroupListInCommunity", &argument), &LIMITS).unwrap();
        assert_eq!((asked.group, asked.ids), (town(), Vec::new()));
    }
    let joined = request("TIMCommunityGetJoinedPermissionGroupListInCommunity", &json!({ "group_id": "@TGS#_town" }));
    assert_eq!(joined_permission_groups_asked(&joined).unwrap(), town());
}

#[test]
fn members_are_added_and_removed_by_their_ids() {
    let argument =
        json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "json_member_id_array": ["bob b", "carol"] });
    let added = add_permission_members(&request("TIMCommunityAddCommunityMembersToPermissionGroup", &argument), &LIMITS).unwrap();
    assert_eq!((added.group, added.permission_group), (town(), permission_group_id("guards")));
    assert_eq!(added.users, [user("bob b"), user("carol")]);
    let method = "TIMCommunityRemoveCommunityMembersFromPermissionGroup";
    assert_eq!(remove_permission_members(&request(method, &argument), &LIMITS).unwrap().users, added.users);
    let many = json!({ "group_id": "g", "permission_group_id": "@PMG#_g", "json_member_id_array": vec!["u"; 101] });
    assert_eq!(said(remove_permission_members(&request(method, &many), &LIMITS)).0, 10005);
    let bad = json!({ "group_id": "g", "permission_group_id": "@PMG#_g", "json_member_id_array": ["u", ""] });
    let (code, desc) = said(remove_permission_members(&request(method, &bad), &LIMITS));
    assert_eq!((code, desc.starts_with("json_member_id_array[1]")), (10004, true), "{desc}");
}

#[test]
fn each_member_has_a_code() {
    let targets = [Outcome::Done, Outcome::Already, Outcome::Failed].map(|outcome| Target { user: user("bob"), outcome });
    let codes = |answers: Value| {
        let rows = answers.as_array().unwrap().clone();
        rows.into_iter().map(|row| row["permission_group_member_operation_result_error_code"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(codes(shown(added_permission_members(&targets))), [0, 10013, 10004]);
    assert_eq!(codes(shown(removed_permission_members(&targets))), [0, 10004, 10004]);
}

#[test]
fn members_are_listed_from_a_cursor_on() {
    let asked = |cursor: &str| {
        let argument = json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards", "next_cursor": cursor });
        permission_members_asked(&request("TIMCommunityGetCommunityMemberListInPermissionGroup", &argument))
    };
    assert_eq!(asked("").unwrap().after, None);
    assert_eq!(asked("bob b").unwrap().after, Some(user("bob b")));
    assert_eq!(said(asked("群")).0, 10004);
    let argument = json!({ "group_id": "@TGS#_town", "permission_group_id": "@PMG#_guards" });
    assert_eq!(code("TIMCommunityGetCommunityMemberListInPermissionGroup", &argument), -4);
    let page = shown(permission_members_found(&town(), [], &Accounts::default(), Some(&user("carol")), Secs(1)));
    let expected =
        json!({ "permission_group_member_info_result_next_cursor": "carol", "permission_group_member_info_result_array": [] });
    assert_eq!(page, expected);
    let last = shown(permission_members_found(&town(), [], &Accounts::default(), None, Secs(1)));
    assert_eq!(last["permission_group_member_info_result_next_cursor"], "");
}
