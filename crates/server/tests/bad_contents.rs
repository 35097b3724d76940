//! Every field of the commands about attributes, counters, topics, permission groups, live groups, links, accounts and profiles, as no
//! caller should send it: each gets its number and a sentence that says what to mend, and nothing changes.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use support::*;

/// What a field holds.
#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Text,
    Number,
    Flag,
    Texts,
    Rows,
}
use Holds::{Flag, Number, Rows, Text, Texts};

type Fields = &'static [(&'static str, Holds)];
/// A command: a body that is done, its required fields, its optional ones.
type Row = (&'static str, Value, Fields, Fields);

const COMMUNITY: &str = "@TGS#_c";
const TOPIC: &str = "@TGS#_c@TOPIC#_t";
const HELPERS: &str = "@PMG#_p";
const GROUP: (&str, Holds) = ("GroupId", Text);

fn commands() -> Vec<Row> {
    [of_any_group(), of_permission_groups(), of_topics(), of_live_groups(), of_links(), of_users()].concat()
}

fn of_any_group() -> Vec<Row> {
    let attributes = || json!({"GroupId": "g", "GroupAttr": [{"key": "k", "value": "v"}]});
    let sequence: Fields = &[("MainSequence", Number)];
    vec![
        ("group_open_http_svc/set_group_attr", attributes(), &[GROUP, ("GroupAttr", Rows)], sequence),
        ("group_open_attr_http_svc/modify_group_attr", attributes(), &[GROUP, ("GroupAttr", Rows)], sequence),
        (
            "group_open_http_svc/delete_group_attr",
            json!({"GroupId": "g", "GroupAttr": [{"key": "k"}]}),
            &[GROUP, ("GroupAttr", Rows)],
            sequence,
        ),
        ("group_open_http_svc/clear_group_attr", json!({"GroupId": "g"}), &[GROUP], sequence),
        ("group_open_attr_http_svc/get_group_attr", json!({"GroupId": "g"}), &[GROUP], &[]),
        (
            "group_open_http_svc/update_group_counter",
            json!({"GroupId": "g", "Mode": "Set", "GroupCounter": [{"Key": "k", "Value": 1}]}),
            &[GROUP, ("Mode", Text), ("GroupCounter", Rows)],
            &[],
        ),
        ("group_open_http_svc/get_group_counter", json!({"GroupId": "g"}), &[GROUP], &[("GroupCounterKeys", Texts)]),
        ("group_open_http_svc/delete_group_counter", json!({"GroupId": "g"}), &[GROUP], &[("GroupCounterKeys", Texts)]),
    ]
}

fn of_topics() -> Vec<Row> {
    let texts: Fields =
        &[("CustomString", Text), ("FaceUrl", Text), ("Notification", Text), ("Introduction", Text), ("From_Account", Text)];
    vec![
        (
            "million_group_open_http_svc/create_topic",
            json!({"GroupId": COMMUNITY, "TopicName": "n"}),
            &[GROUP, ("TopicName", Text)],
            texts,
        ),
        (
            "group_open_http_svc/import_topic",
            json!({"GroupId": COMMUNITY, "TopicName": "n"}),
            &[GROUP, ("TopicName", Text)],
            &[("TopicId", Text), ("Type", Text), ("CreateTime", Number)],
        ),
        (
            "million_group_open_http_svc/modify_topic",
            json!({"GroupId": COMMUNITY, "TopicId": TOPIC}),
            &[GROUP, ("TopicId", Text)],
            &[("TopicName", Text), ("MuteAllMember", Text), ("ShutUpAllMember", Text), ("CustomString", Text), ("FaceUrl", Text)],
        ),
        (
            "million_group_open_http_svc/get_topic",
            json!({"GroupId": COMMUNITY}),
            &[GROUP],
            &[("From_Account", Text), ("TopicIdList", Texts)],
        ),
        (
            "million_group_open_http_svc/destroy_topic",
            json!({"GroupId": COMMUNITY, "TopicIdList": [TOPIC]}),
            &[GROUP, ("TopicIdList", Texts)],
            &[("From_Account", Text)],
        ),
    ]
}

fn of_permission_groups() -> Vec<Row> {
    let helpers = |more: Value| {
        let mut body = json!({"GroupId": COMMUNITY, "PermissionGroupId": HELPERS});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let rights = || json!({"TopicPermissionList": [{"TopicId": TOPIC, "Permission": 1}]});
    const ID: (&str, Holds) = ("PermissionGroupId", Text);
    vec![
        (
            "group_open_http_svc/create_permission_group",
            json!({"GroupId": COMMUNITY, "PermissionGroupName": "n"}),
            &[GROUP, ("PermissionGroupName", Text)],
            &[ID, ("Permission", Number), ("CustomString", Text)],
        ),
        (
            "group_open_http_svc/modify_permission_group",
            helpers(json!({})),
            &[GROUP, ID],
            &[("PermissionGroupName", Text), ("Permission", Number), ("CustomString", Text)],
        ),
        (
            "group_open_http_svc/get_permission_group",
            json!({"GroupId": COMMUNITY}),
            &[GROUP],
            &[("PermissionGroupIdList", Texts), ("Limit", Number), ("Next", Text)],
        ),
        ("group_open_http_svc/add_topic_permission_group", helpers(rights()), &[GROUP, ID], &[("TopicPermissionList", Rows)]),
        ("group_open_http_svc/set_topic_permission_group", helpers(rights()), &[GROUP, ID], &[("TopicPermissionList", Rows)]),
        (
            "group_open_http_svc/delete_topic_permission_group",
            helpers(json!({"TopicIdList": [TOPIC]})),
            &[GROUP, ID],
            &[("TopicIdList", Texts), ("TopicPermissionList", Rows)],
        ),
        ("group_open_http_svc/get_topic_permission_group", helpers(json!({})), &[GROUP, ID], &[("TopicIdList", Texts)]),
        (
            "group_open_http_svc/add_permission_group_member",
            helpers(json!({"MemberList": [{"Member_Account": "bob"}]})),
            &[GROUP, ID, ("MemberList", Rows)],
            &[],
        ),
        (
            "group_open_http_svc/get_permission_group_member_list",
            helpers(json!({})),
            &[GROUP, ID],
            &[("Limit", Number), ("Next", Text), ("MemberInfoFilter", Texts)],
        ),
        (
            "group_open_http_svc/delete_permission_group_member",
            helpers(json!({"MemberList": [{"Member_Account": "bob"}]})),
            &[GROUP, ID, ("MemberList", Rows)],
            &[],
        ),
        (
            "group_open_http_svc/destroy_permission_group",
            json!({"GroupId": COMMUNITY, "PermissionGroupIdList": [HELPERS]}),
            &[GROUP, ("PermissionGroupIdList", Texts)],
            &[],
        ),
    ]
}

fn of_live_groups() -> Vec<Row> {
    vec![
        (
            "group_open_avchatroom_http_svc/get_members",
            json!({"GroupId": "live"}),
            &[GROUP],
            &[("Timestamp", Number), ("Mark", Number)],
        ),
        (
            "group_open_avchatroom_http_svc/check_members",
            json!({"GroupId": "live", "Member_Account": ["bob"]}),
            &[GROUP, ("Member_Account", Texts)],
            &[],
        ),
        (
            "group_open_avchatroom_http_svc/modify_user_info",
            json!({"GroupId": "live", "CommandType": 1, "MemberList": [{"Member_Account": "bob", "Marks": [1000]}]}),
            &[GROUP, ("CommandType", Number), ("MemberList", Rows)],
            &[],
        ),
        (
            "group_open_avchatroom_http_svc/modify_admin",
            json!({"GroupId": "live", "CommandType": 1, "Admin_Account": ["bob"]}),
            &[GROUP, ("CommandType", Number), ("Admin_Account", Texts)],
            &[],
        ),
        ("group_open_avchatroom_http_svc/get_admin_list", json!({"GroupId": "live"}), &[GROUP], &[]),
    ]
}

fn of_links() -> Vec<Row> {
    vec![
        (
            "opentim/create_invite_link",
            json!({"GroupId": "g"}),
            &[GROUP],
            &[("From_Account", Text), ("ExpireTime", Number), ("MaxUseNum", Number), ("NeedApproval", Flag)],
        ),
        ("opentim/get_invite_links", json!({"GroupId": "g"}), &[GROUP], &[]),
        ("opentim/get_group_audit", json!({"GroupId": "g"}), &[GROUP], &[("Limit", Number), ("Next", Number)]),
    ]
}

fn of_users() -> Vec<Row> {
    vec![
        ("im_open_login_svc/account_import", json!({"UserID": "a"}), &[("UserID", Text)], &[("Nick", Text), ("FaceUrl", Text)]),
        ("im_open_login_svc/multiaccount_import", json!({"Accounts": ["a"]}), &[], &[("Accounts", Texts), ("AccountList", Rows)]),
        ("im_open_login_svc/account_check", json!({"CheckItem": [{"UserID": "a"}]}), &[("CheckItem", Rows)], &[]),
        ("im_open_login_svc/account_delete", json!({"DeleteItem": [{"UserID": "a"}]}), &[("DeleteItem", Rows)], &[]),
        ("im_open_login_svc/kick", json!({"UserID": "a"}), &[("UserID", Text)], &[]),
        ("openim/query_online_status", json!({"To_Account": ["a"]}), &[("To_Account", Texts)], &[("IsNeedDetail", Flag)]),
        (
            "profile/portrait_set",
            json!({"From_Account": "a", "ProfileItem": [{"Tag": "Tag_Profile_IM_Nick", "Value": "A"}]}),
            &[("From_Account", Text), ("ProfileItem", Rows)],
            &[],
        ),
        ("profile/portrait_get", json!({"To_Account": ["a"]}), &[("To_Account", Texts)], &[("TagList", Texts)]),
    ]
}

/// A server with one group of each sort that the good bodies name, and what there is to see of them.
fn started() -> (Running, Value) {
    let server = start();
    let list = json!([{"Member_Account": "bob"}]);
    for group in [
        json!({"Type": "Public", "GroupId": "g", "Name": "n", "Owner_Account": "alice", "MemberList": list}),
        json!({"Type": "AVChatRoom", "GroupId": "live", "Name": "n", "Owner_Account": "alice"}),
        json!({"Type": "Community", "GroupId": COMMUNITY, "Name": "n", "Owner_Account": "alice", "MemberList": list, "SupportTopic": 1,
               "EnablePermission": 1}),
    ] {
        assert_done(&server.call("create_group", &group));
    }
    assert_done(&server.call("import_topic", &json!({"GroupId": COMMUNITY, "TopicId": TOPIC, "TopicName": "n"})));
    let helpers = json!({"GroupId": COMMUNITY, "PermissionGroupId": HELPERS, "PermissionGroupName": "n"});
    assert_done(&server.call("create_permission_group", &helpers));
    assert_done(&server.call("set_group_attr", &json!({"GroupId": "g", "GroupAttr": [{"key": "k", "value": "v"}]})));
    let before = shape(&server);
    (server, before)
}

fn shape(server: &Running) -> Value {
    ["g", "live", COMMUNITY]
        .map(|group| server.call_at("opentim/get_group_audit", &json!({"GroupId": group})))
        .into_iter()
        .collect()
}

fn with(body: &Value, field: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[field] = value;
    body
}

#[test]
fn every_good_body_is_done_and_unknown_fields_are_passed_over() {
    let (server, _) = started();
    for (path, good, _, optional) in commands() {
        // A misspelt limit of an invite link would make it last for ever.
        let strict = path == "opentim/create_invite_link";
        let mut body = if strict { good.clone() } else { with(&good, "NoSuchField", json!({"a": [1]})) };
        for (field, _) in optional.iter().filter(|(field, _)| good.get(field).is_none()) {
            body[*field] = Value::Null;
        }
        let reply = server.call_at(path, &body);
        assert_eq!(reply["ErrorCode"], 0, "{path}: {reply}");
    }
}

#[test]
fn every_field_of_the_wrong_type_is_refused_by_its_name() {
    let (server, before) = started();
    for (path, good, required, optional) in commands() {
        for (field, holds) in required.iter().chain(optional) {
            let (wrong, must) = match holds {
                Text => (vec![json!(5), json!(true), json!(["x"]), json!({"x": 1})], "must be a string"),
                Number => (vec![json!("5"), json!(-1), json!(1.5), json!([])], "must be a whole number"),
                Flag => (vec![json!(2), json!("1"), json!([])], "must be 0 or 1"),
                Texts | Rows => (vec![json!({}), json!("x"), json!(5)], "must be an array"),
            };
            for wrong in wrong {
                assert_refused(&server.call_at(path, &with(&good, field, wrong)), 10004, &format!("{field} {must}"));
            }
            let entry = match holds {
                Texts => (json!([5]), "[0] must be a string"),
                Rows => (json!(["x"]), "[0] must be an object"),
                Text | Number | Flag => continue,
            };
            assert_refused(&server.call_at(path, &with(&good, field, entry.0)), 10004, &format!("{field}{}", entry.1));
        }
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn what_is_required_must_be_there() {
    let (server, before) = started();
    for (path, good, required, _) in commands() {
        for (field, holds) in required {
            let mut body = good.clone();
            body.as_object_mut().unwrap().remove(*field);
            assert_refused(&server.call_at(path, &body), 10004, &format!("{field} is required"));
            if *holds == Text {
                let code = if *field == "GroupId" { 10015 } else { 10004 };
                assert_refused(&server.call_at(path, &with(&good, field, json!(""))), code, field);
            }
        }
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn ids_of_groups_are_10010_when_unknown_and_10015_when_malformed() {
    let (server, before) = started();
    for (path, good, ..) in commands() {
        // Topics name their community; what ended is still audited.
        let of_topic = good.get("TopicId").is_some() || good.get("TopicIdList").is_some();
        if good.get("GroupId").is_none() || path.ends_with("audit") {
            continue;
        }
        let unknown = server.call_at(path, &with(&good, "GroupId", json!("@TGS#_none")));
        assert_refused(&unknown, if of_topic && path.starts_with("million") { 10004 } else { 10010 }, "");
        for malformed in ["a\u{0}b".to_owned(), " ".to_owned(), "gr\u{fc}n".to_owned(), "x".repeat(200)] {
            assert_refused(&server.call_at(path, &with(&good, "GroupId", json!(malformed))), 10015, "GroupId");
        }
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn bodies_that_are_no_json_object_are_refused_by_every_command() {
    let (server, before) = started();
    for (path, ..) in commands() {
        for body in [&b""[..], b"{", b"[]", b"null", b"{\"GroupId\":\"\xff\"}"] {
            assert_refused(&server.post_to(&target_at(path), body), 60003, "body");
        }
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn groups_of_other_types_have_no_topics_and_no_permission_groups() {
    let (server, before) = started();
    for (path, good, ..) in of_topics().into_iter().chain(of_permission_groups()) {
        if good.get("TopicId").is_some() || good.get("TopicIdList").is_some() {
            continue;
        }
        let reply = server.call_at(path, &with(&good, "GroupId", json!("g")));
        assert_refused(&reply, 10007, "");
    }
    let counter = json!({"GroupId": COMMUNITY, "Mode": "Set", "GroupCounter": [{"Key": "k", "Value": 1}]});
    server.refused("update_group_counter", &counter, 10007, "Community");
    assert_eq!(shape(&server), before);
}
