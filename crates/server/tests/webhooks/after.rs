//! What the back end is told from the log.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use support::process::{output, text};

/// Adds users to a group, one a call.
fn add(hooked: &Hooked, group: &str, users: std::ops::Range<usize>) {
    for user in users {
        hooked.done("add_group_member", &json!({ "GroupId": group, "MemberList": [{ "Member_Account": format!("u{user}") }] }));
    }
}

/// Who joined which group, in the order told; what is told twice counts once.
fn joins(bodies: &[Value]) -> BTreeMap<String, Vec<String>> {
    let (mut groups, mut seen) = (BTreeMap::<String, Vec<String>>::new(), BTreeSet::new());
    for body in bodies {
        if seen.insert(body["EventId"].as_str().unwrap().to_owned()) {
            let user = body["NewMemberList"][0]["Member_Account"].as_str().unwrap();
            groups.entry(body["GroupId"].as_str().unwrap().to_owned()).or_default().push(user.to_owned());
        }
    }
    groups
}

fn users(range: std::ops::Range<usize>) -> Vec<String> {
    range.map(|user| format!("u{user}")).collect()
}

#[test]
fn what_happens_in_a_group_is_told_in_order_and_imports_are_not() {
    let receiver = Receiver::start();
    let key = "token = \"a secret of this app, and of nobody else\"";
    let hooked = Hooked::start("told", &receiver.url(), key);
    hooked.done("import_group", &json!({ "Type": "Public", "Name": "n", "GroupId": "other" }));
    hooked.done("import_group_member", &json!({ "GroupId": "other", "MemberList": [{ "Member_Account": "bob" }] }));
    hooked.create("g");
    hooked.done(
        "add_group_member",
        &json!({ "GroupId": "g", "MemberList": [{ "Member_Account": "bob" }, { "Member_Account": "cat" }] }),
    );
    hooked.done("modify_group_base_info", &json!({ "GroupId": "g", "Name": "m", "Introduction": "i" }));
    hooked.done("modify_group_member_info", &json!({ "GroupId": "g", "Member_Account": "bob", "Role": "Admin" }));
    hooked.done("set_group_attr", &json!({ "GroupId": "g", "GroupAttr": [{ "key": "k", "value": "v" }] }));
    hooked.done("delete_group_member", &json!({ "GroupId": "g", "MemberToDel_Account": ["cat"] }));
    hooked.done("change_group_owner", &json!({ "GroupId": "g", "NewOwner_Account": "bob" }));
    hooked.done("destroy_group", &json!({ "GroupId": "g" }));
    let last = receiver.wait_for("AfterGroupDestroyed", 1);
    assert_eq!(last[0]["MemberList"], json!([{ "Member_Account": "ada" }, { "Member_Account": "bob" }]));
    let told: Vec<Value> = receiver.taken().into_iter().filter(|body| body["EventId"].is_string()).collect();
    let names: Vec<_> =
        told.iter().map(|body| body["CallbackCommand"].as_str().unwrap().trim_start_matches("Group.Callback")).collect();
    assert_eq!(
        names,
        [
            "AfterCreateGroup",
            "AfterNewMemberJoin",
            "AfterGroupInfoChanged",
            "AfterMemberFieldChanged",
            "AfterGroupAttrChanged",
            "AfterMemberExit",
            "AfterChangeGroupOwner",
            "AfterGroupDestroyed",
        ]
    );
    let ids: BTreeSet<_> = told.iter().map(|body| body["EventId"].to_string()).collect();
    assert_eq!(ids.len(), told.len());
    assert!(told.iter().all(|body| body["Type"] == "Public" && body["GroupId"] == "g"), "{told:?}");
    let url = receiver.log()[0]["url"].as_str().unwrap().to_owned();
    let value = |name: &str| url.split(&format!("&{name}=")).nth(1).unwrap().split('&').next().unwrap().to_owned();
    let signed = format!("a secret of this app, and of nobody else{}", value("RequestTime"));
    let hash = <sha2::Sha256 as sha2::Digest>::digest(signed);
    assert_eq!(value("Sign"), hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
}

#[test]
fn a_back_end_that_was_away_hears_everything_in_the_order_of_each_group() {
    let receiver = Receiver::start();
    let hooked = Hooked::start("away", &receiver.url(), "events = [\"AfterNewMemberJoin\"]");
    hooked.create("a");
    hooked.create("b");
    add(&hooked, "a", 0..2);
    let before = receiver.wait_for("AfterNewMemberJoin", 2);
    let port = receiver.kill();
    // Commands go on as if nothing was.
    add(&hooked, "a", 2..12);
    add(&hooked, "b", 0..10);
    let receiver = Receiver::start_on(port);
    receiver.until(|receiver| {
        let groups = joins(&receiver.taken());
        groups.values().map(Vec::len).sum::<usize>() == 20
    });
    let groups = joins(&[before, receiver.taken()].concat());
    assert_eq!(groups["a"], users(0..12));
    assert_eq!(groups["b"], users(0..10));
}

#[test]
fn a_back_end_that_misbehaves_is_told_until_it_takes_it() {
    let receiver = Receiver::start();
    let hooked = Hooked::start("misbehaves", &receiver.url(), "events = [\"AfterNewMemberJoin\"]\ntimeout_ms = 200");
    hooked.create("g");
    for (at, mode) in ["slow", "failing", "redirect", "reset", "cut", "endless"].into_iter().enumerate() {
        receiver.behave(mode);
        let sent = receiver.log().len();
        add(&hooked, "g", at..at + 1);
        receiver.until(|receiver| receiver.log().len() > sent);
        assert_eq!(receiver.taken().len(), at, "{mode}");
        receiver.behave("ok");
        receiver.wait_for("AfterNewMemberJoin", at + 1);
    }
    // Only the status of an answer counts then.
    receiver.behave("garbage");
    add(&hooked, "g", 6..7);
    receiver.wait_for("AfterNewMemberJoin", 7);
    assert_eq!(joins(&receiver.taken())["g"], users(0..7));
    assert!(receiver.log().iter().all(|sent| sent["url"].as_str().unwrap().starts_with("/hooks?")));
}

#[test]
fn one_group_that_is_not_taken_keeps_no_other_waiting() {
    let receiver = Receiver::start();
    let hooked = Hooked::start("one-group", &receiver.url(), "events = [\"AfterNewMemberJoin\"]");
    hooked.create("bad");
    hooked.create("good");
    receiver.control(&json!({ "mode": "failing", "only": "bad" }));
    add(&hooked, "bad", 0..3);
    add(&hooked, "good", 0..20);
    receiver.wait_for("AfterNewMemberJoin", 20);
    assert!(!joins(&receiver.taken()).contains_key("bad"));
    receiver.behave("ok");
    receiver.until(|receiver| joins(&receiver.taken()).get("bad").is_some_and(|told| told.len() == 3));
    assert_eq!(joins(&receiver.taken())["bad"], users(0..3));
}

#[test]
fn what_waits_when_the_server_is_killed_is_told_when_it_is_back() {
    let receiver = Receiver::start();
    receiver.behave("failing");
    let mut hooked = Hooked::start("killed", &receiver.url(), "events = [\"AfterNewMemberJoin\"]");
    hooked.create("g");
    add(&hooked, "g", 0..10);
    hooked.kill();
    assert!(receiver.taken().is_empty());
    receiver.behave("ok");
    hooked.restart();
    receiver.until(|receiver| joins(&receiver.taken()).get("g").is_some_and(|told| told.len() == 10));
    assert_eq!(joins(&receiver.taken())["g"], users(0..10));
    // What it has been told it is not told again after a clean end.
    hooked.stop();
    let told = receiver.taken().len();
    hooked.restart();
    add(&hooked, "g", 10..11);
    let next = receiver.wait_for("AfterNewMemberJoin", told + 1);
    assert_eq!(next[told]["NewMemberList"][0]["Member_Account"], "u10");
}

#[test]
fn nothing_is_lost_however_often_server_and_back_end_go_and_come() {
    const ROUNDS: usize = 6;
    const EACH: usize = 8;
    let mut receiver = Receiver::start();
    let mut hooked = Hooked::start("rounds", &receiver.url(), "events = [\"AfterNewMemberJoin\"]\ntimeout_ms = 300");
    ["a", "b", "c"].iter().for_each(|group| hooked.create(group));
    let mut taken = Vec::new();
    for round in 0..ROUNDS {
        let users = round * EACH..(round + 1) * EACH;
        receiver.behave(["ok", "failing", "reset", "ok", "cut", "slow"][round]);
        for group in ["a", "b", "c"] {
            add(&hooked, group, users.clone());
        }
        if round % 2 == 0 {
            hooked.kill();
            hooked.restart();
        }
        taken.extend(receiver.taken());
        receiver = Receiver::start_on(receiver.kill());
    }
    let all = |taken: &[Value], receiver: &Receiver| joins(&[taken, &receiver.taken()].concat());
    receiver.until(|receiver| all(&taken, receiver).values().map(Vec::len).sum::<usize>() == 3 * ROUNDS * EACH);
    let told = all(&taken, &receiver);
    assert!(["a", "b", "c"].iter().all(|group| told[*group] == users(0..ROUNDS * EACH)), "{told:?}");
}

#[test]
fn replay_has_it_told_again_under_the_same_ids() {
    let receiver = Receiver::start();
    let mut hooked = Hooked::start("replay", &receiver.url(), "events = [\"AfterNewMemberJoin\"]");
    hooked.create("g");
    add(&hooked, "g", 0..5);
    let first = receiver.wait_for("AfterNewMemberJoin", 5);
    let replay = |from: &str| output(&["webhooks", "replay", "--config", &hooked.config, "--from", from]);
    let while_running = replay("1");
    assert_eq!(while_running.status.code(), Some(1));
    assert!(text(&while_running.stderr).contains("stop it first"), "{}", text(&while_running.stderr));
    hooked.stop();
    let replay = |from: &str| output(&["webhooks", "replay", "--config", &hooked.config, "--from", from]);
    let place = first[2]["EventId"].as_str().unwrap().split('-').nth(1).unwrap().to_owned();
    let done = replay(&place);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(text(&done.stdout).contains(&format!("from place {place} on it is told again")), "{}", text(&done.stdout));
    assert!(text(&replay("999999").stdout).contains("is told anyway"));
    hooked.restart();
    let all = receiver.wait_for("AfterNewMemberJoin", 8);
    assert_eq!(all[5..], first[2..]);
}

#[test]
fn an_app_that_gets_a_back_end_later_is_told_what_happens_from_then_on() {
    let receiver = Receiver::start();
    let mut hooked = Hooked::start_as("later", "");
    hooked.create("g");
    add(&hooked, "g", 0..5);
    hooked.stop();
    write_config(&hooked.folder.0, &format!("[app.webhooks]\nurl = \"{}\"", receiver.url()));
    hooked.restart();
    add(&hooked, "g", 5..6);
    receiver.wait_for("AfterNewMemberJoin", 1);
    assert_eq!(joins(&receiver.taken_of("AfterNewMemberJoin"))["g"], ["u5"]);
}

/// What Prometheus is told of the usual app.
struct Metrics<'h>(&'h Hooked);

