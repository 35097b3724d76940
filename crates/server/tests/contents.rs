//! What a group holds besides its members, over the real router: attributes, counters, topics, links, and what would become of a
//! command.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use std::collections::BTreeMap;
use support::*;

const COMMUNITY: &str = "@TGS#_readers";

fn group(server: &Running, kind: &str, id: &str) {
    let mut group = json!({"Type": kind, "GroupId": id, "Name": "n", "Owner_Account": "alice"});
    if kind == "Community" {
        group["SupportTopic"] = json!(1);
    }
    assert_done(&server.call("create_group", &group));
}

fn add(server: &Running, id: &str, user: &str) {
    assert_done(&server.call("add_group_member", &json!({"GroupId": id, "MemberList": [{"Member_Account": user}]})));
}

/// A call under this operation id, given by header or by URL.
fn under(server: &Running, path: &str, header: Option<&str>, parameter: Option<&str>, body: &Value) -> Value {
    let parameter = parameter.map(|id| format!("&operation_id={id}")).unwrap_or_default();
    let headers: Vec<_> = header.map(|id| ("Idempotency-Key", id)).into_iter().collect();
    server.send("POST", &format!("{}{parameter}", target_at(path)), &headers, body.to_string().as_bytes()).json()
}

#[test]
fn every_command_of_the_table_has_an_answer() {
    let server = start();
    for (service, command, _) in opentim_wire::rest::Endpoint::all() {
        let reply = server.call_at(&format!("{service}/{command}"), &json!({}));
        assert_ne!(reply["ErrorCode"], 10002, "{service}/{command}: {reply}");
    }
}

#[test]
fn the_gate_stands_before_every_service() {
    let server = start();
    for service in opentim_wire::rest::Endpoint::services() {
        let command = opentim_wire::rest::Endpoint::all().find(|(of, ..)| of == service).unwrap().1;
        let path = format!("/v4/{service}/{command}");
        for (query, code) in [
            (query(APP, "alice", &sign("alice")), 60010),
            (query(APP, ADMIN, &sign("alice")), 70013),
            (query(APP, ADMIN, "nonsense"), 70005),
            (format!("sdkappid={APP}&identifier={ADMIN}"), 60005),
        ] {
            let reply = server.post_to(&format!("{path}?{query}"), b"{}");
            assert_eq!(reply["ErrorCode"], code, "{path}: {reply}");
        }
        assert_refused(&server.post_to(&target_at(&format!("{service}/nothing")), b"{}"), 10003, &format!("it has {command}"));
    }
}

#[test]
fn of_two_writers_of_attributes_who_saw_the_same_one_wins() {
    let server = start();
    group(&server, "Public", "g");
    let write = |value: &str, sequence: Option<u64>| {
        let mut body = json!({"GroupId": "g", "GroupAttr": [{"key": "k", "value": value}]});
        if let Some(sequence) = sequence {
            body["MainSequence"] = json!(sequence);
        }
        server.call("modify_group_attr", &body)
    };
    assert_done(&write("1", Some(0)));
    assert_refused(&write("2", Some(0)), 10056, "read them and write again");
    let read = server.call("get_group_attr", &json!({"GroupId": "g"}));
    assert_done(&write("2", read["MainSequence"].as_u64()));
    assert_done(&write("3", None));
    assert_eq!(server.call("get_group_attr", &json!({"GroupId": "g"}))["GroupAttrAry"], json!([{"key": "k", "value": "3"}]));
}

