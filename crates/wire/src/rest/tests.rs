//! Bodies become commands, replies become bytes, and every fault has its number and a sentence with its place.

mod contents;
mod members;
mod mutations;
mod people;
mod sessions;

use super::group::{Done, all, create, destroy, import, info, joined};
use super::{Endpoint, Failure, MOST_NESTED, Unserved, envelope};
use opentim_domain::group::NewId;
use opentim_domain::{GroupId, JoinOption, Kind, Role, Secs};

fn id() -> impl FnMut(Kind) -> GroupId {
    |_| GroupId::parse("drawn").unwrap()
}

fn create(body: &str) -> Result<opentim_domain::group::CreateGroup, Failure> {
    create::read(body.as_bytes(), &mut id())
}

#[track_caller]
fn refused<T>(outcome: Result<T, Failure>) -> (i32, String) {
    let Err(Failure { number, text }) = outcome else { panic!("this should be refused") };
    (number, text)
}

/// The number and the sentence for a create with this body.
#[track_caller]
fn fault(body: &str) -> (i32, String) {
    refused(create(body))
}

#[test]
fn a_create_carries_every_field() {
    let command = create(
        r#"{"Owner_Account":"a","Type":"Work","GroupId":"g","Name":"n","Introduction":"i","Notification":"o","FaceUrl":"f",
        "MaxMemberCount":50,"ApplyJoinOption":"FreeAccess","InviteJoinOption":"DisableInvite","SupportTopic":1,"EnablePermission":1,
        "DefaultPermission":5,"AppDefinedData":[{"Key":"k","Value":"v"}],
        "MemberList":[{"Member_Account":"b","Role":"Admin","NameCard":"c","AppMemberDefinedData":[{"Key":"mk","Value":"mv"}]}]}"#,
    )
    .unwrap();
    let group = command.group;
    assert_eq!(group.id, NewId::Chosen(GroupId::parse("g").unwrap()));
    assert_eq!((group.kind, group.owner.unwrap().as_str(), group.name.as_str()), (Kind::Work, "a", "n"));
    assert_eq!((group.introduction.as_str(), group.notification.as_str(), group.face_url.as_str()), ("i", "o", "f"));
    assert_eq!((group.max_members, group.join, group.topics), (Some(50), Some(JoinOption::Free), true));
    assert_eq!((group.permission_groups, group.default_permissions), (true, 5));
    assert_eq!((group.fields[0].key.as_str(), group.fields[0].value.as_str()), ("k", "v"));
    let member = &command.members[0];
    assert_eq!((member.user.as_str(), member.role, member.name_card.as_str()), ("b", Role::Admin, "c"));
    assert_eq!(member.fields[0].value, "mv");
}

#[test]
fn null_and_empty_optional_fields_say_nothing() {
    let bare = create(r#"{"Type":"Public","Name":"n"}"#).unwrap();
    let nulls = r#"{"Type":"Public","Name":"n","Owner_Account":null,"GroupId":null,"Introduction":null,"MaxMemberCount":null,
        "ApplyJoinOption":null,"SupportTopic":null,"AppDefinedData":null,"MemberList":null,"NoSuchField":{"a":[1]},"CreateTime":"x"}"#;
    assert_eq!(create(nulls).unwrap(), bare);
    let empty =
        r#"{"Type":"Public","Name":"n","Owner_Account":"","GroupId":"","Introduction":"","ApplyJoinOption":"","MemberList":[]}"#;
    assert_eq!(create(empty).unwrap(), bare);
}

