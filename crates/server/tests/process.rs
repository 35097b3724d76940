//! The program as it is started: its command line, its configuration, its signals.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use std::fs;
use std::io::{BufRead, PipeWriter, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use support::process::{Process, output, program, text, write_config};
use support::*;

#[test]
fn help_explains_every_command() {
    let help = text(&output(&["--help"]).stdout);
    for word in ["run", "dev", "usersig", "config", "check", "--config", "OPENTIM_LOG", "SIGTERM"] {
        assert!(help.contains(word), "{word}");
    }
    let nothing = output(&[]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(text(&output(&["--version"]).stdout).starts_with("opentim-server "));
}

#[test]
fn config_example_and_check_go_together() {
    let folder = Folder::new("example");
    let example = text(&output(&["config", "example"]).stdout).replace("put-the-secret-key-of-your-app-here", KEY);
    let path = folder.0.join("example.toml");
    fs::write(&path, example).unwrap();
    let path = path.to_str().unwrap();
    for arguments in [&["config", "check", path][..], &["config", "check", "--config", path]] {
        let checked = output(arguments);
        assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
        assert!(text(&checked.stdout).contains("sound; 1 app"));
    }
}

#[test]
fn a_bad_configuration_stops_check_and_start_with_its_place() {
    let folder = Folder::new("bad");
    let path = write_config(&folder.0, "[limits]\nname_byte = 5\n");
    for arguments in [&["config", "check", &path][..], &["--config", &path], &["run", "--config", &path]] {
        let refused = output(arguments);
        assert_eq!(refused.status.code(), Some(2));
        let error = text(&refused.stderr);
        assert!(error.contains("server.toml: line 8, column 1: unknown field `name_byte`"), "{error}");
        assert!(!error.contains(KEY));
    }
    let missing = output(&["--config", "/nonexistent/server.toml"]);
    assert!(text(&missing.stderr).contains("cannot be read"));
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn a_printed_usersig_is_valid_and_its_faults_are_told() {
    let folder = Folder::new("usersig");
    let path = write_config(&folder.0, "");
    let app = APP.to_string();
    let printed = output(&["usersig", "--config", &path, "--sdkappid", &app, "--user", "alice", "--expire", "60"]);
    let signature = text(&printed.stdout);
    assert!(opentim_usersig::verify(signature.trim(), &[KEY], APP, "alice", now()).is_ok());
    let other = output(&["usersig", "--config", &path, "--sdkappid", "7", "--user", "alice"]);
    assert!(text(&other.stderr).contains("has no [[app]] with sdkappid 7"));
    let long = "x".repeat(33);
    let other = output(&["usersig", "--config", &path, "--sdkappid", &app, "--user", &long]);
    assert!(text(&other.stderr).contains("--user must be"));
    assert_eq!(other.status.code(), Some(2));
}

#[test]
fn sigterm_finishes_calls_closes_the_store_and_ends_with_0() {
    let folder = Folder::new("sigterm");
    let path = write_config(&folder.0, "");
    let process = Process::start(&["--config", &path]);
    let body = br#"{"Type":"Public","Name":"n","GroupId":"kept"}"#;
    let whole = request("POST", &target("create_group"), &[], body);
    let (early, late) = whole.split_at(whole.len() - 5);
    let mut busy = TcpStream::connect(process.address).unwrap();
    busy.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    busy.write_all(early).unwrap();
    // The head of the call under way is read once a later connection was answered.
    process.call(&target("get_appid_group_list"), b"{}");
    std::thread::sleep(Duration::from_millis(100));
    process.signal("TERM");
    std::thread::sleep(Duration::from_millis(100));
    busy.write_all(late).unwrap();
    assert_done(&read_reply(&mut busy).unwrap().json());
    let log = process.ended(0);
    assert!(log.contains("stopped"), "{log}");

    let again = Process::start(&["run", "--config", &path]);
    assert_eq!(again.call(&target("get_appid_group_list"), b"{}")["GroupIdList"], json!([{"GroupId": "kept"}]));
    again.signal("INT");
    again.ended(0);
}

/// A pipe whose other end is closed.
fn nobody() -> PipeWriter {
    std::io::pipe().unwrap().1
}

fn calls_are_done_at(address: SocketAddr) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n").unwrap();
    read_reply(&mut stream).is_some_and(|reply| reply.status == 200)
}

#[test]
fn a_server_serves_also_when_nobody_reads_what_it_prints() {
    let folder = Folder::new("unread");
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let arguments = ["dev", "--listen", &address.to_string(), "--data-dir", folder.0.to_str().unwrap()];
    let mut child = program(&arguments).env("OPENTIM_LOG", "trace").stdout(nobody()).stderr(nobody()).spawn().unwrap();
    while !calls_are_done_at(address) {
        assert_eq!(child.try_wait().unwrap(), None, "it has ended");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    for arguments in [&["config", "example"][..], &arguments[..1]] {
        let refused = arguments.len() == 1;
        let more = if refused { &["--listen", "nowhere"][..] } else { &[] };
        let status = program(arguments).args(more).stdout(nobody()).stderr(nobody()).status().unwrap();
        assert_eq!(status.code(), Some(if refused { 2 } else { 0 }), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_at_its_allowed_size_refuses_changes_and_does_not_end_the_server() {
    let folder = Folder::new("file-size");
    let limited = ["-c", "ulimit -f 600 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_opentim-server")];
    let mut command = Command::new("sh");
    command.args(limited).args(["--config", &write_config(&folder.0, "")]);
    let process = Process::spawn(&mut command);
    let create = |id: usize| {
        process
            .call(&target("create_group"), json!({"Type": "Public", "Name": "n", "GroupId": id.to_string()}).to_string().as_bytes())
    };
    let done = (0..1000).take_while(|id| create(*id)["ErrorCode"] == 0).count();
    assert!(0 < done && done < 1000, "{done} creates were done");
    assert_refused(&create(1000), 10002, "the store could not do its work");
    assert_eq!(process.call(&target("get_appid_group_list"), b"{}")["TotalCount"], done);
    process.signal("TERM");
    process.ended(0);

    let unlimited = Process::start(&["--config", &write_config(&folder.0, "")]);
    assert_eq!(unlimited.call(&target("get_appid_group_list"), b"{}")["TotalCount"], done);
    assert_done(&unlimited.call(&target("create_group"), br#"{"Type":"Public","Name":"n"}"#));
    unlimited.signal("TERM");
    unlimited.ended(0);
}

#[test]
fn no_key_and_no_usersig_reach_the_log() {
    let folder = Folder::new("log");
    let process = Process::start(&["--config", &write_config(&folder.0, "")]);
    let good = sign(ADMIN);
    let bad = opentim_usersig::sign(b"another key of another app", APP, ADMIN, now(), 60);
    for signature in [&good, &bad] {
        let target = format!("/v4/group_open_http_svc/create_group?{}", query(APP, ADMIN, signature));
        process.call(&target, br#"{"Type":"Public","Name":"n"}"#);
        process.call(&target, b"no json");
    }
    process.signal("TERM");
    let log = process.ended(0);
    assert!(log.contains("create_group") && log.contains("a UserSig was refused"), "{log}");
    for secret in [&good, &bad, &good[..40].to_owned(), &KEY.to_owned()] {
        assert!(!log.contains(secret.as_str()), "{log}");
    }
}

#[test]
fn dev_prints_a_curl_line_that_works() {
    let folder = Folder::new("dev");
    let data = folder.0.join("data");
    let data = data.to_str().unwrap();
    let mut process = Process::start(&["dev", "--listen", "127.0.0.1:0", "--data-dir", data]);
    assert!(process.first_line.contains("app 1400000000, admin administrator"));
    let mut lines = String::new();
    process.out.read_line(&mut lines).unwrap();
    process.out.read_line(&mut lines).unwrap();
    let curl = lines.lines().nth(1).unwrap();
    let mut parts = curl.split('\'');
    let target = parts.nth(1).unwrap().split_once("http://").unwrap().1.split_once('/').unwrap().1.to_owned();
    let body = parts.nth(1).unwrap();
    assert_done(&process.call(&format!("/{target}"), body.as_bytes()));

    let printed = output(&["usersig", "--data-dir", data, "--sdkappid", "1400000000", "--user", "administrator"]);
    let query = query(APP, ADMIN, text(&printed.stdout).trim());
    let listed = process.call(&format!("/v4/group_open_http_svc/get_appid_group_list?{query}"), b"{}");
    assert_eq!(listed["TotalCount"], 1);

    let second = output(&["dev", "--listen", "127.0.0.1:0", "--data-dir", data]);
    assert_eq!(second.status.code(), Some(1));
    let error = text(&second.stderr);
    assert!(error.contains(&process.child.id().to_string()), "the owner of the folder is named: {error}");
    process.signal("TERM");
    process.ended(0);
}

#[test]
fn the_rest_example_runs_to_its_end() {
    if Command::new("curl").arg("--version").stdout(Stdio::null()).status().is_err() {
        assert!(std::env::var_os("CI").is_none(), "the CI has curl");
        println!("skipped: curl is not installed; install curl to run the example");
        return;
    }
    let folder = Folder::new("example-rest");
    let data = folder.0.join("data");
    let data = data.to_str().unwrap();
    let process = Process::start(&["dev", "--listen", "127.0.0.1:0", "--data-dir", data]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/rest/groups.sh");
    let mut example = Command::new("sh");
    example.arg(script).env("SERVER", format!("http://{}", process.address)).env("DATA_DIR", data);
    example
        .env("OPENTIM_SERVER", env!("CARGO_BIN_EXE_opentim-server"))
        .env_remove("SDKAPPID")
        .env_remove("ADMIN")
        .env_remove("USERSIG");
    let ran = example.output().unwrap();
    let said = text(&ran.stdout);
    assert!(ran.status.success(), "{said}{}", text(&ran.stderr));
    assert_eq!(
        said.matches(r#""ErrorCode":0"#).count(),
        said.matches("  -> ").count() + 4,
        "the rows of get_group_info and those about topics have codes too"
    );
    let roles = r#"[{"Member_Account":"alice","Role":"Member"},{"Member_Account":"dora","Role":"Owner"},{"Member_Account":"fred","Role":"NotMember"}]"#;
    assert!(said.contains(roles), "{said}");
    assert!(said.contains(r#""GroupCounter":[{"Key":"likes","Value":1}]"#), "the same operation id counts once: {said}");
    assert!(said.contains(r#""JoinedStatus":"JoinedSuccess""#), "{said}");
    assert!(said.contains(r#""Allowed":false,"ResultCode":10007"#), "{said}");
    process.signal("TERM");
    process.ended(0);
}

#[test]
fn a_taken_port_and_a_bad_log_level_are_told() {
    let folder = Folder::new("port");
    let holder = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = holder.local_addr().unwrap().to_string();
    let data = folder.0.join("data");
    let taken = output(&["dev", "--listen", &address, "--data-dir", data.to_str().unwrap()]);
    assert_eq!(taken.status.code(), Some(1));
    assert!(text(&taken.stderr).contains(&format!("cannot listen on {address}")));
    let level = program(&["dev", "--data-dir", data.to_str().unwrap()]).env("OPENTIM_LOG", "loud").output().unwrap();
    assert!(text(&level.stderr).contains("OPENTIM_LOG must be off, error, warn"));
}

#[test]
fn check_verifies_a_folder_that_nobody_uses() {
    let folder = Folder::new("check");
    let path = write_config(&folder.0, "");
    let data = folder.0.join("data");
    let data = data.to_str().unwrap();
    let server = Process::start(&["--config", &path]);
    let made = server.call(
        &target("create_group"),
        br#"{"Type":"Public","Name":"n","Owner_Account":"alice","MemberList":[{"Member_Account":"bob"}]}"#,
    );
    assert_eq!(made["ErrorCode"], 0);
    let busy = output(&["check", data]);
    assert_eq!(busy.status.code(), Some(1));
    assert!(text(&busy.stderr).contains("in use by process"), "{}", text(&busy.stderr));
    server.signal("TERM");
    server.ended(0);
    let checked = output(&["check", data]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
    assert!(text(&checked.stdout).contains("groups 1, members 2, "), "{}", text(&checked.stdout));
    assert!(text(&checked.stdout).contains("everything agrees"));
}