#[test]
fn attributes_and_counters_end_at_their_limits() {
    let server = start();
    group(&server, "Public", "g");
    let set = |attributes: Value| server.call("set_group_attr", &json!({"GroupId": "g", "GroupAttr": attributes}));
    let many: Value = (0..17).map(|at| json!({"key": format!("k{at}"), "value": ""})).collect();
    assert_refused(&set(many), 10047, "17");
    assert_refused(&set(json!([{"key": "k".repeat(33), "value": ""}])), 10045, "at most 32");
    assert_refused(&set(json!([{"key": "k", "value": "v".repeat(4001)}])), 10046, "at most 4000");
    let large: Value = (0..5).map(|at| json!({"key": format!("k{at}"), "value": "v".repeat(3999)})).collect();
    assert_refused(&set(large), 10048, "16000");
    server.refused("delete_group_attr", &json!({"GroupId": "g", "GroupAttr": [{"key": "none"}]}), 10050, "none");
    let count = |mode: &str, key: &str, value: i64| {
        server.call("update_group_counter", &json!({"GroupId": "g", "Mode": mode, "GroupCounter": [{"Key": key, "Value": value}]}))
    };
    assert_done(&count("Set", "k", i64::MAX));
    assert_refused(&count("Increase", "k", 1), 10004, "would become 9223372036854775808");
    assert_eq!(count("Decrease", "k", 1)["GroupCounter"][0]["Value"], i64::MAX - 1);
    let crowd: Value = (0..21).map(|at| json!({"Key": format!("k{at}"), "Value": 1})).collect();
    server.refused("update_group_counter", &json!({"GroupId": "g", "Mode": "Set", "GroupCounter": crowd}), 10063, "20");
    for command in ["set_group_attr", "update_group_counter"] {
        let body = json!({"GroupId": "gone", "GroupAttr": [{"key": "k", "value": ""}], "Mode": "Set", "GroupCounter": [{"Key": "k", "Value": 1}]});
        server.refused(command, &body, 10010, "does not exist");
    }
}

#[test]
fn an_operation_id_is_given_by_header_or_by_url_and_read_by_what_changes() {
    let server = start();
    group(&server, "Public", "g");
    let path = "group_open_http_svc/update_group_counter";
    let body = json!({"GroupId": "g", "Mode": "Increase", "GroupCounter": [{"Key": "k", "Value": 5}]});
    let first = under(&server, path, Some("op 1"), None, &body);
    assert_eq!(first["GroupCounter"][0]["Value"], 5);
    assert_eq!(under(&server, path, Some("op 1"), None, &body), first);
    assert_eq!(under(&server, path, None, Some("op%201"), &body), first, "by URL it is the same id");
    assert_eq!(under(&server, path, Some("op 1"), Some("op+1"), &body), first, "twice the same is one");
    assert_refused(&under(&server, path, Some("op 1"), Some("op2"), &body), 10004, "are different; give one of them");
    assert_refused(&under(&server, path, None, Some(""), &body), 10004, "the parameter operation_id must hold 1 to 64");
    assert_refused(&under(&server, path, None, Some(&"x".repeat(65)), &body), 10004, "the parameter operation_id");
    let other = json!({"GroupId": "g", "Mode": "Increase", "GroupCounter": [{"Key": "k", "Value": 6}]});
    assert_refused(&under(&server, path, Some("op 1"), None, &other), 10004, "used before with another request");
    let counters = under(&server, "group_open_http_svc/get_group_counter", Some(""), None, &json!({"GroupId": "g"}));
    assert_eq!(counters["GroupCounter"][0]["Value"], 5, "what only reads does not look at it: {counters}");
}

#[test]
fn whoever_shows_a_link_joins_until_it_is_used_up_or_revoked() {
    let server = start();
    group(&server, "Public", "g");
    let make = |fields: Value| {
        let mut body = json!({"GroupId": "g", "From_Account": "alice"});
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        server.call_at("opentim/create_invite_link", &body)
    };
    let join = |user: &str, token: &Value| {
        server.call_at("opentim/join_by_invite_link", &json!({"Member_Account": user, "Token": token, "ApplyMsg": "hello"}))
    };
    let link = make(json!({"MaxUseNum": 1}));
    assert_done(&link);
    let joined = join("bob", &link["Token"]);
    assert_eq!((&joined["GroupId"], &joined["JoinedStatus"]), (&json!("g"), &json!("JoinedSuccess")), "{joined}");
    assert_refused(&join("carol", &link["Token"]), 10007, "1");
    let asks = make(json!({"NeedApproval": 1, "ExpireTime": now() + 3600}));
    assert_eq!(join("carol", &asks["Token"])["JoinedStatus"], "WaitAdminApproval");
    let links = server.call_at("opentim/get_invite_links", &json!({"GroupId": "g"}));
    let rows: BTreeMap<&str, &Value> =
        links["InviteLinkList"].as_array().unwrap().iter().map(|row| (row["LinkId"].as_str().unwrap(), row)).collect();
    let used = rows[link["LinkId"].as_str().unwrap()];
    assert_eq!((&used["UseNum"], &used["MaxUseNum"], &used["Creator_Account"]), (&json!(1), &json!(1), &json!("alice")), "{links}");
    assert_eq!(rows[asks["LinkId"].as_str().unwrap()]["NeedApproval"], 1);
    assert!(!links.to_string().contains(link["Token"].as_str().unwrap()), "a token is shown once");
    assert_done(&server.call_at("opentim/revoke_invite_link", &json!({"GroupId": "g", "LinkId": asks["LinkId"]})));
    assert_refused(&join("dora", &asks["Token"]), 10004, "no such invite link");
    let forged = asks["Token"].as_str().unwrap().rsplit_once('.').unwrap().0.to_owned() + ".AAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_refused(&join("dora", &json!(forged)), 10004, "no such invite link");
    assert_refused(&make(json!({"ExpireTime": 1})), 10004, "ExpireTime");
}

