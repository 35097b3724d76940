//! The life of a group as a back end sees it, over HTTP from the import to the end.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_domain::application::JoinGroup;
use opentim_domain::{Actor, AppId, Face, GroupId, Limits, UserId};
use opentim_engine::{Call, Engine, Ports};
use opentim_server::config::AppSettings;
use opentim_server::{Patience, ServerRandom};
use opentim_store::{MemoryStore, Store, SystemClock};
use std::sync::Arc;
use support::*;

/// 2015-11-24, long before any test runs.
const THEN: u64 = 1_448_357_837;

fn accounts(reply: &Value) -> Vec<String> {
    reply["MemberList"].as_array().unwrap().iter().map(|row| row["Member_Account"].as_str().unwrap().to_owned()).collect()
}

fn results(reply: &Value) -> Vec<(String, u64)> {
    assert_done(reply);
    let row = |row: &Value| (row["Member_Account"].as_str().unwrap().to_owned(), row["Result"].as_u64().unwrap());
    reply["MemberList"].as_array().map(|rows| rows.iter().map(row).collect()).unwrap_or_default()
}

fn roles(server: &Running, users: &[&str]) -> Vec<String> {
    let reply = server.call("get_role_in_group", &json!({"GroupId": "team", "User_Account": users}));
    reply["UserIdList"].as_array().unwrap().iter().map(|row| row["Role"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_group_is_imported_managed_and_ended() {
    let folder = Folder::new("life");
    let server = start_on(&folder.0);
    let group = json!({"Type": "Public", "GroupId": "team", "Name": "Team", "Owner_Account": "alice", "CreateTime": THEN});
    assert_done(&server.call("import_group", &group));
    let rows: Value =
        (0..9).map(|at| json!({"Member_Account": format!("user{at}"), "JoinTime": THEN + at, "UnreadMsgNum": at})).collect();
    let imported = server.call("import_group_member", &json!({"GroupId": "team", "MemberList": rows}));
    assert!(results(&imported).iter().all(|(_, result)| *result == 1), "{imported}");
    assert!(
        results(&server.call("import_group_member", &json!({"GroupId": "team", "MemberList": rows}))).iter().all(|row| row.1 == 2)
    );

    let page = server.call("get_group_member_info", &json!({"GroupId": "team", "Limit": 4, "Offset": 8}));
    assert_eq!((accounts(&page), &page["MemberNum"]), (vec!["user7".to_owned(), "user8".to_owned()], &json!(10)));
    assert_eq!(page["MemberList"][0]["JoinTime"], THEN + 7);

    let before = now();
    assert_done(
        &server.call("forbid_send_msg", &json!({"GroupId": "team", "Members_Account": ["user1", "user2"], "ShutUpTime": 3600})),
    );
    let muted = server.call("get_group_shutted_uin", &json!({"GroupId": "team"}));
    let until = muted["ShuttedUinList"][0]["ShuttedUntil"].as_u64().unwrap();
    assert!((before + 3600..=now() + 3600).contains(&until), "{muted}");
    let members = server.call("get_specified_group_member_info", &json!({"GroupId": "team", "Member_List_Account": ["user1"]}));
    assert_eq!(members["MemberList"][0]["MuteUntil"], until);

    assert_done(&server.call("ban_group_member", &json!({"GroupId": "team", "Members_Account": ["user3"], "Duration": 3600})));
    let added = server.call("add_group_member", &json!({"GroupId": "team", "MemberList": [{"Member_Account": "user3"}]}));
    assert_eq!(results(&added), [("user3".to_owned(), 0)]);
    let banned = server.call("get_group_ban_member", &json!({"GroupId": "team", "Limit": 10, "Offset": 0}));
    assert_eq!(banned["BannedAccountList"][0]["Member_Account"], "user3");
    assert_done(&server.call("unban_group_member", &json!({"GroupId": "team", "Members_Account": ["user3"]})));
    let added = server.call("add_group_member", &json!({"GroupId": "team", "MemberList": [{"Member_Account": "user3"}]}));
    assert_eq!(results(&added), [("user3".to_owned(), 1)]);

    assert_done(&server.call("change_group_owner", &json!({"GroupId": "team", "NewOwner_Account": "user0"})));
    assert_eq!(roles(&server, &["alice", "user0", "user9"]), ["Member", "Owner", "NotMember"]);
    let kicked =
        server.call("delete_group_member", &json!({"GroupId": "team", "MemberToDel_Account": ["user0", "alice", "user9"]}));
    assert_eq!(results(&kicked), [("user0".to_owned(), 0), ("alice".to_owned(), 1), ("user9".to_owned(), 2)]);
    server.refused("delete_group_member", &json!({"GroupId": "team", "MemberToDel_Account": ["user0"]}), 10007, "");
    assert_eq!(roles(&server, &["alice", "user0"]), ["NotMember", "Owner"]);

    let joined = |user: &str| server.call("get_joined_group_list", &json!({"Member_Account": user}))["TotalCount"].clone();
    assert_eq!((joined("alice"), joined("user0"), joined("user3")), (json!(0), json!(1), json!(1)));
    let info = server.call("get_group_info", &json!({"GroupIdList": ["team"]}));
    assert_eq!(info["GroupInfo"][0]["MemberNum"], 9);
    assert_eq!(accounts(&info["GroupInfo"][0]).len(), 9);
    assert_eq!(info["GroupInfo"][0]["Owner_Account"], "user0");

    assert_done(&server.call("destroy_group", &json!({"GroupId": "team"})));
    assert_eq!((joined("user0"), joined("user3")), (json!(0), json!(0)));
    server.refused("get_group_member_info", &json!({"GroupId": "team"}), 10010, "does not exist");
}

#[test]
fn applications_are_listed_and_decided_by_the_back_end() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new(Arc::new(SystemClock)));
    let server = start_with(vec![app()], store.clone(), Patience::default());
    assert_done(&server.call("create_group", &json!({"Type": "Public", "GroupId": "team", "Name": "n", "Owner_Account": "alice"})));
    for name in ["bob", "carol", "dave"] {
        apply(&store, name);
    }
    let ours = |command: &str, body: &Value| {
        let target = format!("/v4/opentim/{command}?{}", query(APP, ADMIN, &sign(ADMIN)));
        server.post_to(&target, body.to_string().as_bytes())
    };
    let listed =
        |limit: u64, next: &Value| ours("get_group_applications", &json!({"From_Account": "alice", "Limit": limit, "Next": next}));
    let all = listed(0, &json!(0));
    assert_done(&all);
    assert_eq!((&all["UnreadNum"], &all["Next"]), (&json!(3), &json!(0)));
    let rows = all["ApplicationList"].as_array().unwrap();
    let row = |name: &str| rows.iter().find(|row| row["Member_Account"] == name).unwrap();
    assert_eq!(
        (&row("bob")["ApplyType"], &row("bob")["State"], &row("bob")["ApplyMsg"]),
        (&json!("Join"), &json!("Open"), &json!("it is bob"))
    );
    assert_eq!(ours("get_group_applications", &json!({"From_Account": "bob"}))["ApplicationList"], json!([]));

    let decide = |users: Value, action: &str| {
        ours(
            "handle_group_applications",
            &json!({"GroupId": "team", "MemberList": users, "HandleAction": action, "From_Account": "alice"}),
        )
    };
    let both = json!([{"Member_Account": "bob", "ApplyTime": row("bob")["ApplyTime"]}, {"Member_Account": "carol"}, {"Member_Account": "erin"}]);
    let decided = decide(both, "Agree");
    assert_eq!(results(&decided), [("bob".to_owned(), 1), ("carol".to_owned(), 1), ("erin".to_owned(), 0)]);
    assert_eq!(roles(&server, &["bob", "carol", "dave"]), ["Member", "Member", "NotMember"]);
    assert_eq!(results(&decide(json!([{"Member_Account": "dave"}]), "Reject")), [("dave".to_owned(), 1)]);
    assert_refused(&decide(json!([{"Member_Account": "dave"}]), "Agree"), 10024, "");
    assert_refused(&decide(json!([{"Member_Account": "erin"}]), "Agree"), 10004, "erin");
    assert_refused(&decide(json!([{"Member_Account": "erin"}]), "Maybe"), 10004, "HandleAction must be one of Agree, Reject");
    let all = listed(0, &json!(0));
    let row = all["ApplicationList"].as_array().unwrap().iter().find(|row| row["Member_Account"] == "dave").unwrap().clone();
    assert_eq!((&row["State"], &row["Handler_Account"]), (&json!("Rejected"), &json!("alice")));
}

/// A user asks to join, as he would with the SDK.
fn apply(store: &Arc<dyn Store>, name: &str) {
    let ports = Ports { random: Arc::new(ServerRandom), back_end: None, clock: Arc::new(SystemClock), id_key: [7; 32] };
    let engine = Engine::new(store.clone(), ports);
    let user = UserId::parse(name).unwrap();
    let call = Call {
        app: AppId::new(APP).unwrap(),
        actor: Actor::user(user, Face::Sdk),
        limits: Arc::new(Limits::RECOMMENDED),
        operation: None,
    };
    let command = JoinGroup { group: GroupId::parse("team").unwrap(), message: format!("it is {name}") };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(engine.join(&call, None, command)).unwrap();
}

#[test]
fn pages_of_a_community_show_everybody_once() {
    let server = start();
    let group = json!({"Type": "Community", "GroupId": "@TGS#_many", "Name": "n", "Owner_Account": "alice"});
    assert_done(&server.call("create_group", &group));
    for start in [0, 300] {
        let rows: Value = (start..start + 300).map(|at| json!({"Member_Account": format!("user{at}")})).collect();
        assert_done(&server.call("add_group_member", &json!({"GroupId": "@TGS#_many", "MemberList": rows})));
    }
    let (mut seen, mut next) = (Vec::new(), String::new());
    loop {
        let page = json!({"GroupId": "@TGS#_many", "Limit": 97, "Next": next, "MemberInfoFilter": ["Role"]});
        let page = server.call("get_group_member_info", &page);
        assert_eq!(page["MemberNum"], 601);
        seen.extend(accounts(&page));
        next = page["Next"].as_str().unwrap().to_owned();
        if next.is_empty() {
            break;
        }
        // Who goes meanwhile takes nobody else off the list.
        let first = seen.last().unwrap();
        if first == "user95" {
            assert_done(&server.call("delete_group_member", &json!({"GroupId": "@TGS#_many", "MemberToDel_Account": ["user5"]})));
            assert_done(
                &server.call("add_group_member", &json!({"GroupId": "@TGS#_many", "MemberList": [{"Member_Account": "user5"}]})),
            );
        }
    }
    assert_eq!(seen.len(), 602, "everybody once, and who came back meanwhile again at the end");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 601);
}

