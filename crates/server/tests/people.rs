//! Users as the back end sees them: who is present in a live group, who is online, and what becomes of somebody whose account is
//! deleted.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_server::Patience;
use opentim_store::{MemoryStore, SystemClock};
use std::net::TcpStream;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;
use support::socket::{Client, login, open};
use support::*;

const LIVE: &str = "group_open_avchatroom_http_svc";

fn enter(server: &Running, user: &str) -> Client<TcpStream> {
    let mut client = open(server.connect(), &[]).unwrap();
    let welcome = client.log_in(&login(user));
    assert_eq!(welcome["t"], "welcome", "{welcome}");
    client.until_synced();
    client
}

/// Asks until it is so.
fn until(what: impl Fn() -> Result<(), Value>) {
    for _ in 0..200 {
        if what().is_ok() {
            return;
        }
        sleep(Duration::from_millis(20));
    }
    panic!("it is still {}", what().unwrap_err());
}

fn accounts(rows: &Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["Member_Account"].as_str().unwrap()).collect()
}

#[test]
fn a_live_group_shows_who_is_present_with_nickname_avatar_and_mark() {
    let server = start();
    assert_done(
        &server.call("create_group", &json!({"Type": "AVChatRoom", "GroupId": "stage", "Name": "n", "Owner_Account": "alice"})),
    );
    assert_done(
        &server.call_at("im_open_login_svc/account_import", &json!({"UserID": "bob", "Nick": "Bobby", "FaceUrl": "http://b"})),
    );
    let _in: Vec<_> = ["bob", "carol"]
        .map(|user| {
            let mut client = enter(&server, user);
            let joined = client.call("TIMGroupJoin", &json!({"groupId": "stage"}));
            assert_eq!(joined["t"], "reply", "{joined}");
            client
        })
        .into();
    let members = |more: Value| {
        let mut body = json!({"GroupId": "stage", "Timestamp": 0});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server.call_at(&format!("{LIVE}/get_members"), &body)
    };
    let all = members(json!({}));
    assert_eq!(accounts(&all["MemberList"]), ["carol", "bob"], "{all}");
    let bob = &all["MemberList"][1];
    assert_eq!((&bob["NickName"], &bob["Avatar"], &all["NextTimestamp"]), (&json!("Bobby"), &json!("http://b"), &json!(0)));
    let mark = json!({"GroupId": "stage", "CommandType": 1, "MemberList": [{"Member_Account": "bob", "Marks": [1000]}]});
    assert_done(&server.call_at(&format!("{LIVE}/modify_user_info"), &mark));
    assert_eq!(accounts(&members(json!({"Mark": 1000}))["MemberList"]), ["bob"]);
    let check =
        server.call_at(&format!("{LIVE}/check_members"), &json!({"GroupId": "stage", "Member_Account": ["eve", "carol", "bob"]}));
    assert_eq!(check["Member_Account"], json!(["carol", "bob"]));
    assert_done(&server.call("create_group", &json!({"Type": "Public", "GroupId": "book", "Name": "n"})));
    for command in ["get_members", "check_members", "get_admin_list"] {
        let body = json!({"GroupId": "book", "Member_Account": ["bob"]});
        assert_refused(&server.call_at(&format!("{LIVE}/{command}"), &body), 10007, "this one is of type Public");
        let body = json!({"GroupId": "none", "Member_Account": ["bob"]});
        assert_refused(&server.call_at(&format!("{LIVE}/{command}"), &body), 10010, "does not exist");
    }
    let wrong = json!({"GroupId": "stage", "CommandType": 1, "MemberList": [{"Member_Account": "bob", "Marks": [999]}]});
    assert_refused(&server.call_at(&format!("{LIVE}/modify_user_info"), &wrong), 10004, "Marks must lie between 1000");
    let crowd = json!({"GroupId": "stage", "CommandType": 1, "Admin_Account": ["u1", "u2", "u3", "u4", "u5", "u6"]});
    assert_refused(&server.call_at(&format!("{LIVE}/modify_admin"), &crowd), 10005, "at most 5");
}