#[test]
fn nobody_is_brought_into_a_live_group_by_its_link() {
    let server = start();
    group(&server, "AVChatRoom", "live");
    let misspelt = server.call_at("opentim/create_invite_link", &json!({"GroupId": "live", "ExpireSeconds": 60}));
    assert_eq!(misspelt["ErrorCode"], 10004, "{misspelt}");
    assert!(misspelt["ErrorInfo"].as_str().unwrap().contains("ExpireSeconds"), "{misspelt}");
    let link = server.call_at("opentim/create_invite_link", &json!({"GroupId": "live", "MaxUseNum": 1}));
    let body = json!({"Member_Account": "bob", "Token": link["Token"]});
    assert_refused(&server.call_at("opentim/join_by_invite_link", &body), 10007, "live with their connections");
    let explained = server.call_at("opentim/explain", &json!({"Command": "join_by_invite_link", "Request": body}));
    assert_eq!((&explained["Allowed"], &explained["ResultCode"]), (&json!(false), &json!(10007)), "{explained}");
    let links = server.call_at("opentim/get_invite_links", &json!({"GroupId": "live"}));
    assert_eq!(links["InviteLinkList"][0]["UseNum"], 0, "it is not used up: {links}");
}

#[test]
fn a_link_that_is_made_again_under_its_operation_id_is_the_same_link() {
    let server = start();
    group(&server, "Public", "g");
    let make = || under(&server, "opentim/create_invite_link", Some("link 1"), None, &json!({"GroupId": "g"}));
    let first = make();
    assert_done(&first);
    assert_eq!(make(), first);
    let links = server.call_at("opentim/get_invite_links", &json!({"GroupId": "g"}));
    assert_eq!(links["InviteLinkList"].as_array().unwrap().len(), 1);
}

#[test]
fn the_audit_tells_everything_page_by_page_also_after_the_end() {
    let folder = Folder::new("audit");
    let server = start_on(&folder.0);
    group(&server, "Public", "g");
    add(&server, "g", "bob");
    assert_done(&server.call("modify_group_base_info", &json!({"GroupId": "g", "Name": "new", "From_Account": "alice"})));
    assert_done(&server.call("destroy_group", &json!({"GroupId": "g"})));
    let page = |next: u64| server.call_at("opentim/get_group_audit", &json!({"GroupId": "g", "Limit": 2, "Next": next}));
    let first = page(0);
    let second = page(first["Next"].as_u64().unwrap());
    let told: Vec<&Value> = [&first, &second].into_iter().flat_map(|page| page["AuditList"].as_array().unwrap()).collect();
    let names: Vec<_> = told.iter().map(|entry| entry["Event"].as_str().unwrap()).collect();
    assert_eq!(names, ["Created", "MembersAdded", "InfoChanged", "Disbanded"], "{first} {second}");
    assert_eq!(told[2]["Data"]["Changes"], json!([{"Field": "Name", "Before": "n", "After": "new"}]));
    assert_eq!(
        (&told[2]["Actor_Account"], &told[2]["ActorType"], &told[2]["Face"]),
        (&json!("alice"), &json!("AppAdmin"), &json!("Rest"))
    );
    assert!(told.iter().all(|entry| entry["Hash"].as_str().unwrap().len() == 64));
    assert_eq!(page(4)["AuditList"], json!([]));
    assert_refused(&server.call_at("opentim/get_group_audit", &json!({"GroupId": "g", "Limit": 101})), 10018, "Limit is too high");
}

