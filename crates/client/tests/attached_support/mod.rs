//! Other processes on a data folder: this test program started anew, with a user of its own who listens and works.
#![allow(
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests look into reports of any shape and end at the first surprise"
)]
#![allow(dead_code, reason = "each test file uses its part")]

mod child;

pub use child::run_as_child;

use crate::support::{Folder, sig, text};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Set in a process that is to run [`run_as_child`].
const CHILD: &str = "OPENTIM_TEST_CHILD";
/// How reports begin, to tell them from what the test program prints itself.
const REPORT: char = '>';
/// How long a test waits for what must come. Nothing is slow here; only a hang takes so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Another process.
pub struct Process {
    pub user: String,
    child: Child,
    commands: Option<ChildStdin>,
    reports: Receiver<Value>,
    /// All that it has reported so far.
    pub reported: Vec<Value>,
    /// How far the reports of each name were taken.
    taken: HashMap<String, usize>,
    reading: Option<JoinHandle<()>>,
}

impl Process {
    /// Starts one whose user is initialized, logged in and listening when this returns.
    pub fn start(folder: &Folder, user: &str) -> Self {
        let mut process = Self::begin(Command::new(std::env::current_exe().unwrap()), folder.path(), user, &sig(folder, user));
        let ready = process.report("ready");
        assert_eq!(ready["ready"], json!([0, 0]), "{ready}");
        process
    }

    /// Starts one whose user signs for himself, with the folder's key.
    pub fn begin_anew(folder: &Path, user: &str) -> Self {
        Self::begin_with(Command::new(std::env::current_exe().unwrap()), user, &json!({ "folder": text(folder), "user": user }))
    }

    /// Starts one with this command, which must run the test program.
    pub fn begin(command: Command, folder: &Path, user: &str, sig: &str) -> Self {
        Self::begin_with(command, user, &json!({ "folder": text(folder), "user": user, "sig": sig }))
    }

    fn begin_with(mut command: Command, user: &str, settings: &Value) -> Self {
        command.args(["another_process", "--exact", "--include-ignored", "--nocapture", "--test-threads=1"]);
        command.env(CHILD, settings.to_string()).env_remove("OPENTIM_SECRET_KEY");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (send, reports) = sync_channel(1 << 20);
        let output = BufReader::new(child.stdout.take().unwrap());
        let reading = std::thread::spawn(move || {
            for line in output.split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).into_owned();
                // The last line of a killed process may be cut.
                if let Some(report) = line.split_once(REPORT).and_then(|(_, text)| serde_json::from_str(text).ok()) {
                    let _ = send.send(report);
                }
            }
        });
        let commands = child.stdin.take();
        Self {
            user: user.to_owned(),
            child,
            commands,
            reports,
            reported: Vec::new(),
            taken: HashMap::new(),
            reading: Some(reading),
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Gives it something to do.
    pub fn tell(&mut self, command: Value) {
        writeln!(self.commands.as_mut().unwrap(), "{command}").unwrap();
    }

    /// Takes the next report that has this name, and waits for it if need be.
    pub fn report(&mut self, name: &str) -> Value {
        let from = self.taken.get(name).copied().unwrap_or_default();
        for at in from.. {
            if at == self.reported.len() {
                match self.reports.recv_timeout(PATIENCE) {
                    Ok(report) => self.reported.push(report),
                    Err(RecvTimeoutError::Timeout) => {
                        panic!("{} has not reported {name:?}; last {:?}", self.user, self.reported.last())
                    }
                    Err(RecvTimeoutError::Disconnected) => panic!("{} has ended before it reported {name:?}", self.user),
                }
            }
            if self.reported[at].get(name).is_some() {
                self.taken.insert(name.to_owned(), at + 1);
                return self.reported[at].clone();
            }
        }
        unreachable!("there are not so many reports")
    }

    /// Makes a call and gives its reply.
    pub fn call(&mut self, method: &str, argument: Value) -> Value {
        self.tell(json!({ "call": [method, argument] }));
        self.report("reply")["reply"].clone()
    }

    /// Makes a call that must succeed and gives its result.
    pub fn does(&mut self, method: &str, argument: Value) -> Value {
        let reply = self.call(method, argument);
        assert_eq!(reply["code"], 0, "{method}: {reply}");
        reply["json_param"].clone()
    }

    /// Kills it as nothing else does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.drain();
    }

    /// Lets it end by itself.
    pub fn end(&mut self) -> ExitStatus {
        drop(self.commands.take());
        let status = self.child.wait().unwrap();
        self.drain();
        status
    }

    /// Takes what it still has reported.
    fn drain(&mut self) {
        self.reading.take().unwrap().join().unwrap();
        self.reported.extend(self.reports.try_iter());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The process that has the folder now.
pub fn owner_of(folder: &Path) -> Option<u32> {
    std::fs::read_to_string(folder.join("opentim.lock")).ok()?.trim().parse().ok()
}
