//! Owners that go: another process takes over, and nobody notices.
#![cfg(unix)]
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into reports of any shape and end at the first surprise"
)]

mod attached_support;
mod support;

use attached_support::{Process, owner_of, run_as_child};
use opentim_client::{Argument, runtime};
use opentim_domain::{AppId, GroupId};
use opentim_store::{Store, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use support::{Folder, call, joined, user};

const APP: u64 = 1_400_000_000;
const GROUPS: [&str; 4] = ["g0", "g1", "g2", "g3"];
/// Kills of the owner.
const ROUNDS: usize = 10;
const USERS: [&str; 3] = ["alice", "bob", "carol"];

#[test]
#[ignore = "other tests start it in a process of its own"]
fn another_process() {
    run_as_child();
}

/// Groups in which everybody may change the notification.
fn make_groups(by: &mut Process) {
    for group in GROUPS {
        let members: Vec<Value> = USERS.iter().map(|user| json!({ "group_member_info_identifier": user })).collect();
        let params = json!({
            "create_group_param_group_name": "g",
            "create_group_param_group_id": group,
            "create_group_param_group_type": 1,
            "create_group_param_group_member_array": members,
        });
        by.does("TIMGroupCreate", json!({ "params": params }));
    }
}

/// The last mark in a text: an event has the value before a change first.
fn mark(text: &str) -> Option<String> {
    text.rsplit('#').nth(1).map(|mark| format!("#{mark}#"))
}

/// The marks of each group's log, in their order.
fn logs(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let store = SqliteStore::open(folder, Options::default(), Arc::new(SystemClock)).unwrap();
    let app = AppId::new(APP).unwrap();
    let read = |group: &str| {
        let id = GroupId::parse(group).unwrap();
        let events = runtime().block_on(store.events_after(app, &id, 0, usize::MAX / 4)).unwrap();
        let numbers: Vec<u64> = events.iter().map(|event| event.number).collect();
        assert_eq!(numbers, (1..=events.len() as u64).collect::<Vec<_>>(), "{group} is numbered without gaps");
        events.iter().filter_map(|event| mark(&format!("{:?}", event.event))).collect()
    };
    GROUPS.iter().map(|group| ((*group).to_owned(), read(group))).collect()
}

/// What one process has reported.
#[derive(Default)]
struct Account {
    who: String,
    heard: BTreeMap<String, Vec<String>>,
    answered: BTreeSet<String>,
    /// It was alive to the end.
    survived: bool,
}

impl Account {
    fn of(process: Process, survived: bool) -> Self {
        let mut account = Self { who: format!("{} ({})", process.user, process.pid()), survived, ..Self::default() };
        for report in &process.reported {
            for bad in ["network", "kicked", "expired"] {
                assert!(report.get(bad).is_none() || calm(report), "{} heard {report}", account.who);
            }
            if let Some(done) = report["answered"].as_str() {
                assert_eq!(report["code"], 0, "{}: {report}", account.who);
                assert!(account.answered.insert(done.to_owned()), "{}: {done} was answered twice", account.who);
            }
            if let Some(text) =
                report["tip"]["group_tips_elem_group_change_info_array"][0]["group_tips_group_change_info_value"].as_str()
            {
                let group = report["tip"]["group_tips_elem_group_id"].as_str().unwrap().to_owned();
                account.heard.entry(group).or_default().extend(mark(text));
            }
        }
        account
    }

    /// All that was heard is a stretch of the log, to its end if the process lived to the end; and whatever it has done and been
    /// answered, it has heard.
    fn check(&self, logs: &BTreeMap<String, Vec<String>>) {
        for (group, heard) in &self.heard {
            let log = &logs[group];
            let begins = log.iter().position(|mark| *mark == heard[0]).unwrap_or_else(|| panic!("{} heard of nothing", self.who));
            let until = if self.survived { log.len() } else { begins + heard.len() };
            let due = &log[begins..until];
            let differs = heard.iter().zip(due).position(|(heard, due)| heard != due);
            let at = differs.unwrap_or(heard.len().min(due.len()));
            assert!(
                heard == due,
                "{}, {group}: heard {} of {}, differs at {at}: {:?} for {:?}",
                self.who,
                heard.len(),
                due.len(),
                heard.get(at),
                due.get(at)
            );
        }
        if self.survived {
            let heard: BTreeSet<&String> = self.heard.values().flatten().collect();
            let all: BTreeSet<&String> = logs.values().flatten().collect();
            let missed: Vec<_> = self.answered.iter().filter(|mark| all.contains(mark) && !heard.contains(mark)).collect();
            assert!(missed.is_empty(), "{} did and did not hear {missed:?}", self.who);
        }
    }
}

/// A status that says that all is well: 0 is connected.
fn calm(report: &Value) -> bool {
    report["network"][0] == 0
}

/// A change that was answered is in the log once.
fn check_log(logs: &BTreeMap<String, Vec<String>>, accounts: &[Account]) {
    let mut seen = BTreeSet::new();
    for mark in logs.values().flatten() {
        assert!(seen.insert(mark), "{mark} was done twice");
    }
    // As the callers choose it: caller and number of a call.
    let created =
        |mark: &str| mark.trim_matches('#').split('.').skip(2).map(|part| part.parse::<u64>().unwrap()).sum::<u64>() % 10 == 9;
    for account in accounts {
        let lost: Vec<_> = account.answered.iter().filter(|mark| !created(mark) && !seen.contains(mark)).collect();
        assert!(lost.is_empty(), "{}: answered and not done: {lost:?}", account.who);
    }
}

fn owner_among(processes: &[Process], folder: &Path) -> usize {
    let pid = owner_of(folder);
    processes.iter().position(|process| Some(process.pid()) == pid).expect("one of them has the folder")
}

/// Waits for a few answers, so that all callers are under way.
fn busy(process: &mut Process) {
    for _ in 0..60 {
        process.report("answered");
    }
}

/// Starts one and puts it to work.
fn worker(folder: &Folder, user: &str) -> Process {
    let mut process = Process::start(folder, user);
    process.tell(json!({ "load": GROUPS }));
    process
}

/// One more change in each group, which everybody hears last.
fn hear_the_end(processes: &mut [Process]) {
    for group in GROUPS {
        let params = json!({
            "group_modify_info_param_group_id": group,
            "group_modify_info_param_modify_flag": 2,
            "group_modify_info_param_notification": format!("#last.{group}#"),
        });
        processes[0].does("TIMGroupModifyGroupInfo", json!({ "params": params }));
        for process in &mut *processes {
            loop {
                let tip = process.report("tip");
                if tip.to_string().contains(&format!("#last.{group}#")) {
                    break;
                }
            }
        }
    }
}

/// Owners that end in this way, one after the other, under load.
fn owners_go(rounds: usize, mut go: impl FnMut(&mut Process)) {
    let folder = Folder::new();
    let mut first = Process::start(&folder, "alice");
    make_groups(&mut first);
    first.tell(json!({ "load": GROUPS }));
    let mut processes = vec![first, worker(&folder, "bob"), worker(&folder, "carol")];
    let mut accounts = Vec::new();
    for _ in 0..rounds {
        processes.iter_mut().for_each(busy);
        let mut owner = processes.remove(owner_among(&processes, folder.path()));
        go(&mut owner);
        let user = owner.user.clone();
        accounts.push(Account::of(owner, false));
        processes.iter_mut().for_each(busy);
        processes.push(worker(&folder, &user));
    }
    for process in &mut processes {
        process.tell(json!({ "stop": true }));
        let stopped = process.report("stopped");
        println!("{}: {stopped}", process.user);
    }
    hear_the_end(&mut processes);
    for mut process in processes {
        assert!(process.end().success());
        accounts.push(Account::of(process, true));
    }
    let logs = logs(folder.path());
    check_log(&logs, &accounts);
    accounts.iter().for_each(|account| account.check(&logs));
    let events: usize = logs.values().map(Vec::len).sum();
    let answers: usize = accounts.iter().map(|account| account.answered.len()).sum();
    println!("{} owners went, {events} events, {answers} answers", rounds);
}

#[test]
fn owners_that_are_killed_under_load_are_not_noticed() {
    owners_go(ROUNDS, Process::kill);
}

#[test]
fn owners_that_leave_under_load_are_not_noticed() {
    owners_go(ROUNDS, |owner| {
        owner.tell(json!({ "stop": true }));
        owner.report("stopped");
        assert!(owner.end().success());
    });
}

#[test]
fn calls_that_are_under_way_when_owner_and_login_end_are_done() {
    for _ in 0..5 {
        let folder = Folder::new();
        let mut owner = Process::start(&folder, "alice");
        let bob = user(&folder, "bob");
        owner.kill();
        let create = |at: u32| json!({ "params": { "create_group_param_group_name": "g", "create_group_param_group_id": format!("g{at}") } });
        let calls: Vec<_> =
            (0..50).map(|at| runtime().spawn(bob.call("TIMGroupCreate", Argument::Text(create(at).to_string())))).collect();
        assert_eq!(call(&bob, "TIMUninit", Value::Null), json!(0));
        for call in calls {
            let reply: Value = serde_json::from_str(&runtime().block_on(call).unwrap()).unwrap();
            assert_eq!(reply["code"], 0, "{reply}");
        }
        assert_eq!(joined(&user(&folder, "bob")).len(), 50);
    }
}

#[test]
fn processes_may_come_and_go_at_once() {
    const CHURNS: usize = 15;
    let folder = Folder::new();
    let mut processes = [0, 1, 2, 3].map(|_| Process::start(&folder, "alice"));
    for process in &mut processes {
        process.tell(json!({ "churn": CHURNS }));
    }
    for process in &mut processes {
        assert_eq!(process.report("churned")["churned"], json!([]));
    }
    let groups = processes[0].does("TIMGroupGetJoinedGroupList", json!("data"));
    assert_eq!(groups.as_array().unwrap().len(), processes.len() * CHURNS);
}