#[test]
fn both_spellings_of_types_and_caps_are_understood() {
    for (word, kind) in [
        ("Private", Kind::Work),
        ("Work", Kind::Work),
        ("Public", Kind::Public),
        ("ChatRoom", Kind::Meeting),
        ("Meeting", Kind::Meeting),
        ("AVChatRoom", Kind::Live),
        ("BChatRoom", Kind::BChatRoom),
    ] {
        assert_eq!(create(&format!(r#"{{"Type":"{word}","Name":"n"}}"#)).unwrap().group.kind, kind, "{word}");
    }
    assert_eq!(create(r#"{"Type":"Public","Name":"n","MaxMemberNum":7}"#).unwrap().group.max_members, Some(7));
    assert_eq!(create(r#"{"Type":"Public","Name":"n","MaxMemberCount":7.0}"#).unwrap().group.max_members, Some(7));
}

#[test]
fn an_import_keeps_its_time_and_passes_over_members() {
    let body = br#"{"Type":"Public","Name":"n","CreateTime":1448357837,"MemberList":"whatever"}"#;
    assert_eq!(import::read(body, &mut id()).unwrap().created_at, Some(Secs(1_448_357_837)));
}

#[test]
fn what_is_no_json_object_is_60003() {
    let deep = format!(r#"{{"Type":"Public","Name":"n","x":{}{}}}"#, "[".repeat(100), "]".repeat(100));
    for body in [
        "",
        "  ",
        "create",
        "{",
        r#"{"Type":"Public""#,
        r#"{"Type":"Public","Name":5"#,
        r#"{"Type":"Public","Name":"n"} x"#,
        r#"{"Type":"Public","Name":"\ud800"}"#,
        "{\"Type\":\"Public\",\"Name\":\"a\u{0}b\"}",
        "[]",
        "null",
        "5",
        r#""{}""#,
        &deep,
    ] {
        let (number, text) = fault(body);
        assert_eq!(number, 60003, "{body}: {text}");
    }
    assert_eq!(refused(create::read(b"{\"Name\":\"\xff\"}", &mut id())).0, 60003);
}

#[test]
fn nesting_is_counted_outside_of_strings_only() {
    let brackets = r##"[{\\\""##.repeat(200);
    assert!(create(&format!(r#"{{"Type":"Public","Name":"n","Introduction":"{brackets}"}}"#)).is_ok());
    let at_most = |levels: usize| format!(r#"{{"Type":"Public","Name":"n","x":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
    assert!(create(&at_most(MOST_NESTED - 1)).is_ok());
    assert_eq!(fault(&at_most(MOST_NESTED)).0, 60003);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    assert!(create("\u{feff}{\"Type\":\"Public\",\"Name\":\"n\"}").is_ok());
}

#[test]
fn a_wrong_type_is_named_with_its_place_and_what_was_given() {
    let whole = "must be a whole number from 0 to 9007199254740991, without quotes";
    for (fields, sentence) in [
        (r#""Name":5"#, "Name must be a string; integer `5` was given".to_owned()),
        (r#""Name":null"#, "Name must be a string; null was given".to_owned()),
        (r#""Name":"n","Owner_Account":["a"]"#, "Owner_Account must be a string; an array was given".to_owned()),
        (r#""Name":"n","MaxMemberCount":"500""#, format!("MaxMemberCount {whole}; string \"500\" was given")),
        (r#""Name":"n","MaxMemberCount":-1"#, format!("MaxMemberCount {whole}; integer `-1` was given")),
        (r#""Name":"n","MaxMemberCount":1.5"#, format!("MaxMemberCount {whole}; floating point `1.5` was given")),
        (
            r#""Name":"n","MaxMemberCount":9007199254740993"#,
            format!("MaxMemberCount {whole}; integer `9007199254740993` was given"),
        ),
        (r#""Name":"n","MaxMemberCount":0"#, "MaxMemberCount must be at least 1, or left out; 0 was given".to_owned()),
        (r#""Name":"n","SupportTopic":2"#, "SupportTopic must be 0 or 1; integer `2` was given".to_owned()),
        (r#""Name":"n","MemberList":{}"#, "MemberList must be an array; an object was given".to_owned()),
        (
            r#""Name":"n","MemberList":[{"Member_Account":"a"},["b"]]"#,
            "MemberList[1] must be an object; an array was given".to_owned(),
        ),
        (
            r#""Name":"n","MemberList":[{"Member_Account":7}]"#,
            "MemberList[0].Member_Account must be a string; integer `7` was given".to_owned(),
        ),
        (r#""Name":"n","MemberList":[{"Role":"Admin"}]"#, "MemberList[0].Member_Account is required".to_owned()),
        (
            r#""Name":"n","MemberList":[{"Member_Account":"a","AppMemberDefinedData":[{"Key":"k","Value":true}]}]"#,
            "MemberList[0].AppMemberDefinedData[0].Value must be a string; boolean `true` was given".to_owned(),
        ),
        (r#""Name":"n","Name":"m""#, "Name is given twice; give it once".to_owned()),
        (r#""Nam":"n""#, "Name is required".to_owned()),
    ] {
        assert_eq!(fault(&format!(r#"{{"Type":"Public",{fields}}}"#)), (10004, sentence), "{fields}");
    }
    assert_eq!(fault(r#"{"Name":"n"}"#), (10004, "Type is required".to_owned()));
}

#[test]
fn unknown_words_and_bad_ids_are_named() {
    for (fields, starts) in [
        (r#""Type":"public""#, "Type must be one of Private"),
        (r#""Type":"Public","ApplyJoinOption":"Free""#, "ApplyJoinOption must be one of FreeAccess"),
        (r#""Type":"Public","InviteJoinOption":"DisableApply""#, "InviteJoinOption must be one of FreeAccess"),
        (r#""Type":"Public","MemberList":[{"Member_Account":"a","Role":"Boss"}]"#, "MemberList[0].Role must be one of Admin"),
        (r#""Type":"Public","MemberList":[{"Member_Account":"a\u0000"}]"#, "MemberList[0].Member_Account may hold printable"),
        (r#""Type":"Public","Owner_Account":"  ""#, "Owner_Account must not be empty or only blanks"),
        (r#""Type":"Public","GroupId":"@TGS#x""#, "GroupId must not start with @TGS#"),
        (r#""Type":"Community","GroupId":"x""#, "GroupId of a community must start with @TGS#_"),
    ] {
        let (number, text) = fault(&format!(r#"{{"Name":"n",{fields}}}"#));
        assert_eq!(number, 10004, "{fields}: {text}");
        assert!(text.starts_with(starts), "{fields}: {text}");
    }
}

#[test]
fn long_values_are_quoted_only_in_part() {
    let long = "x".repeat(100_000);
    assert!(fault(&format!(r#"{{"Type":"{long}","Name":"n"}}"#)).1.len() < 300);
    assert!(fault(&format!(r#"{{"Type":"Public","Name":"n","MaxMemberCount":"{long}"}}"#)).1.len() < 300);
    assert!(fault(&format!(r#"{{"Type":"Public","Name":"n","MaxMemberCount":"{}"}}"#, "\u{e9}".repeat(1000))).1.len() < 400);
}

#[test]
fn ids_of_existing_groups_are_10015_when_malformed() {
    assert_eq!(refused(destroy::read(br#"{"GroupId":"a\u0007"}"#)).0, 10015);
    assert_eq!(refused(destroy::read(br#"{"GroupId":""}"#)).0, 10015);
    assert_eq!(refused(destroy::read(b"{}")).0, 10004);
    let query = info::read(br#"{"GroupIdList":["ok","a\u0007"]}"#, 50).unwrap();
    assert!(query.ids[0].is_ok());
    assert_eq!(query.ids[1].as_ref().unwrap_err().1.number, 10015);
}

#[test]
fn lists_are_limited() {
    assert_eq!(refused(info::read(br#"{"GroupIdList":[]}"#, 50)).0, 10004);
    assert_eq!(refused(info::read(br#"{"GroupIdList":["a","b","c"]}"#, 2)).0, 10005);
    assert_eq!(refused(joined::read(br#"{"Member_Account":"a","Limit":5001}"#, 5000)).0, 10018);
    assert_eq!(refused(all::read(br#"{"Limit":10001}"#, 10_000)).0, 10018);
    assert_eq!(all::read(br#"{"Limit":0}"#, 10_000).unwrap().limit, 10_000);
    assert_eq!(refused(joined::read(br#"{"Member_Account":"a","SupportTopic":1}"#, 5000)).0, 10004);
    let keys = format!(r#"{{"GroupIdList":["a"],"ResponseFilter":{{"AppDefinedDataFilter_Group":[{}"x"]}}}}"#, "\"k\",".repeat(64));
    assert_eq!(refused(info::read(keys.as_bytes(), 50)).0, 10004);
}

#[test]
fn every_endpoint_is_found_under_its_name() {
    let mut seen = [0; Endpoint::COUNT];
    for (service, name, endpoint) in Endpoint::all() {
        assert_eq!(Endpoint::find(service, name), Ok(endpoint));
        assert!(Endpoint::services().contains(&service), "{service}");
        assert_eq!(Endpoint::named(endpoint.name()), Some(endpoint));
        seen[endpoint.index()] += 1;
    }
    assert!(seen.iter().all(|rows| (1..=2).contains(rows)), "{seen:?}");
    assert_eq!(Endpoint::find("group_open_http_svc", "create"), Err(Unserved::Command));
    assert_eq!(Endpoint::find("openim", "create_group"), Err(Unserved::Command));
    assert_eq!(Endpoint::find("sns", "friend_add"), Err(Unserved::Service));
}

#[test]
fn what_is_asked_changes_nothing_and_what_is_one_command_can_be_explained() {
    for (_, name, endpoint) in Endpoint::all() {
        let asks = ["get_", "check_", "query"].iter().any(|start| name.starts_with(start));
        let asks = asks || ["account_check", "portrait_get", "explain"].contains(&name);
        assert_eq!(endpoint.changes(), !asks, "{name}");
        assert!(endpoint.changes() || !endpoint.explainable(), "{name}");
    }
}

#[test]
fn a_reply_above_the_limit_is_refused_with_advice() {
    let ids = vec![GroupId::parse(&"g".repeat(48)).unwrap(); 20_000];
    let (number, text) = refused(envelope::done(&all::Reply { total: 1, ids: &ids, next: 0 }, all::ADVICE));
    assert_eq!(number, 10018);
    assert!(text.ends_with(all::ADVICE), "{text}");
}

#[test]
fn envelopes_are_as_documented() {
    let done = envelope::done(&Done {}, "").unwrap();
    assert_eq!(done, br#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#);
    let refused = envelope::refused(&Failure::new(10004, "no \"name\""), "r1");
    assert_eq!(refused, br#"{"ActionStatus":"FAIL","ErrorInfo":"no \"name\" (request r1)","ErrorCode":10004}"#);
}
