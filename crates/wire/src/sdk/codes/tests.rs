use super::Failure;
use super::names::general as field_name;
use opentim_domain::{Field, IdFault, Kind, Reject};

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
    assert_eq!(code(Reject::OwnerRoleForAnother { user: "u".to_owned() }), 8509);
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
