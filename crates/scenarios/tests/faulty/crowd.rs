//! Users who listen.

use super::ground::Ground;
use super::rest::{APP, KEY};
use super::said::{HEARD, by_call};
use opentim_client::{Argument, Client, Settings, runtime};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// What each user has heard in each group, in order.
type Heard = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// Some users who are logged in.
pub struct Crowd {
    clients: Vec<Client>,
    users: Vec<String>,
    heard: Arc<(Mutex<Heard>, Condvar)>,
}

impl Crowd {
    pub fn log_in(users: &[String], ground: &Ground) -> Self {
        let heard: Arc<(Mutex<Heard>, Condvar)> = Arc::default();
        let clients = users.iter().map(|user| client(user, ground, &heard)).collect();
        Self { clients, users: users.to_vec(), heard }
    }

    /// Waits until everybody has heard these words in all the groups.
    pub fn wait_for(&self, words: &str, groups: &[&str], patience: Duration) {
        let (heard, arrived) = &*self.heard;
        let missing = |heard: &Heard| -> Vec<String> {
            let all = self.users.iter().flat_map(|user| groups.iter().map(move |group| (user, *group)));
            let behind = all.filter(|(user, group)| {
                let said = heard.get(*user).and_then(|groups| groups.get(*group)).and_then(|said| said.last());
                said.map(String::as_str) != Some(words)
            });
            behind.map(|(user, group)| format!("{user} in {group}")).collect()
        };
        let mut guard = heard.lock().unwrap();
        let end = std::time::Instant::now() + patience;
        while !missing(&guard).is_empty() {
            let now = std::time::Instant::now();
            assert!(now < end, "the end is not heard by {:?}", missing(&guard));
            guard = arrived.wait_timeout(guard, Duration::from_millis(500).min(end - now)).unwrap().0;
        }
    }

    /// Everybody has heard exactly what was said in the groups.
    pub fn compare(&self, logs: BTreeMap<String, Vec<String>>) {
        let heard = self.heard.0.lock().unwrap();
        let mut faults = Vec::new();
        for (group, log) in &logs {
            for user in &self.users {
                let found = &heard[user][group];
                if found != log {
                    let at = found.iter().zip(log).position(|(found, said)| found != said).unwrap_or(found.len().min(log.len()));
                    faults.push(format!(
                        "{user} heard {} of {} in {group}; first difference at {at}: {:?} instead of {:?}",
                        found.len(),
                        log.len(),
                        found.get(at),
                        log.get(at)
                    ));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let all: usize = logs.values().map(Vec::len).sum();
        println!("{} users heard all {all} events of {} groups", self.users.len(), logs.len());
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        for client in &self.clients {
            let _ = runtime().block_on(client.call("TIMUninit", Argument::Missing));
            client.close();
        }
    }
}

fn client(user: &str, ground: &Ground, heard: &Arc<(Mutex<Heard>, Condvar)>) -> Client {
    let options = json!({ "server": ground.address(), "sdkappid": APP, "instance": user, "dataDir": ground.cache() });
    let client = Client::new(Settings::from_json(Some(&options.to_string())).unwrap());
    for event in HEARD {
        let (heard, whose) = (heard.clone(), user.to_owned());
        let listener = Arc::new(move |text: &str| {
            let (group, words) = by_call(event, text);
            heard.0.lock().unwrap().entry(whose.clone()).or_default().entry(group).or_default().extend(words);
            heard.1.notify_all();
            true
        });
        client.listen(event, Some(listener));
    }
    let call = |method: &str, argument: Argument| runtime().block_on(client.call(method, argument));
    assert_eq!(call("TIMInit", Argument::Missing), "0");
    let sig = opentim_client::gen_test_usersig(&json!({ "userID": user, "sdkappid": APP, "secretKey": KEY }).to_string()).unwrap();
    let reply = call("TIMLogin", Argument::Text(json!({ "userID": user, "userSig": sig }).to_string()));
    assert!(reply.contains("\"code\":0"), "{user} cannot log in: {reply}");
    client
}
