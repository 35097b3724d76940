//! Bodies as no caller should send them: each gets its number and a sentence that says what to mend, nothing is created, and the
//! next good call works.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use support::*;

/// A good create with these fields changed or added.
fn create(fields: &Value) -> Value {
    let mut body = json!({"Type": "Public", "Name": "n", "Owner_Account": "leckie"});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

fn members(count: usize) -> Value {
    (0..count).map(|at| json!({"Member_Account": format!("user{at}")})).collect()
}

/// After bad calls: nothing is there, and a good one still works.
#[track_caller]
fn untouched(server: &Running) {
    assert_eq!(server.groups(), 0);
    assert_done(&server.call("create_group", &create(&json!({}))));
    assert_eq!(server.groups(), 1);
}

#[test]
fn a_body_that_is_no_json_object_is_refused_by_every_command() {
    let server = start();
    for command in
        ["create_group", "import_group", "get_group_info", "get_joined_group_list", "get_appid_group_list", "destroy_group"]
    {
        for body in [
            &b""[..],
            b"   ",
            b"create a group",
            b"{\"Type\":\"Public\",",
            b"{\"Type\":\"Public\",\"Name\":\"n\"}}",
            b"[]",
            b"null",
            b"{\"Type\":\"Public\",\"Name\":\"\xff\xfe\"}",
            b"{\"Name\":\"\x00\"}",
        ] {
            assert_refused(&server.post(command, body), 60003, "body");
        }
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100), "]".repeat(100));
        assert_refused(&server.post(command, deep.as_bytes()), 60003, "nested more than 32 levels");
    }
    assert_refused(&server.post("create_group", br#"{"Type":"Public","Name":"\udc00x"}"#), 60003, "surrogate");
    untouched(&server);
}

#[test]
fn every_field_of_the_wrong_type_is_refused_by_its_name() {
    let server = start();
    let texts = [
        "Owner_Account",
        "Type",
        "GroupId",
        "Name",
        "Introduction",
        "Notification",
        "FaceUrl",
        "ApplyJoinOption",
        "InviteJoinOption",
    ];
    for field in texts {
        for wrong in [json!(5), json!(true), json!(["x"]), json!({"x": 1}), json!(1.5)] {
            server.refused("create_group", &create(&json!({field: wrong})), 10004, &format!("{field} must be a string"));
            server.refused("import_group", &create(&json!({field: wrong})), 10004, &format!("{field} must be a string"));
        }
    }
    for field in ["MaxMemberCount", "DefaultPermission"] {
        for wrong in [json!("500"), json!(-1), json!(1.5), json!(9_007_199_254_740_993_u64), json!(true), json!([]), json!(1e300)] {
            server.refused("create_group", &create(&json!({field: wrong})), 10004, &format!("{field} must be a whole number"));
        }
    }
    server.refused("import_group", &create(&json!({"CreateTime": "yesterday"})), 10004, "CreateTime must be a whole number");
    for field in ["SupportTopic", "EnablePermission"] {
        for wrong in [json!(2), json!("1"), json!(-1), json!(0.5), json!([])] {
            server.refused("create_group", &create(&json!({field: wrong})), 10004, &format!("{field} must be 0 or 1"));
        }
    }
    for field in ["MemberList", "AppDefinedData"] {
        for wrong in [json!({}), json!("x"), json!(5)] {
            server.refused("create_group", &create(&json!({field: wrong})), 10004, &format!("{field} must be an array"));
        }
        server.refused("create_group", &create(&json!({field: ["x"]})), 10004, &format!("{field}[0] must be an object"));
    }
    for (command, body, words) in [
        ("get_group_info", json!({"GroupIdList": "g"}), "GroupIdList must be an array"),
        ("get_group_info", json!({"GroupIdList": ["g", 5]}), "GroupIdList[1] must be a string"),
        ("get_group_info", json!({"GroupIdList": ["g"], "ResponseFilter": []}), "ResponseFilter must be an object"),
        (
            "get_group_info",
            json!({"GroupIdList": ["g"], "ResponseFilter": {"MemberInfoFilter": "Role"}}),
            "ResponseFilter.MemberInfoFilter must be",
        ),
        ("get_joined_group_list", json!({"Member_Account": 5}), "Member_Account must be a string"),
        ("get_joined_group_list", json!({"Member_Account": "a", "Offset": -1}), "Offset must be a whole number"),
        ("get_joined_group_list", json!({"Member_Account": "a", "WithHugeGroups": 5}), "WithHugeGroups must be 0 or 1"),
        ("get_appid_group_list", json!({"Limit": "10"}), "Limit must be a whole number"),
        ("get_appid_group_list", json!({"Next": 0.5}), "Next must be a whole number"),
        ("destroy_group", json!({"GroupId": 5}), "GroupId must be a string"),
    ] {
        server.refused(command, &body, 10004, words);
    }
    untouched(&server);
}

#[test]
fn what_is_required_must_be_there_and_say_something() {
    let server = start();
    for (command, body, code, words) in [
        ("create_group", json!({"Name": "n"}), 10004, "Type is required"),
        ("create_group", json!({"Type": "Public"}), 10004, "Name is required"),
        ("create_group", json!({"Type": "Public", "Name": ""}), 10004, "Name is required"),
        ("create_group", json!({"Type": "Public", "Name": " \t\u{3000}"}), 10004, "Name is required"),
        ("create_group", json!({"Type": "", "Name": "n"}), 10004, "Type must be one of"),
        (
            "create_group",
            json!({"Type": "Public", "Name": "n", "MemberList": [{}]}),
            10004,
            "MemberList[0].Member_Account is required",
        ),
        (
            "create_group",
            json!({"Type": "Public", "Name": "n", "MemberList": [{"Member_Account": " "}]}),
            10004,
            "MemberList[0].Member_Account",
        ),
        (
            "create_group",
            json!({"Type": "Public", "Name": "n", "AppDefinedData": [{"Key": "k"}]}),
            10004,
            "AppDefinedData[0].Value is required",
        ),
        (
            "create_group",
            json!({"Type": "Public", "Name": "n", "AppDefinedData": [{"Key": " ", "Value": ""}]}),
            10004,
            "AppDefinedData[].Key",
        ),
        ("get_group_info", json!({}), 10004, "GroupIdList is required"),
        ("get_group_info", json!({"GroupIdList": []}), 10004, "GroupIdList is required"),
        ("get_joined_group_list", json!({}), 10004, "Member_Account is required"),
        ("get_joined_group_list", json!({"Member_Account": ""}), 10004, "Member_Account must not be empty"),
        ("destroy_group", json!({}), 10004, "GroupId is required"),
        ("destroy_group", json!({"GroupId": ""}), 10015, "GroupId must not be empty"),
        ("destroy_group", json!({"GroupId": "none"}), 10010, "does not exist"),
    ] {
        server.refused(command, &body, code, words);
    }
    untouched(&server);
}

#[test]
fn texts_end_at_their_limit_in_bytes_of_utf8() {
    let server = start();
    for (field, limit) in [("Name", 30), ("Introduction", 240), ("Notification", 300), ("FaceUrl", 100)] {
        let words = format!("{field} is too long: {} bytes of UTF-8 were given, at most {limit} are allowed", limit + 1);
        server.refused("create_group", &create(&json!({field: "x".repeat(limit + 1)})), 10004, &words);
        server.refused("create_group", &create(&json!({field: "\u{7fa4}".repeat(limit / 3 + 1)})), 10004, "is too long");
        server.refused("import_group", &create(&json!({field: "x".repeat(limit + 1)})), 10004, &words);
    }
    let field = |key: usize, value: usize| json!([{"Key": "k".repeat(key), "Value": "v".repeat(value)}]);
    let member = |key: usize, value: usize| json!([{"Member_Account": "m", "AppMemberDefinedData": field(key, value)}]);
    server.refused("create_group", &create(&json!({"AppDefinedData": field(17, 1)})), 10004, "AppDefinedData[].Key is too long");
    server.refused("create_group", &create(&json!({"AppDefinedData": field(1, 513)})), 10004, "AppDefinedData[].Value is too long");
    server.refused("create_group", &create(&json!({"MemberList": member(17, 1)})), 10004, "AppMemberDefinedData[].Key is too long");
    server.refused(
        "create_group",
        &create(&json!({"MemberList": member(1, 65)})),
        10004,
        "AppMemberDefinedData[].Value is too long",
    );
    let card = json!([{"Member_Account": "m", "NameCard": "x".repeat(51)}]);
    server.refused("create_group", &create(&json!({"MemberList": card})), 10004, "NameCard is too long");
    let many: Value = (0..11).map(|at| json!({"Key": format!("k{at}"), "Value": ""})).collect();
    server.refused("create_group", &create(&json!({"AppDefinedData": many})), 10004, "AppDefinedData has too many entries");
    let twice = json!([{"Key": "k", "Value": "1"}, {"Key": "k", "Value": "2"}]);
    server.refused("create_group", &create(&json!({"AppDefinedData": twice})), 10004, "is given twice");
    untouched(&server);
    let longest = json!({"Name": "x".repeat(30), "Introduction": "x".repeat(240), "Notification": "\u{7fa4}".repeat(100), "FaceUrl": "x".repeat(100)});
    assert_done(&server.call("create_group", &create(&longest)));
    assert_done(&server.call("create_group", &create(&json!({"AppDefinedData": field(16, 512), "MemberList": member(16, 64)}))));
}

#[test]
fn ids_keep_to_their_form() {
    let server = start();
    for (id, words) in [
        ("x".repeat(49), "GroupId is too long: 49 bytes"),
        ("@TGS#2ABC".to_owned(), "GroupId must not start with @TGS#"),
        ("a\u{0}b".to_owned(), "GroupId may hold printable ASCII"),
        ("gr\u{fc}n".to_owned(), "GroupId may hold printable ASCII"),
        ("   ".to_owned(), "GroupId must not be empty or only blanks"),
    ] {
        server.refused("create_group", &create(&json!({"GroupId": id})), 10004, words);
        server.refused("import_group", &create(&json!({"GroupId": id})), 10004, words);
    }
    server.refused("create_group", &create(&json!({"Type": "Community", "GroupId": "mine"})), 10004, "must start with @TGS#_");
    server.refused("create_group", &create(&json!({"Type": "Community", "GroupId": "@TGS#_a@TOPIC#_b"})), 10004, "@TOPIC#_");
    for user in ["x".repeat(33), "a\u{0}".to_owned(), "\u{e4}".to_owned(), " ".to_owned()] {
        server.refused("create_group", &create(&json!({"Owner_Account": user})), 10004, "Owner_Account");
        let member = json!([{"Member_Account": "ok"}, {"Member_Account": user}]);
        server.refused("create_group", &create(&json!({"MemberList": member})), 10004, "MemberList[1].Member_Account");
        server.refused("get_joined_group_list", &json!({"Member_Account": user}), 10004, "Member_Account");
    }
    untouched(&server);
    assert_done(&server.call("create_group", &create(&json!({"GroupId": "with blanks in it"}))));
    assert_done(&server.call("create_group", &create(&json!({"GroupId": "x".repeat(48)}))));
    server.refused("destroy_group", &json!({"GroupId": "a\u{0}b"}), 10015, "printable ASCII");
    let rows = server.call("get_group_info", &json!({"GroupIdList": ["with blanks in it", "none", "a\u{1}"]}));
    let codes: Vec<_> = rows["GroupInfo"].as_array().unwrap().iter().map(|row| row["ErrorCode"].as_i64().unwrap()).collect();
    assert_eq!(codes, [0, 10010, 10015]);
}

#[test]
fn member_lists_keep_to_the_rules() {
    let server = start();
    server.refused("create_group", &create(&json!({"MemberList": members(501)})), 10005, "501 were given, at most 500");
    server.refused("create_group", &create(&json!({"MaxMemberCount": 3, "MemberList": members(3)})), 10038, "4 members");
    server.refused("create_group", &create(&json!({"Type": "AVChatRoom", "MemberList": members(1)})), 10007, "AVChatRoom");
    let with_role = |user: &str, role: &str| json!([{"Member_Account": user, "Role": role}]);
    server.refused("create_group", &create(&json!({"MemberList": with_role("peter", "Owner")})), 10004, "peter");
    server.refused(
        "create_group",
        &create(&json!({"MemberList": with_role("peter", "Chief")})),
        10004,
        "MemberList[0].Role must be one of",
    );
    server.refused(
        "create_group",
        &create(&json!({"Type": "Private", "MemberList": with_role("peter", "Admin")})),
        10007,
        "Private",
    );
    untouched(&server);
    assert_done(&server.call("create_group", &create(&json!({"GroupId": "full", "MemberList": members(500)}))));
    let info =
        server.call("get_group_info", &json!({"GroupIdList": ["full"], "ResponseFilter": {"GroupBaseInfoFilter": ["MemberNum"]}}));
    assert_eq!(info["GroupInfo"][0]["MemberNum"], 501);
}

#[test]
fn repeated_members_are_merged_and_the_creator_stays_owner() {
    let server = start();
    let list = json!([
        {"Member_Account": "bob"}, {"Member_Account": "bob", "Role": "Admin"}, {"Member_Account": "leckie"}, {"Member_Account": "bob"},
        {"Member_Account": "leckie", "Role": "Admin"}
    ]);
    assert_done(&server.call("create_group", &create(&json!({"GroupId": "g", "MemberList": list}))));
    let info = server.call("get_group_info", &json!({"GroupIdList": ["g"], "ResponseFilter": {"MemberInfoFilter": ["Role"]}}));
    let expected = json!([{"Member_Account": "leckie", "Role": "Owner"}, {"Member_Account": "bob", "Role": "Admin"}]);
    assert_eq!(info["GroupInfo"][0]["MemberList"], expected);
}

#[test]
fn numbers_words_and_types_keep_to_the_rules() {
    let server = start();
    for (command, fields, code, words) in [
        ("create_group", json!({"MaxMemberCount": 0}), 10004, "MaxMemberCount must be at least 1"),
        ("create_group", json!({"MaxMemberCount": 2001}), 10004, "MaxMemberCount must lie between 1 and 2000"),
        ("import_group", json!({"MaxMemberCount": 6001}), 10004, "MaxMemberCount must lie between 1 and 6000"),
        ("import_group", json!({"CreateTime": now() + 3600}), 10004, "CreateTime must lie between 1 and"),
        ("import_group", json!({"CreateTime": 0}), 10004, "CreateTime must lie between 1 and"),
        ("import_group", json!({"Type": "AVChatRoom"}), 10007, "cannot be imported"),
        ("create_group", json!({"Type": "Group"}), 10004, "Type must be one of"),
        ("create_group", json!({"Type": "public"}), 10004, "Type must be one of"),
        ("create_group", json!({"ApplyJoinOption": "Free"}), 10004, "ApplyJoinOption must be one of"),
        ("create_group", json!({"InviteJoinOption": "No"}), 10004, "InviteJoinOption must be one of"),
    ] {
        server.refused(command, &create(&fields), code, words);
    }
    for (command, body, code, words) in [
        ("get_appid_group_list", json!({"GroupType": "Groups"}), 10004, "GroupType must be one of"),
        ("get_appid_group_list", json!({"Limit": 10_001}), 10018, "Limit is too high"),
        ("get_joined_group_list", json!({"Member_Account": "a", "Limit": 5001}), 10018, "Limit is too high"),
        ("get_joined_group_list", json!({"Member_Account": "a", "GroupType": "x"}), 10004, "GroupType must be one of"),
        (
            "get_joined_group_list",
            json!({"Member_Account": "a", "SupportTopic": 1, "GroupType": "Public"}),
            10004,
            "needs GroupType Community",
        ),
        ("get_group_info", json!({"GroupIdList": vec!["g"; 51]}), 10005, "51 were given, at most 50"),
    ] {
        server.refused(command, &body, code, words);
    }
    untouched(&server);
}

#[test]
fn a_taken_id_tells_whose_it_is() {
    let server = start();
    assert_done(&server.call("create_group", &create(&json!({"GroupId": "mine"}))));
    server.refused("create_group", &create(&json!({"GroupId": "mine"})), 10025, "in use by a group of the same owner");
    server.refused("create_group", &create(&json!({"GroupId": "mine", "Owner_Account": "bob"})), 10021, "in use by another group");
    server.refused("import_group", &create(&json!({"GroupId": "mine"})), 10021, "in use");
    assert_eq!(server.groups(), 1);
}

#[test]
fn a_reply_that_would_be_too_large_says_how_to_ask_for_less() {
    let server = start();
    let fields: Value = (0..10).map(|at| json!({"Key": format!("k{at}"), "Value": "v".repeat(512)})).collect();
    let ids: Vec<String> = (0..50).map(|at| format!("g{at}")).collect();
    for id in &ids {
        let group = json!({"GroupId": id, "AppDefinedData": fields, "MemberList": members(400)});
        assert_done(&server.call("create_group", &create(&group)));
    }
    server.refused("get_group_info", &json!({"GroupIdList": ids}), 10018, "ask for fewer groups at once");
    let names = json!({"GroupIdList": ids, "ResponseFilter": {"GroupBaseInfoFilter": ["Name"]}});
    assert_done(&server.call("get_group_info", &names));
}
