//! Accounts, profiles and status over frames.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use opentim_domain::account::{DeleteAccount, ImportAccount};
use opentim_domain::{Account, Actor, AppId, Change, Command, Face, Home, Limits, UserId};
use opentim_engine::Call;
use opentim_gateway::{Instances, Settings};
use opentim_store::Commit;
use opentim_wire::sdk::Failure;
use std::sync::Arc;
use support::{APP, Client, Gateway, Got, Porter, Value, json};
use tokio::net::TcpStream;

fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

fn app() -> AppId {
    AppId::new(APP).unwrap()
}

/// What the app's back end does.
async fn by_back_end<C: Command>(gateway: &Gateway, command: C) {
    let actor = Actor::app_admin(user("administrator"), Face::Rest);
    let call = Call { app: app(), actor, limits: Arc::new(Limits::RECOMMENDED), operation: None };
    gateway.host.engine().run(&call, command).await.unwrap();
}

async fn import(gateway: &Gateway, name: &str, nick: &str) {
    let face_url = Some(format!("https://a.example/{name}.png"));
    by_back_end(gateway, ImportAccount { user: user(name), nick: Some(nick.to_owned()), face_url }).await;
}

/// A gateway of an app that takes only accounts it has imported.
fn strict() -> Gateway {
    let mut limits = Limits::RECOMMENDED;
    limits.policy.imported_only = true;
    let porter = Porter { limits, ..Porter::new(Instances::PerInstance) };
    Gateway::with(porter, Settings::default())
}

/// Does a call that must succeed and gives its `json_param`.
async fn done(client: &mut Client<TcpStream>, method: &str, arg: Value) -> Value {
    let body = client.call(method, arg).await;
    assert_eq!(body["code"], 0, "{body}");
    body["json_param"].clone()
}

async fn set_profile(client: &mut Client<TcpStream>, item: Value) -> Value {
    client.call("TIMProfileModifySelfUserProfile", json!({ "json_modify_self_user_profile_param": item })).await
}

async fn watch(client: &mut Client<TcpStream>, users: &[&str]) {
    done(client, "TIMSubscribeUserStatus", json!({ "id_array": users })).await;
    done(client, "TIMSubscribeUserInfo", json!({ "json_user_id_list": users })).await;
}

/// The next event of this name: what its listener gets as its one value.
async fn heard(client: &mut Client<TcpStream>, name: &str) -> Value {
    loop {
        let event = client.frame_of("event").await;
        if event["name"] == name {
            assert_eq!((&event["number"], &event["notice"], &event["group"]), (&Value::Null, &Value::Null, &Value::Null));
            return serde_json::from_str(event["body"][0].as_str().unwrap()).unwrap();
        }
    }
}

/// A status in short.
fn status(user: &str, online: bool, custom: &str) -> Value {
    json!([{ "user_status_identifier": user, "user_status_status_type": if online { 1 } else { 2 },
        "user_status_custom_status": custom, "user_status_online_devices": [] }])
}

#[tokio::test]
async fn a_user_changes_his_profile_and_everybody_reads_it() {
    let gateway = Gateway::new();
    let (mut alice, mut bob) = (gateway.enter("alice").await, gateway.enter("bob").await);
    assert_eq!(
        set_profile(&mut alice, json!({ "user_profile_item_nick_name": "Ali", "user_profile_item_gender": 2 })).await["code"],
        0
    );
    assert_eq!(set_profile(&mut alice, json!({ "user_profile_item_face_url": "https://a.example/a.png" })).await["code"], 0);
    let asked = json!({ "json_get_user_profile_list_param": {
        "friendship_getprofilelist_param_identifier_array": ["alice", "nobody"], "friendship_getprofilelist_param_force_update": true } });
    let profiles = done(&mut bob, "TIMProfileGetUserProfileList", asked).await;
    let shown = |place: usize, field: &str| profiles[place][format!("user_profile_{field}")].clone();
    assert_eq!(
        (shown(0, "nick_name"), shown(0, "gender"), shown(0, "face_url")),
        ("Ali".into(), 2.into(), "https://a.example/a.png".into())
    );
    assert_eq!((shown(1, "identifier"), shown(1, "nick_name"), shown(1, "gender")), ("nobody".into(), "".into(), 0.into()));
    let refused = set_profile(&mut alice, json!({ "user_profile_item_face_url": "x".repeat(501) })).await;
    assert_eq!(refused["code"], 6017, "{refused}");
    let desc = refused["desc"].as_str().unwrap();
    assert!(desc.starts_with("user_profile_item_face_url is too long: 501 bytes") && desc.contains("at most 500"), "{desc}");
}

