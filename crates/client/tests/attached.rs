//! Several processes on one data folder: one has it, the others are attached to that.
#![cfg(unix)]
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod attached_support;
mod support;

use attached_support::{Process, owner_of, run_as_child};
use opentim_client::{Argument, engine_on, runtime};
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use support::{Folder, call, instance, joined, text, user};

#[test]
#[ignore = "other tests start it in a process of its own"]
fn another_process() {
    run_as_child();
}

fn create(process: &mut Process, id: &str, members: &[&str]) {
    let members: Vec<Value> = members.iter().map(|user| json!({ "group_member_info_identifier": user })).collect();
    let params = json!({
        "create_group_param_group_name": "g",
        "create_group_param_group_id": id,
        "create_group_param_group_type": 1,
        "create_group_param_group_member_array": members,
    });
    process.does("TIMGroupCreate", json!({ "params": params }));
}

fn notify(process: &mut Process, group: &str, text: &str) {
    let params = json!({
        "group_modify_info_param_group_id": group,
        "group_modify_info_param_modify_flag": 2,
        "group_modify_info_param_notification": text,
    });
    process.does("TIMGroupModifyGroupInfo", json!({ "params": params }));
}

fn notified(tip: &Value) -> &str {
    tip["tip"]["group_tips_elem_group_change_info_array"][0]["group_tips_group_change_info_value"].as_str().unwrap()
}

#[test]
fn processes_on_one_folder_see_and_hear_each_other() {
    let folder = Folder::new();
    let mut owner = Process::start(&folder, "alice");
    let mut bob = Process::start(&folder, "bob");
    let mut carol = Process::start(&folder, "carol");
    assert_eq!(owner_of(folder.path()), Some(owner.pid()));
    create(&mut bob, "room", &["alice", "carol"]);
    for (text, from) in [("by the owner", 0), ("by bob", 1), ("by carol", 2)] {
        notify([&mut owner, &mut bob, &mut carol][from], "room", text);
        for process in [&mut owner, &mut bob, &mut carol] {
            assert_eq!(notified(&process.report("tip")), text);
        }
    }
    let in_this = user(&folder, "dora");
    assert!(runtime().block_on(engine_on(folder.path())).is_none(), "another process has it");
    assert_eq!(joined(&in_this), [""; 0]);
    notify(&mut carol, "room", "still there");
    assert_eq!(notified(&owner.report("tip")), "still there");
    for mut process in [bob, carol, owner] {
        assert!(process.end().success());
    }
    assert_eq!(call(&in_this, "TIMGetLoginStatus", Value::Null), json!(1));
    created_by(&in_this, "taken over");
    assert_eq!(owner_of(folder.path()), Some(std::process::id()));
    assert!(runtime().block_on(engine_on(folder.path())).is_some());
}

fn created_by(client: &opentim_client::Client, id: &str) {
    support::created(client, json!({ "create_group_param_group_name": "g", "create_group_param_group_id": id }));
}

#[test]
fn the_same_user_may_be_in_two_processes_and_both_hear() {
    let folder = Folder::new();
    let mut one = Process::start(&folder, "alice");
    let mut other = Process::start(&folder, "alice");
    create(&mut other, "room", &[]);
    notify(&mut one, "room", "1");
    notify(&mut other, "room", "2");
    for process in [&mut one, &mut other] {
        assert_eq!(notified(&process.report("tip")), "1");
        assert_eq!(notified(&process.report("tip")), "2");
    }
    for mut process in [one, other] {
        assert!(process.end().success());
        assert!(!process.reported.iter().any(|report| report.get("kicked").is_some()));
    }
}

#[test]
fn the_policy_of_an_attached_instance_counts_for_its_calls() {
    let folder = Folder::new();
    let _owner = Process::start(&folder, "alice");
    let open = instance(&json!({ "dataDir": text(folder.path()), "policy": { "invite_default": "free" } }));
    assert_eq!(call(&open, "TIMInit", Value::Null), json!(0));
    support::login(&open, &folder, "bob");
    let id = support::created(&open, json!({ "create_group_param_group_name": "g" }));
    let shown = support::profile(&open, &id);
    let usual = user(&folder, "carol");
    let other = support::created(&usual, json!({ "create_group_param_group_name": "g" }));
    let shown_there = support::profile(&usual, &other);
    let field = "group_detail_info_approve_option";
    assert_eq!((&shown[field], &shown_there[field]), (&json!(2), &json!(0)), "{shown} {shown_there}");
}

#[test]
fn a_usersig_of_the_folder_is_needed_in_an_attached_process_too() {
    let folder = Folder::new();
    let _owner = Process::start(&folder, "alice");
    let client = support::on(&folder);
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    let key = json!({ "userID": "bob", "secretKey": "another key" });
    let foreign = opentim_client::gen_test_usersig(&key.to_string()).unwrap();
    assert_eq!(call(&client, "TIMLogin", json!({ "userID": "bob", "userSig": foreign }))["code"], 70009);
    support::login(&client, &folder, "bob");
}

