//! The program as it is started: a server as a process of its own.

use super::*;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opentim-server"));
    command.args(arguments).env_remove("OPENTIM_LOG");
    command
}

pub fn output(arguments: &[&str]) -> Output {
    program(arguments).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub fn write_config(folder: &Path, more: &str) -> String {
    let path = folder.join("server.toml");
    let data = folder.join("data");
    let text = format!(
        "listen = \"127.0.0.1:0\"\ndata_dir = {data:?}\n[[app]]\nsdkappid = {APP}\nsecret_key = \"{KEY}\"\nadmins = [\"{ADMIN}\"]\n{more}"
    );
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A server as a process of its own.
pub struct Process {
    pub child: Child,
    pub out: BufReader<ChildStdout>,
    pub first_line: String,
    pub address: SocketAddr,
}

impl Process {
    pub fn start(arguments: &[&str]) -> Self {
        Self::spawn(program(arguments).env("OPENTIM_LOG", "trace"))
    }

    pub fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut first_line = String::new();
        out.read_line(&mut first_line).unwrap();
        let address = first_line.split("://").nth(1).and_then(|rest| rest.split_whitespace().next());
        let address = address.unwrap_or_else(|| panic!("the address is told: {first_line:?}")).parse().unwrap();
        Self { child, out, first_line, address }
    }

    pub fn call(&self, target: &str, body: &[u8]) -> Value {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(&request("POST", target, &[], body)).unwrap();
        read_reply(&mut stream).unwrap().json()
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the end of one that was killed.
    pub fn killed(mut self) {
        assert_eq!(self.child.wait().unwrap().code(), None);
    }

    /// Waits for the end; what it said on stderr.
    pub fn ended(mut self, code: i32) -> String {
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(code), "{log}");
        log
    }
}