const TOKEN: &str = "the one who measures knows this";

impl Metrics<'_> {
    fn start(name: &str, receiver: &Receiver) -> Hooked {
        let hooks = format!("url = \"{}\"\nretry_ms = 50\nevents = [\"AfterNewMemberJoin\"]", receiver.url());
        Hooked::start_as(name, &format!("[app.webhooks]\n{hooks}\n[metrics]\ntoken = \"{TOKEN}\""))
    }

    fn value(&self, name: &str) -> u64 {
        let mut stream = TcpStream::connect(self.0.process().address).unwrap();
        let authorization = format!("Bearer {TOKEN}");
        stream.write_all(&request("GET", "/metrics", &[("Authorization", &authorization)], b"")).unwrap();
        let body = String::from_utf8(read_reply(&mut stream).unwrap().body).unwrap();
        let row = format!("opentim_webhooks_{name}{{app=\"{APP}\"}} ");
        body.lines().find_map(|line| line.strip_prefix(&row)).unwrap_or_else(|| panic!("{name} in {body}")).parse().unwrap()
    }
}

#[test]
fn the_backlog_shows_in_the_metrics() {
    let receiver = Receiver::start();
    receiver.behave("failing");
    let hooked = Metrics::start("backlog", &receiver);
    hooked.create("g");
    add(&hooked, "g", 0..4);
    let metrics = Metrics(&hooked);
    receiver.until(|_| metrics.value("backlog") == 4 && metrics.value("failed_total") > 0);
    assert!(metrics.value("last_failure_seconds") > 0);
    receiver.behave("ok");
    receiver.until(|_| metrics.value("backlog") == 0 && metrics.value("delivered_total") == 4);
    assert_eq!(metrics.value("dropped_total"), 0);
}

