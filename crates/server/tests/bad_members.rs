//! Every field of every command about members and options, as no caller should send it: each gets its number and a sentence that
//! says what to mend, and nothing changes.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use support::*;

/// What a field holds.
#[derive(Clone, Copy)]
enum Holds {
    Text,
    Number,
    Flag,
    Texts,
    Rows,
}
use Holds::{Flag, Number, Rows, Text, Texts};

/// A command: a body that is done, its required fields, its optional ones.
type Row = (&'static str, Value, &'static [(&'static str, Holds)], &'static [(&'static str, Holds)]);

const GROUP: (&str, Holds) = ("GroupId", Text);

fn commands() -> Vec<Row> {
    vec![
        ("change_group_owner", json!({"GroupId": "g", "NewOwner_Account": "alice"}), &[GROUP, ("NewOwner_Account", Text)], &[]),
        (
            "modify_group_base_info",
            json!({"GroupId": "g"}),
            &[GROUP],
            &[
                ("From_Account", Text),
                ("Name", Text),
                ("Introduction", Text),
                ("Notification", Text),
                ("FaceUrl", Text),
                ("MaxMemberNum", Number),
                ("ApplyJoinOption", Text),
                ("InviteJoinOption", Text),
                ("AppDefinedData", Rows),
                ("ShutUpAllMember", Text),
                ("MuteAllMember", Text),
                ("HistoryMsgBeforeJoin", Text),
                ("EnablePermission", Flag),
                ("DefaultPermission", Number),
            ],
        ),
        ("get_online_member_num", json!({"GroupId": "live"}), &[GROUP], &[]),
        (
            "get_group_member_info",
            json!({"GroupId": "g"}),
            &[GROUP],
            &[
                ("MemberInfoFilter", Texts),
                ("MemberRoleFilter", Texts),
                ("AppDefinedDataFilter_GroupMember", Texts),
                ("Limit", Number),
                ("Offset", Number),
                ("Next", Text),
            ],
        ),
        (
            "get_specified_group_member_info",
            json!({"GroupId": "g", "Member_List_Account": ["bob"]}),
            &[GROUP, ("Member_List_Account", Texts)],
            &[("MemberInfoFilter", Texts), ("MemberRoleFilter", Texts), ("AppDefinedDataFilter_GroupMember", Texts)],
        ),
        (
            "add_group_member",
            json!({"GroupId": "g", "MemberList": [{"Member_Account": "bob"}]}),
            &[GROUP, ("MemberList", Rows)],
            &[("Silence", Flag)],
        ),
        (
            "delete_group_member",
            json!({"GroupId": "g", "MemberToDel_Account": ["nobody"]}),
            &[GROUP, ("MemberToDel_Account", Texts)],
            &[("Silence", Flag), ("Reason", Text)],
        ),
        (
            "modify_group_member_info",
            json!({"GroupId": "g", "Member_Account": "bob"}),
            &[GROUP, ("Member_Account", Text)],
            &[
                ("Role", Text),
                ("MsgFlag", Text),
                ("NameCard", Text),
                ("AppMemberDefinedData", Rows),
                ("ShutUpTime", Number),
                ("MuteTime", Number),
            ],
        ),
        ("get_role_in_group", json!({"GroupId": "g", "User_Account": ["bob"]}), &[GROUP, ("User_Account", Texts)], &[]),
        (
            "forbid_send_msg",
            json!({"GroupId": "g", "Members_Account": ["carol"], "ShutUpTime": 0}),
            &[GROUP, ("Members_Account", Texts)],
            &[("ShutUpTime", Number), ("MuteTime", Number), ("TopicId", Text)],
        ),
        ("get_group_shutted_uin", json!({"GroupId": "g"}), &[GROUP], &[("TopicId", Text)]),
        ("get_group_muted_account", json!({"GroupId": "g"}), &[GROUP], &[("TopicId", Text)]),
        (
            "import_group_member",
            json!({"GroupId": "g", "MemberList": [{"Member_Account": "bob"}]}),
            &[GROUP, ("MemberList", Rows)],
            &[],
        ),
        (
            "set_unread_msg_num",
            json!({"GroupId": "g", "Member_Account": "bob", "UnreadMsgNum": 0}),
            &[GROUP, ("Member_Account", Text), ("UnreadMsgNum", Number)],
            &[],
        ),
        (
            "ban_group_member",
            json!({"GroupId": "g", "Members_Account": ["mallory"], "Duration": 4_294_967_295_u32}),
            &[GROUP, ("Members_Account", Texts), ("Duration", Number)],
            &[("Description", Text)],
        ),
        ("unban_group_member", json!({"GroupId": "g", "Members_Account": ["nobody"]}), &[GROUP, ("Members_Account", Texts)], &[]),
        (
            "get_group_ban_member",
            json!({"GroupId": "g", "Limit": 100, "Offset": 0}),
            &[GROUP, ("Limit", Number), ("Offset", Number)],
            &[],
        ),
    ]
}

/// A server with a group of alice, bob and carol, one of each type besides, and what the group looks like.
fn started() -> (Running, Value) {
    let server = start();
    let create = |id: &str, kind: &str| json!({"Type": kind, "GroupId": id, "Name": "n", "Owner_Account": "alice"});
    for (id, kind) in
        [("g", "Public"), ("work", "Private"), ("meeting", "ChatRoom"), ("live", "AVChatRoom"), ("@TGS#_c", "Community")]
    {
        assert_done(&server.call("create_group", &create(id, kind)));
    }
    let rows = json!([{"Member_Account": "bob", "Role": "Admin"}, {"Member_Account": "carol"}]);
    assert_done(&server.call("import_group_member", &json!({"GroupId": "g", "MemberList": rows})));
    let shape = shape(&server);
    (server, shape)
}

fn shape(server: &Running) -> Value {
    json!([
        server.call("get_group_info", &json!({"GroupIdList": ["g"]})),
        server.call("get_group_muted_account", &json!({"GroupId": "g"})),
        server.call("get_group_ban_member", &json!({"GroupId": "g", "Limit": 100, "Offset": 0}))
    ])
}

fn with(body: &Value, field: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[field] = value;
    body
}

#[test]
fn every_field_of_the_wrong_type_is_refused_by_its_name() {
    let (server, before) = started();
    for (command, good, required, optional) in commands() {
        for (field, holds) in required.iter().chain(optional) {
            let wrong = match holds {
                Text => vec![json!(5), json!(true), json!(["x"]), json!({"x": 1}), json!(0.5)],
                Number => vec![json!("5"), json!(-1), json!(1.5), json!(true), json!([]), json!(9_007_199_254_740_993_u64)],
                Flag => vec![json!(2), json!("1"), json!(-1), json!([])],
                Texts | Rows => vec![json!({}), json!("x"), json!(5)],
            };
            let must = match holds {
                Text => "must be a string",
                Number => "must be a whole number",
                Flag => "must be 0 or 1",
                Texts | Rows => "must be an array",
            };
            for wrong in wrong {
                server.refused(command, &with(&good, field, wrong), 10004, &format!("{field} {must}"));
            }
            let entry = match holds {
                Texts => Some((json!([5]), "[0] must be a string")),
                Rows => Some((json!(["x"]), "[0] must be an object")),
                Text | Number | Flag => None,
            };
            if let Some((wrong, must)) = entry {
                server.refused(command, &with(&good, field, wrong), 10004, &format!("{field}{must}"));
            }
        }
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn what_is_required_must_be_there() {
    let (server, before) = started();
    for (command, good, required, _) in commands() {
        for (field, holds) in required {
            let mut body = good.clone();
            body.as_object_mut().unwrap().remove(*field);
            server.refused(command, &body, 10004, &format!("{field} is required"));
            // An id says so in its own words; a list that names nobody is refused as well.
            let (empty, code) = match holds {
                Text => (json!(""), if *field == "GroupId" { 10015 } else { 10004 }),
                Texts | Rows => (json!([]), 10004),
                Number | Flag => continue,
            };
            server.refused(command, &with(&good, field, empty), code, field);
        }
    }
    let mute = json!({"GroupId": "g", "Members_Account": ["carol"]});
    server.refused("forbid_send_msg", &mute, 10004, "ShutUpTime (or MuteTime) is required");
    assert_eq!(shape(&server), before);
}

#[test]
fn ids_of_groups_are_10010_when_unknown_and_10015_when_malformed() {
    let (server, before) = started();
    assert_done(&server.call("create_group", &json!({"Type": "Public", "GroupId": "gone", "Name": "n"})));
    assert_done(&server.call("destroy_group", &json!({"GroupId": "gone"})));
    for (command, good, ..) in commands() {
        for unknown in ["none", "@TGS#2NONESUCH", "gone"] {
            server.refused(command, &with(&good, "GroupId", json!(unknown)), 10010, "does not exist");
        }
        for malformed in ["a\u{0}b", " ", "gr\u{fc}n"] {
            server.refused(command, &with(&good, "GroupId", json!(malformed)), 10015, "GroupId");
        }
        server.refused(command, &with(&good, "GroupId", json!("x".repeat(200))), 10015, "GroupId is too long");
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn only_admins_of_the_app_call() {
    let (server, before) = started();
    for (command, good, ..) in commands() {
        let target = format!("/v4/group_open_http_svc/{command}?{}", query(APP, "alice", &sign("alice")));
        assert_refused(&server.post_to(&target, good.to_string().as_bytes()), 60010, "no admin");
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn bodies_that_are_no_json_object_are_refused_by_every_command() {
    let (server, before) = started();
    for (command, ..) in commands() {
        for body in [&b""[..], b"{", b"[]", b"null", b"{\"GroupId\":\"\xff\"}", b"{\"GroupId\":\"\x01\"}"] {
            assert_refused(&server.post(command, body), 60003, "body");
        }
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn every_good_body_is_done() {
    let (server, _) = started();
    for (command, good, ..) in commands() {
        assert_done(&server.call(command, &good));
    }
}

#[test]
fn accounts_keep_to_their_form() {
    let (server, before) = started();
    for bad in ["x".repeat(33), "a\u{0}".to_owned(), "\u{e4}".to_owned(), " ".to_owned()] {
        for (command, body, place) in [
            ("change_group_owner", json!({"GroupId": "g", "NewOwner_Account": bad}), "NewOwner_Account"),
            ("modify_group_base_info", json!({"GroupId": "g", "From_Account": bad}), "From_Account"),
            (
                "get_specified_group_member_info",
                json!({"GroupId": "g", "Member_List_Account": ["a", bad]}),
                "Member_List_Account[1]",
            ),
            ("add_group_member", json!({"GroupId": "g", "MemberList": [{"Member_Account": bad}]}), "MemberList[0].Member_Account"),
            (
                "import_group_member",
                json!({"GroupId": "g", "MemberList": [{"Member_Account": bad}]}),
                "MemberList[0].Member_Account",
            ),
            ("delete_group_member", json!({"GroupId": "g", "MemberToDel_Account": ["carol", bad]}), "MemberToDel_Account[1]"),
            ("modify_group_member_info", json!({"GroupId": "g", "Member_Account": bad}), "Member_Account"),
            ("get_role_in_group", json!({"GroupId": "g", "User_Account": [bad]}), "User_Account[0]"),
            ("forbid_send_msg", json!({"GroupId": "g", "Members_Account": [bad], "ShutUpTime": 1}), "Members_Account[0]"),
            ("set_unread_msg_num", json!({"GroupId": "g", "Member_Account": bad, "UnreadMsgNum": 1}), "Member_Account"),
            ("ban_group_member", json!({"GroupId": "g", "Members_Account": [bad], "Duration": 1}), "Members_Account[0]"),
            ("unban_group_member", json!({"GroupId": "g", "Members_Account": [bad]}), "Members_Account[0]"),
        ] {
            server.refused(command, &body, 10004, place);
        }
    }
    for (command, row) in [("add_group_member", json!({})), ("import_group_member", json!({"Role": "Admin"}))] {
        server.refused(command, &json!({"GroupId": "g", "MemberList": [row]}), 10004, "MemberList[0].Member_Account is required");
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn lists_end_at_their_limit() {
    let (server, before) = started();
    let names = |count: usize| -> Value { (0..count).map(|at| json!(format!("user{at}"))).collect() };
    let rows = |count: usize| -> Value { (0..count).map(|at| json!({"Member_Account": format!("user{at}")})).collect() };
    for (command, body, most) in [
        ("get_specified_group_member_info", json!({"Member_List_Account": names(51)}), 50),
        ("add_group_member", json!({"MemberList": rows(301)}), 300),
        ("import_group_member", json!({"MemberList": rows(301)}), 300),
        ("delete_group_member", json!({"MemberToDel_Account": names(101)}), 100),
        ("get_role_in_group", json!({"User_Account": names(501)}), 500),
        ("forbid_send_msg", json!({"Members_Account": names(501), "ShutUpTime": 5}), 500),
        ("ban_group_member", json!({"Members_Account": names(21), "Duration": 5}), 20),
        ("unban_group_member", json!({"Members_Account": names(21)}), 20),
    ] {
        let field = body.as_object().unwrap().keys().find(|key| *key != "ShutUpTime" && *key != "Duration").unwrap().clone();
        let words = format!("{field} names too many accounts: {} were given, at most {most} are allowed", most + 1);
        server.refused(command, &with(&body, "GroupId", json!("g")), 10005, &words);
    }
    server.refused("get_group_member_info", &json!({"GroupId": "g", "Limit": 6001}), 10018, "Limit is too high");
    for limit in [0, 101] {
        let body = json!({"GroupId": "g", "Limit": limit, "Offset": 0});
        server.refused("get_group_ban_member", &body, 10004, "Limit must lie between 1 and 100");
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn texts_end_at_their_limit_in_bytes() {
    let (server, before) = started();
    for (field, limit) in [("Name", 30), ("Introduction", 240), ("Notification", 300), ("FaceUrl", 100)] {
        let words = format!("{field} is too long: {} bytes of UTF-8 were given, at most {limit} are allowed", limit + 1);
        server.refused("modify_group_base_info", &json!({"GroupId": "g", field: "x".repeat(limit + 1)}), 10004, &words);
        server.refused("modify_group_base_info", &json!({"GroupId": "g", field: "\u{7fa4}".repeat(limit / 3 + 1)}), 10004, field);
    }
    server.refused("modify_group_base_info", &json!({"GroupId": "g", "Name": " "}), 10004, "Name is required");
    let field = |key: usize, value: usize| json!([{"Key": "k".repeat(key), "Value": "v".repeat(value)}]);
    let of_group = |fields: Value| json!({"GroupId": "g", "AppDefinedData": fields});
    let of_member = |fields: Value| json!({"GroupId": "g", "Member_Account": "bob", "AppMemberDefinedData": fields});
    server.refused("modify_group_base_info", &of_group(field(17, 1)), 10004, "AppDefinedData[].Key is too long");
    server.refused("modify_group_base_info", &of_group(field(1, 513)), 10004, "AppDefinedData[].Value is too long");
    server.refused("modify_group_base_info", &of_group(json!([{"Key": "k"}])), 10004, "AppDefinedData[0].Value is required");
    server.refused("modify_group_member_info", &of_member(field(17, 1)), 10004, "AppMemberDefinedData[].Key is too long");
    server.refused("modify_group_member_info", &of_member(field(1, 65)), 10004, "AppMemberDefinedData[].Value is too long");
    let many: Value = (0..11).map(|at| json!({"Key": format!("k{at}"), "Value": "v"})).collect();
    server.refused("modify_group_base_info", &of_group(many.clone()), 10004, "AppDefinedData has too many entries");
    server.refused("modify_group_member_info", &of_member(many), 10004, "AppMemberDefinedData has too many entries");
    let card = json!({"GroupId": "g", "Member_Account": "bob", "NameCard": "x".repeat(51)});
    server.refused("modify_group_member_info", &card, 10004, "NameCard is too long: 51 bytes");
    let kick = json!({"GroupId": "g", "MemberToDel_Account": ["carol"], "Reason": "x".repeat(1001)});
    server.refused("delete_group_member", &kick, 10004, "Reason is too long: 1001 bytes");
    let ban = json!({"GroupId": "g", "Members_Account": ["carol"], "Duration": 1, "Description": "x".repeat(1001)});
    server.refused("ban_group_member", &ban, 10004, "Description is too long: 1001 bytes");
    assert_eq!(shape(&server), before);
}

#[test]
fn words_and_numbers_keep_to_the_rules() {
    let (server, before) = started();
    for (command, fields, words) in [
        ("modify_group_base_info", json!({"ApplyJoinOption": "Free"}), "ApplyJoinOption must be one of FreeAccess"),
        ("modify_group_base_info", json!({"InviteJoinOption": "No"}), "InviteJoinOption must be one of FreeAccess"),
        ("modify_group_base_info", json!({"ShutUpAllMember": "on"}), "ShutUpAllMember must be one of On, Off"),
        ("modify_group_base_info", json!({"MuteAllMember": "true"}), "MuteAllMember must be one of On, Off"),
        ("modify_group_base_info", json!({"MuteAllMember": "On", "ShutUpAllMember": "Off"}), "say different things"),
        ("modify_group_base_info", json!({"HistoryMsgBeforeJoin": "yes"}), "HistoryMsgBeforeJoin must be one of On, Off"),
        ("modify_group_base_info", json!({"MaxMemberNum": 2}), "MaxMemberNum must lie between 3 and 2000"),
        ("modify_group_base_info", json!({"MaxMemberNum": 2001}), "MaxMemberNum must lie between 3 and 2000"),
        ("get_group_member_info", json!({"MemberRoleFilter": ["Boss"]}), "MemberRoleFilter[0] must be one of"),
        ("get_group_member_info", json!({"Next": "second"}), "Next must be the Next of the reply before"),
        ("get_group_member_info", json!({"Next": "1", "Offset": 1}), "give one of them"),
        ("modify_group_member_info", json!({"Member_Account": "bob", "Role": "Chief"}), "Role must be one of"),
        ("modify_group_member_info", json!({"Member_Account": "bob", "MsgFlag": "Loud"}), "MsgFlag must be one of"),
        (
            "modify_group_member_info",
            json!({"Member_Account": "bob", "MuteTime": 4_294_967_296_u64}),
            "MuteTime must lie between 0",
        ),
        ("modify_group_member_info", json!({"Member_Account": "bob", "ShutUpTime": 5, "MuteTime": 6}), "say different things"),
        ("modify_group_member_info", json!({"Member_Account": "stranger", "NameCard": "x"}), "stranger"),
        ("modify_group_member_info", json!({"Member_Account": "bob", "Role": "Owner"}), "owner"),
        ("modify_group_member_info", json!({"Member_Account": "alice", "Role": "Member"}), "owner"),
        ("change_group_owner", json!({"NewOwner_Account": "stranger"}), "stranger"),
        ("forbid_send_msg", json!({"Members_Account": ["bob"], "ShutUpTime": 4_294_967_296_u64}), "ShutUpTime must lie between 0"),
        ("forbid_send_msg", json!({"Members_Account": ["bob"], "ShutUpTime": 5, "TopicId": "t"}), "TopicId must be the id of"),
        ("get_group_shutted_uin", json!({"TopicId": "t"}), "TopicId must be the id of"),
        (
            "import_group_member",
            json!({"MemberList": [{"Member_Account": "x", "Role": "Boss"}]}),
            "MemberList[0].Role must be one of",
        ),
        (
            "import_group_member",
            json!({"MemberList": [{"Member_Account": "x", "JoinTime": "then"}]}),
            "MemberList[0].JoinTime must be",
        ),
        (
            "import_group_member",
            json!({"MemberList": [{"Member_Account": "x", "UnreadMsgNum": 4_294_967_296_u64}]}),
            "MemberList[0].UnreadMsgNum must lie between 0",
        ),
        (
            "set_unread_msg_num",
            json!({"Member_Account": "bob", "UnreadMsgNum": 4_294_967_296_u64}),
            "UnreadMsgNum must lie between",
        ),
        ("set_unread_msg_num", json!({"Member_Account": "stranger", "UnreadMsgNum": 1}), "stranger"),
        ("ban_group_member", json!({"Members_Account": ["bob"], "Duration": 0}), "Duration must lie between 1 and 4294967295"),
        ("ban_group_member", json!({"Members_Account": ["bob"], "Duration": 4_294_967_296_u64}), "Duration must lie between"),
    ] {
        server.refused(command, &with(&fields, "GroupId", json!("g")), 10004, words);
    }
    assert_eq!(shape(&server), before);
}

#[test]
fn what_a_type_does_not_have_is_refused() {
    let (server, before) = started();
    let nobody = |field: &str| json!({field: ["bob"]});
    for (group, command, fields, code) in [
        ("live", "change_group_owner", json!({"NewOwner_Account": "bob"}), 10007),
        ("live", "get_group_member_info", json!({}), 10007),
        ("live", "get_specified_group_member_info", nobody("Member_List_Account"), 10007),
        ("live", "get_role_in_group", nobody("User_Account"), 10007),
        ("live", "add_group_member", json!({"MemberList": [{"Member_Account": "bob"}]}), 10007),
        ("live", "import_group_member", json!({"MemberList": [{"Member_Account": "bob"}]}), 10007),
        ("live", "modify_group_member_info", json!({"Member_Account": "bob", "NameCard": "x"}), 10007),
        ("live", "delete_group_member", nobody("MemberToDel_Account"), 10004),
        ("live", "modify_group_base_info", json!({"ApplyJoinOption": "DisableApply"}), 10007),
        ("g", "get_online_member_num", json!({}), 10007),
        ("work", "forbid_send_msg", json!({"Members_Account": ["bob"], "ShutUpTime": 5}), 10007),
        ("work", "get_group_shutted_uin", json!({}), 10007),
        ("work", "get_group_muted_account", json!({}), 10007),
        ("work", "modify_group_member_info", json!({"Member_Account": "alice", "MuteTime": 5}), 10007),
        ("work", "modify_group_base_info", json!({"ApplyJoinOption": "FreeAccess"}), 10007),
        ("meeting", "set_unread_msg_num", json!({"Member_Account": "alice", "UnreadMsgNum": 5}), 10007),
        ("@TGS#_c", "ban_group_member", json!({"Members_Account": ["bob"], "Duration": 5}), 10007),
        ("@TGS#_c", "unban_group_member", nobody("Members_Account"), 10007),
        ("@TGS#_c", "get_group_ban_member", json!({"Limit": 5, "Offset": 0}), 10007),
        ("@TGS#_c", "modify_group_base_info", json!({"HistoryMsgBeforeJoin": "On"}), 10007),
        ("@TGS#_c", "modify_group_base_info", json!({"EnablePermission": 1}), 10007),
        ("g", "modify_group_base_info", json!({"DefaultPermission": 1}), 10007),
        ("@TGS#_c", "get_group_member_info", json!({"Offset": 1}), 10004),
    ] {
        let reply = server.call(command, &with(&fields, "GroupId", json!(group)));
        assert_refused(&reply, code, "");
    }
    server.refused(
        "get_group_member_info",
        &json!({"GroupId": "@TGS#_c", "Offset": 1}),
        10004,
        "give the Next of the reply before",
    );
    assert_eq!(shape(&server), before);
}
