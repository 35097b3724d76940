use super::{AppId, GroupId, IdFault, UserId};

#[test]
fn a_user_id_has_one_to_thirty_two_printable_bytes() {
    assert!(UserId::parse(&"u".repeat(32)).is_ok());
    assert_eq!(UserId::parse(&"u".repeat(33)), Err(IdFault::TooLong { limit: 32, given: 33 }));
    assert!(UserId::parse("with blank").is_ok());
    for blank in ["", " ", "   "] {
        assert_eq!(UserId::parse(blank), Err(IdFault::Blank));
    }
    for odd in ["é", "a\0", "tab\t", "\u{7f}", "用户"] {
        assert_eq!(UserId::parse(odd), Err(IdFault::NotPrintableAscii), "{odd:?}");
    }
}

#[test]
fn a_chosen_group_id_keeps_off_the_reserved_prefix() {
    assert!(GroupId::parse_chosen(&"g".repeat(48), false).is_ok());
    assert_eq!(GroupId::parse_chosen(&"g".repeat(49), false), Err(IdFault::TooLong { limit: 48, given: 49 }));
    assert_eq!(GroupId::parse_chosen("@TGS#x", false), Err(IdFault::Reserved));
    assert_eq!(GroupId::parse_chosen("@TGS#_x", false), Err(IdFault::Reserved));
    assert!(GroupId::parse_chosen("x@TGS#", false).is_ok());
}

#[test]
fn a_chosen_community_id_has_the_community_prefix_and_no_topic_mark() {
    assert!(GroupId::parse_chosen("@TGS#_x", true).is_ok());
    assert_eq!(GroupId::parse_chosen("x", true), Err(IdFault::CommunityPrefixMissing));
    assert_eq!(GroupId::parse_chosen("@TGS#_", true), Err(IdFault::Blank));
    assert_eq!(GroupId::parse_chosen("@TGS#_a@TOPIC#_b", true), Err(IdFault::TopicMark));
}

#[test]
fn an_app_id_survives_a_javascript_number() {
    assert_eq!(AppId::new(0), None);
    assert!(AppId::new((1 << 53) - 1).is_some());
    assert_eq!(AppId::new(1 << 53), None);
}