#[test]
fn a_backlog_beyond_what_is_held_in_memory_is_counted_and_told_in_order() {
    const GROUPS: usize = 6;
    const EACH: usize = 250;
    let receiver = Receiver::start();
    receiver.behave("failing");
    let hooked = Metrics::start("long-backlog", &receiver);
    std::thread::scope(|scope| {
        for group in 0..GROUPS {
            let hooked = &hooked;
            scope.spawn(move || {
                hooked.create(&format!("g{group}"));
                add(hooked, &format!("g{group}"), 0..EACH);
            });
        }
    });
    let metrics = Metrics(&hooked);
    receiver.until(|_| metrics.value("backlog") == (GROUPS * EACH) as u64);
    receiver.behave("ok");
    receiver.until(|_| metrics.value("backlog") == 0);
    let told = joins(&receiver.taken());
    assert!((0..GROUPS).all(|group| told[&format!("g{group}")] == users(0..EACH)));
}

#[test]
fn the_audit_is_verified_and_exported() {
    let mut hooked = Hooked::start_as("audit", "");
    hooked.create("g");
    add(&hooked, "g", 0..3);
    hooked.create("gone");
    hooked.done("destroy_group", &json!({ "GroupId": "gone" }));
    let data = hooked.folder.0.join("data");
    let data = data.to_str().unwrap();
    assert!(text(&output(&["audit", "verify", data]).stderr).contains("stop it first"));
    hooked.stop();
    let verified = output(&["audit", "verify", data]);
    let said = text(&verified.stdout);
    assert!(verified.status.success(), "{said}{}", text(&verified.stderr));
    assert!(said.contains("groups 2, events 6\n"), "{said}");
    let app = APP.to_string();
    let exported = text(&output(&["audit", "export", data, "--app", &app, "--group", "g"]).stdout);
    let lines: Vec<Value> = exported.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[0]["Event"], &lines[0]["GroupId"], &lines[3]["Number"]), (&json!("Created"), &json!("g"), &json!(4)));
    let newest = text(&output(&["audit", "verify", data, "--app", &app, "--group", "g"]).stdout);
    assert!(newest.contains(&format!("newest event 4, hash {}", lines[3]["Hash"].as_str().unwrap())), "{newest}");
    for command in ["verify", "export"] {
        let unknown = output(&["audit", command, data, "--app", &app, "--group", "never there"]);
        assert!(!unknown.status.success() && text(&unknown.stderr).contains("has no group never there"), "{command}");
    }
    let nothing = output(&["audit", "verify", "/nowhere/at/all"]);
    assert_eq!(nothing.status.code(), Some(2));
}