#[tokio::test]
async fn a_change_of_a_profile_is_told_to_the_users_sessions_and_to_who_subscribed() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    let mut phone = gateway.connect().await;
    phone.login("alice", json!({"instance": "phone"})).await;
    let mut bob = gateway.enter("bob").await;
    watch(&mut bob, &["alice"]).await;
    assert_eq!(set_profile(&mut alice, json!({ "user_profile_item_nick_name": "Ali" })).await["code"], 0);
    assert_eq!(heard(&mut phone, "self_info").await["user_profile_nick_name"], "Ali");
    assert_eq!(heard(&mut bob, "user_info").await[0]["user_profile_nick_name"], "Ali");
    import(&gateway, "alice", "Alice").await;
    // Whether the event of her own call came before its reply is nobody's business.
    while heard(&mut alice, "self_info").await["user_profile_nick_name"] != "Alice" {}
    assert_eq!(heard(&mut bob, "user_info").await[0]["user_profile_face_url"], "https://a.example/alice.png");
}

#[tokio::test]
async fn nicknames_and_avatars_fill_members_events_and_pendencies() {
    let gateway = Gateway::new();
    for (name, nick) in [("alice", "Ali"), ("bob", "Bobby"), ("dan", "Danny")] {
        import(&gateway, name, nick).await;
    }
    let (mut alice, mut bob) = (gateway.enter("alice").await, gateway.enter("bob").await);
    let group = alice.create("club", &["bob", "carol"]).await;
    let asked = json!({ "params": { "group_get_members_info_list_param_group_id": group } });
    let members = done(&mut bob, "TIMGroupGetMemberInfoList", asked).await;
    let members = members["group_get_member_info_list_result_info_array"].as_array().unwrap().clone();
    let nicks: Vec<&str> = members.iter().map(|member| member["group_member_info_nick_name"].as_str().unwrap()).collect();
    assert_eq!(nicks, ["Ali", "Bobby", ""]);
    assert_eq!(members[1]["group_member_info_face_url"], "https://a.example/bob.png");

    alice.rename(&group, "new name").await;
    let tip = loop {
        let event = bob.frame_of("event").await;
        if event["name"] == "group_tips" {
            break event["body"].clone();
        }
    };
    assert_eq!(tip["group_tips_elem_op_user_info"]["user_profile_nick_name"], "Ali");
    assert_eq!(tip["group_tips_elem_op_group_memberinfo"]["group_member_info_face_url"], "https://a.example/alice.png");

    let search = json!({ "searchParams": { "group_search_member_params_keyword_list": ["BOBB"], "group_search_member_params_field_list": [2] } });
    let found = done(&mut alice, "TIMGroupSearchGroupMembers", search).await;
    let list = found[0]["group_search_member_result_member_info_list"].as_array().unwrap();
    assert_eq!((list.len(), &list[0]["group_member_info_identifier"]), (1, &json!("bob")));
    assert_eq!(list[0]["group_member_info_nick_name"], "Bobby");

    let change = json!({ "params": { "group_modify_info_param_group_id": group, "group_modify_info_param_modify_flag": 1 << 4,
        "group_modify_info_param_add_option": 1 } });
    done(&mut alice, "TIMGroupModifyGroupInfo", change).await;
    let mut dan = gateway.enter("dan").await;
    done(&mut dan, "TIMGroupJoin", json!({ "groupId": group, "helloMsg": "hello" })).await;
    let listed = done(&mut alice, "TIMGroupGetPendencyList", json!({ "params": {} })).await;
    assert_eq!(listed["group_pendency_result_pendency_array"][0]["group_pendency_from_nick_name"], "Danny");
}

