//! What another process does: it takes commands line by line and reports what it does and hears.

use super::{CHILD, REPORT};
use crate::support::{call, instance};
use opentim_client::{Argument, Client, Event, runtime};
use serde_json::{Value, json};
use std::io::{BufRead, Write, stdin, stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

/// Pause of a caller between two calls under load.
const BREATH: Duration = Duration::from_millis(10);

/// Runs what the environment says; does nothing in a process that was not started for it.
pub fn run_as_child() {
    let Ok(settings) = std::env::var(CHILD) else { return };
    let settings: Value = serde_json::from_str(&settings).unwrap();
    let client = Arc::new(instance(&json!({ "dataDir": settings["folder"], "instance": settings["user"] })));
    for (event, name) in [
        (Event::GroupTips, "tip"),
        (Event::NewMessages, "messages"),
        (Event::NetworkStatus, "network"),
        (Event::KickedOffline, "kicked"),
        (Event::UserSigExpired, "expired"),
        (Event::UserStatus, "status"),
        (Event::UserInfo, "profiles"),
    ] {
        client.listen(event, Some(Arc::new(move |text| note(name, text))));
    }
    let init = call(&client, "TIMInit", Value::Null);
    let sig = settings["sig"].as_str().map_or_else(|| own_sig(&settings), str::to_owned);
    let login = call(&client, "TIMLogin", json!({ "userID": settings["user"], "userSig": sig }));
    report(json!({ "ready": [init, login["code"]], "login": login }));
    obey(&client, &settings);
    call(&client, "TIMUninit", Value::Null);
}

fn own_sig(settings: &Value) -> String {
    let options = json!({ "dataDir": settings["folder"], "userID": settings["user"] });
    opentim_client::gen_test_usersig(&options.to_string()).unwrap()
}

fn obey(client: &Arc<Client>, settings: &Value) {
    let user = settings["user"].as_str().unwrap();
    let mut load = None;
    for line in stdin().lock().lines() {
        let command: Value = serde_json::from_str(&line.unwrap()).unwrap();
        if let Some([method, argument]) = command["call"].as_array().map(Vec::as_slice) {
            report(json!({ "reply": call(client, method.as_str().unwrap(), argument.clone()) }));
        } else if command["load"].is_array() {
            load = Some(Load::begin(client, user, &command["load"]));
        } else if command["stop"] == true {
            report(load.take().map_or(Value::Null, Load::end));
        } else if let Some(rounds) = command["churn"].as_u64() {
            report(json!({ "churned": churn(client, settings, rounds) }));
        } else if command["close"] == true {
            opentim_client::shut_down();
            report(json!({ "closed": true }));
        }
    }
}

/// Ends and begins anew, and works a little each time; gives what was not answered with 0.
fn churn(client: &Client, settings: &Value, rounds: u64) -> Vec<Value> {
    let sig = settings["sig"].as_str().map_or_else(|| own_sig(settings), str::to_owned);
    let mut bad = Vec::new();
    for round in 0..rounds {
        let id = format!("{} {round}", std::process::id());
        let create = json!({ "params": { "create_group_param_group_name": "g", "create_group_param_group_id": id } });
        let answers = [
            json!({ "code": call(client, "TIMUninit", Value::Null) }),
            json!({ "code": call(client, "TIMInit", Value::Null) }),
            call(client, "TIMLogin", json!({ "userID": settings["user"], "userSig": sig })),
            call(client, "TIMGroupCreate", create),
        ];
        bad.extend(answers.into_iter().filter(|answer| answer["code"] != 0));
    }
    bad
}

fn report(value: Value) {
    // One write for a line: nobody else's text comes between.
    let line = format!("{REPORT}{value}\n");
    stdout().lock().write_all(line.as_bytes()).unwrap();
}

fn note(name: &str, text: &str) -> bool {
    report(json!({ name: serde_json::from_str::<Value>(text).unwrap() }));
    true
}

/// Callers that change groups without end, each change marked, and now and then create one.
struct Load {
    stop: Arc<AtomicBool>,
    callers: Vec<JoinHandle<u64>>,
    silence: Arc<Silence>,
}

impl Load {
    fn begin(client: &Arc<Client>, user: &str, groups: &Value) -> Self {
        let pid = std::process::id();
        let (stop, silence) = (Arc::new(AtomicBool::new(false)), Arc::new(Silence::begin()));
        let work = |caller: u64| {
            let (client, user, groups) = (client.clone(), user.to_owned(), groups.as_array().unwrap().clone());
            let (stop, silence) = (stop.clone(), silence.clone());
            runtime().spawn(async move {
                let mut number = 0;
                while !stop.load(Ordering::Relaxed) {
                    let mark = format!("#{user}.{pid}.{caller}.{number}#");
                    let group = &groups[usize::try_from(caller + number).unwrap() % groups.len()];
                    let (method, argument) = change(&mark, group, (caller + number) % 10 == 9);
                    let answer: Value = serde_json::from_str(&client.call(method, argument).await).unwrap();
                    silence.broken();
                    report(json!({ "answered": mark, "code": answer["code"], "desc": answer["desc"], "method": method }));
                    number += 1;
                    tokio::time::sleep(BREATH).await;
                }
                number
            })
        };
        let callers = (0..50).map(work).collect();
        Self { stop, callers, silence }
    }

    fn end(self) -> Value {
        self.stop.store(true, Ordering::Relaxed);
        let made = async {
            let mut made = 0;
            for caller in self.callers {
                made += caller.await.unwrap();
            }
            made
        };
        let made = runtime().block_on(made);
        json!({ "stopped": made, "silence": self.silence.longest.load(Ordering::Relaxed) })
    }
}

/// A change of a group that every member hears of, or a new group: made twice, either would show.
fn change(mark: &str, group: &Value, create: bool) -> (&'static str, Argument) {
    if create {
        let params = json!({ "create_group_param_group_name": "g", "create_group_param_group_id": mark.replace('#', "x") });
        return ("TIMGroupCreate", Argument::Text(json!({ "params": params }).to_string()));
    }
    let params = json!({
        "group_modify_info_param_group_id": group,
        "group_modify_info_param_modify_flag": 2,
        "group_modify_info_param_notification": mark,
    });
    ("TIMGroupModifyGroupInfo", Argument::Text(json!({ "params": params }).to_string()))
}

/// The longest time without any answer, in milliseconds.
struct Silence {
    since: Instant,
    last: AtomicU64,
    longest: AtomicU64,
}

impl Silence {
    fn begin() -> Self {
        Self { since: Instant::now(), last: AtomicU64::new(0), longest: AtomicU64::new(0) }
    }

    fn broken(&self) {
        let now = u64::try_from(self.since.elapsed().as_millis()).unwrap();
        let last = self.last.swap(now, Ordering::Relaxed);
        self.longest.fetch_max(now.saturating_sub(last), Ordering::Relaxed);
    }
}