#[test]
fn an_explanation_is_what_the_command_would_have_answered_and_changes_nothing() {
    let server = start();
    group(&server, "Public", "g");
    group(&server, "Community", COMMUNITY);
    add(&server, "g", "bob");
    let explain = |user: Option<&str>, command: &str, request: Value| {
        let mut body = json!({"Command": command, "Request": request});
        if let Some(user) = user {
            body["From_Account"] = json!(user);
        }
        let reply = server.call_at("opentim/explain", &body);
        assert_done(&reply);
        reply
    };
    let before = server.call_at("opentim/get_group_audit", &json!({"GroupId": "g"}));
    for (user, command, request, allowed, code, words) in [
        (None, "create_group", json!({"Type": "Public", "Name": "n"}), true, 0, ""),
        (None, "create_group", json!({"Type": "Public"}), false, 10004, "Name is required"),
        (None, "create_group", json!({"Type": "Public", "Name": "n", "GroupId": "g"}), false, 10021, "in use"),
        (Some("bob"), "destroy_group", json!({"GroupId": "g"}), false, 10007, "only the owner and the app admin may"),
        (Some("alice"), "destroy_group", json!({"GroupId": "g"}), true, 0, ""),
        (
            Some("eve"),
            "set_group_attr",
            json!({"GroupId": "g", "GroupAttr": [{"key": "k", "value": "v"}]}),
            false,
            10007,
            "not a member",
        ),
        (Some("alice"), "modify_group_base_info", json!({"GroupId": "g", "From_Account": "bob", "Name": "x"}), true, 0, ""),
        (
            Some("bob"),
            "modify_group_base_info",
            json!({"GroupId": "g", "From_Account": "alice", "Name": "x"}),
            false,
            10007,
            "an ordinary member",
        ),
        (Some("bob"), "create_invite_link", json!({"GroupId": "g"}), false, 10007, "may not make"),
        (None, "create_topic", json!({"GroupId": COMMUNITY, "TopicName": "t"}), true, 0, ""),
        (None, "create_topic", json!({"GroupId": "g", "TopicName": "t"}), false, 10007, "topics"),
        (
            Some("bob"),
            "ban_group_member",
            json!({"GroupId": "g", "Members_Account": ["alice"], "Duration": 5}),
            false,
            10007,
            "admins",
        ),
        (
            None,
            "delete_group_member",
            json!({"GroupId": "g", "MemberToDel_Account": "bob"}),
            false,
            10004,
            "MemberToDel_Account must be an array",
        ),
        (
            None,
            "portrait_set",
            json!({"From_Account": "x", "ProfileItem": [{"Tag": "Tag_Profile_IM_Nick", "Value": "X"}]}),
            true,
            0,
            "",
        ),
    ] {
        let reply = explain(user, command, request);
        assert_eq!((&reply["Allowed"], &reply["ResultCode"]), (&json!(allowed), &json!(code)), "{command} by {user:?}: {reply}");
        assert!(reply["ResultInfo"].as_str().unwrap().contains(words), "{words:?} should be in {reply}");
    }
    assert_eq!(server.call_at("opentim/get_group_audit", &json!({"GroupId": "g"})), before, "nothing was done");
    assert_eq!(server.groups(), 2);
    let rules =
        explain(Some("bob"), "delete_group_member", json!({"GroupId": "g", "MemberToDel_Account": ["alice"]}))["Rules"].clone();
    assert_eq!(rules[0]["Action"], "kick", "{rules}");
    for command in ["get_group_info", "end_sessions", "nothing", "explain"] {
        let reply = server.call_at("opentim/explain", &json!({"Command": command, "Request": {}}));
        assert_refused(&reply, 10004, "Command must be one of");
    }
}

#[test]
fn every_command_that_can_be_explained_is_explained_and_not_done() {
    let server = start();
    for (_, command, endpoint) in opentim_wire::rest::Endpoint::all() {
        let reply = server.call_at("opentim/explain", &json!({"Command": command, "Request": {}}));
        if endpoint.explainable() {
            assert_eq!((&reply["ErrorCode"], &reply["Allowed"]), (&json!(0), &json!(false)), "{command}: {reply}");
        } else {
            assert_refused(&reply, 10004, "Command must be one of");
        }
    }
}