/// Nicknames in a list of all members, of which there are `count`.
async fn nicks(client: &mut Client<TcpStream>, group: &str, count: usize) -> Vec<String> {
    let asked = json!({ "params": { "group_get_members_info_list_param_group_id": group } });
    let found = done(client, "TIMGroupGetMemberInfoList", asked).await;
    let rows = found["group_get_member_info_list_result_info_array"].as_array().unwrap();
    assert_eq!(rows.len(), count);
    rows.iter().map(|row| row["group_member_info_nick_name"].as_str().unwrap().to_owned()).collect()
}

/// The operator of the next tip.
async fn operator(client: &mut Client<TcpStream>) -> Value {
    loop {
        let event = client.frame_of("event").await;
        if event["name"] == "group_tips" {
            return event["body"]["group_tips_elem_op_user_info"].clone();
        }
    }
}

#[tokio::test]
async fn an_app_without_accounts_reads_none_for_people_it_has_shown_before() {
    let gateway = Gateway::new();
    let (mut alice, mut bob) = (gateway.enter("alice").await, gateway.enter("bob").await);
    let members: Vec<String> = std::iter::once("bob".to_owned()).chain((0..98).map(|at| format!("u{at}"))).collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let group = alice.create("club", &members).await;
    assert_eq!(nicks(&mut alice, &group, 100).await, [""; 100]);
    alice.rename(&group, "once").await;
    assert_eq!(operator(&mut bob).await["user_profile_nick_name"], "");
    // All of them have accounts now, and the engine is not told: whatever it read from here on would show.
    for name in members.iter().copied().chain(["alice"]) {
        let account = Account { nick: "unread".to_owned(), ..Account::new(user(name)) };
        let (asserts, events, effects, reply) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (home, changes) = (Home::User(user(name)), vec![Change::PutAccount(account.into())]);
        let commit = Commit { app: app(), home, operation: None, asserts, changes, events, effects, reply };
        gateway.host.engine().store().commit(commit).await.unwrap();
    }
    assert_eq!(nicks(&mut alice, &group, 100).await, [""; 100]);
    alice.rename(&group, "twice").await;
    assert_eq!(operator(&mut bob).await["user_profile_nick_name"], "");
}

#[tokio::test]
async fn status_is_asked_for_said_and_watched() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    watch(&mut alice, &["bob", "carol"]).await;
    let asked = json!({ "id_array": ["bob", "alice"] });
    let mut bob = gateway.enter("bob").await;
    assert_eq!(heard(&mut alice, "user_status").await, status("bob", true, ""));
    let mut phone = gateway.connect().await;
    phone.login("bob", json!({"instance": "phone"})).await;
    done(&mut bob, "TIMSetSelfStatus", json!({ "status": { "user_status_custom_status": "busy" } })).await;
    assert_eq!(heard(&mut alice, "user_status").await, status("bob", true, "busy"));
    assert_eq!(heard(&mut phone, "user_status").await, status("bob", true, "busy"));
    let shown = done(&mut alice, "TIMGetUserStatus", asked.clone()).await;
    assert_eq!(shown[0], status("bob", true, "busy")[0]);
    assert_eq!(shown[1], status("alice", true, "")[0]);
    done(&mut alice, "TIMUnsubscribeUserStatus", json!({ "id_array": ["carol"] })).await;
    let _carol = gateway.enter("carol").await;
    for mut client in [bob, phone] {
        client.send(&json!({"t": "logout"})).await;
        client.closed().await;
    }
    assert_eq!(heard(&mut alice, "user_status").await, status("bob", false, ""));
    assert_eq!(done(&mut alice, "TIMGetUserStatus", asked).await[0], status("bob", false, "")[0]);
}