#[test]
fn who_is_kicked_is_offline_and_may_come_again() {
    let server = start();
    let status = || {
        let reply = server.call_at("openim/query_online_status", &json!({"To_Account": ["bob"]}));
        reply["QueryResult"][0]["Status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status(), "Offline");
    let mut bob = enter(&server, "bob");
    assert_eq!(status(), "Online");
    assert_done(&server.call_at("im_open_login_svc/kick", &json!({"UserID": "bob"})));
    while bob.told().is_some() {}
    until(|| (status() == "Offline").then_some(()).ok_or_else(|| json!(status())));
    let _again = enter(&server, "bob");
    assert_eq!(status(), "Online");
}

#[test]
fn what_the_back_end_says_in_a_topic_reaches_the_community() {
    let server = start();
    let community = "@TGS#_readers";
    let topic = format!("{community}@TOPIC#_t");
    let group = json!({"Type": "Community", "GroupId": community, "Name": "n", "Owner_Account": "alice", "SupportTopic": 1});
    assert_done(&server.call("create_group", &group));
    let made = server
        .call_at("million_group_open_http_svc/create_topic", &json!({"GroupId": community, "TopicId": topic, "TopicName": "t"}));
    assert_eq!(made["TopicId"], topic, "{made}");
    let mut alice = enter(&server, "alice");
    alice.call("TIMCommunitySetReceiveTopicRESTCustomDataCallback", &json!({}));
    let say = |topic: &str| {
        let body = json!({"GroupId": community, "TopicId": topic, "CustomData": "all aboard"});
        server.call_at("opentim/send_topic_custom_data", &body)
    };
    assert_done(&say(&topic));
    assert_refused(&say(&format!("{community}@TOPIC#_none")), 110_002, "does not exist");
    let heard = std::iter::from_fn(|| alice.told()).find(|frame| frame.to_string().contains("all aboard"));
    assert!(heard.unwrap().to_string().contains(&topic));
}

#[test]
fn a_deleted_account_leaves_its_groups_and_logs_in_anew() {
    let folder = Folder::new("erase");
    let server = start_on(&folder.0);
    assert_done(&server.call_at("im_open_login_svc/account_import", &json!({"UserID": "bob", "Nick": "Bobby"})));
    for (id, owner) in [("g1", "alice"), ("g2", "bob")] {
        let list = json!([{"Member_Account": "bob"}, {"Member_Account": "carol"}]);
        let group = json!({"Type": "Public", "GroupId": id, "Name": "n", "Owner_Account": owner, "MemberList": list});
        assert_done(&server.call("create_group", &group));
    }
    let mut bob = enter(&server, "bob");
    let deleted = server.call_at("im_open_login_svc/account_delete", &json!({"DeleteItem": [{"UserID": "bob"}]}));
    assert_eq!(deleted["ResultItem"][0]["ResultCode"], 0, "{deleted}");
    while bob.told().is_some() {}
    until(|| {
        let joined = server.call("get_joined_group_list", &json!({"Member_Account": "bob"}));
        (joined["TotalCount"] == 0).then_some(()).ok_or(joined)
    });
    let roles = server.call("get_role_in_group", &json!({"GroupId": "g2", "User_Account": ["bob", "carol"]}));
    assert_eq!((&roles["UserIdList"][0]["Role"], &roles["UserIdList"][1]["Role"]), (&json!("NotMember"), &json!("Member")));
    until(|| {
        let profile = server.call_at("profile/portrait_get", &json!({"To_Account": ["bob"]}));
        (profile["Fail_Account"] == json!(["bob"])).then_some(()).ok_or(profile)
    });
    assert_done(&server.call("add_group_member", &json!({"GroupId": "g1", "MemberList": [{"Member_Account": "bob"}]})));
}

#[test]
fn where_only_imported_accounts_count_others_are_not_known() {
    let mut strict = app();
    strict.limits.policy.imported_only = true;
    let server = start_with(vec![strict], Arc::new(MemoryStore::new(Arc::new(SystemClock))), Patience::default());
    assert_done(&server.call_at("im_open_login_svc/multiaccount_import", &json!({"Accounts": ["alice", "bob"]})));
    let create = |owner: &str| json!({"Type": "Public", "GroupId": "g", "Name": "n", "Owner_Account": owner});
    server.refused("create_group", &create("eve"), 10019, "eve");
    assert_done(&server.call("create_group", &create("alice")));
    let add = |user: &str| json!({"GroupId": "g", "MemberList": [{"Member_Account": user}]});
    server.refused("add_group_member", &add("eve"), 10019, "eve");
    assert_done(&server.call("add_group_member", &add("bob")));
    let explained = server.call_at("opentim/explain", &json!({"Command": "add_group_member", "Request": add("eve")}));
    assert_eq!((&explained["Allowed"], &explained["ResultCode"]), (&json!(false), &json!(10019)), "{explained}");
    let link = server.call_at("opentim/create_invite_link", &json!({"GroupId": "g"}));
    let shown = |user: &str| json!({"Member_Account": user, "Token": link["Token"]});
    assert_refused(&server.call_at("opentim/join_by_invite_link", &shown("eve")), 10019, "eve");
    let mut stranger = open(server.connect(), &[]).unwrap();
    let answer = stranger.log_in(&login("eve"));
    assert_eq!((&answer["t"], &answer["code"]), (&json!("error"), &json!(70107)), "{answer}");
    enter(&server, "bob");
}
