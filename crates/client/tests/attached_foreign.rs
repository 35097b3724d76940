//! Who is not let in, and what he is told.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into replies of any shape and end at the first surprise"
)]

mod attached_support;
mod support;

use attached_support::{Process, run_as_child};
use opentim_client::{Client, Event};
use serde_json::{Value, json};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use support::{Folder, call, on, text};

/// A user of the system that has nothing to do with the tests.
const NOBODY: u32 = 65534;

#[test]
#[ignore = "other tests start it in a process of its own"]
fn another_process() {
    run_as_child();
}

/// Holds the folder's lock as a process does that lets nobody in.
fn hold(folder: &Path) -> std::fs::File {
    let mut lock = std::fs::File::create(folder.join("opentim.lock")).unwrap();
    lock.lock().unwrap();
    lock.write_all(b"4242").unwrap();
    lock
}

fn refused(folder: &Folder) -> (Client, String) {
    let client = on(folder);
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(-1));
    let reply = call(&client, "TIMGroupCreate", json!({ "params": { "create_group_param_group_name": "g" } }));
    assert_eq!(reply["code"], 6013);
    (client, reply["desc"].as_str().unwrap().to_owned())
}

#[test]
fn a_folder_that_is_held_without_a_socket_is_refused_with_what_to_do() {
    let folder = Folder::new();
    let _lock = hold(folder.path());
    let (_client, why) = refused(&folder);
    assert!(why.contains("the data folder is in use by process 4242"), "{why}");
    assert!(why.contains("opentim-server") && why.contains("option server"), "{why}");
}

#[test]
fn an_owner_of_another_protocol_is_named_with_its_process_and_version() {
    let folder = Folder::new();
    let _lock = hold(folder.path());
    let socket = UnixListener::bind(folder.path().join("opentim.sock")).unwrap();
    let greeting = std::thread::spawn(move || {
        let (mut stream, _) = socket.accept().unwrap();
        stream.write_all(b"opentim 7.3.1 protocol 9 pid 4711\n").unwrap();
    });
    let (_client, why) = refused(&folder);
    greeting.join().unwrap();
    for part in ["process 4711", "opentim 7.3.1", "protocol 9", "same version"] {
        assert!(why.contains(part), "{why}");
    }
}

#[test]
fn a_refused_instance_may_try_again() {
    let folder = Folder::new();
    let lock = hold(folder.path());
    let (client, _) = refused(&folder);
    drop(lock);
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
}

#[test]
fn another_user_of_the_system_is_not_let_in() {
    let folder = Folder::new();
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        println!("skipped: only root may start a process of another user");
        return;
    }
    let mut owner = Process::start(&folder, "alice");
    let nobody = |path: &Path| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]).arg(std::env::current_exe().unwrap());
        let mut process = Process::begin(command, path, "mallory", &support::sig(&folder, "mallory"));
        let ready = process.report("ready");
        process.end();
        ready
    };
    // The folder's mode keeps him out.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(nobody(folder.path())["ready"], json!([-1, 6013]));
    // If that and the files' were given away by mistake, the socket still asks who he is.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap().path();
        if file.file_name().unwrap() != "opentim.sock" {
            chown(&file, Some(NOBODY), None).unwrap();
        }
    }
    let socket = folder.path().join("opentim.sock");
    std::fs::set_permissions(&socket, std::fs::Permissions::from_mode(0o777)).unwrap();
    let ready = nobody(folder.path());
    assert_eq!(ready["ready"], json!([-1, 6013]));
    assert!(ready["login"]["desc"].as_str().unwrap().contains("another user of this system"), "{ready}");
    owner.does("TIMGroupGetJoinedGroupList", json!("data"));
    assert!(owner.end().success());
}

/// Whether all threads of a process stand still.
fn is_stopped(pid: u32) -> bool {
    let state = |stat: String| stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T'));
    let mut tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    tasks.all(|task| std::fs::read_to_string(task.unwrap().path().join("stat")).is_ok_and(state))
}

#[test]
fn an_owner_that_was_stopped_is_named_and_serves_again_when_it_goes_on() {
    let folder = Folder::new();
    let mut owner = Process::start(&folder, "alice");
    let signal = |name: &str| assert!(Command::new("kill").args([name, &owner.pid().to_string()]).status().unwrap().success());
    signal("-STOP");
    while !is_stopped(owner.pid()) {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let (client, why) = refused(&folder);
    signal("-CONT");
    assert!(why.contains(&format!("process {}: it has not answered for 5 s", owner.pid())), "{why}");
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    support::login(&client, &folder, "bob");
    assert!(owner.end().success());
}

#[test]
fn strange_words_on_the_socket_do_not_disturb_the_owner() {
    let folder = Folder::new();
    let mut owner = Process::start(&folder, "alice");
    for words in ["", "GET / HTTP/1.1\r\n\r\n", "frames\nno WebSocket at all", "frames\n\u{1}\u{0}", &"x".repeat(5000)] {
        let mut stream = std::os::unix::net::UnixStream::connect(folder.path().join("opentim.sock")).unwrap();
        let _ = stream.write_all(words.as_bytes());
    }
    let mut bob = Process::start(&folder, "bob");
    bob.does("TIMGroupGetJoinedGroupList", json!("data"));
    owner.does("TIMGroupGetJoinedGroupList", json!("data"));
    assert!(bob.end().success() && owner.end().success());
}

#[test]
fn an_expired_usersig_ends_an_attached_login_as_any_other() {
    let folder = Folder::new();
    let _owner = Process::start(&folder, "alice");
    let options = json!({ "userID": "bob", "dataDir": text(folder.path()), "expire": 2 });
    let sig = opentim_client::gen_test_usersig(&options.to_string()).unwrap();
    let client = on(&folder);
    let expired = Arc::new((Mutex::new(false), std::sync::Condvar::new()));
    let told = expired.clone();
    client.listen(
        Event::UserSigExpired,
        Some(Arc::new(move |_| {
            *told.0.lock().unwrap() = true;
            told.1.notify_all();
            true
        })),
    );
    assert_eq!(call(&client, "TIMInit", Value::Null), json!(0));
    assert_eq!(call(&client, "TIMLogin", json!({ "userID": "bob", "userSig": sig }))["code"], 0);
    let (heard, came) = &*expired;
    let patience = std::time::Duration::from_secs(60);
    let (_guard, late) = came.wait_timeout_while(heard.lock().unwrap(), patience, |heard| !*heard).unwrap();
    assert!(!late.timed_out());
    assert_eq!(call(&client, "TIMGroupGetJoinedGroupList", json!("d"))["code"], 6014);
}
