use super::Failure;
use super::names::general as field_name;
use crate::sdk::method::Uses;
use opentim_domain::{Action, Field, IdFault, Kind, Place, Reject, Role};

fn code(reject: Reject) -> i32 {
    Failure::from(reject).code
}

fn too_long(field: Field) -> Reject {
    Reject::TooLong { field, limit: 30, given: 31 }
}

#[test]
fn the_sdk_has_numbers_of_its_own() {
    assert_eq!(code(Reject::BadId { field: Field::GroupId, fault: IdFault::Reserved }), 8501);
    assert_eq!(code(too_long(Field::Name)), 8502);
    assert_eq!(code(too_long(Field::Introduction)), 8503);
    assert_eq!(code(too_long(Field::Notification)), 8504);
    assert_eq!(code(too_long(Field::FaceUrl)), 8505);
    assert_eq!(code(too_long(Field::NameCard)), 8506);
    assert_eq!(code(Reject::OverCap { cap: 200, given: 201 }), 8507);
    assert_eq!(code(Reject::NoApplications(Kind::Work)), 8508);
    assert_eq!(code(Reject::OwnerRoleForAnother { user: "u".to_owned() }), 8509);
    assert_eq!(code(Reject::NobodyNamed { field: Field::Members }), 8510);
    assert_eq!(code(Reject::NotPermitted { action: Action::Mark, kind: Kind::Live, place: Place::Outsider, needed: None }), 8515);
}

#[test]
fn everything_else_has_the_number_of_the_group_service() {
    assert_eq!(code(Reject::Blank { field: Field::Name }), 10004);
    assert_eq!(code(too_long(Field::GroupFieldValue)), 10004);
    assert_eq!(code(Reject::BadId { field: Field::MemberId, fault: IdFault::Blank }), 10004);
    assert_eq!(code(Reject::TooManyAccounts { limit: 500, given: 501 }), 10005);
    assert_eq!(code(Reject::NoInitialMembers(Kind::Live)), 10007);
    assert_eq!(code(Reject::NoSuchGroup), 10010);
    assert_eq!(code(Reject::BadGroupId(IdFault::Blank)), 10015);
    assert_eq!(code(Reject::IdTaken { own: false }), 10021);
    assert_eq!(code(Reject::IdTaken { own: true }), 10025);
    assert_eq!(code(Reject::Outsider { action: Action::Kick }), 10007);
    assert_eq!(code(Reject::OwnerStays(Kind::Public)), 10009);
    assert_eq!(code(Reject::AlreadyMember { user: "u".to_owned() }), 10013);
    assert_eq!(code(Reject::Full { cap: 200 }), 10014);
    assert_eq!(code(Reject::AlreadyDecided { user: "u".to_owned() }), 10024);
}

#[test]
fn sentences_use_the_dialects_names() {
    assert_eq!(
        Failure::from(too_long(Field::Name)).desc,
        "create_group_param_group_name is too long: 31 bytes of UTF-8 were given, at most 30 are allowed"
    );
    assert!(Failure::from(Reject::NoAdmins(Kind::Work)).desc.contains("1 (Private)"));
    assert_eq!(field_name(Field::MaxMembers), "create_group_param_max_member_num");
}

#[test]
fn sentences_use_the_names_of_the_method_that_was_called() {
    let named = |field, method| Failure::of(&too_long(field), method).desc.split(' ').next().unwrap().to_owned();
    assert_eq!(named(Field::Name, Uses::GroupCreate), "create_group_param_group_name");
    assert_eq!(named(Field::Name, Uses::GroupModifyGroupInfo), "group_modify_info_param_group_name");
    assert_eq!(named(Field::NameCard, Uses::GroupModifyMemberInfo), "group_modify_member_info_name_card");
    assert_eq!(named(Field::ApplyMessage, Uses::GroupJoin), "helloMsg");
    assert_eq!(named(Field::ApplyMessage, Uses::GroupInviteMember), "group_invite_member_param_user_data");
    assert_eq!(named(Field::Reason, Uses::GroupDeleteMember), "group_delete_member_param_user_data");
    assert_eq!(named(Field::HandleMessage, Uses::GroupHandlePendency), "group_handle_pendency_param_handle_msg");
    assert_eq!(named(Field::HandleMessage, Uses::GroupHandlePendencyList), "group_handle_pendency_list_param_handle_msg");
    let nobody = Reject::NobodyNamed { field: Field::Members };
    assert!(Failure::of(&nobody, Uses::GroupDeleteMember).desc.starts_with("group_delete_member_param_identifier_array is empty"));
    let forbidden = Failure::of(&Reject::JoinForbidden, Uses::GroupJoin).desc;
    assert!(forbidden.contains("group_detail_info_add_option"), "{forbidden}");
}

#[test]
fn a_refusal_says_which_rule_refused() {
    let refused = |place, needed| {
        let reject = Reject::NotPermitted { action: Action::Kick, kind: Kind::Public, place, needed };
        Failure::of(&reject, Uses::GroupDeleteMember).desc
    };
    assert_eq!(
        refused(Place::Inside(Role::Member), Some(Place::Inside(Role::Admin))),
        "an ordinary member may not remove members from a group of type 0 (Public); only the owner, admins and the app admin may"
    );
    assert!(refused(Place::Inside(Role::Owner), None).ends_with("; nobody may"));
    assert!(refused(Place::Inside(Role::Owner), Some(Place::AppAdmin)).ends_with("; only the app admin may"));
    let below = Reject::NotBelow { action: Action::Kick, user: "bob".to_owned() };
    let desc = Failure::of(&below, Uses::GroupDeleteMember).desc;
    assert_eq!(desc, "to remove members from the group one must stand above those it is done to, and \"bob\" does not stand below");
}