#[tokio::test]
async fn who_comes_back_watches_again_and_is_told_how_it_is() {
    let gateway = Gateway::new();
    import(&gateway, "bob", "Bobby").await;
    let _bob = gateway.enter("bob").await;
    let mut watcher = gateway.enter("watcher").await;
    watch(&mut watcher, &["alice"]).await;
    let mut alice = gateway.connect().await;
    let again = json!({ "custom_status": "at home", "status_of": ["bob", "carol"], "profile_of": ["bob"] });
    alice.login("alice", json!({ "again": again })).await;
    let now = heard(&mut alice, "user_status").await;
    assert_eq!(now, status("alice", true, "at home"));
    let now = heard(&mut alice, "user_status").await;
    assert_eq!((&now[0], &now[1]), (&status("bob", true, "")[0], &status("carol", false, "")[0]));
    assert_eq!(heard(&mut alice, "user_info").await[0]["user_profile_nick_name"], "Bobby");
    assert_eq!(heard(&mut watcher, "user_status").await, status("alice", true, ""));
    assert_eq!(heard(&mut watcher, "user_status").await, status("alice", true, "at home"));
    let _carol = gateway.enter("carol").await;
    assert_eq!(heard(&mut alice, "user_status").await, status("carol", true, ""));
}

#[tokio::test]
async fn a_login_that_watches_too_many_is_a_bad_frame() {
    let gateway = Gateway::new();
    let mut client = gateway.connect().await;
    let many: Vec<String> = (0..201).map(|at| format!("u{at}")).collect();
    client.send(&support::login_frame("alice", &json!({ "again": { "status_of": many } }))).await;
    let error = client.frame().await;
    assert_eq!((&error["t"], &error["code"]), (&json!("error"), &json!(6017)), "{error}");
    assert!(error["desc"].as_str().unwrap().contains("at most 200"), "{error}");
    assert_eq!(client.got().await, Got::Closed(4000));
}

#[tokio::test]
async fn an_app_that_takes_imported_accounts_only_lets_nobody_else_in() {
    let gateway = strict();
    let mut client = gateway.connect().await;
    client.send(&support::login_frame("alice", &json!({}))).await;
    let error = client.frame().await;
    assert_eq!((&error["t"], &error["code"], &error["id"]), (&json!("error"), &json!(70107), &Value::Null), "{error}");
    assert!(gateway.host.registry().list(app(), None, 10).is_empty());
    import(&gateway, "alice", "Ali").await;
    client.login("alice", json!({})).await;
}

#[tokio::test]
async fn a_deleted_account_ends_its_sessions_and_lets_none_in_again() {
    let gateway = Gateway::new();
    import(&gateway, "alice", "Ali").await;
    let mut alice = gateway.connect().await;
    let welcome = alice.login("alice", json!({})).await;
    let mut phone = gateway.connect().await;
    phone.login("alice", json!({"instance": "phone"})).await;
    let mut bob = gateway.enter("bob").await;
    watch(&mut bob, &["alice"]).await;
    by_back_end(&gateway, DeleteAccount { user: user("alice") }).await;
    for mut client in [alice, phone] {
        let end = client.frame_of("end").await;
        assert_eq!(end["code"], 6208, "{end}");
        assert_eq!(client.got().await, Got::Closed(4006));
    }
    assert_eq!(heard(&mut bob, "user_status").await, status("alice", false, ""));
    let mut again = gateway.connect().await;
    again.send(&support::login_frame("alice", &json!({}))).await;
    let error = again.frame().await;
    assert_eq!(error["code"], 70107, "{error}");
    // The token of an ended session is spent.
    let mut resumed = gateway.connect().await;
    resumed.send(&support::login_frame("alice", &json!({ "resume": welcome["token"] }))).await;
    let end = resumed.frame().await;
    assert_ne!(end["t"], "welcome", "{end}");
}

#[tokio::test]
async fn a_user_who_is_thrown_out_hears_why_and_may_come_again() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    assert_eq!(gateway.host.end_user(app(), &user("alice"), &Failure::new(6014, "ended by an admin")), 1);
    let end = alice.frame_of("end").await;
    assert_eq!((&end["code"], &end["desc"]), (&json!(6014), &json!("ended by an admin")), "{end}");
    assert_eq!(alice.got().await, Got::Closed(4006));
    gateway.enter("alice").await;
}