#[test]
fn a_repeated_call_with_its_idempotency_key_gives_the_first_answer_and_changes_nothing() {
    let server = start();
    assert_done(&server.call("create_group", &json!({"Type": "Public", "GroupId": "team", "Name": "n", "Owner_Account": "alice"})));
    let call = |command: &str, key: &str, body: &Value| {
        server.send("POST", &target(command), &[("Idempotency-Key", key)], body.to_string().as_bytes()).json()
    };
    let rows = json!({"GroupId": "team", "MemberList": [{"Member_Account": "bob"}, {"Member_Account": "carol"}, {"Member_Account": "dave"}]});
    for (at, (command, body)) in [
        ("add_group_member", rows.clone()),
        ("import_group_member", json!({"GroupId": "team", "MemberList": [{"Member_Account": "erin"}]})),
        ("modify_group_base_info", json!({"GroupId": "team", "Name": "other"})),
        ("modify_group_base_info", json!({"GroupId": "team", "Name": "third", "From_Account": "alice"})),
        ("modify_group_member_info", json!({"GroupId": "team", "Member_Account": "bob", "NameCard": "b"})),
        ("set_unread_msg_num", json!({"GroupId": "team", "Member_Account": "bob", "UnreadMsgNum": 4})),
        ("forbid_send_msg", json!({"GroupId": "team", "Members_Account": ["alice", "bob"], "ShutUpTime": 600})),
        ("change_group_owner", json!({"GroupId": "team", "NewOwner_Account": "bob"})),
        ("delete_group_member", json!({"GroupId": "team", "MemberToDel_Account": ["carol", "bob"]})),
        ("ban_group_member", json!({"GroupId": "team", "Members_Account": ["dave", "bob"], "Duration": 600})),
        ("unban_group_member", json!({"GroupId": "team", "Members_Account": ["dave"]})),
    ]
    .into_iter()
    .enumerate()
    {
        let key = format!("step {at}");
        let first = call(command, &key, &body);
        assert_done(&first);
        assert_eq!(call(command, &key, &body), first, "{command}");
        let mut other = body.clone();
        other["GroupId"] = json!("another");
        assert_refused(&call(command, &key, &other), 10004, "Idempotency-Key");
    }
    // Were the first add done again, carol and dave would be back.
    assert_eq!(results(&call("add_group_member", "step 0", &rows)).iter().map(|row| row.1).sum::<u64>(), 3);
    assert_eq!(roles(&server, &["alice", "bob", "carol", "dave", "erin"]), ["Member", "Owner", "NotMember", "NotMember", "Member"]);
}