#[test]
fn a_crashed_process_leaves_nothing_behind() {
    let folder = Folder::new();
    let mut owner = Process::start(&folder, "alice");
    let mut bob = Process::start(&folder, "bob");
    let params =
        json!({ "create_group_param_group_name": "g", "create_group_param_group_id": "hall", "create_group_param_group_type": 4 });
    owner.does("TIMGroupCreate", json!({ "params": params }));
    bob.does("TIMGroupJoin", json!({ "groupId": "hall", "helloMsg": "" }));
    let online = |owner: &mut Process| owner.does("TIMGroupGetOnlineMemberCount", json!({ "groupId": "hall" }));
    let count = |value: &Value| value["group_get_online_member_count_result"].as_u64().unwrap();
    assert_eq!(count(&online(&mut owner)), 1);
    bob.kill();
    let gone = std::time::Instant::now();
    while count(&online(&mut owner)) != 0 {
        assert!(gone.elapsed().as_secs() < 60, "he is still counted");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    create(&mut owner, "room", &[]);
    assert!(owner.end().success());
}

#[test]
fn folders_are_attached_to_one_by_one() {
    let [one, two] = [Folder::new(), Folder::new()];
    let mut owners = [Process::start(&one, "alice"), Process::start(&two, "alice")];
    let clients = [user(&one, "bob"), user(&two, "bob")];
    for (client, id) in clients.iter().zip(["in one", "in two"]) {
        created_by(client, id);
    }
    owners[0].kill();
    assert_eq!(joined(&clients[0]), ["in one"]);
    assert_eq!(joined(&clients[1]), ["in two"]);
    assert_eq!(owner_of(two.path()), Some(owners[1].pid()));
}

#[test]
fn live_groups_live_on_with_the_next_owner() {
    let folder = Folder::new();
    let mut owner = Process::start(&folder, "alice");
    let (mut bob, mut carol) = (Process::start(&folder, "bob"), Process::start(&folder, "carol"));
    let params =
        json!({ "create_group_param_group_name": "g", "create_group_param_group_id": "hall", "create_group_param_group_type": 4 });
    owner.does("TIMGroupCreate", json!({ "params": params }));
    for process in [&mut bob, &mut carol] {
        process.does("TIMGroupJoin", json!({ "groupId": "hall", "helloMsg": "" }));
    }
    owner.kill();
    for process in [&mut bob, &mut carol] {
        let since = std::time::Instant::now();
        while process.does("TIMGroupGetOnlineMemberCount", json!({ "groupId": "hall" }))
            != json!({ "group_get_online_member_count_result": 2 })
        {
            assert!(since.elapsed().as_secs() < 60, "one of them is missing");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}

#[test]
fn processes_that_meet_at_a_fresh_folder_all_get_in() {
    for _ in 0..5 {
        let folder = Folder::new();
        let mut processes: Vec<Process> = (0..6).map(|_| Process::begin_anew(folder.path(), "alice")).collect();
        for process in &mut processes {
            let ready = process.report("ready");
            assert_eq!(ready["ready"], json!([0, 0]), "{ready}");
        }
        for mut process in processes {
            assert!(process.end().success());
        }
    }
}

#[test]
fn thousands_of_calls_may_be_under_way_as_in_the_owner() {
    let folder = Folder::new();
    let _owner = Process::start(&folder, "alice");
    let bob = user(&folder, "bob");
    let create =
        |at: u32| json!({ "params": { "create_group_param_group_name": "g", "create_group_param_group_id": format!("g{at}") } });
    let calls: Vec<_> =
        (0..3000).map(|at| runtime().spawn(bob.call("TIMGroupCreate", Argument::Text(create(at).to_string())))).collect();
    for call in calls {
        let reply: Value = serde_json::from_str(&runtime().block_on(call).unwrap()).unwrap();
        assert_eq!(reply["code"], 0, "{reply}");
    }
    assert_eq!(joined(&bob).len(), 3000);
}

#[test]
fn a_folder_deep_in_the_tree_is_shared_too() {
    let folder = Folder::new();
    let deep = folder.path().join("d".repeat(120)).join("e".repeat(120));
    let options = json!({ "userID": "alice", "dataDir": text(&deep) });
    let sig = opentim_client::gen_test_usersig(&options.to_string()).unwrap();
    let program = || std::process::Command::new(std::env::current_exe().unwrap());
    let mut processes = [0, 1].map(|_| Process::begin(program(), &deep, "alice", &sig));
    for process in &mut processes {
        assert_eq!(process.report("ready")["ready"], json!([0, 0]));
    }
    let [one, other] = &mut processes;
    create(one, "room", &[]);
    notify(other, "room", "deep");
    assert_eq!(notified(&one.report("tip")), "deep");
    one.kill();
    notify(other, "room", "deeper");
    assert!(other.end().success());
}

#[test]
fn a_dead_owners_socket_does_not_keep_others_out() {
    let folder = Folder::new();
    let mut owner = Process::start(&folder, "alice");
    let socket = folder.path().join("opentim.sock");
    assert_eq!(socket.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    owner.kill();
    assert!(socket.exists(), "nobody was there to remove it");
    let mut next = Process::start(&folder, "bob");
    let mut third = Process::start(&folder, "carol");
    create(&mut third, "room", &["bob"]);
    assert!(third.end().success() && next.end().success());
    assert!(!socket.exists());
}

#[test]
fn a_folder_that_is_deleted_under_its_processes_hangs_nobody() {
    let folder = Folder::new();
    let mut owner = Process::start(&folder, "alice");
    let mut bob = Process::start(&folder, "bob");
    std::fs::remove_dir_all(folder.path()).unwrap();
    let answered = bob.call("TIMGroupGetJoinedGroupList", json!("data"));
    assert!(answered["code"].is_i64());
    assert!(owner.end().success() && bob.end().success());
    assert!(!folder.path().join("opentim.db").exists(), "nobody makes it anew");
}
