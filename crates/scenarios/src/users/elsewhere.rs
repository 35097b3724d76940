//! Users whose instances are in another process.

use super::Users;
use crate::board::Board;
use crate::puppet::{Order, Word};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a call may take there.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the program may take to end by itself.
const LAST_WORDS: Duration = Duration::from_secs(10);

type Waiting = Arc<Mutex<HashMap<u64, SyncSender<String>>>>;

/// They, and their process.
pub(crate) struct Elsewhere {
    process: Mutex<Child>,
    /// How many were given, and where they go.
    orders: Mutex<(u64, Option<ChildStdin>)>,
    waiting: Waiting,
}

impl Elsewhere {
    /// Starts the program, with these users.
    pub(crate) fn new(program: &[PathBuf], users: &[(String, Value)], board: &Board) -> Self {
        let mut command = Command::new(&program[0]);
        command.args(&program[1..]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", program[0].display()));
        let orders = process.stdin.take();
        let words = process.stdout.take().unwrap();
        let waiting = Waiting::default();
        let (answered, board) = (waiting.clone(), board.clone());
        std::thread::spawn(move || listened(words, &answered, &board));
        let there = Self { process: Mutex::new(process), orders: Mutex::new((0, orders)), waiting };
        for (user, options) in users {
            there.order(|id| Order::New { id, user: user.clone(), options: options.clone() });
        }
        there
    }

    fn order(&self, order: impl FnOnce(u64) -> Order) -> String {
        let (tell, told) = sync_channel(1);
        {
            let (given, pipe) = &mut *self.orders.lock().unwrap();
            *given += 1;
            self.waiting.lock().unwrap().insert(*given, tell);
            let line = serde_json::to_string(&order(*given)).unwrap();
            writeln!(pipe.as_mut().unwrap(), "{line}").unwrap();
        }
        told.recv_timeout(PATIENCE).expect("the other process answers")
    }
}

fn listened(words: ChildStdout, waiting: &Waiting, board: &Board) {
    for line in BufReader::new(words).lines().map_while(Result::ok) {
        // Whatever else the program prints is not for us.
        match serde_json::from_str(&line) {
            Ok(Word::Reply { id, reply }) => {
                let waits = waiting.lock().unwrap().remove(&id).expect("nothing is answered twice");
                let _ = waits.send(reply);
            }
            Ok(Word::Heard { user, what, text }) => board.heard(&user, what, serde_json::from_str(&text).unwrap()),
            Err(_) => eprintln!("{line}"),
        }
    }
}

impl Users for Elsewhere {
    fn call(&self, user: &str, method: &str, argument: Option<String>) -> String {
        self.order(|id| Order::Call { id, user: user.to_owned(), method: method.to_owned(), argument })
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        // The end of its orders is the end of the program; whoever does not see that is killed.
        self.orders.get_mut().unwrap().1 = None;
        let process = self.process.get_mut().unwrap();
        let end = Instant::now() + LAST_WORDS;
        while Instant::now() < end && matches!(process.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = process.kill();
        let _ = process.wait();
    }
}