#[test]
fn only_as_many_get_in_as_there_are_places() {
    let server = start();
    let group = json!({"Type": "Public", "GroupId": "team", "Name": "n", "Owner_Account": "alice", "MaxMemberCount": 4});
    assert_done(&server.call("create_group", &group));
    let add = |at: usize| {
        let body = json!({"GroupId": "team", "MemberList": [{"Member_Account": format!("user{at}")}]});
        server.call("add_group_member", &body)["ErrorCode"].as_i64().unwrap()
    };
    let codes: Vec<i64> = std::thread::scope(|scope| {
        let racing: Vec<_> = (0..10)
            .map(|at| {
                scope.spawn({
                    let add = &add;
                    move || add(at)
                })
            })
            .collect();
        racing.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 3, "{codes:?}");
    assert!(codes.iter().all(|code| [0, 10014].contains(code)), "{codes:?}");
    let page = server.call("get_group_member_info", &json!({"GroupId": "team"}));
    assert_eq!((accounts(&page).len(), &page["MemberNum"]), (4, &json!(4)));
    // Of several some may fit: each row says so.
    let rows = |names: [&str; 3]| -> Value { names.iter().map(|name| json!({"Member_Account": name})).collect() };
    assert_done(&server.call("modify_group_base_info", &json!({"GroupId": "team", "MaxMemberNum": 6})));
    let added = server.call("add_group_member", &json!({"GroupId": "team", "MemberList": rows(["x", "y", "z"])}));
    assert_eq!(results(&added), [("x".to_owned(), 1), ("y".to_owned(), 1), ("z".to_owned(), 0)]);
}

#[test]
fn the_numbers_of_the_app_are_the_ones_that_count() {
    let limits = Limits { add_members: 2, banned_page: 1, members_page: 3, role_members: 1, ..Limits::RECOMMENDED };
    let apps = vec![AppSettings { limits, ..app() }];
    let server = start_with(apps, Arc::new(MemoryStore::new(Arc::new(SystemClock))), Patience::default());
    assert_done(&server.call("create_group", &json!({"Type": "Public", "GroupId": "team", "Name": "n", "Owner_Account": "alice"})));
    let rows: Value = (0..3).map(|at| json!({"Member_Account": format!("user{at}")})).collect();
    server.refused("add_group_member", &json!({"GroupId": "team", "MemberList": rows}), 10005, "3 were given, at most 2");
    assert_done(&server.call("import_group_member", &json!({"GroupId": "team", "MemberList": rows})));
    assert_eq!(accounts(&server.call("get_group_member_info", &json!({"GroupId": "team"}))).len(), 3);
    server.refused("get_group_member_info", &json!({"GroupId": "team", "Limit": 4}), 10018, "at most 3 rows");
    server.refused("get_group_ban_member", &json!({"GroupId": "team", "Limit": 2, "Offset": 0}), 10004, "between 1 and 1");
    server.refused("get_role_in_group", &json!({"GroupId": "team", "User_Account": ["a", "b"]}), 10005, "at most 1");
}

#[test]
fn a_member_list_that_would_be_too_large_says_how_to_ask_for_less() {
    let server = start();
    assert_done(&server.call("create_group", &json!({"Type": "ChatRoom", "GroupId": "hall", "Name": "n"})));
    let long = |at: usize| format!("{at:032}");
    for start in (0..5700).step_by(300) {
        let rows: Value = (start..start + 300).map(|at| json!({"Member_Account": long(at)})).collect();
        assert_done(&server.call("add_group_member", &json!({"GroupId": "hall", "Silence": 1, "MemberList": rows})));
    }
    server.refused("get_group_member_info", &json!({"GroupId": "hall"}), 10018, "ask for fewer members with Limit");
    server.refused("get_group_info", &json!({"GroupIdList": ["hall"]}), 10018, "ask for fewer groups at once");
    let fits = server.call("get_group_member_info", &json!({"GroupId": "hall", "MemberInfoFilter": ["Role"]}));
    assert_eq!(accounts(&fits).len(), 5700);
    let page = server.call("get_group_member_info", &json!({"GroupId": "hall", "Limit": 100, "Offset": 5650}));
    assert_eq!((accounts(&page).len(), accounts(&page)[0].as_str()), (50, long(5650).as_str()));
}
