//! An app's back end as a process of its own.

use super::*;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

/// A running receiver. It ends with this.
pub struct Receiver {
    child: Child,
    pub port: u16,
    secure: bool,
}

/// Everything that is waited for happens sooner.
const PATIENCE: Duration = Duration::from_secs(60);

impl Receiver {
    /// One on a free port.
    pub fn start() -> Self {
        Self::start_on(0)
    }

    pub fn start_on(port: u16) -> Self {
        Self::spawn(port, &[])
    }

    /// One with TLS: the pair of the tests for localhost and 127.0.0.1.
    pub fn secure() -> Self {
        let file = |name: &str| tls::made(name).to_str().unwrap().to_owned();
        Self::spawn(0, &[file("first.pem"), file("first.key")])
    }

    fn spawn(port: u16, pair: &[String]) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/receiver.mjs");
        let mut command = Command::new("node");
        command.arg(script).arg(port.to_string()).args(pair).stdout(Stdio::piped());
        let mut child = command.spawn().expect("node is there, as for the other tests of this repository");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, port: line.trim().parse().unwrap(), secure: !pair.is_empty() }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hooks", self.port)
    }

    /// Has it behave otherwise.
    pub fn behave(&self, mode: &str) {
        self.control(&json!({ "mode": mode }));
    }

    /// Has it answer this.
    pub fn answer(&self, answer: Value) {
        self.control(&json!({ "mode": "ok", "answer": answer }));
    }

    pub fn control(&self, behaviour: &Value) {
        self.ask("PUT", "/control", behaviour.to_string().as_bytes());
    }

    /// What it was sent so far: `{taken, url, body}` each.
    pub fn log(&self) -> Vec<Value> {
        let Value::Array(log) = self.ask("GET", "/log", b"") else { panic!("a list") };
        log
    }

    /// The bodies that it took.
    pub fn taken(&self) -> Vec<Value> {
        self.log().into_iter().filter(|sent| sent["taken"] == true).map(|sent| sent["body"].clone()).collect()
    }

    /// The bodies of one event that it took.
    pub fn taken_of(&self, command: &str) -> Vec<Value> {
        let name = format!("Group.Callback{command}");
        self.taken().into_iter().filter(|body| body["CallbackCommand"] == name).collect()
    }

    /// The same once there are as many.
    #[track_caller]
    pub fn wait_for(&self, command: &str, count: usize) -> Vec<Value> {
        self.until(|receiver| receiver.taken_of(command).len() >= count);
        self.taken_of(command)
    }

    /// Waits for something to be so.
    #[track_caller]
    pub fn until(&self, is_so: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(self) {
            assert!(Instant::now() < end, "it did not come to it; sent so far: {:#?}", self.log());
            sleep(Duration::from_millis(20));
        }
    }

    /// Ends it at once.
    pub fn kill(mut self) -> u16 {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.port
    }

    fn ask(&self, method: &str, target: &str, body: &[u8]) -> Value {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let asked = request(method, target, &[("Connection", "close")], body);
        let mut text = Vec::new();
        if self.secure {
            let mut stream = tls::secure(stream);
            stream.write_all(&asked).unwrap();
            let _ = stream.read_to_end(&mut text);
        } else {
            let mut stream = stream;
            stream.write_all(&asked).unwrap();
            let _ = stream.read_to_end(&mut text);
        }
        content(&text)
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The JSON in a reply, sent whole or in chunks.
fn content(reply: &[u8]) -> Value {
    let text = String::from_utf8_lossy(reply);
    let (head, mut body) = text.split_once("\r\n\r\n").unwrap();
    if !head.to_lowercase().contains("transfer-encoding: chunked") {
        return serde_json::from_str(body).unwrap();
    }
    let mut whole = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            break;
        }
        // Sizes count bytes; the tests are written in ASCII.
        whole.push_str(&rest[..size]);
        body = &rest[size + 2..];
    }
    serde_json::from_str(&whole).unwrap()
}
